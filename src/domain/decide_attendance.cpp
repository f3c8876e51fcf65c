// Who is here, in which category (出席, 列席, 请假, 旁听). A dropped connection changes nothing
// here: only a command does.
#include "domain/ballot/worth.hpp"
#include "domain/decide_parts.hpp"
#include "domain/describe/commands.hpp"
#include "domain/limits.hpp"
#include "domain/named.hpp"

namespace roundtable::domain {
bool knows_no_proxies(const Meeting& meeting) {
  bool decides = false;
  for (const auto& fixed : meeting.rules) {
    const auto& rule = *fixed.value;
    if (rule.body != meeting.body || !may_bind(rule)) continue;
    if (rule.proxies_allowed || rule.quorum_kind != QuorumKind::presence) return false;
    decides = true;
  }
  return decides;
}

namespace {

std::optional<Refusal> head_problem(const Meeting& meeting, const HeadId& head) {
  if (meeting.electorate.value->heads.contains(head)) return std::nullopt;
  return Refusal{Code::attendance_unknown_head, {{"head", head.str()}}};
}

Refusal already(const std::string& who, Category category) {
  return {Code::attendance_already,
          {{"head", who}, {"category", std::string(to_string(category))}}};
}

/// The vote whose quorum or majority counts that head as present: it rests on what would be
/// corrected, so it is annulled first, and the question is open again.
const Ballot* counted_in(const Meeting& meeting, const HeadId& head) {
  for (const auto& [id, ballot] : meeting.ballots) {
    const auto& rule = *ballot.rule.value;
    const bool by_presence =
        rule.quorum_kind == QuorumKind::presence || rule.majority_of == MajorityOf::present;
    const bool stands = ballot.state != BallotState::annulled;
    if (stands && by_presence && ballot.present.contains(head)) return &ballot;
  }
  return nullptr;
}

}  // namespace

std::optional<Refusal> presence_problem(const Meeting& meeting, const HeadId& head) {
  const auto found = meeting.attendance.find(head);
  if (found != meeting.attendance.end() && found->second.category == Category::present) {
    return std::nullopt;
  }
  return Refusal{Code::attendance_not_checked_in, {{"head", head.str()}}};
}

// Whom a slip lets in is told by the roll as it stands, which may have grown since the meeting
// froze its own: whoever asks has looked there.
Decision decide_command(const Meeting&, const MakeSlips& command, const Context&) {
  if (command.heads.empty() || command.heads.size() > kSlipsAtOnceMax) {
    return Refusal{Code::command_malformed, {{"field", "heads"}, {"why", "too_many"}}};
  }
  return Accepted{{SlipsMade{command.heads, command.replaced}}, {}};
}

Decision decide_command(const Meeting&, const UseSlip& command, const Context&) {
  return Accepted{{SlipUsed{command.head}}, {}};
}

bool may_check_in(const Command& command, const describe::Giver& giver) {
  return giver.runs || (giver.own && std::get<CheckIn>(command).mode == Mode::phone);
}

Decision decide_command(const Meeting& meeting, const CheckIn& command, const Context& context) {
  if (command.category != Category::present) {
    return Refusal{Code::command_malformed, {{"field", "category"}, {"why", "not_present"}}};
  }
  if (auto problem = head_problem(meeting, command.head)) return *problem;
  if (command.mode == Mode::proxy && knows_no_proxies(meeting)) {
    return Refusal{Code::attendance_no_proxy, {{"head", command.head.str()}}};
  }
  const auto found = meeting.attendance.find(command.head);
  if (found != meeting.attendance.end() && found->second.category == Category::present) {
    return already(command.head.str(), Category::present);
  }
  return Accepted{{CheckedIn{command.head, command.mode, context.actor}},
                  {{"head", command.head.str()}}};
}

// Takes back whatever is noted of a head, an excuse entered for the wrong one too; history keeps
// both.
Decision decide_command(const Meeting& meeting, const UndoCheckIn& command, const Context&) {
  if (auto problem = head_problem(meeting, command.head)) return *problem;
  if (!meeting.attendance.contains(command.head)) {
    return Refusal{Code::attendance_not_checked_in, {{"head", command.head.str()}}};
  }
  if (const auto* ballot = counted_in(meeting, command.head)) {
    return Refusal{Code::attendance_counted,
                   {{"head", command.head.str()}, {"ballot", ballot->id.str()}}};
  }
  return Accepted{{CheckInUndone{command.head}}, {{"head", command.head.str()}}};
}

Decision decide_command(const Meeting& meeting, const LeaveMeeting& command, const Context&) {
  if (auto problem = head_problem(meeting, command.head)) return *problem;
  if (auto problem = presence_problem(meeting, command.head)) return *problem;
  Accepted left{{HeadLeft{command.head}}, {{"head", command.head.str()}}};
  // Whoever goes out while speaking has spoken.
  const auto& now = meeting.current_speech;
  if (now && meeting.speeches.at(*now).speaker.str() == command.head.str()) {
    left.events.insert(left.events.begin(), SpeechFinished{*now});
  }
  return left;
}

Decision decide_command(const Meeting& meeting, const ExcuseHead& command, const Context&) {
  if (auto problem = head_problem(meeting, command.head)) return *problem;
  if (auto problem = text_problem("reason", command.reason, kReasonBytesMax)) return *problem;
  const auto found = meeting.attendance.find(command.head);
  if (found != meeting.attendance.end() && found->second.category != Category::left) {
    return already(command.head.str(), found->second.category);
  }
  return Accepted{{HeadExcused{command.head, {command.reason, ""}, ""}},
                  {{"head", command.head.str()}}};
}

Decision decide_command(const Meeting& meeting, const AdmitPerson& command, const Context&) {
  if (command.category != Category::in_attendance && command.category != Category::observer) {
    return Refusal{Code::command_malformed, {{"field", "category"}, {"why", "not_admitted"}}};
  }
  const auto found = meeting.guests.find(command.person);
  if (found != meeting.guests.end() && found->second.category == command.category) {
    return already(command.person.str(), command.category);
  }
  if (found == meeting.guests.end() && meeting.guests.size() >= kAdmittedPeopleMax) {
    return Refusal{Code::attendance_full, {{"max", std::int64_t{kAdmittedPeopleMax}}}};
  }
  return Accepted{{PersonAdmitted{command.person, command.category}},
                  {{"person", command.person.str()}}};
}

Decision decide_command(const Meeting& meeting, const DismissPerson& command, const Context&) {
  const Fields about{{"person", command.person.str()}};
  if (!meeting.guests.contains(command.person)) {
    return Refusal{Code::attendance_unknown_person, about};
  }
  if (named_speakers(meeting).contains(SpeakerId(command.person.str()))) {
    return Refusal{Code::attendance_has_acted, about};
  }
  return Accepted{{PersonDismissed{command.person}}, about};
}

}  // namespace roundtable::domain
