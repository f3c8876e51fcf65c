// The ballot: opened under a frozen rule and roll, closed by the chair or its deadline, counted
// exactly, open again where that was a mistake. Its votes: decide_vote.cpp.
#include <algorithm>
#include <set>

#include "base/plain_text.hpp"
#include "domain/announced.hpp"
#include "domain/ballot/tally_secrecy.hpp"
#include "domain/ballot/worth.hpp"
#include "domain/decide_parts.hpp"
#include "domain/describe/commands.hpp"
#include "domain/limits.hpp"

namespace roundtable::domain {
namespace {

Refusal wrong_count(std::size_t least, std::size_t most) {
  return {Code::ballot_plan_count,
          {{"min", static_cast<std::int64_t>(least)}, {"max", static_cast<std::int64_t>(most)}}};
}

/// From two plans up to as many as fit on one paper, each told from the others.
std::optional<Refusal> plans_problem(const OpenBallot& command) {
  if (!command.plans) return std::nullopt;
  if (command.plans->size() < kPlansMin || command.plans->size() > kPlansMax) {
    return wrong_count(kPlansMin, kPlansMax);
  }
  std::set<std::string> known;
  for (const auto& text : *command.plans) {
    const auto plan = without_blank_ends(text);
    if (auto problem = text_problem("options", plan, kPlanBytesMax)) return problem;
    // On the paper nobody could tell them apart.
    if (!known.insert(as_it_looks(plan)).second) {
      return Refusal{Code::ballot_plan_twice, {{"text", std::string(plan)}}};
    }
  }
  return std::nullopt;
}

std::optional<Refusal> question_problem(const Meeting& meeting, const OpenBallot& command,
                                        const Context& context) {
  if (auto problem = text_problem("question", command.question, kQuestionBytesMax)) return problem;
  if (auto problem = text_problem("detail", command.detail, kDetailBytesMax, true)) return problem;
  if (auto problem = plans_problem(command)) return problem;
  const auto item = meeting.agenda.find(command.item);
  if (item == meeting.agenda.end()) {
    return Refusal{Code::agenda_unknown_item, {{"item", command.item.str()}}};
  }
  if (item->second.state != ItemState::current) {
    return Refusal{
        Code::agenda_item_state,
        {{"item", command.item.str()}, {"state", std::string(to_string(item->second.state))}}};
  }
  if (command.secrecy == Secrecy::confidential && command.counts == Counts::live) {
    return Refusal{Code::ballot_live_and_confidential, {}};
  }
  if (command.deadline && *command.deadline <= context.at) {
    return Refusal{Code::ballot_deadline_past, {{"deadline", command.deadline->micros}}};
  }
  if (command.deadline && command.deadline->micros - context.at.micros > kScheduledAheadMax) {
    return Refusal{Code::command_malformed, {{"field", "deadline"}, {"why", "out_of_range"}}};
  }
  return std::nullopt;
}

Refusal wrong_scope(const OpenBallot& command) {
  return {Code::rule_scope,
          {{"rule", command.rule}, {"scope", std::string(to_string(command.scope.kind))}}};
}

std::optional<Refusal> rule_problem(const Meeting& meeting, const OpenBallot& command,
                                    const Context& context) {
  const auto* rule = rule_in_force(meeting, command.rule, context);
  if (rule == nullptr) return Refusal{Code::rule_unknown, {{"rule", command.rule}}};
  const auto& scopes = rule->value->scopes;
  if (std::find(scopes.begin(), scopes.end(), command.scope.kind) == scopes.end()) {
    return wrong_scope(command);
  }
  return std::nullopt;
}

/// The method of the rule's that the command means.
const MethodUse* method_meant(const Rule& rule, const OpenBallot& command) {
  const auto name =
      command.method.empty() ? method_of_before(command.plans.has_value()).name : command.method;
  const auto found = std::find_if(rule.methods.begin(), rule.methods.end(),
                                  [&](const MethodUse& use) { return use.name == name; });
  return found == rule.methods.end() ? nullptr : &*found;
}

std::optional<Refusal> method_problem(const Rule& rule, const OpenBallot& command) {
  const auto* use = method_meant(rule, command);
  const auto* method = use == nullptr ? nullptr : find_method(*use);
  if (method == nullptr) {
    return Refusal{Code::ballot_method, {{"rule", command.rule}, {"method", command.method}}};
  }
  const auto plans = command.plans ? command.plans->size() : 0;
  if (plans < method->plans_min || plans > method->plans_max) {
    return wrong_count(method->plans_min, method->plans_max);
  }
  return std::nullopt;
}

/// A motion of the deliberation binds nobody, nor does a body whose rule says that it cannot bind,
/// whatever was recorded.
bool binds(const Meeting& meeting, const Rule& rule, const Context& context) {
  return context.binding && rule.body == meeting.body && may_bind(rule);
}

/// What only a binding ballot needs: that it is what was announced, and was studied first where the
/// rule asks for that.
std::optional<Refusal> binding_problem(const Meeting& meeting, const Rule& rule,
                                       const OpenBallot& command, const Context& context) {
  if (!binds(meeting, rule, context)) return std::nullopt;
  const auto found = departures(meeting, rule, command, context);
  if (!found.empty()) return departure_refusal(found.front(), meeting, rule, command, context);
  if (rule.prior_party_review && meeting.agenda.at(command.item).text.party.empty()) {
    return Refusal{Code::ballot_party_review, {{"item", command.item.str()}}};
  }
  return std::nullopt;
}

/// Where a sitting may only decide with so many there, a vote that binds is not even opened with
/// fewer. A poll is: it says what is missing.
std::optional<Refusal> presence_problem_of(const Meeting& meeting, const Rule& rule,
                                           const Context& context) {
  if (!binds(meeting, rule, context) || rule.quorum_kind != QuorumKind::presence) {
    return std::nullopt;
  }
  const auto& roll = *context.snapshot->value;
  const Basis basis{{roll.total_heads(), roll.total_area}, present_on(meeting, rule, roll)};
  for (const auto& test : quorum_tests(rule, basis, {})) {
    if (test.holds) continue;
    return Refusal{
        Code::ballot_too_few_present,
        {{"present", basis.present.heads}, {"all", basis.all.heads}, {"missing", test.missing}}};
  }
  return std::nullopt;
}

/// A poll on what could have been decided tells in what it is not the vote that was announced.
std::vector<Departure> departures_of_poll(const Meeting& meeting, const Rule& rule,
                                          const OpenBallot& command, const Context& context) {
  const bool could_bind = rule.body == meeting.body && may_bind(rule);
  if (!could_bind || binds(meeting, rule, context)) return {};
  return departures(meeting, rule, command, context);
}

Refusal malformed(std::string_view field, std::string_view why) {
  return {Code::command_malformed, {{"field", std::string(field)}, {"why", std::string(why)}}};
}

/// Where the others decide: whose request it is, and why whom else it concerns.
std::optional<Refusal> interest_problem(const Meeting& meeting, const Rule& rule,
                                        const OpenBallot& command, const Context& context) {
  const auto& [applicant, also, reason] = command.interest;
  if (!rule.others_decide) {
    if (command.interest == Interest{}) return std::nullopt;
    return malformed("applicant", "not_applicable");
  }
  if (applicant.empty()) return malformed("applicant", "missing");
  const auto& known = meeting.electorate.value->heads;
  if (!known.contains(applicant) || !context.applicant_on_roll) {
    return Refusal{Code::attendance_unknown_head, {{"head", applicant.str()}}};
  }
  if (also.size() > kConcernedElsewhereMax) return malformed("also", "too_many");
  std::set<HeadId> named{applicant};
  for (const auto& head : also) {
    if (!known.contains(head)) {
      return Refusal{Code::attendance_unknown_head, {{"head", head.str()}}};
    }
    if (!named.insert(head).second) return malformed("also", "twice");
  }
  return text_problem("also_reason", reason, kReasonBytesMax, also.empty());
}

Decision closed(const Ballot& ballot, ClosedBy by, Time effective_at, const Context& context) {
  const auto verdict = ballot.counting->count(ballot.asked(), ballot.tally, true).verdict;
  BallotClosed closing{ballot.id, by, effective_at, ballot.tally, verdict.outcome};
  if (!context.asking && areas_give_votes_away(ballot, ballot.tally)) {
    closing.tally = heads_alone(ballot.tally);
    closing.in_heads = count_in_heads(verdict);
  }
  std::vector<Event> events{std::move(closing)};
  for (auto& event : decided_by(ballot, verdict.outcome)) events.push_back(std::move(event));
  return Accepted{
      std::move(events),
      {{"ballot", ballot.id.str()}, {"outcome", std::string(to_string(verdict.outcome))}}};
}

/// What was begun, said or decided since on the strength of the closed ballot; "" for nothing. Of a
/// confidential ballot even the outcome, told once and again with one vote more, tells that vote.
std::string_view rests_on(const Meeting& meeting, const Ballot& ballot) {
  if (ballot.reopenings.size() >= kReopeningsMax) return "often";
  if (ballot.secrecy == Secrecy::confidential && !ballot.casts.empty()) return "secrecy";
  if (meeting.minutes.state != MinutesState::draft) return "minutes";
  const auto is_later = [&](const auto& other) { return other.second.order > ballot.order; };
  if (std::any_of(meeting.ballots.begin(), meeting.ballots.end(), is_later)) return "ballot";
  if (meeting.current_item != ballot.item) return "agenda";
  for (const auto& [id, decision] : meeting.minutes.decisions) {
    if (!decision.withdrawn && decision.item == ballot.item && decision.order > ballot.order) {
      return "decision";
    }
  }
  if (ballot.about.empty()) return "";
  if (meeting.current_proposal && *meeting.current_proposal != ballot.about.proposal) {
    return "proposal";
  }
  const auto& proposal = meeting.proposals.at(ballot.about.proposal);
  if (ballot.about.amendment.empty()) {
    const bool stands = proposal.decided_at == ballot.closed_at;
    return stands ? "" : "proposal";
  }
  const auto& amendment = meeting.amendments.at(ballot.about.amendment);
  const bool stands = proposal.state == ProposalState::tabled &&
                      amendment.decided_at == ballot.closed_at &&
                      (amendment.state != AmendmentState::adopted ||
                       proposal.amended_by[amendment.paragraph] == amendment.id);
  // Somebody wants to change the words that the vote has given.
  const auto rests = [&](const auto& other) {
    return other.second.state == AmendmentState::tabled && other.second.order > ballot.order &&
           other.second.proposal == amendment.proposal &&
           other.second.paragraph == amendment.paragraph;
  };
  const bool rested_on = std::any_of(meeting.amendments.begin(), meeting.amendments.end(), rests);
  return stands && !rested_on ? "" : "proposal";
}

}  // namespace

Refusal about_ballot(Code code, const BallotId& ballot) {
  return {code, {{"ballot", ballot.str()}}};
}

bool deadline_reached(const Ballot& ballot, Time at) {
  return ballot.deadline && at >= *ballot.deadline;
}

std::optional<Refusal> open_problem(const Meeting& meeting, const BallotId& id, Time at) {
  const auto* ballot = meeting.ballot(id);
  if (ballot == nullptr) return about_ballot(Code::ballot_unknown, id);
  if (ballot->state == BallotState::annulled) return about_ballot(Code::ballot_annulled, id);
  const auto closed = [&](Time when) {
    return Refusal{Code::ballot_closed, {{"ballot", id.str()}, {"closed_at", when.micros}}};
  };
  if (ballot->state == BallotState::closed) return closed(*ballot->closed_at);
  if (deadline_reached(*ballot, at)) return closed(*ballot->deadline);
  return std::nullopt;
}

Decision decide_command(const Meeting& meeting, const OpenBallot& command, const Context& context) {
  if (meeting.open_ballot) return about_ballot(Code::ballot_another_open, *meeting.open_ballot);
  if (meeting.ballots.size() >= kBallotsPerMeetingMax) {
    return Refusal{Code::ballot_too_many, {{"max", std::int64_t{kBallotsPerMeetingMax}}}};
  }
  if (auto problem = question_problem(meeting, command, context)) return *problem;
  if (auto problem = rule_problem(meeting, command, context)) return *problem;
  const auto& rule = *rule_in_force(meeting, command.rule, context);
  if (auto problem = method_problem(*rule.value, command)) return *problem;
  if (auto problem = binding_problem(meeting, *rule.value, command, context)) return *problem;
  if (context.roll_change) {
    // Of a part of its scope the meeting's own roll does not say whose areas those are.
    const bool keeps = command.keep_roll && command.scope == meeting.electorate.value->scope;
    if (!keeps) return roll_changed(*context.roll_change);
  } else if (auto problem = roll_problem(command.roll_version, context)) {
    return *problem;
  }
  if (auto problem = interest_problem(meeting, *rule.value, command, context)) return *problem;
  if (!context.snapshot || context.snapshot->value->heads.empty()) {
    return Refusal{Code::ballot_empty_roll,
                   {{"scope", std::string(to_string(command.scope.kind))}}};
  }
  if (auto problem = presence_problem_of(meeting, *rule.value, context)) return *problem;
  const auto heads = context.snapshot->value->heads.size();
  if (command.secrecy == Secrecy::confidential && rule.value->named_only) {
    return Refusal{Code::ballot_named_only, {{"rule", command.rule}}};
  }
  if (command.secrecy == Secrecy::confidential && heads < kConfidentialHeadsMin) {
    return Refusal{Code::ballot_too_few_for_secrecy,
                   {{"heads", static_cast<std::int64_t>(heads)},
                    {"needs", std::int64_t{kConfidentialHeadsMin}}}};
  }
  // A meeting of one building does not decide for its neighbours.
  if (!contains(meeting.electorate.value->scope, context.snapshot->value->scope)) {
    return wrong_scope(command);
  }
  BallotOpened opened;
  opened.ballot = BallotId(context.fresh_id);
  opened.item = command.item;
  opened.question = command.question;
  opened.detail = command.detail;
  if (command.plans) {
    for (const auto& plan : *command.plans) opened.plans.emplace_back(without_blank_ends(plan));
  }
  opened.rule = rule;
  opened.method = *method_meant(*opened.rule.value, command);
  opened.roll = *context.snapshot;
  opened.scope = command.scope;
  opened.interest = command.interest;
  opened.secrecy = command.secrecy;
  opened.counts = command.counts;
  const bool binding = binds(meeting, *rule.value, context);
  opened.standing = binding ? Standing::binding : Standing::opinion_poll;
  opened.standing_basis = binding ? context.binding->text : "";
  opened.present = present_on(meeting, *opened.rule.value, *context.snapshot->value);
  opened.deadline = command.deadline;
  if (command.roll_version) opened.roll_at = context.roll_at;
  opened.departures = departures_of_poll(meeting, *rule.value, command, context);
  opened.party = meeting.agenda.at(command.item).text.party;
  const auto id = opened.ballot.str();
  return Accepted{{std::move(opened)}, {{"ballot", id}}};
}

Decision decide_command(const Meeting& meeting, const CloseBallot& command,
                        const Context& context) {
  const auto* ballot = meeting.ballot(command.ballot);
  // The chair may close in the instant after a deadline: it is the deadline that counts then.
  if (ballot != nullptr && ballot->state == BallotState::open &&
      deadline_reached(*ballot, context.at)) {
    return closed(*ballot, ClosedBy::deadline, *ballot->deadline, context);
  }
  if (auto problem = open_problem(meeting, command.ballot, context.at)) return *problem;
  return closed(*ballot, ClosedBy::chair, context.at, context);
}

Decision decide_command(const Meeting& meeting, const CloseBallotAtDeadline& command,
                        const Context& context) {
  const auto* ballot = meeting.ballot(command.ballot);
  if (ballot == nullptr) return about_ballot(Code::ballot_unknown, command.ballot);
  if (ballot->state == BallotState::open && !deadline_reached(*ballot, context.at)) {
    return about_ballot(Code::ballot_still_open, command.ballot);
  }
  if (ballot->state != BallotState::open) return *open_problem(meeting, command.ballot, context.at);
  return closed(*ballot, ClosedBy::deadline, *ballot->deadline, context);
}

Decision decide_command(const Meeting& meeting, const ReopenBallot& command,
                        const Context& context) {
  const auto* ballot = meeting.ballot(command.ballot);
  if (ballot == nullptr) return about_ballot(Code::ballot_unknown, command.ballot);
  if (ballot->state == BallotState::annulled) {
    return about_ballot(Code::ballot_annulled, command.ballot);
  }
  if (ballot->state == BallotState::open) {
    return about_ballot(Code::ballot_still_open, command.ballot);
  }
  if (deadline_reached(*ballot, context.at)) {
    return Refusal{Code::ballot_deadline_past, {{"deadline", ballot->deadline->micros}}};
  }
  if (!ballot->record.empty()) {
    return Refusal{Code::record_already_published, {{"record", ballot->record.str()}}};
  }
  if (meeting.open_ballot) return about_ballot(Code::ballot_another_open, *meeting.open_ballot);
  if (const auto what = rests_on(meeting, *ballot); !what.empty()) {
    auto refusal = about_ballot(Code::ballot_rested_on, command.ballot);
    refusal.fields.emplace_back("what", std::string(what));
    return refusal;
  }
  if (auto problem = text_problem("reason", command.reason, kReasonBytesMax)) return *problem;
  return Accepted{{BallotReopened{command.ballot, command.reason, ballot->deadline}},
                  {{"ballot", command.ballot.str()}}};
}

Decision decide_command(const Meeting& meeting, const AnnulBallot& command, const Context&) {
  const auto* ballot = meeting.ballot(command.ballot);
  if (ballot == nullptr) return about_ballot(Code::ballot_unknown, command.ballot);
  if (ballot->state == BallotState::annulled) {
    return about_ballot(Code::ballot_annulled, command.ballot);
  }
  if (!ballot->record.empty()) {
    return Refusal{Code::record_already_published, {{"record", ballot->record.str()}}};
  }
  if (auto problem = text_problem("reason", command.reason, kReasonBytesMax)) return *problem;
  // What rests on an amendment's vote is taken back first: the words of a decided proposal stay.
  if (!ballot->about.amendment.empty()) {
    const auto& proposal = meeting.proposals.at(ballot->about.proposal);
    if (proposal.state != ProposalState::tabled) {
      return Refusal{
          Code::proposal_state,
          {{"proposal", proposal.id.str()}, {"state", std::string(to_string(proposal.state))}}};
    }
  }
  return Accepted{{BallotAnnulled{command.ballot, command.reason}},
                  {{"ballot", command.ballot.str()}}};
}

}  // namespace roundtable::domain
