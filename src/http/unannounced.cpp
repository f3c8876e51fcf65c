#include "http/unannounced.hpp"

#include <algorithm>

namespace roundtable::http {

bool may_know_of(const views::ListedMeeting& meeting, const live::Subject& subject,
                 const live::Registry& registry) {
  if (meeting.is_public) return true;
  const auto place = registry.place_of(meeting.grid, meeting.body);
  if (live::sees_staff_view(live::roles_on(subject, *registry.grids(), meeting.grid, place))) {
    return true;
  }
  if (subject.head.empty()) return false;
  const auto rolls = registry.rolls_with(subject.head);
  return std::any_of(rolls.begin(), rolls.end(),
                     [&](const auto& roll) { return roll->id == meeting.roll; });
}

}  // namespace roundtable::http
