#include "imports/workbook_table.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "imports/limits.hpp"
#include "imports/sheet.hpp"
#include "imports/unreadable.hpp"
#include "imports/workbook.hpp"

namespace roundtable::imports {
namespace {

/// "甲、乙、…": what a sentence names, some of it where it is much.
class Named {
 public:
  void add(const std::string& one) {
    if (++count_ > kPlacesNamedMax) return;
    text_ += (text_.empty() ? "" : "、") + one;
  }
  bool empty() const { return count_ == 0; }
  std::string text() const { return count_ > kPlacesNamedMax ? text_ + "、…" : text_; }

 private:
  std::string text_;
  std::size_t count_ = 0;
};

CsvRow blank_row(std::size_t number, std::size_t width) {
  CsvRow row;
  row.number = number;
  for (std::size_t i = 0; i < std::max<std::size_t>(width, 1); ++i) {
    row.fields.push_back({"", place_in_sheet(number, i)});
  }
  return row;
}

CsvRow row_from(const SheetRow& from, std::size_t width = 0) {
  const auto last = from.cells.empty() ? 0 : from.cells.back().column + 1;
  auto row = blank_row(from.number, std::max(last, width));
  for (const auto& cell : from.cells) {
    row.fields[cell.column].text = cell.text;
    row.fields[cell.column].wrong = cell.wrong;
  }
  return row;
}

std::size_t width_of(const Sheet& sheet) {
  std::size_t width = 0;
  for (const auto& row : sheet.rows) {
    if (!row.cells.empty()) width = std::max(width, row.cells.back().column + 1);
  }
  return width;
}

/// The rows in which a header is looked for. A header of two rows has cells that are merged over
/// both: such a cell stands in each.
std::vector<CsvRow> rows_at_top(const Sheet& sheet) {
  const auto width = width_of(sheet);
  std::vector<CsvRow> rows;
  for (std::size_t number = 1; number <= kHeaderRowsMax; ++number) {
    rows.push_back(blank_row(number, width));
  }
  for (const auto& row : sheet.rows) {
    if (row.number > kHeaderRowsMax) break;
    rows[row.number - 1] = row_from(row, width);
  }
  for (const auto& merged : sheet.merged) {
    if (merged.first_row > kHeaderRowsMax || merged.first_column >= width) continue;
    const auto text = rows[merged.first_row - 1].fields[merged.first_column].text;
    for (auto i = merged.first_row; i < std::min(merged.last_row, kHeaderRowsMax); ++i) {
      rows[i].fields[merged.first_column].text = text;
    }
  }
  return rows;
}

/// A sheet with the row that is most of a header.
struct Candidate {
  std::string name;
  Sheet sheet;
  CsvRow header;
  HeaderLook look;

  bool has_rows_below() const {
    return !sheet.rows.empty() && sheet.rows.back().number > header.number;
  }
  bool is_a_list() const { return look.whole && has_rows_below(); }
  auto rank() const { return std::tuple(is_a_list(), look.whole, look.names); }
};

Candidate candidate_of(std::string name, Sheet sheet, const LookAtRow& look) {
  Candidate candidate{std::move(name), std::move(sheet), {}, {}};
  for (auto& row : rows_at_top(candidate.sheet)) {
    const auto seen = look(row);
    if (seen.names <= candidate.look.names && candidate.header.number > 0) continue;
    candidate.look = seen;
    candidate.header = std::move(row);
  }
  return candidate;
}

/// "5、7-9"
void name_rows(const std::vector<std::size_t>& rows, Named& named) {
  for (std::size_t i = 0; i < rows.size();) {
    auto last = i;
    while (last + 1 < rows.size() && rows[last + 1] == rows[last] + 1) ++last;
    named.add(std::to_string(rows[i]) + (last == i ? "" : "-" + std::to_string(rows[last])));
    i = last + 1;
  }
}

class RowsOfSheet final : public SheetRows {
 public:
  explicit RowsOfSheet(Candidate from) : from_(std::move(from)) {
    const auto& rows = from_.sheet.rows;
    at_ = static_cast<std::size_t>(
        std::find_if(rows.begin(), rows.end(),
                     [&](const SheetRow& row) { return row.number > from_.header.number; }) -
        rows.begin());
  }

  const CsvRow& header() const override { return from_.header; }
  const HeaderLook& look() const override { return from_.look; }

  bool next(CsvRow& row, Problems& problems) override {
    if (at_ == from_.sheet.rows.size()) return false;
    const auto& from = from_.sheet.rows[at_++];
    row = row_from(from);
    if (from.beyond) {
      problems.push_back({Code::csv_row_too_wide,
                          place_in_sheet(from.number, *from.beyond),
                          {{"max", std::to_string(kColumnsMax)}}});
    }
    for (const auto& [column, held] : held_) {
      const auto above = held.upper_bound(from.number);
      if (above == held.begin()) continue;
      const auto& [last, text] = std::prev(above)->second;
      if (from.number > last) continue;
      for (auto i = row.fields.size(); i <= column; ++i) {
        row.fields.push_back({"", place_in_sheet(from.number, i)});
      }
      if (row.fields[column].text.empty()) row.fields[column].text = text;
    }
    return true;
  }

  void know(std::span<const Column> columns, const std::vector<std::size_t>& at,
            Problems& notices) override {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (at[i] != kNowhere) take_merged(columns[i], at[i], notices);
    }
    tell_hidden_columns(at, notices);
    tell_hidden_rows(notices);
  }

 private:
  /// Of each first row of a merged cell: its last row, and what stands in it.
  using Held = std::map<std::size_t, std::pair<std::size_t, std::string>>;

  void take_merged(const Column& asked, std::size_t column, Problems& notices) {
    Named read;
    Named not_read;
    Place read_at;
    Place not_read_at;
    const auto tell = [](Named& named, Place& first, const Merged& merged) {
      if (named.empty()) first = place_in_sheet(merged.first_row, merged.first_column);
      named.add(to_string(merged));
    };
    for (const auto& merged : from_.sheet.merged) {
      const bool within = merged.first_column <= column && column <= merged.last_column;
      const bool below = merged.first_row > from_.header.number;
      if (!within || !below || merged.first_row == merged.last_row) continue;
      const auto* text = text_at(merged.first_row, merged.first_column);
      if (text == nullptr) continue;
      if (asked.merged_down && merged.first_column == column) {
        held_[column][merged.first_row] = {merged.last_row, *text};
        tell(read, read_at, merged);
      } else {
        tell(not_read, not_read_at, merged);
      }
    }
    const std::string field(asked.name);
    if (!read.empty()) {
      notices.push_back(
          {Code::notice_merged_read, read_at, {{"field", field}, {"places", read.text()}}});
    }
    if (!not_read.empty()) {
      notices.push_back({Code::notice_merged_not_read,
                         not_read_at,
                         {{"field", field}, {"places", not_read.text()}}});
    }
  }

  /// Nothing where nothing stands.
  const std::string* text_at(std::size_t number, std::size_t column) const {
    const auto& rows = from_.sheet.rows;
    const auto row = std::lower_bound(
        rows.begin(), rows.end(), number,
        [](const SheetRow& one, std::size_t wanted) { return one.number < wanted; });
    if (row == rows.end() || row->number != number) return nullptr;
    for (const auto& cell : row->cells) {
      if (cell.column == column && !cell.text.empty()) return &cell.text;
    }
    return nullptr;
  }

  void tell_hidden_columns(std::vector<std::size_t> at, Problems& notices) const {
    std::sort(at.begin(), at.end());
    Named named;
    std::optional<std::size_t> first;
    for (const auto column : at) {
      const auto& hidden = from_.sheet.hidden_columns;
      const bool is_hidden =
          column != kNowhere && std::any_of(hidden.begin(), hidden.end(), [&](const auto& range) {
            return range.first <= column && column <= range.second;
          });
      if (!is_hidden) continue;
      if (!first) first = column;
      named.add(spreadsheet_column(column));
    }
    if (!first) return;
    notices.push_back({Code::notice_columns_hidden,
                       place_in_sheet(from_.header.number, *first),
                       {{"places", named.text()}}});
  }

  void tell_hidden_rows(Problems& notices) const {
    std::vector<std::size_t> hidden;
    for (const auto& row : from_.sheet.rows) {
      if (row.hidden && row.number > from_.header.number) hidden.push_back(row.number);
    }
    if (hidden.empty()) return;
    Named named;
    name_rows(hidden, named);
    notices.push_back(
        {Code::notice_rows_hidden, place_in_sheet(hidden.front(), 0), {{"places", named.text()}}});
  }

  Candidate from_;
  std::size_t at_ = 0;
  std::map<std::size_t, Held> held_;  // by column
};

/// The best of the sheets that are shown; `report` says which, and which others there are.
std::optional<Candidate> choose(Workbook& workbook, const LookAtRow& look, Report& report) {
  std::optional<Candidate> best;
  std::vector<std::string> filled;
  Named lists;
  std::size_t list_count = 0;
  for (const auto& sheet : workbook.sheets()) {
    if (sheet.hidden) continue;
    report.sheet = sheet.name;
    auto candidate = candidate_of(
        sheet.name, read_sheet(*workbook.open(sheet), sheet.part, workbook.shared()), look);
    if (!candidate.sheet.rows.empty()) filled.push_back(sheet.name);
    if (candidate.is_a_list()) {
      lists.add(sheet.name);
      ++list_count;
    }
    if (!best || candidate.rank() > best->rank()) best = std::move(candidate);
  }
  report.sheet.clear();
  if (!best) throw Unreadable({Code::workbook_no_sheet, {}, {}});
  if (filled.empty()) throw Unreadable({Code::file_empty, {}, {}});
  if (list_count > 1) {
    throw Unreadable({Code::workbook_several_sheets, {}, {{"names", lists.text()}}});
  }
  report.sheet = best->name;
  Named others;
  for (const auto& name : filled) {
    if (name != best->name) others.add(name);
  }
  if (!others.empty()) {
    report.notices.push_back(
        {Code::notice_sheet_read, {}, {{"name", best->name}, {"names", others.text()}}});
  }
  return best;
}

void tell_hidden_sheets(const Workbook& workbook, Problems& notices) {
  Named hidden;
  for (const auto& sheet : workbook.sheets()) {
    if (sheet.hidden) hidden.add(sheet.name);
  }
  if (hidden.empty()) return;
  notices.push_back({Code::notice_sheets_hidden, {}, {{"names", hidden.text()}}});
}

}  // namespace

std::unique_ptr<SheetRows> rows_of_workbook(std::string_view bytes, const LookAtRow& look,
                                            Report& report) {
  try {
    if (!is_zip(bytes)) refuse_old_office(bytes);
    Workbook workbook(bytes);
    tell_hidden_sheets(workbook, report.notices);
    auto chosen = choose(workbook, look, report);
    return std::make_unique<RowsOfSheet>(std::move(*chosen));
  } catch (const Unreadable& end) {
    report.problems.push_back(end.problem());
    return nullptr;
  }
}

}  // namespace roundtable::imports
