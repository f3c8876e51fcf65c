// What search keeps of an aggregate. One function each, and nothing else decides what of it stands
// in the index: titles, places, questions, agreements that were published - never a name, a reason,
// a narrative or whatever else is sealed. Values: no threads.
#pragma once

#include <optional>
#include <vector>

#include "codec/registry_json.hpp"
#include "readmodel/row.hpp"
#include "views/view_state.hpp"

namespace roundtable::readmodel {

/// The meeting, its records and its published minutes.
std::vector<Row> rows_of(const views::ViewState& state);
/// What an event of an issue's stream leaves of its row; none: nothing of it is searched or listed.
void advance(std::optional<Row>& row, const codec::RegistryEvent& event, Time at);

}  // namespace roundtable::readmodel
