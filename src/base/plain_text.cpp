#include "base/plain_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace roundtable {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

/// Unicode 15: spaces (Zs, Zl, Zp), controls (Cc), what has no ink of its own (Default_Ignorable_
/// Code_Point without the joiners, which belong to what they join), and blank Braille.
constexpr std::array kBlank = {
    Range{0x0000, 0x0020},   Range{0x007F, 0x00A0},  Range{0x00AD, 0x00AD}, Range{0x034F, 0x034F},
    Range{0x061C, 0x061C},   Range{0x115F, 0x1160},  Range{0x1680, 0x1680}, Range{0x17B4, 0x17B5},
    Range{0x180B, 0x180F},   Range{0x2000, 0x200F},  Range{0x2028, 0x202F}, Range{0x205F, 0x206F},
    Range{0x2800, 0x2800},   Range{0x3000, 0x3000},  Range{0x3164, 0x3164}, Range{0xFE00, 0xFE0F},
    Range{0xFEFF, 0xFEFF},   Range{0xFFA0, 0xFFA0},  Range{0xFFF0, 0xFFFB}, Range{0x1BCA0, 0x1BCA3},
    Range{0x1D173, 0x1D17A}, Range{0xE0000, 0xE0FFF}};

constexpr std::array kHidden = {Range{0x0000, 0x0009}, Range{0x000B, 0x001F}, Range{0x007F, 0x009F},
                                Range{0x200B, 0x200B}, Range{0x200E, 0x200F}, Range{0x202A, 0x202E},
                                Range{0x2066, 0x2069}, Range{0xFEFF, 0xFEFF}};

template <std::size_t kCount>
bool is_in(const std::array<Range, kCount>& ranges, char32_t character) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const Range& range) {
    return character >= range.first && character <= range.last;
  });
}

std::size_t length_of(unsigned char lead) {
  if (lead >= 0xF0) return 4;
  if (lead >= 0xE0) return 3;
  return lead >= 0xC0 ? 2 : 1;
}

/// The character that begins at `at`, which moves behind it.
char32_t take(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const auto length = std::min(length_of(lead), text.size() - at);
  constexpr std::array<unsigned, 5> kLeadBits = {0, 0xFF, 0x1F, 0x0F, 0x07};
  char32_t character = lead & kLeadBits[length];
  for (std::size_t i = 1; i < length; ++i) {
    character = (character << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
  }
  at += length;
  return character;
}

/// Where the last character of a text begins that is not empty.
std::size_t last_begin(std::string_view text) {
  auto at = text.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80) --at;
  return at;
}

char32_t narrow(char32_t character) {
  return character >= 0xFF01 && character <= 0xFF5E ? character - 0xFEE0 : character;
}

char32_t folded(char32_t character) {
  character = narrow(character);
  if (character >= 'A' && character <= 'Z') character += 'a' - 'A';
  return character;
}

}  // namespace

bool shows_nothing(char32_t character) {
  return is_in(kBlank, character);
}

std::string_view without_blank_ends(std::string_view text) {
  while (!text.empty()) {
    std::size_t behind = 0;
    if (!shows_nothing(take(text, behind))) break;
    text.remove_prefix(behind);
  }
  while (!text.empty()) {
    const auto begin = last_begin(text);
    auto at = begin;
    if (!shows_nothing(take(text, at))) break;
    text = text.substr(0, begin);
  }
  return text;
}

std::optional<HiddenCharacter> hidden_character(std::string_view text) {
  std::size_t place = 0;
  for (std::size_t at = 0; at < text.size();) {
    ++place;
    const auto character = take(text, at);
    if (is_in(kHidden, character)) return HiddenCharacter{character, place};
  }
  return std::nullopt;
}

std::string code_point(char32_t character) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  constexpr int kDigitsMin = 4;
  std::string out;
  for (auto left = static_cast<std::uint32_t>(character); left > 0; left >>= 4U) {
    out.insert(out.begin(), kDigits[left & 0xFU]);
  }
  while (out.size() < kDigitsMin) out.insert(out.begin(), '0');
  return "U+" + out;
}

std::string as_it_looks(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = at;
    const auto character = take(text, at);
    if (shows_nothing(character)) continue;
    const auto plain = folded(character);
    if (plain < 0x80) {
      out += static_cast<char>(plain);
    } else {
      out.append(text.substr(begin, at - begin));
    }
  }
  return out;
}

std::string in_plain_width(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = at;
    const auto plain = narrow(take(text, at));
    if (plain < 0x80) {
      out += static_cast<char>(plain);
    } else {
      out.append(text.substr(begin, at - begin));
    }
  }
  return out;
}

}  // namespace roundtable
