#include "http/who_may.hpp"

#include <algorithm>

namespace roundtable::http {
namespace {

bool keeps_any_grid(const live::Subject& subject) {
  return std::any_of(subject.roles.begin(), subject.roles.end(), [&](const auto& held) {
    live::Roles roles;
    roles.add(held.role, held.acting_for);
    return live::permitted(subject, roles, live::DeskAct::keep_grids);
  });
}

}  // namespace

On place_of(Who who) {
  switch (who) {
    case Who::anyone:
    case Who::operators:
    case Who::staff:
    case Who::keeps_some_grid:
      return On::nothing;
    case Who::keeps_grid:
    case Who::keeps_rolls:
    case Who::keeps_offices:
    case Who::keeps_organisations:
    case Who::reports_issues:
    case Who::records_standing:
      return On::grid;
    case Who::admits_people:
    case Who::sees_previews:
    case Who::adds_files:
    case Who::invites_household:
    case Who::replaces_phones:
      break;
  }
  return On::meeting;
}

bool may(Who who, const live::Subject& subject, const live::Roles& roles) {
  if (who == Who::anyone) return true;
  if (subject.kind != live::SubjectKind::staff) return false;
  switch (who) {
    case Who::anyone:
    case Who::operators:
    case Who::staff:
      return true;
    case Who::keeps_some_grid:
      return keeps_any_grid(subject);
    case Who::keeps_grid:
      return live::permitted(subject, roles, live::DeskAct::keep_grids);
    case Who::keeps_rolls:
      return live::permitted(subject, roles, live::DeskAct::keep_rolls);
    case Who::keeps_offices:
      return live::permitted(subject, roles, live::DeskAct::keep_offices);
    case Who::keeps_organisations:
      return live::permitted(subject, roles, live::DeskAct::keep_organisations);
    case Who::reports_issues:
      return live::permitted(subject, roles, live::DeskAct::report_issues);
    case Who::records_standing:
      return live::permitted(subject, roles, live::DeskAct::record_standing);
    case Who::admits_people:
      return live::permitted(subject, roles, domain::AdmitPerson{});
    case Who::sees_previews:
      return live::permitted(subject, roles, domain::PublishRecord{}) ||
             live::permitted(subject, roles, domain::AnnounceMeeting{});
    case Who::adds_files:
      return live::permitted(subject, roles, domain::AddFile{});
    case Who::invites_household:
      return live::permitted(subject, roles, live::DeskAct::invite_households);
    case Who::replaces_phones:
      break;
  }
  return live::permitted(subject, roles, live::DeskAct::replace_phone);
}

}  // namespace roundtable::http
