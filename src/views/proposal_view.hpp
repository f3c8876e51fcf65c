// Proposals and amendments as every audience sees them (docs/protocol.md). In a patch what is
// absent is given as null. Internal to `views`.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "domain/meeting.hpp"
#include "views/text_diff.hpp"

namespace roundtable::views {

/// `most`: the most paragraphs it ever had, for a patch; 0 for a snapshot.
nlohmann::json proposal_json(const domain::Proposal& proposal, std::size_t most);
nlohmann::json amendment_json(const domain::Amendment& amendment, const TextDiff& diff,
                              bool patching);

}  // namespace roundtable::views
