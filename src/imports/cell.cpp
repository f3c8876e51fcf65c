#include "imports/cell.hpp"

#include <algorithm>
#include <optional>

#include "domain/limits.hpp"
#include "imports/letters.hpp"
#include "imports/text.hpp"

namespace roundtable::imports {
namespace {

/// Marks of direction, of joining and of variants, which no reader sees.
bool is_invisible(char32_t c) {
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0x00AD || c == 0x034F || c == 0x061C ||
         (c >= 0x180B && c <= 0x180E) || (c >= 0xFE00 && c <= 0xFE0F) ||
         (c >= 0xE0000 && c <= 0xE01EF);
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

char32_t plain_dash(char32_t c) {
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 ? '-' : c;
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

/// Groups of three digits behind the first: "1,068", "12,345,678".
bool is_in_thousands(std::string_view whole, char separator) {
  const auto first = std::min(whole.find(separator), whole.size());
  if (first == 0 || first > 3) return false;
  for (auto rest = whole.substr(first); !rest.empty(); rest.remove_prefix(4)) {
    if (rest.size() < 4 || rest[0] != separator) return false;
    if (rest.substr(1, 3).find(separator) != std::string_view::npos) return false;
  }
  return true;
}

/// A number with a decimal point and without thousands; nothing where one of the two signs stands
/// elsewhere. Where the comma may divide, of point and comma the last one does, and a comma alone
/// unless thousands follow: "68,10", but "1,068".
std::optional<std::string> with_point(const std::string& text, bool comma_may_divide) {
  const auto comma = text.rfind(',');
  const auto point = text.rfind('.');
  const bool both = comma != std::string::npos && point != std::string::npos;
  const bool comma_divides =
      comma_may_divide &&
      (both ? comma > point : comma != std::string::npos && !is_in_thousands(text, ','));
  const char between = comma_divides ? '.' : ',';
  const auto at = std::min(comma_divides ? comma : point, text.size());
  auto whole = text.substr(0, at);
  if (whole.find(between) != std::string::npos && !is_in_thousands(whole, between)) {
    return std::nullopt;
  }
  std::erase(whole, between);
  return at == text.size() ? whole : whole + "." + text.substr(at + 1);
}

}  // namespace

std::string tidy(std::string_view untidy) {
  const auto text = composed(untidy);
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
  const auto tidied = even(tidy(text));
  std::string out;
  for (std::size_t at = 0; at < tidied.size();) {
    const auto next = character_at(tidied, at);
    at += next.bytes;
    append(out, plain_dash(next.value));
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

std::variant<Area, Code> area_from(std::string_view text, bool comma_divides) {
  auto number = plain(text);
  std::erase(number, ' ');
  for (const auto* unit : {"平方米", "平米", "平", "㎡", "m²", "m2", "M2"}) {
    number = without(std::move(number), unit);
  }
  const bool negative = number.starts_with('-');
  if (negative || number.starts_with('+')) number.erase(0, 1);
  const auto joined = with_point(number, comma_divides);
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
