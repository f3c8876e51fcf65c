// Separated values as spreadsheets write them: quoted fields with separators, doubled quotes and
// line breaks inside; lines end with CRLF, LF or CR; no line is needed to be as wide as another.
// A quote inside an unquoted field stands for itself. Every field knows its place.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "imports/problem.hpp"

namespace roundtable::imports {

struct CsvField {
  std::string text;
  Place place;
  std::optional<Code> wrong = {};  // of a workbook's cell: why it has no text
};

struct CsvRow {
  std::size_t number = 0;        // as a spreadsheet counts, from 1: a quoted line break starts none
  std::vector<CsvField> fields;  // one at least
};

/// Reads row after row. `utf8` must outlive it.
class CsvReader {
 public:
  /// `separator`: one character, of one byte or more.
  CsvReader(std::string_view utf8, std::string_view separator);

  /// False at the end. What is wrong is added to `problems`, and reading goes on.
  bool next(CsvRow& row, Problems& problems);

 private:
  bool at_separator() const { return rest().starts_with(separator_); }
  bool at_line_end() const;
  std::string_view rest() const { return text_.substr(at_); }
  Place place(std::size_t field) const;
  void take_character(std::string& into);
  void take_line_end(std::string* into);
  void read_field(CsvField& field, Problems& problems);
  void read_quoted(CsvField& field, Problems& problems);

  std::string_view text_;
  std::string separator_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t column_ = 1;
  std::size_t row_ = 0;
};

/// "A", "B", … "AA": how a spreadsheet names the column with that index from 0.
std::string spreadsheet_column(std::size_t index);

}  // namespace roundtable::imports
