#include "records/number_series.hpp"

#include <algorithm>

#include "base/plain_text.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::records {
namespace {

constexpr std::string_view kBeforeYear = "〔";
/// Of the mark's hash: names of streams are of letters and digits, and marks are Chinese.
constexpr std::size_t kMarkDigits = 24;

std::string tail(int year, std::string_view written) {
  return ":" + std::to_string(year) + ":" + log::sha256_hex(written).substr(0, kMarkDigits);
}

/// Small Latin letters as capitals.
std::string in_capitals(std::string text) {
  for (auto& letter : text) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  }
  return text;
}

}  // namespace

bool is_common_mark(std::string_view mark) {
  return mark == kMinutesMark || mark == kNoticesMark;
}

std::string marked_number(std::string_view mark, int year, std::int64_t serial) {
  return std::string(mark) + "〔" + std::to_string(year) + "〕" + std::to_string(serial) + "号";
}

std::string_view mark_in(std::string_view number) {
  return number.substr(0, number.find(kBeforeYear));
}

std::string series_tail(int year, std::string_view mark) {
  return mark.empty() ? std::string() : tail(year, as_it_looks(mark));
}

std::string series_name(const GridId& grid, int year, std::string_view mark) {
  const auto begin = "series:" + grid.str();
  return begin + (mark.empty() ? ":" + std::to_string(year) : series_tail(year, mark));
}

std::string tail_as_written(int year, std::string_view mark) {
  return mark.empty() ? std::string() : tail(year, mark);
}

std::vector<std::string> series_as_written(const GridId& grid, int year, std::string_view mark) {
  std::vector<std::string> out;
  const auto today = series_name(grid, year, mark);
  for (const auto& written : {std::string(mark), in_capitals(as_it_looks(mark))}) {
    if (written.empty()) continue;
    auto name = "series:" + grid.str() + tail_as_written(year, written);
    const bool known = std::find(out.begin(), out.end(), name) != out.end();
    if (name != today && !known) out.push_back(std::move(name));
  }
  return out;
}

}  // namespace roundtable::records
