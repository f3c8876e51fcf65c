#include "app/roll_routes.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "app/gateway.hpp"
#include "app/http_json.hpp"
#include "live/permission.hpp"

namespace roundtable::app {
namespace {

using nlohmann::json;

constexpr std::size_t kUnitsMax = 200;  // in one answer

/// Texts by id; "" for one that is not kept or was erased.
using Texts = std::map<std::string, std::string>;

std::string representative_id(const domain::Unit& unit) {
  return log::detail_id("representative", unit.head.str());
}

Texts texts_of(log::Directory& directory, const domain::Roll& roll, std::size_t from,
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

}  // namespace

net::HttpResponse read_roll(const RollServices& services, const net::HttpRequest& request,
                            const RollId& id) {
  const auto subject = services.identity.subject(cookie_value(request, kSessionCookie));
  if (subject.kind != live::SubjectKind::staff) return problem(401, "session.required");
  const auto roll = services.registry.roll(id);
  if (roll == nullptr) return problem(404, "roll.unknown");
  const auto grids = services.registry.grids();
  if (!live::keeps_registers(live::roles_on(subject, *grids, roll->grid))) {
    return problem(403, "permission.denied");
  }
  const auto asked = row_asked(request, "from");
  if (!asked) return problem(400, "grid.query");

  const auto from = std::min(*asked, roll->units.size());
  const auto until = from + std::min(kUnitsMax, roll->units.size() - from);
  auto texts = texts_of(services.directory, *roll, from, until);
  json units = json::array();
  for (auto i = from; i < until; ++i) units.push_back(unit_json(roll->units[i], texts));
  return json_response(
      200,
      {{"id", roll->id.str()}, {"units", std::move(units)}, {"units_total", roll->units.size()}});
}

}  // namespace roundtable::app
