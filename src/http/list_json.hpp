// Meetings and records as lists over HTTP show them.
#pragma once

#include <nlohmann/json.hpp>

#include "domain/grid.hpp"
#include "views/lists.hpp"

namespace roundtable::http {

nlohmann::json meeting_json(const views::ListedMeeting& meeting);
/// With what was published of it, so that its records and minutes can be reached.
nlohmann::json meeting_with_records(const views::ListedMeeting& meeting);
nlohmann::json record_row(const views::ListedRecord& listed);
nlohmann::json grid_row(const domain::GridNode& node);

}  // namespace roundtable::http
