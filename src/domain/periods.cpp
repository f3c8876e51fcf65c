// Periods of notice, of objection and of publication: how they are counted, and when they end.
#include <algorithm>

#include "domain/decide_parts.hpp"

namespace roundtable::domain {

const Calendar& calendar_of(const Context& context) {
  static const Calendar kWeekendsAlone;
  return context.calendar == nullptr ? kWeekendsAlone : *context.calendar;
}

Date first_day_after_notice(std::int64_t notice_days, Date announced) {
  if (notice_days == 0) return announced;
  return date_from_days(days_from_epoch(announced) + notice_days + 1);
}

Date first_day_after_notice(const Rule& rule, Date announced, const Calendar& calendar) {
  if (rule.notice_days == 0) return announced;
  const auto last =
      last_day(announced, rule.notice_days, rule.notice_ends_on_working_day, calendar);
  return date_from_days(days_from_epoch(last) + 1);
}

bool may_be_short(const Meeting& meeting, const Rule& rule) {
  return rule.short_notice && !meeting.urgency.empty();
}

ObjectionPeriod objection_period(const Rule& rule, Time published_at, const Calendar& calendar) {
  const auto day = shanghai_date(published_at);
  if (rule.objection_days == 0) return {day, day};
  return {date_from_days(days_from_epoch(day) + 1),
          last_day(day, rule.objection_days, rule.ends_on_working_day, calendar)};
}

ObjectionPeriod publication_period(const Meeting& meeting, const BallotId& ballot, Time at,
                                   const Calendar& calendar) {
  // Minutes are published for information: no rule gives a period for objections to them.
  const auto today = shanghai_date(at);
  if (ballot.empty()) return {today, today};
  return objection_period(*meeting.ballots.at(ballot).rule.value, at, calendar);
}

PublicationTerms publication_terms(const Ballot& ballot, Time at, const Calendar& calendar) {
  const auto& rule = *ballot.rule.value;
  const auto today = shanghai_date(at);
  const bool moves = rule.ends_on_working_day;
  PublicationTerms terms;
  auto last = objection_period(rule, at, calendar).until;
  if (rule.publish_within_days > 0 && is_law(rule, "publish_within_days")) {
    const auto closed = shanghai_date(ballot.closed_at.value_or(at));
    terms.due = last_day(closed, rule.publish_within_days, moves, calendar);
    last = std::max(last, terms.due);
  }
  if (rule.publish_for_days > 0) {
    terms.until = last_day(today, rule.publish_for_days, moves, calendar);
    last = std::max(last, terms.until);
  }
  if (moves && last > today) terms.lacking = calendar.years_lacking(today, last);
  return terms;
}

}  // namespace roundtable::domain
