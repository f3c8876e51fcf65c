// Bytes of a file as text: UTF-8 with or without a mark, UTF-16 with its mark (a spreadsheet's
// "Unicode text"), or GB18030, of which GBK and GB2312 are parts (a Chinese spreadsheet's "CSV").
// Valid UTF-8 is taken as such; what is not, but mostly is, counts as damaged UTF-8 and not as
// GB18030, which would read it as other words. Bytes that mean nothing are refused with their
// place.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "imports/problem.hpp"

namespace roundtable::imports {

/// `xlsx`: no text at all, a workbook (workbook.hpp).
enum class Encoding { utf8, utf16, gb18030, xlsx };
/// "UTF-8"
std::string_view to_string(Encoding encoding);

struct Text {
  std::string utf8;  // without a mark
  Encoding encoding = Encoding::utf8;
  std::size_t marks = 0;  // how many stood at the beginning; some exports write one more
};

/// Nothing where `problems` has grown: one problem a line.
std::optional<Text> decode(std::string_view bytes, Problems& problems);

/// The character at `at` and its bytes; `bytes` is 0 where it is no UTF-8.
struct Character {
  char32_t value = 0;
  std::size_t bytes = 0;
};
Character character_at(std::string_view utf8, std::size_t at);

/// Appends a character as UTF-8.
void append(std::string& utf8, char32_t value);

}  // namespace roundtable::imports
