// What documents say beside the meeting's own state, from the tree of grids. Pure functions.
#pragma once

#include "domain/grid.hpp"
#include "domain/meeting.hpp"
#include "records/model.hpp"

namespace roundtable::publish {

/// The path to the meeting's grid and who issues the document.
records::ModelFacts facts_beside(const domain::Meeting& meeting, const domain::GridTree& grids);

}  // namespace roundtable::publish
