// What documents say beside the meeting's own state, from the tree of grids. Pure functions.
#pragma once

#include "domain/grid.hpp"
#include "domain/meeting.hpp"
#include "live/offices.hpp"
#include "records/model.hpp"

namespace roundtable::publish {

/// The path to the meeting's grid and who issues the document, described by what the tree and the
/// rule call it: no official name, which a person gives.
records::ModelFacts facts_beside(const domain::Meeting& meeting, const domain::GridTree& grids);

/// Whose official name and marks its documents bear: of the body on the meeting's own grid, or for
/// a forum of who convenes it - the committee of the neighbourhood at or above that grid.
live::OfficeOf issuing_office(const domain::Meeting& meeting, const domain::GridTree& grids);

}  // namespace roundtable::publish
