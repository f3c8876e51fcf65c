// Permission: every question "may this person do that here" is answered by `permitted`, a function
// of (subject, roles on the grid, command or act at the Desk): what the role lets her do, as far as
// the organisation that she acts for may do it at all (access.hpp). docs/operations.md prints its
// table; a test walks it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "domain/command.hpp"
#include "domain/grid.hpp"
#include "live/access.hpp"

namespace roundtable::live {

struct RoleOnGrid {
  Role role = Role::facilitator;
  GridId grid;
  std::optional<OrganisationKind> acting_for{};  // nothing: for the grid itself
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
  std::string session;  // SHA-256 of its token; "" for nobody
  /// Of staff: for which organisations she holds roles that have not ended; of several `roles` has
  /// those of the one she acts for, none of them before she has said which.
  std::vector<std::string> organisations{};
  std::string acting_for{};
  bool ended = false;         // of staff: the term of each role that she held is over
  bool needs_second = false;  // of staff: has no rights before a second factor is set up
  bool locked = false;        // of staff: nor while her shared computer is locked
  friend bool operator==(const Subject&, const Subject&) = default;
};

/// The roles that reach `grid`, for what is asked there.
Roles roles_on(const Subject& subject, const domain::GridTree& grids, const GridId& grid,
               Place place = {});

/// A part of the server that gives commands of its own (src/reactors).
Subject reactor_named(std::string_view name);

/// True if the person may give that command in a meeting where it holds `roles`, or to an issue of
/// such a grid; `reported`: to one that the same person reported. The rules of the meeting itself
/// (phase, roll, deadline) are the domain's.
bool permitted(const Subject& subject, const Roles& roles, const domain::Command& command,
               bool reported = false);

/// True where only this is in the way: that the owners' assembly has not let her organisation enter
/// the papers of owners.
bool waits_for_owners(const Subject& subject, const Roles& roles, const domain::Command& command);

/// What staff do at the Desk, outside of any meeting.
enum class DeskAct {
  keep_accounts,      // list, make, change and close accounts and roles below that grid
  invite_households,  // make a household's way in
  report_issues,      // register a problem of that grid
  replace_phone,      // end a household's sessions and let it in anew
  keep_grids,         // change grids and import them
  keep_rolls,         // import a roll
  keep_offices,       // name who issues documents
  keep_organisations,
  record_standing,  // the basis on which a vote binds
};

/// The same for the Desk: `roles` are those that reach the grid it is about. Who lets households in
/// is who may enter their votes anyway; an administrator keeps accounts and enters nobody's vote.
bool permitted(const Subject& subject, const Roles& roles, DeskAct act);

/// True if the person sees the staff view of such a meeting.
bool sees_staff_view(const Roles& roles);
/// True if the person may see the units of a roll: who keeps rolls, and of an owners' committee
/// whoever runs its meetings. `roles.place` says whether it is one of owners.
bool sees_roll(const Subject& subject, const Roles& roles);

}  // namespace roundtable::live
