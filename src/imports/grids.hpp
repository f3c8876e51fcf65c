// `import grids`: reads code, name, level, parent and kind of every grid and holds them against
// each other and against the tree that is there. The order of lines does not matter.
#pragma once

#include <string_view>
#include <vector>

#include "domain/grid.hpp"
#include "imports/report.hpp"

namespace roundtable::imports {

struct GridsImport {
  Report report;
  /// What is not there yet, parents before their children; can be added to the tree as it is.
  std::vector<domain::GridNode> added;
};

GridsImport read_grids(std::string_view bytes, const domain::GridTree& present);

}  // namespace roundtable::imports
