#include "domain/command.hpp"

namespace roundtable::domain {
namespace {

struct NameOf {
  std::string_view operator()(const ConveneMeeting&) const { return "meeting.convene"; }
  std::string_view operator()(const AnnounceMeeting&) const { return "meeting.announce"; }
  std::string_view operator()(const OpenMeeting&) const { return "meeting.open"; }
  std::string_view operator()(const StartMeeting&) const { return "meeting.start"; }
  std::string_view operator()(const RecessMeeting&) const { return "meeting.recess"; }
  std::string_view operator()(const ResumeMeeting&) const { return "meeting.resume"; }
  std::string_view operator()(const CloseMeeting&) const { return "meeting.close"; }
  std::string_view operator()(const CancelMeeting&) const { return "meeting.cancel"; }
  std::string_view operator()(const AddAgendaItem&) const { return "agenda.add"; }
  std::string_view operator()(const StartAgendaItem&) const { return "agenda.start"; }
  std::string_view operator()(const FinishAgendaItem&) const { return "agenda.finish"; }
  std::string_view operator()(const CheckIn&) const { return "attendance.check_in"; }
  std::string_view operator()(const UndoCheckIn&) const { return "attendance.undo"; }
  std::string_view operator()(const LeaveMeeting&) const { return "attendance.leave"; }
  std::string_view operator()(const ExcuseHead&) const { return "attendance.excuse"; }
  std::string_view operator()(const AdmitPerson&) const { return "attendance.admit"; }
  std::string_view operator()(const OpenBallot&) const { return "ballot.open"; }
  std::string_view operator()(const CastBallot&) const { return "ballot.cast"; }
  std::string_view operator()(const CloseBallot&) const { return "ballot.close"; }
  std::string_view operator()(const CloseBallotAtDeadline&) const {
    return "ballot.close_at_deadline";
  }
  std::string_view operator()(const AnnulBallot&) const { return "ballot.annul"; }
  std::string_view operator()(const PublishRecord&) const { return "record.publish"; }
};

}  // namespace

std::string_view type_name(const Command& command) {
  return std::visit(NameOf{}, command);
}

}  // namespace roundtable::domain
