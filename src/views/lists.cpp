#include "views/lists.hpp"

#include <algorithm>

namespace roundtable::views {
namespace {

enum class When : unsigned char { now, to_come, over };

When when_of(const ListedMeeting& meeting) {
  switch (meeting.phase) {
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

bool is_listed_before(const ListedMeeting* a, const ListedMeeting* b) {
  const auto when = when_of(*a);
  if (when != when_of(*b)) return when < when_of(*b);
  if (a->scheduled_at != b->scheduled_at) {
    return (a->scheduled_at < b->scheduled_at) == (when == When::to_come);
  }
  return a->id < b->id;
}

bool is_published_before(const ListedRecord* a, const ListedRecord* b) {
  if (a->record.published_at != b->record.published_at) {
    return a->record.published_at > b->record.published_at;
  }
  return a->record.id < b->record.id;
}

template <class Row, class IsBefore>
ListedPart<Row> part_of(std::vector<const Row*> rows, std::size_t from, std::size_t most,
                        IsBefore is_before) {
  ListedPart<Row> part;
  part.total = rows.size();
  from = std::min(from, rows.size());
  const auto until = from + std::min(most, rows.size() - from);
  const auto begin = rows.begin();
  std::partial_sort(begin, begin + static_cast<std::ptrdiff_t>(until), rows.end(), is_before);
  for (auto i = from; i < until; ++i) part.rows.push_back(*rows[i]);
  return part;
}

}  // namespace

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
         state.record_versions.at(id), ballot == nullptr ? AgendaItemId{} : ballot->item});
  }
  const std::scoped_lock lock(mutex_);
  auto& known = meetings_[meeting.id];
  for (const auto& issue : known.issues) {
    if (!listed.issues.contains(issue)) by_issue_[issue].erase(meeting.id);
  }
  for (const auto& issue : listed.issues) by_issue_[issue].insert(meeting.id);
  by_grid_[meeting.grid].insert(meeting.id);
  by_roll_[listed.roll].insert(meeting.id);
  has_demonstration_ |= listed.demonstration;
  for (const auto& record : listed.records) by_record_[record.record.id] = meeting.id;
  known = std::move(listed);
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

std::vector<ListedMeeting> Lists::of_roll(const RollId& roll) const {
  const std::scoped_lock lock(mutex_);
  std::vector<ListedMeeting> found;
  if (const auto asked = by_roll_.find(roll); asked != by_roll_.end()) {
    for (const auto& id : asked->second) found.push_back(meetings_.at(id));
  }
  return found;
}

std::vector<ListedMeeting> Lists::on_grids(
    const std::function<bool(const GridId&)>& is_meant) const {
  const std::scoped_lock lock(mutex_);
  std::vector<ListedMeeting> found;
  for (const auto& [grid, ids] : by_grid_) {
    if (!is_meant(grid)) continue;
    for (const auto& id : ids) found.push_back(meetings_.at(id));
  }
  return found;
}

bool Lists::has_demonstration() const {
  const std::scoped_lock lock(mutex_);
  return has_demonstration_;
}

ListedWithin Lists::within(const std::function<bool(const GridId&)>& lies_within,
                           const PartsAsked& asked) const {
  const std::scoped_lock lock(mutex_);
  std::vector<const ListedMeeting*> meetings;
  std::vector<const ListedRecord*> records;
  for (const auto& [grid, ids] : by_grid_) {
    if (!lies_within(grid)) continue;
    for (const auto& id : ids) {
      const auto& meeting = meetings_.at(id);
      meetings.push_back(&meeting);
      for (const auto& record : meeting.records) records.push_back(&record);
    }
  }
  return {part_of(std::move(meetings), asked.meetings_from, asked.meetings_max, is_listed_before),
          part_of(std::move(records), asked.records_from, asked.records_max, is_published_before)};
}

std::map<IssueId, std::vector<ListedMeeting>> Lists::taking_up(
    const std::vector<IssueId>& issues) const {
  const std::scoped_lock lock(mutex_);
  std::map<IssueId, std::vector<ListedMeeting>> found;
  for (const auto& issue : issues) {
    const auto known = by_issue_.find(issue);
    if (known == by_issue_.end()) continue;
    for (const auto& id : known->second) found[issue].push_back(meetings_.at(id));
  }
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
