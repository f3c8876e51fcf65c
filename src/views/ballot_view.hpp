// The part of a view that shows one ballot. Internal to `views`.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <set>

#include "domain/ballot/ballot.hpp"
#include "views/meeting_view.hpp"

namespace roundtable::views {

/// Question, rule, roll, state: what changes when a ballot opens, closes or is annulled. In a patch
/// (`patching`) what is absent is given as null.
void put_ballot(nlohmann::json& out, const domain::Ballot& ballot, bool patching);
/// Participation, channels and, where they may be seen, tally and verdict.
void put_counts(nlohmann::json& out, const domain::Ballot& ballot);
/// For staff: who has voted (never what) and who has not.
void put_votes(nlohmann::json& out, const domain::Ballot& ballot, const std::set<HeadId>& heads,
               bool patching);

/// Live counts may be seen at once, hidden and confidential ones after the closing.
bool counts_visible(const domain::Ballot& ballot);

}  // namespace roundtable::views
