// Lists: meetings and records by grid, for the Grid page and for finding a record by its id. A read
// model: rebuilt from the log at every start, updated by the hosts. Safe from any thread.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/meeting.hpp"
#include "views/told_now.hpp"
#include "views/view_state.hpp"

namespace roundtable::views {

struct ListedRecord {
  domain::PublishedRecord record;
  MeetingId meeting;
  GridId grid;
  std::optional<domain::Outcome> outcome;  // none: the minutes
  std::uint64_t version = 0;               // of the entry that published it
  AgendaItemId item{};                     // of the ballot; "" : the minutes
};

struct ListedMeeting {
  MeetingId id;
  std::string title;
  std::string place;
  domain::Phase phase = domain::Phase::none;
  GridId grid;
  RollId roll;
  Time scheduled_at;
  bool demonstration = false;
  std::vector<ListedRecord> records;
  domain::Scope scope;       // whose meeting it is
  std::set<IssueId> issues;  // those its agenda takes up
  bool rescheduled = false;  // another time or place than it was convened for
  bool is_public = false;    // see Meeting::is_public: until then its files are for staff
  std::map<FileId, domain::MeetingFile> files{};  // those withdrawn too
  ToldNow now{};
};

/// A part of a list, and how long the whole is.
template <class Row>
struct ListedPart {
  std::vector<Row> rows;
  std::size_t total = 0;
};

struct ListedWithin {
  ListedPart<ListedMeeting> meetings;
  ListedPart<ListedRecord> records;
};

/// Which rows of each.
struct PartsAsked {
  std::size_t meetings_from = 0;
  std::size_t meetings_max = 0;
  std::size_t records_from = 0;
  std::size_t records_max = 0;
};

class Lists {
 public:
  void update(const ViewState& state);

  std::optional<ListedMeeting> meeting(const MeetingId& id) const;
  std::optional<ListedRecord> record(const RecordId& id) const;
  /// Newest first.
  std::vector<ListedMeeting> on_grid(const GridId& grid) const;
  /// Meetings whose electorate comes from that roll: those its households may follow.
  std::vector<ListedMeeting> of_roll(const RollId& roll) const;
  /// Those on grids that are meant, in no order of meaning.
  std::vector<ListedMeeting> on_grids(const std::function<bool(const GridId&)>& is_meant) const;
  /// Whether any meeting is one of the demonstration.
  bool has_demonstration() const;
  /// On grids that lie within: meetings under way first, then those to come, the next one first,
  /// then those that are over, the newest first; records, the newest first.
  ListedWithin within(const std::function<bool(const GridId&)>& lies_within,
                      const PartsAsked& asked) const;
  /// Those whose agenda takes up one of these issues, by issue.
  std::map<IssueId, std::vector<ListedMeeting>> taking_up(const std::vector<IssueId>& issues) const;
  /// The numbers of all durable records of that grid.
  std::vector<std::string> record_numbers(const GridId& grid) const;

 private:
  mutable std::mutex mutex_;
  std::map<MeetingId, ListedMeeting> meetings_;
  std::map<GridId, std::set<MeetingId>> by_grid_;
  std::map<RollId, std::set<MeetingId>> by_roll_;
  std::map<RecordId, MeetingId> by_record_;
  std::map<IssueId, std::set<MeetingId>> by_issue_;
  bool has_demonstration_ = false;
};

}  // namespace roundtable::views
