#include "base/ensure.hpp"
#include "domain/apply_parts.hpp"

namespace roundtable::domain {

void FloorApplier::operator()(const FloorSet& e) const {
  meeting.floor = e.settings;
}

void FloorApplier::operator()(const ChairSet& e) const {
  meeting.chair = e.speaker;
}

void FloorApplier::operator()(const SpeakerCalled& e) const {
  meeting.called[e.speaker] = {e.name.value.value_or(""), e.name.commitment};
}

void FloorApplier::operator()(const SpeakerNumbered& e) const {
  meeting.called[e.speaker] = {};
}

void FloorApplier::operator()(const FloorRequested& e) const {
  Speech speech;
  speech.id = e.speech;
  speech.order = meeting.next_order++;
  speech.speaker = e.speaker;
  speech.stance = e.stance;
  speech.subject = e.subject;
  speech.entered = e.entered;
  speech.requested_at = at;
  ensure(meeting.speeches.emplace(e.speech, std::move(speech)).second, "a new speech");
}

void FloorApplier::operator()(const SpeechWithdrawn& e) const {
  speech_of(e.speech).state = SpeechState::withdrawn;
}

void FloorApplier::operator()(const FloorGranted& e) const {
  ensure(!meeting.current_speech, "one speaker at a time");
  auto& speech = speech_of(e.speech);
  speech.state = SpeechState::speaking;
  speech.granted_at = at;
  speech.seconds = e.seconds;
  meeting.current_speech = e.speech;
}

void FloorApplier::operator()(const SpeechFinished& e) const {
  auto& speech = speech_of(e.speech);
  ensure(meeting.current_speech == e.speech, "who finishes has the floor");
  speech.state = SpeechState::spoken;
  speech.finished_at = at;
  meeting.current_speech.reset();
}

void FloorApplier::operator()(const SpeechExtended& e) const {
  speech_of(e.speech).seconds += e.seconds;
}

void FloorApplier::operator()(const SpeechUndone& e) const {
  auto& speech = speech_of(e.speech);
  if (meeting.current_speech == e.speech) meeting.current_speech.reset();
  speech.state = SpeechState::waiting;
  speech.granted_at.reset();
  speech.finished_at.reset();
  speech.seconds = 0;
}

void FloorApplier::operator()(const CardRaised& e) const {
  Card card;
  card.id = e.card;
  card.order = meeting.next_order++;
  card.kind = e.kind;
  card.raised_by = e.raised_by;
  card.about = e.about;
  card.item = meeting.current_item.value_or(AgendaItemId{});
  card.at = at;
  ensure(meeting.cards.emplace(e.card, std::move(card)).second, "a new card");
}

void FloorApplier::operator()(const CardSettled& e) const {
  const auto found = meeting.cards.find(e.card);
  ensure(found != meeting.cards.end(), "events speak of cards that were raised");
  found->second.state = e.outcome;
}

Speech& FloorApplier::speech_of(const SpeechId& id) const {
  const auto found = meeting.speeches.find(id);
  ensure(found != meeting.speeches.end(), "events speak of speeches that were asked for");
  return found->second;
}

}  // namespace roundtable::domain
