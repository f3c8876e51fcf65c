// The rules of each command, one function each; `decide` picks. Internal to `domain`.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "domain/decide.hpp"

namespace roundtable::domain {

Decision decide_convene(const Meeting&, const ConveneMeeting&, const Context&);
Decision decide_announce(const Meeting&, const AnnounceMeeting&, const Context&);
Decision decide_open(const Meeting&, const OpenMeeting&, const Context&);
Decision decide_start(const Meeting&, const StartMeeting&, const Context&);
Decision decide_recess(const Meeting&, const RecessMeeting&, const Context&);
Decision decide_resume(const Meeting&, const ResumeMeeting&, const Context&);
Decision decide_close(const Meeting&, const CloseMeeting&, const Context&);
Decision decide_cancel(const Meeting&, const CancelMeeting&, const Context&);
Decision decide_reschedule(const Meeting&, const RescheduleMeeting&, const Context&);

Decision decide_add_item(const Meeting&, const AddAgendaItem&, const Context&);
Decision decide_start_item(const Meeting&, const StartAgendaItem&, const Context&);
Decision decide_finish_item(const Meeting&, const FinishAgendaItem&, const Context&);

Decision decide_check_in(const Meeting&, const CheckIn&, const Context&);
Decision decide_undo_check_in(const Meeting&, const UndoCheckIn&, const Context&);
Decision decide_leave(const Meeting&, const LeaveMeeting&, const Context&);
Decision decide_excuse(const Meeting&, const ExcuseHead&, const Context&);
Decision decide_admit(const Meeting&, const AdmitPerson&, const Context&);
Decision decide_dismiss(const Meeting&, const DismissPerson&, const Context&);

Decision decide_edit_item(const Meeting&, const EditAgendaItem&, const Context&);
Decision decide_move_item(const Meeting&, const MoveAgendaItem&, const Context&);
Decision decide_defer_item(const Meeting&, const DeferAgendaItem&, const Context&);
Decision decide_reset_item(const Meeting&, const ResetAgendaItem&, const Context&);
Decision decide_set_floor(const Meeting&, const SetFloor&, const Context&);
Decision decide_set_chair(const Meeting&, const SetChair&, const Context&);
Decision decide_request_floor(const Meeting&, const RequestFloor&, const Context&);
Decision decide_withdraw_speech(const Meeting&, const WithdrawSpeech&, const Context&);
Decision decide_grant_floor(const Meeting&, const GrantFloor&, const Context&);
Decision decide_finish_speech(const Meeting&, const FinishSpeech&, const Context&);
Decision decide_extend_speech(const Meeting&, const ExtendSpeech&, const Context&);
Decision decide_undo_speech(const Meeting&, const UndoSpeech&, const Context&);
Decision decide_raise_card(const Meeting&, const RaiseCard&, const Context&);
Decision decide_settle_card(const Meeting&, const SettleCard&, const Context&);

Decision decide_table_proposal(const Meeting&, const TableProposal&, const Context&);
Decision decide_edit_proposal(const Meeting&, const EditProposal&, const Context&);
Decision decide_withdraw_proposal(const Meeting&, const WithdrawProposal&, const Context&);
Decision decide_support_proposal(const Meeting&, const SupportProposal&, const Context&);
Decision decide_discuss_proposal(const Meeting&, const DiscussProposal&, const Context&);
Decision decide_defer_proposal(const Meeting&, const DeferProposal&, const Context&);
Decision decide_put_proposal(const Meeting&, const PutProposal&, const Context&);
Decision decide_table_amendment(const Meeting&, const TableAmendment&, const Context&);
Decision decide_accept_amendment(const Meeting&, const AcceptAmendment&, const Context&);
Decision decide_withdraw_amendment(const Meeting&, const WithdrawAmendment&, const Context&);
Decision decide_put_amendment(const Meeting&, const PutAmendment&, const Context&);

Decision decide_open_ballot(const Meeting&, const OpenBallot&, const Context&);
Decision decide_cast_ballot(const Meeting&, const CastBallot&, const Context&);
Decision decide_close_ballot(const Meeting&, const CloseBallot&, const Context&);
Decision decide_close_at_deadline(const Meeting&, const CloseBallotAtDeadline&, const Context&);
Decision decide_annul_ballot(const Meeting&, const AnnulBallot&, const Context&);
Decision decide_edit_minutes(const Meeting&, const EditMinutes&, const Context&);
Decision decide_propose_minutes(const Meeting&, const ProposeMinutes&, const Context&);
Decision decide_correct_minutes(const Meeting&, const CorrectMinutes&, const Context&);
Decision decide_adopt_minutes(const Meeting&, const AdoptMinutes&, const Context&);
Decision decide_sign_minutes(const Meeting&, const SignMinutes&, const Context&);
Decision decide_record_decision(const Meeting&, const RecordDecision&, const Context&);
Decision decide_withdraw_decision(const Meeting&, const WithdrawDecision&, const Context&);
Decision decide_add_file(const Meeting&, const AddFile&, const Context&);
Decision decide_withdraw_file(const Meeting&, const WithdrawFile&, const Context&);
Decision decide_publish_minutes(const Meeting&, const PublishRecord&, const Context&);
Decision decide_publish(const Meeting&, const PublishRecord&, const Context&);

/// Without spaces, line breaks and ideographic spaces (U+3000) at the ends; alone they say nothing.
std::string_view trimmed(std::string_view text);

/// The phases before a meeting has ended, however it ends.
inline constexpr auto kNotOver = {Phase::convened, Phase::announced, Phase::open, Phase::in_session,
                                  Phase::recess};
/// Refuses while a ballot is open.
std::optional<Refusal> ballot_problem(const Meeting& meeting);
/// Refuses unless the meeting is in one of these phases.
std::optional<Refusal> phase_problem(const Meeting& meeting, std::initializer_list<Phase> allowed);

/// What ends before the current item is left: the speech under way.
std::vector<Event> leave_item(const Meeting& meeting);

/// The refusal of somebody who is neither on the roll nor admitted.
std::optional<Refusal> speaker_problem(const Meeting& meeting, const SpeakerId& speaker);

/// A ballot on a motion: the meeting's own electorate, heads alone, for and against.
std::optional<Refusal> motion_problem(const Meeting& meeting, const Context& context);
BallotOpened motion_ballot(const Meeting& meeting, const Motion& about, std::string question,
                           std::string detail, const Context& context);
/// What the closing of a ballot means for the motion it is about.
std::vector<Event> decided_by(const Ballot& ballot, Outcome outcome);

/// What a head weighs on a roll; zero when it is not on it.
Weight weight_of(const RollSnapshot& roll, const HeadId& head);

}  // namespace roundtable::domain
