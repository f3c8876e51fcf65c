// The demonstration (演示数据): a six-storey building of 24 flats in 殷行街道 that decides on an
// elevator. One meeting is announced and waits for its facilitator; an earlier one is finished,
// with a published record. Everything goes through the same commands as in real life, only dated
// back.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "app/system.hpp"

namespace roundtable::app {

/// The system's clock, shifted while the past is being written.
class ShiftedClock final : public Clock {
 public:
  Time now() const override { return system_clock().now() + shift_micros_; }
  void shift(std::int64_t micros) { shift_micros_ = micros; }

 private:
  std::atomic<std::int64_t> shift_micros_{0};
};

struct DemoLink {
  std::string name;  // "502室", or a role
  std::string host;  // "mid.localhost": each persona has a cookie jar of its own
  std::string path;  // "/join/TOKEN"
};

struct DemoLinks {
  std::string meeting;
  DemoLink facilitator;
  DemoLink recorder;
  DemoLink hall;
  DemoLink grid;
  std::vector<DemoLink> residents;
  std::vector<std::string> records;
};

/// Makes what is missing (everything, in a fresh folder) and returns the ways in, which stay the
/// same when a folder is continued. Throws std::runtime_error where a step is refused.
DemoLinks make_demo(System& system, ShiftedClock& clock, Randomness& randomness,
                    const std::string& grids_csv);

}  // namespace roundtable::app
