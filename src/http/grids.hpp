// How much of a grid one answer holds. Every list has a bound and says how long it is in all;
// `…_from` moves on.
#pragma once

#include <cstddef>

namespace roundtable::http {

inline constexpr std::size_t kGridChildrenMax = 100;
inline constexpr std::size_t kGridMeetingsMax = 20;
inline constexpr std::size_t kGridRecordsMax = 20;

}  // namespace roundtable::http
