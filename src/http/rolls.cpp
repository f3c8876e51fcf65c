// Rolls: those a person may convene on, how large those of a grid are, and what stands in one.
#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "http/call.hpp"
#include "http/import_json.hpp"
#include "http/list_json.hpp"
#include "http/route_table.hpp"
#include "live/permission.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;

constexpr std::size_t kUnitsMax = 200;  // in one answer
constexpr std::size_t kGridsPerRollMax = 200;

/// Texts by id; "" for one that is not kept or was erased.
using Texts = std::map<std::string, std::string>;

std::string representative_id(const domain::Unit& unit) {
  return directory::detail_id("representative", unit.head.str());
}

Texts texts_of(directory::Directory& directory, const domain::Roll& roll, std::size_t from,
               std::size_t until) {
  std::vector<std::string> ids;
  for (auto i = from; i < until; ++i) {
    const auto& unit = roll.units[i];
    ids.insert(ids.end(), {unit.id.str(), representative_id(unit)});
  }
  Texts texts;
  for (auto& one : directory.labels(ids)) texts[one.id] = std::move(one.text);
  return texts;
}

json unit_json(const domain::Unit& unit, Texts& texts) {
  return {{"id", unit.id.str()},
          {"label", texts[unit.id.str()]},
          {"building", unit.building},
          {"stair", unit.stair},
          {"area", unit.area.centi},
          {"area_source", to_string(unit.area_source)},
          {"kind", to_string(unit.kind)},
          {"head", unit.head.str()},
          {"representative", texts[representative_id(unit)]}};
}

/// Owners have their floor area in a roll; residents and members have none.
bool sees(const Call& call, const domain::Roll& roll) {
  const bool owners = listed_on(roll) == domain::RollOf::owners;
  return live::sees_roll(
      call.subject(),
      call.roles_on(roll.grid, {owners ? live::Place::Of::owners : live::Place::Of::others}));
}

bool may_convene(const live::Subject& subject, const domain::GridTree& grids, const GridId& grid) {
  return live::permitted(subject, live::roles_on(subject, grids, grid), domain::ConveneMeeting{});
}

/// The grids a meeting on a roll of `grid` may belong to: that one first, then those above it and
/// below it where the person may convene.
json grids_for(const live::Subject& subject, const domain::GridTree& grids, const GridId& grid) {
  json rows = json::array({grid_row(*grids.find(grid))});
  auto above = grids.path(grid);
  std::reverse(above.begin(), above.end());
  for (const auto* node : above) {
    if (node->retired) continue;
    if (node->id != grid && may_convene(subject, grids, node->id)) rows.push_back(grid_row(*node));
  }
  std::vector<const domain::GridNode*> below = grids.children(grid);
  for (std::size_t i = 0; i < below.size() && rows.size() < kGridsPerRollMax; ++i) {
    rows.push_back(grid_row(*below[i]));
    const auto next = grids.children(below[i]->id);
    below.insert(below.end(), next.begin(), next.end());
  }
  return rows;
}

/// Bodies whose votes by this channel bind there: somebody recorded the legal basis.
json binding_bodies(const Services& services, const GridId& grid) {
  std::set<std::string> bodies;
  for (const auto& [id, meeting] : services.templates.all()) {
    if (services.rules.may_bind(meeting.body) && services.registry.binding(grid, meeting.body)) {
      bodies.insert(meeting.body);
    }
  }
  return bodies;
}

json convenable_json(const domain::Roll& roll, const live::Subject& subject,
                     const domain::GridTree& grids, const Services& services) {
  const auto version = services.registry.head_of("roll:" + roll.id.str()).version;
  auto on = grids_for(subject, grids, roll.grid);
  for (auto& row : on) {
    row["binding"] = binding_bodies(services, GridId(row.at("id").get<std::string>()));
  }
  json scopes = json::array();
  for (const auto& size : domain::scopes_of(roll)) {
    json row = {
        {"kind", to_string(size.scope.kind)}, {"heads", size.heads}, {"area", size.area.centi}};
    if (!size.scope.building.empty()) row["building"] = size.scope.building;
    if (!size.scope.stair.empty()) row["stair"] = size.scope.stair;
    scopes.push_back(std::move(row));
  }
  return {{"id", roll.id.str()},
          {"version", version},
          {"kind", to_string(roll.units.empty() ? domain::RollKind::members
                                                : domain::RollKind::households)},
          {"grids", std::move(on)},
          {"scopes", std::move(scopes)}};
}

}  // namespace

// Those the person may convene on, with their scopes and grids.
Answer list_rolls(const Call& call) {
  const auto& services = call.services;
  const auto& subject = call.subject();
  const auto grids = services.registry.grids();
  json rolls = json::array();
  for (const auto& roll : services.registry.rolls()) {
    if (!may_convene(subject, *grids, roll->grid)) continue;
    rolls.push_back(convenable_json(*roll, subject, *grids, services));
  }
  return json_response(200, {{"rolls", std::move(rolls)}});
}

// How large the rolls of a grid are, for who may import one.
Answer list_rolls_of_grid(const Call& call) {
  auto rolls = json::array();
  if (call.services.registry.grids()->find(call.grid()) == nullptr) return problem("grid.unknown");
  if (!live::sees_roll(call.subject(), call.roles_on(call.grid()))) {
    return problem("permission.denied");
  }
  for (const auto& roll : call.services.registry.rolls_of(call.grid())) {
    if (!sees(call, *roll)) continue;
    rolls.push_back(roll_json(*roll));
  }
  return json_response(200, {{"rolls", std::move(rolls)}});
}

// Its units as they stand in the register, for who may keep it.
Answer read_roll(const Call& call) {
  const auto roll = call.services.registry.roll(RollId(call.ids.front()));
  if (roll == nullptr) return problem("roll.unknown");
  if (!sees(call, *roll)) return problem("permission.denied");
  const auto asked = row_asked(call.http, "from");
  if (!asked) return problem("grid.query");

  const auto from = std::min(*asked, roll->units.size());
  const auto until = from + std::min(kUnitsMax, roll->units.size() - from);
  auto texts = texts_of(call.services.directory, *roll, from, until);
  json units = json::array();
  for (auto i = from; i < until; ++i) units.push_back(unit_json(roll->units[i], texts));
  return json_response(
      200,
      {{"id", roll->id.str()}, {"units", std::move(units)}, {"units_total", roll->units.size()}});
}

}  // namespace roundtable::http
