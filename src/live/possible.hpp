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

struct Possible {
  std::vector<std::string> may;  // wire names of the commands ("ballot.cast"), sorted
  /// To staff, with the refusal's code: those that wait for the end of the ballot under way or for
  /// the owners' word, which would otherwise vanish from the screens without one.
  std::map<std::string, std::string> held;
  friend bool operator==(const Possible&, const Possible&) = default;
};

Possible possible_commands(const domain::Meeting& meeting, const Subject& subject,
                           const Roles& roles, Time now);

/// The same, worked out once for each class of viewers instead of once a viewer: those of a class
/// hold the same roles, or are households of whom the meeting knows the same and who have neither
/// spoken nor moved anything. Of one meeting; what it has is kept while that stands, and for a
/// moment alone, since deadlines come by themselves.
class PossibleByClass {
 public:
  const Possible& of(const domain::Meeting& meeting, const Subject& subject, const Roles& roles,
                     Time now);

 private:
  std::optional<std::uint64_t> version_;  // of the meeting
  Time worked_out_;
  std::set<SpeakerId> named_;
  std::map<std::string, Possible> by_class_;
};

}  // namespace roundtable::live
