#include "views/lists.hpp"

#include <algorithm>

namespace roundtable::views {
namespace {

std::vector<ListedDecision> decisions_of(const domain::Meeting& meeting) {
  std::vector<ListedDecision> decisions;
  if (meeting.minutes.record.empty()) return decisions;
  std::vector<const domain::Agreement*> agreed;
  for (const auto& [id, one] : meeting.minutes.decisions) {
    if (!one.withdrawn) agreed.push_back(&one);
  }
  std::sort(agreed.begin(), agreed.end(),
            [](const auto* a, const auto* b) { return a->order < b->order; });
  for (const auto* one : agreed) {
    ListedDecision decision{one->text, "", {}, one->responsible, one->party, one->due};
    if (const auto item = meeting.agenda.find(one->item); item != meeting.agenda.end()) {
      decision.item = item->second.text.title;
      decision.issue = item->second.text.issue;
    }
    decisions.push_back(std::move(decision));
  }
  return decisions;
}

}  // namespace

void put_minutes_first(std::vector<ListedRecord>& records) {
  std::sort(records.begin(), records.end(), [](const auto& a, const auto& b) {
    if (a.outcome.has_value() != b.outcome.has_value()) return !a.outcome.has_value();
    return a.record.published_at < b.record.published_at;
  });
}

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
  listed.body = meeting.body;
  listed.files = meeting.files;
  listed.now = told_now(meeting);
  listed.decisions = decisions_of(meeting);
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
