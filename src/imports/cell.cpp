#include "imports/cell.hpp"

#include <algorithm>
#include <array>
#include <regex>

#include "domain/limits.hpp"
#include "imports/text.hpp"

namespace roundtable::imports {
namespace {

bool is_invisible(char32_t c) {
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF || c == 0x00AD;
}

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

/// Chinese characters and their punctuation, full-width forms included.
bool is_chinese(char32_t c) {
  return (c >= 0x2E80 && c <= 0x9FFF && c != 0x3000) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFF01 && c <= 0xFF60) || (c >= 0x20000 && c <= 0x3FFFF);
}

char32_t half_width(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) return '-';
  return c;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string without(std::string text, std::string_view ending) {
  if (text.ends_with(ending)) text.resize(text.size() - ending.size());
  return text;
}

/// "1,234,567.8" to "1234567.8"; nothing where commas stand elsewhere.
std::optional<std::string> without_thousands(const std::string& text) {
  if (text.find(',') == std::string::npos) return text;
  const auto whole = text.substr(0, text.find('.'));
  std::size_t digits = 0;  // since the comma on the right
  bool first = true;
  for (auto c = whole.rbegin(); c != whole.rend(); ++c) {
    if (*c == ',') {
      if (digits != 3) return std::nullopt;
      digits = 0;
      first = false;
    } else {
      ++digits;
    }
  }
  if (first || digits == 0 || digits > 3) return std::nullopt;
  const auto behind = text.substr(whole.size());
  if (behind.find(',') != std::string::npos) return std::nullopt;
  std::string out = whole;
  std::erase(out, ',');
  return out + behind;
}

/// GB 11643: the last character of an identity number checks the seventeen before it.
bool has_valid_check(std::string_view number) {
  constexpr std::array<int, 17> kWeights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  constexpr std::string_view kChecks = "10X98765432";
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += (number[i] - '0') * kWeights[i];
  return kChecks[static_cast<std::size_t>(sum % 11)] == number[17];
}

}  // namespace

std::string tidy(std::string_view text) {
  std::string out;
  char32_t before = 0;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto next = character_at(text, at);
    at += std::max<std::size_t>(1, next.bytes);
    if (next.bytes == 0 || is_invisible(next.value)) continue;
    if (is_space(next.value)) {
      space = true;
      continue;
    }
    const bool between_chinese = is_chinese(before) && is_chinese(next.value);
    if (space && before != 0 && !between_chinese) out += ' ';
    append(out, next.value);
    before = next.value;
    space = false;
  }
  return out;
}

std::string plain(std::string_view text) {
  const auto tidied = tidy(text);
  std::string out;
  for (std::size_t at = 0; at < tidied.size();) {
    const auto next = character_at(tidied, at);
    at += next.bytes;
    append(out, half_width(next.value));
  }
  if (out.size() >= 3 && out.starts_with("=\"") && out.ends_with('"')) {
    out = out.substr(2, out.size() - 3);
  } else if (out.starts_with('\'')) {
    out.erase(0, 1);
  }
  return out;
}

std::string name_key(std::string_view text) {
  auto key = plain(text);
  key.resize(std::min(key.find('('), key.size()));
  std::erase_if(key,
                [](char c) { return c == ' ' || c == '_' || c == '-' || c == '*' || c == ':'; });
  std::transform(key.begin(), key.end(), key.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return key;
}

bool is_spreadsheet_error(std::string_view text) {
  constexpr std::array<std::string_view, 8> kErrors = {"#REF!",   "#N/A",  "#VALUE!", "#NAME?",
                                                       "#DIV/0!", "#NUM!", "#NULL!",  "#SPILL!"};
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
      "\\d{1,2}-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|"
      "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\\d{2}|"
      "\\d{4}[-/]\\d{1,2}[-/]\\d{1,2}( \\d{1,2}:\\d{2}(:\\d{2})?)?",
      std::regex::icase);
  return std::regex_match(text.begin(), text.end(), kDate);
}

bool is_rounded_number(std::string_view text) {
  static const std::regex kScientific("\\d(\\.\\d+)?E\\+\\d+");
  const bool has_exponent = text.find("E+") != std::string_view::npos;
  if (has_exponent && std::regex_match(text.begin(), text.end(), kScientific)) return true;
  const bool is_number = text.size() == 18 && std::all_of(text.begin(), text.end(), is_digit);
  return is_number && text.ends_with("000") && !has_valid_check(text);
}

std::variant<Area, Code> area_from(std::string_view text) {
  auto number = plain(text);
  std::erase(number, ' ');
  for (const auto* unit : {"平方米", "平米", "平", "㎡", "m²", "m2", "M2"}) {
    number = without(std::move(number), unit);
  }
  const bool negative = number.starts_with('-');
  if (negative || number.starts_with('+')) number.erase(0, 1);
  const auto joined = without_thousands(number);
  if (!joined || joined->empty()) return Code::roll_area_form;
  const auto dot = std::min(joined->find('.'), joined->size());
  const auto whole = joined->substr(0, dot);
  auto decimals = dot < joined->size() ? joined->substr(dot + 1) : "";
  const auto all_digits = [](const std::string& part) {
    return std::all_of(part.begin(), part.end(), is_digit);
  };
  const bool formed = !whole.empty() && all_digits(whole) && all_digits(decimals) &&
                      (dot == joined->size() || !decimals.empty());
  if (!formed) return Code::roll_area_form;
  while (decimals.size() > 2 && decimals.back() == '0') decimals.pop_back();
  if (decimals.size() > 2) return Code::roll_area_decimals;
  decimals.resize(2, '0');
  constexpr std::size_t kDigitsMax = 15;  // so that the number fits; far beyond any area
  const auto digits = whole + decimals;
  const auto first = std::min(digits.find_first_not_of('0'), digits.size());
  if (first == digits.size()) return Code::roll_area_zero;
  if (negative) return Code::roll_area_negative;
  if (digits.size() - first > kDigitsMax) return Code::roll_area_absurd;
  const Area area{std::stoll(digits)};
  if (area.centi > domain::kUnitAreaCentiMax) return Code::roll_area_absurd;
  return area;
}

bool is_number_or_letters(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_digit(c) || is_letter(c) || c == '-';
  });
}

}  // namespace roundtable::imports
