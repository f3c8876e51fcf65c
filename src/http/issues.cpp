// Issues: those of a grid, which everyone may read, and registering one.
#include <algorithm>
#include <map>
#include <vector>

#include "http/call.hpp"
#include "http/decision_json.hpp"
#include "http/list_json.hpp"
#include "http/route_table.hpp"
#include "live/issue_stream.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;

/// A page shows no more; those of a part of the grid are on that part's page.
constexpr std::size_t kIssuesListedMax = 200;
constexpr std::string_view kFields[] = {"title", "text", "source"};

json issue_json(const domain::Issue& issue, const domain::GridTree& grids, bool may_change,
                const std::map<IssueId, std::vector<views::ListedMeeting>>& taken_up) {
  json out = {{"id", issue.id.str()},
              {"title", issue.title},
              {"source", to_string(issue.source)},
              {"reported_at", issue.reported_at.micros},
              {"grid", grid_row(*grids.find(issue.grid))},
              {"meetings", json::array()}};
  if (may_change) out["may_change"] = true;
  if (!issue.text.empty()) out["text"] = issue.text;
  if (const auto meetings = taken_up.find(issue.id); meetings != taken_up.end()) {
    for (const auto& meeting : meetings->second) {
      out["meetings"].push_back(meeting_with_records(meeting));
    }
  }
  return out;
}

/// Whether the person may edit it or withdraw it; its host decides.
bool may_change(const Call& call, const domain::Issue& issue) {
  const auto& subject = call.subject();
  if (subject.kind != live::SubjectKind::staff) return false;
  const auto roles = call.roles_on(issue.grid);
  if (live::permitted(subject, roles, domain::EditIssue{})) return true;
  const auto whole = call.services.registry.issue(issue.id);
  const bool reported = whole && whole->reported_by == subject.actor;
  return live::permitted(subject, roles, domain::EditIssue{}, reported);
}

/// What stands in the body; nothing where it is malformed.
std::optional<domain::ReportIssue> read_issue(const json& body) {
  for (const auto& [name, value] : body.items()) {
    const bool known = std::find(std::begin(kFields), std::end(kFields), name) != std::end(kFields);
    if (!known || !value.is_string()) return std::nullopt;
  }
  domain::ReportIssue issue;
  issue.title = text_member(body, "title");
  issue.text = text_member(body, "text");
  const auto source = domain::issue_source_from(text_member(body, "source"));
  if (!source) return std::nullopt;
  issue.source = *source;
  return issue;
}

}  // namespace

// Those of the grid and below it, the newest first; with `?above=1` also those of the grids above,
// which a meeting of this one may take up.
Answer list_issues(const Call& call) {
  const auto& services = call.services;
  const auto grid = call.grid();
  const auto grids = services.registry.grids();
  if (grids->find(grid) == nullptr) return problem("grid.unknown");
  const bool above = query_value(call.http, "above") == "1";
  const auto issues = services.lists.issues({grid, above, kIssuesListedMax});
  std::vector<IssueId> ids;
  for (const auto& issue : issues) ids.push_back(issue.id);
  const auto taken_up = services.lists.taking_up(ids);
  json rows = json::array();
  for (const auto& issue : issues) {
    rows.push_back(issue_json(issue, *grids, may_change(call, issue), taken_up));
  }
  return json_response(200, {{"issues", std::move(rows)},
                             {"may_report", call.may(live::DeskAct::report_issues, grid)}});
}

// What became of it stands with it: the meetings that took it up, what they published, and what was
// agreed there. One that was withdrawn is still told of, with the reason.
Answer read_issue(const Call& call) {
  const auto& services = call.services;
  const auto issue = services.registry.issue(IssueId(call.ids.front()));
  const auto grids = services.registry.grids();
  if (!issue || grids->find(issue->grid) == nullptr) return problem("issue.unknown");
  const auto taken_up = services.lists.taking_up({issue->id});
  auto out = issue_json(*issue, *grids, !issue->withdrawn && may_change(call, *issue), {});
  if (issue->withdrawn) out["withdrawn"] = issue->withdrawn->reason;
  auto& path = out["path"] = json::array();
  for (const auto* step : grids->path(issue->grid)) path.push_back(grid_row(*step));
  if (const auto meetings = taken_up.find(issue->id); meetings != taken_up.end()) {
    for (const auto& meeting : meetings->second) {
      auto row = meeting_with_records(meeting);
      put_decisions(row, services, meeting, issue->id);
      out["meetings"].push_back(std::move(row));
    }
  }
  return json_response(200, out);
}

// The issue's id comes from the request's key: the same request registers it once.
Answer report_issue(const Call& call) {
  auto report = read_issue(call.body);
  if (!report) return problem("http.body");
  report->grid = call.grid();
  const auto seed = log::sha256_hex("issue\n" + call.subject().actor.str() + "\n" +
                                    call.grid().str() + "\n" + call.key);
  const IssueId issue(seed.substr(0, 32));
  live::Submission submission;
  submission.subject = call.shared_subject();
  submission.id = CommandId(seed.substr(32));
  submission.command_sha256 = live::report_sha256(issue, *report);
  submission.command = *std::move(report);
  call.services.meters.command("issue.report");
  const auto answer = submit_and_wait(call.services.hall, issue, std::move(submission));
  if (const auto* refusal = std::get_if<domain::Refusal>(&answer)) return problem(*refusal);
  if (std::holds_alternative<live::Unknown>(answer)) return problem("log.unknown");
  return json_response(200, {{"issue", issue.str()}});
}

}  // namespace roundtable::http
