// The rules of each command, one function each; `decide` picks. Internal to `domain`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/decide.hpp"

namespace roundtable::domain {

namespace describe {
struct Giver;
}
/// A resident from the own phone; whatever else is entered by staff.
bool may_check_in(const Command& command, const describe::Giver& giver);
/// The own vote from the own phone; staff for who says it in person, or holds up a hand in the
/// hall.
bool may_cast(const Command& command, const describe::Giver& giver);

/// That of the context, or one that knows weekends alone.
const Calendar& calendar_of(const Context& context);

Decision decide_command(const Meeting&, const ConveneMeeting&, const Context&);
Decision decide_command(const Meeting&, const AnnounceMeeting&, const Context&);
Decision decide_command(const Meeting&, const OpenMeeting&, const Context&);
Decision decide_command(const Meeting&, const StartMeeting&, const Context&);
Decision decide_command(const Meeting&, const RecessMeeting&, const Context&);
Decision decide_command(const Meeting&, const ResumeMeeting&, const Context&);
Decision decide_command(const Meeting&, const CloseMeeting&, const Context&);
Decision decide_command(const Meeting&, const CancelMeeting&, const Context&);
Decision decide_command(const Meeting&, const RescheduleMeeting&, const Context&);
Decision decide_command(const Meeting&, const RenewRoll&, const Context&);

Decision decide_command(const Meeting&, const AddAgendaItem&, const Context&);
Decision decide_command(const Meeting&, const StartAgendaItem&, const Context&);
Decision decide_command(const Meeting&, const FinishAgendaItem&, const Context&);

Decision decide_command(const Meeting&, const CheckIn&, const Context&);
Decision decide_command(const Meeting&, const UndoCheckIn&, const Context&);
Decision decide_command(const Meeting&, const LeaveMeeting&, const Context&);
Decision decide_command(const Meeting&, const ExcuseHead&, const Context&);
Decision decide_command(const Meeting&, const AdmitPerson&, const Context&);
Decision decide_command(const Meeting&, const DismissPerson&, const Context&);

Decision decide_command(const Meeting&, const EditAgendaItem&, const Context&);
Decision decide_command(const Meeting&, const MoveAgendaItem&, const Context&);
Decision decide_command(const Meeting&, const DeferAgendaItem&, const Context&);
Decision decide_command(const Meeting&, const ResetAgendaItem&, const Context&);
Decision decide_command(const Meeting&, const SetFloor&, const Context&);
Decision decide_command(const Meeting&, const SetChair&, const Context&);
Decision decide_command(const Meeting&, const CallSpeaker&, const Context&);
Decision decide_command(const Meeting&, const NumberSpeaker&, const Context&);
Decision decide_command(const Meeting&, const RequestFloor&, const Context&);
Decision decide_command(const Meeting&, const WithdrawSpeech&, const Context&);
Decision decide_command(const Meeting&, const GrantFloor&, const Context&);
Decision decide_command(const Meeting&, const FinishSpeech&, const Context&);
Decision decide_command(const Meeting&, const ExtendSpeech&, const Context&);
Decision decide_command(const Meeting&, const UndoSpeech&, const Context&);
Decision decide_command(const Meeting&, const RaiseCard&, const Context&);
Decision decide_command(const Meeting&, const SettleCard&, const Context&);

Decision decide_command(const Meeting&, const TableProposal&, const Context&);
Decision decide_command(const Meeting&, const EditProposal&, const Context&);
Decision decide_command(const Meeting&, const WithdrawProposal&, const Context&);
Decision decide_command(const Meeting&, const SupportProposal&, const Context&);
Decision decide_command(const Meeting&, const DiscussProposal&, const Context&);
Decision decide_command(const Meeting&, const DeferProposal&, const Context&);
Decision decide_command(const Meeting&, const PutProposal&, const Context&);
Decision decide_command(const Meeting&, const TableAmendment&, const Context&);
Decision decide_command(const Meeting&, const AcceptAmendment&, const Context&);
Decision decide_command(const Meeting&, const WithdrawAmendment&, const Context&);
Decision decide_command(const Meeting&, const PutAmendment&, const Context&);

Decision decide_command(const Meeting&, const OpenBallot&, const Context&);
Decision decide_command(const Meeting&, const CastBallot&, const Context&);
Decision decide_command(const Meeting&, const MakeSlips&, const Context&);
Decision decide_command(const Meeting&, const UseSlip&, const Context&);
Decision decide_command(const Meeting&, const ReleaseVote&, const Context&);
Decision decide_command(const Meeting&, const ObjectToVote&, const Context&);
Decision decide_command(const Meeting&, const CloseBallot&, const Context&);
Decision decide_command(const Meeting&, const CloseBallotAtDeadline&, const Context&);
Decision decide_command(const Meeting&, const ReopenBallot&, const Context&);
Decision decide_command(const Meeting&, const AnnulBallot&, const Context&);
Decision decide_command(const Meeting&, const EditMinutes&, const Context&);
Decision decide_command(const Meeting&, const ProposeMinutes&, const Context&);
Decision decide_command(const Meeting&, const CorrectMinutes&, const Context&);
Decision decide_command(const Meeting&, const AdoptMinutes&, const Context&);
Decision decide_command(const Meeting&, const SignMinutes&, const Context&);
Decision decide_command(const Meeting&, const ObjectToMinutes&, const Context&);
Decision decide_command(const Meeting&, const RecordDecision&, const Context&);
Decision decide_command(const Meeting&, const WithdrawDecision&, const Context&);
Decision decide_command(const Meeting&, const AddFile&, const Context&);
Decision decide_command(const Meeting&, const WithdrawFile&, const Context&);
Decision decide_command(const Meeting&, const PublishRecord&, const Context&);

/// The phases before a meeting has ended, however it ends.
inline constexpr auto kNotOver = {Phase::convened, Phase::announced, Phase::open, Phase::in_session,
                                  Phase::recess};
/// Refuses unless the ballot takes votes at that instant; from the deadline on it does not, even if
/// no closing is recorded yet (docs/architecture.md).
std::optional<Refusal> open_problem(const Meeting& meeting, const BallotId& id, Time at);
Refusal about_ballot(Code code, const BallotId& ballot);
bool deadline_reached(const Ballot& ballot, Time at);
/// Refuses unless the head is present now.
std::optional<Refusal> presence_problem(const Meeting& meeting, const HeadId& head);

/// Refuses while a ballot is open.
std::optional<Refusal> ballot_problem(const Meeting& meeting);
/// Refuses unless the meeting is in one of these phases.
std::optional<Refusal> phase_problem(const Meeting& meeting, const std::vector<Phase>& allowed);

/// What ends before the current item is left: the speech under way.
std::vector<Event> leave_item(const Meeting& meeting);

/// The refusal of somebody who is neither on the roll nor admitted.
std::optional<Refusal> speaker_problem(const Meeting& meeting, const SpeakerId& speaker);

/// Refuses where the roll is no longer the one that the chair saw; `seen` is nothing where she did
/// not say.
std::optional<Refusal> roll_problem(const std::optional<std::int64_t>& seen,
                                    const Context& context);

/// The register has changed since the meeting took its roll from it: in numbers, so that the chair
/// can decide.
Refusal roll_changed(const RollChange& change);

/// A ballot on a motion: the meeting's own electorate, heads alone, for and against.
std::optional<Refusal> motion_problem(const Meeting& meeting, const Context& context);
BallotOpened motion_ballot(const Meeting& meeting, const Motion& about, std::string question,
                           std::string detail, const Context& context);
/// What the closing of a ballot means for the motion it is about.
std::vector<Event> decided_by(const Ballot& ballot, Outcome outcome);

/// What a head weighs on a roll; zero when it is not on it.
Weight weight_of(const RollSnapshot& roll, const HeadId& head);

}  // namespace roundtable::domain
