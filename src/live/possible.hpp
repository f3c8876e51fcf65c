// Which commands a person could give right now: asked of `permitted` and `decide` themselves with a
// probe of each command, so that no rule is written a second time for the screens.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "domain/meeting.hpp"
#include "live/permission.hpp"

namespace roundtable::live {

/// Wire names of the commands ("ballot.cast"), sorted.
std::vector<std::string> possible_commands(const domain::Meeting& meeting, const Subject& subject,
                                           const std::set<Role>& roles, Time now);

}  // namespace roundtable::live
