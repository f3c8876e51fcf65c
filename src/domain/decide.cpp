#include "domain/decide.hpp"

#include <algorithm>
#include <array>

#include "base/plain_text.hpp"
#include "domain/decide_parts.hpp"
#include "domain/describe/commands.hpp"

namespace roundtable::domain {
Decision decide(const Meeting& meeting, const Command& command, const Context& context) {
  if (meeting.phase == Phase::none && !std::holds_alternative<ConveneMeeting>(command)) {
    return Refusal{Code::meeting_unknown, {}};
  }
  const auto& phases = describe::row_of(command).phases;
  if (!phases.empty()) {
    if (auto problem = phase_problem(meeting, phases)) return *problem;
  }
  return std::visit(
      [&](const auto& given) -> Decision {
        if constexpr (kIsAboutMeetings<std::decay_t<decltype(given)>>) {
          return decide_command(meeting, given, context);
        } else {
          return Refusal{Code::command_unknown_type, {{"type", std::string(type_name(command))}}};
        }
      },
      command);
}

std::optional<Refusal> text_problem(const char* field, std::string_view text, std::size_t bytes_max,
                                    bool optional) {
  const auto refuse = [&](const char* why) {
    return Refusal{Code::command_malformed, {{"field", field}, {"why", why}}};
  };
  if (without_blank_ends(text).empty() && !optional) return refuse("empty");
  if (text.size() > bytes_max) return refuse("too_long");
  if (const auto hidden = hidden_character(text)) {
    auto refusal = refuse("control_character");
    refusal.fields.emplace_back("character", code_point(hidden->character));
    refusal.fields.emplace_back("at", static_cast<std::int64_t>(hidden->place));
    return refusal;
  }
  return std::nullopt;
}

std::optional<Refusal> ballot_problem(const Meeting& meeting) {
  if (!meeting.open_ballot) return std::nullopt;
  return Refusal{Code::meeting_ballot_open, {{"ballot", meeting.open_ballot->str()}}};
}

std::optional<Refusal> phase_problem(const Meeting& meeting, const std::vector<Phase>& allowed) {
  if (std::find(allowed.begin(), allowed.end(), meeting.phase) != allowed.end()) {
    return std::nullopt;
  }
  std::string needs;
  for (const auto phase : allowed) {
    if (!needs.empty()) needs += ",";
    needs += to_string(phase);
  }
  return Refusal{Code::meeting_wrong_phase,
                 {{"phase", std::string(to_string(meeting.phase))}, {"needs", needs}}};
}

bool counts_as_present(const Meeting& meeting, const Rule& rule, const HeadId& head) {
  const auto found = meeting.attendance.find(head);
  if (found == meeting.attendance.end()) return false;
  const auto& attendance = found->second;
  if (attendance.category != Category::present) return false;
  return attendance.mode != Mode::proxy || rule.proxies_allowed;
}

Weight present_on(const Meeting& meeting, const Rule& rule, const RollSnapshot& roll) {
  Weight present;
  for (const auto& [head, attendance] : meeting.attendance) {
    if (counts_as_present(meeting, rule, head)) present = present + weight_of(roll, head);
  }
  return present;
}

Weight weight_of(const RollSnapshot& roll, const HeadId& head) {
  const auto found = roll.heads.find(head);
  if (found == roll.heads.end()) return {};
  return {1, found->second.area};
}

}  // namespace roundtable::domain
