// What stands in a cell, as people mean it: without stray spaces (U+3000, no-break, zero width),
// without the marks by which spreadsheets keep text from becoming a number (="0502", '0502), and
// with full-width letters, digits and signs made plain where they carry no meaning of their own.
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

/// "#REF!", "#N/A", "########": a spreadsheet had no value here.
bool is_spreadsheet_error(std::string_view plain_text);
/// "5月2日", "3-May", "2025-1-2": a spreadsheet took the number of a room for a date.
bool is_spreadsheet_date(std::string_view plain_text);
/// "3.10101E+17", or an identity number that lost its last digits: a spreadsheet rounded it, and
/// different persons may have become one.
bool is_rounded_number(std::string_view plain_text);

/// An area in m² with two decimals at most; thousands may be separated, the unit may stand behind.
std::variant<Area, Code> area_from(std::string_view text);

/// ASCII digits, letters and - alone, one at least.
bool is_number_or_letters(std::string_view plain_text);

}  // namespace roundtable::imports
