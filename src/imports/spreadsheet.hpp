// What spreadsheets do to what people typed: errors in the place of values, dates and rounded
// numbers in the place of the numbers of rooms and persons, decimals where there are none.
#pragma once

#include <string>
#include <string_view>

namespace roundtable::imports {

/// "#REF!", "#N/A", "########": a spreadsheet had no value here.
bool is_spreadsheet_error(std::string_view plain_text);
/// "5月2日", "3-May", "2025-1-2", "5/2/2025": a spreadsheet took a number for a date.
bool is_spreadsheet_date(std::string_view plain_text);
/// "3.10101E+17", "1.2e5": the digits behind are lost.
bool is_scientific(std::string_view plain_text);
/// `is_scientific`, or an identity number that lost its last digits: different persons may have
/// become one.
bool is_rounded_number(std::string_view plain_text);
/// "12.5": digits with a point between them.
bool is_decimal(std::string_view plain_text);
/// "101.0" to "101": a column of numbers with a gap in it was saved as decimals. Other texts stay.
std::string without_decimals(std::string_view plain_text);

}  // namespace roundtable::imports
