// The city of the demonstration: Shanghai's real divisions (templates/grids/README.md), the grids
// the cases need, and made-up microgrids below every neighbourhood, because no list of the real
// ones is published. The same files always give the same city; docs/imports.md has the recipe.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "domain/grid.hpp"

namespace roundtable::demo {

/// Microgrids (微网格) of the whole city: People's Daily, 2024-12-31, page 17.
inline constexpr std::size_t kCityMicrogrids = 33'614;

/// A grid a case adds; `holds` names the neighbourhoods that hang below it instead of below their
/// subdistrict (an area grid).
struct CaseGrid {
  domain::GridNode node;
  std::vector<GridId> holds;
};

/// That many microgrids over all neighbourhoods of `nodes`, none without one. Throws
/// std::runtime_error where there are fewer microgrids than neighbourhoods.
std::vector<domain::GridNode> make_microgrids(const std::vector<domain::GridNode>& nodes,
                                              std::size_t count);

/// Everything, parents before their children; where `places` are named, every district but only the
/// subdistricts that hold them. Throws std::runtime_error with a sentence where the file cannot be
/// read or a case hangs where nothing is.
std::vector<domain::GridNode> make_city(const std::string& divisions_csv,
                                        const std::vector<CaseGrid>& cases,
                                        const std::vector<GridId>& places = {});

}  // namespace roundtable::demo
