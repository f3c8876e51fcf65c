#include "log/database.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "base/env.hpp"
#include "log/event_log.hpp"

namespace roundtable::log {
namespace {

// SQLite would make it readable for everybody, as far as the umask allows; its -wal and -shm files
// take the mode of the database.
void make_private_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) throw LogFailure("cannot open " + path + ": " + std::strerror(errno));
  ::close(file);
}

void apply_schema(SQLite::Database& database, const std::string& path, const Schema& schema) {
  SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
  const int found = database.execAndGet("PRAGMA user_version").getInt();
  const int known = static_cast<int>(schema.size());
  if (found > known) {
    throw LogFailure(path + " was written by a newer version of Roundtable (schema " +
                     std::to_string(found) + "; this one knows " + std::to_string(known) + ")");
  }
  for (int step = found; step < known; ++step) {
    database.exec(schema[static_cast<std::size_t>(step)]);
  }
  if (found < known) database.exec("PRAGMA user_version = " + std::to_string(known));
  transaction.commit();
}

/// True if SQLite wanted to make or write a file beside the database and could not.
bool wants_to_write(const SQLite::Exception& error) {
  const int code = error.getErrorCode() & 0xff;
  return code == SQLITE_CANTOPEN || code == SQLITE_READONLY;
}

}  // namespace

std::unique_ptr<SQLite::Database> open_to_write(const DatabaseFile& file, const Schema& schema) {
  make_private_file(file.path);
  try {
    auto database = std::make_unique<SQLite::Database>(
        file.path, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, kBusyTimeoutMs, file.vfs);
    database->exec("PRAGMA synchronous = " + file.synchronous);
    if (database->execAndGet("PRAGMA journal_mode = WAL").getString() != "wal") {
      throw LogFailure(file.path + " cannot have a write-ahead log on this file system");
    }
    database->exec("PRAGMA secure_delete = ON");
    database->exec("PRAGMA temp_store = MEMORY");
    database->exec("PRAGMA cell_size_check = ON");
    apply_schema(*database, file.path, schema);
    return database;
  } catch (const SQLite::Exception& error) {
    throw LogFailure("cannot open " + sentence(file.path, error));
  }
}

std::unique_ptr<SQLite::Database> open_to_read(const DatabaseFile& file) {
  return std::make_unique<SQLite::Database>(file.path, SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX,
                                            kBusyTimeoutMs, file.vfs);
}

std::unique_ptr<SQLite::Database> open_alone(const DatabaseFile& file) {
  std::string uri = "file:";
  for (const char c : file.path) {
    // The characters that mean something else in a URI.
    const bool plain = c != '%' && c != '?' && c != '#';
    uri += plain ? std::string(1, c) : "%" + to_hex(std::array{static_cast<std::uint8_t>(c)});
  }
  return std::make_unique<SQLite::Database>(
      uri + "?immutable=1", SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX | SQLite::OPEN_URI,
      kBusyTimeoutMs, file.vfs);
}

std::unique_ptr<SQLite::Database> open_to_check(const DatabaseFile& file) {
  try {
    auto database = open_to_read(file);
    // SQLite opens the file when it is first read.
    static_cast<void>(database->execAndGet("SELECT count(*) FROM sqlite_master"));
    return database;
  } catch (const SQLite::Exception& error) {
    std::error_code no_wal;
    const auto wal_bytes = std::filesystem::file_size(file.path + "-wal", no_wal);
    if (!wants_to_write(error) || (!no_wal && wal_bytes > 0)) throw;
    return open_alone(file);
  }
}

bool truncate_wal(SQLite::Database& database, int wait_ms) {
  database.setBusyTimeout(wait_ms);
  const int code = sqlite3_wal_checkpoint_v2(database.getHandle(), nullptr,
                                             SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  // The reason must be taken before the next call on the connection replaces it.
  const SQLite::Exception reason(database.getHandle(), code);
  database.setBusyTimeout(kBusyTimeoutMs);
  if (code == SQLITE_BUSY) return false;
  if (code != SQLITE_OK) throw reason;
  return true;
}

std::string sentence(const std::string& path, const SQLite::Exception& error) {
  return path + ": " + error.what() + " (SQLite " + std::to_string(error.getExtendedErrorCode()) +
         ")";
}

}  // namespace roundtable::log
