// What a vote is worth (效力): an opinion poll, a motion of the meeting's own deliberation, or a
// binding vote. One place decides that, so that documents, sentences and screens say the same.
#pragma once

#include <optional>
#include <string_view>

#include "domain/ballot/ballot.hpp"

namespace roundtable::domain {

enum class Worth { opinion_poll, motion, binding };
std::string_view to_string(Worth worth);  // "opinion_poll" | "motion" | "binding"
std::optional<Worth> worth_from(std::string_view text);

/// May votes under that rule bind at all? Its text says so (`binds`). A text that does not is from
/// before rules said it: then consultation, the joint conference and a meeting's own deliberation
/// bind nobody (docs/domain.md 2.1), and all other bodies may.
bool may_bind(const Rule& rule);

/// A ballot that was recorded as binding under a rule that cannot bind is an opinion poll.
Worth worth_of(const Ballot& ballot);

/// Whether something was decided that binds: only then is there an effect to tell, and a decision
/// to ask a court to cancel.
bool has_decided(const Ballot& ballot);

}  // namespace roundtable::domain
