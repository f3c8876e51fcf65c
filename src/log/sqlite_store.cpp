#include "log/sqlite_store.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <utility>

#include "log/sqlite_rows.hpp"

namespace roundtable::log {
namespace {

constexpr const char* kFirstTables = R"(
  CREATE TABLE entry(stream TEXT NOT NULL, version INTEGER NOT NULL, header TEXT NOT NULL,
                     payload TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY(stream, version)) STRICT;
  CREATE TABLE content(sha256 TEXT PRIMARY KEY NOT NULL, bytes BLOB NOT NULL) STRICT;
  CREATE TABLE sealed(commitment TEXT PRIMARY KEY NOT NULL, salt BLOB NOT NULL,
                      value BLOB NOT NULL) STRICT;
  CREATE TABLE checkpoint(number INTEGER PRIMARY KEY NOT NULL, body TEXT NOT NULL,
                          hash TEXT NOT NULL, signature TEXT NOT NULL) STRICT;
)";

// Which checkpoint first lists a stream at a version: found without reading them all. Derived from
// the checkpoints, so `verify` does not look at it.
constexpr const char* kListing = R"(
  CREATE TABLE listing(stream TEXT NOT NULL, version INTEGER NOT NULL, number INTEGER NOT NULL,
                       PRIMARY KEY(stream, version)) STRICT, WITHOUT ROWID;
  INSERT INTO listing SELECT head.key, json_extract(head.value, '$.version'), number
    FROM checkpoint, json_each(body, '$.heads') AS head;
)";

// Pages in the write-ahead log (4 KiB each) from which it is moved into the database.
constexpr int kWalPagesMax = 4'000;
constexpr int kEraseWaitMs = 1'000;

// Steps a statement that gives no rows. False if a row of that key is there already.
bool step(SQLite::Database& database, SQLite::Statement& statement) {
  const int code = statement.tryExecuteStep();
  if (code == SQLITE_DONE) {
    statement.reset();
    return true;
  }
  const SQLite::Exception reason(database.getHandle(), code);
  static_cast<void>(statement.tryReset());  // says again what `code` has said
  if ((code & 0xff) == SQLITE_CONSTRAINT) return false;
  throw reason;
}

// The writer's connection with everything it ever runs, prepared once.
struct WriterConnection {
  explicit WriterConnection(std::unique_ptr<SQLite::Database> opened)
      : database(std::move(opened)) {
    sqlite3_wal_hook(
        database->getHandle(),
        [](void* self, sqlite3*, const char*, int pages) {
          static_cast<WriterConnection*>(self)->wal_pages = pages;
          return SQLITE_OK;
        },
        this);
  }

  std::unique_ptr<SQLite::Database> database;
  SQLite::Statement begin{*database, "BEGIN IMMEDIATE"};
  SQLite::Statement commit{*database, "COMMIT"};
  SQLite::Statement savepoint{*database, "SAVEPOINT batch"};
  SQLite::Statement release{*database, "RELEASE batch"};
  SQLite::Statement undo{*database, "ROLLBACK TO batch"};
  SQLite::Statement entry{*database, "INSERT INTO entry VALUES(?,?,?,?,?)"};
  SQLite::Statement content{*database, "INSERT OR IGNORE INTO content VALUES(?,?)"};
  SQLite::Statement sealed{*database, "INSERT OR IGNORE INTO sealed VALUES(?,?,?)"};
  SQLite::Statement checkpoint{*database, "INSERT INTO checkpoint VALUES(?,?,?,?)"};
  SQLite::Statement listing{*database,
                            "INSERT INTO listing SELECT head.key, json_extract(head.value, "
                            "'$.version'), ?1 FROM json_each(?2, '$.heads') AS head"};
  SQLite::Statement erase{*database, "DELETE FROM sealed WHERE commitment = ?"};
  int wal_pages = 0;
};

class SqliteStore final : public Store {
 public:
  explicit SqliteStore(DatabaseFile file) : file_(std::move(file)) {}

  StoreState open() override;
  void begin() override;
  bool put(const Batch& batch) override;
  void commit(const Checkpoint& checkpoint) override;
  void rollback() override;
  Erased erase_sealed(std::string_view commitment) override;
  std::vector<Entry> read_after(std::string_view stream, std::uint64_t after) override;
  void tidy() override;

 private:
  // Runs `work` and turns what SQLite throws into a LogFailure.
  template <class Work>
  auto guarded(const char* doing, Work work);
  void run(SQLite::Statement& statement);
  bool insert(const Batch& batch);
  void insert(const Sealed& sealed);
  StoreState load();

  const DatabaseFile file_;
  std::unique_ptr<WriterConnection> connection_;
  bool opened_before_ = false;
  bool truncation_due_ = false;
};

template <class Work>
auto SqliteStore::guarded(const char* doing, Work work) {
  try {
    return work();
  } catch (const SQLite::Exception& error) {
    throw LogFailure(std::string("cannot ") + doing + " " + sentence(file_.path, error));
  }
}

void SqliteStore::run(SQLite::Statement& statement) {
  if (!step(*connection_->database, statement)) {
    throw SQLite::Exception(connection_->database->getHandle());
  }
}

// After a failed sync the system may have marked pages clean that never reached the disk. So what
// the write-ahead log holds is written anew into the database, synced there, and the log cut: then
// nothing depends on those pages, and frames of the failed commit cannot come back after a crash.
StoreState SqliteStore::open() {
  connection_.reset();
  auto database = open_to_write(file_, {kFirstTables, kListing});
  return guarded("open", [&] {
    const bool settled = truncate_wal(*database, kBusyTimeoutMs);
    if (!settled && opened_before_) {
      throw LogFailure("cannot settle the log after a failure: another program is reading " +
                       file_.path);
    }
    connection_ = std::make_unique<WriterConnection>(std::move(database));
    auto state = load();
    opened_before_ = true;
    truncation_due_ = !settled;
    return state;
  });
}

// Hops from stream to stream along the key instead of reading every entry.
StoreState SqliteStore::load() {
  auto& database = *connection_->database;
  SQLite::Statement next_stream(database, "SELECT min(stream) FROM entry WHERE stream > ?");
  SQLite::Statement last_entry(database,
                               "SELECT version, hash FROM entry WHERE stream = ? "
                               "ORDER BY version DESC LIMIT 1");
  StoreState state;
  std::string stream;
  for (;;) {
    bind_text(next_stream, 1, stream);
    if (!next_stream.executeStep() || next_stream.getColumn(0).isNull()) break;
    std::string name = next_stream.getColumn(0).getString();
    next_stream.reset();
    bind_text(last_entry, 1, name);
    if (last_entry.executeStep()) {
      state.heads[name] = {name, static_cast<std::uint64_t>(last_entry.getColumn(0).getInt64()),
                           last_entry.getColumn(1).getString()};
    }
    last_entry.reset();
    stream = std::move(name);
  }
  SQLite::Statement newest(database,
                           "SELECT number, body, hash, signature FROM checkpoint "
                           "ORDER BY number DESC LIMIT 1");
  if (newest.executeStep()) {
    state.newest = Checkpoint{static_cast<std::uint64_t>(newest.getColumn(0).getInt64()),
                              newest.getColumn(1).getString(), newest.getColumn(2).getString(),
                              newest.getColumn(3).getString()};
  }
  return state;
}

void SqliteStore::begin() {
  guarded("write", [&] { run(connection_->begin); });
}

bool SqliteStore::put(const Batch& batch) {
  return guarded("write", [&] {
    run(connection_->savepoint);
    const bool written = insert(batch);
    if (!written) run(connection_->undo);
    run(connection_->release);
    return written;
  });
}

bool SqliteStore::insert(const Batch& batch) {
  auto& connection = *connection_;
  for (const auto& entry : batch.entries) {
    bind_text(connection.entry, 1, entry.stream);
    bind_number(connection.entry, 2, entry.version);
    bind_text(connection.entry, 3, entry.header);
    bind_text(connection.entry, 4, entry.payload);
    bind_text(connection.entry, 5, entry.hash);
    if (!step(*connection.database, connection.entry)) return false;
  }
  for (const auto& content : batch.content) {
    bind_text(connection.content, 1, content.sha256);
    bind_bytes(connection.content, 2, content.bytes);
    run(connection.content);
  }
  for (const auto& sealed : batch.sealed) insert(sealed);
  for (const auto& file : batch.files) insert(*file);
  return true;
}

void SqliteStore::insert(const Sealed& sealed) {
  auto& row = connection_->sealed;
  bind_text(row, 1, sealed.commitment);
  bind_bytes(row, 2, sealed.salt);
  bind_bytes(row, 3, sealed.value);
  run(row);
}

void SqliteStore::commit(const Checkpoint& checkpoint) {
  guarded("commit", [&] {
    auto& connection = *connection_;
    bind_number(connection.checkpoint, 1, checkpoint.number);
    bind_text(connection.checkpoint, 2, checkpoint.body);
    bind_text(connection.checkpoint, 3, checkpoint.hash);
    bind_text(connection.checkpoint, 4, checkpoint.signature);
    run(connection.checkpoint);
    bind_number(connection.listing, 1, checkpoint.number);
    bind_text(connection.listing, 2, checkpoint.body);
    run(connection.listing);
    run(connection.commit);
  });
}

void SqliteStore::rollback() {
  guarded("roll back", [&] { connection_->database->exec("ROLLBACK"); });
}

Erased SqliteStore::erase_sealed(std::string_view commitment) {
  return guarded("erase in", [&] {
    auto& connection = *connection_;
    const std::string name(commitment);
    run(connection.begin);
    bind_text(connection.erase, 1, name);
    run(connection.erase);
    const bool was_there = connection.database->getChanges() > 0;
    run(connection.commit);
    truncation_due_ = !truncate_wal(*connection.database, kEraseWaitMs);
    if (truncation_due_) return Erased::lingering;
    return was_there ? Erased::gone : Erased::not_there;
  });
}

std::vector<Entry> SqliteStore::read_after(std::string_view stream, std::uint64_t after) {
  return guarded("read", [&] {
    SQLite::Statement statement(*connection_->database, kReadEntries);
    return read_entries(statement, stream, after, kNoRowLimit);
  });
}

void SqliteStore::tidy() {
  guarded("tidy", [&] {
    auto& connection = *connection_;
    if (truncation_due_) truncation_due_ = !truncate_wal(*connection.database, 0);
    if (connection.wal_pages < kWalPagesMax) return;
    connection.wal_pages = 0;
    const int code = sqlite3_wal_checkpoint_v2(connection.database->getHandle(), nullptr,
                                               SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    // Busy: somebody else is doing it.
    if (code != SQLITE_OK && code != SQLITE_BUSY) {
      throw SQLite::Exception(connection.database->getHandle(), code);
    }
  });
}

}  // namespace

std::unique_ptr<Store> make_sqlite_store(const DatabaseFile& file) {
  return std::make_unique<SqliteStore>(file);
}

}  // namespace roundtable::log
