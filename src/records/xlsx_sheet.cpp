#include "records/xlsx_sheet.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "base/child_process.hpp"

namespace roundtable::records {
namespace {

// A cell holds 32,767 letters; counted in bytes there are never more.
constexpr std::size_t kCellBytesMax = 32'000;
constexpr std::size_t kWidthMin = 6;
constexpr std::size_t kWidthMax = 48;  // beyond it the text goes on in the line below

bool begins_a_letter(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

/// As wide as it looks: a Chinese character takes the room of two Latin letters.
std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (const char byte : text) {
    if (begins_a_letter(byte)) width += static_cast<unsigned char>(byte) < 0x80 ? 1 : 2;
  }
  return width;
}

std::vector<std::string> parts_of(const std::string& text) {
  std::vector<std::string> parts;
  std::size_t at = 0;
  while (text.size() - at > kCellBytesMax) {
    auto end = at + kCellBytesMax;
    while (!begins_a_letter(text[end])) --end;
    parts.push_back(text.substr(at, end - at));
    at = end;
  }
  parts.push_back(text.substr(at));
  return parts;
}

void ensure_written(lxw_error error) {
  if (error != LXW_NO_ERROR) throw std::runtime_error(lxw_strerror(error));
}

/// How many rows it took.
std::size_t write_row(lxw_worksheet* sheet, std::size_t at, const std::vector<std::string>& row,
                      lxw_format* wrapped, std::vector<std::size_t>& widths) {
  std::size_t taken = 1;
  for (std::size_t column = 0; column < row.size(); ++column) {
    const auto parts = parts_of(row[column]);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      ensure_written(worksheet_write_string(sheet, static_cast<lxw_row_t>(at + i),
                                            static_cast<lxw_col_t>(column), parts[i].c_str(),
                                            wrapped));
    }
    taken = std::max(taken, parts.size());
    // A heading or a sentence alone in its row runs on over the empty cells beside it.
    if (row.size() == 1) continue;
    widths.resize(std::max(widths.size(), row.size()), kWidthMin);
    widths[column] = std::max(widths[column], width_of(row[column]) + 2);
  }
  return taken;
}

void write_sheet(lxw_workbook* book, const SheetRows& rows) {
  auto* sheet = workbook_add_worksheet(book, nullptr);
  auto* wrapped = workbook_add_format(book);
  format_set_text_wrap(wrapped);
  format_set_align(wrapped, LXW_ALIGN_VERTICAL_TOP);
  auto* running = workbook_add_format(book);
  std::vector<std::size_t> widths;
  std::size_t at = 0;
  for (const auto& row : rows) {
    at += write_row(sheet, at, row, row.size() == 1 ? running : wrapped, widths);
  }
  for (std::size_t column = 0; column < widths.size(); ++column) {
    const auto width = static_cast<double>(std::min(widths[column], kWidthMax));
    const auto place = static_cast<lxw_col_t>(column);
    ensure_written(worksheet_set_column(sheet, place, place, width, nullptr));
  }
}

}  // namespace

std::string as_xlsx(const SheetRows& rows, const std::string& title) {
  const OwnFolder folder;
  auto place = folder.path();
  const auto path = folder.path() + "/sheet.xlsx";
  lxw_workbook_options options{};
  options.tmpdir = place.data();
  auto* book = workbook_new_opt(path.c_str(), &options);
  if (book == nullptr) throw std::runtime_error("a workbook cannot be begun");
  auto said = title;
  lxw_doc_properties properties{};
  properties.title = said.data();
  ensure_written(workbook_set_properties(book, &properties));
  write_sheet(book, rows);
  ensure_written(workbook_close(book));
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace roundtable::records
