#include "views/view_state.hpp"

#include <algorithm>
#include <optional>
#include <type_traits>

#include "domain/decide.hpp"
#include "domain/named.hpp"
#include "records/sentences.hpp"
#include "views/line_fields.hpp"

namespace roundtable::views {
namespace {

using namespace domain;

/// Which parts of a view an event touches.
struct Marker {
  const Meeting& meeting;  // after the event
  Changed& changed;

  void phase() const {
    changed.meeting = true;
    changed.everyone = true;
  }
  /// Files are for everybody from the moment the meeting is public: until then staff alone had
  /// them.
  void made_public() const {
    phase();
    for (const auto& [id, file] : meeting.files) changed.files.insert(id);
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
    // Her hand counts from now on, or does not, and the others move up or down.
    for (const auto& [id, one] : meeting.speeches) {
      if (one.state != SpeechState::waiting || one.speaker.str() != head.str()) continue;
      speech(id);
      changed.staff = true;
    }
  }
  void guest(const PersonId& person) const {
    changed.attendance = true;
    changed.guests.insert(person);
    changed.staff = true;
  }
  /// What that person may do now has changed, if it follows with a seat of its own.
  void speaker(const SpeakerId& id) const {
    changed.seats.insert(HeadId(id.str()));
    changed.staff = true;
  }
  /// What counts as a turn also numbers the others of that person on that subject, those included
  /// that were withdrawn.
  void own_speech(const SpeechId& id) const {
    const auto& own = meeting.speeches.at(id);
    for (const auto& [other, one] : meeting.speeches) {
      if (one.speaker == own.speaker && one.subject == own.subject) speech(other);
    }
    speaker(own.speaker);
  }
  void ballot(const BallotId& id) const {
    changed.ballots.insert(id);
    changed.current = true;
    changed.everyone = true;
  }

  void operator()(const MeetingConvened&) const { phase(); }
  void operator()(const MeetingAnnounced&) const {
    made_public();
    all_items();
  }
  void operator()(const MeetingOpened&) const { made_public(); }
  void operator()(const MeetingStarted&) const { phase(); }
  void operator()(const MeetingRecessed&) const { sitting(); }
  void operator()(const MeetingResumed&) const { sitting(); }
  void operator()(const MeetingClosed&) const { sitting(); }
  void operator()(const MeetingCancelled&) const { phase(); }
  // What may be voted on may have changed with the days of notice.
  void operator()(const MeetingRescheduled&) const {
    phase();
    all_items();
  }
  void operator()(const RollRenewed& e) const {
    changed.attendance = true;
    changed.everyone = true;
    for (const auto& [head, attendance] : meeting.attendance) changed.people.insert(head);
    for (const auto& [head, seat] : e.electorate.value->heads) changed.roll[head];
  }
  /// Their order, or that they have been announced.
  void all_items() const {
    for (const auto& [id, one] : meeting.agenda) changed.items.insert(id);
  }
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
  /// The name itself goes with the labels (live/fan_out.cpp).
  void called(const SpeakerId& id) const {
    changed.floor = true;
    speaker(id);
  }
  void speech(const SpeechId& id) const {
    changed.speeches.insert(id);
    changed.floor = true;
  }

  void operator()(const AgendaItemAdded& e) const { item(e.item); }
  void operator()(const AgendaItemEdited& e) const { item(e.item); }
  void operator()(const AgendaItemMoved&) const { all_items(); }
  void operator()(const AgendaItemStarted& e) const { current_item(e.item); }
  void operator()(const AgendaItemFinished& e) const { current_item(e.item); }
  void operator()(const AgendaItemDeferred& e) const { current_item(e.item); }
  void operator()(const AgendaItemReset& e) const { current_item(e.item); }
  void operator()(const FloorSet&) const {
    changed.meeting = true;
    changed.floor = true;
  }
  void operator()(const ChairSet&) const { changed.floor = true; }
  void operator()(const SpeakerCalled& e) const { called(e.speaker); }
  void operator()(const SpeakerNumbered& e) const { called(e.speaker); }
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
  void proposal(const ProposalId& id) const {
    changed.proposals.insert(id);
    changed.everyone = true;
  }
  /// Perhaps it was under discussion and is not any more.
  void settled(const ProposalId& id) const {
    proposal(id);
    changed.current = true;
    changed.floor = true;
  }
  void amendment(const AmendmentId& id) const {
    changed.amendments.insert(id);
    changed.everyone = true;
  }
  /// The paragraph has other words now, and other amendments to it may have lapsed.
  void taken_in(const AmendmentId& id) const {
    amendment(id);
    const auto& about = meeting.amendments.at(id);
    changed.proposals.insert(about.proposal);
    for (const auto& [other, value] : meeting.amendments) {
      if (value.proposal == about.proposal) changed.amendments.insert(other);
    }
  }
  void motion(const Motion& about) const {
    if (!about.proposal.empty()) changed.proposals.insert(about.proposal);
    if (!about.amendment.empty()) taken_in(about.amendment);
  }

  void operator()(const ProposalTabled& e) const { proposal(e.proposal); }
  void operator()(const ProposalEdited& e) const { proposal(e.proposal); }
  void operator()(const ProposalWithdrawn& e) const { settled(e.proposal); }
  void operator()(const ProposalSupported& e) const {
    changed.proposals.insert(e.proposal);
    speaker(e.speaker);
    // From the first support on the mover edits no more.
    speaker(meeting.proposals.at(e.proposal).mover);
  }
  void operator()(const ProposalDiscussed& e) const { settled(e.proposal); }
  void operator()(const ProposalDeferred& e) const { settled(e.proposal); }
  void operator()(const ProposalDecided& e) const { settled(e.proposal); }
  void operator()(const AmendmentTabled& e) const { amendment(e.amendment); }
  void operator()(const AmendmentAccepted& e) const { taken_in(e.amendment); }
  void operator()(const AmendmentWithdrawn& e) const { amendment(e.amendment); }
  void operator()(const AmendmentDecided& e) const { taken_in(e.amendment); }
  void operator()(const CheckedIn& e) const { seat(e.head); }
  void operator()(const CheckInUndone& e) const { seat(e.head); }
  void operator()(const HeadLeft& e) const { seat(e.head); }
  void operator()(const HeadExcused& e) const { seat(e.head); }
  void operator()(const PersonAdmitted& e) const { guest(e.person); }
  void operator()(const PersonDismissed& e) const { guest(e.person); }
  void operator()(const BallotOpened& e) const {
    const auto convened = shanghai_date(meeting.convened_at);
    if (e.rule.value->effective_from > convened) changed.rules = true;
    ballot(e.ballot);
    motion(e.about);
    auto& votes = changed.votes[e.ballot];
    for (const auto& [head, seat] : e.roll.value->heads) votes.insert(head);
  }
  void operator()(const BallotCast& e) const { vote(e.ballot, e.head); }
  /// What is told of one household's vote beside its paper.
  void vote(const BallotId& id, const HeadId& head) const {
    changed.counts.insert(id);
    changed.votes[id].insert(head);
    changed.seats.insert(head);
  }
  void operator()(const SlipsMade&) const {}
  void operator()(const SlipUsed&) const {}
  void operator()(const VoteExplained& e) const { vote(e.ballot, e.head); }
  void operator()(const VoteReleased& e) const { vote(e.ballot, e.head); }
  void operator()(const VoteObjected& e) const { vote(e.ballot, e.head); }
  void operator()(const BallotReopened& e) const {
    ballot(e.ballot);
    const auto& about = meeting.ballots.at(e.ballot).about;
    motion(about);
    // What it is about is the subject of the floor again.
    if (!about.empty()) changed.floor = true;
  }
  void operator()(const BallotClosed& e) const { ballot(e.ballot); }
  void operator()(const BallotAnnulled& e) const {
    ballot(e.ballot);
    motion(meeting.ballots.at(e.ballot).about);
  }
  /// Only those who run or record the meeting may do something about its minutes.
  void minutes() const {
    changed.minutes = true;
    changed.staff = true;
  }
  void operator()(const MinutesEdited& e) const { changed.sections.insert(e.section); }
  void operator()(const MinutesCorrected& e) const {
    changed.sections.insert(e.section);
    signatures_lapsed();
    objections_to(e.section);
  }
  /// Whose signature has lapsed may sign again.
  void signatures_lapsed() const {
    const auto& lapsed = meeting.minutes.lapsed;
    if (lapsed.empty()) return;
    changed.minutes = true;
    changed.signers.insert(lapsed.begin(), lapsed.end());
    changed.seats.insert(lapsed.begin(), lapsed.end());
  }
  /// Perhaps they are answered, which their households are told.
  void objections_to(const SectionId& section) const {
    for (const auto& [order, one] : meeting.minutes.objections) {
      if (one.section != section) continue;
      changed.minutes = true;
      changed.objections.insert(order);
      changed.seats.insert(one.head);
    }
  }
  /// Signing and objecting take each other back.
  void stands_to_minutes(const HeadId& head) const {
    changed.minutes = true;
    changed.signers.insert(head);
    changed.seats.insert(head);
    for (const auto& [order, one] : meeting.minutes.objections) {
      if (one.head == head) changed.objections.insert(order);
    }
  }
  void operator()(const MinutesSigned& e) const { stands_to_minutes(e.head); }
  void operator()(const MinutesObjected& e) const { stands_to_minutes(e.head); }
  // Members have seen nothing of the draft: all of it is new to them.
  void operator()(const MinutesProposed&) const {
    minutes();
    changed.everyone = true;  // who was there may sign
    for (const auto& [id, section] : meeting.minutes.sections) changed.sections.insert(id);
    for (const auto& [id, agreement] : meeting.minutes.decisions) changed.decisions.insert(id);
  }
  void operator()(const MinutesAdopted&) const {
    minutes();
    changed.everyone = true;
  }
  void decision(const DecisionId& id) const {
    changed.decisions.insert(id);
    changed.staff = true;
    signatures_lapsed();
  }
  void operator()(const DecisionRecorded& e) const { decision(e.decision); }
  void operator()(const DecisionWithdrawn& e) const {
    decision(e.decision);
    objections_to(e.decision.str());
  }
  void file(const FileId& id) const {
    changed.files.insert(id);
    changed.staff = true;
    signatures_lapsed();
  }
  void operator()(const FileAdded& e) const { file(e.file); }
  void operator()(const FileWithdrawn& e) const { file(e.file); }
  void operator()(const RecordPublished& e) const {
    changed.records.insert(e.record);
    if (e.ballot.empty()) {
      minutes();
    } else {
      ballot(e.ballot);
    }
  }
};

/// An edit may leave a proposal fewer paragraphs: what is gone must go from patched views too.
void note_paragraphs(ViewState& state, const Event& event) {
  const auto note = [&](const ProposalId& proposal, const ProposalText& text) {
    auto& most = state.paragraphs_most[proposal];
    most = std::max(most, text.paragraphs.size());
  };
  if (const auto* e = std::get_if<ProposalTabled>(&event)) note(e->proposal, e->text);
  if (const auto* e = std::get_if<ProposalEdited>(&event)) note(e->proposal, e->text);
}

void add_line(ViewState& state, LogLine line, Changed* changed) {
  state.lines.push_back(std::move(line));
  if (changed != nullptr) changed->lines.insert(state.lines.back().key());
  if (state.lines.size() <= kLogLinesMax) return;
  if (changed != nullptr) changed->lines.insert(state.lines.front().key());
  state.lines.pop_front();
}

/// Without `changed` only what becomes of the state counts.
void take_in(ViewState& state, const std::vector<Event>& events, Time at, Changed* changed) {
  for (const auto& event : events) {
    if (changed == nullptr || !std::holds_alternative<RollRenewed>(event)) continue;
    for (const auto& [head, seat] : state.meeting.electorate.value->heads) {
      changed->roll[head].insert(seat.units.begin(), seat.units.end());
    }
  }
  apply_entry(state.meeting, events, at);
  const auto version = state.meeting.version;
  for (std::size_t index = 0; index < events.size(); ++index) {
    const auto& event = events[index];
    if (changed != nullptr) std::visit(Marker{state.meeting, *changed}, event);
    if (const auto* published = std::get_if<RecordPublished>(&event)) {
      state.record_versions[published->record] = version;
    }
    if (const auto* tabled = std::get_if<AmendmentTabled>(&event)) {
      const auto& amendment = state.meeting.amendments.at(tabled->amendment);
      state.diffs.emplace(amendment.id, text_diff(amendment.old, amendment.text));
    }
    if (const auto* cast = std::get_if<BallotCast>(&event)) {
      if (cast->channel != Channel::phone) state.helpers.insert(cast->entered_by);
    }
    note_paragraphs(state, event);
    auto fields = line_fields(state.meeting, event);
    if (!fields) continue;
    auto sentence = records::sentence_of(state.meeting, event);
    add_line(state,
             {version, index, at, std::string(type_name(event)), std::move(*fields),
              records::item_of(state.meeting, event), sentence.value_or(Text{})},
             changed);
  }
}

}  // namespace

std::vector<std::string> named_people(const ViewState& state) {
  const auto& meeting = state.meeting;
  std::set<std::string> named;
  for (const auto& helper : state.helpers) named.insert(helper.str());
  for (const auto& id : named_speakers(meeting)) named.insert(id.str());
  for (const auto& [person, attendance] : meeting.guests) {
    if (attendance.category == Category::in_attendance) named.insert(person.str());
  }
  return {named.begin(), named.end()};
}

std::string LogLine::key() const {
  return std::to_string(version) + (index == 0 ? "" : "-" + std::to_string(index));
}

bool Changed::empty() const {
  return !meeting && !rules && !current && !attendance && items.empty() && people.empty() &&
         guests.empty() && ballots.empty() && counts.empty() && votes.empty() && records.empty() &&
         files.empty() && lines.empty() && !minutes && signers.empty() && objections.empty() &&
         sections.empty() && decisions.empty() && !floor && speeches.empty() && cards.empty() &&
         proposals.empty() && amendments.empty() && !everyone && !staff && seats.empty() &&
         roll.empty();
}

void Changed::merge(const Changed& newer) {
  meeting |= newer.meeting;
  rules |= newer.rules;
  current |= newer.current;
  attendance |= newer.attendance;
  everyone |= newer.everyone;
  staff |= newer.staff;
  floor |= newer.floor;
  minutes |= newer.minutes;
  signers.insert(newer.signers.begin(), newer.signers.end());
  objections.insert(newer.objections.begin(), newer.objections.end());
  sections.insert(newer.sections.begin(), newer.sections.end());
  decisions.insert(newer.decisions.begin(), newer.decisions.end());
  speeches.insert(newer.speeches.begin(), newer.speeches.end());
  cards.insert(newer.cards.begin(), newer.cards.end());
  proposals.insert(newer.proposals.begin(), newer.proposals.end());
  amendments.insert(newer.amendments.begin(), newer.amendments.end());
  items.insert(newer.items.begin(), newer.items.end());
  people.insert(newer.people.begin(), newer.people.end());
  guests.insert(newer.guests.begin(), newer.guests.end());
  ballots.insert(newer.ballots.begin(), newer.ballots.end());
  counts.insert(newer.counts.begin(), newer.counts.end());
  for (const auto& [ballot, heads] : newer.votes) votes[ballot].insert(heads.begin(), heads.end());
  records.insert(newer.records.begin(), newer.records.end());
  files.insert(newer.files.begin(), newer.files.end());
  lines.insert(newer.lines.begin(), newer.lines.end());
  seats.insert(newer.seats.begin(), newer.seats.end());
  for (const auto& [head, units] : newer.roll) roll[head].insert(units.begin(), units.end());
}

void advance(ViewState& state, const std::vector<Event>& events, Time at, Changed& changed) {
  take_in(state, events, at, &changed);
}

void replay(ViewState& state, const std::vector<Event>& events, Time at) {
  take_in(state, events, at, nullptr);
}

}  // namespace roundtable::views
