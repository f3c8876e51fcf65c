// The demonstration (演示数据): the city of Shanghai with six cases in their true places
// (demo/case.hpp). In one of them, a six-storey building of 24 flats in 殷行街道 that decides on an
// elevator, a meeting is announced for today and waits for its facilitator.
#pragma once

#include <string>
#include <vector>

#include "app/system.hpp"
#include "demo/case.hpp"

namespace roundtable::demo {

struct DemoLink {
  std::string name;  // "502室", or a role
  std::string host;  // "mid.localhost": each persona has a cookie jar of its own
  std::string path;  // "/join/TOKEN"
};

struct DemoCaseLink {
  std::string zh, en;  // its name
  DemoLink grid;
  DemoLink facilitator;
};

struct DemoLinks {
  std::string meeting;
  DemoLink facilitator;
  DemoLink recorder;
  DemoLink hall;
  DemoLink grid;
  std::vector<DemoLink> organisations;  // one who acts for each of the neighbourhood's, by its name
  std::vector<DemoLink> residents;
  std::vector<std::string> records;
  std::vector<DemoCaseLink> cases;
};

/// How much of the city: all of it, or every district but only the subdistricts of the cases.
enum class CityPart { whole, around_cases };

/// Makes what is missing (everything, in a fresh folder) and returns the ways in, which stay the
/// same when a folder is continued, as does its part of the city. `templates`: the folder. Throws
/// std::runtime_error where a step is refused.
DemoLinks make_demo(app::System& system, ShiftedClock& clock, Randomness& randomness,
                    const std::string& templates, CityPart part = CityPart::whole);

}  // namespace roundtable::demo
