#include "domain/roll.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/ensure.hpp"
#include "domain/enum_names.hpp"

namespace roundtable::domain {
namespace {

bool in_scope(const Unit& unit, const Scope& scope) {
  switch (scope.kind) {
    case ScopeKind::zone:
      return true;
    case ScopeKind::building:
      return unit.building == scope.building;
    case ScopeKind::stair:
      return unit.building == scope.building && unit.stair == scope.stair;
  }
  return false;
}

bool is_counted(const Roll& roll, const Unit& unit) {
  return unit.kind != UnitKind::parking || roll.count_titled_parking;
}

}  // namespace

std::string_view to_string(AreaSource source) {
  switch (source) {
    case AreaSource::land_register:
      return "land_register";
    case AreaSource::survey:
      return "survey";
    case AreaSource::sale_contract:
      return "sale_contract";
  }
  return "";
}

std::optional<AreaSource> area_source_from(std::string_view text) {
  return named(std::array{AreaSource::land_register, AreaSource::survey, AreaSource::sale_contract},
               text);
}

std::string_view to_string(UnitKind kind) {
  switch (kind) {
    case UnitKind::dwelling:
      return "dwelling";
    case UnitKind::shop:
      return "shop";
    case UnitKind::parking:
      return "parking";
  }
  return "";
}

std::optional<UnitKind> unit_kind_from(std::string_view text) {
  return named(std::array{UnitKind::dwelling, UnitKind::shop, UnitKind::parking}, text);
}

std::string_view to_string(ScopeKind kind) {
  switch (kind) {
    case ScopeKind::zone:
      return "zone";
    case ScopeKind::building:
      return "building";
    case ScopeKind::stair:
      return "stair";
  }
  return "";
}

std::optional<ScopeKind> scope_kind_from(std::string_view text) {
  return named(std::array{ScopeKind::zone, ScopeKind::building, ScopeKind::stair}, text);
}

std::string_view to_string(RollOf of) {
  switch (of) {
    case RollOf::owners:
      return "owners";
    case RollOf::households:
      return "households";
    case RollOf::members:
      return "members";
  }
  return "";
}

RollOf listed_on(const Roll& roll) {
  if (roll.units.empty()) return RollOf::members;
  const bool owners = std::any_of(roll.units.begin(), roll.units.end(),
                                  [](const Unit& unit) { return unit.area.centi > 0; });
  return owners ? RollOf::owners : RollOf::households;
}

Roll make_roll(RollId id, GridId grid, const std::vector<UnitRow>& rows,
               const std::vector<HeadId>& fresh_heads) {
  Roll roll;
  roll.id = std::move(id);
  roll.grid = std::move(grid);
  std::map<std::string, HeadId> by_owner;
  std::optional<HeadId> developer;
  const auto next = [&] {
    ensure(roll.heads.size() < fresh_heads.size(), "there is a fresh id for every head");
    return roll.heads.emplace_back(fresh_heads[roll.heads.size()]);
  };
  for (const auto& row : rows) {
    HeadId head;
    if (row.undelivered) {
      if (!developer) developer = next();
      head = *developer;
    } else if (row.owner_key.empty()) {
      head = next();
    } else {
      auto found = by_owner.find(row.owner_key);
      if (found == by_owner.end()) found = by_owner.emplace(row.owner_key, next()).first;
      head = found->second;
    }
    roll.units.push_back(
        {row.id, row.building, row.stair, row.area, row.area_source, row.kind, std::move(head)});
  }
  return roll;
}

bool contains(const Scope& outer, const Scope& inner) {
  switch (outer.kind) {
    case ScopeKind::zone:
      return true;
    case ScopeKind::building:
      return inner.kind != ScopeKind::zone && inner.building == outer.building;
    case ScopeKind::stair:
      return inner == outer;
  }
  return false;
}

std::optional<RollChange> roll_change(const RollSnapshot& before, const RollSnapshot& after) {
  RollChange out;
  for (const auto& [head, seat] : before.heads) {
    const auto now = after.heads.find(head);
    if (now == after.heads.end()) {
      ++out.went;
    } else if (now->second.area != seat.area || now->second.units != seat.units) {
      ++out.changed;
    }
  }
  out.heads_before = before.total_heads();
  out.heads_after = after.total_heads();
  out.came = out.heads_after - (out.heads_before - out.went);
  out.area_before = before.total_area;
  out.area_after = after.total_area;
  if (out.came == 0 && out.went == 0 && out.changed == 0) return std::nullopt;
  return out;
}

RollSnapshot roll_of_others(RollSnapshot scope, const Interest& interest,
                            const RollSnapshot& meeting) {
  if (const auto found = scope.heads.find(interest.applicant); found != scope.heads.end()) {
    scope.total_area -= found->second.area;
    scope.heads.erase(found);
  }
  for (const auto& head : interest.also) {
    const auto seat = meeting.heads.find(head);
    if (seat == meeting.heads.end() || !scope.heads.emplace(head, seat->second).second) continue;
    scope.total_area += seat->second.area;
  }
  return scope;
}

RollSnapshot take_snapshot(const Roll& roll, const Scope& scope) {
  RollSnapshot snapshot;
  snapshot.roll = roll.id;
  snapshot.scope = scope;
  if (roll.units.empty()) {
    for (const auto& head : roll.heads) snapshot.heads.emplace(head, SnapshotHead{});
    return snapshot;
  }
  for (const auto& unit : roll.units) {
    if (!in_scope(unit, scope) || !is_counted(roll, unit)) continue;
    auto& head = snapshot.heads[unit.head];
    head.area += unit.area;
    head.units.push_back(unit.id);
    snapshot.total_area += unit.area;
  }
  return snapshot;
}

std::vector<ScopeSize> scopes_of(const Roll& roll) {
  if (roll.units.empty()) {
    return {{{}, static_cast<std::int64_t>(roll.heads.size()), {}}};
  }
  struct Sum {
    std::set<HeadId> heads;
    Area area;
  };
  // ("", "") is the zone, (building, "") the building.
  std::map<std::pair<std::string, std::string>, Sum> sums;
  for (const auto& unit : roll.units) {
    if (!is_counted(roll, unit)) continue;
    std::set<std::pair<std::string, std::string>> within = {{"", ""}};
    if (!unit.building.empty()) {
      within.emplace(unit.building, "");
      within.emplace(unit.building, unit.stair);
    }
    for (const auto& key : within) {
      auto& sum = sums[key];
      sum.heads.insert(unit.head);
      sum.area += unit.area;
    }
  }
  std::vector<ScopeSize> sizes;
  for (const auto& [key, sum] : sums) {
    const auto& [building, stair] = key;
    const auto kind = building.empty() ? ScopeKind::zone
                      : stair.empty()  ? ScopeKind::building
                                       : ScopeKind::stair;
    sizes.push_back(
        {{kind, building, stair}, static_cast<std::int64_t>(sum.heads.size()), sum.area});
  }
  return sizes;
}

}  // namespace roundtable::domain
