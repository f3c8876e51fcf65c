// Days of work (工作日): Saturdays, Sundays and statutory holidays are none, but for the days that
// the State Council's yearly notice moves work to (调休). Holidays are data, a file a year in
// templates/rules/holidays; a year without a file is said to be one. Values; pure functions.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "base/time.hpp"
#include "domain/text.hpp"

namespace roundtable::domain {

/// Days in a row.
struct DayRun {
  Date from;
  Date until;  // the last of them
};

/// One year's notice.
struct HolidayYear {
  std::int64_t year = 0;
  Text source;  // the notice, with its number
  Date issued;
  std::vector<DayRun> holidays;
  std::vector<DayRun> worked;  // Saturdays and Sundays that are worked
};

class Calendar {
 public:
  /// False where that year is there already.
  bool add(HolidayYear year);
  /// Null where nothing is known of that year: then only its weekends are no days of work.
  const HolidayYear* year(std::int64_t year) const;
  bool is_working_day(Date day) const;
  /// That day, or the next day of work after it (Civil Code Art. 203).
  Date working_day_from(Date day) const;
  /// Of the years from that of the first day to that of the last, those without data.
  std::vector<std::int64_t> years_lacking(Date first, Date last) const;

 private:
  std::map<std::int64_t, HolidayYear> years_;
};

/// The last day of a period of so many days that begins on the day after `from` (Civil Code Art.
/// 201, 203). `to_working_day`: moved on to a day of work.
Date last_day(Date from, std::int64_t days, bool to_working_day, const Calendar& calendar);

/// A period is moved on by a run of holidays with its weekends, and never by more: what a verifier
/// without the data of that year holds a recorded last day against.
inline constexpr std::int64_t kMovedDaysMax = 15;

}  // namespace roundtable::domain
