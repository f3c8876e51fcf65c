#include "views/view_state.hpp"

#include <optional>
#include <type_traits>

#include "domain/decide.hpp"

namespace roundtable::views {
namespace {

using namespace domain;

/// What an event says in the running minutes; nothing for a vote.
struct LineFields {
  std::optional<Fields> operator()(const MeetingConvened& e) const {
    return Fields{{"title", e.title}};
  }
  std::optional<Fields> operator()(const MeetingCancelled& e) const {
    return Fields{{"reason", e.reason}};
  }
  std::optional<Fields> operator()(const AgendaItemAdded& e) const {
    return Fields{{"item", e.item.str()}, {"title", e.title}};
  }
  std::optional<Fields> operator()(const AgendaItemStarted& e) const {
    return Fields{{"item", e.item.str()}};
  }
  std::optional<Fields> operator()(const AgendaItemFinished& e) const {
    return Fields{{"item", e.item.str()}};
  }
  std::optional<Fields> operator()(const CheckedIn& e) const {
    return Fields{{"head", e.head.str()}, {"mode", std::string(to_string(e.mode))}};
  }
  std::optional<Fields> operator()(const CheckInUndone& e) const {
    return Fields{{"head", e.head.str()}};
  }
  std::optional<Fields> operator()(const HeadLeft& e) const {
    return Fields{{"head", e.head.str()}};
  }
  std::optional<Fields> operator()(const HeadExcused& e) const {
    return Fields{{"head", e.head.str()}};  // why is between the household and who runs the meeting
  }
  std::optional<Fields> operator()(const PersonAdmitted& e) const {
    return Fields{{"person", e.person.str()}, {"category", std::string(to_string(e.category))}};
  }
  std::optional<Fields> operator()(const BallotOpened& e) const {
    return Fields{{"ballot", e.ballot.str()}, {"question", e.question}};
  }
  std::optional<Fields> operator()(const BallotCast&) const { return std::nullopt; }
  std::optional<Fields> operator()(const BallotClosed& e) const {
    return Fields{{"ballot", e.ballot.str()},
                  {"by", std::string(to_string(e.by))},
                  {"outcome", std::string(to_string(e.outcome))}};
  }
  std::optional<Fields> operator()(const BallotAnnulled& e) const {
    return Fields{{"ballot", e.ballot.str()}, {"reason", e.reason}};
  }
  std::optional<Fields> operator()(const RecordPublished& e) const {
    return Fields{{"record", e.record.str()}, {"ballot", e.ballot.str()}, {"number", e.number}};
  }
  std::optional<Fields> operator()(const MeetingAnnounced&) const { return Fields{}; }
  std::optional<Fields> operator()(const MeetingOpened&) const { return Fields{}; }
  std::optional<Fields> operator()(const MeetingStarted&) const { return Fields{}; }
  std::optional<Fields> operator()(const MeetingRecessed&) const { return Fields{}; }
  std::optional<Fields> operator()(const MeetingResumed&) const { return Fields{}; }
  std::optional<Fields> operator()(const MeetingClosed&) const { return Fields{}; }
};

/// Which parts of a view an event touches.
struct Marker {
  Changed& changed;

  void phase() const {
    changed.meeting = true;
    changed.everyone = true;
  }
  void seat(const HeadId& head) const {
    changed.attendance = true;
    changed.people.insert(head);
    changed.seats.insert(head);
  }
  void ballot(const BallotId& id) const {
    changed.ballots.insert(id);
    changed.current = true;
    changed.everyone = true;
  }

  void operator()(const MeetingConvened&) const { phase(); }
  void operator()(const MeetingAnnounced&) const { phase(); }
  void operator()(const MeetingOpened&) const { phase(); }
  void operator()(const MeetingStarted&) const { phase(); }
  void operator()(const MeetingRecessed&) const { phase(); }
  void operator()(const MeetingResumed&) const { phase(); }
  void operator()(const MeetingClosed&) const {
    phase();
    changed.current = true;
  }
  void operator()(const MeetingCancelled&) const { phase(); }
  void operator()(const AgendaItemAdded& e) const {
    changed.items.insert(e.item);
    changed.everyone = true;
  }
  void operator()(const AgendaItemStarted& e) const {
    changed.items.insert(e.item);
    changed.current = true;
    changed.everyone = true;
  }
  void operator()(const AgendaItemFinished& e) const {
    changed.items.insert(e.item);
    changed.current = true;
    changed.everyone = true;
  }
  void operator()(const CheckedIn& e) const { seat(e.head); }
  void operator()(const CheckInUndone& e) const { seat(e.head); }
  void operator()(const HeadLeft& e) const { seat(e.head); }
  void operator()(const HeadExcused& e) const { seat(e.head); }
  void operator()(const PersonAdmitted&) const { changed.attendance = true; }
  void operator()(const BallotOpened& e) const {
    ballot(e.ballot);
    auto& votes = changed.votes[e.ballot];
    for (const auto& [head, seat] : e.roll.value->heads) votes.insert(head);
  }
  void operator()(const BallotCast& e) const {
    changed.counts.insert(e.ballot);
    changed.votes[e.ballot].insert(e.head);
    changed.seats.insert(e.head);
  }
  void operator()(const BallotClosed& e) const { ballot(e.ballot); }
  void operator()(const BallotAnnulled& e) const { ballot(e.ballot); }
  void operator()(const RecordPublished& e) const {
    changed.records.insert(e.record);
    ballot(e.ballot);
  }
};

}  // namespace

std::string LogLine::key() const {
  return std::to_string(version) + (index == 0 ? "" : "-" + std::to_string(index));
}

bool Changed::empty() const {
  return !meeting && !current && !attendance && items.empty() && people.empty() &&
         ballots.empty() && counts.empty() && votes.empty() && records.empty() && lines.empty() &&
         !everyone && seats.empty();
}

void Changed::merge(const Changed& newer) {
  meeting |= newer.meeting;
  current |= newer.current;
  attendance |= newer.attendance;
  everyone |= newer.everyone;
  items.insert(newer.items.begin(), newer.items.end());
  people.insert(newer.people.begin(), newer.people.end());
  ballots.insert(newer.ballots.begin(), newer.ballots.end());
  counts.insert(newer.counts.begin(), newer.counts.end());
  for (const auto& [ballot, heads] : newer.votes) votes[ballot].insert(heads.begin(), heads.end());
  records.insert(newer.records.begin(), newer.records.end());
  lines.insert(newer.lines.begin(), newer.lines.end());
  seats.insert(newer.seats.begin(), newer.seats.end());
}

void advance(ViewState& state, const std::vector<Event>& events, Time at, Changed& changed) {
  apply_entry(state.meeting, events, at);
  const auto version = state.meeting.version;
  for (std::size_t index = 0; index < events.size(); ++index) {
    const auto& event = events[index];
    std::visit(Marker{changed}, event);
    if (const auto* published = std::get_if<RecordPublished>(&event)) {
      state.record_versions[published->record] = version;
    }
    auto fields = std::visit(LineFields{}, event);
    if (!fields) continue;
    state.lines.push_back({version, index, at, std::string(type_name(event)), std::move(*fields)});
    changed.lines.insert(state.lines.back().key());
    if (state.lines.size() > kLogLinesMax) {
      changed.lines.insert(state.lines.front().key());
      state.lines.pop_front();
    }
  }
}

}  // namespace roundtable::views
