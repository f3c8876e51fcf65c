#include "domain/announced.hpp"

#include <algorithm>
#include <array>

#include "base/plain_text.hpp"
#include "domain/ballot/worth.hpp"
#include "domain/decide_parts.hpp"

namespace roundtable::domain {
namespace {

/// A sitting that began on the announced day may go on past midnight, and no longer than so.
constexpr std::int64_t kPastMidnight = 6LL * 3600 * kMicrosPerSecond;

/// What is asked, less the words that every question has around it.
std::string bare(std::string_view text) {
  constexpr std::array<std::string_view, 7> kEnds = {"?", ".", "!", "。", "吗", "；", ";"};
  constexpr std::array<std::string_view, 3> kBegins = {"是否", "同意", "就"};
  const auto looks = as_it_looks(text);
  std::string_view out = looks;
  for (bool again = true; again;) {
    again = false;
    for (const auto end : kEnds) {
      if (out.size() <= end.size() || !out.ends_with(end)) continue;
      out.remove_suffix(end.size());
      again = true;
    }
  }
  for (const auto begin : kBegins) {
    if (out.size() > begin.size() && out.starts_with(begin)) out.remove_prefix(begin.size());
  }
  return std::string(out);
}

/// Rules of the meeting's own body by which votes may bind.
std::size_t binding_rules(const Meeting& meeting) {
  return static_cast<std::size_t>(
      std::count_if(meeting.rules.begin(), meeting.rules.end(), [&](const FixedRule& fixed) {
        return fixed.value->body == meeting.body && may_bind(*fixed.value);
      }));
}

/// The rule of the matter where that is not the one asked for; "" where several could be and the
/// notice named none. Nothing where it is right.
std::optional<std::string> other_rule(const Meeting& meeting, const Rule& rule,
                                      const AgendaItem& item, std::string_view question) {
  for (const auto words : {question, matter_of(item.text)}) {
    if (const auto* elsewhere = belongs_elsewhere(rule, words)) return elsewhere->rule;
  }
  if (item.text.rule == rule.id) return std::nullopt;
  if (!item.text.rule.empty()) return item.text.rule;
  if (binding_rules(meeting) > 1) return "";
  return std::nullopt;
}

/// Begun on the day that was announced, and still the same sitting.
bool is_on_the_day(const Meeting& meeting, Time now) {
  const auto day = shanghai_date(meeting.scheduled_at);
  const auto opened = meeting.opened_at.value_or(now);
  if (shanghai_date(opened) != day) return false;
  return shanghai_date(now) == day || shanghai_date(now + -kPastMidnight) == day;
}

}  // namespace

std::string_view matter_of(const ItemText& item) {
  return item.matter.empty() ? item.title : item.matter;
}

bool asks_for(std::string_view question, std::string_view matter) {
  return bare(question) == bare(matter);
}

const ElsewhereMatter* belongs_elsewhere(const Rule& rule, std::string_view words) {
  const auto looks = as_it_looks(words);
  for (const auto& matter : rule.elsewhere) {
    for (const auto& sign : matter.signs) {
      if (looks.find(as_it_looks(sign)) != std::string::npos) return &matter;
    }
  }
  return nullptr;
}

std::optional<Date> first_day_by_notice(const Meeting& meeting, const Rule& rule, Date day,
                                        const Calendar& calendar) {
  if (rule.notice_days == 0 || may_be_short(meeting, rule)) return std::nullopt;
  const auto announced = meeting.announced_at ? shanghai_date(*meeting.announced_at) : day;
  return first_day_after_notice(rule, announced, calendar);
}

// Announced that very day, a meeting has no notice on it: the first day is later then.
bool notice_holds(const Meeting& meeting, const Rule& rule, Date day, const Calendar& calendar) {
  const auto first = first_day_by_notice(meeting, rule, day, calendar);
  return !first || day >= *first;
}

std::vector<Departure> departures(const Meeting& meeting, const Rule& rule,
                                  const OpenBallot& command, const Context& context) {
  const auto& item = meeting.agenda.at(command.item);
  std::vector<Departure> out;
  if (!item.noticed) out.push_back(Departure::item);
  if (!asks_for(command.question, matter_of(item.text))) out.push_back(Departure::matter);
  if (other_rule(meeting, rule, item, command.question)) out.push_back(Departure::rule);
  const auto today = shanghai_date(context.at);
  if (!notice_holds(meeting, rule, today, calendar_of(context))) {
    out.push_back(Departure::notice);
  }
  if (!is_on_the_day(meeting, context.at)) out.push_back(Departure::day);
  return out;
}

Refusal departure_refusal(Departure departure, const Meeting& meeting, const Rule& rule,
                          const OpenBallot& command, const Context& context) {
  const auto& item = meeting.agenda.at(command.item);
  switch (departure) {
    case Departure::item:
      return {Code::ballot_not_noticed, {{"question", command.question}}};
    case Departure::matter:
      return {Code::ballot_other_matter, {{"announced", std::string(matter_of(item.text))}}};
    case Departure::rule:
      return {Code::ballot_other_rule,
              {{"rule", rule.id},
               {"needs", other_rule(meeting, rule, item, command.question).value_or("")}}};
    case Departure::notice: {
      const auto today = days_from_epoch(shanghai_date(context.at));
      const auto announced = days_from_epoch(shanghai_date(*meeting.announced_at));
      return {Code::meeting_notice_too_short,
              {{"days", std::max<std::int64_t>(0, today - announced - 1)},
               {"needs", rule.notice_days}}};
    }
    case Departure::day:
      break;
  }
  return {Code::ballot_other_day, {{"announced", to_iso(shanghai_date(meeting.scheduled_at))}}};
}

}  // namespace roundtable::domain
