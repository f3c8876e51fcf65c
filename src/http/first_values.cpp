#include "http/first_values.hpp"

#include <array>

namespace roundtable::http {
namespace {

using domain::GridLevel;
using domain::GridNode;
using domain::GridTree;
using domain::IssueSource;
using domain::ItemKind;
using domain::Phase;
using nlohmann::json;
using records::Lang;

constexpr Phase kPhases[] = {Phase::convened, Phase::announced, Phase::open,     Phase::in_session,
                             Phase::recess,   Phase::closed,    Phase::cancelled};
constexpr ItemKind kKinds[] = {ItemKind::report, ItemKind::deliberation, ItemKind::decision};
constexpr IssueSource kSources[] = {IssueSource::resident, IssueSource::visit, IssueSource::patrol,
                                    IssueSource::hotline, IssueSource::meeting};
constexpr GridLevel kLevels[] = {
    GridLevel::city,          GridLevel::district,  GridLevel::subdistrict, GridLevel::area,
    GridLevel::neighbourhood, GridLevel::microgrid, GridLevel::building};

/// One section for each: a template writes the word of the one that is.
template <class Values, class Value>
void put_which(json& out, const Values& all, Value is) {
  for (const auto one : all) out[std::string(to_string(one))] = one == is;
}

bool is_live(Phase phase) {
  return phase == Phase::in_session || phase == Phase::open;
}

/// 2026年12月5日 / 5 Dec 2026: as the client writes it, shorter than in documents.
std::string day_words(Date date, Lang lang) {
  constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (lang == Lang::zh) return records::date_words(date, lang);
  return std::to_string(date.day) + " " + kMonths.at(static_cast<std::size_t>(date.month - 1)) +
         " " + std::to_string(date.year);
}

/// 2026年12月5日（周六）19:00 / Saturday 5 Dec 2026, 19:00
std::string when_words(Time time, Lang lang) {
  constexpr std::array kDays = {"周日", "周一", "周二", "周三", "周四", "周五", "周六"};
  constexpr std::array kEnglish = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                   "Thursday", "Friday", "Saturday"};
  const auto date = shanghai_date(time);
  const auto clock = shanghai_clock(time);
  // 1 January 1970 was a Thursday.
  const auto day = static_cast<std::size_t>(((days_from_epoch(date) + 4) % 7 + 7) % 7);
  if (lang == Lang::en) {
    return std::string(kEnglish.at(day)) + " " + day_words(date, lang) + ", " + clock;
  }
  return day_words(date, lang) + "（" + kDays.at(day) + "）" + clock;
}

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

std::string joined(const std::vector<std::string>& names, std::string_view between) {
  std::string out;
  for (const auto& name : names) {
    if (!out.empty()) out += between;
    out += name;
  }
  return out;
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

json issue_row(const domain::Issue& issue, const GridFacts& facts, Lang lang) {
  const auto& grid = *facts.grids.find(issue.grid);
  json row = {{"issue_title", issue.title},
              {"elsewhere", issue.grid != facts.node.id},
              {"issue_grid", grid.id.str()},
              {"issue_grid_name", grid.name},
              {"reported", day_words(shanghai_date(issue.reported_at), lang)}};
  put_which(row, kSources, issue.source);
  auto& takers = row["takers"] = json::array();
  if (const auto meetings = facts.taken_up.find(issue.id); meetings != facts.taken_up.end()) {
    for (const auto& meeting : meetings->second) {
      json taker = {{"taker_id", meeting.id.str()}, {"taker_title", meeting.title}};
      put_which(taker, kPhases, meeting.phase);
      takers.push_back(std::move(taker));
    }
  }
  row["not_yet"] = takers.empty();
  return row;
}

json meeting_row(const views::ListedMeeting& meeting, Lang lang) {
  json row = {{"meeting_id", meeting.id.str()},
              {"meeting_title", meeting.title},
              {"meeting_live", is_live(meeting.phase)},
              {"meeting_when", when_words(meeting.scheduled_at, lang)},
              {"meeting_placed", !meeting.place.empty()},
              {"meeting_place", meeting.place}};
  put_which(row, kPhases, meeting.phase);
  return row;
}

json record_row_values(const views::ListedRecord& listed, Lang lang) {
  const auto& record = listed.record;
  return {{"record_id", record.id.str()},
          {"record_title", records::pick(record.title, lang)},
          {"record_number", record.number},
          {"date", day_words(shanghai_date(record.published_at), lang)}};
}

}  // namespace

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
  put_which(out, kPhases, meeting.phase);
  put_now(out, meeting, lang);
  return out;
}

json grid_values(const GridFacts& facts, Lang lang) {
  const auto& [meetings, records] = facts.listed;
  json above = json::array();
  std::vector<std::string> names;
  for (const auto* step : facts.grids.path(facts.node.id)) {
    if (step->id == facts.node.id) continue;
    names.push_back(step->name);
    above.push_back({{"grid_id", step->id.str()}, {"grid_name", step->name}});
  }
  json out = {{"id", facts.node.id.str()},
              {"name", facts.node.name},
              {"nobody", facts.nobody},
              {"demonstration", facts.demonstration},
              {"below", !above.empty()},
              {"above", std::move(above)},
              {"names", joined(names, " › ")},
              {"has_issues", !facts.issues.empty()},
              {"issues", json::array()},
              {"has_meetings", meetings.total > 0},
              {"many_meetings", meetings.total > 1},
              {"meetings_total", std::to_string(meetings.total)},
              {"meetings", json::array()},
              {"has_records", records.total > 0},
              {"many_records", records.total > 1},
              {"records_total", std::to_string(records.total)},
              {"records", json::array()}};
  put_which(out, kLevels, facts.node.level);
  for (const auto& issue : facts.issues) out["issues"].push_back(issue_row(issue, facts, lang));
  for (const auto& one : meetings.rows) out["meetings"].push_back(meeting_row(one, lang));
  for (const auto& one : records.rows) out["records"].push_back(record_row_values(one, lang));
  return out;
}

}  // namespace roundtable::http
