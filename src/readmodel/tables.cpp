#include "readmodel/tables.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>

#include "log/database.hpp"
#include "log/event_log.hpp"
#include "readmodel/terms.hpp"

namespace roundtable::readmodel {
namespace {

/// Of the tables below, whatever the terms are.
constexpr int kTablesVersion = 5;
constexpr int kVersion = kTablesVersion * 1'000 + kTermsVersion;

/// `grid` gives each grid a number; `reached` is the place in the log up to which the file goes,
/// `stream` how far each stream is in it (some are further), `set_aside` what could not be read of
/// them. `meeting`, `record` and `taken_up` are the lists; `held` has a row of each list for every
/// grid it lies on or below, in the order in which a page shows them, and `counted` how many.
/// `forgetting` has a row while bytes of what was removed may still be there.
constexpr const char* kSchema = R"(
CREATE TABLE version (number INTEGER NOT NULL);
CREATE TABLE grid (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, above INTEGER);
CREATE TABLE reached (one INTEGER PRIMARY KEY CHECK (one = 1), number INTEGER NOT NULL,
  hash TEXT NOT NULL);
CREATE TABLE stream (name TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE set_aside (stream TEXT PRIMARY KEY, version INTEGER NOT NULL, why TEXT NOT NULL)
  WITHOUT ROWID;
CREATE TABLE forgetting (one INTEGER PRIMARY KEY CHECK (one = 1));
CREATE TABLE meeting (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, grid TEXT NOT NULL,
  roll TEXT NOT NULL, at INTEGER NOT NULL, demonstration INTEGER NOT NULL, turn INTEGER NOT NULL,
  row TEXT NOT NULL, more TEXT NOT NULL);
CREATE INDEX meeting_on_grid ON meeting(grid, at);
CREATE INDEX meeting_of_roll ON meeting(roll, id);
CREATE INDEX meeting_of_demonstration ON meeting(n) WHERE demonstration;
CREATE TABLE record (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, meeting INTEGER NOT NULL,
  number TEXT NOT NULL, row TEXT NOT NULL);
CREATE INDEX record_of_meeting ON record(meeting);
CREATE TABLE taken_up (issue TEXT NOT NULL, meeting INTEGER NOT NULL, PRIMARY KEY (issue, meeting))
  WITHOUT ROWID;
CREATE INDEX taken_up_by_meeting ON taken_up(meeting);
CREATE TABLE held (list INTEGER NOT NULL, grid INTEGER NOT NULL, turn INTEGER NOT NULL,
  place INTEGER NOT NULL, id TEXT NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (list, grid, turn, place, id)) WITHOUT ROWID;
CREATE TABLE counted (list INTEGER NOT NULL, grid INTEGER NOT NULL, rows INTEGER NOT NULL,
  PRIMARY KEY (list, grid)) WITHOUT ROWID;
)";

void make_tables(SQLite::Database& database) {
  for (const auto kind : kKinds) {
    database.exec("CREATE TABLE IF NOT EXISTS " + item_table(kind) +
                  " (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, grid TEXT NOT NULL,"
                  " name TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL,"
                  " state TEXT NOT NULL, shown TEXT NOT NULL)");
    // The tokenizer parts terms at spaces: every other sign of ours is a letter or a digit to it.
    database.exec("CREATE VIRTUAL TABLE IF NOT EXISTS " + terms_table(kind) +
                  " USING fts5(terms, content='', detail=none, columnsize=0, tokenize='ascii')");
  }
}

bool is_of_this_version(SQLite::Database& database) {
  SQLite::Statement asked(database, "SELECT max(number) FROM version");
  return asked.executeStep() && !asked.getColumn(0).isNull() &&
         asked.getColumn(0).getInt() == kVersion;
}

std::unique_ptr<SQLite::Database> try_to_write(const std::string& path) {
  // Nothing in it is lost that the log does not hold: it need not wait for the disk.
  auto database = log::open_to_write({path, "", "NORMAL"}, {kSchema});
  make_tables(*database);
  SQLite::Statement asked(*database, "SELECT count(*) FROM version");
  if (asked.executeStep() && asked.getColumn(0).getInt() == 0) {
    database->exec("INSERT INTO version VALUES (" + std::to_string(kVersion) + ")");
  }
  if (!is_of_this_version(*database)) return nullptr;
  return database;
}

}  // namespace

void remove_tables(const std::string& path) {
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
}

std::unique_ptr<SQLite::Database> open_tables_to_write(const std::string& path) {
  try {
    if (auto database = try_to_write(path)) return database;
  } catch (const SQLite::Exception&) {
    // Damaged: what is wrong with it does not matter, it is made from the log again.
  } catch (const log::LogFailure&) {
    // The same, told by the opening itself.
  }
  remove_tables(path);
  try {
    if (auto database = try_to_write(path)) return database;
  } catch (const SQLite::Exception& error) {
    throw log::LogFailure("cannot make " + log::sentence(path, error));
  }
  throw log::LogFailure("cannot make " + path);
}

std::unique_ptr<SQLite::Database> open_tables_to_read(const std::string& path) {
  try {
    auto database = log::open_to_read({path, ""});
    database->exec("PRAGMA mmap_size = 1073741824");
    return database;
  } catch (const SQLite::Exception& error) {
    throw log::LogFailure("cannot read " + log::sentence(path, error));
  }
}

std::string item_table(Kind kind) {
  return "item_" + std::string(to_string(kind));
}

std::string terms_table(Kind kind) {
  return "terms_" + std::string(to_string(kind));
}

std::string below_term(std::int64_t grid_number) {
  return "g" + std::to_string(grid_number);
}

std::string on_term(std::int64_t grid_number) {
  return "h" + std::to_string(grid_number);
}

}  // namespace roundtable::readmodel
