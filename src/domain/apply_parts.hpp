// What each kind of event changes, one struct a part of the meeting; `apply` puts them together.
// Internal to `domain`.
#pragma once

#include "domain/event.hpp"

namespace roundtable::domain {

/// The agenda. Time used is counted while the item is current and the meeting sits.
struct AgendaApplier {
  Meeting& meeting;
  Time at;

  void operator()(const AgendaItemAdded& e) const;
  void operator()(const AgendaItemEdited& e) const;
  void operator()(const AgendaItemMoved& e) const;
  void operator()(const AgendaItemStarted& e) const;
  void operator()(const AgendaItemFinished& e) const;
  void operator()(const AgendaItemDeferred& e) const;
  void operator()(const AgendaItemReset& e) const;
  /// Recess and resumption of the sitting.
  void pause() const;
  void go_on() const;

 private:
  AgendaItem& item_of(const AgendaItemId& id) const;
  void stop(AgendaItem& item) const;
  void leave() const;
};

/// The floor and the cards.
struct FloorApplier {
  Meeting& meeting;
  Time at;

  void operator()(const FloorSet& e) const;
  void operator()(const ChairSet& e) const;
  void operator()(const SpeakerCalled& e) const;
  void operator()(const SpeakerNumbered& e) const;
  void operator()(const FloorRequested& e) const;
  void operator()(const SpeechWithdrawn& e) const;
  void operator()(const FloorGranted& e) const;
  void operator()(const SpeechFinished& e) const;
  void operator()(const SpeechExtended& e) const;
  void operator()(const SpeechUndone& e) const;
  void operator()(const CardRaised& e) const;
  void operator()(const CardSettled& e) const;

 private:
  Speech& speech_of(const SpeechId& id) const;
};

/// Proposals and amendments.
struct ProposalApplier {
  Meeting& meeting;
  Time at;

  void operator()(const ProposalTabled& e) const;
  void operator()(const ProposalEdited& e) const;
  void operator()(const ProposalWithdrawn& e) const;
  void operator()(const ProposalSupported& e) const;
  void operator()(const ProposalDiscussed& e) const;
  void operator()(const ProposalDeferred& e) const;
  void operator()(const ProposalDecided& e) const;
  void operator()(const AmendmentTabled& e) const;
  void operator()(const AmendmentAccepted& e) const;
  void operator()(const AmendmentWithdrawn& e) const;
  void operator()(const AmendmentDecided& e) const;
  /// A ballot on a motion opens, or is annulled: what it had decided is undecided again.
  void put(const Motion& about, const BallotId& ballot) const;
  void annul(const Motion& about) const;
  /// As before it was decided, under discussion again.
  void reopen(const Motion& about) const;

 private:
  Proposal& proposal_of(const ProposalId& id) const;
  Amendment& amendment_of(const AmendmentId& id) const;
  void settle(const ProposalId& id, ProposalState state) const;
  void take_in(Amendment& amendment, AmendmentState state) const;
};

/// What is written of the meeting and what was agreed.
struct MinutesApplier {
  Meeting& meeting;
  Time at;

  void operator()(const MinutesEdited& e) const;
  void operator()(const MinutesProposed& e) const;
  void operator()(const MinutesCorrected& e) const;
  void operator()(const MinutesAdopted& e) const;
  void operator()(const MinutesSigned& e) const;
  void operator()(const MinutesObjected& e) const;
  void operator()(const DecisionRecorded& e) const;
  void operator()(const DecisionWithdrawn& e) const;

 private:
  void answer(const SectionId& section) const;
  MinutesSection& write(const SectionId& id, const SealedText& text) const;
};

/// Files of the meeting.
struct FilesApplier {
  Meeting& meeting;
  Time at;

  void operator()(const FileAdded& e) const;
  void operator()(const FileWithdrawn& e) const;
};

/// What was found right is no longer what stands in the minutes: it is asked for again.
void lapse_signatures(Minutes& minutes);

}  // namespace roundtable::domain
