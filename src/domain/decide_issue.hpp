// decide for an issue: what may be asked of it, and what becomes of that. Pure as decide.hpp. Who
// may ask is live's.
#pragma once

#include <variant>
#include <vector>

#include "domain/command.hpp"
#include "domain/issue.hpp"
#include "domain/refusal.hpp"

namespace roundtable::domain {

struct IssueAccepted {
  std::vector<IssueEvent> events;
  Fields result;
};
using IssueDecision = std::variant<IssueAccepted, Refusal>;

/// `issue` has its id and, until it is reported, nothing else.
IssueDecision decide_issue(const Issue& issue, const Command& command);

}  // namespace roundtable::domain
