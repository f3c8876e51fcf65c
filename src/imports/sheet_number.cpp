#include "imports/sheet_number.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>

#include "imports/text.hpp"

namespace roundtable::imports {
namespace {

constexpr std::size_t kSignificant = 15;
constexpr int kExponentMax = 400;
constexpr std::int64_t kSerialEnd = 2'958'466;  // the day after 9999-12-31
constexpr std::int64_t kSecondsOfDay = 86'400;

bool digits_alone(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// 0.DIGITS times ten to the power of `point`; no zero at either end of the digits, none of zero.
struct Decimal {
  bool negative = false;
  bool whole = false;  // written without point and exponent
  std::string digits;
  std::int64_t point = 0;
};

void trim_zeros(Decimal& number) {
  const auto first = std::min(number.digits.find_first_not_of('0'), number.digits.size());
  number.digits.erase(0, first);
  number.point -= static_cast<std::int64_t>(first);
  while (!number.digits.empty() && number.digits.back() == '0') number.digits.pop_back();
  if (number.digits.empty()) number.point = 0;
}

std::optional<Decimal> decimal_of(std::string_view value) {
  Decimal number;
  while (!value.empty() && (value.front() == ' ' || value.front() == '\n')) value.remove_prefix(1);
  while (!value.empty() && (value.back() == ' ' || value.back() == '\n')) value.remove_suffix(1);
  if (value.starts_with('-') || value.starts_with('+')) {
    number.negative = value.front() == '-';
    value.remove_prefix(1);
  }
  const auto mark = std::min(value.find_first_of("eE"), value.size());
  int exponent = 0;
  if (mark < value.size()) {
    auto power = value.substr(mark + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    const auto read = std::from_chars(power.data(), power.data() + power.size(), exponent);
    if (read.ec != std::errc() || read.ptr != power.data() + power.size()) return std::nullopt;
    if (exponent > kExponentMax || exponent < -kExponentMax) return std::nullopt;
  }
  const auto mantissa = value.substr(0, mark);
  const auto dot = std::min(mantissa.find('.'), mantissa.size());
  const auto before = mantissa.substr(0, dot);
  const auto behind = mantissa.substr(std::min(dot + 1, mantissa.size()));
  if (before.empty() && behind.empty()) return std::nullopt;
  if (!digits_alone(before) || !digits_alone(behind)) return std::nullopt;
  number.whole = mantissa.size() == value.size() && dot == mantissa.size();
  number.digits = std::string(before) + std::string(behind);
  number.point = static_cast<std::int64_t>(before.size()) + exponent;
  trim_zeros(number);
  if (number.point > kExponentMax) return std::nullopt;
  return number;
}

void round_to_significant(Decimal& number) {
  if (number.digits.size() <= kSignificant) return;
  const bool up = number.digits[kSignificant] >= '5';
  number.digits.resize(kSignificant);
  if (up) {
    auto at = number.digits.find_last_not_of('9');
    if (at == number.digits.npos) {
      number.digits = "1";
      ++number.point;
    } else {
      ++number.digits[at];
      number.digits.resize(at + 1);
    }
  }
  trim_zeros(number);
}

std::string plain_digits(const Decimal& number) {
  if (number.digits.empty()) return "0";
  const auto size = static_cast<std::int64_t>(number.digits.size());
  std::string out(number.negative ? "-" : "");
  if (number.point <= 0) {
    return out + "0." + std::string(static_cast<std::size_t>(-number.point), '0') + number.digits;
  }
  if (number.point >= size) {
    return out + number.digits + std::string(static_cast<std::size_t>(number.point - size), '0');
  }
  const auto point = static_cast<std::size_t>(number.point);
  return out + number.digits.substr(0, point) + "." + number.digits.substr(point);
}

/// "3.10115199001011E+17": what reads it knows that digits are lost.
std::string scientific(const Decimal& number) {
  return std::string(number.negative ? "-" : "") + number.digits.substr(0, 1) + "." +
         (number.digits.size() > 1 ? number.digits.substr(1) : "0") + "E+" +
         std::to_string(number.point - 1);
}

std::string day_text(std::int64_t serial, bool since_1904) {
  using namespace std::chrono;
  // Lotus thought that 1900 was a leap year, and spreadsheets have kept to it since.
  if (!since_1904 && serial == 0) return "1900-01-00";
  if (!since_1904 && serial == 60) return "1900-02-29";
  const auto first = since_1904    ? sys_days(year(1904) / 1 / 1)
                     : serial < 60 ? sys_days(year(1899) / 12 / 31)
                                   : sys_days(year(1899) / 12 / 30);
  const year_month_day date(first + days(serial));
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

/// A format's code, piece by piece: words in quotes and after a backslash, what stands for a gap or
/// a colour, and all other characters.
struct FormatPiece {
  bool word = false;
  std::string_view text;
};

std::vector<FormatPiece> format_pieces(std::string_view code) {
  std::vector<FormatPiece> pieces;
  while (!code.empty() && code.front() != ';') {
    std::size_t length = std::max<std::size_t>(1, character_at(code, 0).bytes);
    if (code.front() == '"') {
      length = std::min(code.find('"', 1), code.size() - 1) + 1;
      pieces.push_back({true, code.substr(1, length < 2 ? 0 : length - 2)});
    } else if (code.front() == '\\' || code.front() == '_' || code.front() == '*') {
      const auto next = code.size() < 2 ? 0 : std::max<std::size_t>(1, character_at(code, 1).bytes);
      if (code.front() == '\\') pieces.push_back({true, code.substr(1, next)});
      length = 1 + next;
    } else if (code.front() == '[') {
      length = std::min(code.find(']'), code.size() - 1) + 1;
      const auto inside = code.substr(1, length < 2 ? 0 : length - 2);
      // Hours, minutes and seconds that have passed: [h]:mm.
      if (!inside.empty() && inside.find_first_not_of("hHmMsS") == inside.npos) {
        pieces.push_back({false, inside});
      }
    } else {
      pieces.push_back({length > 1, code.substr(0, length)});
    }
    code.remove_prefix(std::min(length, code.size()));
  }
  return pieces;
}

bool is_general(std::string_view text) {
  constexpr std::string_view kGeneral = "general";
  return text.size() == kGeneral.size() &&
         std::equal(text.begin(), text.end(), kGeneral.begin(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
         });
}

}  // namespace

std::optional<std::string> number_text(std::string_view value) {
  auto number = decimal_of(value);
  if (!number) return std::nullopt;
  if (number->whole) return plain_digits(*number);
  round_to_significant(*number);
  const bool lost = number->point > static_cast<std::int64_t>(kSignificant);
  return lost ? scientific(*number) : plain_digits(*number);
}

std::optional<std::string> date_text(std::string_view value, bool since_1904) {
  const auto text = number_text(value);
  if (!text || text->starts_with('-') || text->find('E') != text->npos) return std::nullopt;
  const auto point = std::min(text->find('.'), text->size());
  std::int64_t serial = 0;
  const auto read = std::from_chars(text->data(), text->data() + point, serial);
  if (read.ec != std::errc() || serial >= kSerialEnd) return std::nullopt;
  double part = 0;
  if (point < text->size()) {
    const auto fraction = "0" + text->substr(point);
    std::from_chars(fraction.data(), fraction.data() + fraction.size(), part);
  }
  auto seconds = std::llround(part * static_cast<double>(kSecondsOfDay));
  if (seconds >= kSecondsOfDay) {
    ++serial;
    seconds = 0;
  }
  auto day = day_text(serial, since_1904);
  if (seconds == 0 && serial > 0) return day;
  char time[32];
  std::snprintf(time, sizeof time, " %02d:%02d:%02d", static_cast<int>(seconds / 3'600),
                static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
  return day + time;
}

NumberFormat number_format(std::string_view code) {
  NumberFormat format;
  const auto pieces = format_pieces(code);
  std::string signs;
  for (const auto& piece : pieces) {
    if (!piece.word) signs += piece.text;
  }
  if (is_general(signs)) signs = "#";
  if (signs.find_first_of("yYmMdDhHsS") != signs.npos) {
    format.date = true;
    return format;
  }
  const bool simple = !signs.empty() && signs.find_first_not_of("0#") == signs.npos;
  if (!simple) return format;
  bool behind = false;
  bool gap = false;
  for (const auto& piece : pieces) {
    if (!piece.word) {
      if (gap) return {};  // 0-00: digits on both sides of a word
      behind = true;
      continue;
    }
    gap = behind;
    (behind ? format.behind : format.before) += piece.text;
  }
  format.digits = static_cast<std::size_t>(std::count(signs.begin(), signs.end(), '0'));
  return format;
}

NumberFormat built_in_format(std::size_t id) {
  NumberFormat format;
  format.date = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
                (id >= 50 && id <= 58);
  return format;
}

std::string shown(std::string text, const NumberFormat& format) {
  if (text.empty() || !digits_alone(text)) return text;
  if (text.size() < format.digits) text.insert(0, format.digits - text.size(), '0');
  return format.before + text + format.behind;
}

}  // namespace roundtable::imports
