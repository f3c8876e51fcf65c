#include "imports/spreadsheet.hpp"

#include <algorithm>
#include <array>
#include <regex>

#include "imports/identity_number.hpp"

namespace roundtable::imports {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

bool is_spreadsheet_error(std::string_view text) {
  constexpr std::array<std::string_view, 15> kErrors = {
      "#REF!",  "#N/A",      "#VALUE!",   "#NAME?",    "#DIV/0!",
      "#NUM!",  "#NULL!",    "#SPILL!",   "#CALC!",    "#FIELD!",
      "#BUSY!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#GETTING_DATA"};
  if (std::find(kErrors.begin(), kErrors.end(), text) != kErrors.end()) return true;
  return text.size() >= 3 && text.find_first_not_of('#') == std::string_view::npos;
}

bool is_spreadsheet_date(std::string_view text) {
  if (text.find_first_of("-/") == std::string_view::npos &&
      text.find("月") == std::string_view::npos) {
    return false;
  }
  static const std::regex kDate(
      "\\d{1,2}月\\d{1,2}日|\\d{4}年\\d{1,2}月(\\d{1,2}日)?|"
      "\\d{1,2}-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(-\\d{2}(\\d{2})?)?|"
      "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\\d{1,2}|"
      "\\d{1,2}/\\d{1,2}/(\\d{2}|\\d{4})|"
      "\\d{4}[-/]\\d{1,2}[-/]\\d{1,2}([ T]\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d+)?)?)?",
      std::regex::icase);
  return std::regex_match(text.begin(), text.end(), kDate);
}

bool is_scientific(std::string_view text) {
  static const std::regex kScientific("[-+]?\\d+(\\.\\d+)?[Ee][-+]?\\d+");
  if (text.find_first_of("Ee") == std::string_view::npos) return false;
  // "1E5" without a sign or a point may be a code that somebody gave: a spreadsheet writes E+.
  if (text.find_first_of(".+") == std::string_view::npos) return false;
  return std::regex_match(text.begin(), text.end(), kScientific);
}

bool is_rounded_number(std::string_view text) {
  if (is_scientific(text)) return true;
  return text.size() == 18 && all_digits(text) && text.ends_with("000") && !has_valid_check(text);
}

bool is_decimal(std::string_view text) {
  const auto point = text.find('.');
  return point != std::string_view::npos && all_digits(text.substr(0, point)) &&
         all_digits(text.substr(point + 1));
}

std::string without_decimals(std::string_view text) {
  const auto point = text.find('.');
  const bool nothing_behind =
      is_decimal(text) && text.find_first_not_of('0', point + 1) == std::string_view::npos;
  return std::string(nothing_behind ? text.substr(0, point) : text);
}

}  // namespace roundtable::imports
