// Events: what happened. Stored names are noun_participle (`ballot_opened`); each carries a version
// in its stored form and is upcast on reading (codec/entry_json.hpp). One command is one entry, and
// an entry holds all events of that command.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/meeting.hpp"

namespace roundtable::domain {

struct MeetingConvened {
  std::string title;
  std::string place;
  std::string body;
  GridId grid;
  std::vector<FixedRule> rules;
  FixedRoll electorate;
  Time scheduled_at;
  bool demonstration = false;
};
struct MeetingAnnounced {};
struct MeetingOpened {};
struct MeetingStarted {};
struct MeetingRecessed {};
struct MeetingResumed {};
struct MeetingClosed {};
struct MeetingCancelled {
  std::string reason;
};

struct AgendaItemAdded {
  AgendaItemId item;
  std::string title;
  ItemKind kind = ItemKind::deliberation;
};
struct AgendaItemStarted {
  AgendaItemId item;
};
struct AgendaItemFinished {
  AgendaItemId item;
};

struct CheckedIn {
  HeadId head;
  Mode mode = Mode::phone;
  ActorId entered_by;
};
struct CheckInUndone {
  HeadId head;
};
struct HeadLeft {
  HeadId head;
};
/// Free text about a person: the log holds only `commitment`; the text comes from the erasable
/// store and may be gone. Early entries hold it in clear (no commitment).
struct SealedText {
  std::optional<std::string> value;
  std::string commitment;  // hex
};
struct HeadExcused {
  HeadId head;
  SealedText reason;
  std::string salt;  // 32 bytes; only while encoding, never in the payload
};
struct PersonAdmitted {
  PersonId person;
  Category category = Category::observer;
};

struct BallotOpened {
  BallotId ballot;
  AgendaItemId item;
  std::string question;
  std::string detail;
  FixedRule rule;
  FixedRoll roll;
  Scope scope;
  Secrecy secrecy = Secrecy::named;
  Counts counts = Counts::live;
  Standing standing = Standing::opinion_poll;
  std::string standing_basis;
  Weight present;  // of the frozen roll, at this moment
  std::optional<Time> deadline;
};
struct BallotCast {
  BallotId ballot;
  HeadId head;
  SealedChoice choice;
  std::string salt;  // 32 bytes; only while encoding, never in the payload
  Channel channel = Channel::phone;
  ActorId entered_by;
  ActorId verified_by;
};
struct BallotClosed {
  BallotId ballot;
  ClosedBy by = ClosedBy::chair;
  Time effective_at;  // the deadline, or the moment of the command
  Tally tally;
  Outcome outcome = Outcome::not_passed;
};
struct BallotAnnulled {
  BallotId ballot;
  std::string reason;
};
struct RecordPublished {
  RecordId record;
  BallotId ballot;
  std::string number;
  Text title;
  Text sha256;
  std::string contact;
  Date objection_from;
  Date objection_until;
};

using Event = std::variant<MeetingConvened, MeetingAnnounced, MeetingOpened, MeetingStarted,
                           MeetingRecessed, MeetingResumed, MeetingClosed, MeetingCancelled,
                           AgendaItemAdded, AgendaItemStarted, AgendaItemFinished, CheckedIn,
                           CheckInUndone, HeadLeft, HeadExcused, PersonAdmitted, BallotOpened,
                           BallotCast, BallotClosed, BallotAnnulled, RecordPublished>;

/// "ballot_opened" …
std::string_view type_name(const Event& event);

}  // namespace roundtable::domain
