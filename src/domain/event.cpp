#include "domain/event.hpp"

namespace roundtable::domain {
namespace {

struct EventName {
  std::string_view operator()(const MeetingConvened&) const { return "meeting_convened"; }
  std::string_view operator()(const MeetingAnnounced&) const { return "meeting_announced"; }
  std::string_view operator()(const MeetingOpened&) const { return "meeting_opened"; }
  std::string_view operator()(const MeetingStarted&) const { return "meeting_started"; }
  std::string_view operator()(const MeetingRecessed&) const { return "meeting_recessed"; }
  std::string_view operator()(const MeetingResumed&) const { return "meeting_resumed"; }
  std::string_view operator()(const MeetingClosed&) const { return "meeting_closed"; }
  std::string_view operator()(const MeetingCancelled&) const { return "meeting_cancelled"; }
  std::string_view operator()(const MeetingRescheduled&) const { return "meeting_rescheduled"; }
  std::string_view operator()(const AgendaItemAdded&) const { return "agenda_item_added"; }
  std::string_view operator()(const AgendaItemStarted&) const { return "agenda_item_started"; }
  std::string_view operator()(const AgendaItemFinished&) const { return "agenda_item_finished"; }
  std::string_view operator()(const CheckedIn&) const { return "checked_in"; }
  std::string_view operator()(const CheckInUndone&) const { return "check_in_undone"; }
  std::string_view operator()(const HeadLeft&) const { return "head_left"; }
  std::string_view operator()(const HeadExcused&) const { return "head_excused"; }
  std::string_view operator()(const PersonAdmitted&) const { return "person_admitted"; }
  std::string_view operator()(const PersonDismissed&) const { return "person_dismissed"; }
  std::string_view operator()(const AgendaItemEdited&) const { return "agenda_item_edited"; }
  std::string_view operator()(const AgendaItemMoved&) const { return "agenda_item_moved"; }
  std::string_view operator()(const AgendaItemDeferred&) const { return "agenda_item_deferred"; }
  std::string_view operator()(const AgendaItemReset&) const { return "agenda_item_reset"; }
  std::string_view operator()(const FloorSet&) const { return "floor_set"; }
  std::string_view operator()(const ChairSet&) const { return "chair_set"; }
  std::string_view operator()(const FloorRequested&) const { return "floor_requested"; }
  std::string_view operator()(const SpeechWithdrawn&) const { return "speech_withdrawn"; }
  std::string_view operator()(const FloorGranted&) const { return "floor_granted"; }
  std::string_view operator()(const SpeechFinished&) const { return "speech_finished"; }
  std::string_view operator()(const SpeechExtended&) const { return "speech_extended"; }
  std::string_view operator()(const SpeechUndone&) const { return "speech_undone"; }
  std::string_view operator()(const CardRaised&) const { return "card_raised"; }
  std::string_view operator()(const CardSettled&) const { return "card_settled"; }
  std::string_view operator()(const ProposalTabled&) const { return "proposal_tabled"; }
  std::string_view operator()(const ProposalEdited&) const { return "proposal_edited"; }
  std::string_view operator()(const ProposalWithdrawn&) const { return "proposal_withdrawn"; }
  std::string_view operator()(const ProposalSupported&) const { return "proposal_supported"; }
  std::string_view operator()(const ProposalDiscussed&) const { return "proposal_discussed"; }
  std::string_view operator()(const ProposalDeferred&) const { return "proposal_deferred"; }
  std::string_view operator()(const ProposalDecided&) const { return "proposal_decided"; }
  std::string_view operator()(const AmendmentTabled&) const { return "amendment_tabled"; }
  std::string_view operator()(const AmendmentAccepted&) const { return "amendment_accepted"; }
  std::string_view operator()(const AmendmentWithdrawn&) const { return "amendment_withdrawn"; }
  std::string_view operator()(const AmendmentDecided&) const { return "amendment_decided"; }
  std::string_view operator()(const BallotOpened&) const { return "ballot_opened"; }
  std::string_view operator()(const BallotCast&) const { return "ballot_cast"; }
  std::string_view operator()(const BallotClosed&) const { return "ballot_closed"; }
  std::string_view operator()(const BallotAnnulled&) const { return "ballot_annulled"; }
  std::string_view operator()(const MinutesEdited&) const { return "minutes_edited"; }
  std::string_view operator()(const MinutesProposed&) const { return "minutes_proposed"; }
  std::string_view operator()(const MinutesCorrected&) const { return "minutes_corrected"; }
  std::string_view operator()(const MinutesAdopted&) const { return "minutes_adopted"; }
  std::string_view operator()(const MinutesSigned&) const { return "minutes_signed"; }
  std::string_view operator()(const DecisionRecorded&) const { return "decision_recorded"; }
  std::string_view operator()(const DecisionWithdrawn&) const { return "decision_withdrawn"; }
  std::string_view operator()(const RecordPublished&) const { return "record_published"; }
  std::string_view operator()(const FileAdded&) const { return "file_added"; }
  std::string_view operator()(const FileWithdrawn&) const { return "file_withdrawn"; }
};

}  // namespace

std::string_view type_name(const Event& event) {
  return std::visit(EventName{}, event);
}

}  // namespace roundtable::domain
