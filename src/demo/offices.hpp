// Official names of who issues documents in the demonstration: real offices enter their own.
#pragma once

#include <vector>

#include "app/system.hpp"
#include "demo/city.hpp"

namespace roundtable::demo {

/// Of every body of those grids and of the grids above them, which stand in the tree already.
void enter_offices(app::System& system, const std::vector<CaseGrid>& grids);

}  // namespace roundtable::demo
