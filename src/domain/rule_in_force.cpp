// Which text of a rule a ballot is decided under: the law changes between the day a meeting was
// convened and the day it votes.
#include <algorithm>

#include "domain/decide_parts.hpp"

namespace roundtable::domain {

const FixedRule* rule_in_force(const Meeting& meeting, std::string_view id,
                               const Context& context) {
  const auto* own = meeting.rule(id);
  if (own == nullptr) return nullptr;
  // The meeting may be under a later law by now, that of an earlier ballot.
  const auto known = std::max(shanghai_date(meeting.convened_at), own->value->effective_from);
  for (const auto& fixed : context.rules) {
    const auto& rule = *fixed.value;
    if (rule.id != id) continue;
    // The same law in a newer text of ours is for meetings that are convened under it.
    if (rule.effective_from <= known) return own;
    if (rule.transition == Transition::opened) return &fixed;
    // For later meetings alone: this one stays under what was in force until then.
  }
  return own;
}

}  // namespace roundtable::domain
