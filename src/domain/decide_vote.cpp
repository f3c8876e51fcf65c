// Votes, one a head whatever the channel: cast, entered by staff for somebody else, released,
// objected to.
#include "base/plain_text.hpp"
#include "domain/decide_parts.hpp"
#include "domain/describe/commands.hpp"
#include "domain/limits.hpp"

namespace roundtable::domain {
namespace {

Refusal about_vote(Code code, const BallotId& ballot, const HeadId& head) {
  return {code, {{"ballot", ballot.str()}, {"head", head.str()}}};
}

/// Whoever stands before the helper, or lets it be entered from afar and is not here, which wants a
/// word of how that came about.
bool needs_reason(const Meeting& meeting, const CastBallot& command) {
  return command.channel == Channel::helper && presence_problem(meeting, command.head).has_value();
}

/// What staff may not enter: hands of who is not here, and anything in place of what came from the
/// household's own phone.
std::optional<Refusal> entry_problem(const Meeting& meeting, const Ballot& ballot,
                                     const CastBallot& command) {
  if (command.channel == Channel::phone) return std::nullopt;
  const auto cast = ballot.casts.find(command.head);
  if (cast != ballot.casts.end() && cast->second.channel == Channel::phone) {
    const auto trail = ballot.trails.find(command.head);
    if (trail == ballot.trails.end() || !trail->second.released) {
      return about_vote(Code::ballot_cast_by_household, ballot.id, command.head);
    }
  }
  if (command.channel == Channel::hand) return presence_problem(meeting, command.head);
  if (!needs_reason(meeting, command)) return std::nullopt;
  if (without_blank_ends(command.reason).empty()) {
    return about_vote(Code::ballot_reason_needed, ballot.id, command.head);
  }
  return text_problem("reason", command.reason, kReasonBytesMax);
}

}  // namespace

bool may_cast(const Command& command, const describe::Giver& giver) {
  const auto channel = std::get<CastBallot>(command).channel;
  if (giver.own) return channel == Channel::phone;
  return giver.runs && (channel == Channel::helper || channel == Channel::hand);
}

Decision decide_command(const Meeting& meeting, const CastBallot& command, const Context& context) {
  if (auto problem = open_problem(meeting, command.ballot, context.at)) return *problem;
  const auto& ballot = *meeting.ballot(command.ballot);
  if (!ballot.roll.value->heads.contains(command.head)) {
    return Refusal{Code::ballot_not_eligible, {{"head", command.head.str()}}};
  }
  const auto& rule = *ballot.rule.value;
  // The quorum, and a majority of those present, were fixed when the ballot opened: who came later
  // is in neither sum.
  if (rule.quorum_kind == QuorumKind::presence &&
      (!ballot.present.contains(command.head) || !counts_as_present(meeting, rule, command.head))) {
    return Refusal{Code::ballot_not_present, {{"head", command.head.str()}}};
  }
  if (ballot.casts.contains(command.head) && !rule.change_until_close) {
    return about_ballot(Code::ballot_already_cast, command.ballot);
  }
  if (auto problem = entry_problem(meeting, ballot, command)) return *problem;
  if (const auto problem = ballot.counting->problem(ballot.asked(), command.paper)) {
    auto refusal = about_ballot(*problem, command.ballot);
    if (*problem == Code::ballot_no_such_option) {
      refusal.fields.emplace_back("choice", command.paper.bytes);
    }
    return refusal;
  }
  BallotCast cast;
  cast.ballot = command.ballot;
  cast.head = command.head;
  cast.paper.value = command.paper;
  cast.confidential = ballot.secrecy == Secrecy::confidential;
  cast.channel = command.channel;
  cast.entered_by = context.actor;
  std::vector<Event> events{std::move(cast)};
  if (needs_reason(meeting, command)) {
    events.emplace_back(VoteExplained{command.ballot, command.head, {command.reason, ""}, ""});
  }
  return Accepted{std::move(events),
                  {{"ballot", command.ballot.str()}, {"head", command.head.str()}}};
}

Decision decide_command(const Meeting& meeting, const ReleaseVote& command,
                        const Context& context) {
  if (auto problem = open_problem(meeting, command.ballot, context.at)) return *problem;
  const auto& ballot = *meeting.ballot(command.ballot);
  if (!may_release(ballot, command.head)) {
    return about_ballot(Code::ballot_nothing_to_release, command.ballot);
  }
  return Accepted{{VoteReleased{command.ballot, command.head}},
                  {{"ballot", command.ballot.str()}, {"head", command.head.str()}}};
}

Decision decide_command(const Meeting& meeting, const ObjectToVote& command, const Context&) {
  const auto* ballot = meeting.ballot(command.ballot);
  if (ballot == nullptr) return about_ballot(Code::ballot_unknown, command.ballot);
  if (ballot->state == BallotState::annulled) {
    return about_ballot(Code::ballot_annulled, command.ballot);
  }
  if (!entered_by_others(*ballot, command.head)) {
    return about_ballot(Code::ballot_nothing_to_object, command.ballot);
  }
  if (!may_object(*ballot, command.head)) {
    return about_ballot(Code::ballot_objected_already, command.ballot);
  }
  return Accepted{{VoteObjected{command.ballot, command.head}},
                  {{"ballot", command.ballot.str()}, {"head", command.head.str()}}};
}

}  // namespace roundtable::domain
