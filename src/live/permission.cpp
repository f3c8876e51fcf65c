#include "live/permission.hpp"

#include <array>
#include <utility>

#include "domain/describe/commands.hpp"

namespace roundtable::live {
namespace {

using namespace domain;

constexpr std::array<std::pair<Role, std::string_view>, 6> kRoles = {{
    {Role::administrator, "administrator"},
    {Role::facilitator, "facilitator"},
    {Role::recorder, "recorder"},
    {Role::secretary, "secretary"},
    {Role::second_secretary, "second_secretary"},
    {Role::supervisor, "supervisor"},
}};

/// Running a meeting is the facilitator's; the secretaries of its grid may stand in.
bool runs_meetings(const std::set<Role>& roles) {
  return roles.contains(Role::facilitator) || roles.contains(Role::secretary) ||
         roles.contains(Role::second_secretary);
}

/// The minutes are the recorder's; who runs the meeting may stand in.
bool keeps_minutes(const std::set<Role>& roles) {
  return runs_meetings(roles) || roles.contains(Role::recorder);
}

}  // namespace

std::string_view to_string(Role role) {
  for (const auto& [known, text] : kRoles) {
    if (known == role) return text;
  }
  return "";
}

std::optional<Role> role_from(std::string_view text) {
  for (const auto& [role, known] : kRoles) {
    if (known == text) return role;
  }
  return std::nullopt;
}

std::string_view to_string(SubjectKind kind) {
  switch (kind) {
    case SubjectKind::nobody:
      return "nobody";
    case SubjectKind::observer:
      return "observer";
    case SubjectKind::resident:
      return "resident";
    case SubjectKind::staff:
      return "staff";
    case SubjectKind::reactor:
      return "reactor";
  }
  return "";
}

Subject reactor_named(std::string_view name) {
  return {SubjectKind::reactor, ActorId("reactor:" + std::string(name)), {}, "", {}, ""};
}

std::set<Role> roles_on(const Subject& subject, const GridTree& grids, const GridId& grid) {
  std::set<Role> roles;
  for (const auto& held : subject.roles) {
    if (grids.is_within(grid, held.grid)) roles.insert(held.role);
  }
  return roles;
}

bool permitted(const Subject& subject, const std::set<Role>& roles, const Command& command,
               bool reported) {
  const auto& row = describe::row_of(command);
  const bool staff = subject.kind == SubjectKind::staff;
  describe::Giver giver;
  giver.runs = staff && runs_meetings(roles);
  giver.own = subject.kind == SubjectKind::resident && !subject.head.empty() &&
              describe::own_head(command) == subject.head.str();
  if (row.allows != nullptr) return row.allows(command, giver);
  switch (row.who) {
    case describe::Who::runs:
      return giver.runs;
    case describe::Who::keeps:
      return staff && keeps_minutes(roles);
    case describe::Who::own_or_runs:
      return giver.runs || giver.own;
    case describe::Who::own:
      return giver.own;
    case describe::Who::reactor:
      return subject == reactor_named(row.reactor);
    case describe::Who::reports:
      return permitted(subject, roles, DeskAct::report_issues);
    case describe::Who::reporter_or_registers:
      return reported || (staff && keeps_registers(roles));
    case describe::Who::registers:
      return staff && keeps_registers(roles);
  }
  return false;
}

bool permitted(const Subject& subject, const std::set<Role>& roles, DeskAct act) {
  if (subject.kind != SubjectKind::staff) return false;
  switch (act) {
    case DeskAct::keep_accounts:
      return roles.contains(Role::administrator);
    case DeskAct::report_issues:
      return keeps_minutes(roles);
    case DeskAct::invite_households:
    case DeskAct::replace_phone:
      return runs_meetings(roles);
  }
  return false;
}

bool sees_staff_view(const std::set<Role>& roles) {
  return keeps_minutes(roles) || roles.contains(Role::supervisor);
}

bool keeps_registers(const std::set<Role>& roles) {
  return roles.contains(Role::administrator) || roles.contains(Role::secretary) ||
         roles.contains(Role::second_secretary);
}

}  // namespace roundtable::live
