// One question over grids, issues, meetings, records and minutes. Everybody may ask: what is
// searched is what everybody may read.
#include "http/call.hpp"
#include "http/list_json.hpp"
#include "http/route_table.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;

/// With the names of what lies above, the highest first.
json place_json(const domain::GridTree& grids, const GridId& id) {
  const auto path = grids.path(id);
  if (path.empty()) return nullptr;
  auto out = grid_row(*path.back());
  auto& names = out["path"] = json::array();
  for (const auto* step : path) {
    if (step != path.back()) names.push_back(step->name);
  }
  return out;
}

json found_json(const domain::GridTree& grids, const readmodel::Found& found) {
  const auto& row = found.row;
  json out = row.shown.starts_with('{') ? json::parse(row.shown) : json::object();
  out["id"] = row.id;
  out["title"] = row.name;
  out["where"] = to_string(found.fit.where);
  out["why"] = to_string(found.fit.why);
  if (auto grid = place_json(grids, row.grid); !grid.is_null()) out["grid"] = std::move(grid);
  if (row.kind == readmodel::Kind::grid) {
    out["kind"] = row.shown;
    if (row.shown == domain::kGeneratedKind) out["generated"] = true;
    return out;
  }
  out["at"] = row.at.micros;
  if (!row.state.empty()) out["state"] = row.state;
  if (found.fit.where == readmodel::Where::text) out["text"] = row.text;
  return out;
}

}  // namespace

Answer find_everywhere(const Call& call) {
  readmodel::Asked asked{query_value(call.http, "q"), std::nullopt};
  if (asked.query.empty() || asked.query.size() > readmodel::kQueryBytesMax) {
    return problem("search.query", {{"max", readmodel::kQueryBytesMax}});
  }
  const auto grids = call.services.registry.grids();
  if (const auto grid = query_value(call.http, "grid"); !grid.empty()) {
    if (grids->find(GridId(grid)) == nullptr) return problem("grid.unknown");
    asked.grid = GridId(grid);
  }
  if (const auto named = query_value(call.http, "kind"); !named.empty()) {
    const auto kind = readmodel::kind_from(named);
    if (!kind) return problem("search.kind");
    asked.kinds = {*kind};
  }
  json groups = json::array();
  for (const auto& group : call.services.finder.find(asked)) {
    json results = json::array();
    for (const auto& found : group.found) results.push_back(found_json(*grids, found));
    json out = {
        {"kind", to_string(group.kind)}, {"total", group.total}, {"results", std::move(results)}};
    if (group.more) out["more"] = true;
    groups.push_back(std::move(out));
  }
  return json_response(200, {{"groups", std::move(groups)}});
}

}  // namespace roundtable::http
