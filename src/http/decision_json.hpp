// What was agreed (议定事项) as lists show it: the thing, who is responsible, until when. Whoever
// is responsible is named as in the published minutes and no further (docs/domain.md 6).
#pragma once

#include <nlohmann/json.hpp>

#include "http/services.hpp"
#include "views/lists.hpp"

namespace roundtable::http {

/// `decisions` of the published minutes, if any; only those under that issue where one is given.
void put_decisions(nlohmann::json& out, const Services& services,
                   const views::ListedMeeting& meeting, const IssueId& issue = {});

}  // namespace roundtable::http
