// The floor and the cards as every audience sees them (docs/protocol.md).
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "domain/meeting.hpp"
#include "views/view_state.hpp"

namespace roundtable::views {

/// The whole floor, for a snapshot.
nlohmann::json floor_json(const domain::Meeting& meeting);
/// What has changed of it. The places of all who wait are rendered anew (a bounded list).
nlohmann::json floor_patch(const domain::Meeting& meeting, const Changed& changed);
nlohmann::json card_json(const domain::Card& card);

}  // namespace roundtable::views
