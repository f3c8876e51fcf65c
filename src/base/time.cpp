#include "base/time.hpp"

#include <charconv>
#include <chrono>
#include <cstdio>

namespace roundtable {
namespace {

constexpr std::int64_t kShanghaiOffsetMicros = 8LL * 3600 * kMicrosPerSecond;

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

std::string padded(std::int64_t number, int width) {
  char text[32];
  std::snprintf(text, sizeof text, "%0*lld", width, static_cast<long long>(number));
  return text;
}

}  // namespace

std::int64_t days_from_epoch(Date date) {
  using namespace std::chrono;
  const sys_days days = year{date.year} / month{static_cast<unsigned>(date.month)} /
                        day{static_cast<unsigned>(date.day)};
  return days.time_since_epoch().count();
}

Date date_from_days(std::int64_t days) {
  using namespace std::chrono;
  const year_month_day ymd{sys_days{std::chrono::days{days}}};
  return {int{ymd.year()}, static_cast<int>(unsigned{ymd.month()}),
          static_cast<int>(unsigned{ymd.day()})};
}

Date shanghai_date(Time time) {
  return date_from_days(floor_div(time.micros + kShanghaiOffsetMicros, kMicrosPerDay));
}

Time start_of_day(Date date) {
  return Time{days_from_epoch(date) * kMicrosPerDay - kShanghaiOffsetMicros};
}

std::string to_iso(Date date) {
  return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
}

std::optional<Date> date_from_iso(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t length) -> int {
    int value = -1;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + length, value);
    return error == std::errc{} && end == text.data() + at + length ? value : -1;
  };
  const Date date{number(0, 4), number(5, 2), number(8, 2)};
  const std::chrono::year_month_day ymd{std::chrono::year{date.year},
                                        std::chrono::month{static_cast<unsigned>(date.month)},
                                        std::chrono::day{static_cast<unsigned>(date.day)}};
  if (date.year < 0 || !ymd.ok()) return std::nullopt;
  return date;
}

std::string to_iso(Time time) {
  const auto days = floor_div(time.micros, kMicrosPerDay);
  const auto rest = time.micros - days * kMicrosPerDay;
  const auto seconds = rest / kMicrosPerSecond;
  return to_iso(date_from_days(days)) + "T" + padded(seconds / 3600, 2) + ":" +
         padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2) + "." +
         padded(rest % kMicrosPerSecond, 6) + "Z";
}

std::string shanghai_clock(Time time) {
  const auto local = time.micros + kShanghaiOffsetMicros;
  const auto minutes = (local - floor_div(local, kMicrosPerDay) * kMicrosPerDay) / 60'000'000;
  return padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2);
}

}  // namespace roundtable
