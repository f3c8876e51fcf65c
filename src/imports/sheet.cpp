#include "imports/sheet.hpp"

#include <algorithm>
#include <charconv>

#include "imports/csv.hpp"
#include "imports/limits.hpp"
#include "imports/text.hpp"
#include "imports/unreadable.hpp"
#include "imports/xml_reader.hpp"

namespace roundtable::imports {
namespace {

/// A whole number that is all of `text`, at most `max`.
std::optional<std::size_t> count_from(std::string_view text, std::size_t max) {
  std::size_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  return whole && number <= max ? std::optional(number) : std::nullopt;
}

struct CellName {
  std::size_t row = 0;
  std::size_t column = 0;
};

/// "C7"
std::optional<CellName> cell_from(std::string_view text) {
  std::size_t column = 0;
  std::size_t at = 0;
  for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z'; ++at) {
    column = column * 26 + static_cast<std::size_t>(text[at] - 'A' + 1);
    if (column > kSheetColumnsMax) return std::nullopt;
  }
  const auto row = count_from(text.substr(at), kSheetRowsMax);
  if (column == 0 || !row || *row == 0) return std::nullopt;
  return CellName{*row, column - 1};
}

std::optional<Merged> merged_from(std::string_view text) {
  const auto colon = text.find(':');
  const auto first = cell_from(text.substr(0, colon));
  const auto last = colon == text.npos ? first : cell_from(text.substr(colon + 1));
  if (!first || !last || last->row < first->row || last->column < first->column) {
    return std::nullopt;
  }
  return Merged{first->row, first->column, last->row, last->column};
}

bool is_all_space(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == text.npos;
}

/// As of text files: what was lost before, and what no office types.
std::optional<Code> wrong_character(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto next = character_at(text, at);
    at += std::max<std::size_t>(1, next.bytes);
    if (next.value == 0xFFFD) return Code::file_lost_characters;
    const bool space = next.value == '\t' || next.value == '\n' || next.value == '\r';
    if ((next.value < 0x20 && !space) || next.value == 0x7F) return Code::file_control_character;
  }
  return std::nullopt;
}

class SheetListener final : public XmlListener {
 public:
  SheetListener(const std::string& part, const SharedParts& shared, Sheet& out)
      : part_(part), shared_(shared), out_(out) {}

  void begin(std::string_view name, std::string_view parent,
             const XmlAttributes& attributes) override {
    into_ = nullptr;
    if (parent == "c") {
      begin_in_cell(name);
    } else if (name == "t") {
      // Readings for the ear stand in rPh and are no part of the text.
      if (in_cell_ && (parent == "is" || parent == "r")) into_ = &inline_;
    } else if (name == "c" && parent == "row") {
      begin_cell(attributes);
    } else if (name == "row" && parent == "sheetData") {
      begin_row(attributes);
    } else if (name == "col" && parent == "cols") {
      take_column(attributes);
    } else if (name == "mergeCell" && parent == "mergeCells") {
      take_merged(attributes);
    }
  }

  void end(std::string_view name, std::string_view parent) override {
    into_ = nullptr;
    if (name == "c" && parent == "row") end_cell();
    if (name == "row" && parent == "sheetData") end_row();
  }

  void text(std::string_view utf8) override {
    if (into_ == nullptr || is_too_long_) return;
    // What is longer than any field is told as such; its rest need not be kept.
    is_too_long_ = into_->size() + utf8.size() > 2 * kFieldBytesMax;
    if (!is_too_long_) *into_ += utf8;
  }

 private:
  void begin_in_cell(std::string_view name) {
    if (name == "v") {
      has_value_ = true;
      into_ = &value_;
    } else if (name == "f") {
      is_formula_ = true;
    }
  }

  void take_column(const XmlAttributes& attributes) {
    if (!attributes.is_set("hidden") && attributes.text("width") != "0") return;
    const auto first = count_from(attributes.text("min"), kSheetColumnsMax);
    const auto last = count_from(attributes.text("max"), kSheetColumnsMax);
    if (!first || !last || *first == 0 || *last < *first) throw damaged(part_);
    if (out_.hidden_columns.size() == kSheetColumnsMax) throw damaged(part_);
    out_.hidden_columns.emplace_back(*first - 1, *last - 1);
  }

  void take_merged(const XmlAttributes& attributes) {
    const auto merged = merged_from(attributes.text("ref"));
    if (!merged) throw damaged(part_);
    if (out_.merged.size() == kMergesMax) throw too_large("merges", kMergesMax);
    out_.merged.push_back(*merged);
  }

  void begin_row(const XmlAttributes& attributes) {
    auto number = last_row_ + 1;
    if (const auto given = attributes.find("r")) {
      number = count_from(*given, kSheetRowsMax).value_or(0);
    }
    // Each row once and in order: of two that say they are the same one would be lost.
    if (number <= last_row_ || number > kSheetRowsMax) throw damaged(part_);
    last_row_ = number;
    next_column_ = 0;
    row_ = {};
    row_.number = number;
    row_.hidden = attributes.is_set("hidden");
  }

  void begin_cell(const XmlAttributes& attributes) {
    auto column = next_column_;
    if (const auto given = attributes.find("r")) {
      const auto cell = cell_from(*given);
      if (!cell || cell->row != last_row_ || cell->column < next_column_) throw damaged(part_);
      column = cell->column;
    }
    if (column >= kSheetColumnsMax) throw damaged(part_);
    column_ = column;
    next_column_ = column + 1;
    in_cell_ = true;
    type_ = attributes.find("t").value_or("n");
    style_ = count_from(attributes.text("s"), kFormatsMax).value_or(0);
    has_value_ = is_formula_ = is_too_long_ = false;
    value_.clear();
    inline_.clear();
  }

  void end_cell() {
    in_cell_ = false;
    SheetCell cell;
    cell.column = column_;
    cell.text = cell_text();
    if (is_formula_ && !has_result()) cell.wrong = Code::field_formula_without_value;
    if (!cell.wrong) cell.wrong = wrong_character(cell.text);
    if (is_too_long_ || cell.text.size() > kFieldBytesMax) cell.wrong = Code::csv_field_too_long;
    if (cell.wrong) cell.text.clear();
    if (cell.text.empty() && !cell.wrong) return;
    if (column_ >= kColumnsMax) {
      const bool counts = cell.wrong || !is_all_space(cell.text);
      if (counts && !row_.beyond) row_.beyond = column_;
      return;
    }
    text_bytes_ += cell.text.size();
    if (text_bytes_ > kSheetTextBytesMax) throw too_large("text_bytes", kSheetTextBytesMax);
    if (++cells_ > kSheetCellsMax) throw too_large("cells", kSheetCellsMax);
    row_.cells.push_back(std::move(cell));
  }

  /// A formula may come to no text at all; of anything else no value is none.
  bool has_result() const { return has_value_ && (type_ == "str" || !is_all_space(value_)); }

  void end_row() {
    if (row_.cells.empty() && !row_.beyond) return;
    // Title and remarks aside, more than a table may have.
    if (out_.rows.size() == 2 * kRowsMax) {
      throw Unreadable({Code::csv_too_many_rows,
                        place_in_sheet(row_.number, 0),
                        {{"max", std::to_string(kRowsMax)}}});
    }
    out_.rows.push_back(std::move(row_));
  }

  std::string cell_text() {
    if (type_ == "inlineStr") return unescaped(inline_);
    if (type_ == "str") return unescaped(value_);
    if (is_all_space(value_)) return "";
    if (type_ == "s") return shared_text();
    if (type_ == "b") return value_ == "0" || value_ == "false" ? "FALSE" : "TRUE";
    if (type_ == "e") return value_;
    if (type_ == "d") return day_from_iso();
    if (type_ == "n") return shown_number();
    throw damaged(part_, place_in_sheet(last_row_, column_));
  }

  std::string shared_text() const {
    const auto index = count_from(value_, kSharedStringsMax);
    if (!index || *index >= shared_.strings.size()) {
      throw damaged(part_, place_in_sheet(last_row_, column_));
    }
    return shared_.strings[*index];
  }

  std::string day_from_iso() const {
    auto text = value_;
    if (text.ends_with("Z")) text.pop_back();
    if (text.ends_with("T00:00:00")) text.resize(text.size() - 9);
    return text;
  }

  std::string shown_number() const {
    const auto format = style_ < shared_.formats.size() ? shared_.formats[style_] : NumberFormat{};
    if (format.date) {
      if (auto day = date_text(value_, shared_.since_1904)) return *day;
    }
    auto number = number_text(value_);
    if (!number) throw damaged(part_, place_in_sheet(last_row_, column_));
    return shown(std::move(*number), format);
  }

  const std::string& part_;
  const SharedParts& shared_;
  Sheet& out_;
  SheetRow row_;
  std::size_t last_row_ = 0;
  std::size_t next_column_ = 0;
  std::size_t column_ = 0;
  bool in_cell_ = false;
  std::string type_;
  std::size_t style_ = 0;
  bool has_value_ = false;
  bool is_formula_ = false;
  bool is_too_long_ = false;
  std::string value_;
  std::string inline_;
  std::string* into_ = nullptr;
  std::size_t text_bytes_ = 0;
  std::size_t cells_ = 0;
};

}  // namespace

std::string to_string(const Merged& merged) {
  const auto first = spreadsheet_column(merged.first_column) + std::to_string(merged.first_row);
  return first + ":" + spreadsheet_column(merged.last_column) + std::to_string(merged.last_row);
}

Sheet read_sheet(ByteSource& source, const std::string& part, const SharedParts& shared) {
  Sheet sheet;
  SheetListener listener(part, shared, sheet);
  read_xml(source, part, listener);
  return sheet;
}

Place place_in_sheet(std::size_t row, std::size_t column) {
  return {row, column + 1, spreadsheet_column(column) + std::to_string(row)};
}

}  // namespace roundtable::imports
