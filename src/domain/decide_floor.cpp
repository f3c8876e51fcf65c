// Who has the floor (docs/domain.md 5.1): stance first, sides in turn, so many turns of so many
// seconds a person on each subject. The chair gives the floor and settles cards, and has no stance.
#include <algorithm>

#include "base/plain_text.hpp"
#include "domain/decide_parts.hpp"
#include "domain/limits.hpp"

namespace roundtable::domain {
namespace {

Refusal about_speech(Code code, const SpeechId& speech) {
  return {code, {{"speech", speech.str()}}};
}

Refusal wrong_state(const Speech& speech) {
  return {Code::floor_speech_state,
          {{"speech", speech.id.str()}, {"state", std::string(to_string(speech.state))}}};
}

Refusal not_here(const SpeakerId& speaker) {
  return {Code::attendance_not_checked_in, {{"head", speaker.str()}}};
}

/// The speech, or why this person may not touch it. `speaker` empty: staff.
const Speech* find_speech(const Meeting& meeting, const SpeechId& id, const SpeakerId& speaker,
                          std::optional<Refusal>& problem) {
  const auto found = meeting.speeches.find(id);
  if (found == meeting.speeches.end()) {
    problem = about_speech(Code::floor_unknown_speech, id);
    return nullptr;
  }
  if (!speaker.empty() && found->second.speaker != speaker) {
    problem = about_speech(Code::floor_not_yours, id);
    return nullptr;
  }
  return &found->second;
}

/// One line of so many characters.
std::optional<Refusal> called_problem(std::string_view name) {
  if (auto problem = text_problem("name", name, kCalledBytesMax)) return problem;
  const auto refuse = [](const char* why) {
    return Refusal{Code::command_malformed, {{"field", "name"}, {"why", why}}};
  };
  if (name.find('\n') != name.npos) return refuse("control_character");
  const auto begins = [](char byte) { return (byte & 0xC0) != 0x80; };
  const auto characters = std::count_if(name.begin(), name.end(), begins);
  if (static_cast<std::size_t>(characters) > kCalledCharactersMax) return refuse("too_long");
  return std::nullopt;
}

std::optional<Refusal> request_problem(const Meeting& meeting, const RequestFloor& command,
                                       const FloorSubject& subject) {
  if (auto problem = speaker_problem(meeting, command.speaker)) return problem;
  if (is_away(meeting, command.speaker)) return not_here(command.speaker);
  // Rule 1: the chair gives the floor and has no opinion.
  if (command.speaker == meeting.chair && command.stance != Stance::neither) {
    return Refusal{Code::floor_chair_has_no_stance, {{"speaker", command.speaker.str()}}};
  }
  std::size_t waiting = 0;
  std::size_t asked = 0;
  for (const auto& [id, speech] : meeting.speeches) {
    const bool waits = speech.state == SpeechState::waiting && speech.subject == subject;
    if (waits) ++waiting;
    if (speech.speaker != command.speaker) continue;
    ++asked;
    if (waits || speech.state == SpeechState::speaking) {
      return about_speech(Code::floor_already, id);
    }
  }
  if (turns_of(meeting, subject, command.speaker) >= meeting.floor.turns) {
    return Refusal{Code::floor_turns_used, {{"turns", meeting.floor.turns}}};
  }
  if (asked >= kSpeechesPerSpeakerMax) {
    return Refusal{Code::floor_person_full, {{"max", std::int64_t{kSpeechesPerSpeakerMax}}}};
  }
  if (waiting >= kSpeechesWaitingMax || meeting.speeches.size() >= kSpeechesPerMeetingMax) {
    return Refusal{Code::floor_full, {{"max", std::int64_t{kSpeechesWaitingMax}}}};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> speaker_problem(const Meeting& meeting, const SpeakerId& speaker) {
  if (meeting.knows(speaker)) return std::nullopt;
  return Refusal{Code::floor_unknown_speaker, {{"speaker", speaker.str()}}};
}

std::vector<Event> leave_item(const Meeting& meeting) {
  if (!meeting.current_speech) return {};
  return {SpeechFinished{*meeting.current_speech}};
}

Decision decide_command(const Meeting&, const SetFloor& command, const Context&) {
  const auto& settings = command.settings;
  const auto out_of_range = [](const char* field) {
    return Refusal{Code::command_malformed, {{"field", field}, {"why", "out_of_range"}}};
  };
  if (settings.seconds < kTurnSecondsMin || settings.seconds > kTurnSecondsMax) {
    return out_of_range("seconds");
  }
  if (settings.turns < 1 || settings.turns > kTurnsMax) return out_of_range("turns");
  return Accepted{{FloorSet{settings}}, {}};
}

Decision decide_command(const Meeting& meeting, const SetChair& command, const Context&) {
  if (!command.speaker.empty()) {
    if (auto problem = speaker_problem(meeting, command.speaker)) return *problem;
  }
  return Accepted{{ChairSet{command.speaker}}, {}};
}

Decision decide_command(const Meeting& meeting, const CallSpeaker& command, const Context&) {
  if (auto problem = speaker_problem(meeting, command.speaker)) return *problem;
  const auto name = std::string(without_blank_ends(command.name));
  if (auto problem = called_problem(name)) return *problem;
  const auto before = meeting.called.find(command.speaker);
  if (before == meeting.called.end() && meeting.called.size() >= kCalledPerMeetingMax) {
    return Refusal{Code::floor_full, {{"max", std::int64_t{kCalledPerMeetingMax}}}};
  }
  return Accepted{{SpeakerCalled{command.speaker, {name, ""}, ""}},
                  {{"speaker", command.speaker.str()}}};
}

Decision decide_command(const Meeting& meeting, const NumberSpeaker& command, const Context&) {
  const auto called = meeting.called.find(command.speaker);
  if (called == meeting.called.end() || called->second.commitment.empty()) {
    return Refusal{Code::floor_not_called, {{"speaker", command.speaker.str()}}};
  }
  return Accepted{{SpeakerNumbered{command.speaker}}, {{"speaker", command.speaker.str()}}};
}

Decision decide_command(const Meeting& meeting, const RequestFloor& command,
                        const Context& context) {
  const auto subject = present_subject(meeting);
  if (!subject) return Refusal{Code::floor_closed, {}};
  if (auto problem = request_problem(meeting, command, *subject)) return *problem;
  const SpeechId speech(context.fresh_id);
  const bool entered = context.actor.str() != command.speaker.str();
  return Accepted{{FloorRequested{speech, command.speaker, command.stance, *subject, entered}},
                  {{"speech", speech.str()}}};
}

Decision decide_command(const Meeting& meeting, const WithdrawSpeech& command, const Context&) {
  std::optional<Refusal> problem;
  const auto* speech = find_speech(meeting, command.speech, command.speaker, problem);
  if (speech == nullptr) return *problem;
  if (speech->state != SpeechState::waiting) return wrong_state(*speech);
  return Accepted{{SpeechWithdrawn{command.speech}}, {{"speech", command.speech.str()}}};
}

Decision decide_command(const Meeting& meeting, const GrantFloor& command, const Context&) {
  std::optional<Refusal> problem;
  const auto* speech = find_speech(meeting, command.speech, {}, problem);
  if (speech == nullptr) return *problem;
  if (meeting.current_speech) return about_speech(Code::floor_busy, *meeting.current_speech);
  if (speech->state != SpeechState::waiting) return wrong_state(*speech);
  if (is_away(meeting, speech->speaker)) return not_here(speech->speaker);
  const auto order = speaking_order(meeting);
  const auto place = std::find(order.begin(), order.end(), command.speech);
  if (place == order.end()) return Refusal{Code::floor_closed, {}};  // on another subject
  if (meeting.floor.alternate && place != order.begin()) {
    return Refusal{Code::floor_out_of_turn, {{"next", order.front().str()}}};
  }
  return Accepted{{FloorGranted{command.speech, meeting.floor.seconds}},
                  {{"speech", command.speech.str()}}};
}

Decision decide_command(const Meeting& meeting, const FinishSpeech& command, const Context&) {
  std::optional<Refusal> problem;
  const auto* speech = find_speech(meeting, command.speech, command.speaker, problem);
  if (speech == nullptr) return *problem;
  if (speech->state != SpeechState::speaking) return wrong_state(*speech);
  return Accepted{{SpeechFinished{command.speech}}, {{"speech", command.speech.str()}}};
}

Decision decide_command(const Meeting& meeting, const ExtendSpeech& command, const Context&) {
  std::optional<Refusal> problem;
  const auto* speech = find_speech(meeting, command.speech, {}, problem);
  if (speech == nullptr) return *problem;
  if (speech->state != SpeechState::speaking) return wrong_state(*speech);
  const bool fits =
      command.seconds >= kTurnSecondsMin && speech->seconds + command.seconds <= kTurnSecondsMax;
  if (!fits) {
    return Refusal{Code::command_malformed, {{"field", "seconds"}, {"why", "out_of_range"}}};
  }
  return Accepted{{SpeechExtended{command.speech, command.seconds}},
                  {{"speech", command.speech.str()}}};
}

Decision decide_command(const Meeting& meeting, const UndoSpeech& command, const Context&) {
  std::optional<Refusal> problem;
  const auto* speech = find_speech(meeting, command.speech, {}, problem);
  if (speech == nullptr) return *problem;
  if (!speech->granted_at) return wrong_state(*speech);
  // Who waits anew already is not put into the queue twice.
  for (const auto& [id, other] : meeting.speeches) {
    const bool waits = other.state == SpeechState::waiting && other.subject == speech->subject;
    if (waits && other.speaker == speech->speaker) return about_speech(Code::floor_already, id);
  }
  return Accepted{{SpeechUndone{command.speech}}, {{"speech", command.speech.str()}}};
}

Decision decide_command(const Meeting& meeting, const RaiseCard& command, const Context& context) {
  if (auto problem = speaker_problem(meeting, command.speaker)) return *problem;
  auto about = command.about;
  if (about.empty() && meeting.current_speech) about = *meeting.current_speech;
  if (!about.empty() && !meeting.speeches.contains(about)) {
    return about_speech(Code::floor_unknown_speech, about);
  }
  for (const auto& [id, card] : meeting.cards) {
    if (card.state == CardState::raised && card.raised_by == command.speaker) {
      return Refusal{Code::card_already, {{"card", id.str()}}};
    }
  }
  if (meeting.cards.size() >= kCardsPerMeetingMax) {
    return Refusal{Code::floor_full, {{"max", std::int64_t{kCardsPerMeetingMax}}}};
  }
  const CardId card(context.fresh_id);
  return Accepted{{CardRaised{card, command.kind, command.speaker, about}}, {{"card", card.str()}}};
}

Decision decide_command(const Meeting& meeting, const SettleCard& command, const Context&) {
  const auto found = meeting.cards.find(command.card);
  if (found == meeting.cards.end()) {
    return Refusal{Code::card_unknown, {{"card", command.card.str()}}};
  }
  if (found->second.state != CardState::raised) {
    return Refusal{
        Code::card_settled,
        {{"card", command.card.str()}, {"state", std::string(to_string(found->second.state))}}};
  }
  return Accepted{{CardSettled{command.card, command.outcome}}, {{"card", command.card.str()}}};
}

}  // namespace roundtable::domain
