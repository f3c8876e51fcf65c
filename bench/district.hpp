// The district: so many buildings of so many households, each with an announced meeting of its own,
// whose facilitator and residents are signed in. As a server of the rig (rig.hpp).
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "app/system.hpp"
#include "neighbours/town.hpp"
#include "rig.hpp"
#include "setup.hpp"

namespace roundtable::bench {

struct DistrictOptions {
  std::size_t meetings = 500;
  std::size_t households = 30;  // of each
  std::size_t sockets() const { return meetings * (households + 1); }
};

/// Imports the buildings, signs everybody in and announces the meetings, on an empty folder.
void prepare_district(app::System& system, const DistrictOptions& options);

/// Everybody's way in, the facilitators' too.
std::vector<neighbours::MeetingPeople> people_of(const DistrictOptions& options);
/// The same people at another meeting of their building.
neighbours::MeetingPeople people_of(const DistrictOptions& options, std::size_t building,
                                    const std::string& meeting);
/// The facilitator's, for HTTP.
std::string chair_cookie(std::size_t building);
std::string grid_of(std::size_t building);
std::string roll_of(std::size_t building);

Measured measure_district(const Setup& setup, const DistrictOptions& options,
                          const std::function<void(Lines&)>& crowd);

}  // namespace roundtable::bench
