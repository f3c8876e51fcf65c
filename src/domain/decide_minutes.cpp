// Minutes are written while the meeting runs and after it, proposed to the members, adopted and
// published. A text that has changed under somebody's hands is never written over.
#include "base/ensure.hpp"
#include "base/plain_text.hpp"
#include "domain/decide_parts.hpp"
#include "domain/limits.hpp"

namespace roundtable::domain {
namespace {

/// There is something to write from the convening on: an opening is often prepared.
Refusal in_state(Code code, const Minutes& minutes) {
  return {code, {{"state", std::string(to_string(minutes.state))}}};
}

bool is_locked(const Minutes& minutes) {
  return minutes.state == MinutesState::adopted || minutes.state == MinutesState::published;
}

/// Adopted minutes are locked; others are not in the state this step needs.
std::optional<Refusal> state_problem(const Minutes& minutes, MinutesState needed) {
  if (minutes.state == needed) return std::nullopt;
  return in_state(is_locked(minutes) ? Code::minutes_locked : Code::minutes_state, minutes);
}

/// Of who has or had the floor; who never did said nothing.
bool is_heard_speech(const Meeting& meeting, const SectionId& section) {
  const auto found = meeting.speeches.find(SpeechId(section));
  return found != meeting.speeches.end() && found->second.granted_at;
}

std::optional<Refusal> section_problem(const Meeting& meeting, const SectionId& section) {
  if (section == kOpeningSection || section == kClosingSection) return std::nullopt;
  if (meeting.agenda.contains(AgendaItemId(section))) return std::nullopt;
  if (is_heard_speech(meeting, section)) return std::nullopt;
  return Refusal{Code::agenda_unknown_item, {{"item", section}}};
}

/// The stored text comes back, so that both can be shown side by side.
std::optional<Refusal> stale_problem(const Minutes& minutes, const SectionId& section,
                                     std::int64_t base) {
  const auto found = minutes.sections.find(section);
  const auto stored = found == minutes.sections.end() ? MinutesSection{} : found->second;
  if (stored.base == base) return std::nullopt;
  return Refusal{Code::minutes_stale, {{"base", stored.base}, {"text", stored.text}}};
}

std::optional<Refusal> writing_problem(const Meeting& meeting, const SectionText& written,
                                       MinutesState needed) {
  if (auto problem = state_problem(meeting.minutes, needed)) return problem;
  if (auto problem = section_problem(meeting, written.section)) return problem;
  const bool said = is_heard_speech(meeting, written.section);
  const auto bytes_max = said ? kSaidBytesMax : kSectionBytesMax;
  if (auto problem = text_problem("text", written.text, bytes_max, true)) return problem;
  return stale_problem(meeting.minutes, written.section, written.base);
}

/// Who was not there cannot say whether it is right.
std::optional<Refusal> witness_problem(const Meeting& meeting, const HeadId& head) {
  const Fields named = {{"head", head.str()}};
  if (!meeting.electorate.value->heads.contains(head)) {
    return Refusal{Code::attendance_unknown_head, named};
  }
  const auto seat = meeting.attendance.find(head);
  if (seat == meeting.attendance.end() || seat->second.category != Category::present) {
    return Refusal{Code::attendance_not_checked_in, named};
  }
  return std::nullopt;
}

Refusal no_such_line(const char* why) {
  return {Code::command_malformed, {{"field", "line"}, {"why", why}}};
}

/// What was agreed is never rewritten, so it is always at base 0, and objected to as a whole.
std::optional<Refusal> agreed_problem(const Agreement& agreement, const ObjectToMinutes& command) {
  if (agreement.withdrawn) {
    return Refusal{Code::decision_withdrawn, {{"decision", agreement.id.str()}}};
  }
  if (command.base != 0) {
    return Refusal{Code::minutes_stale, {{"base", std::int64_t{0}}, {"text", agreement.text}}};
  }
  if (command.line != 0) return no_such_line("not_allowed");
  return std::nullopt;
}

/// The place must stand as it was read: its lines are counted in that text.
std::optional<Refusal> place_problem(const Meeting& meeting, const ObjectToMinutes& command) {
  const auto& minutes = meeting.minutes;
  const auto agreed = minutes.decisions.find(DecisionId(command.section));
  if (agreed != minutes.decisions.end()) return agreed_problem(agreed->second, command);
  if (auto problem = section_problem(meeting, command.section)) return problem;
  if (auto problem = stale_problem(minutes, command.section, command.base)) return problem;
  if (command.line == 0) return std::nullopt;
  const auto section = minutes.sections.find(command.section);
  const auto text = section == minutes.sections.end() ? "" : section->second.text;
  if (without_blank_ends(line_of(text, command.line)).empty()) return no_such_line("out_of_range");
  return std::nullopt;
}

/// One that says the same place anew takes no room.
std::optional<Refusal> objections_problem(const Minutes& minutes, const ObjectToMinutes& command) {
  if (open_objection(minutes, command.head, command.section, command.line)) return std::nullopt;
  std::size_t own = 0;
  for (const auto& [order, one] : minutes.objections) own += one.head == command.head ? 1 : 0;
  const auto full = [](std::size_t most) {
    return Refusal{Code::minutes_objections_full, {{"max", static_cast<std::int64_t>(most)}}};
  };
  if (own >= kObjectionsPerHeadMax) return full(kObjectionsPerHeadMax);
  if (minutes.objections.size() >= kObjectionsPerMeetingMax) return full(kObjectionsPerMeetingMax);
  return std::nullopt;
}

std::optional<Refusal> agreement_problem(const Meeting& meeting) {
  if (!is_locked(meeting.minutes)) return std::nullopt;
  return in_state(Code::minutes_locked, meeting.minutes);
}

}  // namespace

Decision decide_command(const Meeting& meeting, const EditMinutes& command, const Context&) {
  const auto& written = command.written;
  if (auto problem = writing_problem(meeting, written, MinutesState::draft)) return *problem;
  return Accepted{{MinutesEdited{written.section, {written.text, ""}, ""}},
                  {{"section", written.section}, {"base", written.base + 1}}};
}

Decision decide_command(const Meeting& meeting, const CorrectMinutes& command, const Context&) {
  const auto& written = command.written;
  if (auto problem = writing_problem(meeting, written, MinutesState::proposed)) return *problem;
  if (auto problem = text_problem("note", command.note, kReasonBytesMax)) return *problem;
  const auto stored = meeting.minutes.sections.find(written.section);
  const bool form_only = stored != meeting.minutes.sections.end() &&
                         same_but_for_form(stored->second.text, written.text);
  return Accepted{
      {MinutesCorrected{written.section, {written.text, ""}, command.note, "", form_only}},
      {{"section", written.section}, {"base", written.base + 1}}};
}

Decision decide_command(const Meeting& meeting, const ProposeMinutes&, const Context&) {
  // At the earliest at the end of the sitting, where they are read out.
  if (auto problem = state_problem(meeting.minutes, MinutesState::draft)) return *problem;
  // How it comes out belongs in them.
  if (auto problem = ballot_problem(meeting)) return *problem;
  return Accepted{{MinutesProposed{}}, {}};
}

Decision decide_command(const Meeting& meeting, const AdoptMinutes&, const Context&) {
  // What is still to happen could not stand in minutes that are locked.
  if (auto problem = state_problem(meeting.minutes, MinutesState::proposed)) return *problem;
  return Accepted{{MinutesAdopted{}}, {}};
}

Decision decide_command(const Meeting& meeting, const SignMinutes& command, const Context&) {
  if (auto problem = state_problem(meeting.minutes, MinutesState::proposed)) return *problem;
  if (auto problem = witness_problem(meeting, command.head)) return *problem;
  const Fields named = {{"head", command.head.str()}};
  if (meeting.minutes.signed_by.contains(command.head)) {
    return Refusal{Code::minutes_signed, named};
  }
  // What was corrected while she read is not what she found right.
  const auto version = version_of(meeting.minutes);
  if (command.version != 0 && command.version != version) {
    return Refusal{Code::minutes_moved, {{"version", version}}};
  }
  return Accepted{{MinutesSigned{command.head}}, named};
}

Decision decide_command(const Meeting& meeting, const ObjectToMinutes& command,
                        const Context& context) {
  if (auto problem = state_problem(meeting.minutes, MinutesState::proposed)) return *problem;
  if (auto problem = witness_problem(meeting, command.head)) return *problem;
  if (auto problem = place_problem(meeting, command)) return *problem;
  if (auto problem = text_problem("text", command.text, kObjectionBytesMax)) return *problem;
  // Who is only asked what is possible is not counted: all who were there are told the same.
  if (!context.asking) {
    if (auto problem = objections_problem(meeting.minutes, command)) return *problem;
  }
  return Accepted{
      {MinutesObjected{
          command.head, command.section, command.base, command.line, {command.text, ""}, ""}},
      {{"section", command.section}, {"base", command.base}}};
}

Decision decide_command(const Meeting& meeting, const RecordDecision& command,
                        const Context& context) {
  if (auto problem = agreement_problem(meeting)) return *problem;
  if (!meeting.agenda.contains(command.item)) {
    return Refusal{Code::agenda_unknown_item, {{"item", command.item.str()}}};
  }
  if (auto problem = text_problem("text", command.text, kDecisionBytesMax)) return *problem;
  if (!command.responsible.empty() && !meeting.knows(command.responsible)) {
    return Refusal{Code::floor_unknown_speaker, {{"speaker", command.responsible.str()}}};
  }
  if (auto problem = text_problem("party", command.party, kPartyBytesMax, true)) return *problem;
  if (!command.party.empty() && !command.responsible.empty()) {
    return Refusal{Code::command_malformed, {{"field", "party"}, {"why", "not_allowed"}}};
  }
  if (meeting.minutes.decisions.size() >= kDecisionsPerMeetingMax) {
    return Refusal{Code::decision_full, {{"max", std::int64_t{kDecisionsPerMeetingMax}}}};
  }
  const DecisionId decision(context.fresh_id);
  return Accepted{{DecisionRecorded{decision, command.item, command.text, command.responsible,
                                    command.due, command.party}},
                  {{"decision", decision.str()}}};
}

Decision decide_command(const Meeting& meeting, const WithdrawDecision& command, const Context&) {
  if (auto problem = agreement_problem(meeting)) return *problem;
  const auto found = meeting.minutes.decisions.find(command.decision);
  if (found == meeting.minutes.decisions.end()) {
    return Refusal{Code::decision_unknown, {{"decision", command.decision.str()}}};
  }
  if (found->second.withdrawn) {
    return Refusal{Code::decision_withdrawn, {{"decision", command.decision.str()}}};
  }
  return Accepted{{DecisionWithdrawn{command.decision}}, {{"decision", command.decision.str()}}};
}

}  // namespace roundtable::domain
