// A file as a table with known columns, be it text or a workbook: finds the header (also below a
// title, comments, or a line `sep=;`), the separator it shows (comma, semicolon, tab, full-width
// comma) and which column is which, in any order, by its English or Chinese name. Blank rows are
// left out.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "imports/csv.hpp"
#include "imports/problem.hpp"
#include "imports/report.hpp"

namespace roundtable::imports {

/// What a spreadsheet may have spoilt in a column. `number`: what people write in digits and never
/// count with, a room or a code; "101.0" is made 101, and a notice says so. `key`: the same, of an
/// owner, whose other forms are no matter of tables. `name`: no figures.
enum class Holds { anything, number, key, name };

struct Column {
  std::string_view name;          // in fields of problems: "area_source"
  bool required = false;          // the header must have it
  bool filled = false;            // no cell may be empty
  std::vector<std::string> also;  // other names as `name_key` gives them
  Holds holds = Holds::anything;
  Code date = Code::field_spreadsheet_date;  // what a date in it is told as
  /// One cell may be merged over all rows of a house, and holds for each of them.
  bool merged_down = false;
};

/// Where a column that a file does not have stands in its rows.
inline constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

struct TableRow {
  Place place;
  std::vector<CsvField> cells;  // one for each column asked for; "" where there is none
};

struct Table {
  std::string separator;  // "," of a workbook, whose texts mean what those of quoted fields do
  std::vector<TableRow> rows;
};

/// Says in `report` how it was read, and what is wrong. Nothing where no table can be made of it. A
/// row with a problem of its own is there all the same, so that what rests on it can be looked at.
std::optional<Table> read_table(std::string_view bytes, std::span<const Column> columns,
                                Report& report);

}  // namespace roundtable::imports
