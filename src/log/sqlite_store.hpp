// The SQLite side of the log: the writer's one connection (a Store), and the readers' own
// connections, which never wait for the writer. The tables stand in log/sqlite_schema.hpp.
#pragma once

#include <memory>
#include <string>

#include "log/database.hpp"
#include "log/log_readers.hpp"
#include "log/store.hpp"

namespace roundtable::log {

std::unique_ptr<Store> make_sqlite_store(const DatabaseFile& file);

std::unique_ptr<LogReaders> make_log_readers(const DatabaseFile& file);

}  // namespace roundtable::log
