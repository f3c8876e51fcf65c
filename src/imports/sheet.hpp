// One sheet of a workbook: the cells that have something in them, as text, and which rows, columns
// and cells are hidden or merged.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "imports/problem.hpp"
#include "imports/workbook.hpp"

namespace roundtable::imports {

struct SheetCell {
  std::size_t column = 0;     // from 0
  std::string text;           // of a number as it is shown, of an error its sign: "#N/A"
  std::optional<Code> wrong;  // why there is no text
};

struct SheetRow {
  std::size_t number = 0;  // from 1
  bool hidden = false;
  std::vector<SheetCell> cells;       // in order; none beyond kColumnsMax
  std::optional<std::size_t> beyond;  // the first column there that has something in it
};

/// Cells that are one: rows from 1, columns from 0, both ends included.
struct Merged {
  std::size_t first_row = 0;
  std::size_t first_column = 0;
  std::size_t last_row = 0;
  std::size_t last_column = 0;
};
/// "A3:A8"
std::string to_string(const Merged& merged);

struct Sheet {
  std::vector<SheetRow> rows;  // in order; those with something in them
  std::vector<Merged> merged;
  std::vector<std::pair<std::size_t, std::size_t>> hidden_columns;  // both ends included
};

/// `part`: of the zip. Throws Unreadable.
Sheet read_sheet(ByteSource& source, const std::string& part, const SharedParts& shared);

/// Where a cell stands; the column of the place counts as the sheet's do.
Place place_in_sheet(std::size_t row, std::size_t column);

}  // namespace roundtable::imports
