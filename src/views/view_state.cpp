#include "views/view_state.hpp"

#include <optional>
#include <type_traits>

#include "domain/decide.hpp"
#include "records/sentences.hpp"

namespace roundtable::views {
namespace {

using namespace domain;

/// What an event says in the running minutes; nothing for a vote.
struct LineFields {
  const Meeting& meeting;  // after the event

  Fields of_speech(const SpeechId& id) const {
    const auto& speech = meeting.speeches.at(id);
    return {{"speech", id.str()},
            {"speaker", speech.speaker.str()},
            {"stance", std::string(to_string(speech.stance))}};
  }

  std::optional<Fields> operator()(const MeetingConvened& e) const {
    return Fields{{"title", e.title}};
  }
  std::optional<Fields> operator()(const MeetingCancelled& e) const {
    return Fields{{"reason", e.reason}};
  }
  std::optional<Fields> operator()(const AgendaItemAdded& e) const {
    return Fields{{"item", e.item.str()}, {"title", e.text.title}};
  }
  std::optional<Fields> operator()(const AgendaItemEdited& e) const {
    return Fields{{"item", e.item.str()}, {"title", e.text.title}};
  }
  std::optional<Fields> operator()(const AgendaItemMoved&) const { return std::nullopt; }
  std::optional<Fields> operator()(const AgendaItemDeferred& e) const {
    return Fields{{"item", e.item.str()}, {"reason", e.reason}};
  }
  std::optional<Fields> operator()(const AgendaItemReset& e) const {
    return Fields{{"item", e.item.str()}};
  }
  std::optional<Fields> operator()(const FloorSet& e) const {
    return Fields{{"seconds", e.settings.seconds}, {"turns", e.settings.turns}};
  }
  std::optional<Fields> operator()(const ChairSet& e) const {
    return Fields{{"speaker", e.speaker.str()}};
  }
  // Who asks is seen in the queue; who has spoken stands in the minutes.
  std::optional<Fields> operator()(const FloorRequested&) const { return std::nullopt; }
  std::optional<Fields> operator()(const SpeechWithdrawn&) const { return std::nullopt; }
  std::optional<Fields> operator()(const FloorGranted& e) const { return of_speech(e.speech); }
  std::optional<Fields> operator()(const SpeechFinished& e) const {
    auto fields = of_speech(e.speech);
    const auto& speech = meeting.speeches.at(e.speech);
    fields.emplace_back("seconds", (*speech.finished_at - *speech.granted_at) / kMicrosPerSecond);
    return fields;
  }
  std::optional<Fields> operator()(const SpeechExtended& e) const {
    auto fields = of_speech(e.speech);
    fields.emplace_back("seconds", e.seconds);
    return fields;
  }
  std::optional<Fields> operator()(const SpeechUndone& e) const { return of_speech(e.speech); }
  std::optional<Fields> operator()(const CardRaised& e) const {
    return Fields{{"card", e.card.str()},
                  {"kind", std::string(to_string(e.kind))},
                  {"speaker", e.raised_by.str()}};
  }
  std::optional<Fields> operator()(const CardSettled& e) const {
    const auto& card = meeting.cards.at(e.card);
    return Fields{{"card", e.card.str()},
                  {"kind", std::string(to_string(card.kind))},
                  {"speaker", card.raised_by.str()},
                  {"outcome", std::string(to_string(e.outcome))}};
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
  // A draft is the recorder's own; what members were shown and what then changed is told.
  std::optional<Fields> operator()(const MinutesEdited&) const { return std::nullopt; }
  std::optional<Fields> operator()(const MinutesProposed&) const { return Fields{}; }
  std::optional<Fields> operator()(const MinutesCorrected& e) const {
    return Fields{{"section", e.section}, {"note", e.note}};
  }
  std::optional<Fields> operator()(const MinutesAdopted&) const { return Fields{}; }
  std::optional<Fields> of_decision(const DecisionId& id) const {
    const auto& agreement = meeting.minutes.decisions.at(id);
    Fields fields = {
        {"decision", id.str()}, {"item", agreement.item.str()}, {"text", agreement.text}};
    if (!agreement.responsible.empty()) {
      fields.emplace_back("responsible", agreement.responsible.str());
    }
    if (agreement.due) fields.emplace_back("due", to_iso(*agreement.due));
    return fields;
  }
  std::optional<Fields> operator()(const DecisionRecorded& e) const {
    return of_decision(e.decision);
  }
  std::optional<Fields> operator()(const DecisionWithdrawn& e) const {
    return of_decision(e.decision);
  }
  std::optional<Fields> operator()(const RecordPublished& e) const {
    Fields fields = {{"record", e.record.str()}, {"number", e.number}};
    if (!e.ballot.empty()) fields.emplace_back("ballot", e.ballot.str());
    return fields;
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
  const Meeting& meeting;  // after the event
  Changed& changed;

  void phase() const {
    changed.meeting = true;
    changed.everyone = true;
  }
  /// The clock of the current item stops or goes on.
  void sitting() const {
    phase();
    changed.current = true;
    changed.floor = true;
    if (meeting.current_item) changed.items.insert(*meeting.current_item);
  }
  void seat(const HeadId& head) const {
    changed.attendance = true;
    changed.people.insert(head);
    changed.seats.insert(head);
  }
  /// What that person may do now has changed, if it follows with a seat of its own.
  void speaker(const SpeakerId& id) const {
    changed.seats.insert(HeadId(id.str()));
    changed.staff = true;
  }
  void own_speech(const SpeechId& id) const {
    speech(id);
    speaker(meeting.speeches.at(id).speaker);
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
  void operator()(const MeetingRecessed&) const { sitting(); }
  void operator()(const MeetingResumed&) const { sitting(); }
  void operator()(const MeetingClosed&) const { sitting(); }
  void operator()(const MeetingCancelled&) const { phase(); }
  void item(const AgendaItemId& id) const {
    changed.items.insert(id);
    changed.everyone = true;
  }
  /// Another item, so another subject of the floor too.
  void current_item(const AgendaItemId& id) const {
    item(id);
    changed.current = true;
    changed.floor = true;
  }
  void speech(const SpeechId& id) const {
    changed.speeches.insert(id);
    changed.floor = true;
  }

  void operator()(const AgendaItemAdded& e) const { item(e.item); }
  void operator()(const AgendaItemEdited& e) const { item(e.item); }
  void operator()(const AgendaItemMoved&) const {
    for (const auto& [id, moved] : meeting.agenda) changed.items.insert(id);
  }
  void operator()(const AgendaItemStarted& e) const { current_item(e.item); }
  void operator()(const AgendaItemFinished& e) const { current_item(e.item); }
  void operator()(const AgendaItemDeferred& e) const { current_item(e.item); }
  void operator()(const AgendaItemReset& e) const { current_item(e.item); }
  void operator()(const FloorSet&) const {
    changed.meeting = true;
    changed.floor = true;
  }
  void operator()(const ChairSet&) const { changed.floor = true; }
  void operator()(const FloorRequested& e) const {
    speech(e.speech);
    speaker(e.speaker);
  }
  void operator()(const SpeechWithdrawn& e) const { own_speech(e.speech); }
  void operator()(const FloorGranted& e) const { own_speech(e.speech); }
  void operator()(const SpeechFinished& e) const { own_speech(e.speech); }
  void operator()(const SpeechExtended& e) const { speech(e.speech); }
  void operator()(const SpeechUndone& e) const { own_speech(e.speech); }
  void operator()(const CardRaised& e) const {
    changed.cards.insert(e.card);
    speaker(e.raised_by);
  }
  void operator()(const CardSettled& e) const {
    changed.cards.insert(e.card);
    speaker(meeting.cards.at(e.card).raised_by);
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
  /// Only those who run or record the meeting may do something about its minutes.
  void minutes() const {
    changed.minutes = true;
    changed.staff = true;
  }
  void operator()(const MinutesEdited& e) const { changed.sections.insert(e.section); }
  void operator()(const MinutesCorrected& e) const { changed.sections.insert(e.section); }
  // Members have seen nothing of the draft: all of it is new to them.
  void operator()(const MinutesProposed&) const {
    minutes();
    for (const auto& [id, section] : meeting.minutes.sections) changed.sections.insert(id);
    for (const auto& [id, agreement] : meeting.minutes.decisions) changed.decisions.insert(id);
  }
  void operator()(const MinutesAdopted&) const { minutes(); }
  void operator()(const DecisionRecorded& e) const {
    changed.decisions.insert(e.decision);
    changed.staff = true;
  }
  void operator()(const DecisionWithdrawn& e) const {
    changed.decisions.insert(e.decision);
    changed.staff = true;
  }
  void operator()(const RecordPublished& e) const {
    changed.records.insert(e.record);
    if (e.ballot.empty()) {
      minutes();
    } else {
      ballot(e.ballot);
    }
  }
};

}  // namespace

std::vector<std::string> named_people(const Meeting& meeting) {
  std::set<std::string> named;
  for (const auto& [id, item] : meeting.agenda) named.insert(item.text.presenter.str());
  for (const auto& [id, speech] : meeting.speeches) named.insert(speech.speaker.str());
  for (const auto& [id, card] : meeting.cards) named.insert(card.raised_by.str());
  for (const auto& [id, agreement] : meeting.minutes.decisions) {
    named.insert(agreement.responsible.str());
  }
  named.insert(meeting.chair.str());
  named.erase("");
  return {named.begin(), named.end()};
}

std::string LogLine::key() const {
  return std::to_string(version) + (index == 0 ? "" : "-" + std::to_string(index));
}

bool Changed::empty() const {
  return !meeting && !current && !attendance && items.empty() && people.empty() &&
         ballots.empty() && counts.empty() && votes.empty() && records.empty() && lines.empty() &&
         !minutes && sections.empty() && decisions.empty() && !floor && speeches.empty() &&
         cards.empty() && !everyone && !staff && seats.empty();
}

void Changed::merge(const Changed& newer) {
  meeting |= newer.meeting;
  current |= newer.current;
  attendance |= newer.attendance;
  everyone |= newer.everyone;
  staff |= newer.staff;
  floor |= newer.floor;
  minutes |= newer.minutes;
  sections.insert(newer.sections.begin(), newer.sections.end());
  decisions.insert(newer.decisions.begin(), newer.decisions.end());
  speeches.insert(newer.speeches.begin(), newer.speeches.end());
  cards.insert(newer.cards.begin(), newer.cards.end());
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
    std::visit(Marker{state.meeting, changed}, event);
    if (const auto* published = std::get_if<RecordPublished>(&event)) {
      state.record_versions[published->record] = version;
    }
    auto fields = std::visit(LineFields{state.meeting}, event);
    if (!fields) continue;
    auto sentence = records::sentence_of(state.meeting, event);
    state.lines.push_back({version, index, at, std::string(type_name(event)), std::move(*fields),
                           records::item_of(state.meeting, event), sentence.value_or(Text{})});
    changed.lines.insert(state.lines.back().key());
    if (state.lines.size() > kLogLinesMax) {
      changed.lines.insert(state.lines.front().key());
      state.lines.pop_front();
    }
  }
}

}  // namespace roundtable::views
