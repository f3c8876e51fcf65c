// Proposals, amendments, and putting them to the vote (docs/domain.md 5.1). A motion is decided by
// more for than against among the households that vote; a tie is lost. It never mixes with owners'
// arithmetic and binds nobody.
#include <algorithm>

#include "domain/decide_parts.hpp"
#include "domain/limits.hpp"

namespace roundtable::domain {
namespace {

Refusal about_proposal(Code code, const ProposalId& proposal) {
  return {code, {{"proposal", proposal.str()}}};
}
Refusal wrong_state(const Proposal& proposal) {
  return {Code::proposal_state,
          {{"proposal", proposal.id.str()}, {"state", std::string(to_string(proposal.state))}}};
}
Refusal wrong_state(const Amendment& amendment) {
  return {Code::amendment_state,
          {{"amendment", amendment.id.str()}, {"state", std::string(to_string(amendment.state))}}};
}

Refusal not_yours(const Amendment& amendment) {
  return {Code::amendment_not_yours, {{"amendment", amendment.id.str()}}};
}

/// A proposal that is still open to what is asked; `mover` empty: staff.
const Proposal* open_proposal(const Meeting& meeting, const ProposalId& id, const SpeakerId& mover,
                              std::optional<Refusal>& problem) {
  const auto found = meeting.proposals.find(id);
  if (found == meeting.proposals.end()) {
    problem = about_proposal(Code::proposal_unknown, id);
    return nullptr;
  }
  const auto& proposal = found->second;
  if (!mover.empty() && proposal.mover != mover) {
    problem = about_proposal(Code::proposal_not_yours, id);
  } else if (proposal.state != ProposalState::tabled) {
    problem = wrong_state(proposal);
  }
  return problem ? nullptr : &proposal;
}

const Amendment* open_amendment(const Meeting& meeting, const AmendmentId& id,
                                std::optional<Refusal>& problem) {
  const auto found = meeting.amendments.find(id);
  if (found == meeting.amendments.end()) {
    problem = Refusal{Code::amendment_unknown, {{"amendment", id.str()}}};
    return nullptr;
  }
  if (found->second.state != AmendmentState::tabled) problem = wrong_state(found->second);
  return problem ? nullptr : &found->second;
}

/// While a proposal or an amendment to it is voted on, neither its words nor its state change: what
/// the vote is on stays what it was when the vote began.
std::optional<Refusal> voting_problem(const Meeting& meeting, const ProposalId& proposal) {
  if (!meeting.open_ballot) return std::nullopt;
  const auto& ballot = meeting.ballots.at(*meeting.open_ballot);
  if (ballot.about.proposal != proposal) return std::nullopt;
  return Refusal{Code::meeting_ballot_open, {{"ballot", ballot.id.str()}}};
}

std::optional<Refusal> proposal_text_problem(const ProposalText& text) {
  if (auto problem = text_problem("title", text.title, kTitleBytesMax)) return problem;
  if (text.paragraphs.empty()) {
    return Refusal{Code::command_malformed, {{"field", "text"}, {"why", "empty"}}};
  }
  if (text.paragraphs.size() > kParagraphsMax) {
    return Refusal{Code::command_malformed, {{"field", "text"}, {"why", "too_many"}}};
  }
  std::size_t bytes = 0;
  for (const auto& paragraph : text.paragraphs) {
    if (auto problem = text_problem("text", paragraph, kParagraphBytesMax)) return problem;
    bytes += paragraph.size();
  }
  if (bytes > kProposalBytesMax) {
    return Refusal{Code::command_malformed, {{"field", "text"}, {"why", "too_long"}}};
  }
  if (auto problem = text_problem("who", text.who, kPartyBytesMax)) return problem;
  if (auto problem = text_problem("where", text.where, kPartyBytesMax)) return problem;
  if (text.cost && (*text.cost < 0 || *text.cost > kCostCentsMax)) {
    return Refusal{Code::command_malformed, {{"field", "cost"}, {"why", "out_of_range"}}};
  }
  return std::nullopt;
}

/// How many of these that person has moved. One household must not use up what all share.
template <class Map>
std::size_t moved_by(const Map& motions, const SpeakerId& mover) {
  return static_cast<std::size_t>(
      std::count_if(motions.begin(), motions.end(),
                    [&](const auto& known) { return known.second.mover == mover; }));
}

/// Undecided amendments of a proposal; nothing when there are none.
const Amendment* undecided_amendment(const Meeting& meeting, const ProposalId& proposal) {
  for (const auto& [id, amendment] : meeting.amendments) {
    const bool open = amendment.state == AmendmentState::tabled;
    if (open && amendment.proposal == proposal) return &amendment;
  }
  return nullptr;
}

/// Rule 11: the vote is called when nobody who still may wants the floor.
std::optional<Refusal> floor_problem(const Meeting& meeting) {
  if (meeting.current_speech) {
    return Refusal{Code::floor_busy, {{"speech", meeting.current_speech->str()}}};
  }
  const auto waiting = speaking_order(meeting);
  if (waiting.empty()) return std::nullopt;
  return Refusal{Code::floor_still_wanted,
                 {{"waiting", static_cast<std::int64_t>(waiting.size())}}};
}

}  // namespace

Decision decide_command(const Meeting& meeting, const TableProposal& command,
                        const Context& context) {
  const auto item = meeting.agenda.find(command.item);
  if (item == meeting.agenda.end()) {
    return Refusal{Code::agenda_unknown_item, {{"item", command.item.str()}}};
  }
  if (item->second.state == ItemState::done) {
    return Refusal{Code::agenda_item_state, {{"item", command.item.str()}, {"state", "done"}}};
  }
  if (auto problem = speaker_problem(meeting, command.mover)) return *problem;
  // Rule 1: the chair has no opinion, so it moves nothing.
  if (command.mover == meeting.chair) {
    return Refusal{Code::floor_chair_has_no_stance, {{"speaker", command.mover.str()}}};
  }
  if (auto problem = proposal_text_problem(command.text)) return *problem;
  if (meeting.proposals.size() >= kProposalsMax) {
    return Refusal{Code::proposal_full, {{"max", std::int64_t{kProposalsMax}}}};
  }
  if (moved_by(meeting.proposals, command.mover) >= kProposalsPerMoverMax) {
    return Refusal{Code::proposal_mover_full, {{"max", std::int64_t{kProposalsPerMoverMax}}}};
  }
  const ProposalId proposal(context.fresh_id);
  return Accepted{{ProposalTabled{proposal, command.item, command.mover, command.text}},
                  {{"proposal", proposal.str()}}};
}

Decision decide_command(const Meeting& meeting, const EditProposal& command, const Context&) {
  std::optional<Refusal> problem;
  const auto* proposal = open_proposal(meeting, command.proposal, command.mover, problem);
  if (proposal == nullptr) return *problem;
  if (command.base != proposal->base) {
    return Refusal{Code::proposal_stale,
                   {{"proposal", command.proposal.str()}, {"base", proposal->base}}};
  }
  // Who supported it supported these words; who wants others amends.
  const bool amended =
      std::any_of(meeting.amendments.begin(), meeting.amendments.end(),
                  [&](const auto& known) { return known.second.proposal == command.proposal; });
  if (amended || !proposal->supporters.empty() || !proposal->ballot.empty()) {
    return about_proposal(Code::proposal_supported, command.proposal);
  }
  if (auto wrong = proposal_text_problem(command.text)) return *wrong;
  return Accepted{{ProposalEdited{command.proposal, command.text}},
                  {{"proposal", command.proposal.str()}}};
}

Decision decide_command(const Meeting& meeting, const WithdrawProposal& command, const Context&) {
  std::optional<Refusal> problem;
  const auto* proposal = open_proposal(meeting, command.proposal, command.mover, problem);
  if (proposal == nullptr) return *problem;
  if (auto voting = voting_problem(meeting, command.proposal)) return *voting;
  return Accepted{{ProposalWithdrawn{command.proposal}}, {{"proposal", command.proposal.str()}}};
}

Decision decide_command(const Meeting& meeting, const SupportProposal& command, const Context&) {
  std::optional<Refusal> problem;
  const auto* proposal = open_proposal(meeting, command.proposal, {}, problem);
  if (proposal == nullptr) return *problem;
  if (auto unknown = speaker_problem(meeting, command.speaker)) return *unknown;
  const bool supports = proposal->supporters.contains(command.speaker);
  // Saying it twice changes nothing and is no mistake.
  if (supports == command.support) {
    return Accepted{{}, {{"proposal", command.proposal.str()}}};
  }
  return Accepted{{ProposalSupported{command.proposal, command.speaker, command.support}},
                  {{"proposal", command.proposal.str()}}};
}

Decision decide_command(const Meeting& meeting, const DiscussProposal& command, const Context&) {
  std::optional<Refusal> problem;
  const auto* proposal = open_proposal(meeting, command.proposal, {}, problem);
  if (proposal == nullptr) return *problem;
  // What an earlier item left open is taken along: talked over under one, voted on under another.
  const auto& item = meeting.agenda.at(proposal->item);
  if (!meeting.current_item || item.state == ItemState::waiting) {
    return Refusal{Code::agenda_item_state,
                   {{"item", item.id.str()}, {"state", std::string(to_string(item.state))}}};
  }
  if (meeting.open_ballot) {
    return Refusal{Code::meeting_ballot_open, {{"ballot", meeting.open_ballot->str()}}};
  }
  auto events = leave_item(meeting);
  events.emplace_back(ProposalDiscussed{command.proposal});
  return Accepted{std::move(events), {{"proposal", command.proposal.str()}}};
}

Decision decide_command(const Meeting& meeting, const DeferProposal& command, const Context&) {
  std::optional<Refusal> problem;
  const auto* proposal = open_proposal(meeting, command.proposal, {}, problem);
  if (proposal == nullptr) return *problem;
  if (auto wrong = text_problem("reason", command.reason, kReasonBytesMax)) return *wrong;
  if (auto voting = voting_problem(meeting, command.proposal)) return *voting;
  return Accepted{{ProposalDeferred{command.proposal, command.reason}},
                  {{"proposal", command.proposal.str()}}};
}

Decision decide_command(const Meeting& meeting, const PutProposal& command,
                        const Context& context) {
  std::optional<Refusal> problem;
  const auto* proposal = open_proposal(meeting, command.proposal, {}, problem);
  if (proposal == nullptr) return *problem;
  if (meeting.current_proposal != command.proposal) {
    return about_proposal(Code::proposal_not_discussed, command.proposal);
  }
  if (const auto* open = undecided_amendment(meeting, command.proposal)) {
    return Refusal{Code::proposal_amendments_open, {{"amendment", open->id.str()}}};
  }
  if (auto wanted = floor_problem(meeting)) return *wanted;
  if (auto wrong = motion_problem(meeting, context)) return *wrong;
  std::string detail;
  for (const auto& paragraph : proposal->text.paragraphs) {
    detail += (detail.empty() ? "" : "\n") + paragraph;
  }
  auto opened =
      motion_ballot(meeting, {command.proposal, {}}, proposal->text.title, detail, context);
  const auto ballot = opened.ballot.str();
  return Accepted{{std::move(opened)}, {{"ballot", ballot}, {"proposal", command.proposal.str()}}};
}

Decision decide_command(const Meeting& meeting, const TableAmendment& command,
                        const Context& context) {
  // An id of an amendment where a proposal belongs: the words of an amendment are not amended
  // again.
  if (meeting.amendments.contains(AmendmentId(command.proposal.str()))) {
    return Refusal{Code::amendment_of_amendment, {{"amendment", command.proposal.str()}}};
  }
  if (auto over = phase_problem(meeting, kNotOver)) return *over;
  std::optional<Refusal> problem;
  const auto* proposal = open_proposal(meeting, command.proposal, {}, problem);
  if (proposal == nullptr) return *problem;
  if (auto unknown = speaker_problem(meeting, command.mover)) return *unknown;
  const auto paragraph = paragraph_from(command.paragraph);
  if (!paragraph || *paragraph >= proposal->text.paragraphs.size()) {
    return Refusal{Code::amendment_no_paragraph, {{"paragraph", command.paragraph}}};
  }
  if (auto wrong = text_problem("text", command.text, kParagraphBytesMax)) return *wrong;
  if (command.text == proposal->text.paragraphs[*paragraph]) {
    return Refusal{Code::amendment_unchanged, {{"paragraph", command.paragraph}}};
  }
  if (auto voting = voting_problem(meeting, command.proposal)) return *voting;
  if (meeting.amendments.size() >= kAmendmentsMax) {
    return Refusal{Code::amendment_full, {{"max", std::int64_t{kAmendmentsMax}}}};
  }
  if (moved_by(meeting.amendments, command.mover) >= kAmendmentsPerMoverMax) {
    return Refusal{Code::amendment_mover_full, {{"max", std::int64_t{kAmendmentsPerMoverMax}}}};
  }
  const AmendmentId amendment(context.fresh_id);
  return Accepted{
      {AmendmentTabled{amendment, command.proposal, command.mover, *paragraph, command.text}},
      {{"amendment", amendment.str()}}};
}

Decision decide_command(const Meeting& meeting, const AcceptAmendment& command, const Context&) {
  std::optional<Refusal> problem;
  const auto* amendment = open_amendment(meeting, command.amendment, problem);
  if (amendment == nullptr) return *problem;
  const auto* proposal = open_proposal(meeting, amendment->proposal, {}, problem);
  if (proposal == nullptr) return *problem;
  if (!command.mover.empty() && proposal->mover != command.mover) return not_yours(*amendment);
  if (auto voting = voting_problem(meeting, amendment->proposal)) return *voting;
  return Accepted{{AmendmentAccepted{command.amendment}}, {{"amendment", command.amendment.str()}}};
}

Decision decide_command(const Meeting& meeting, const WithdrawAmendment& command, const Context&) {
  std::optional<Refusal> problem;
  const auto* amendment = open_amendment(meeting, command.amendment, problem);
  if (amendment == nullptr) return *problem;
  if (!command.mover.empty() && amendment->mover != command.mover) {
    return not_yours(*amendment);
  }
  if (auto voting = voting_problem(meeting, amendment->proposal)) return *voting;
  return Accepted{{AmendmentWithdrawn{command.amendment}},
                  {{"amendment", command.amendment.str()}}};
}

Decision decide_command(const Meeting& meeting, const PutAmendment& command,
                        const Context& context) {
  std::optional<Refusal> problem;
  const auto* amendment = open_amendment(meeting, command.amendment, problem);
  if (amendment == nullptr) return *problem;
  if (meeting.current_proposal != amendment->proposal) {
    return about_proposal(Code::proposal_not_discussed, amendment->proposal);
  }
  if (auto wanted = floor_problem(meeting)) return *wanted;
  if (auto wrong = motion_problem(meeting, context)) return *wrong;
  auto opened =
      motion_ballot(meeting, {amendment->proposal, command.amendment},
                    meeting.proposals.at(amendment->proposal).text.title, amendment->text, context);
  const auto ballot = opened.ballot.str();
  return Accepted{{std::move(opened)},
                  {{"ballot", ballot}, {"amendment", command.amendment.str()}}};
}

std::optional<Refusal> motion_problem(const Meeting& meeting, const Context& context) {
  if (auto problem = phase_problem(meeting, {Phase::in_session})) return problem;
  if (meeting.open_ballot) {
    return Refusal{Code::ballot_another_open, {{"ballot", meeting.open_ballot->str()}}};
  }
  if (meeting.ballots.size() >= kBallotsPerMeetingMax) {
    return Refusal{Code::ballot_too_many, {{"max", std::int64_t{kBallotsPerMeetingMax}}}};
  }
  if (meeting.motion_rule() == nullptr) {
    return Refusal{Code::rule_unknown, {{"rule", std::string(kDeliberation)}}};
  }
  if (!context.snapshot || context.snapshot->value->heads.empty()) {
    const auto scope = meeting.electorate.value->scope.kind;
    return Refusal{Code::ballot_empty_roll, {{"scope", std::string(to_string(scope))}}};
  }
  return std::nullopt;
}

BallotOpened motion_ballot(const Meeting& meeting, const Motion& about, std::string question,
                           std::string detail, const Context& context) {
  BallotOpened opened;
  opened.ballot = BallotId(context.fresh_id);
  opened.item = *meeting.current_item;
  opened.about = about;
  opened.question = std::move(question);
  opened.detail = std::move(detail);
  opened.rule = *rule_in_force(meeting, meeting.motion_rule()->value->id, context);
  opened.method = {std::string(kYesNoAbstain)};
  opened.roll = *context.snapshot;
  opened.scope = context.snapshot->value->scope;
  for (const auto& [head, attendance] : meeting.attendance) {
    if (counts_as_present(meeting, *opened.rule.value, head)) {
      opened.present = opened.present + weight_of(*context.snapshot->value, head);
    }
  }
  return opened;
}

std::vector<Event> decided_by(const Ballot& ballot, Outcome outcome) {
  const bool adopted = outcome == Outcome::passed;
  if (!ballot.about.amendment.empty()) return {AmendmentDecided{ballot.about.amendment, adopted}};
  if (!ballot.about.proposal.empty()) return {ProposalDecided{ballot.about.proposal, adopted}};
  return {};
}

}  // namespace roundtable::domain
