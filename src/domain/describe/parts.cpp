#include "domain/describe/parts.hpp"

#include "domain/describe/make.hpp"
#include "domain/limits.hpp"
#include "domain/meeting.hpp"

namespace roundtable::domain::describe {
std::optional<Wrong> scope_wrong(const void* object) {
  const auto& scope = *static_cast<const Scope*>(object);
  const bool building = !scope.building.empty();
  if (building != (scope.kind != ScopeKind::zone)) {
    return Wrong{"building", building ? "not_allowed" : "missing"};
  }
  if (!scope.stair.empty() && scope.kind != ScopeKind::stair) return Wrong{"stair", "not_allowed"};
  if (scope.building.size() > kTitleBytesMax) return Wrong{"building", "too_long"};
  if (scope.stair.size() > kTitleBytesMax) return Wrong{"stair", "too_long"};
  return std::nullopt;
}

const std::vector<Member>& both_languages() {
  static const std::vector<Member> kMembers = {text<&Text::zh>("zh"), text<&Text::en>("en")};
  return kMembers;
}

const std::vector<Member>& floor_settings() {
  static const std::vector<Member> kMembers = {
      number<&FloorSettings::seconds>("seconds", "s", kTurnSecondsMin, kTurnSecondsMax),
      number<&FloorSettings::turns>("turns", "", 1, kTurnsMax),
      truth<&FloorSettings::alternate>("alternate")};
  return kMembers;
}

const std::vector<Member>& scope_asked() {
  static const std::vector<Member> kMembers = {
      choice<scope_kind_from, &Scope::kind>("kind"),
      optional(text<&Scope::building>("building", kTitleBytesMax)),
      optional(text<&Scope::stair>("stair", kTitleBytesMax))};
  return kMembers;
}

const std::vector<Member>& scope_stored() {
  static const std::vector<Member> kMembers = {choice<scope_kind_from, &Scope::kind>("kind"),
                                               may_be_empty(text<&Scope::building>("building")),
                                               may_be_empty(text<&Scope::stair>("stair"))};
  return kMembers;
}

}  // namespace roundtable::domain::describe
