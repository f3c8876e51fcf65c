#include "live/permission.hpp"

#include <array>
#include <utility>

namespace roundtable::live {
namespace {

using namespace domain;

constexpr std::array<std::pair<Role, std::string_view>, 6> kRoles = {{
    {Role::administrator, "administrator"},
    {Role::facilitator, "facilitator"},
    {Role::recorder, "recorder"},
    {Role::secretary, "secretary"},
    {Role::second_secretary, "second_secretary"},
    {Role::supervisor, "supervisor"},
}};

/// Running a meeting is the facilitator's; the secretaries of its grid may stand in.
bool runs_meetings(const std::set<Role>& roles) {
  return roles.contains(Role::facilitator) || roles.contains(Role::secretary) ||
         roles.contains(Role::second_secretary);
}

struct Permitted {
  const Subject& subject;
  const std::set<Role>& roles;

  bool staff() const { return subject.kind == SubjectKind::staff && runs_meetings(roles); }
  bool own(const HeadId& head) const {
    return subject.kind == SubjectKind::resident && !head.empty() && head == subject.head;
  }

  bool own(const SpeakerId& speaker) const { return own(HeadId(speaker.str())); }

  bool operator()(const ConveneMeeting&) const { return staff(); }
  bool operator()(const AnnounceMeeting&) const { return staff(); }
  bool operator()(const OpenMeeting&) const { return staff(); }
  bool operator()(const StartMeeting&) const { return staff(); }
  bool operator()(const RecessMeeting&) const { return staff(); }
  bool operator()(const ResumeMeeting&) const { return staff(); }
  bool operator()(const CloseMeeting&) const { return staff(); }
  bool operator()(const CancelMeeting&) const { return staff(); }
  bool operator()(const RescheduleMeeting&) const { return staff(); }
  bool operator()(const AddAgendaItem&) const { return staff(); }
  bool operator()(const StartAgendaItem&) const { return staff(); }
  bool operator()(const FinishAgendaItem&) const { return staff(); }
  // A resident speaks for the own household from the own phone; everything else is entered by
  // staff.
  bool operator()(const CheckIn& c) const {
    return staff() || (own(c.head) && c.mode == Mode::phone);
  }
  bool operator()(const UndoCheckIn&) const { return staff(); }
  bool operator()(const LeaveMeeting& c) const { return staff() || own(c.head); }
  bool operator()(const ExcuseHead&) const { return staff(); }
  bool operator()(const AdmitPerson&) const { return staff(); }
  bool operator()(const DismissPerson&) const { return staff(); }
  bool operator()(const EditAgendaItem&) const { return staff(); }
  bool operator()(const MoveAgendaItem&) const { return staff(); }
  bool operator()(const DeferAgendaItem&) const { return staff(); }
  bool operator()(const ResetAgendaItem&) const { return staff(); }
  bool operator()(const SetFloor&) const { return staff(); }
  bool operator()(const SetChair&) const { return staff(); }
  bool operator()(const GrantFloor&) const { return staff(); }
  bool operator()(const ExtendSpeech&) const { return staff(); }
  bool operator()(const UndoSpeech&) const { return staff(); }
  bool operator()(const SettleCard&) const { return staff(); }
  // A resident asks for the floor, takes that back, ends the own speech, raises a card.
  bool operator()(const RequestFloor& c) const { return staff() || own(c.speaker); }
  bool operator()(const WithdrawSpeech& c) const { return staff() || own(c.speaker); }
  bool operator()(const FinishSpeech& c) const { return staff() || own(c.speaker); }
  bool operator()(const RaiseCard& c) const { return staff() || own(c.speaker); }
  // A resident moves and supports in the own name; staff enter it for people without a phone.
  bool operator()(const TableProposal& c) const { return staff() || own(c.mover); }
  bool operator()(const EditProposal& c) const { return staff() || own(c.mover); }
  bool operator()(const WithdrawProposal& c) const { return staff() || own(c.mover); }
  bool operator()(const SupportProposal& c) const { return staff() || own(c.speaker); }
  bool operator()(const DiscussProposal&) const { return staff(); }
  bool operator()(const DeferProposal&) const { return staff(); }
  bool operator()(const PutProposal&) const { return staff(); }
  bool operator()(const TableAmendment& c) const { return staff() || own(c.mover); }
  bool operator()(const AcceptAmendment& c) const { return staff() || own(c.mover); }
  bool operator()(const WithdrawAmendment& c) const { return staff() || own(c.mover); }
  bool operator()(const PutAmendment&) const { return staff(); }
  bool operator()(const OpenBallot&) const { return staff(); }
  bool operator()(const CastBallot& c) const {
    if (own(c.head)) return c.channel == Channel::phone;
    // For who says it in person, or holds up a hand in the hall.
    return staff() && (c.channel == Channel::helper || c.channel == Channel::hand);
  }
  bool operator()(const CloseBallot&) const { return staff(); }
  // Given by the server alone, which does not ask.
  bool operator()(const CloseBallotAtDeadline&) const { return false; }
  bool operator()(const AnnulBallot&) const { return staff(); }
  // The minutes are the recorder's; who runs the meeting may stand in.
  bool records() const {
    return staff() || (subject.kind == SubjectKind::staff && roles.contains(Role::recorder));
  }
  bool operator()(const EditMinutes&) const { return records(); }
  bool operator()(const ProposeMinutes&) const { return records(); }
  bool operator()(const CorrectMinutes&) const { return records(); }
  bool operator()(const AdoptMinutes&) const { return staff(); }
  // Nobody says for others that they have read it.
  bool operator()(const SignMinutes& c) const { return own(c.head); }
  bool operator()(const RecordDecision&) const { return records(); }
  bool operator()(const WithdrawDecision&) const { return records(); }
  bool operator()(const PublishRecord&) const { return records(); }
  bool operator()(const AddFile&) const { return records(); }
  bool operator()(const WithdrawFile&) const { return records(); }
};

}  // namespace

std::string_view to_string(Role role) {
  for (const auto& [known, text] : kRoles) {
    if (known == role) return text;
  }
  return "";
}

std::optional<Role> role_from(std::string_view text) {
  for (const auto& [role, known] : kRoles) {
    if (known == text) return role;
  }
  return std::nullopt;
}

std::string_view to_string(SubjectKind kind) {
  switch (kind) {
    case SubjectKind::nobody:
      return "nobody";
    case SubjectKind::observer:
      return "observer";
    case SubjectKind::resident:
      return "resident";
    case SubjectKind::staff:
      return "staff";
  }
  return "";
}

std::set<Role> roles_on(const Subject& subject, const GridTree& grids, const GridId& grid) {
  std::set<Role> roles;
  for (const auto& held : subject.roles) {
    if (grids.is_within(grid, held.grid)) roles.insert(held.role);
  }
  return roles;
}

bool permitted(const Subject& subject, const std::set<Role>& roles, const Command& command) {
  return std::visit(Permitted{subject, roles}, command);
}

bool permitted(const Subject& subject, const std::set<Role>& roles, DeskAct act) {
  if (subject.kind != SubjectKind::staff) return false;
  switch (act) {
    case DeskAct::keep_accounts:
      return roles.contains(Role::administrator);
    case DeskAct::report_issues:
      return runs_meetings(roles) || roles.contains(Role::recorder);
    case DeskAct::invite_households:
    case DeskAct::replace_phone:
      return runs_meetings(roles);
  }
  return false;
}

bool sees_staff_view(const std::set<Role>& roles) {
  return runs_meetings(roles) || roles.contains(Role::recorder) || roles.contains(Role::supervisor);
}

bool keeps_registers(const std::set<Role>& roles) {
  return roles.contains(Role::administrator) || roles.contains(Role::secretary) ||
         roles.contains(Role::second_secretary);
}

}  // namespace roundtable::live
