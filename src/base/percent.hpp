// Percentages are for reading only, beside their numbers, and are computed here and nowhere else
// (views, records). Nothing is ever decided by one: tests of majority cross-multiply.
#pragma once

#include <cstdint>
#include <string>

namespace roundtable {

/// percent(7, 12) is "58.3": one decimal, half up, by integer arithmetic. A whole of nothing is
/// "0.0". Above 100 is possible: more may agree than were present when a ballot opened. Half up may
/// show "100.0" for a part just below the whole; the numbers beside it tell the truth.
std::string percent(std::int64_t part, std::int64_t whole);

}  // namespace roundtable
