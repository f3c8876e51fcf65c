#include "log/sqlite_log.hpp"

#include <utility>

#include "log/joined_log.hpp"
#include "log/sqlite_store.hpp"

namespace roundtable::log {

std::unique_ptr<EventLog> open_sqlite_log(const std::string& directory, const Clock& clock,
                                          LogOptions options) {
  return open_sqlite_log_with_vfs(directory, clock, std::move(options), "", "FULL");
}

std::unique_ptr<EventLog> open_sqlite_log_with_vfs(const std::string& directory, const Clock& clock,
                                                   LogOptions options, const std::string& vfs_name,
                                                   const std::string& synchronous_level) {
  const DatabaseFile file{directory + "/log.db", vfs_name, synchronous_level};
  return join_log(make_sqlite_store(file), make_log_readers(file), clock, std::move(options),
                  keep_key_in(directory));
}

}  // namespace roundtable::log
