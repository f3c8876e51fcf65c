// The next entry of a stream that has no host: a number of a series, an erasure, what the command
// line notes where no server runs. Whoever appends it is told of a conflict where somebody else
// was first.
#pragma once

#include <string>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "log/event_log.hpp"

namespace roundtable::log {

struct ToAppend {
  std::string stream;
  ActorId actor;
  CommandId command_id;
  std::string command_sha256;  // hex
  std::string payload;
};

/// A batch of that one entry, on where the stream stands: never stamped earlier than the entry
/// before. `expected_version` is 0 where there is no such stream yet. Throws LogFailure.
Batch next_entry(LogReaders& log, ToAppend what, Time now);

}  // namespace roundtable::log
