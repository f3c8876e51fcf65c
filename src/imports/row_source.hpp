// The rows of a file one by one, be it text or a sheet of a workbook.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "imports/csv.hpp"
#include "imports/table.hpp"

namespace roundtable::imports {

class RowSource {
 public:
  virtual ~RowSource() = default;
  /// False at the end. What is wrong is added to `problems`, and reading goes on.
  virtual bool next(CsvRow& row, Problems& problems) = 0;
  /// Told once, before the rows below the header: where in them each column stands, or kNowhere.
  virtual void know(std::span<const Column> /*columns*/, const std::vector<std::size_t>& /*at*/,
                    Problems& /*notices*/) {}
};

}  // namespace roundtable::imports
