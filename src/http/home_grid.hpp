// Which grid `/` shows: the first that a person of the staff has a role on, the grid of a
// household's meeting, the top of the tree for everybody else.
#pragma once

#include <vector>

#include "live/identity.hpp"
#include "live/registry.hpp"
#include "views/lists.hpp"

namespace roundtable::http {

/// "" where there is no grid yet.
GridId home_grid(const live::Subject& subject, const live::Registry& registry,
                 const views::Lists& lists);

/// Where a person of the staff has a role: on each of them and below it.
std::vector<GridId> grids_of_roles(const live::Subject& subject);

}  // namespace roundtable::http
