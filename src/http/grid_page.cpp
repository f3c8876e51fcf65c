// The page of a grid: where it lies, its issues, its meetings and what was published there.
#include "http/home_grid.hpp"
#include "http/page_words.hpp"
#include "http/route_table.hpp"
#include "http/session_cookie.hpp"
#include "records/outcome_phrase.hpp"

namespace roundtable::http {
namespace {

using domain::GridLevel;
using domain::GridNode;
using domain::GridTree;
using domain::IssueSource;
using nlohmann::json;
using records::Lang;

constexpr IssueSource kSources[] = {IssueSource::resident, IssueSource::visit, IssueSource::patrol,
                                    IssueSource::hotline, IssueSource::meeting};
constexpr GridLevel kLevels[] = {
    GridLevel::city,          GridLevel::district,  GridLevel::subdistrict, GridLevel::area,
    GridLevel::neighbourhood, GridLevel::microgrid, GridLevel::building};

struct GridFacts {
  const GridNode& node;
  const GridTree& grids;
  const std::vector<domain::Issue>& issues;
  const std::map<IssueId, std::vector<views::ListedMeeting>>& taken_up;
  const views::ListedWithin& listed;
  bool nobody = true;  // is signed in
  bool demonstration = false;
};

json issue_row(const domain::Issue& issue, const GridFacts& facts, Lang lang) {
  const auto& grid = *facts.grids.find(issue.grid);
  json row = {{"issue_id", issue.id.str()},
              {"issue_title", issue.title},
              {"elsewhere", issue.grid != facts.node.id},
              {"issue_grid", grid.id.str()},
              {"issue_grid_name", grid.name},
              {"reported", day_words(shanghai_date(issue.reported_at), lang)}};
  put_which(row, kSources, issue.source);
  auto& takers = row["takers"] = json::array();
  if (const auto meetings = facts.taken_up.find(issue.id); meetings != facts.taken_up.end()) {
    for (const auto& meeting : meetings->second) {
      json taker = {{"taker_id", meeting.id.str()}, {"taker_title", meeting.title}};
      put_phase(taker, meeting.phase, lang);
      takers.push_back(std::move(taker));
    }
  }
  row["not_yet"] = takers.empty();
  return row;
}

json record_row_values(const views::ListedRecord& listed, Lang lang) {
  const auto& record = listed.record;
  const auto outcome =
      listed.outcome ? records::outcome_phrase(listed.worth, *listed.outcome, lang) : std::string();
  return {{"record_id", record.id.str()},
          {"balloted", listed.outcome.has_value()},
          {"record_outcome", outcome},
          {"record_passed", listed.outcome == domain::Outcome::passed},
          {"record_title", records::pick(record.title, lang)},
          {"record_number", record.number},
          {"date", day_words(shanghai_date(record.published_at), lang)}};
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

}  // namespace

Told tell_grid(const PageCall& call) {
  const auto grids = call.registry.grids();
  const auto asked = call.address.at("grid");
  const auto subject = call.identity.subject(cookie_value(call.http, kSessionCookie));
  auto id = GridId(asked);
  if (id.empty()) id = home_grid(subject, call.registry, call.lists);
  const auto* node = asked == "root" ? grids->root() : grids->find(id);
  // Before there is any grid, `/` leads to the first steps.
  if (node == nullptr)
    return asked.empty() ? Told{"plain", {{"grid", false}, {"setup", true}}} : not_there("grid");
  const auto issues = call.lists.issues({node->id, false, kFirstRowsMax});
  const auto listed = call.lists.within(node->id, {0, kFirstRowsMax, 0, kFirstRowsMax});
  std::vector<IssueId> ids;
  for (const auto& issue : issues) ids.push_back(issue.id);
  const GridFacts facts{*node,
                        *grids,
                        issues,
                        call.lists.taking_up(ids),
                        listed,
                        subject.kind == live::SubjectKind::nobody,
                        call.lists.has_demonstration()};
  return {"grid", grid_values(facts, call.lang), 200, node->id.str()};
}

}  // namespace roundtable::http
