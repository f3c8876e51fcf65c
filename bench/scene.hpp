// The scene: the whole product with one building of so many households and a meeting in session
// whose ballot is open, as a server of the rig (rig.hpp). Sessions are put into the Directory, so
// that nobody has to use ten thousand invitations first; everything else goes the usual way.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "domain/ballot/ballot.hpp"
#include "rig.hpp"
#include "setup.hpp"

namespace roundtable::bench {

inline constexpr const char* kMeetingName = "bench";
inline constexpr const char* kChairToken = "bench-chair";
std::string token_of(std::size_t voter);
HeadId head_of(std::size_t voter);

struct SceneOptions {
  std::size_t voters = 0;
  domain::Counts counts = domain::Counts::live;
};

/// The scene under test, in a data folder that goes with it, with one socket a voter.
Measured measure_scene(const Setup& setup, const SceneOptions& options,
                       const std::function<void(Lines&)>& crowd);

}  // namespace roundtable::bench
