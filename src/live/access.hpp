// Who an account acts for: organisations (组织) of a grid, and the access matrix - what each kind
// of organisation may do at all, whatever roles its people hold. One table, which docs/access.md
// prints and a test walks cell by cell. Where somebody acts for no organisation, on a small
// installation that has entered none, the roles alone say what she may.
#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <utility>

namespace roundtable::live {

/// Held on a grid and reaching its subtree.
enum class Role {
  administrator,
  facilitator,
  recorder,
  secretary,
  second_secretary,
  supervisor,
  handler,
  helper,  // at the door of meetings, for some days
};
std::string_view to_string(Role role);
std::optional<Role> role_from(std::string_view text);

enum class OrganisationKind {
  residents_committee,  // 居民委员会
  owners_committee,     // 业主委员会
  property_firm,        // 物业服务企业
  street_department,    // 街道办事处的科室、中心
  party_organisation,   // 党组织
  unit,                 // 驻区单位 and others: a school, a firm, a community partner
};
inline constexpr std::array kOrganisationKinds = {
    OrganisationKind::residents_committee, OrganisationKind::owners_committee,
    OrganisationKind::property_firm,       OrganisationKind::street_department,
    OrganisationKind::party_organisation,  OrganisationKind::unit,
};
std::string_view to_string(OrganisationKind kind);
std::optional<OrganisationKind> organisation_kind_from(std::string_view text);

/// Which roles an organisation of that kind can give its people.
bool may_hold(OrganisationKind kind, Role role);

/// What a cell of the matrix lets an organisation do, to whoever of it has the role for it.
enum class Access {
  never,
  always,
  owners,      // where owners decide: their assembly, their committee, a group of a building
  others,      // where anybody else does
  authorised,  // where anybody else does; where owners do, as far as their assembly authorised it
};
std::string_view to_string(Access access);

/// Whose business is asked about.
struct Place {
  enum class Of { any, owners, others };
  Of of = Of::any;          // any: in a list of several, of which each is asked about by itself
  bool authorised = false;  // the owners' assembly lets others enter the papers of owners there
};
/// By the body that meets (domain::Meeting::body).
Place::Of place_of_body(std::string_view body);

/// The body under which an administrator records, as a basis (domain::BindingBasisRecorded), that
/// the owners' assembly lets the residents' committee enter the papers of owners. No rule has it.
inline constexpr std::string_view kOwnersPapers = "owners_papers";

/// A row: a command by its wire name, or all that begin so ("agenda."), or an act outside of
/// meetings ("desk:rolls"). The longest that fits is the one that counts.
struct AccessRow {
  std::string_view what;
  std::string_view zh;
  std::array<Access, kOrganisationKinds.size()> by;  // in the order of kOrganisationKinds
};
std::span<const AccessRow> access_matrix();
/// The cell for that command or act. Every one has a row.
Access access_of(OrganisationKind kind, std::string_view what);

/// The roles that somebody holds where something is asked, each with the organisation it is held
/// for; nothing: for the grid itself.
class Roles {
 public:
  Roles() = default;
  Roles(std::initializer_list<Role> roles) {
    for (const auto role : roles) add(role);
  }

  void add(Role role, std::optional<OrganisationKind> acting_for = {}) {
    held_.emplace(role, acting_for);
  }
  bool contains(Role role) const;
  bool acts_for(OrganisationKind kind) const;
  bool empty() const { return held_.empty(); }
  const std::set<std::pair<Role, std::optional<OrganisationKind>>>& held() const { return held_; }
  /// Each once, for whomever it is held.
  std::set<Role> names() const;
  /// Those with which the matrix lets somebody do that at this place.
  Roles that_may(std::string_view what) const;

  Place place;

  friend bool operator==(const Roles& one, const Roles& other) { return one.held_ == other.held_; }

 private:
  std::set<std::pair<Role, std::optional<OrganisationKind>>> held_;
};

}  // namespace roundtable::live
