// Reads rules (templates/rules/*.json). A malformed rule is refused with the line and the reason.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/rule.hpp"

namespace roundtable::codec {

struct RuleProblem {
  std::size_t line = 0;  // 1-based
  std::string field;     // "quorum.den"; "" when the text is no JSON
  std::string reason;    // one sentence
};

/// `sha256` of the text is the caller's to compute.
std::variant<domain::Rule, RuleProblem> parse_rule(std::string_view text);

}  // namespace roundtable::codec
