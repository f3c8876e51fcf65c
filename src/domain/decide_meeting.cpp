// The life of a meeting: convened → announced → open (doors) → in session ⇄ recess → closed.
#include <algorithm>

#include "domain/decide_parts.hpp"
#include "domain/limits.hpp"

namespace roundtable::domain {
namespace {

/// The rules the command names, in its order. All must be of the meeting's own body: a sitting is
/// of exactly one body and votes under no other's rules. A body that only talks has none.
std::optional<Refusal> collect_rules(const ConveneMeeting& command, const Context& context,
                                     std::vector<FixedRule>& rules) {
  if (command.rules.size() > kRulesPerMeetingMax) {
    return Refusal{Code::command_malformed, {{"field", "rules"}, {"why", "too_many"}}};
  }
  for (const auto& id : command.rules) {
    const auto named = [&](const FixedRule& rule) { return rule.value->id == id; };
    if (std::any_of(rules.begin(), rules.end(), named)) {
      return Refusal{Code::command_malformed, {{"field", "rules"}, {"why", "repeated"}}};
    }
    const auto found = std::find_if(context.rules.begin(), context.rules.end(), named);
    const bool fits = found != context.rules.end() &&
                      (found->value->body == command.body || found->value->body == kDeliberation);
    if (!fits) {
      return Refusal{Code::rule_unknown, {{"rule", id}}};
    }
    rules.push_back(*found);
  }
  // Every meeting may decide its own motions.
  const auto decides_motions = [](const FixedRule& rule) {
    return rule.value->body == kDeliberation;
  };
  if (std::none_of(rules.begin(), rules.end(), decides_motions)) {
    const auto motions = std::find_if(context.rules.begin(), context.rules.end(), decides_motions);
    if (motions != context.rules.end()) rules.push_back(*motions);
  }
  return std::nullopt;
}

/// A body of members has as many as its rule says: an odd number, and not too few. What is law for
/// a small zone is enough here: how large the zone is, no list of members says.
std::optional<Refusal> members_problem(const std::vector<FixedRule>& rules, std::int64_t members) {
  for (const auto& fixed : rules) {
    const auto& rule = *fixed.value;
    const auto least = rule.members_small > 0 ? rule.members_small : rule.members_min;
    const bool even = rule.members_odd && members % 2 == 0;
    const bool between = members > least && members < rule.members_min;
    if (members >= least && !even && !between) continue;
    return Refusal{Code::meeting_member_count,
                   {{"members", members}, {"needs", rule.members_min}, {"small", least}}};
  }
  return std::nullopt;
}

Decision happened(Event event) {
  return Accepted{{std::move(event)}, {}};
}

/// A sitting is not broken off in the middle of a speech: it ends there.
Decision happened_after_speech(const Meeting& meeting, Event event) {
  auto events = leave_item(meeting);
  events.push_back(std::move(event));
  return Accepted{std::move(events), {}};
}

}  // namespace

std::optional<Refusal> roll_problem(const std::optional<std::int64_t>& seen,
                                    const Context& context) {
  if (!seen || !context.snapshot || context.roll_at.version == *seen) return std::nullopt;
  return Refusal{
      Code::roll_moved,
      {{"roll", context.snapshot->value->roll.str()}, {"version", context.roll_at.version}}};
}

Refusal roll_changed(const RollChange& change) {
  return {Code::roll_changed,
          {{"came", change.came},
           {"went", change.went},
           {"changed", change.changed},
           {"heads_before", change.heads_before},
           {"heads_after", change.heads_after},
           {"area_before", change.area_before.centi},
           {"area_after", change.area_after.centi}}};
}

// Whoever is new may do from now on what a head can; whoever is on the roll no more is not present.
Decision decide_command(const Meeting& meeting, const RenewRoll& command, const Context& context) {
  if (auto problem = ballot_problem(meeting)) return *problem;
  if (!context.asking && !context.roll_change) return Refusal{Code::roll_unchanged, {}};
  if (auto problem = roll_problem(command.roll_version, context)) return *problem;
  if (auto problem = text_problem("reason", command.reason, kReasonBytesMax)) return *problem;
  if (!context.snapshot || context.snapshot->value->heads.empty()) {
    const auto scope = meeting.electorate.value->scope.kind;
    return Refusal{Code::ballot_empty_roll, {{"scope", std::string(to_string(scope))}}};
  }
  return happened(RollRenewed{*context.snapshot, context.roll_at, command.reason,
                              meeting.electorate.value->total_heads()});
}

Decision decide_command(const Meeting& meeting, const ConveneMeeting& command,
                        const Context& context) {
  if (meeting.phase != Phase::none) return Refusal{Code::meeting_exists, {}};
  if (auto problem = text_problem("title", command.title, kTitleBytesMax)) return *problem;
  if (auto problem = text_problem("place", command.place, kPlaceBytesMax)) return *problem;
  if (!command.forum.zh.empty() || !command.forum.en.empty()) {
    if (auto problem = text_problem("forum.zh", command.forum.zh, kForumBytesMax)) return *problem;
    if (auto problem = text_problem("forum.en", command.forum.en, kForumBytesMax)) return *problem;
  }
  if (!may_be_scheduled(command.scheduled_at, context.at)) {
    return Refusal{Code::command_malformed, {{"field", "scheduled_at"}, {"why", "out_of_range"}}};
  }
  if (!context.body_known) {
    return Refusal{Code::command_malformed, {{"field", "body"}, {"why", "unknown_value"}}};
  }
  std::vector<FixedRule> rules;
  if (auto problem = collect_rules(command, context, rules)) return *problem;
  if (auto problem = roll_problem(command.roll_version, context)) return *problem;
  if (!context.snapshot || context.snapshot->value->heads.empty()) {
    return Refusal{Code::ballot_empty_roll,
                   {{"scope", std::string(to_string(command.scope.kind))}}};
  }
  if (context.snapshot->value->heads.size() > kHeadsPerRollMax) {
    return Refusal{Code::command_malformed, {{"field", "roll"}, {"why", "too_many"}}};
  }
  if (auto problem = members_problem(rules, context.snapshot->value->total_heads())) {
    return *problem;
  }
  // A list of members says nothing of what they own.
  const bool has_areas = context.snapshot->value->total_area.centi > 0;
  const auto by_area = [](const FixedRule& rule) { return rule.value->by_area; };
  if (!has_areas && std::any_of(rules.begin(), rules.end(), by_area)) {
    return Refusal{Code::command_malformed, {{"field", "roll"}, {"why", "no_areas"}}};
  }
  return happened(MeetingConvened{command.title, command.place, command.body, command.grid,
                                  std::move(rules), *context.snapshot, command.scheduled_at,
                                  command.demonstration, command.forum,
                                  command.roll_version ? context.roll_at : RollAt{}});
}

Decision decide_command(const Meeting&, const AnnounceMeeting& command, const Context& context) {
  if (auto problem = text_problem("urgency", command.urgency, kReasonBytesMax, true)) {
    return *problem;
  }
  return happened(MeetingAnnounced{command.urgency, context.issued});
}

Decision decide_command(const Meeting&, const OpenMeeting&, const Context&) {
  return happened(MeetingOpened{});
}

Decision decide_command(const Meeting&, const StartMeeting&, const Context&) {
  return happened(MeetingStarted{});
}

Decision decide_command(const Meeting& meeting, const RecessMeeting&, const Context&) {
  if (auto problem = ballot_problem(meeting)) return *problem;
  return happened_after_speech(meeting, MeetingRecessed{});
}

Decision decide_command(const Meeting&, const ResumeMeeting&, const Context&) {
  return happened(MeetingResumed{});
}

Decision decide_command(const Meeting& meeting, const CloseMeeting&, const Context&) {
  if (auto problem = ballot_problem(meeting)) return *problem;
  // A speech and an item still under way end with the meeting.
  auto events = leave_item(meeting);
  if (meeting.current_item) events.push_back(AgendaItemFinished{*meeting.current_item});
  events.push_back(MeetingClosed{});
  return Accepted{std::move(events), {}};
}

Decision decide_command(const Meeting&, const CancelMeeting& command, const Context&) {
  if (auto problem = text_problem("reason", command.reason, kReasonBytesMax)) return *problem;
  return happened(MeetingCancelled{command.reason});
}

Decision decide_command(const Meeting& meeting, const RescheduleMeeting& command,
                        const Context& context) {
  if (auto problem = text_problem("place", command.place, kPlaceBytesMax)) return *problem;
  if (auto problem = text_problem("reason", command.reason, kReasonBytesMax)) return *problem;
  if (!may_be_scheduled(command.scheduled_at, context.at)) {
    return Refusal{Code::command_malformed, {{"field", "scheduled_at"}, {"why", "out_of_range"}}};
  }
  if (command.scheduled_at == meeting.scheduled_at && command.place == meeting.place) {
    return Refusal{Code::command_malformed, {{"field", "scheduled_at"}, {"why", "unchanged"}}};
  }
  return happened(MeetingRescheduled{command.scheduled_at, command.place, command.reason});
}

bool may_be_scheduled(Time when, Time now) {
  const auto ahead = when.micros - now.micros;
  return ahead >= -kScheduledLateMax && ahead <= kScheduledAheadMax;
}

}  // namespace roundtable::domain
