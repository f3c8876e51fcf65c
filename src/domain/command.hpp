// Commands: what a person asks for. Wire names are noun.verb (`ballot.cast`); docs/protocol.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

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
};
struct AnnounceMeeting {};
struct OpenMeeting {};
struct StartMeeting {};
struct RecessMeeting {};
struct ResumeMeeting {};
struct CloseMeeting {};
struct CancelMeeting {
  std::string reason;
};

struct AddAgendaItem {
  std::string title;
  ItemKind kind = ItemKind::deliberation;
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

struct OpenBallot {
  AgendaItemId item;
  std::string question;
  std::string detail;
  std::string rule;
  Scope scope;
  Secrecy secrecy = Secrecy::named;
  Counts counts = Counts::live;
  std::optional<Time> deadline;
};
struct CastBallot {
  BallotId ballot;
  HeadId head;
  Choice choice = Choice::abstain;
  Channel channel = Channel::phone;
};
struct CloseBallot {
  BallotId ballot;
};
/// Made by the server when the deadline has come; its id derives from the ballot.
struct CloseBallotAtDeadline {
  BallotId ballot;
};
struct AnnulBallot {
  BallotId ballot;
  std::string reason;
};

/// The document itself comes in through the context.
struct PublishRecord {
  BallotId ballot;
  std::string contact;
};

using Command = std::variant<ConveneMeeting, AnnounceMeeting, OpenMeeting, StartMeeting,
                             RecessMeeting, ResumeMeeting, CloseMeeting, CancelMeeting,
                             AddAgendaItem, StartAgendaItem, FinishAgendaItem, CheckIn, UndoCheckIn,
                             LeaveMeeting, ExcuseHead, AdmitPerson, OpenBallot, CastBallot,
                             CloseBallot, CloseBallotAtDeadline, AnnulBallot, PublishRecord>;

/// "ballot.cast" …
std::string_view type_name(const Command& command);

}  // namespace roundtable::domain
