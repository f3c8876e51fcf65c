// Reads meeting templates (templates/meetings/*.json). A malformed one is refused with the line and
// the reason. Whether its rules exist is the template book's to check.
#pragma once

#include <string_view>
#include <variant>

#include "codec/json_problem.hpp"
#include "domain/meeting_template.hpp"

namespace roundtable::codec {

std::variant<domain::MeetingTemplate, JsonProblem> parse_meeting_template(std::string_view text);

}  // namespace roundtable::codec
