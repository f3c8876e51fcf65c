// For tests only: the SQLite log on a file system that lies, loses or fails (an sqlite3_vfs
// registered by the test) and with another setting of `synchronous`. Everybody else opens it with
// `open_sqlite_log` (log/event_log.hpp).
#pragma once

#include <memory>
#include <string>

#include "log/event_log.hpp"

namespace roundtable::log {

/// `synchronous_level`: "OFF", "NORMAL", "FULL" or "EXTRA". Throws LogFailure.
std::unique_ptr<EventLog> open_sqlite_log_with_vfs(const std::string& directory, const Clock& clock,
                                                   LogOptions options, const std::string& vfs_name,
                                                   const std::string& synchronous_level);

}  // namespace roundtable::log
