// The same flat in two forms: 5-1-101 with the stair in its column or before the room, with a zero
// before a number or without.
#pragma once

#include <string>

#include "imports/roll.hpp"

namespace roundtable::imports {

/// Equal for lines that may be one flat.
std::string loose_spot(const RollLine& line);

}  // namespace roundtable::imports
