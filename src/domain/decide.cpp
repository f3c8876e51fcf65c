#include "domain/decide.hpp"

#include <algorithm>
#include <array>

#include "domain/decide_parts.hpp"
#include "domain/describe/commands.hpp"

namespace roundtable::domain {
namespace {

/// Marks that turn the direction of a text or have no width let a question read otherwise than it
/// is written: U+200B, U+200E-F, U+202A-E, U+2066-9, U+FEFF.
bool hides_text(std::string_view text, std::size_t i) {
  const auto at = [&](std::size_t k) {
    return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U;
  };
  if (at(0) == 0xEF) return at(1) == 0xBB && at(2) == 0xBF;
  if (at(0) != 0xE2) return false;
  if (at(1) == 0x80) {
    return at(2) == 0x8B || at(2) == 0x8E || at(2) == 0x8F || (at(2) >= 0xAA && at(2) <= 0xAE);
  }
  return at(1) == 0x81 && at(2) >= 0xA6 && at(2) <= 0xA9;
}

/// Every control character but the line break: U+0000-U+001F, U+007F-U+009F, and what hides text.
bool has_control_character(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte < 0x20 && byte != '\n') || byte == 0x7F || hides_text(text, i)) return true;
    if (byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
      return true;
    }
  }
  return false;
}

}  // namespace

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

std::string_view trimmed(std::string_view text) {
  constexpr std::array<std::string_view, 3> kSpaces = {" ", "\n", "\u3000"};
  for (bool found = true; found;) {
    found = false;
    for (const auto space : kSpaces) {
      if (text.starts_with(space)) {
        text.remove_prefix(space.size());
        found = true;
      }
      if (text.ends_with(space)) {
        text.remove_suffix(space.size());
        found = true;
      }
    }
  }
  return text;
}

std::optional<Refusal> text_problem(const char* field, std::string_view text, std::size_t bytes_max,
                                    bool optional) {
  const auto refuse = [&](const char* why) {
    return Refusal{Code::command_malformed, {{"field", field}, {"why", why}}};
  };
  if (trimmed(text).empty() && !optional) return refuse("empty");
  if (text.size() > bytes_max) return refuse("too_long");
  if (has_control_character(text)) return refuse("control_character");
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

Weight weight_of(const RollSnapshot& roll, const HeadId& head) {
  const auto found = roll.heads.find(head);
  if (found == roll.heads.end()) return {};
  return {1, found->second.area};
}

}  // namespace roundtable::domain
