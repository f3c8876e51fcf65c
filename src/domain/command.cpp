#include "domain/command.hpp"

namespace roundtable::domain {
namespace {

struct CommandName {
  std::string_view operator()(const ConveneMeeting&) const { return "meeting.convene"; }
  std::string_view operator()(const AnnounceMeeting&) const { return "meeting.announce"; }
  std::string_view operator()(const OpenMeeting&) const { return "meeting.open"; }
  std::string_view operator()(const StartMeeting&) const { return "meeting.start"; }
  std::string_view operator()(const RecessMeeting&) const { return "meeting.recess"; }
  std::string_view operator()(const ResumeMeeting&) const { return "meeting.resume"; }
  std::string_view operator()(const CloseMeeting&) const { return "meeting.close"; }
  std::string_view operator()(const CancelMeeting&) const { return "meeting.cancel"; }
  std::string_view operator()(const RescheduleMeeting&) const { return "meeting.reschedule"; }
  std::string_view operator()(const AddAgendaItem&) const { return "agenda.add"; }
  std::string_view operator()(const StartAgendaItem&) const { return "agenda.start"; }
  std::string_view operator()(const FinishAgendaItem&) const { return "agenda.finish"; }
  std::string_view operator()(const CheckIn&) const { return "attendance.check_in"; }
  std::string_view operator()(const UndoCheckIn&) const { return "attendance.undo"; }
  std::string_view operator()(const LeaveMeeting&) const { return "attendance.leave"; }
  std::string_view operator()(const ExcuseHead&) const { return "attendance.excuse"; }
  std::string_view operator()(const AdmitPerson&) const { return "attendance.admit"; }
  std::string_view operator()(const DismissPerson&) const { return "attendance.dismiss"; }
  std::string_view operator()(const EditAgendaItem&) const { return "agenda.edit"; }
  std::string_view operator()(const MoveAgendaItem&) const { return "agenda.move"; }
  std::string_view operator()(const DeferAgendaItem&) const { return "agenda.defer"; }
  std::string_view operator()(const ResetAgendaItem&) const { return "agenda.reset"; }
  std::string_view operator()(const SetFloor&) const { return "floor.set"; }
  std::string_view operator()(const SetChair&) const { return "floor.chair"; }
  std::string_view operator()(const RequestFloor&) const { return "floor.request"; }
  std::string_view operator()(const WithdrawSpeech&) const { return "floor.withdraw"; }
  std::string_view operator()(const GrantFloor&) const { return "floor.grant"; }
  std::string_view operator()(const FinishSpeech&) const { return "floor.finish"; }
  std::string_view operator()(const ExtendSpeech&) const { return "floor.extend"; }
  std::string_view operator()(const UndoSpeech&) const { return "floor.undo"; }
  std::string_view operator()(const RaiseCard&) const { return "card.raise"; }
  std::string_view operator()(const SettleCard&) const { return "card.settle"; }
  std::string_view operator()(const TableProposal&) const { return "proposal.table"; }
  std::string_view operator()(const EditProposal&) const { return "proposal.edit"; }
  std::string_view operator()(const WithdrawProposal&) const { return "proposal.withdraw"; }
  std::string_view operator()(const SupportProposal&) const { return "proposal.support"; }
  std::string_view operator()(const DiscussProposal&) const { return "proposal.discuss"; }
  std::string_view operator()(const DeferProposal&) const { return "proposal.defer"; }
  std::string_view operator()(const PutProposal&) const { return "proposal.put"; }
  std::string_view operator()(const TableAmendment&) const { return "amendment.table"; }
  std::string_view operator()(const AcceptAmendment&) const { return "amendment.accept"; }
  std::string_view operator()(const WithdrawAmendment&) const { return "amendment.withdraw"; }
  std::string_view operator()(const PutAmendment&) const { return "amendment.put"; }
  std::string_view operator()(const OpenBallot&) const { return "ballot.open"; }
  std::string_view operator()(const CastBallot&) const { return "ballot.cast"; }
  std::string_view operator()(const CloseBallot&) const { return "ballot.close"; }
  std::string_view operator()(const CloseBallotAtDeadline&) const {
    return "ballot.close_at_deadline";
  }
  std::string_view operator()(const AnnulBallot&) const { return "ballot.annul"; }
  std::string_view operator()(const EditMinutes&) const { return "minutes.edit"; }
  std::string_view operator()(const ProposeMinutes&) const { return "minutes.propose"; }
  std::string_view operator()(const CorrectMinutes&) const { return "minutes.correct"; }
  std::string_view operator()(const AdoptMinutes&) const { return "minutes.adopt"; }
  std::string_view operator()(const SignMinutes&) const { return "minutes.sign"; }
  std::string_view operator()(const RecordDecision&) const { return "decision.record"; }
  std::string_view operator()(const WithdrawDecision&) const { return "decision.withdraw"; }
  std::string_view operator()(const PublishRecord&) const { return "record.publish"; }
  std::string_view operator()(const AddFile&) const { return "file.add"; }
  std::string_view operator()(const WithdrawFile&) const { return "file.withdraw"; }
};

}  // namespace

std::string_view type_name(const Command& command) {
  return std::visit(CommandName{}, command);
}

}  // namespace roundtable::domain
