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
/// Participation, channels, tally and verdict, as far as each may be told
/// (domain::split_may_be_told, domain::participation_may_be_detailed).
void put_counts(nlohmann::json& out, const domain::Ballot& ballot, bool patching);
/// For staff: who has voted (never what; of a confidential ballot
/// neither when nor how) and who has not.
void put_votes(nlohmann::json& out, const domain::Ballot& ballot, const std::set<HeadId>& heads,
               bool patching);

}  // namespace roundtable::views
