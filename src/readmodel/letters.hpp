// Letters as search knows them: the readings of a Han letter, its simplified form, the number it
// stands for, and a text made even (widths, case). Tables are made from ICU while building
// (cmake/make_letters.cpp). Values: no threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace roundtable::readmodel {

inline constexpr char32_t kHanFirst = 0x4E00;
inline constexpr char32_t kHanLast = 0x9FFF;

inline bool is_han(char32_t letter) {
  return (letter >= kHanFirst && letter <= kHanLast) || (letter >= 0x3400 && letter <= 0x4DBF) ||
         letter == U'〇';
}
inline bool is_latin(char32_t letter) {
  return letter >= U'a' && letter <= U'z';
}
inline bool is_digit(char32_t letter) {
  return letter >= U'0' && letter <= U'9';
}

/// Compatible forms made one (ＡＢ, ２, ㎡) and lower case: NFKC with case folding. Bytes that are
/// no UTF-8 become U+FFFD.
std::u32string even(std::string_view utf8);
/// As it is written in the mainland.
char32_t simplified(char32_t letter);
/// Pinyin without tones, ü as v; a few letters of place names and daily words have two. None for a
/// letter that is not Han.
class Readings {
 public:
  const std::string_view* begin() const { return syllables_.data(); }
  const std::string_view* end() const { return syllables_.data() + count_; }
  bool empty() const { return count_ == 0; }
  std::string_view front() const { return syllables_[0]; }
  void add(std::string_view syllable) {
    if (syllable.empty() || count_ == syllables_.size() || syllables_[0] == syllable) return;
    syllables_[count_++] = syllable;
  }

 private:
  std::array<std::string_view, 2> syllables_;
  std::size_t count_ = 0;
};
Readings readings(char32_t letter);
/// Whether `text` is a syllable, or the beginning of one.
bool is_syllable(std::string_view text);
bool begins_syllable(std::string_view text);
inline constexpr std::size_t kSyllableLettersMax = 6;  // zhuang

/// 0-9, 10, 100 or 1000 for 〇-九, 十, 百, 千 and the forms of cheques (贰, 拾).
std::optional<int> numeral(char32_t letter);
/// Numerals of Han letters as digits: 二十三 → 23, 二〇二六 → 2026, 贰 → 2.
std::u32string with_digits(std::u32string_view text);

std::string to_utf8(std::u32string_view text);

}  // namespace roundtable::readmodel
