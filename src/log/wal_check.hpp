// The part of `verify` that looks at a write-ahead log beside log.db. SQLite reads its pages in the
// place of those of the file, so that a file changed under it shows nothing until it is taken away
// or has been moved into the file. So the file is read without it too: it must be a log that is
// whole in itself, and the same one, only perhaps shorter.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "log/log_check.hpp"

namespace roundtable::log {

struct WalReport {
  std::vector<Finding> findings;
  std::uint64_t findings_count = 0;  // all, also those beyond `findings_max`
  Said said;                         // what was compared; empty where no log is beside
};

/// Beside a server that is just moving its log into the file, the file cannot be compared; then
/// that is what is said, and is no finding. `first_key`: that of the log that SQLite reads.
WalReport check_wal(const std::string& directory, const VerifyOptions& options,
                    const std::string& first_key);

}  // namespace roundtable::log
