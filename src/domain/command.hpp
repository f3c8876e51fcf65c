// Commands: what a person asks for. Wire names are noun.verb (`ballot.cast`); docs/protocol.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "domain/document.hpp"
#include "domain/issue.hpp"
#include "domain/meeting.hpp"

namespace roundtable::domain {

/// The rules and the electorate come in through the context (rule ids are looked up there).
struct ConveneMeeting {
  std::string title;
  std::string place;
  std::string body;
  GridId grid;
  RollId roll;
  Scope scope;
  std::vector<std::string> rules;
  Time scheduled_at;
  bool demonstration = false;
  Text forum{};  // what the sitting is called where its body has no name of its own: 楼事会
  std::optional<std::int64_t> roll_version{};  // of the roll, as the chair saw it
};
struct AnnounceMeeting {
  std::string urgency;  // why the notice is short, where the law allows that; "" : it is not
};
struct OpenMeeting {};
struct StartMeeting {};
struct RecessMeeting {};
struct ResumeMeeting {};
struct CloseMeeting {};
struct CancelMeeting {
  std::string reason;
};
/// Another time or place, until the doors open. What was announced is announced anew with it.
/// The register has changed since the meeting took its roll from it: from now on the newer one is
/// the meeting's, for attendance and every ballot that is opened.
struct RenewRoll {
  std::string reason;
  std::optional<std::int64_t> roll_version{};  // of the roll, as the chair saw it
};
struct RescheduleMeeting {
  Time scheduled_at;
  std::string place;
  std::string reason;
};

/// The issue's title comes in through the context.
struct AddAgendaItem {
  ItemText text;
};
struct EditAgendaItem {
  AgendaItemId item;
  ItemText text;
};
struct MoveAgendaItem {
  AgendaItemId item;
  AgendaItemId before;  // "" : to the end
};
struct DeferAgendaItem {
  AgendaItemId item;
  std::string reason;
};
/// The counter-command of start, finish and defer: the item waits again.
struct ResetAgendaItem {
  AgendaItemId item;
};
struct StartAgendaItem {
  AgendaItemId item;
};
struct FinishAgendaItem {
  AgendaItemId item;
};

struct CheckIn {
  HeadId head;
  Category category = Category::present;  // present only; others have their own commands
  Mode mode = Mode::phone;
};
struct UndoCheckIn {
  HeadId head;
};
struct LeaveMeeting {
  HeadId head;
};
struct ExcuseHead {
  HeadId head;
  std::string reason;
};
struct AdmitPerson {
  PersonId person;
  Category category = Category::observer;  // in_attendance or observer
};
/// Takes an admission back that was a mistake: nobody of that name was there.
struct DismissPerson {
  PersonId person;
};

struct SetFloor {
  FloorSettings settings;
};
struct SetChair {
  SpeakerId speaker;  // "" : nobody of the speakers
};
/// `speaker` in these: the own head of a resident, whoever staff enters it for.
/// How the hall is to call her instead of by her number in the queue.
struct CallSpeaker {
  SpeakerId speaker;
  std::string name;
};
/// By her number again.
struct NumberSpeaker {
  SpeakerId speaker;
};
struct RequestFloor {
  SpeakerId speaker;
  Stance stance = Stance::neither;
};
struct WithdrawSpeech {
  SpeechId speech;
  SpeakerId speaker;  // "" : staff, for anybody
};
struct GrantFloor {
  SpeechId speech;
};
struct FinishSpeech {
  SpeechId speech;
  SpeakerId speaker;  // "" : staff
};
struct ExtendSpeech {
  SpeechId speech;
  std::int64_t seconds = 0;
};
/// Granted to the wrong person: it does not count and the person waits again.
struct UndoSpeech {
  SpeechId speech;
};
struct RaiseCard {
  CardKind kind = CardKind::point_of_order;
  SpeechId about;  // "" : the speech under way, if any
  SpeakerId speaker;
};
struct SettleCard {
  CardId card;
  CardState outcome = CardState::upheld;
};

/// `mover` and `speaker` in these: the own head of a resident; for staff whom it is entered for, or
/// "" where nobody's own right is meant.
struct TableProposal {
  AgendaItemId item;
  SpeakerId mover;
  ProposalText text;
};
struct EditProposal {
  ProposalId proposal;
  SpeakerId mover;
  std::int64_t base = 0;
  ProposalText text;
};
struct WithdrawProposal {
  ProposalId proposal;
  SpeakerId mover;
};
struct SupportProposal {
  ProposalId proposal;
  SpeakerId speaker;
  bool support = true;
};
/// From now on the floor is on this proposal.
struct DiscussProposal {
  ProposalId proposal;
};
struct DeferProposal {
  ProposalId proposal;
  std::string reason;
};
/// Opens a ballot on it under the rule for motions.
struct PutProposal {
  ProposalId proposal;
};
struct TableAmendment {
  ProposalId proposal;
  SpeakerId mover;
  std::string paragraph;  // "p1" …
  std::string text;
};
struct AcceptAmendment {
  AmendmentId amendment;
  SpeakerId mover;  // of the proposal
};
struct WithdrawAmendment {
  AmendmentId amendment;
  SpeakerId mover;
};
struct PutAmendment {
  AmendmentId amendment;
};

struct OpenBallot {
  AgendaItemId item;
  std::string question;
  std::string detail;
  std::string rule;
  Scope scope;
  Secrecy secrecy = Secrecy::named;
  Counts counts = Counts::live;
  std::optional<Time> deadline;
  std::optional<std::vector<std::string>> plans{};  // to choose among
  std::string method{};  // of the rule's; "" where the sender knows those of before alone
  std::optional<std::int64_t> roll_version{};  // of the roll, as the chair saw it
  Interest interest{};                         // where the rule has the others decide
  bool keep_roll = false;  // the meeting's own, though the register has changed since
};
struct CastBallot {
  BallotId ballot;
  HeadId head;
  Paper paper;
  Channel channel = Channel::phone;
  std::string reason{};  // why staff enters it for who has not checked in
};
/// Slips of paper that let households in are about to be made; `replaced`: those that had one
/// before.
struct MakeSlips {
  std::vector<HeadId> heads;
  std::vector<HeadId> replaced;
};
/// A slip was used for the first time.
struct UseSlip {
  HeadId head;
};
/// The household lets staff enter a vote in place of the one from its own phone.
struct ReleaseVote {
  BallotId ballot;
  HeadId head;
};
/// "This was not me": against a vote that somebody else entered for the household.
struct ObjectToVote {
  BallotId ballot;
  HeadId head;
};
struct CloseBallot {
  BallotId ballot;
};
/// One that was closed by mistake goes on.
struct ReopenBallot {
  BallotId ballot;
  std::string reason;
};
/// Made by the server when the deadline has come; its id derives from the ballot.
struct CloseBallotAtDeadline {
  BallotId ballot;
};
struct AnnulBallot {
  BallotId ballot;
  std::string reason;
};

/// What somebody wrote of a section, and the edit it began with.
struct SectionText {
  SectionId section;
  std::int64_t base = 0;
  std::string text;
};
struct EditMinutes {
  SectionText written;
};
struct ProposeMinutes {};
/// After proposing: the note says why, and both texts stay in history.
struct CorrectMinutes {
  SectionText written;
  std::string note;
};
struct AdoptMinutes {};
/// Who was there has read what was proposed and finds it right.
struct SignMinutes {
  HeadId head;
  std::int64_t version = 0;  // of the minutes as they were read (version_of); 0: it does not say
};
/// Who was there finds a line of it wrong, or a whole section, or what was agreed.
struct ObjectToMinutes {
  HeadId head;
  SectionId section;      // or the id of what was agreed
  std::int64_t base = 0;  // so often the section had been written when it was read
  std::int64_t line = 0;  // 1 is its first; 0: all of it
  std::string text{};
};
struct RecordDecision {
  AgendaItemId item;
  std::string text;
  SpeakerId responsible;  // "" : nobody named
  std::optional<Date> due;
  std::string party{};  // who is responsible and no speaker: a firm, a committee; "" : none
};
struct WithdrawDecision {
  DecisionId decision;
};

/// The document is made before the command is decided, and filled in by the server.
struct PublishRecord {
  BallotId ballot;  // "" : the minutes
  std::string contact;
  std::variant<std::monostate, Document, BadTemplate, NoIssuer> made{};  // nothing: not made yet
  std::string issuer{};  // its official name where none is entered for the grid; "" : as entered
};

/// A file of the meeting. Its bytes never come here: they are recognised, hashed and sealed before.
struct AddFile {
  AgendaItemId item;  // "" : of the whole meeting
  std::string title;
  std::optional<Media> media;  // none: of no kind that is taken
  std::int64_t bytes = 0;
  std::string sha256;
  std::string commitment;
};
struct WithdrawFile {
  FileId file;
  std::string reason;
};

/// Which issue these are about says the stream they are given to.
struct ReportIssue {
  GridId grid;
  std::string title;
  std::string text;  // "" : the title says it all
  IssueSource source = IssueSource::resident;
};
struct EditIssue {
  std::int64_t base = 0;  // so often it had been changed when the writing began
  std::string title;
  std::string text;
};
struct WithdrawIssue {
  std::string reason;
};

/// What is imported into a register: the grid tree, a roll, the legal bases. It is worked out and
/// encoded before it is given.
struct ChangeRegister {
  std::optional<std::int64_t> base;  // the version that it was worked out on, where that matters
};

using Command = std::variant<
    ConveneMeeting, AnnounceMeeting, OpenMeeting, StartMeeting, RecessMeeting, ResumeMeeting,
    CloseMeeting, CancelMeeting, RescheduleMeeting, RenewRoll, AddAgendaItem, EditAgendaItem,
    MoveAgendaItem, StartAgendaItem, FinishAgendaItem, DeferAgendaItem, ResetAgendaItem, CheckIn,
    UndoCheckIn, LeaveMeeting, ExcuseHead, AdmitPerson, DismissPerson, SetFloor, SetChair,
    CallSpeaker, NumberSpeaker, RequestFloor, WithdrawSpeech, GrantFloor, FinishSpeech,
    ExtendSpeech, UndoSpeech, RaiseCard, SettleCard, TableProposal, EditProposal, WithdrawProposal,
    SupportProposal, DiscussProposal, DeferProposal, PutProposal, TableAmendment, AcceptAmendment,
    WithdrawAmendment, PutAmendment, OpenBallot, MakeSlips, UseSlip, CastBallot, ReleaseVote,
    ObjectToVote, CloseBallot, CloseBallotAtDeadline, ReopenBallot, AnnulBallot, EditMinutes,
    ProposeMinutes, CorrectMinutes, AdoptMinutes, SignMinutes, ObjectToMinutes, RecordDecision,
    WithdrawDecision, PublishRecord, AddFile, WithdrawFile, ReportIssue, EditIssue, WithdrawIssue,
    ChangeRegister>;

/// Given to an issue.
template <class C>
inline constexpr bool kIsAboutIssues =
    std::is_same_v<C, ReportIssue> || std::is_same_v<C, EditIssue> ||
    std::is_same_v<C, WithdrawIssue>;
/// Given to a meeting.
template <class C>
inline constexpr bool kIsAboutMeetings = !kIsAboutIssues<C> && !std::is_same_v<C, ChangeRegister>;

/// "ballot.cast" …
std::string_view type_name(const Command& command);

}  // namespace roundtable::domain
