// Instants are microseconds since 1970-01-01T00:00:00Z. Dates are civil dates in Shanghai (UTC+8,
// no daylight saving since 1991), because notices and periods are counted in days there.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace roundtable {

struct Time {
  std::int64_t micros = 0;  // µs UTC

  friend auto operator<=>(const Time&, const Time&) = default;
};

inline constexpr std::int64_t kMicrosPerMilli = 1'000;
inline constexpr std::int64_t kMicrosPerSecond = 1'000'000;
inline constexpr std::int64_t kMicrosPerDay = 86'400 * kMicrosPerSecond;

inline Time operator+(Time t, std::int64_t micros) {
  return Time{t.micros + micros};
}
inline std::int64_t operator-(Time a, Time b) {
  return a.micros - b.micros;
}

/// A civil date in Shanghai.
struct Date {
  int year = 1970;
  int month = 1;  // 1-12
  int day = 1;    // 1-31

  friend auto operator<=>(const Date&, const Date&) = default;
};

/// Days since 1970-01-01 of a civil date.
std::int64_t days_from_epoch(Date date);
Date date_from_days(std::int64_t days);
Date shanghai_date(Time time);
/// The instant at which that day begins in Shanghai.
Time start_of_day(Date date);
/// "2026-11-20"
std::string to_iso(Date date);
/// Reads "2026-11-20"; nothing for anything else, impossible days included.
std::optional<Date> date_from_iso(std::string_view text);
/// "2026-11-20T19:00:00.000000Z"
std::string to_iso(Time time);
/// "19:05", Shanghai.
std::string shanghai_clock(Time time);

}  // namespace roundtable
