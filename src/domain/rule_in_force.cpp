// Which text of a rule a ballot is decided under: the law changes between the day a meeting was
// convened and the day it votes.
#include "domain/decide_parts.hpp"

namespace roundtable::domain {

const FixedRule* rule_in_force(const Meeting& meeting, std::string_view id,
                               const Context& context) {
  const auto* own = meeting.rule(id);
  if (own == nullptr) return nullptr;
  for (const auto& fixed : context.rules) {
    const auto& rule = *fixed.value;
    if (rule.id != id) continue;
    // The same law in a newer text of ours is for meetings that are convened under it.
    const bool changed = rule.effective_from > shanghai_date(meeting.convened_at);
    return changed && rule.transition == Transition::opened ? &fixed : own;
  }
  return own;
}

}  // namespace roundtable::domain
