// Issues: those of a grid, which everyone may read, and registering one.
#include <algorithm>
#include <map>
#include <vector>

#include "codec/registry_json.hpp"
#include "domain/decide.hpp"
#include "domain/limits.hpp"
#include "http/call.hpp"
#include "http/handlers.hpp"
#include "http/list_json.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;

/// A page shows no more; those of a part of the grid are on that part's page.
constexpr std::size_t kIssuesListedMax = 200;
constexpr std::string_view kFields[] = {"title", "text", "source"};

json issue_json(const domain::Issue& issue, const domain::GridTree& grids,
                const std::map<IssueId, std::vector<views::ListedMeeting>>& taken_up) {
  json out = {{"id", issue.id.str()},
              {"title", issue.title},
              {"source", to_string(issue.source)},
              {"reported_at", issue.reported_at.micros},
              {"grid", grid_row(*grids.find(issue.grid))},
              {"meetings", json::array()}};
  if (!issue.text.empty()) out["text"] = issue.text;
  if (const auto meetings = taken_up.find(issue.id); meetings != taken_up.end()) {
    for (const auto& meeting : meetings->second) out["meetings"].push_back(meeting_json(meeting));
  }
  return out;
}

/// What stands in the body; nothing where it is malformed.
std::optional<codec::IssueReported> read_issue(const json& body) {
  for (const auto& [name, value] : body.items()) {
    const bool known = std::find(std::begin(kFields), std::end(kFields), name) != std::end(kFields);
    if (!known || !value.is_string()) return std::nullopt;
  }
  codec::IssueReported issue;
  issue.title = text_member(body, "title");
  issue.text = text_member(body, "text");
  const auto source = domain::issue_source_from(text_member(body, "source"));
  if (!source) return std::nullopt;
  issue.source = *source;
  return issue;
}

/// The first text that the rules refuse.
std::optional<domain::Refusal> issue_problem(const codec::IssueReported& issue) {
  if (auto wrong = domain::text_problem("title", issue.title, domain::kTitleBytesMax)) return wrong;
  return domain::text_problem("text", issue.text, domain::kIssueTextBytesMax, true);
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
  for (const auto& issue : issues) rows.push_back(issue_json(issue, *grids, taken_up));
  return json_response(200, {{"issues", std::move(rows)},
                             {"may_report", call.may(live::DeskAct::report_issues, grid)}});
}

// The issue's id comes from the request's key: the same request registers it once.
Answer report_issue(const Call& call) {
  auto issue = read_issue(call.body);
  if (!issue) return problem("http.body");
  if (const auto wrong = issue_problem(*issue)) return problem(*wrong);
  const auto& actor = call.subject().actor;
  const auto seed =
      log::sha256_hex("issue\n" + actor.str() + "\n" + call.grid().str() + "\n" + call.key);
  issue->issue = IssueId(seed.substr(0, 32));
  issue->grid = call.grid();
  return written_answer(
      call.services.registry.report_issue(actor, CommandId(seed.substr(32)), *issue),
      {{"issue", issue->issue.str()}});
}

}  // namespace roundtable::http
