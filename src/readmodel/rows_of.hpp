// What search keeps of an aggregate. One function each, and nothing else decides what of it stands
// in the index: titles, places, questions, agreements that were published - never a name, a reason,
// a narrative or whatever else is sealed. Values: no threads.
#pragma once

#include <vector>

#include "codec/registry_json.hpp"
#include "readmodel/row.hpp"
#include "views/view_state.hpp"

namespace roundtable::readmodel {

/// The meeting, its records and its published minutes.
std::vector<Row> rows_of(const views::ViewState& state);
Row row_of(const codec::IssueReported& issue, Time at);

}  // namespace roundtable::readmodel
