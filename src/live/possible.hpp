// Which commands a person could give right now: asked of `permitted` and `decide` themselves with a
// probe of each command, so that no rule is written a second time for the screens.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/meeting.hpp"
#include "live/permission.hpp"

namespace roundtable::live {

/// Wire names of the commands ("ballot.cast"), sorted.
std::vector<std::string> possible_commands(const domain::Meeting& meeting, const Subject& subject,
                                           const Roles& roles, Time now);

/// The same, worked out once for each class of viewers instead of once a viewer: those of a class
/// hold the same roles, or are households of whom the meeting knows the same and who have neither
/// spoken nor moved anything. Of one meeting; what it has is kept while that stands, and for a
/// moment alone, since deadlines come by themselves.
class PossibleByClass {
 public:
  const std::vector<std::string>& of(const domain::Meeting& meeting, const Subject& subject,
                                     const Roles& roles, Time now);

 private:
  std::optional<std::uint64_t> version_;  // of the meeting
  Time worked_out_;
  std::set<SpeakerId> named_;
  std::map<std::string, std::vector<std::string>> by_class_;
};

}  // namespace roundtable::live
