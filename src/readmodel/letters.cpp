#include "readmodel/letters.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "base/ensure.hpp"

namespace roundtable::readmodel {
namespace {

#include <letters_table.inc>  // cmake/make_letters.cpp

struct SecondReading {
  char32_t letter;
  std::string_view syllable;
};
// ICU knows one reading a letter. These stand in names of places and in what people report with the
// other one: 长宁 changning, 弄堂 longtang, 地铁 ditie, 重庆 chongqing, 都 du ...
constexpr SecondReading kSecondReadings[] = {
    {U'长', "chang"}, {U'重', "zhong"}, {U'行', "hang"},  {U'乐', "yue"},   {U'厦', "xia"},
    {U'会', "kuai"},  {U'单', "shan"},  {U'曾', "zeng"},  {U'率', "shuai"}, {U'都', "du"},
    {U'朝', "zhao"},  {U'调', "tiao"},  {U'传', "zhuan"}, {U'弄', "long"},  {U'地', "di"},
    {U'还', "huan"},  {U'泊', "bo"},    {U'薄', "bo"},    {U'校', "jiao"},  {U'车', "che"},
    {U'场', "chang"}, {U'阿', "a"},     {U'莘', "xin"},   {U'藏', "cang"},  {U'漕', "cao"},
};

std::size_t place_of(char32_t letter) {
  return static_cast<std::size_t>(letter - kHanFirst);
}

bool is_mainstream(char32_t letter) {
  return letter >= kHanFirst && letter <= kHanLast;
}

/// The value of a run of numerals with 十, 百 or 千 in it; nothing where it is no number.
std::optional<std::int64_t> composed(std::u32string_view run) {
  std::int64_t total = 0;
  int digit = 0;  // before a unit; nought: none
  int unit_before = 10'000;
  for (const char32_t letter : run) {
    const int value = *numeral(letter);
    if (value < 10) {
      // 一百零五: a nought between two parts says nothing.
      if (digit != 0) return std::nullopt;
      digit = value;
      continue;
    }
    if (value >= unit_before) return std::nullopt;
    total += value * (digit != 0 ? digit : 1);
    unit_before = value;
    digit = 0;
  }
  return total + digit;
}

void append_number(std::u32string& out, std::int64_t number) {
  for (const char digit : std::to_string(number)) out += static_cast<char32_t>(digit);
}

void append_run(std::u32string& out, std::u32string_view run) {
  const bool has_unit =
      std::any_of(run.begin(), run.end(), [](char32_t letter) { return *numeral(letter) >= 10; });
  if (const auto value = has_unit ? composed(run) : std::nullopt) {
    append_number(out, *value);
    return;
  }
  for (const char32_t letter : run) append_number(out, *numeral(letter));
}

/// The next letter where nothing has to be done to it but ASCII's case and full width; nothing for
/// every other one. Most texts have no other.
std::optional<char32_t> plain_letter(std::string_view utf8, std::size_t& at) {
  const auto byte = [&](std::size_t i) {
    return i < utf8.size() ? static_cast<unsigned char>(utf8[i]) : 0U;
  };
  char32_t letter = byte(at);
  if (letter < 0x80) {
    at += 1;
  } else {
    if (letter < 0xE3 || letter > 0xEF || (byte(at + 1) & 0xC0U) != 0x80U ||
        (byte(at + 2) & 0xC0U) != 0x80U) {
      return std::nullopt;
    }
    letter = (letter & 0x0FU) << 12U | (byte(at + 1) & 0x3FU) << 6U | (byte(at + 2) & 0x3FU);
    at += 3;
    if (letter >= 0xFF01 && letter <= 0xFF5E) letter -= 0xFEE0;
    const bool sign = letter == U'、' || letter == U'。' || letter == U'《' || letter == U'》';
    if (!is_mainstream(letter) && letter >= 0x80 && !sign) return std::nullopt;
  }
  return letter >= U'A' && letter <= U'Z' ? letter + (U'a' - U'A') : letter;
}

std::optional<std::u32string> plainly_even(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size() / 2);
  for (std::size_t at = 0; at < utf8.size();) {
    const auto letter = plain_letter(utf8, at);
    if (!letter) return std::nullopt;
    out += *letter;
  }
  return out;
}

}  // namespace

std::u32string even(std::string_view utf8) {
  if (auto plain = plainly_even(utf8)) return std::move(*plain);
  UErrorCode error = U_ZERO_ERROR;
  static const auto* const kEven = icu::Normalizer2::getNFKCCasefoldInstance(error);
  ensure(kEven != nullptr, "ICU has its normaliser");
  const auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  error = U_ZERO_ERROR;
  icu::UnicodeString folded;
  kEven->normalize(text, folded, error);
  ensure(U_FAILURE(error) == 0, "a text can be made even");
  std::u32string out;
  out.reserve(static_cast<std::size_t>(folded.length()));
  for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    out += static_cast<char32_t>(folded.char32At(i));
  }
  return out;
}

char32_t simplified(char32_t letter) {
  return is_mainstream(letter) ? kSimplified[place_of(letter)] : letter;
}

Readings readings(char32_t letter) {
  if (!is_mainstream(letter)) return {};
  Readings found;
  found.add(kSyllables[kReadings[place_of(letter)]]);
  for (const auto& second : kSecondReadings) {
    if (second.letter == letter) found.add(second.syllable);
  }
  return found;
}

bool is_syllable(std::string_view text) {
  return !text.empty() && std::binary_search(std::begin(kSyllables), std::end(kSyllables), text);
}

bool begins_syllable(std::string_view text) {
  const auto* const next = std::lower_bound(std::begin(kSyllables), std::end(kSyllables), text);
  return next != std::end(kSyllables) && next->starts_with(text);
}

std::optional<int> numeral(char32_t letter) {
  static const std::map<char32_t, int> kNumerals{
      {U'〇', 0},  {U'零', 0},   {U'一', 1},   {U'壹', 1},    {U'二', 2},   {U'贰', 2}, {U'三', 3},
      {U'叁', 3},  {U'四', 4},   {U'肆', 4},   {U'五', 5},    {U'伍', 5},   {U'六', 6}, {U'陆', 6},
      {U'七', 7},  {U'柒', 7},   {U'八', 8},   {U'捌', 8},    {U'九', 9},   {U'玖', 9}, {U'十', 10},
      {U'拾', 10}, {U'百', 100}, {U'佰', 100}, {U'千', 1000}, {U'仟', 1000}};
  if (!is_han(letter)) return std::nullopt;
  const auto found = kNumerals.find(letter);
  return found == kNumerals.end() ? std::nullopt : std::optional(found->second);
}

std::u32string with_digits(std::u32string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    auto end = at;
    while (end < text.size() && numeral(text[end])) ++end;
    if (end == at) {
      out += text[at++];
    } else {
      append_run(out, text.substr(at, end - at));
      at = end;
    }
  }
  return out;
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  const auto rest = [&out](char32_t letter, int shift) {
    out += static_cast<char>(0x80U | ((letter >> shift) & 0x3FU));
  };
  for (const char32_t letter : text) {
    if (letter < 0x80) {
      out += static_cast<char>(letter);
    } else if (letter < 0x800) {
      out += static_cast<char>(0xC0U | (letter >> 6));
      rest(letter, 0);
    } else if (letter < 0x10000) {
      out += static_cast<char>(0xE0U | (letter >> 12));
      rest(letter, 6);
      rest(letter, 0);
    } else {
      out += static_cast<char>(0xF0U | (letter >> 18));
      rest(letter, 12);
      rest(letter, 6);
      rest(letter, 0);
    }
  }
  return out;
}

}  // namespace roundtable::readmodel
