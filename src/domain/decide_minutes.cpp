// Minutes are written while the meeting runs and after it, proposed to the members, adopted and
// published. A text that has changed under somebody's hands is never written over.
#include "base/ensure.hpp"
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
std::optional<Refusal> stale_problem(const Minutes& minutes, const SectionText& written) {
  const auto found = minutes.sections.find(written.section);
  const auto stored = found == minutes.sections.end() ? MinutesSection{} : found->second;
  if (stored.base == written.base) return std::nullopt;
  return Refusal{Code::minutes_stale, {{"base", stored.base}, {"text", stored.text}}};
}

std::optional<Refusal> writing_problem(const Meeting& meeting, const SectionText& written,
                                       MinutesState needed) {
  if (auto problem = state_problem(meeting.minutes, needed)) return problem;
  if (auto problem = section_problem(meeting, written.section)) return problem;
  const bool said = is_heard_speech(meeting, written.section);
  const auto bytes_max = said ? kSaidBytesMax : kSectionBytesMax;
  if (auto problem = text_problem("text", written.text, bytes_max, true)) return problem;
  return stale_problem(meeting.minutes, written);
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
  return Accepted{{MinutesProposed{}}, {}};
}

Decision decide_command(const Meeting& meeting, const AdoptMinutes&, const Context&) {
  // What is still to happen could not stand in minutes that are locked.
  if (auto problem = state_problem(meeting.minutes, MinutesState::proposed)) return *problem;
  return Accepted{{MinutesAdopted{}}, {}};
}

Decision decide_command(const Meeting& meeting, const SignMinutes& command, const Context&) {
  if (auto problem = state_problem(meeting.minutes, MinutesState::proposed)) return *problem;
  const Fields named = {{"head", command.head.str()}};
  if (!meeting.electorate.value->heads.contains(command.head)) {
    return Refusal{Code::attendance_unknown_head, named};
  }
  // Who was not there cannot say that it is right.
  const auto seat = meeting.attendance.find(command.head);
  if (seat == meeting.attendance.end() || seat->second.category != Category::present) {
    return Refusal{Code::attendance_not_checked_in, named};
  }
  if (meeting.minutes.signed_by.contains(command.head)) {
    return Refusal{Code::minutes_signed, named};
  }
  return Accepted{{MinutesSigned{command.head}}, named};
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
