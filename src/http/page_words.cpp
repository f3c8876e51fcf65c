#include "http/page_words.hpp"

#include <array>

namespace roundtable::http {
namespace {

using domain::Phase;
using nlohmann::json;
using records::Lang;

struct PhaseWords {
  Phase phase;
  const char* zh;
  const char* en;
};
constexpr PhaseWords kPhases[] = {
    {Phase::convened, "筹备中", "In preparation"}, {Phase::announced, "已通知", "Announced"},
    {Phase::open, "正在签到", "Checking in"},      {Phase::in_session, "会议中", "In session"},
    {Phase::recess, "休会中", "In recess"},        {Phase::closed, "已闭会", "Closed"},
    {Phase::cancelled, "已取消", "Cancelled"}};

}  // namespace

std::string day_words(Date date, Lang lang) {
  constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (lang == Lang::zh) return records::date_words(date, lang);
  return std::to_string(date.day) + " " + kMonths.at(static_cast<std::size_t>(date.month - 1)) +
         " " + std::to_string(date.year);
}

std::string weekday_words(Date date, Lang lang) {
  constexpr std::array kDays = {"周日", "周一", "周二", "周三", "周四", "周五", "周六"};
  constexpr std::array kEnglish = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                   "Thursday", "Friday", "Saturday"};
  // 1 January 1970 was a Thursday.
  const auto day = static_cast<std::size_t>(((days_from_epoch(date) + 4) % 7 + 7) % 7);
  return lang == Lang::en ? kEnglish.at(day) : kDays.at(day);
}

std::string when_words(Time time, Lang lang) {
  const auto date = shanghai_date(time);
  const auto clock = shanghai_clock(time);
  const auto weekday = weekday_words(date, lang);
  if (lang == Lang::en) return weekday + " " + day_words(date, lang) + ", " + clock;
  return day_words(date, lang) + "（" + weekday + "）" + clock;
}

std::string joined(const std::vector<std::string>& names, std::string_view between) {
  std::string out;
  for (const auto& name : names) {
    if (!out.empty()) out += between;
    out += name;
  }
  return out;
}

bool is_over(Phase phase) {
  return phase == Phase::closed || phase == Phase::cancelled;
}

bool is_live(Phase phase) {
  return phase == Phase::in_session || phase == Phase::open;
}

void put_phase(json& out, Phase phase, Lang lang) {
  out["phase"] = "";
  for (const auto& one : kPhases) {
    out[std::string(to_string(one.phase))] = one.phase == phase;
    if (one.phase == phase) out["phase"] = lang == Lang::en ? one.en : one.zh;
  }
}

namespace {

json published_values(const views::ListedMeeting& meeting, Lang lang) {
  if (meeting.records.empty()) return false;
  json rows = json::array();
  for (const auto& listed : meeting.records) {
    const auto& title = listed.record.title;
    const auto* minutes = lang == Lang::en ? "Minutes" : "会议纪要";
    rows.push_back({{"published_id", listed.record.id.str()},
                    {"published_title", listed.outcome ? records::pick(title, lang) : minutes}});
  }
  json out;
  out["each"] = std::move(rows);
  return out;
}

}  // namespace

json meeting_row(const views::ListedMeeting& meeting, Lang lang) {
  json row = {{"meeting_id", meeting.id.str()},
              {"meeting_title", meeting.title},
              {"meeting_live", is_live(meeting.phase)},
              {"meeting_over", is_over(meeting.phase)},
              {"meeting_when", when_words(meeting.scheduled_at, lang)},
              {"meeting_placed", !meeting.place.empty()},
              {"meeting_place", meeting.place}};
  put_phase(row, meeting.phase, lang);
  row["published"] = published_values(meeting, lang);
  return row;
}

}  // namespace roundtable::http
