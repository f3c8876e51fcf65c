// The ballot: opened under a frozen rule and roll, one vote a head whatever the channel, closed by
// the chair or its deadline, counted exactly.
#include <algorithm>
#include <set>

#include "domain/decide_parts.hpp"
#include "domain/describe/commands.hpp"
#include "domain/limits.hpp"

namespace roundtable::domain {
namespace {

Refusal about_ballot(Code code, const BallotId& ballot) {
  return {code, {{"ballot", ballot.str()}}};
}

bool deadline_reached(const Ballot& ballot, Time at) {
  return ballot.deadline && at >= *ballot.deadline;
}

/// Refuses unless the ballot takes votes at that instant; from the deadline on it does not, even if
/// no closing is recorded yet (docs/architecture.md).
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

Weight present_on(const Meeting& meeting, const Rule& rule, const RollSnapshot& roll) {
  Weight present;
  for (const auto& [head, attendance] : meeting.attendance) {
    if (counts_as_present(meeting, rule, head)) present = present + weight_of(roll, head);
  }
  return present;
}

std::optional<Refusal> notice_problem(const Meeting& meeting, const Rule& rule, Time at) {
  const auto today = shanghai_date(at);
  const auto announced = shanghai_date(*meeting.announced_at);
  if (today >= first_day_after_notice(rule.notice_days, announced)) return std::nullopt;
  const auto days = days_from_epoch(today) - days_from_epoch(announced) - 1;
  return Refusal{Code::meeting_notice_too_short,
                 {{"days", std::max<std::int64_t>(0, days)}, {"needs", rule.notice_days}}};
}

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
  std::set<std::string_view> known;
  for (const auto& text : *command.plans) {
    const auto plan = trimmed(text);
    if (auto problem = text_problem("options", plan, kPlanBytesMax)) return problem;
    // Spaces around it do not make it another plan.
    if (!known.insert(plan).second) {
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
  return std::nullopt;
}

Refusal wrong_scope(const OpenBallot& command) {
  return {Code::rule_scope,
          {{"rule", command.rule}, {"scope", std::string(to_string(command.scope.kind))}}};
}

std::optional<Refusal> rule_problem(const Meeting& meeting, const OpenBallot& command) {
  const auto* rule = meeting.rule(command.rule);
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

std::optional<Refusal> method_problem(const Meeting& meeting, const OpenBallot& command) {
  const auto* use = method_meant(*meeting.rule(command.rule)->value, command);
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

/// A motion of the deliberation binds nobody, whatever was recorded for the body that sits.
bool binds(const Meeting& meeting, const OpenBallot& command, const Context& context) {
  return context.binding && meeting.rule(command.rule)->value->body == meeting.body;
}

/// What only a binding ballot needs: enough notice, and a matter that stood on the announced
/// agenda.
std::optional<Refusal> binding_problem(const Meeting& meeting, const OpenBallot& command,
                                       const Context& context) {
  if (!binds(meeting, command, context)) return std::nullopt;
  if (!meeting.agenda.at(command.item).noticed) {
    return Refusal{Code::ballot_not_noticed, {{"question", command.question}}};
  }
  return notice_problem(meeting, *meeting.rule(command.rule)->value, context.at);
}

Decision closed(const Ballot& ballot, ClosedBy by, Time effective_at) {
  const auto verdict = ballot.counting->count(ballot.asked(), ballot.tally, true).verdict;
  std::vector<Event> events{
      BallotClosed{ballot.id, by, effective_at, ballot.tally, verdict.outcome}};
  for (auto& event : decided_by(ballot, verdict.outcome)) events.push_back(std::move(event));
  return Accepted{
      std::move(events),
      {{"ballot", ballot.id.str()}, {"outcome", std::string(to_string(verdict.outcome))}}};
}

}  // namespace

Decision decide_command(const Meeting& meeting, const OpenBallot& command, const Context& context) {
  if (meeting.open_ballot) return about_ballot(Code::ballot_another_open, *meeting.open_ballot);
  if (meeting.ballots.size() >= kBallotsPerMeetingMax) {
    return Refusal{Code::ballot_too_many, {{"max", std::int64_t{kBallotsPerMeetingMax}}}};
  }
  if (auto problem = question_problem(meeting, command, context)) return *problem;
  if (auto problem = rule_problem(meeting, command)) return *problem;
  if (auto problem = method_problem(meeting, command)) return *problem;
  if (auto problem = binding_problem(meeting, command, context)) return *problem;
  if (auto problem = roll_problem(command.roll_version, context)) return *problem;
  if (!context.snapshot || context.snapshot->value->heads.empty()) {
    return Refusal{Code::ballot_empty_roll,
                   {{"scope", std::string(to_string(command.scope.kind))}}};
  }
  const auto heads = context.snapshot->value->heads.size();
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
    for (const auto& plan : *command.plans) opened.plans.emplace_back(trimmed(plan));
  }
  opened.rule = *meeting.rule(command.rule);
  opened.method = *method_meant(*opened.rule.value, command);
  opened.roll = *context.snapshot;
  opened.scope = command.scope;
  opened.secrecy = command.secrecy;
  opened.counts = command.counts;
  const bool binding = binds(meeting, command, context);
  opened.standing = binding ? Standing::binding : Standing::opinion_poll;
  opened.standing_basis = binding ? context.binding->text : "";
  opened.present = present_on(meeting, *opened.rule.value, *context.snapshot->value);
  opened.deadline = command.deadline;
  if (command.roll_version) opened.roll_at = context.roll_at;
  const auto id = opened.ballot.str();
  return Accepted{{std::move(opened)}, {{"ballot", id}}};
}

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
  return Accepted{{std::move(cast)},
                  {{"ballot", command.ballot.str()}, {"head", command.head.str()}}};
}

Decision decide_command(const Meeting& meeting, const CloseBallot& command,
                        const Context& context) {
  const auto* ballot = meeting.ballot(command.ballot);
  // The chair may close in the instant after a deadline: it is the deadline that counts then.
  if (ballot != nullptr && ballot->state == BallotState::open &&
      deadline_reached(*ballot, context.at)) {
    return closed(*ballot, ClosedBy::deadline, *ballot->deadline);
  }
  if (auto problem = open_problem(meeting, command.ballot, context.at)) return *problem;
  return closed(*ballot, ClosedBy::chair, context.at);
}

Decision decide_command(const Meeting& meeting, const CloseBallotAtDeadline& command,
                        const Context& context) {
  const auto* ballot = meeting.ballot(command.ballot);
  if (ballot == nullptr) return about_ballot(Code::ballot_unknown, command.ballot);
  if (ballot->state == BallotState::open && !deadline_reached(*ballot, context.at)) {
    return about_ballot(Code::ballot_still_open, command.ballot);
  }
  if (ballot->state != BallotState::open) return *open_problem(meeting, command.ballot, context.at);
  return closed(*ballot, ClosedBy::deadline, *ballot->deadline);
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

Date first_day_after_notice(std::int64_t notice_days, Date announced) {
  if (notice_days == 0) return announced;
  return date_from_days(days_from_epoch(announced) + notice_days + 1);
}

ObjectionPeriod objection_period(const Rule& rule, Time published_at) {
  const auto day = days_from_epoch(shanghai_date(published_at));
  if (rule.objection_days == 0) return {date_from_days(day), date_from_days(day)};
  return {date_from_days(day + 1), date_from_days(day + rule.objection_days)};
}

}  // namespace roundtable::domain
