// The sheet of a workbook that holds the list: the one whose header is known. Rows come as those of
// a text file do. One merged cell over several rows counts for each of them where its column says
// so; what is hidden is read; notices say both.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "imports/report.hpp"
#include "imports/row_source.hpp"

namespace roundtable::imports {

/// What a row is as a header: how many columns it names, and whether all that are needed.
struct HeaderLook {
  std::size_t names = 0;
  bool whole = false;
};
using LookAtRow = std::function<HeaderLook(const CsvRow&)>;

/// The rows below the header, and the header itself.
class SheetRows : public RowSource {
 public:
  virtual const CsvRow& header() const = 0;
  virtual const HeaderLook& look() const = 0;
};

/// Says in `report` which sheet it is; nothing where that cannot be said, or the file not be read.
std::unique_ptr<SheetRows> rows_of_workbook(std::string_view bytes, const LookAtRow& look,
                                            Report& report);

}  // namespace roundtable::imports
