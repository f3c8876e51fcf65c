// Opening the SQLite files of the data folder, the same way everywhere: WAL, secure_delete, a bound
// on waiting, the schema's number. Only the .cpp files of this folder see SQLiteCpp.
//
// A connection is used by one thread at a time (opened without SQLite's own mutex).
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace SQLite {
class Database;
class Exception;
}  // namespace SQLite

namespace roundtable::log {

inline constexpr int kBusyTimeoutMs = 5'000;

struct DatabaseFile {
  std::string path;
  std::string vfs;                   // empty: SQLite's default
  std::string synchronous = "FULL";  // anything else is for tests that must lose data
};

/// The steps that lead from an empty file to today's tables, oldest first; a released step is never
/// changed. `PRAGMA user_version` says how many a file has had.
using Schema = std::vector<const char*>;

/// Makes the file (mode 0600) when missing and takes the steps it has not had. Throws LogFailure,
/// also if the file was written by a newer version of the program.
std::unique_ptr<SQLite::Database> open_to_write(const DatabaseFile& file, const Schema& schema);
/// Throws SQLite::Exception.
std::unique_ptr<SQLite::Database> open_to_read(const DatabaseFile& file);

/// For whoever only checks, also where the folder cannot be written: it then has no place for
/// SQLite's -shm file, and without a write-ahead log the file is read as it stands. Throws
/// SQLite::Exception.
std::unique_ptr<SQLite::Database> open_to_check(const DatabaseFile& file);

/// The file as its own bytes have it, without the write-ahead log that may stand beside it. Nothing
/// of it may change meanwhile: SQLite looks for no lock. Throws SQLite::Exception.
std::unique_ptr<SQLite::Database> open_alone(const DatabaseFile& file);

/// Moves the write-ahead log into the database and cuts it to nothing, waiting at most `wait_ms`
/// for readers. False if a reader was still there. Throws SQLite::Exception.
bool truncate_wal(SQLite::Database& database, int wait_ms);

/// "log.db: disk I/O error (SQLite 10)"
std::string sentence(const std::string& path, const SQLite::Exception& error);

}  // namespace roundtable::log
