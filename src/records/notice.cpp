#include "records/notice.hpp"

#include <nlohmann/json.hpp>

#include "records/attachments.hpp"
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

json agenda_values(const NoticeRendering& r) {
  json out = json::array();
  for (const auto* item : in_order(r.meeting.agenda)) {
    const auto number = static_cast<std::int64_t>(out.size()) + 1;
    const auto minutes = std::to_string(item->text.minutes);
    out.push_back(
        {{"heading", r.lang == Lang::zh ? chinese_number(number) + "、" + item->text.title
                                        : std::to_string(number) + ". " + item->text.title},
         {"item_kind", pick(item_kind_words(item->text.kind), r.lang)},
         {"allotted",
          item->text.minutes == 0 ? "" : r.say("，", ", ") + minutes + r.say(" 分钟", " minutes")},
         {"added", item->noticed ? "" : r.say("发出通知以后列入", "added after the notice")}});
  }
  return out;
}

json rule_values(const NoticeRendering& r) {
  json out = json::array();
  for (const auto& rule : r.meeting.rules) {
    // Motions steer the meeting's own talk; what is announced is how it decides.
    if (rule.value->body != kDeliberation) {
      out.push_back({{"rule", pick(rule.value->title, r.lang)}});
    }
  }
  return out;
}

void put_changes(json& out, const NoticeRendering& r) {
  const auto& meeting = r.meeting;
  out["cancelled"] =
      meeting.phase == Phase::cancelled ? json{{"reason", meeting.cancel_reason}} : json(false);
  out["changed"] = meeting.rescheduled
                       ? json{{"from", time_words(meeting.rescheduled->from, r.lang)},
                              {"place_before", meeting.rescheduled->place},
                              {"reason", meeting.rescheduled->reason}}
                       : json(false);
}

}  // namespace

std::string notice_title(const Meeting& meeting, Lang lang) {
  return lang == Lang::zh ? in_quotes(meeting.title) + "会议通知" : "Notice: " + meeting.title;
}

std::string render_notice(const Templates& templates, const Model& model, Lang lang) {
  const NoticeRendering r{model, lang};
  const auto& meeting = model.meeting;
  std::string path;
  for (const auto& name : model.facts.path) path += (path.empty() ? "" : " › ") + name;
  json out = {{"html_lang", html_lang(lang)},
              {"title", notice_title(meeting, lang)},
              {"path", path},
              {"demonstration", meeting.demonstration},
              {"issuer", pick(model.facts.issuer, lang)},
              {"meeting_title", meeting.title},
              {"when", time_words(meeting.scheduled_at, lang)},
              {"place", meeting.place},
              {"entitled",
               heads_words(meeting.electorate.value->total_heads(), meeting_noun(meeting), lang)},
              {"announced_on", date_words(shanghai_date(*meeting.announced_at), lang)},
              {"room", "/m/" + meeting.id.str()},
              {"stream", model.made.stream},
              {"version", std::to_string(model.made.version)},
              {"entry_hash", model.made.hash}};
  out["items"] = agenda_values(r);
  out["rules"] = rule_values(r);
  out["attachments"] = attachments_value(meeting.id, standing_files(meeting), lang);
  put_changes(out, r);
  return templates.render("notice." + std::string(to_string(lang)), out);
}

}  // namespace roundtable::records
