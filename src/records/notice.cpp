#include "records/notice.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "domain/decide.hpp"
#include "records/attachments.hpp"
#include "records/sentence_parts.hpp"
#include "records/sentences.hpp"

namespace roundtable::records {
namespace {

using namespace domain;
using nlohmann::json;

struct NoticeRendering {
  const Model& model;
  Lang lang;
  const Meeting& meeting = model.meeting;

  std::string say(const char* zh, const char* en) const { return lang == Lang::zh ? zh : en; }
};

/// 星期六 / Saturday
std::string weekday_words(Date date, Lang lang) {
  constexpr std::array kDays = {"星期日", "星期一", "星期二", "星期三",
                                "星期四", "星期五", "星期六"};
  constexpr std::array kEnglish = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                   "Thursday", "Friday", "Saturday"};
  // 1 January 1970 was a Thursday.
  const auto day = static_cast<std::size_t>(((days_from_epoch(date) + 4) % 7 + 7) % 7);
  return lang == Lang::zh ? kDays.at(day) : kEnglish.at(day);
}

/// 2026年12月5日 / Saturday, 5 December 2026,
std::string day_words(Time time, Lang lang) {
  const auto date = shanghai_date(time);
  const auto words = date_words(date, lang);
  return lang == Lang::zh ? words : weekday_words(date, lang) + ", " + words + ",";
}
/// （星期六）19:00 / 19:00
std::string hour_words(Time time, Lang lang) {
  const auto clock = shanghai_clock(time);
  return lang == Lang::zh ? "（" + weekday_words(shanghai_date(time), lang) + "）" + clock : clock;
}

std::string days_words(std::int64_t days, Lang lang) {
  const auto number = std::to_string(days);
  if (lang == Lang::zh) return number + "\u00A0日";
  return number + (days == 1 ? " full day" : " full days");
}

/// What is put to the vote, where that is more than the item's title.
json asked_value(const ItemText& text) {
  return text.matter.empty() ? json(false) : json{{"matter", text.matter}};
}
json under_value(const NoticeRendering& r, const ItemText& text) {
  const auto* rule = text.rule.empty() ? nullptr : r.meeting.rule(text.rule);
  return rule == nullptr ? json(false) : json{{"matter_rule", pick(rule->value->title, r.lang)}};
}

void put_agenda(json& out, const NoticeRendering& r) {
  json items = json::array();
  std::int64_t total = 0;
  bool each_has_time = true;
  for (const auto* item : in_order(r.meeting.agenda)) {
    const auto number = static_cast<std::int64_t>(items.size()) + 1;
    const auto minutes = item->text.minutes;
    total += minutes;
    each_has_time = each_has_time && minutes > 0;
    const auto& issue = item->text.issue_title;
    items.push_back(
        {{"heading", r.lang == Lang::zh ? chinese_number(number) + "、" + item->text.title
                                        : std::to_string(number) + ". " + item->text.title},
         {"item_kind", pick(item_kind_words(item->text.kind), r.lang)},
         {"allotted",
          minutes == 0 ? ""
                       : r.say("，", ", ") + std::to_string(minutes) + r.say(" 分钟", " minutes")},
         {"issue", issue.empty() ? json(false) : json{{"issue_title", issue}}},
         {"asked", asked_value(item->text)},
         {"under", under_value(r, item->text)},
         {"late", !item->noticed}});
  }
  out["planned"] = !items.empty();
  out["lasts"] =
      !items.empty() && each_has_time ? json{{"minutes", std::to_string(total)}} : json(false);
  out["items"] = std::move(items);
}

/// 人数和面积均 / owners and by floor area
std::string measures_words(const NoticeRendering& r, const Rule& rule) {
  const auto noun = head_noun(rule, *r.meeting.electorate.value);
  const auto heads = measure_words(Measure::heads, noun, r.lang);
  if (!rule.by_area) return heads;
  const auto area = measure_words(Measure::area, noun, r.lang);
  return r.lang == Lang::zh ? heads + "和" + area + "均" : heads + " and by " + area;
}

/// A quorum is of all. Nothing where the rule asks for none.
std::string quorum_sentence(const NoticeRendering& r, const Rule& rule) {
  if (rule.quorum_kind == QuorumKind::none) return "";
  const bool present = rule.quorum_kind == QuorumKind::presence;
  const auto measures = measures_words(r, rule);
  const auto& quorum = rule.quorum;
  const auto share = quorum.num == quorum.den ? r.say("达到全部", "all of them")
                                              : threshold_words(quorum, MajorityOf::all, r.lang);
  if (r.lang == Lang::zh) {
    return (present ? "到会的" : "参与表决的") + measures + share + "，表决才有效。";
  }
  return "A vote is valid with " + share + (present ? " present" : " taking part") +
         ", counted by " + measures + ". ";
}

std::string majority_sentence(const NoticeRendering& r, const Rule& rule) {
  const auto& majority = rule.majority;
  if (majority.num == majority.den) {
    const auto whole = whole_words(rule.majority_of, r.lang);
    if (r.lang == Lang::en) return "It passes only if " + whole + " are in favour.";
    const bool all = rule.majority_of == MajorityOf::all;
    return "须经" + whole + (all ? "" : "者") + "一致同意，方为通过。";
  }
  const auto measures = measures_words(r, rule);
  const auto threshold = threshold_words(majority, rule.majority_of, r.lang);
  if (r.lang == Lang::zh) return "同意的" + measures + threshold + "，方为通过。";
  return "It passes with " + threshold + " in favour, counted by " + measures + ".";
}

/// How long before the meeting it has to be announced for a binding vote under this rule, and
/// whether that is so. Nothing where the rule sets no time.
std::string term_sentence(const NoticeRendering& r, const Rule& rule, Date earliest) {
  if (rule.notice_days == 0) return "";
  const bool is_short = shanghai_date(r.meeting.scheduled_at) < earliest;
  if (is_short && may_be_short(r.meeting, rule)) {
    const auto why = ended(r.meeting.urgency, r.lang);
    return r.lang == Lang::zh
               ? "遇有特殊情况，依法临时通知：" + why
               : "Notice is short, as the law allows in special circumstances: " + why;
  }
  const auto announced = shanghai_date(*r.meeting.announced_at);
  const auto held = shanghai_date(r.meeting.scheduled_at);
  const bool kept = held >= earliest;
  const auto days = days_words(rule.notice_days, r.lang);
  const auto there = days_words(
      std::max<std::int64_t>(0, days_from_epoch(held) - days_from_epoch(announced) - 1), r.lang);
  if (r.lang == Lang::zh) {
    return "作有约束力的表决，须提前 " + days + "通知（通知当日和会议当日不计）；本次提前 " +
           there +
           (kept ? "，符合要求。"
                 : "，时间不够：最早可在" + date_words(earliest, r.lang) +
                       "作有约束力的表决，此前会上只能征询意见。");
  }
  return "A binding vote needs " + days +
         " between the notice and the meeting; this notice leaves " + there +
         (kept ? "."
               : ", so that the meeting can only ask for opinions; a vote can bind from " +
                     date_words(earliest, r.lang) + " on.");
}

json rule_values(const NoticeRendering& r) {
  json rules = json::array();
  std::set<std::string> terms;
  for (std::size_t i = 0; i < r.meeting.rules.size(); ++i) {
    const auto& rule = *r.meeting.rules[i].value;
    // Motions steer the meeting's own talk; what is announced is how it decides.
    if (rule.body == kDeliberation) continue;
    const auto term = term_sentence(r, rule, r.model.facts.earliest.at(i));
    terms.insert(term);
    rules.push_back({{"rule", pick(rule.title, r.lang)},
                     {"passes", quorum_sentence(r, rule) + majority_sentence(r, rule)},
                     {"term", term}});
  }
  if (rules.empty()) return false;
  // What is so under each of them is said once, behind them.
  json common = false;
  if (rules.size() > 1 && terms.size() == 1 && !terms.begin()->empty()) {
    common = {{"sentence", *terms.begin()}};
    for (auto& rule : rules) rule["term"] = "";
  }
  const bool several = rules.size() > 1;
  return {{"each", std::move(rules)}, {"several", several}, {"common", std::move(common)}};
}

/// 24 位业主（专有部分面积合计 1,754.76 m²）
std::string entitled_words(const NoticeRendering& r) {
  const auto& roll = *r.meeting.electorate.value;
  const auto noun = meeting_noun(r.meeting);
  const auto heads = heads_words(roll.total_heads(), noun, r.lang);
  const bool owners = noun == HeadNoun::owner;
  const auto area = area_words(roll.total_area);
  if (r.lang == Lang::zh) {
    return heads + (owners ? "（专有部分面积合计 " + area + "）" : "");
  }
  return heads + " on the roll" + (owners ? ", with " + area + " of floor area in all" : "");
}

/// What it was first set for, as far as that changed.
std::string was_words(const NoticeRendering& r, const Rescheduling& moved) {
  std::string out;
  if (moved.from != r.meeting.scheduled_at)
    out = day_words(moved.from, r.lang) + r.say("", " ") + hour_words(moved.from, r.lang);
  if (moved.place == r.meeting.place || moved.place.empty()) return out;
  return out + (out.empty() ? "" : r.say("，", ", ")) + moved.place;
}

void put_changes(json& out, const NoticeRendering& r) {
  const auto& meeting = r.meeting;
  const bool cancelled = meeting.phase == Phase::cancelled;
  out["standing"] = !cancelled;
  out["cancelled"] = cancelled ? json{{"reason", meeting.cancel_reason}} : json(false);
  const auto& moved = meeting.rescheduled;
  // What was changed before anybody had been told is no change to those who are told.
  const bool told = moved && moved->at >= *meeting.announced_at;
  const auto was = told ? was_words(r, *moved) : "";
  out["changed"] = told ? json{{"first_set", was.empty() ? json(false) : json{{"was", was}}},
                               {"reason", moved->reason}}
                        : json(false);
}

}  // namespace

std::string notice_title(const Meeting& meeting, Lang lang) {
  return lang == Lang::zh ? in_quotes(meeting.title) + "会议通知" : "Notice: " + meeting.title;
}

void put_agenda_values(json& out, const Model& model, Lang lang) {
  put_agenda(out, NoticeRendering{model, lang});
}

std::string render_notice(const Templates& templates, const Model& model, Lang lang) {
  const NoticeRendering r{model, lang};
  const auto& meeting = model.meeting;
  std::string path;
  for (const auto& name : model.facts.path) path += (path.empty() ? "" : " › ") + name;
  json out = {
      {"html_lang", html_lang(lang)},
      {"title", notice_title(meeting, lang)},
      {"path", path},
      {"demonstration", meeting.demonstration},
      {"issuer", pick(model.facts.issuer, lang)},
      {"number", model.made.number.empty() ? json(false) : json{{"its", model.made.number}}},
      {"meeting_title", meeting.title},
      {"day", day_words(meeting.scheduled_at, lang)},
      {"hour", hour_words(meeting.scheduled_at, lang)},
      {"place", meeting.place},
      {"entitled", entitled_words(r)},
      {"announced_on", date_words(shanghai_date(*meeting.announced_at), lang)},
      {"room", "/m/" + meeting.id.str()},
      {"households", meeting_noun(meeting) != HeadNoun::person},
      {"stream", model.made.stream},
      {"version", std::to_string(model.made.version)},
      {"entry_hash", model.made.hash},
      {"key", key_json(model.made.key)}};
  put_agenda(out, r);
  out["rules"] = rule_values(r);
  out["attachments"] = attachments_value(meeting.id, standing_files(meeting), lang);
  put_changes(out, r);
  return templates.render("notice." + std::string(to_string(lang)), out);
}

}  // namespace roundtable::records
