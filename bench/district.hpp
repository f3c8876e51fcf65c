// The district: so many buildings of so many households, each with an announced meeting of its own,
// whose facilitator and residents are signed in. As a server of the rig (rig.hpp).
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "neighbours/town.hpp"
#include "rig.hpp"
#include "setup.hpp"

namespace roundtable::bench {

struct DistrictOptions {
  std::size_t meetings = 500;
  std::size_t households = 30;  // of each
  std::size_t sockets() const { return meetings * (households + 1); }
};

/// Everybody's way in, the facilitators' too.
std::vector<neighbours::MeetingPeople> people_of(const DistrictOptions& options);

Measured measure_district(const Setup& setup, const DistrictOptions& options,
                          const std::function<void(Lines&)>& crowd);

}  // namespace roundtable::bench
