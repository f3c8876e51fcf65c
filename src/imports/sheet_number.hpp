// Numbers of a sheet as text. A spreadsheet keeps 86.5 as 86.499999999999986 and shows 15
// significant digits; so do we, by rounding the decimal text. No area goes through a binary number.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace roundtable::imports {

/// "502", "86.5"; whole numbers keep all digits that the file has, others beyond 15 digits are in
/// scientific form, as the digits behind are lost. Nothing where it is no number.
std::optional<std::string> number_text(std::string_view value);

/// The day, and time if it has one, that a serial number stands for: "2026-03-01",
/// "2026-03-01 08:30:00". Nothing beyond the days that spreadsheets have.
std::optional<std::string> date_text(std::string_view value, bool since_1904);

/// How a number is shown, where that matters for what it means to people.
struct NumberFormat {
  bool date = false;       // or a time
  std::size_t digits = 0;  // "0000": a room 0502
  std::string before;      // "B"0
  std::string behind;      // 0"号楼"
};

/// Of its code; what is more than digits between words is passed over, but for dates.
NumberFormat number_format(std::string_view code);
/// Of the ids that need no code.
NumberFormat built_in_format(std::size_t id);

/// `text` of a whole number as `format` shows it; others stay.
std::string shown(std::string text, const NumberFormat& format);

}  // namespace roundtable::imports
