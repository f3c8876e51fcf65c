// A log that behaves as badly as the contract allows, from a seed: answers are torn (the outcome
// becomes `unknown`, with the batch stored or not), answers come late, deliveries come twice, and
// deliveries of torn batches are forgotten. Wraps any log and owns it.
//
// Threads: as EventLog. Answers and deliveries come on a thread of the wrapper, one at a time; a
// delayed answer goes to the back of what waits there, so nothing is ever held back for good.
#pragma once

#include <cstdint>
#include <memory>

#include "log/event_log.hpp"

namespace roundtable::log::test {

struct Faults {
  std::uint64_t seed = 0;
  unsigned torn_permille = 0;
  unsigned torn_stored_permille = 500;  // of the torn ones
  unsigned delayed_permille = 0;
  unsigned repeated_permille = 0;
  unsigned forgotten_permille = 0;  // of the deliveries of torn, stored batches
};

std::unique_ptr<EventLog> make_fault_log(std::unique_ptr<EventLog> inner, const Faults& faults);

}  // namespace roundtable::log::test
