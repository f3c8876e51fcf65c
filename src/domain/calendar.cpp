#include "domain/calendar.hpp"

#include <algorithm>
#include <utility>

#include "base/ensure.hpp"

namespace roundtable::domain {
namespace {

/// Monday is 0. 1 January 1970 was a Thursday.
std::int64_t weekday(Date day) {
  constexpr std::int64_t kDaysOfWeek = 7;
  constexpr std::int64_t kThursday = 3;
  const auto since = (days_from_epoch(day) + kThursday) % kDaysOfWeek;
  return since < 0 ? since + kDaysOfWeek : since;
}

bool is_among(const std::vector<DayRun>& runs, Date day) {
  return std::any_of(runs.begin(), runs.end(),
                     [&](const DayRun& run) { return run.from <= day && day <= run.until; });
}

}  // namespace

bool Calendar::add(HolidayYear year) {
  const auto number = year.year;
  return years_.emplace(number, std::move(year)).second;
}

const HolidayYear* Calendar::year(std::int64_t year) const {
  const auto found = years_.find(year);
  return found == years_.end() ? nullptr : &found->second;
}

bool Calendar::is_working_day(Date day) const {
  constexpr std::int64_t kSaturday = 5;
  if (const auto* known = year(day.year)) {
    if (is_among(known->worked, day)) return true;
    if (is_among(known->holidays, day)) return false;
  }
  return weekday(day) < kSaturday;
}

Date Calendar::working_day_from(Date day) const {
  auto at = days_from_epoch(day);
  for (const auto end = at + kMovedDaysMax; !is_working_day(date_from_days(at)); ++at) {
    ensure(at < end, "holidays come to an end");
  }
  return date_from_days(at);
}

std::vector<std::int64_t> Calendar::years_lacking(Date first, Date last) const {
  std::vector<std::int64_t> lacking;
  for (std::int64_t number = first.year; number <= last.year; ++number) {
    if (year(number) == nullptr) lacking.push_back(number);
  }
  return lacking;
}

Date last_day(Date from, std::int64_t days, bool to_working_day, const Calendar& calendar) {
  const auto counted = date_from_days(days_from_epoch(from) + days);
  return to_working_day ? calendar.working_day_from(counted) : counted;
}

}  // namespace roundtable::domain
