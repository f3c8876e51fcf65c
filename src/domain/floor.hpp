// The floor (发言): who asks to speak with which stance, who has it, in which order they come.
// The defaults are rules 3-10 of the thirteen rules of Nantang (docs/domain.md 5.1): stance first,
// sides alternate, two minutes and two turns a person on each motion, who has spoken less goes
// first. All of it is a setting of the meeting.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace roundtable::domain {

struct Meeting;

enum class Stance { in_favour, against, question, neither };
std::string_view to_string(Stance stance);  // "for" | "against" | "question" | "neither"
std::optional<Stance> stance_from(std::string_view text);

struct FloorSettings {
  std::int64_t seconds = 120;  // a turn
  std::int64_t turns = 2;      // a person on each subject
  bool alternate = true;       // sides speak in turn
  friend bool operator==(const FloorSettings&, const FloorSettings&) = default;
};

enum class SpeechState { waiting, speaking, spoken, withdrawn };
std::string_view to_string(SpeechState state);

/// What a speaker chose to be called by; told to who sees names, and stands in no document.
struct Called {
  std::string name;        // "" : by number, taken back or erased
  std::string commitment;  // to the name, where it has not been taken back
  friend bool operator==(const Called&, const Called&) = default;
};

/// What is spoken to: the proposal under discussion, else the agenda item alone.
struct FloorSubject {
  AgendaItemId item;
  ProposalId proposal;  // "" : the item
  friend bool operator==(const FloorSubject&, const FloorSubject&) = default;
};

/// One wish to speak and what became of it.
struct Speech {
  SpeechId id;
  std::int64_t order = 0;
  SpeakerId speaker;
  Stance stance = Stance::neither;
  FloorSubject subject;
  SpeechState state = SpeechState::waiting;
  bool entered = false;  // by staff, for somebody without a phone
  Time requested_at;
  std::optional<Time> granted_at;
  std::optional<Time> finished_at;
  std::int64_t seconds = 0;  // allotted, with extensions
  friend bool operator==(const Speech&, const Speech&) = default;
};

enum class CardKind { point_of_order, off_topic, civility };
std::string_view to_string(CardKind kind);
std::optional<CardKind> card_kind_from(std::string_view text);

enum class CardState { raised, upheld, dismissed };
std::string_view to_string(CardState state);
std::optional<CardState> card_outcome_from(std::string_view text);  // not "raised"

/// A card shown to the chair (rules 6, 7 and 10), who settles it.
struct Card {
  CardId id;
  std::int64_t order = 0;
  CardKind kind = CardKind::point_of_order;
  SpeakerId raised_by;
  SpeechId about;     // "" where nobody was speaking
  AgendaItemId item;  // what was under way
  Time at;
  CardState state = CardState::raised;
  friend bool operator==(const Card&, const Card&) = default;
};

/// Nothing while no item is under way.
std::optional<FloorSubject> present_subject(const Meeting& meeting);
/// How often the person has had the floor on that subject.
std::int64_t turns_of(const Meeting& meeting, const FloorSubject& subject,
                      const SpeakerId& speaker);
/// Checked in and gone since, or excused: a hand that was left behind waits for her return, and
/// holds nobody up.
bool is_away(const Meeting& meeting, const SpeakerId& speaker);
/// Those who wait on the present subject and are not away, in the order in which they are to speak.
std::vector<SpeechId> speaking_order(const Meeting& meeting);

}  // namespace roundtable::domain
