#include "log/sqlite_schema.hpp"

namespace roundtable::log {
namespace {

constexpr const char* kLogTables = R"(
  CREATE TABLE entry(stream TEXT NOT NULL, version INTEGER NOT NULL, header TEXT NOT NULL,
                     payload TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY(stream, version)) STRICT;
  CREATE TABLE content(sha256 TEXT PRIMARY KEY NOT NULL, bytes BLOB NOT NULL) STRICT;
  CREATE TABLE sealed(commitment TEXT PRIMARY KEY NOT NULL, salt BLOB NOT NULL,
                      value BLOB NOT NULL) STRICT;
  CREATE TABLE checkpoint(number INTEGER PRIMARY KEY NOT NULL, body TEXT NOT NULL,
                          hash TEXT NOT NULL, signature TEXT NOT NULL) STRICT;
)";

// Which checkpoint first lists a stream at a version: found without reading them all.
constexpr const char* kListing = R"(
  CREATE TABLE listing(stream TEXT NOT NULL, version INTEGER NOT NULL, number INTEGER NOT NULL,
                       PRIMARY KEY(stream, version)) STRICT, WITHOUT ROWID;
  INSERT INTO listing SELECT head.key, json_extract(head.value, '$.version'), number
    FROM checkpoint, json_each(body, '$.heads') AS head;
)";

// `moved` says what `listing` said and where each commit began. A damaged header has no answer and
// keeps nobody from opening the log; `verify` names it.
constexpr const char* kPlaces = R"(
  CREATE TABLE moved(number INTEGER NOT NULL, stream TEXT NOT NULL, "from" INTEGER NOT NULL,
                     "to" INTEGER NOT NULL, PRIMARY KEY(number, stream)) STRICT, WITHOUT ROWID;
  INSERT INTO moved
    SELECT number, stream, lag(version, 1, 0) OVER (PARTITION BY stream ORDER BY version), version
    FROM listing;
  CREATE UNIQUE INDEX moved_to ON moved(stream, "to");
  DROP TABLE listing;

  CREATE TABLE answer(stream TEXT NOT NULL, actor TEXT NOT NULL, id TEXT NOT NULL,
                      version INTEGER NOT NULL, PRIMARY KEY(stream, actor, id)) STRICT, WITHOUT ROWID;
  INSERT OR IGNORE INTO answer
    SELECT stream, json_extract(header, '$.actor'), json_extract(header, '$.command_id'), version
    FROM entry WHERE json_valid(header) ORDER BY stream, version;

  CREATE TABLE due(stream TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL,
                   PRIMARY KEY(stream, key)) STRICT, WITHOUT ROWID;
  CREATE INDEX due_at ON due(at);
  CREATE TABLE erasure(commitment TEXT PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE series(name TEXT PRIMARY KEY NOT NULL, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE rebuild(part TEXT PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO rebuild SELECT 'due and erasure' WHERE EXISTS (SELECT 1 FROM entry);
)";

// What is due names the entry that made it so, which rows from before do not: they are read again.
constexpr const char* kReactors = R"(
  ALTER TABLE due ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
  INSERT OR IGNORE INTO rebuild SELECT 'due and erasure' WHERE EXISTS (SELECT 1 FROM due);
  CREATE TABLE reactor(name TEXT PRIMARY KEY NOT NULL, number INTEGER NOT NULL,
                       hash TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE reaction(stream TEXT NOT NULL, version INTEGER NOT NULL, key TEXT NOT NULL,
                        reactor TEXT NOT NULL, state TEXT NOT NULL, tries INTEGER NOT NULL,
                        why TEXT NOT NULL,
                        PRIMARY KEY(stream, version, key, reactor)) STRICT, WITHOUT ROWID;
  CREATE INDEX reaction_unfinished ON reaction(reactor, stream, version, key)
    WHERE state IN ('waiting', 'given_up');
)";

}  // namespace

const Schema& log_schema() {
  static const Schema kSteps = {kLogTables, kListing, kPlaces, kReactors};
  return kSteps;
}

}  // namespace roundtable::log
