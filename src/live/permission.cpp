#include "live/permission.hpp"

#include "domain/describe/commands.hpp"

namespace roundtable::live {
namespace {

using namespace domain;

/// Running a meeting is the facilitator's; the secretaries of its grid may stand in.
bool runs_meetings(const Roles& roles) {
  return roles.contains(Role::facilitator) || roles.contains(Role::secretary) ||
         roles.contains(Role::second_secretary);
}

/// The minutes are the recorder's; who runs the meeting may stand in.
bool keeps_minutes(const Roles& roles) {
  return runs_meetings(roles) || roles.contains(Role::recorder);
}

/// Grids, rolls and what is registered are a matter of the grid's secretaries and administrators.
bool keeps_registers(const Roles& roles) {
  return roles.contains(Role::administrator) || roles.contains(Role::secretary) ||
         roles.contains(Role::second_secretary);
}

/// At the door: who comes and who goes. Whoever only observes is admitted by who runs the meeting.
bool helps_with(const Roles& roles, const Command& command) {
  if (!roles.contains(Role::helper)) return false;
  const auto* checked_in = std::get_if<CheckIn>(&command);
  if (checked_in != nullptr) return checked_in->mode == Mode::hall;
  return std::holds_alternative<LeaveMeeting>(command);
}

/// Hands are counted before everybody's eyes; what is entered for somebody else is a paper.
std::string_view row_of_command(const Command& command) {
  const auto* cast = std::get_if<CastBallot>(&command);
  if (cast != nullptr && cast->channel == Channel::hand) return "ballot.count-hands";
  return describe::row_of(command).name;
}

std::string_view row_of_act(DeskAct act) {
  switch (act) {
    case DeskAct::keep_accounts:
      return "desk:accounts";
    case DeskAct::invite_households:
      return "desk:invitations";
    case DeskAct::report_issues:
      return "desk:issues";
    case DeskAct::replace_phone:
      return "desk:phones";
    case DeskAct::keep_grids:
      return "desk:grids";
    case DeskAct::keep_rolls:
      return "desk:rolls";
    case DeskAct::keep_offices:
      return "desk:offices";
    case DeskAct::keep_organisations:
      return "desk:organisations";
    case DeskAct::record_standing:
      break;
  }
  return "desk:standing";
}

}  // namespace

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

Roles roles_on(const Subject& subject, const GridTree& grids, const GridId& grid, Place place) {
  Roles roles;
  roles.place = place;
  for (const auto& held : subject.roles) {
    if (grids.is_within(grid, held.grid)) roles.add(held.role, held.acting_for);
  }
  return roles;
}

bool permitted(const Subject& subject, const Roles& held, const Command& command, bool reported) {
  const auto& row = describe::row_of(command);
  const auto roles = held.that_may(row_of_command(command));
  const bool staff = subject.kind == SubjectKind::staff;
  describe::Giver giver;
  giver.runs = staff && runs_meetings(roles);
  giver.own = subject.kind == SubjectKind::resident && !subject.head.empty() &&
              describe::own_head(command) == subject.head.str();
  if (staff && helps_with(roles, command)) return true;
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

bool waits_for_owners(const Subject& subject, const Roles& roles, const Command& command) {
  auto authorised = roles;
  authorised.place.authorised = true;
  return !permitted(subject, roles, command) && permitted(subject, authorised, command);
}

bool permitted(const Subject& subject, const Roles& held, DeskAct act) {
  if (subject.kind != SubjectKind::staff) return false;
  const auto roles = held.that_may(row_of_act(act));
  switch (act) {
    case DeskAct::keep_accounts:
    case DeskAct::keep_organisations:
    case DeskAct::record_standing:
      return roles.contains(Role::administrator);
    case DeskAct::keep_grids:
    case DeskAct::keep_rolls:
    case DeskAct::keep_offices:
      return keeps_registers(roles);
    case DeskAct::report_issues:
      return keeps_minutes(roles);
    case DeskAct::invite_households:
    case DeskAct::replace_phone:
      return runs_meetings(roles);
  }
  return false;
}

bool sees_staff_view(const Roles& held) {
  const auto roles = held.that_may("desk:meetings");
  return keeps_minutes(roles) || roles.contains(Role::supervisor) || roles.contains(Role::helper);
}

bool sees_roll(const Subject& subject, const Roles& held) {
  const auto roles = held.that_may("desk:rolls-read");
  const bool of_owners = roles.acts_for(OrganisationKind::owners_committee);
  return subject.kind == SubjectKind::staff &&
         (keeps_registers(roles) || (of_owners && runs_meetings(roles)));
}

}  // namespace roundtable::live
