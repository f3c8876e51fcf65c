// Permission: every question "may this person do that here" is answered by `permitted`, a function
// of (subject, roles on the grid, command or act at the Desk). docs/operations.md prints its table;
// a test walks it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "domain/command.hpp"
#include "domain/grid.hpp"

namespace roundtable::live {

/// Held on a grid and reaching its subtree.
enum class Role { administrator, facilitator, recorder, secretary, second_secretary, supervisor };
std::string_view to_string(Role role);
std::optional<Role> role_from(std::string_view text);

struct RoleOnGrid {
  Role role = Role::facilitator;
  GridId grid;
  friend bool operator==(const RoleOnGrid&, const RoleOnGrid&) = default;
};

enum class SubjectKind { nobody, observer, resident, staff, reactor };
std::string_view to_string(SubjectKind kind);

/// Who is asking, as the session says. Immutable.
struct Subject {
  SubjectKind kind = SubjectKind::nobody;
  ActorId actor;  // the account's id, the head's, or "reactor:" and a name
  HeadId head;    // whom a resident votes for
  std::string name;
  std::vector<RoleOnGrid> roles;
  std::string session;        // SHA-256 of its token; "" for nobody
  bool needs_second = false;  // of staff: has no rights before a second factor is set up
  friend bool operator==(const Subject&, const Subject&) = default;
};

/// The roles that reach `grid`.
std::set<Role> roles_on(const Subject& subject, const domain::GridTree& grids, const GridId& grid);

/// A part of the server that gives commands of its own (src/reactors).
Subject reactor_named(std::string_view name);

/// True if the person may give that command in a meeting where it holds `roles`, or to an issue of
/// such a grid; `reported`: to one that the same person reported. The rules of the meeting itself
/// (phase, roll, deadline) are the domain's.
bool permitted(const Subject& subject, const std::set<Role>& roles, const domain::Command& command,
               bool reported = false);

/// What staff do at the Desk, outside of any meeting.
enum class DeskAct {
  keep_accounts,      // list, make, change and close accounts and roles below that grid
  invite_households,  // make a household's way in
  report_issues,      // register a problem of that grid
  replace_phone,      // end a household's sessions and let it in anew
};

/// The same for the Desk: `roles` are those that reach the grid it is about. Who lets households in
/// is who may enter their votes anyway; an administrator keeps accounts and enters nobody's vote.
bool permitted(const Subject& subject, const std::set<Role>& roles, DeskAct act);

/// True if the person sees the staff view of such a meeting.
bool sees_staff_view(const std::set<Role>& roles);
/// True if the person may change grids and rolls where it holds `roles`.
bool keeps_registers(const std::set<Role>& roles);

}  // namespace roundtable::live
