// Reads the data files that are kept by hand: rules (templates/rules/*.json) and meeting templates
// (templates/meetings/*.json), by their descriptions. A malformed one is refused with the line and
// the reason.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "domain/calendar.hpp"
#include "domain/meeting_template.hpp"
#include "domain/rule.hpp"

namespace roundtable::codec {

/// Why a file was refused.
struct JsonProblem {
  std::size_t line = 0;  // 1-based
  std::string field;     // "quorum.den"; "" when the text is no JSON
  std::string reason;    // one sentence
};

/// `sha256` of the text is the caller's to compute.
std::variant<domain::Rule, JsonProblem> parse_rule(std::string_view text);
/// The holidays of a year.
std::variant<domain::HolidayYear, JsonProblem> parse_holidays(std::string_view text);
/// Whether its rules exist is the template book's to check.
std::variant<domain::MeetingTemplate, JsonProblem> parse_meeting_template(std::string_view text);

}  // namespace roundtable::codec
