// What a text shows to the eye: which characters show nothing, which hide something, and which
// texts look alike. UTF-8; bytes that are none count as characters of their own.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace roundtable {

/// Spaces of any width, line breaks, control characters, and what has no width or no ink: U+200B,
/// the Hangul fillers, soft hyphens, blank Braille, marks of direction, tags.
bool shows_nothing(char32_t character);

/// Without what shows nothing at the ends; "" where the whole shows nothing.
std::string_view without_blank_ends(std::string_view text);

/// A character that may stand in no text: a control character other than the line break, or a mark
/// that lets a text read otherwise than it is written (U+200B, U+200E-F, U+202A-E, U+2066-9,
/// U+FEFF).
struct HiddenCharacter {
  char32_t character = 0;
  std::size_t place = 0;  // from 1, in characters
};
std::optional<HiddenCharacter> hidden_character(std::string_view text);

/// "U+200B".
std::string code_point(char32_t character);

/// Equal for texts that one takes for the same: without what shows nothing, letters and marks of
/// full width as those of ASCII, capitals as small letters.
std::string as_it_looks(std::string_view text);
/// Letters and marks of full width as those of ASCII; nothing else is another.
std::string in_plain_width(std::string_view text);

}  // namespace roundtable
