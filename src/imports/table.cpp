#include "imports/table.hpp"

#include <algorithm>
#include <array>

#include "imports/cell.hpp"
#include "imports/limits.hpp"
#include "imports/spreadsheet.hpp"

namespace roundtable::imports {
namespace {

constexpr std::array<std::string_view, 5> kSeparators = {",", ";", "\t", "，", "；"};
constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);
/// One name alone may stand in a title.
constexpr std::size_t kNamesMin = 2;

bool is_blank(const CsvRow& row) {
  return std::all_of(row.fields.begin(), row.fields.end(),
                     [](const CsvField& field) { return tidy(field.text).empty(); });
}

/// Rows of # are remarks, as the examples of our templates are.
bool is_remark(const CsvRow& row) {
  return tidy(row.fields.front().text).starts_with('#');
}

std::size_t column_named(std::span<const Column> columns, std::string_view text) {
  const auto key = name_key(text);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto& also = columns[i].also;
    const bool named =
        key == name_key(columns[i].name) || std::find(also.begin(), also.end(), key) != also.end();
    if (named) return i;
  }
  return kNowhere;
}

struct Header {
  std::string_view separator;
  std::size_t rows_before = 0;
  std::size_t names = 0;
};

/// The row and separator that show most of the columns; of equals the first.
Header find_header(std::string_view utf8, std::span<const Column> columns) {
  Header best;
  for (const auto separator : kSeparators) {
    CsvReader reader(utf8, separator);
    CsvRow row;
    Problems ignored;
    for (std::size_t before = 0; before < kHeaderRowsMax && reader.next(row, ignored); ++before) {
      if (is_remark(row)) continue;
      const auto names = static_cast<std::size_t>(std::count_if(
          row.fields.begin(), row.fields.end(),
          [&](const CsvField& field) { return column_named(columns, field.text) != kNowhere; }));
      if (names > best.names) best = {separator, before, names};
    }
  }
  return best;
}

/// Where in a row each column stands.
std::vector<std::size_t> columns_of(const CsvRow& header, std::span<const Column> columns,
                                    Problems& problems, Problems& notices) {
  std::vector<std::size_t> at(columns.size(), kNowhere);
  for (std::size_t i = 0; i < header.fields.size(); ++i) {
    const auto& field = header.fields[i];
    const auto column = column_named(columns, field.text);
    if (column == kNowhere) {
      if (!tidy(field.text).empty()) {
        notices.push_back({Code::notice_column_ignored, field.place, {{"name", tidy(field.text)}}});
      }
    } else if (at[column] != kNowhere) {
      problems.push_back(
          {Code::header_column_twice, field.place, {{"field", std::string(columns[column].name)}}});
    } else {
      at[column] = i;
    }
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!columns[i].required || at[i] != kNowhere) continue;
    problems.push_back({Code::header_column_missing,
                        header.fields.front().place,
                        {{"field", std::string(columns[i].name)}}});
  }
  return at;
}

class RowTaker {
 public:
  RowTaker(std::span<const Column> columns, std::vector<std::size_t> at, std::size_t width,
           Problems& problems)
      : columns_(columns),
        at_(std::move(at)),
        width_(width),
        problems_(problems),
        repaired_(columns.size()) {}

  TableRow take(CsvRow& row) {
    for (std::size_t i = width_; i < row.fields.size() && i < kColumnsMax; ++i) {
      if (tidy(row.fields[i].text).empty()) continue;
      problems_.push_back(
          {Code::csv_row_too_wide, row.fields[i].place, {{"max", std::to_string(width_)}}});
      break;
    }
    TableRow taken{row.fields.front().place, {}};
    for (std::size_t i = 0; i < columns_.size(); ++i) taken.cells.push_back(cell(row, i));
    return taken;
  }

  void tell_repairs(Problems& notices) const {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (repaired_[i].rows == 0) continue;
      notices.push_back({Code::notice_decimals_removed,
                         repaired_[i].first,
                         {{"field", std::string(columns_[i].name)},
                          {"rows", std::to_string(repaired_[i].rows)}}});
    }
  }

 private:
  CsvField cell(CsvRow& row, std::size_t column) {
    const auto at = at_[column];
    CsvField field{"", row.fields.front().place};
    if (at < row.fields.size()) {
      field = std::move(row.fields[at]);
    } else if (at != kNowhere) {
      field.place.cell = spreadsheet_column(at) + std::to_string(row.number);
    }
    check(field, column);
    return field;
  }

  void check(CsvField& field, std::size_t column) {
    const auto text = plain(field.text);
    const auto& asked = columns_[column];
    const auto found = [&](Code code) {
      problems_.push_back(
          {code, field.place, {{"field", std::string(asked.name)}, {"value", text}}});
    };
    if (asked.filled && text.empty()) {
      problems_.push_back({Code::field_missing, field.place, {{"field", std::string(asked.name)}}});
      return;
    }
    if (is_spreadsheet_error(text)) return found(Code::field_spreadsheet_error);
    if (asked.holds == Holds::anything) return;
    if (is_spreadsheet_date(text)) return found(asked.date);
    auto whole = asked.holds == Holds::name ? text : without_decimals(text);
    if (whole != text) {
      if (repaired_[column].rows++ == 0) repaired_[column].first = field.place;
      field.text = std::move(whole);
    } else if (asked.holds != Holds::key && (is_scientific(text) || is_decimal(text))) {
      found(Code::field_rounded);
    }
  }

  struct Repaired {
    std::size_t rows = 0;
    Place first;
  };

  std::span<const Column> columns_;
  std::vector<std::size_t> at_;
  std::size_t width_;
  Problems& problems_;
  std::vector<Repaired> repaired_;
};

}  // namespace

std::optional<Table> read_table(std::string_view bytes, std::span<const Column> columns,
                                Problems& problems, Problems& notices) {
  const auto text = decode(bytes, problems);
  if (!text) return std::nullopt;
  if (text->utf8.find_first_not_of(" \t\r\n") == std::string::npos) {
    problems.push_back({Code::file_empty, {}, {}});
    return std::nullopt;
  }
  if (text->marks > 1) {
    notices.push_back({Code::notice_mark_twice, {}, {{"times", std::to_string(text->marks)}}});
  }
  const auto header = find_header(text->utf8, columns);
  if (header.names < kNamesMin) {
    problems.push_back({Code::header_not_found, {}, {}});
    return std::nullopt;
  }
  CsvReader reader(text->utf8, header.separator);
  CsvRow row;
  Problems above;
  for (std::size_t i = 0; i <= header.rows_before; ++i) reader.next(row, above);
  const auto before = problems.size();
  auto at = columns_of(row, columns, problems, notices);
  if (problems.size() != before) return std::nullopt;

  Table table{text->encoding, std::string(header.separator), {}};
  RowTaker taker(columns, std::move(at), row.fields.size(), problems);
  std::size_t skipped = 0;
  Place first_skipped;
  while (reader.next(row, problems)) {
    if (are_enough(problems, row.fields.front().place)) break;
    if (is_blank(row)) continue;
    if (is_remark(row)) {
      if (skipped++ == 0) first_skipped = row.fields.front().place;
      continue;
    }
    if (table.rows.size() == kRowsMax) {
      problems.push_back(
          {Code::csv_too_many_rows, row.fields.front().place, {{"max", std::to_string(kRowsMax)}}});
      break;
    }
    table.rows.push_back(taker.take(row));
  }
  if (skipped > 0) {
    notices.push_back(
        {Code::notice_rows_skipped, first_skipped, {{"rows", std::to_string(skipped)}}});
  }
  taker.tell_repairs(notices);
  // A roll without units would take every unit away.
  if (table.rows.empty()) problems.push_back({Code::file_no_rows, {}, {}});
  return table;
}

}  // namespace roundtable::imports
