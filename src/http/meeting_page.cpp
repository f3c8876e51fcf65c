// The pages of a meeting: its Room, its Hall, its Console, and the way in, which tells nothing but
// what the meeting is called.
#include "http/page_words.hpp"
#include "http/route_table.hpp"
#include "http/session_cookie.hpp"
#include "http/unannounced.hpp"

namespace roundtable::http {
namespace {

using domain::GridTree;
using domain::ItemKind;
using domain::Phase;
using nlohmann::json;
using records::Lang;

constexpr ItemKind kKinds[] = {ItemKind::report, ItemKind::deliberation, ItemKind::decision};

std::string date_time_words(Time time, Lang lang) {
  return day_words(shanghai_date(time), lang) + (lang == Lang::en ? ", " : " ") +
         shanghai_clock(time);
}

/// What it was first set for, as far as that changed.
std::string was_words(const views::ListedMeeting& meeting, const domain::Rescheduling& moved,
                      Lang lang) {
  std::string out;
  if (moved.from != meeting.scheduled_at) out = date_time_words(moved.from, lang);
  if (moved.place == meeting.place || moved.place.empty()) return out;
  return out + (out.empty() ? "" : " · ") + moved.place;
}

void put_now(json& out, const views::ListedMeeting& meeting, Lang lang) {
  const auto& now = meeting.now;
  out["voting"] = !now.question.empty();
  out["question"] = now.question;
  out["detailed"] = !now.detail.empty();
  out["detail"] = now.detail;
  out["motion"] = now.motion;
  out["amendment"] = now.amendment;
  out["item_now"] = !now.item.empty();
  out["item"] = now.item;
  out["voted"] = now.voted;
  put_which(out, kKinds, now.kind);
  out["balloted"] = now.balloted;
  out["discussed"] = !now.proposal.empty();
  out["proposal"] = now.proposal;
  auto& paragraphs = out["paragraphs"] = json::array();
  for (const auto& paragraph : now.paragraphs) paragraphs.push_back({{"paragraph", paragraph}});
  out["comes"] = !now.next.empty();
  out["next"] = now.next;
  const auto was = now.rescheduled ? was_words(meeting, *now.rescheduled, lang) : "";
  out["rescheduled"] = now.rescheduled.has_value();
  out["moved"] = !was.empty();
  out["was"] = was;
  out["reasoned"] = !now.cancel_reason.empty();
  out["reason"] = now.rescheduled && meeting.phase != Phase::cancelled ? now.rescheduled->reason
                                                                       : now.cancel_reason;
}

json meeting_values(const views::ListedMeeting& meeting, const GridTree& grids, Lang lang) {
  constexpr std::size_t kNamesShown = 2;
  std::vector<std::string> names;
  for (const auto* step : grids.path(meeting.grid)) names.push_back(step->name);
  if (names.size() > kNamesShown) names.erase(names.begin(), names.end() - kNamesShown);
  json out = {{"id", meeting.id.str()},
              {"title", meeting.title},
              {"path", joined(names, " · ")},
              {"demonstration", meeting.demonstration},
              {"live", is_live(meeting.phase)},
              {"before", meeting.phase == Phase::convened || meeting.phase == Phase::announced},
              {"when", when_words(meeting.scheduled_at, lang)},
              {"placed", !meeting.place.empty()},
              {"place", meeting.place}};
  put_phase(out, meeting.phase, lang);
  put_now(out, meeting, lang);
  return out;
}

}  // namespace

Told tell_meeting(const PageCall& call) {
  const auto meeting = call.lists.meeting(MeetingId(call.address.at("meeting")));
  const auto subject = call.identity.subject(cookie_value(call.http, kSessionCookie));
  if (!meeting || !may_know_of(*meeting, subject, call.registry)) return not_there("meeting");
  return {"meeting", meeting_values(*meeting, *call.registry.grids(), call.lang)};
}

// An invitation is opened by a tap of the client alone: nothing of it is looked at here.
Told tell_join(const PageCall& call) {
  const auto meeting = call.lists.meeting(MeetingId(query_value(call.http, "meeting")));
  const bool about = meeting && meeting->is_public;
  return {"join",
          {{"invited", !call.address.at("token").empty()},
           {"about", about},
           {"title", about ? meeting->title : ""}}};
}

}  // namespace roundtable::http
