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
  Text forum{};
  RollAt electorate_at{};  // where the command said which version it meant
};
struct MeetingAnnounced {
  std::string urgency;  // as in the command
  Issued issued{};
};
struct MeetingOpened {};
struct MeetingStarted {};
struct MeetingRecessed {};
struct MeetingResumed {};
struct MeetingClosed {};
struct MeetingCancelled {
  std::string reason;
};
struct RollRenewed {
  FixedRoll electorate;
  RollAt electorate_at{};  // where the command said which version it meant
  std::string reason;
  std::int64_t heads_before = 0;
};
struct MeetingRescheduled {
  Time scheduled_at;
  std::string place;
  std::string reason;
};

struct AgendaItemAdded {
  AgendaItemId item;
  ItemText text;
};
struct AgendaItemEdited {
  AgendaItemId item;
  ItemText text;
};
struct AgendaItemMoved {
  AgendaItemId item;
  AgendaItemId before;  // "" : to the end
};
struct AgendaItemDeferred {
  AgendaItemId item;
  std::string reason;
};
struct AgendaItemReset {
  AgendaItemId item;
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
struct PersonDismissed {
  PersonId person;
};

struct FloorSet {
  FloorSettings settings;
};
struct ChairSet {
  SpeakerId speaker;  // "" : nobody of the speakers
};
struct SpeakerCalled {
  SpeakerId speaker;
  SealedText name;
  std::string salt;  // 32 bytes; only while encoding, never in the payload
};
struct SpeakerNumbered {
  SpeakerId speaker;
};
struct FloorRequested {
  SpeechId speech;
  SpeakerId speaker;
  Stance stance = Stance::neither;
  FloorSubject subject;
  bool entered = false;  // by staff
};
struct SpeechWithdrawn {
  SpeechId speech;
};
struct FloorGranted {
  SpeechId speech;
  std::int64_t seconds = 0;
};
struct SpeechFinished {
  SpeechId speech;
};
struct SpeechExtended {
  SpeechId speech;
  std::int64_t seconds = 0;  // more
};
struct SpeechUndone {
  SpeechId speech;
};
struct CardRaised {
  CardId card;
  CardKind kind = CardKind::point_of_order;
  SpeakerId raised_by;
  SpeechId about;
};
struct CardSettled {
  CardId card;
  CardState outcome = CardState::upheld;
};

struct ProposalTabled {
  ProposalId proposal;
  AgendaItemId item;
  SpeakerId mover;
  ProposalText text;
};
struct ProposalEdited {
  ProposalId proposal;
  ProposalText text;
};
struct ProposalWithdrawn {
  ProposalId proposal;
};
struct ProposalSupported {
  ProposalId proposal;
  SpeakerId speaker;
  bool support = true;  // false: taken back
};
struct ProposalDiscussed {
  ProposalId proposal;
};
struct ProposalDeferred {
  ProposalId proposal;
  std::string reason;
};
struct ProposalDecided {
  ProposalId proposal;
  bool adopted = false;
};
struct AmendmentTabled {
  AmendmentId amendment;
  ProposalId proposal;
  SpeakerId mover;
  std::size_t paragraph = 0;
  std::string text;
};
struct AmendmentAccepted {
  AmendmentId amendment;
};
struct AmendmentWithdrawn {
  AmendmentId amendment;
};
struct AmendmentDecided {
  AmendmentId amendment;
  bool adopted = false;
};

struct BallotOpened {
  BallotId ballot;
  AgendaItemId item;
  Motion about;
  std::string question;
  std::string detail;
  std::vector<std::string> plans;  // to choose among; none where yes or no is asked
  MethodUse method;                // one of the rule's
  FixedRule rule;
  FixedRoll roll;
  Scope scope;
  Secrecy secrecy = Secrecy::named;
  Counts counts = Counts::live;
  Standing standing = Standing::opinion_poll;
  std::string standing_basis;
  Weight present;  // of the frozen roll, at this moment
  std::optional<Time> deadline;
  RollAt roll_at{};     // where the command said which version it meant
  Interest interest{};  // who of the scope is not on `roll`, and who of elsewhere is
  std::vector<Departure> departures{};
  PartyReview party{};  // as the item says it now
};
struct BallotCast {
  BallotId ballot;
  HeadId head;
  SealedPaper paper;
  bool confidential = false;  // its ballot is: the paper is sealed before it is stored
  std::string salt;           // 32 bytes; only while encoding, never in the payload
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
  /// Where areas would give single votes away: then `tally` has none.
  CountInHeads in_heads{};
};
/// By whoever made them, for these households; some had one before, which lets nobody in any more.
struct SlipsMade {
  std::vector<HeadId> heads;
  std::vector<HeadId> replaced;
};
struct SlipUsed {
  HeadId head;
};
/// Beside a BallotCast: why staff entered it for a household that had not checked in.
struct VoteExplained {
  BallotId ballot;
  HeadId head;
  SealedText reason;
  std::string salt;  // 32 bytes; only while encoding, never in the payload
};
struct VoteReleased {
  BallotId ballot;
  HeadId head;
};
struct VoteObjected {
  BallotId ballot;
  HeadId head;
};
struct BallotReopened {
  BallotId ballot;
  std::string reason;
  std::optional<Time> deadline;  // as it was opened with
};
struct BallotAnnulled {
  BallotId ballot;
  std::string reason;
};
struct MinutesEdited {
  SectionId section;
  SealedText text;
  std::string salt;  // 32 bytes; only while encoding, never in the payload
};
struct MinutesProposed {};
struct MinutesCorrected {
  SectionId section;
  SealedText text;
  std::string note;
  std::string salt;
  /// Not a word is another: who found them right before still does.
  bool form_only = false;
};
struct MinutesAdopted {};
struct MinutesSigned {
  HeadId head;
};
struct MinutesObjected {
  HeadId head;
  SectionId section;  // or the id of what was agreed
  std::int64_t base = 0;
  std::int64_t line = 0;  // 0: all of it
  SealedText text;
  std::string salt;  // 32 bytes; only while encoding, never in the payload
};
struct DecisionRecorded {
  DecisionId decision;
  AgendaItemId item;
  std::string text;
  SpeakerId responsible;  // "" : nobody named
  std::optional<Date> due;
  std::string party{};
};
struct DecisionWithdrawn {
  DecisionId decision;
};
struct RecordPublished {
  RecordId record;
  BallotId ballot;  // "" : the minutes
  std::string number;
  Text title;
  Text sha256;
  std::string contact;
  Date objection_from;
  Date objection_until;
  std::string model{};  // SHA-256 of the record model; "" : published by release 0.1.0
};

struct FileAdded {
  FileId file;
  AgendaItemId item;  // "" : of the whole meeting
  std::string title;
  Media media = Media::pdf;
  std::int64_t bytes = 0;
  std::string sha256;      // of the bytes
  std::string commitment;  // to the bytes, which stand in the erasable store
};
struct FileWithdrawn {
  FileId file;
  std::string reason;
};

using AnyEvent =
    std::variant<MeetingConvened, MeetingAnnounced, MeetingOpened, MeetingStarted, MeetingRecessed,
                 MeetingResumed, MeetingClosed, MeetingCancelled, MeetingRescheduled, RollRenewed,
                 AgendaItemAdded, AgendaItemEdited, AgendaItemMoved, AgendaItemStarted,
                 AgendaItemFinished, AgendaItemDeferred, AgendaItemReset, CheckedIn, CheckInUndone,
                 HeadLeft, HeadExcused, PersonAdmitted, PersonDismissed, FloorSet, ChairSet,
                 SpeakerCalled, SpeakerNumbered, FloorRequested, SpeechWithdrawn, FloorGranted,
                 SpeechFinished, SpeechExtended, SpeechUndone, CardRaised, CardSettled,
                 ProposalTabled, ProposalEdited, ProposalWithdrawn, ProposalSupported,
                 ProposalDiscussed, ProposalDeferred, ProposalDecided, AmendmentTabled,
                 AmendmentAccepted, AmendmentWithdrawn, AmendmentDecided, BallotOpened, SlipsMade,
                 SlipUsed, BallotCast, VoteExplained, VoteReleased, VoteObjected, BallotClosed,
                 BallotReopened, BallotAnnulled, MinutesEdited, MinutesProposed, MinutesCorrected,
                 MinutesAdopted, MinutesSigned, MinutesObjected, DecisionRecorded,
                 DecisionWithdrawn, RecordPublished, FileAdded, FileWithdrawn>;

/// Copied, moved and destroyed in event.cpp alone: everybody's own code for sixty kinds was a
/// twentieth of all that is compiled.
struct Event : AnyEvent {
  using AnyEvent::AnyEvent;
  Event(const Event&);
  Event(Event&&) noexcept;
  Event& operator=(const Event&);
  Event& operator=(Event&&) noexcept;
  ~Event();
};

/// "ballot_opened" …
std::string_view type_name(const Event& event);

/// Who is called otherwise from that event on; null for all others.
const SpeakerId* renamed_speaker(const Event& event);

}  // namespace roundtable::domain
