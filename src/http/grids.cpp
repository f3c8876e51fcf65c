#include "http/grids.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "domain/decide.hpp"
#include "http/call.hpp"
#include "http/decision_json.hpp"
#include "http/list_json.hpp"
#include "http/route_table.hpp"

namespace roundtable::http {
namespace {

using domain::GridNode;
using domain::GridTree;
using nlohmann::json;

/// A clause reference and a sentence; it stands on every card and notice.
constexpr std::size_t kBasisBytesMax = 2'000;

/// Each time somebody has changed the tree or convened there meanwhile.
constexpr int kChangeTries = 5;

void mark_generated(json& out, const GridNode& node) {
  if (node.kind == domain::kGeneratedKind) out["generated"] = true;
}

bool is_in_use(const Services& services, const GridTree& grids, const GridNode& node) {
  if (!node.parent || grids.child_count(node.id) > 0) return true;
  const auto meetings = services.lists.on_grid(node.id);
  return std::any_of(meetings.begin(), meetings.end(), [](const auto& meeting) {
    return views::when_of(meeting.phase) != views::When::over;
  });
}

/// By level, the highest first, and as they came.
void put_children(json& out, const GridTree& grids, const GridNode& node, std::size_t from) {
  auto children = grids.children(node.id);
  std::stable_sort(children.begin(), children.end(),
                   [](const auto* a, const auto* b) { return a->level < b->level; });
  out["children_total"] = children.size();
  auto& part = out["children"] = json::array();
  for (; from < children.size() && part.size() < kGridChildrenMax; ++from) {
    const auto& child = *children[from];
    auto row = grid_row(child);
    row["children"] = grids.child_count(child.id);
    if (!child.kind.empty()) row["kind"] = child.kind;
    mark_generated(row, child);
    part.push_back(std::move(row));
  }
}

/// With the grid it belongs to and the names from below the page's grid down to it.
json listed_below(const Call& call, const GridTree& grids, const GridNode& page,
                  const views::ListedMeeting& meeting) {
  auto out = meeting_with_records(meeting);
  put_decisions(out, call.services, meeting);
  json names = json::array();
  bool below = false;
  for (const auto* step : grids.path(meeting.grid)) {
    if (below) names.push_back(step->name);
    below = below || step->id == page.id;
  }
  auto& grid = out["grid"] = grid_row(*grids.find(meeting.grid));
  grid["path"] = std::move(names);
  return out;
}

}  // namespace

Answer find_grids(const Call& call) {
  const auto& services = call.services;
  const auto query = query_value(call.http, "query");
  if (query.empty() || query.size() > readmodel::kQueryBytesMax) {
    return problem("grid.query", {{"max", readmodel::kQueryBytesMax}});
  }
  const auto grids = services.registry.grids();
  const auto groups = services.finder.find({query, std::nullopt, {readmodel::Kind::grid}});
  json rows = json::array();
  if (groups.empty()) return json_response(200, {{"grids", std::move(rows)}, {"total", 0}});
  for (const auto& found : groups.front().found) {
    const auto* node = grids->find(GridId(found.row.id));
    if (node == nullptr || node->retired) continue;
    auto row = grid_row(*node);
    row["code"] = node->id.str();
    row["kind"] = node->kind;
    mark_generated(row, *node);
    auto& path = row["path"] = json::array();
    for (const auto* step : grids->path(node->id)) {
      if (step != node) path.push_back(step->name);
    }
    rows.push_back(std::move(row));
  }
  return json_response(200, {{"grids", std::move(rows)}, {"total", groups.front().total}});
}

Answer read_grid(const Call& call) {
  const auto& services = call.services;
  const auto& id = call.ids.front();
  const auto grids = services.registry.grids();
  const auto* node = id == "root" ? grids->root() : grids->find(GridId(id));
  if (node == nullptr) return problem("grid.unknown");
  const auto children_from = row_asked(call.http, "children_from");
  const auto meetings_from = row_asked(call.http, "meetings_from");
  const auto records_from = row_asked(call.http, "records_from");
  if (!children_from || !meetings_from || !records_from) return problem("grid.query");

  auto out = grid_row(*node);
  out["code"] = node->id.str();
  out["kind"] = node->kind;
  mark_generated(out, *node);
  if (node->retired) out["retired"] = true;
  out["path"] = json::array();
  for (const auto* step : grids->path(node->id)) out["path"].push_back(grid_row(*step));
  put_children(out, *grids, *node, *children_from);
  const auto listed = services.lists.within(
      node->id, {*meetings_from, kGridMeetingsMax, *records_from, kGridRecordsMax});
  out["meetings"] = json::array();
  for (const auto& meeting : listed.meetings.rows) {
    out["meetings"].push_back(listed_below(call, *grids, *node, meeting));
  }
  out["meetings_total"] = listed.meetings.total;
  out["records"] = json::array();
  for (const auto& record : listed.records.rows) out["records"].push_back(record_row(record));
  out["records_total"] = listed.records.total;
  return json_response(200, out);
}

// Renames a grid, and says of one that it is no more. What was held there stays where it is; one
// where something is still under way, or with grids below it that are in use, cannot go.
Answer change_grid(const Call& call) {
  for (const auto& [name, value] : call.body.items()) {
    if (name != "name" && name != "retired") return problem("http.body");
  }
  const auto name = text_member(call.body, "name");
  const auto said = call.body.find("retired");
  if (!is_name(name) || (said != call.body.end() && !said->is_boolean())) {
    return problem("http.body");
  }
  auto& registry = call.services.registry;
  const bool retired = said != call.body.end() && said->get<bool>();
  for (int i = 0; i < kChangeTries; ++i) {
    const auto grids = registry.grids();
    const auto* node = grids->find(call.grid());
    if (node == nullptr) return problem("grid.unknown");
    std::optional<log::TakenNumber> convening;
    if (retired && !node->retired) {
      // First the number, then all that was convened before it was free.
      convening = registry.next_convening(node->id);
      const auto newest = call.services.log.checkpoint();
      if (newest && !call.services.lists_have(newest->number)) return problem("server.busy");
      if (is_in_use(call.services, *grids, *node)) return problem("grid.in_use");
    }
    const auto written = registry.change_grid(call.subject().actor, CommandId(call.key),
                                              {node->id, name, retired}, grids, convening);
    if (written != live::Written::stale) return written_answer(written);
  }
  return problem("server.busy");
}

// An administrator records the legal basis on which ballots of a body bind when cast through this
// product (docs/domain.md 2.7), on that grid, or on those below too. Until then every ballot is an
// opinion poll.
Answer record_standing(const Call& call) {
  // An empty text takes the basis back: from then on ballots are opinion polls again.
  if (text_member(call.body, "body").empty() || !call.body.contains("text")) {
    return problem("http.body");
  }
  const auto below = call.body.find("below");
  if (below != call.body.end() && !below->is_boolean()) return problem("http.body");
  const codec::BindingBasisRecorded basis{call.grid(), text_member(call.body, "body"),
                                          text_member(call.body, "text"),
                                          below != call.body.end() && below->get<bool>()};
  // It stands on every notice: what a question may not hold, it may not either.
  const auto bad_text = domain::text_problem("text", basis.text, kBasisBytesMax, true);
  // That owners let others enter their papers stands beside what binds, and is no body.
  const bool papers = basis.body == live::kOwnersPapers;
  if (bad_text || (!papers && !call.services.rules.knows_body(basis.body))) {
    return problem("http.body");
  }
  if (!papers && !call.services.rules.may_bind(basis.body) && !basis.text.empty()) {
    return problem("standing.never_binds", {{"body", basis.body}});
  }
  return written_answer(
      call.services.registry.record_basis(call.subject().actor, CommandId(call.key), basis));
}

}  // namespace roundtable::http
