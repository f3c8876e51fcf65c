// What search keeps of an aggregate. One function each, and nothing else decides what of it stands
// in the index: titles, places, questions, agreements that were published - never a name, a reason,
// a narrative or whatever else is sealed. Values: no threads.
#pragma once

#include <optional>
#include <vector>

#include "domain/issue.hpp"
#include "readmodel/row.hpp"
#include "views/view_state.hpp"

namespace roundtable::readmodel {

/// The meeting, its records and its published minutes.
std::vector<Row> rows_of(const views::ViewState& state);
/// None of one that was withdrawn: nothing of it is searched or listed.
std::optional<Row> row_of(const domain::Issue& issue);

}  // namespace roundtable::readmodel
