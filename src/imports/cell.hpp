// What stands in a cell, as people mean it: without stray spaces (U+3000, no-break, zero width) and
// marks that nobody sees, each letter in one form (letters.hpp), without the marks by which
// spreadsheets keep text from becoming a number (="0502", '0502), and with full-width letters,
// digits and signs made plain where they carry no meaning of their own.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "base/area.hpp"
#include "imports/problem.hpp"

namespace roundtable::imports {

/// For names: spaces at the ends and between Chinese characters are dropped, others are one space.
std::string tidy(std::string_view text);
/// For codes, numbers and words of a list: also １２３．４５－（） to 123.45-(), and no spreadsheet
/// marks.
std::string plain(std::string_view text);
/// `plain`, in lower case, without any space, _ and -, and without what follows in brackets:
/// "Exclusive area (m²)" and "exclusive_area" are the same name.
std::string name_key(std::string_view text);

/// An area in m² with two decimals at most; thousands may be separated, the unit may stand behind.
/// `comma_divides`: as where commas do not separate fields, "1.068,10" and "68,10" are read too.
std::variant<Area, Code> area_from(std::string_view text, bool comma_divides);

/// ASCII digits, letters and - alone, one at least.
bool is_number_or_letters(std::string_view plain_text);

}  // namespace roundtable::imports
