// The holidays of one year as their data file says them, described.
#include "domain/describe/make.hpp"
#include "domain/describe/parts.hpp"
#include "domain/describe/values.hpp"

namespace roundtable::domain::describe {
namespace {

constexpr std::int64_t kYearMin = 1990;
constexpr std::int64_t kYearMax = 2199;
constexpr std::size_t kRunsMax = 20;

const std::vector<Member>& day_run() {
  static const std::vector<Member> kMembers = {day<&DayRun::from>("from"),
                                               day<&DayRun::until>("until")};
  return kMembers;
}
std::optional<Wrong> run_wrong(const void* object) {
  const auto& run = *static_cast<const DayRun*>(object);
  if (run.until < run.from) return Wrong{"until", "must not be before from"};
  if (days_from_epoch(run.until) - days_from_epoch(run.from) < kMovedDaysMax) return std::nullopt;
  return Wrong{"until", "is too long after from"};
}
Member checked(Member runs) {
  runs.check = run_wrong;
  return runs;
}

}  // namespace

const std::vector<Member>& holiday_file() {
  static const std::vector<Member> kMembers = {
      number<&HolidayYear::year>("year", "", kYearMin, kYearMax),
      object<&HolidayYear::source>("source", both_languages), day<&HolidayYear::issued>("issued"),
      checked(objects<&HolidayYear::holidays>("holidays", day_run, kRunsMax)),
      checked(optional(objects<&HolidayYear::worked>("worked", day_run, kRunsMax)))};
  return kMembers;
}

std::optional<Wrong> holidays_wrong(const void* year) {
  const auto& read = *static_cast<const HolidayYear*>(year);
  for (const auto* runs : {&read.holidays, &read.worked}) {
    for (const auto& run : *runs) {
      if (run.from.year != read.year || run.until.year != read.year) {
        return Wrong{"year", "must be the year of every day in the file"};
      }
    }
  }
  return std::nullopt;
}

}  // namespace roundtable::domain::describe
