// The writer's one connection to log.db with every statement that it runs, and the rows of a group
// as it writes them. Throws what SQLiteCpp throws. One thread at a time.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <memory>

#include "log/store.hpp"

namespace roundtable::log {

struct WriterConnection {
  explicit WriterConnection(std::unique_ptr<SQLite::Database> opened);

  std::unique_ptr<SQLite::Database> database;
  SQLite::Statement begin{*database, "BEGIN IMMEDIATE"};
  SQLite::Statement commit{*database, "COMMIT"};
  SQLite::Statement head{*database,
                         "SELECT version, hash FROM entry WHERE stream = ? "
                         "ORDER BY version DESC LIMIT 1"};
  SQLite::Statement last_number{*database, "SELECT last FROM series WHERE name = ?"};
  SQLite::Statement newest{*database,
                           "SELECT number, body, hash, signature FROM checkpoint "
                           "ORDER BY number DESC LIMIT 1"};
  SQLite::Statement entry{*database, "INSERT INTO entry VALUES(?,?,?,?,?)"};
  SQLite::Statement answer{*database, "INSERT OR IGNORE INTO answer VALUES(?,?,?,?)"};
  SQLite::Statement content{*database, "INSERT OR IGNORE INTO content VALUES(?,?)"};
  SQLite::Statement sealed{*database, "INSERT OR IGNORE INTO sealed VALUES(?,?,?)"};
  SQLite::Statement due{*database, "INSERT OR REPLACE INTO due VALUES(?,?,?)"};
  SQLite::Statement not_due{*database, "DELETE FROM due WHERE stream = ? AND key = ?"};
  SQLite::Statement withdraw{*database, "INSERT OR IGNORE INTO erasure VALUES(?)"};
  SQLite::Statement number{*database, "INSERT OR REPLACE INTO series VALUES(?,?)"};
  SQLite::Statement moved{*database, "INSERT INTO moved VALUES(?,?,?,?)"};
  SQLite::Statement checkpoint{*database, "INSERT INTO checkpoint VALUES(?,?,?,?)"};
  SQLite::Statement erase{*database, "DELETE FROM sealed WHERE commitment = ?"};
  SQLite::Statement erased{*database, "DELETE FROM erasure WHERE commitment = ?"};
  int wal_pages = 0;
};

/// Steps a statement that gives no rows, to its end.
void run(SQLite::Statement& statement);

std::optional<Checkpoint> read_newest(WriterConnection& connection);
Touched read_touched(WriterConnection& connection, const Wanted& wanted);
void insert(WriterConnection& connection, const Batch& batch);
void insert(WriterConnection& connection, const Due& due);
void insert(WriterConnection& connection, const Moved& moved);
void insert(WriterConnection& connection, const Checkpoint& checkpoint);

}  // namespace roundtable::log
