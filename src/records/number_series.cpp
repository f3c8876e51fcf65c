#include "records/number_series.hpp"

#include "log/hash_chain.hpp"

namespace roundtable::records {
namespace {

constexpr std::string_view kBeforeYear = "〔";
/// Of the mark's hash: names of streams are of letters and digits, and marks are Chinese.
constexpr std::size_t kMarkDigits = 24;

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
  if (mark.empty()) return {};
  return ":" + std::to_string(year) + ":" + log::sha256_hex(mark).substr(0, kMarkDigits);
}

std::string series_name(const GridId& grid, int year, std::string_view mark) {
  const auto begin = "series:" + grid.str();
  return begin + (mark.empty() ? ":" + std::to_string(year) : series_tail(year, mark));
}

}  // namespace roundtable::records
