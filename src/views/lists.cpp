#include "views/lists.hpp"

namespace roundtable::views {

ListedMeeting listed_of(const ViewState& state) {
  const auto& meeting = state.meeting;
  ListedMeeting listed{meeting.id,
                       meeting.title,
                       meeting.place,
                       meeting.phase,
                       meeting.grid,
                       meeting.electorate.value->roll,
                       meeting.scheduled_at,
                       meeting.demonstration,
                       {},
                       meeting.electorate.value->scope,
                       {},
                       false};
  listed.rescheduled = meeting.rescheduled.has_value();
  listed.is_public = meeting.is_public();
  listed.files = meeting.files;
  listed.now = told_now(meeting);
  for (const auto& [id, item] : meeting.agenda) {
    if (!item.text.issue.empty()) listed.issues.insert(item.text.issue);
  }
  for (const auto& [id, record] : meeting.records) {
    const auto* ballot = meeting.ballot(record.ballot);
    listed.records.push_back(
        {record, meeting.id, meeting.grid,
         ballot == nullptr ? std::optional<domain::Outcome>{} : ballot->outcome,
         ballot == nullptr ? domain::Worth::opinion_poll : worth_of(*ballot),
         state.record_versions.at(id), ballot == nullptr ? AgendaItemId{} : ballot->item});
  }
  return listed;
}

When when_of(domain::Phase phase) {
  switch (phase) {
    case domain::Phase::open:
    case domain::Phase::in_session:
    case domain::Phase::recess:
      return When::now;
    case domain::Phase::none:
    case domain::Phase::convened:
    case domain::Phase::announced:
      return When::to_come;
    case domain::Phase::closed:
    case domain::Phase::cancelled:
      break;
  }
  return When::over;
}

}  // namespace roundtable::views
