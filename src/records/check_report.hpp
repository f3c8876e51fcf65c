// What the check of a log's meanings reads, and what it has to say (records/record_check.hpp).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "log/hash_chain.hpp"
#include "log/log_check.hpp"

namespace roundtable::records {

using log::Finding;
using log::Found;
using log::Said;
using log::say;

/// How the store is read.
struct StoreReader {
  std::function<std::optional<std::string>(std::string_view sha256)> content;
  std::function<std::optional<log::Sealed>(std::string_view commitment)> sealed;
};

/// A sealed value that is not there, and that no command of its meeting has erased.
struct Absent {
  std::string commitment;
  Said place;
  Said what;  // was sealed
};

struct RecordReport {
  std::vector<Finding> findings;  // what is wrong
  /// Sealed values that are not there, without a command of the log that has erased them, and what
  /// therefore could not be counted again.
  std::vector<Finding> withheld;
  /// Not told yet: the command may stand in the stream of erasures. `finish` tells.
  std::vector<Absent> absent;
  /// Those that are gone because a command said so: which one, and whose.
  std::vector<Finding> erased;
  /// Numbers of documents that were taken and stand on none, or were left out. Nothing is wrong
  /// with that: what was to be published may not have been.
  std::vector<Finding> unused;
  std::int64_t meetings = 0;
  std::int64_t ballots_recounted = 0;
  std::int64_t documents_checked = 0;
  std::int64_t files_checked = 0;
};

}  // namespace roundtable::records
