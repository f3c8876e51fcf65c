#include "imports/csv.hpp"

#include <algorithm>

#include "imports/limits.hpp"
#include "imports/text.hpp"

namespace roundtable::imports {

CsvReader::CsvReader(std::string_view utf8, std::string_view separator)
    : text_(utf8), separator_(separator) {}

bool CsvReader::at_line_end() const {
  return at_ == text_.size() || text_[at_] == '\n' || text_[at_] == '\r';
}

Place CsvReader::place(std::size_t field) const {
  return {line_, column_, spreadsheet_column(field) + std::to_string(row_)};
}

void CsvReader::take_character(std::string& into) {
  const auto bytes = std::max<std::size_t>(1, character_at(text_, at_).bytes);
  into.append(text_, at_, bytes);
  at_ += bytes;
  ++column_;
}

void CsvReader::take_line_end(std::string* into) {
  if (at_ == text_.size()) return;
  const std::size_t bytes = rest().starts_with("\r\n") ? 2 : 1;
  if (into != nullptr) into->append(text_, at_, bytes);
  at_ += bytes;
  ++line_;
  column_ = 1;
}

bool CsvReader::next(CsvRow& row, Problems& problems) {
  row.fields.clear();
  if (at_ == text_.size()) return false;
  row.number = ++row_;
  // A row that is too wide has been told of, and nothing behind is kept: not its problems either.
  Problems beyond;
  for (;;) {
    CsvField field;
    field.place = place(row.fields.size());
    beyond.clear();
    auto& told = row.fields.size() > kColumnsMax ? beyond : problems;
    read_field(field, told);
    if (field.text.size() > kFieldBytesMax) {
      told.push_back(
          {Code::csv_field_too_long, field.place, {{"max", std::to_string(kFieldBytesMax)}}});
      field.text.clear();
    }
    if (row.fields.size() == kColumnsMax) {
      problems.push_back(
          {Code::csv_row_too_wide, field.place, {{"max", std::to_string(kColumnsMax)}}});
    }
    if (row.fields.size() <= kColumnsMax) row.fields.push_back(std::move(field));
    if (!at_separator()) break;
    at_ += separator_.size();
    ++column_;
  }
  take_line_end(nullptr);
  return true;
}

void CsvReader::read_field(CsvField& field, Problems& problems) {
  while (!at_separator() && !at_line_end()) {
    // Some programs leave a space before the quote.
    const bool opens = text_[at_] == '"' && field.text.find_first_not_of(' ') == std::string::npos;
    if (opens) {
      field.text.clear();
      return read_quoted(field, problems);
    }
    take_character(field.text);
  }
}

void CsvReader::read_quoted(CsvField& field, Problems& problems) {
  auto opened = field.place;
  opened.line = line_;
  opened.column = column_;
  ++at_;
  ++column_;
  for (;;) {
    if (at_ == text_.size()) {
      problems.push_back({Code::csv_quote_open, opened, {}});
      return;
    }
    if (rest().starts_with("\"\"")) {
      field.text += '"';
      at_ += 2;
      column_ += 2;
    } else if (text_[at_] == '"') {
      ++at_;
      ++column_;
      break;
    } else if (at_line_end()) {
      take_line_end(&field.text);
    } else {
      take_character(field.text);
    }
  }
  auto after = field.place;
  after.line = line_;
  after.column = column_;
  std::string stray;
  while (!at_separator() && !at_line_end()) take_character(stray);
  if (stray.find_first_not_of(' ') != std::string::npos) {
    problems.push_back({Code::csv_after_quote, after, {}});
  }
}

std::string spreadsheet_column(std::size_t index) {
  std::string name;
  for (auto rest = index + 1; rest > 0; rest = (rest - 1) / 26) {
    name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return name;
}

}  // namespace roundtable::imports
