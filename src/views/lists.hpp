// Lists: meetings, records and issues by grid, for the Grid page and for finding a record by its
// id. What they are made of and what is asked of them; they are kept on disk (readmodel/).
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "domain/ballot/worth.hpp"
#include "domain/issue.hpp"
#include "domain/meeting.hpp"
#include "views/told_now.hpp"
#include "views/view_state.hpp"

namespace roundtable::views {

struct ListedRecord {
  domain::PublishedRecord record;
  MeetingId meeting;
  GridId grid;
  std::optional<domain::Outcome> outcome;             // none: the minutes
  domain::Worth worth = domain::Worth::opinion_poll;  // of the vote; nothing of minutes
  std::uint64_t version = 0;                          // of the entry that published it
  AgendaItemId item{};                                // of the ballot; "" : the minutes
};

/// In the order in which people look for them: the minutes, which tell of the whole meeting, then
/// the results as they were published.
void put_minutes_first(std::vector<ListedRecord>& records);

/// What was agreed (议定事项), as the published minutes say it.
struct ListedDecision {
  std::string text;
  std::string item;       // the title of what it was agreed under
  IssueId issue{};        // which that took up; "" : none
  SpeakerId responsible;  // "" : nobody of those who speak
  std::string party;      // who is responsible and no speaker; ""
  std::optional<Date> due;
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
  std::string body{};        // which meets; "" : none has a name
  std::vector<ListedDecision> decisions{};  // once the minutes are published, in their order
  // Of a meeting that is asked for by its id alone, not of one in a list:
  std::map<FileId, domain::MeetingFile> files{};  // those withdrawn too
  ToldNow now{};
};

/// What lists show of a meeting, its records with it.
ListedMeeting listed_of(const ViewState& state);

enum class When : unsigned char { now, to_come, over };
When when_of(domain::Phase phase);

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

/// Those of a grid and below it.
struct IssuesAsked {
  GridId grid;
  bool above = false;  // also those of the grids above it
  std::size_t most = 0;
};

/// The lists cannot be read yet: they are being made from the log for the first time.
class NotYet : public std::runtime_error {
 public:
  NotYet() : std::runtime_error("the lists are still being made") {}
};

/// All may throw NotYet, and log::LogFailure where the file cannot be read. Safe from any thread.
class Lists {
 public:
  virtual ~Lists() = default;

  virtual std::optional<ListedMeeting> meeting(const MeetingId& id) const = 0;
  virtual std::optional<ListedRecord> record(const RecordId& id) const = 0;
  /// Newest first, with their records.
  virtual std::vector<ListedMeeting> on_grid(const GridId& grid) const = 0;
  /// Meetings whose electorate comes from that roll: those its households may follow.
  virtual std::vector<ListedMeeting> of_roll(const RollId& roll) const = 0;
  /// Those on these grids and below, with their records, in no order of meaning.
  virtual std::vector<ListedMeeting> below(const std::vector<GridId>& grids) const = 0;
  /// Whether any meeting is one of the demonstration.
  virtual bool has_demonstration() const = 0;
  /// On that grid and below: meetings under way first, then those to come, the next one first,
  /// then those that are over, the newest first, with their records; records, the newest first.
  virtual ListedWithin within(const GridId& grid, const PartsAsked& asked) const = 0;
  /// Those whose agenda takes up one of these issues, by issue, with their records.
  virtual std::map<IssueId, std::vector<ListedMeeting>> taking_up(
      const std::vector<IssueId>& issues) const = 0;
  /// The numbers of all records of that grid that were durable when the server started, and most
  /// of those since. NotYet until that is known.
  virtual std::vector<std::string> record_numbers(const GridId& grid) const = 0;
  /// The newest first.
  virtual std::vector<domain::Issue> issues(const IssuesAsked& asked) const = 0;
};

}  // namespace roundtable::views
