#include "records/minutes.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "base/ensure.hpp"
#include "log/hash_chain.hpp"
#include "records/attachments.hpp"
#include "records/masking.hpp"
#include "records/minutes_told.hpp"
#include "records/model.hpp"
#include "records/phrases.hpp"
#include "records/sentences.hpp"

namespace roundtable::records {
namespace {

using namespace domain;
using nlohmann::json;

/// Everything the parts below read; lives as long as one rendering.
struct MinutesRendering {
  const Meeting& meeting;
  const MinutesFacts& facts;
  Lang lang;
  std::map<std::string, std::string> households{};  // by head, in the order they are named

  std::string say(const char* zh, const char* en) const { return lang == Lang::zh ? zh : en; }

  std::string label(const std::string& id) {
    const auto& roll = *meeting.electorate.value;
    if (roll.heads.contains(HeadId(id))) {
      if (roll.of_households()) return household(id);
      // Members of a committee, representatives and the units of a conference sit in office.
      const auto name = facts.name(id);
      return name.empty() ? say("一位成员", "a member") : name;
    }
    const auto name = public_name(facts.name(id));
    return name.empty() ? say("一位与会者", "a participant") : name;
  }
  std::string tell(const Text& sentence) {
    auto told =
        with_labels(pick(sentence, lang), [this](const std::string& id) { return label(id); });
    return capitalised(std::move(told));
  }
  /// Whoever is to do something must be found: a household by its building and representative.
  std::string responsible(const std::string& id) {
    const auto& roll = *meeting.electorate.value;
    if (!roll.heads.contains(HeadId(id)) || !roll.of_households()) return label(id);
    const auto place = facts.building(id);
    const auto building =
        place.empty() ? std::string() : scope_words({ScopeKind::building, place, ""}, lang);
    const auto name = public_representative(facts.representative(id));
    if (lang == Lang::zh) {
      return building + (name.empty() ? "业主（" + household(id) + "）" : "业主 " + name);
    }
    const auto of_building = building.empty() ? "" : ", " + building;
    return name.empty() ? household(id) + of_building : name + " (owner" + of_building + ")";
  }

 private:
  std::string household(const std::string& id) {
    const auto number = std::to_string(households.size() + 1);
    const auto [found, fresh] = households.try_emplace(id, say("住户", "Household ") + number);
    return found->second;
  }
};

/// One for each line that says something.
json narrative(const Meeting& meeting, const SectionId& id) {
  const auto found = meeting.minutes.sections.find(id);
  return paragraphs_json(found == meeting.minutes.sections.end() ? "" : found->second.text);
}

json told_values(MinutesRendering& r, const AgendaItem& item) {
  json out = json::array();
  for (const auto& line : told_of(r.meeting, item)) {
    json paragraphs = json::array();
    for (const auto& one : line.paragraphs) paragraphs.push_back({{"text", r.tell(one)}});
    out.push_back({{"clock", shanghai_clock(line.at)},
                   {"sentence", r.tell(line.sentence)},
                   {"paragraphs", std::move(paragraphs)}});
  }
  return out;
}

/// By agenda item, as a list of things to do.
void put_decisions(json& out, MinutesRendering& r) {
  std::vector<const Agreement*> agreements;
  for (const auto& [id, agreement] : r.meeting.minutes.decisions) {
    if (!agreement.withdrawn) agreements.push_back(&agreement);
  }
  const auto place = [&](const Agreement* one) {
    return std::pair(r.meeting.agenda.at(one->item).order, one->order);
  };
  std::sort(agreements.begin(), agreements.end(),
            [&](const auto* a, const auto* b) { return place(a) < place(b); });
  out["agreed"] = !agreements.empty();
  out["decisions"] = json::array();
  for (const auto* agreement : agreements) {
    const auto number = std::to_string(out["decisions"].size() + 1);
    const auto responsible = [&](const std::string& id) { return r.responsible(id); };
    out["decisions"].push_back(
        {{"sentence",
          number + ". " + with_labels(pick(task_sentence(*agreement), r.lang), responsible)}});
  }
}

/// Results that stand in a document of their own.
json results_of(const MinutesRendering& r, const AgendaItemId& item) {
  json out = json::array();
  for (const auto& [id, record] : r.meeting.records) {
    const auto* ballot = r.meeting.ballot(record.ballot);
    if (ballot == nullptr || ballot->item != item) continue;
    out.push_back({{"href", "/records/" + id.str()}, {"result_number", record.number}});
  }
  return out;
}

/// ，11:54至12:00: behind the kind of an item, when it was dealt with.
std::string hours_words(const MinutesRendering& r, const AgendaItem& item) {
  if (!item.started_at) return {};
  const auto from = shanghai_clock(*item.started_at);
  const auto until = shanghai_clock(item.finished_at.value_or(*item.started_at));
  return r.say("，", ", ") + from + (from == until ? "" : r.say("至", " to ") + until);
}

json item_values(MinutesRendering& r, const AgendaItem& item, std::int64_t number) {
  const auto kind = item_kind_words(item.text.kind);
  json out = {{"heading", r.lang == Lang::zh ? chinese_number(number) + "、" + item.text.title
                                             : std::to_string(number) + ". " + item.text.title},
              {"item_kind", pick(kind, r.lang)},
              {"hours", hours_words(r, item)},
              {"presented", item.text.presenter.empty() || !item.started_at
                                ? json(false)
                                : json{{"by", r.label(item.text.presenter.str())}}},
              {"issue", item.text.issue.empty() ? json(false)
                                                : json{{"issue_title", item.text.issue_title}}},
              {"narrative", narrative(r.meeting, item.id.str())}};
  out["told"] = told_values(r, item);
  out["results"] = results_of(r, item.id);
  out["state"] = json::array();
  if (item.state == ItemState::deferred) {
    out["state"].push_back({{"sentence", r.tell(deferred_sentence(item))}});
  } else if (!item.started_at) {
    out["state"].push_back({{"sentence", r.say("本次会议未议，留待下次会议。",
                                               "Not discussed at this meeting; left for another "
                                               "one.")}});
  }
  return out;
}

void put_items(json& out, MinutesRendering& r) {
  out["items"] = json::array();
  std::int64_t number = 0;
  for (const auto* item : in_order(r.meeting.agenda)) {
    out["items"].push_back(item_values(r, *item, ++number));
  }
}

/// （会议开始时 17 户）, where more came later.
std::string at_start_words(const MinutesRendering& r, std::int64_t attended) {
  const auto there = r.meeting.present_at_start.heads;
  if (there == attended) return {};
  return r.say("（会议开始时 ", " (") + heads_words(there, meeting_noun(r.meeting), r.lang) +
         r.say("）", " at the opening)");
}

/// How somebody came, as the list of who attended has it. A household checks itself in by phone, in
/// the hall or elsewhere: which of both the log does not know, and so the minutes do not claim it.
/// In the hall, and for who is represented, only who runs the meeting does (decide_attendance.cpp).
Text came_words(Mode mode) {
  switch (mode) {
    case Mode::phone:
      return {"手机签到", "checked in by phone"};
    case Mode::hall:
      return {"现场由工作人员签到", "checked in by staff in the hall"};
    case Mode::proxy:
      return {"委托代理人到会（由工作人员登记）", "represented by proxy (entered by staff)"};
  }
  return {};
}

/// How those who attended came; "" of a model from before it was kept.
std::string modes_words(const MinutesRendering& r) {
  std::string out;
  for (const auto mode : {Mode::hall, Mode::phone, Mode::proxy}) {
    const auto found = r.meeting.present_modes.find(mode);
    if (found == r.meeting.present_modes.end() || found->second == 0) continue;
    const auto number = heads_words(found->second, meeting_noun(r.meeting), r.lang);
    const auto came = pick(came_words(mode), r.lang);
    if (!out.empty()) out += r.say("；", "; ");
    out += r.lang == Lang::zh ? came + " " + number : number + " " + came;
  }
  return out;
}

constexpr std::size_t kDepartureHoursMax = 10;  // told one by one; of more the first and the last

/// （19:40、20:05）: when they left, without saying who.
std::string departures_words(const MinutesRendering& r) {
  std::set<std::int64_t> hours;  // by the clock: two who left together are one hour
  for (const auto& [id, attendance] : r.meeting.attendance) {
    if (attendance.category == Category::left && attendance.at.micros != 0) {
      hours.insert(attendance.at.micros / (60 * kMicrosPerSecond));
    }
  }
  if (hours.empty()) return {};
  const auto clock = [](std::int64_t minute) {
    return shanghai_clock(Time{minute * 60 * kMicrosPerSecond});
  };
  std::string told;
  if (hours.size() > kDepartureHoursMax) {
    told = clock(*hours.begin()) + r.say("至", " to ") + clock(*hours.rbegin());
  } else {
    for (const auto hour : hours) {
      if (!told.empty()) told += r.say("、", ", ");
      told += clock(hour);
    }
  }
  return r.say("（", " (") + told + r.say("）", ")");
}

/// Of households and owners the list says how many came, and by which way: a resident who came is a
/// private person, her room leads to her name, and what is published cannot be taken back
/// (docs/domain.md 6). They are named by number where the minutes tell what they did. Guests in
/// office are named, with what they were announced as.
void put_attendance(json& out, MinutesRendering& r) {
  const auto& meeting = r.meeting;
  std::map<Category, std::int64_t> heads;
  for (const auto& [id, attendance] : meeting.attendance) ++heads[attendance.category];
  // Who left has attended.
  heads[Category::present] += heads[Category::left];
  std::map<Category, std::vector<std::string>> guests;
  for (const auto& [id, attendance] : meeting.guests) {
    guests[attendance.category].push_back(r.label(id.str()));
  }
  const auto noun = meeting_noun(meeting);
  json rows = json::array();
  rows.push_back({{"category", r.say("应到", "Entitled")},
                  {"who", heads_words(meeting.electorate.value->total_heads(), noun, r.lang)}});
  for (const auto category : {Category::present, Category::left, Category::excused,
                              Category::in_attendance, Category::observer}) {
    std::string who;
    if (heads[category] > 0) who = heads_words(heads[category], noun, r.lang);
    if (category == Category::left && !who.empty()) who += departures_words(r);
    const auto& names = guests[category];
    if (!names.empty()) {
      const auto number = static_cast<std::int64_t>(names.size());
      who += heads_words(number, HeadNoun::person, r.lang);
      // Observers are the public: they are counted and not named.
      for (std::size_t i = 0; i < names.size() && category != Category::observer; ++i) {
        who += (i == 0 ? r.say("：", ": ") : r.say("、", ", ")) + names[i];
      }
    }
    if (category == Category::present) {
      if (who.empty()) who = heads_words(0, noun, r.lang);
      who += at_start_words(r, heads[category]);
    }
    if (!who.empty())
      rows.push_back({{"category", pick(category_words(category), r.lang)}, {"who", who}});
    if (category == Category::present) {
      if (const auto how = modes_words(r); !how.empty()) {
        rows.push_back({{"category", r.say("到会方式", "How they came")}, {"who", how}});
      }
    }
    const auto absent = meeting.electorate.value->total_heads() - heads[Category::present] -
                        heads[Category::excused];
    if (category == Category::excused && absent > 0) {
      rows.push_back(
          {{"category", r.say("缺席", "Absent")}, {"who", heads_words(absent, noun, r.lang)}});
    }
  }
  out["attendance"] = std::move(rows);
}

/// 2026年11月20日19:00至20:25, and the recesses.
std::string sitting_period_words(const MinutesRendering& r) {
  const auto& meeting = r.meeting;
  const auto from = meeting.started_at.value_or(meeting.scheduled_at);
  const auto until = meeting.closed_at.value_or(from);
  const bool one_day = shanghai_date(from) == shanghai_date(until);
  auto out = time_words(from, r.lang) + r.say("至", " to ") +
             (one_day ? shanghai_clock(until) : time_words(until, r.lang));
  for (const auto& recess : meeting.recesses) {
    const auto ended = recess.until.value_or(until);
    out += r.say("，其间", ", in recess from ") + shanghai_clock(recess.from) +
           r.say("至", " to ") + shanghai_clock(ended) + r.say("休会", "");
  }
  return out;
}

json person_value(const std::string& name) {
  return name.empty() ? json(false) : json{{"name", name}};
}

void put_heading(json& out, MinutesRendering& r) {
  const auto& facts = r.facts.record;
  std::string path;
  for (const auto& name : facts.path) path += (path.empty() ? "" : " › ") + name;
  out["html_lang"] = html_lang(r.lang);
  out["title"] = minutes_title(r.meeting, r.lang);
  out["number"] = facts.number;
  out["path"] = path;
  out["demonstration"] = r.meeting.demonstration;
  out["issuer"] = pick(facts.issuer, r.lang);
  out["meeting_title"] = r.meeting.title;
  out["period"] = sitting_period_words(r);
  out["place"] = r.meeting.place;
  out["chaired"] = person_value(r.facts.chaired_by);
  out["recorded"] = person_value(r.facts.recorded_by);
  out["chair"] =
      r.meeting.chair.empty() ? json(false) : json{{"who", r.label(r.meeting.chair.str())}};
}

void put_ends(json& out, MinutesRendering& r) {
  const auto& meeting = r.meeting;
  out["opening"] = narrative(meeting, SectionId(kOpeningSection));
  out["closing"] = narrative(meeting, SectionId(kClosingSection));
  out["adopted_at"] = time_words(*meeting.minutes.adopted_at, r.lang);
  out["adopted_by"] = person_value(r.facts.adopted_by);
  out["signed"] = meeting.minutes.signed_by.empty()
                      ? json(false)
                      : json{{"sentence", r.tell(signed_sentence(meeting))}};
  const auto& objected = r.facts.objected;
  out["objected"] = objected.empty()
                        ? json(false)
                        : json{{"sentence", r.tell(objected_sentence(meeting, objected))}};
  out["corrected"] = std::any_of(meeting.minutes.sections.begin(), meeting.minutes.sections.end(),
                                 [](const auto& section) { return section.second.corrected; });
}

void put_publication(json& out, const MinutesRendering& r) {
  const auto& facts = r.facts.record;
  out["attachments"] = attachments_value(r.meeting.id, standing_files(r.meeting), r.lang);
  out["contact"] = facts.contact;
  out["published_at"] = time_words(facts.published_at, r.lang);
  out["published_on"] = date_words(shanghai_date(facts.published_at), r.lang);
  out["handled"] = person_value(facts.handled_by);
  out["stream"] = facts.stream;
  out["version"] = std::to_string(facts.version);
  out["entry_hash"] = facts.hash;
  out["checkpoint"] = facts.checkpoint
                          ? json{{"checkpoint_number", std::to_string(facts.checkpoint->number)},
                                 {"checkpoint_hash", facts.checkpoint->hash}}
                          : json(false);
  out["key"] = key_json(facts.key);
}

}  // namespace

std::string minutes_title(const Meeting& meeting, Lang lang) {
  return lang == Lang::zh ? in_quotes(meeting.title) + "会议纪要" : "Minutes: " + meeting.title;
}

OutcomeDocument render_minutes(const Templates& templates, const Meeting& meeting,
                               const MinutesFacts& facts, Lang lang) {
  ensure(meeting.minutes.adopted_at.has_value(), "minutes are published once they are adopted");
  MinutesRendering rendering{meeting, facts, lang};
  json values = json::object();
  put_heading(values, rendering);
  put_attendance(values, rendering);
  put_ends(values, rendering);
  put_items(values, rendering);
  put_decisions(values, rendering);
  put_publication(values, rendering);
  auto bytes = templates.render("minutes." + std::string(to_string(lang)), values);
  auto sha256 = log::sha256_hex(bytes);
  return {minutes_title(meeting, lang), std::move(bytes), std::move(sha256)};
}

}  // namespace roundtable::records
