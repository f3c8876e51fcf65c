// Rolls and their snapshots, as stored beside the entries that name them.
#include <nlohmann/json.hpp>

#include "codec/entry_json.hpp"
#include "codec/entry_read.hpp"

namespace roundtable::codec {
namespace {

using namespace domain;
using nlohmann::json;

json stored_scope(const Scope& scope) {
  return {{"kind", to_string(scope.kind)}, {"building", scope.building}, {"stair", scope.stair}};
}

Scope scope_of(const StoredValue& object) {
  const auto json_scope = object.at("scope");
  Scope scope;
  read_name(json_scope, "kind", scope_kind_from, scope.kind);
  scope.building = text_of(json_scope, "building");
  scope.stair = text_of(json_scope, "stair");
  return scope;
}

}  // namespace

std::string encode_snapshot(const RollSnapshot& snapshot) {
  json heads = json::object();
  for (const auto& [id, head] : snapshot.heads) {
    json units = json::array();
    for (const auto& unit : head.units) units.push_back(unit.str());
    heads[id.str()] = {{"area", head.area.centi}, {"units", std::move(units)}};
  }
  return json{{"roll", snapshot.roll.str()},
              {"scope", stored_scope(snapshot.scope)},
              {"heads", std::move(heads)}}
      .dump();
}

std::string encode_roll(const Roll& roll) {
  json heads = json::array();
  for (const auto& head : roll.heads) heads.push_back(head.str());
  json units = json::array();
  for (const auto& unit : roll.units) {
    units.push_back({{"id", unit.id.str()},
                     {"building", unit.building},
                     {"stair", unit.stair},
                     {"area", unit.area.centi},
                     {"area_source", to_string(unit.area_source)},
                     {"kind", to_string(unit.kind)},
                     {"head", unit.head.str()}});
  }
  return json{{"id", roll.id.str()},
              {"grid", roll.grid.str()},
              {"heads", std::move(heads)},
              {"units", std::move(units)},
              {"count_titled_parking", roll.count_titled_parking}}
      .dump();
}

RollSnapshot decode_snapshot(std::string_view bytes) {
  const StoredJson stored(bytes);
  const auto whole = stored.whole();
  RollSnapshot snapshot;
  read_id(whole, "roll", snapshot.roll);
  snapshot.scope = scope_of(whole);
  for (const auto& [id, value] : whole.at("heads").items()) {
    if (!is_id(id)) throw DecodeFailure("a head's key is no id");
    auto& head = snapshot.heads[HeadId(std::string(id))];
    head.area.centi = number_of(value, "area");
    for (const auto& unit : value.at("units").parts()) {
      head.units.emplace_back(unit.get<std::string>());
    }
    snapshot.total_area += head.area;
  }
  return snapshot;
}

Roll decode_roll(std::string_view bytes) {
  const StoredJson stored(bytes);
  const auto whole = stored.whole();
  Roll roll;
  read_id(whole, "id", roll.id);
  read_id(whole, "grid", roll.grid);
  for (const auto& head : whole.at("heads").parts())
    roll.heads.emplace_back(head.get<std::string>());
  for (const auto& line : whole.at("units").parts()) {
    Unit unit;
    read_id(line, "id", unit.id);
    unit.building = text_of(line, "building");
    unit.stair = text_of(line, "stair");
    unit.area.centi = number_of(line, "area");
    read_name(line, "area_source", area_source_from, unit.area_source);
    read_name(line, "kind", unit_kind_from, unit.kind);
    read_id(line, "head", unit.head);
    roll.units.push_back(std::move(unit));
  }
  roll.count_titled_parking = whole.at("count_titled_parking").get<bool>();
  return roll;
}

}  // namespace roundtable::codec
