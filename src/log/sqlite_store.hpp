// The SQLite side of the log: the writer's one connection (a Store), and the readers' own
// connections, which never wait for the writer. Tables of log.db:
//
//   entry(stream, version, header, payload, hash)   the log; outside checks rely on these names
//   content(sha256, bytes)                          named by payloads, stored once
//   sealed(commitment, salt, value)                 erasable; secure_delete
//   checkpoint(number, body, hash, signature)       one a commit
//
// `entry` has a rowid: commits then add to the end of one tree, whatever the streams, instead of
// touching a page for each stream.
#pragma once

#include <memory>
#include <string>

#include "log/database.hpp"
#include "log/log_readers.hpp"
#include "log/store.hpp"

namespace roundtable::log {

inline constexpr int kLogSchemaVersion = 2;

std::unique_ptr<Store> make_sqlite_store(const DatabaseFile& file);

std::unique_ptr<LogReaders> make_log_readers(const DatabaseFile& file);

}  // namespace roundtable::log
