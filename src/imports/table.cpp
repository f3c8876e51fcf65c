#include "imports/table.hpp"

#include <algorithm>
#include <array>

#include "imports/cell.hpp"
#include "imports/limits.hpp"
#include "imports/row_source.hpp"
#include "imports/spreadsheet.hpp"
#include "imports/workbook.hpp"
#include "imports/workbook_table.hpp"

namespace roundtable::imports {
namespace {

constexpr std::array<std::string_view, 5> kSeparators = {",", ";", "\t", "，", "；"};
/// One name alone may stand in a title.
constexpr std::size_t kNamesMin = 2;

bool is_blank(const CsvRow& row) {
  return std::all_of(row.fields.begin(), row.fields.end(), [](const CsvField& field) {
    return !field.wrong && tidy(field.text).empty();
  });
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

HeaderLook look_at(const CsvRow& row, std::span<const Column> columns) {
  HeaderLook look;
  if (is_remark(row)) return look;
  std::vector<bool> named(columns.size());
  for (const auto& field : row.fields) {
    const auto column = column_named(columns, field.text);
    if (column == kNowhere) continue;
    ++look.names;
    named[column] = true;
  }
  look.whole = true;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    look.whole = look.whole && (named[i] || !columns[i].required);
  }
  return look;
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
      const auto names = look_at(row, columns).names;
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
    if (field.wrong) {
      problems_.push_back(
          {*field.wrong,
           field.place,
           {{"field", std::string(asked.name)}, {"max", std::to_string(kFieldBytesMax)}}});
      return;
    }
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

class TextRows final : public RowSource {
 public:
  TextRows(std::string_view utf8, std::string_view separator) : reader_(utf8, separator) {}
  bool next(CsvRow& row, Problems& problems) override { return reader_.next(row, problems); }

 private:
  CsvReader reader_;
};

std::optional<Table> table_below(const CsvRow& header, RowSource& rows,
                                 std::span<const Column> columns, std::string_view separator,
                                 Report& report) {
  auto& problems = report.problems;
  const auto before = problems.size();
  auto at = columns_of(header, columns, problems, report.notices);
  if (problems.size() != before) return std::nullopt;
  rows.know(columns, at, report.notices);

  Table table{std::string(separator), {}};
  RowTaker taker(columns, std::move(at), header.fields.size(), problems);
  std::size_t skipped = 0;
  Place first_skipped;
  CsvRow row;
  while (rows.next(row, problems)) {
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
    report.notices.push_back(
        {Code::notice_rows_skipped, first_skipped, {{"rows", std::to_string(skipped)}}});
  }
  taker.tell_repairs(report.notices);
  // A roll without units would take every unit away.
  if (table.rows.empty()) problems.push_back({Code::file_no_rows, {}, {}});
  return table;
}

std::optional<Table> table_of_text(std::string_view bytes, std::span<const Column> columns,
                                   Report& report) {
  const auto text = decode(bytes, report.problems);
  if (!text) return std::nullopt;
  if (text->utf8.find_first_not_of(" \t\r\n") == std::string::npos) {
    report.problems.push_back({Code::file_empty, {}, {}});
    return std::nullopt;
  }
  if (text->marks > 1) {
    report.notices.push_back(
        {Code::notice_mark_twice, {}, {{"times", std::to_string(text->marks)}}});
  }
  const auto header = find_header(text->utf8, columns);
  if (header.names < kNamesMin) {
    report.problems.push_back({Code::header_not_found, {}, {}});
    return std::nullopt;
  }
  TextRows rows(text->utf8, header.separator);
  CsvRow row;
  Problems above;
  for (std::size_t i = 0; i <= header.rows_before; ++i) rows.next(row, above);
  auto table = table_below(row, rows, columns, header.separator, report);
  if (table) report.encoding = text->encoding;
  return table;
}

std::optional<Table> table_of_workbook(std::string_view bytes, std::span<const Column> columns,
                                       Report& report) {
  report.encoding = Encoding::xlsx;
  const auto rows = rows_of_workbook(
      bytes, [&](const CsvRow& row) { return look_at(row, columns); }, report);
  if (!rows) return std::nullopt;
  if (rows->look().names < kNamesMin) {
    report.problems.push_back({Code::header_not_found, {}, {}});
    return std::nullopt;
  }
  return table_below(rows->header(), *rows, columns, ",", report);
}

}  // namespace

std::optional<Table> read_table(std::string_view bytes, std::span<const Column> columns,
                                Report& report) {
  const bool workbook = is_workbook_like(bytes) && bytes.size() <= kFileBytesMax;
  return workbook ? table_of_workbook(bytes, columns, report)
                  : table_of_text(bytes, columns, report);
}

}  // namespace roundtable::imports
