// Tells what a planned roll changes on the one that is there, flat by flat. A flat may change in
// several ways, and is then told once for each. Whether flats were split, merged or given another
// address a file does not say: that is read from their names, areas and owners, and where these
// leave a doubt, flats were removed and others added. It is told and changes nothing: who is one
// head, and which ids are kept, is settled by the plan.
#pragma once

#include <vector>

#include "imports/flat_change.hpp"
#include "imports/roll_plan.hpp"

namespace roundtable::imports {

/// `plan`: of that file on that roll. By kind, within one in the order of the file, or of the roll.
std::vector<FlatChange> roll_changes(const RollFile& file, const PresentRoll& present,
                                     const RollPlan& plan);

}  // namespace roundtable::imports
