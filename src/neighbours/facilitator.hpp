// What a simulated facilitator would do: run the whole meeting, from the announcement to published
// minutes. For load and soak; in a demonstration the facilitator is the visitor. A pure function
// like the residents' (resident.hpp). It grants whom the server names as next, so that sides
// alternate.
#pragma once

#include <vector>

#include "neighbours/dice.hpp"
#include "neighbours/wish.hpp"

namespace roundtable::neighbours {

std::vector<Wish> facilitator_wishes(const Dice& dice, const Seen& seen);

/// Nothing is left to do in that meeting: it is over, and so are its minutes.
bool is_finished(const nlohmann::json& view);

}  // namespace roundtable::neighbours
