#include "records/as_announced.hpp"

#include <string>

#include "domain/ballot/worth.hpp"
#include "domain/decide.hpp"
#include "records/sentence_parts.hpp"

namespace roundtable::records {
namespace {

using namespace domain;
using nlohmann::json;

std::string departure_words(Departure departure, Lang lang) {
  const auto say = [&](const char* zh, const char* en) { return lang == Lang::zh ? zh : en; };
  switch (departure) {
    case Departure::item:
      return say("该事项没有列入会前通知的议程", "it did not stand on the announced agenda");
    case Departure::matter:
      return say("所问的不是会前通知列明的事项", "it asks something else than was announced");
    case Departure::rule:
      return say("适用的规则不是该事项应适用的规则",
                 "it was held under another rule than the matter's");
    case Departure::notice:
      return say("提前通知的时间不够", "the notice was too short");
    case Departure::day:
      return say("不在会前通知的日期举行", "it was held on another day than was announced");
  }
  return "";
}

/// The least number of all that the rule's majority takes.
std::int64_t enough_of(const Threshold& asked, std::int64_t all) {
  const auto product = asked.num * all;
  if (asked.comparison == Comparison::more_than) return product / asked.den + 1;
  return (product + asked.den - 1) / asked.den;
}

}  // namespace

json notice_value(const Meeting& meeting, const Ballot& ballot, const OutcomeFacts& facts,
                  Lang lang) {
  const auto& rule = *ballot.rule.value;
  if (rule.notice_days == 0 || facts.earliest == Date{} || !meeting.announced_at) return false;
  const auto held = shanghai_date(ballot.opened_at);
  const bool urgent = may_be_short(meeting, rule) && held < facts.earliest;
  return {{"notice_days", std::to_string(rule.notice_days)},
          {"notice_one", rule.notice_days == 1},
          {"notice_given", date_words(shanghai_date(*meeting.announced_at), lang)},
          {"notice_earliest", date_words(facts.earliest, lang)},
          {"notice_held", date_words(held, lang)},
          {"notice_urgent", urgent ? json{{"urgency", ended(meeting.urgency, lang)}} : json(false)},
          {"notice_kept", urgent || held >= facts.earliest}};
}

json departures_value(const Ballot& ballot, Lang lang) {
  if (ballot.departures.empty()) return false;
  std::string all;
  for (const auto departure : ballot.departures) {
    if (!all.empty()) all += lang == Lang::zh ? "；" : "; ";
    all += departure_words(departure, lang);
  }
  return {{"in_what", all}};
}

json party_value(const Ballot& ballot, Lang lang) {
  const auto& [on, note] = ballot.party;
  const auto say = [&](const std::string& zh, const std::string& en) {
    return json{{"words", lang == Lang::zh ? zh : en}};
  };
  if (on) {
    const auto day = date_words(*on, lang);
    const auto more = note.empty() ? std::string() : ended(note, lang);
    return say("本事项已于" + day + "由社区党组织先行研究。" + more,
               "The community's Party organisation studied the matter first, on " + day + "." +
                   (more.empty() ? "" : " " + more));
  }
  if (!note.empty()) {
    return say("本事项未经社区党组织先行研究，记载的理由：" + ended(note, lang),
               "The community's Party organisation did not study the matter first; the reason "
               "recorded: " +
                   ended(note, lang));
  }
  if (!ballot.rule.value->prior_party_review) return false;
  return say("本事项没有社区党组织先行研究的记载。",
             "Nothing is recorded of the community's Party organisation having studied the matter "
             "first.");
}

json signatures_value(const Ballot& ballot) {
  const auto& rule = *ballot.rule.value;
  if (!rule.signatures || !has_decided(ballot)) return false;
  const auto members = ballot.basis().all.heads;
  json lines = json::array();
  for (std::int64_t i = 1; i <= members; ++i) lines.push_back({{"line", std::to_string(i)}});
  const bool is_small = members < rule.members_min;
  return {{"members", std::to_string(members)},
          {"least", std::to_string(enough_of(rule.majority, members))},
          {"lines", std::move(lines)},
          {"is_small", is_small}};
}

}  // namespace roundtable::records
