// Reads rules (templates/rules/*.json). A malformed rule is refused with the line and the reason.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "codec/json_problem.hpp"
#include "domain/rule.hpp"

namespace roundtable::codec {

using RuleProblem = JsonProblem;

/// `sha256` of the text is the caller's to compute.
std::variant<domain::Rule, RuleProblem> parse_rule(std::string_view text);

}  // namespace roundtable::codec
