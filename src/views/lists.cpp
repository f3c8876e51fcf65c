#include "views/lists.hpp"

#include <algorithm>

namespace roundtable::views {

void Lists::update(const ViewState& state) {
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
                       {}};
  for (const auto& [id, item] : meeting.agenda) {
    if (!item.text.issue.empty()) listed.issues.insert(item.text.issue);
  }
  for (const auto& [id, record] : meeting.records) {
    const auto* ballot = meeting.ballot(record.ballot);
    listed.records.push_back(
        {record, meeting.id, meeting.grid,
         ballot == nullptr ? std::optional<domain::Outcome>{} : ballot->outcome,
         state.record_versions.at(id)});
  }
  const std::scoped_lock lock(mutex_);
  by_grid_[meeting.grid].insert(meeting.id);
  for (const auto& record : listed.records) by_record_[record.record.id] = meeting.id;
  meetings_[meeting.id] = std::move(listed);
}

std::optional<ListedMeeting> Lists::meeting(const MeetingId& id) const {
  const std::scoped_lock lock(mutex_);
  const auto found = meetings_.find(id);
  if (found == meetings_.end()) return std::nullopt;
  return found->second;
}

std::optional<ListedRecord> Lists::record(const RecordId& id) const {
  const std::scoped_lock lock(mutex_);
  const auto found = by_record_.find(id);
  if (found == by_record_.end()) return std::nullopt;
  for (const auto& record : meetings_.at(found->second).records) {
    if (record.record.id == id) return record;
  }
  return std::nullopt;
}

std::vector<ListedMeeting> Lists::on_grid(const GridId& grid) const {
  const std::scoped_lock lock(mutex_);
  std::vector<ListedMeeting> found;
  if (const auto here = by_grid_.find(grid); here != by_grid_.end()) {
    for (const auto& id : here->second) found.push_back(meetings_.at(id));
  }
  std::sort(found.begin(), found.end(),
            [](const auto& a, const auto& b) { return a.scheduled_at > b.scheduled_at; });
  return found;
}

std::vector<ListedMeeting> Lists::all() const {
  const std::scoped_lock lock(mutex_);
  std::vector<ListedMeeting> found;
  for (const auto& [id, meeting] : meetings_) found.push_back(meeting);
  return found;
}

std::vector<std::string> Lists::record_numbers(const GridId& grid) const {
  const std::scoped_lock lock(mutex_);
  std::vector<std::string> numbers;
  const auto here = by_grid_.find(grid);
  if (here == by_grid_.end()) return numbers;
  for (const auto& id : here->second) {
    for (const auto& record : meetings_.at(id).records) numbers.push_back(record.record.number);
  }
  return numbers;
}

}  // namespace roundtable::views
