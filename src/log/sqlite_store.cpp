#include "log/sqlite_store.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "log/batch.hpp"
#include "log/sqlite_rows.hpp"
#include "log/sqlite_schema.hpp"

namespace roundtable::log {
namespace {

// Pages in the write-ahead log (4 KiB each) from which it is moved into the database.
constexpr int kWalPagesMax = 4'000;
constexpr int kEraseWaitMs = 1'000;

// The writer's one connection with every statement that it runs.
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
  SQLite::Statement due{*database, "INSERT OR REPLACE INTO due VALUES(?,?,?,?)"};
  SQLite::Statement not_due{*database, "DELETE FROM due WHERE stream = ? AND key = ?"};
  SQLite::Statement withdraw{*database, "INSERT OR IGNORE INTO erasure VALUES(?)"};
  SQLite::Statement number{*database, "INSERT OR REPLACE INTO series VALUES(?,?)"};
  SQLite::Statement moved{*database, "INSERT INTO moved VALUES(?,?,?,?)"};
  SQLite::Statement checkpoint{*database, "INSERT INTO checkpoint VALUES(?,?,?,?)"};
  SQLite::Statement erase{*database, "DELETE FROM sealed WHERE commitment = ?"};
  SQLite::Statement erased{*database, "DELETE FROM erasure WHERE commitment = ?"};
  int wal_pages = 0;
};

// Steps a statement that gives no rows, to its end.
void run(SQLite::Statement& statement);

void insert_entry(WriterConnection& connection, const Entry& entry) {
  bind_text(connection.entry, 1, entry.stream);
  bind_number(connection.entry, 2, entry.version);
  bind_text(connection.entry, 3, entry.header);
  bind_text(connection.entry, 4, entry.payload);
  bind_text(connection.entry, 5, entry.hash);
  run(connection.entry);
  const std::string actor(actor_of(entry));
  const std::string id(command_id_of(entry));
  bind_text(connection.answer, 1, entry.stream);
  bind_text(connection.answer, 2, actor);
  bind_text(connection.answer, 3, id);
  bind_number(connection.answer, 4, entry.version);
  run(connection.answer);
}

void insert_sealed(WriterConnection& connection, const Sealed& sealed) {
  bind_text(connection.sealed, 1, sealed.commitment);
  bind_bytes(connection.sealed, 2, sealed.salt);
  bind_bytes(connection.sealed, 3, sealed.value);
  run(connection.sealed);
}

void insert_due(WriterConnection& connection, const std::string& stream, const DueChange& change) {
  auto& row = change.at ? connection.due : connection.not_due;
  bind_text(row, 1, stream);
  bind_text(row, 2, change.key);
  if (change.at) {
    row.bind(3, change.at->micros);
    bind_number(row, 4, change.version);
  }
  run(row);
}

WriterConnection::WriterConnection(std::unique_ptr<SQLite::Database> opened)
    : database(std::move(opened)) {
  sqlite3_wal_hook(
      database->getHandle(),
      [](void* self, sqlite3*, const char*, int pages) {
        static_cast<WriterConnection*>(self)->wal_pages = pages;
        return SQLITE_OK;
      },
      this);
}

void run(SQLite::Statement& statement) {
  statement.exec();
  statement.reset();
}

std::optional<Checkpoint> read_newest(WriterConnection& connection) {
  std::optional<Checkpoint> newest;
  if (connection.newest.executeStep()) newest = checkpoint_in(connection.newest);
  connection.newest.reset();
  return newest;
}

Touched read_touched(WriterConnection& connection, const Wanted& wanted) {
  Touched touched;
  for (const auto& stream : wanted.streams) {
    const std::string name(stream);
    bind_text(connection.head, 1, name);
    if (connection.head.executeStep()) {
      touched.heads[name] = {name, number_in(connection.head, 0),
                             connection.head.getColumn(1).getString()};
    }
    connection.head.reset();
  }
  for (const auto& series : wanted.series) {
    const std::string name(series);
    bind_text(connection.last_number, 1, name);
    if (connection.last_number.executeStep()) {
      touched.taken[name] = number_in(connection.last_number, 0);
    }
    connection.last_number.reset();
  }
  touched.newest = read_newest(connection);
  return touched;
}

void insert(WriterConnection& connection, const Batch& batch) {
  for (const auto& entry : batch.entries) insert_entry(connection, entry);
  for (const auto& content : batch.content) {
    bind_text(connection.content, 1, content.sha256);
    bind_bytes(connection.content, 2, content.bytes);
    run(connection.content);
  }
  for (const auto& sealed : batch.sealed) insert_sealed(connection, sealed);
  for (const auto& file : batch.files) insert_sealed(connection, *file);
  for (const auto& change : batch.due) insert_due(connection, batch.stream, change);
  for (const auto& commitment : batch.withdrawn) {
    bind_text(connection.withdraw, 1, commitment);
    run(connection.withdraw);
  }
  for (const auto& number : batch.numbers) {
    bind_text(connection.number, 1, number.series);
    bind_number(connection.number, 2, number.number);
    run(connection.number);
  }
}

void insert(WriterConnection& connection, const Due& due) {
  insert_due(connection, due.stream, {due.key, due.at, due.version});
}

void insert(WriterConnection& connection, const Moved& moved) {
  bind_number(connection.moved, 1, moved.number);
  bind_text(connection.moved, 2, moved.stream);
  bind_number(connection.moved, 3, moved.from);
  bind_number(connection.moved, 4, moved.to);
  run(connection.moved);
}

void insert(WriterConnection& connection, const Checkpoint& checkpoint) {
  bind_number(connection.checkpoint, 1, checkpoint.number);
  bind_text(connection.checkpoint, 2, checkpoint.body);
  bind_text(connection.checkpoint, 3, checkpoint.hash);
  bind_text(connection.checkpoint, 4, checkpoint.signature);
  run(connection.checkpoint);
}

void insert(WriterConnection& connection, const ReactorNotes& notes) {
  SQLite::Statement reactor(*connection.database, "INSERT OR REPLACE INTO reactor VALUES(?,?,?)");
  for (const auto& [name, place] : notes.places) {
    bind_text(reactor, 1, name);
    bind_number(reactor, 2, place.number);
    bind_text(reactor, 3, place.hash);
    run(reactor);
  }
  SQLite::Statement row(*connection.database,
                        "INSERT OR REPLACE INTO reaction VALUES(?,?,?,?,?,?,?)");
  for (const auto& reaction : notes.reactions) {
    const std::string state(to_string(reaction.state));
    bind_text(row, 1, reaction.stream);
    bind_number(row, 2, reaction.version);
    bind_text(row, 3, reaction.key);
    bind_text(row, 4, reaction.reactor);
    bind_text(row, 5, state);
    bind_number(row, 6, reaction.tries);
    bind_text(row, 7, reaction.why);
    run(row);
  }
}

class SqliteStore final : public Store {
 public:
  explicit SqliteStore(DatabaseFile file) : file_(std::move(file)) {}

  Opened open() override;
  Touched begin(const Wanted& wanted) override;
  void commit(const Group& group) override;
  void rollback() override;
  Erased erase_sealed(std::string_view commitment) override;
  void rebuild(const Derived& derived) override;
  void note(const ReactorNotes& notes) override;
  MovedAfter moved_after(const Place& place, std::size_t numbers_max) override;
  std::vector<Entry> read_after(std::string_view stream, std::uint64_t after,
                                std::size_t limit) override;
  std::uint64_t named_version(std::string_view stream) override;
  void tidy() override;

 private:
  // Runs `work` and turns what SQLite throws into a LogFailure.
  template <class Work>
  auto guarded(const char* doing, Work work);

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

// After a failed sync the system may have marked pages clean that never reached the disk. So what
// the write-ahead log holds is written anew into the database, synced there, and the log cut: then
// nothing depends on those pages, and frames of the failed commit cannot come back after a crash.
Opened SqliteStore::open() {
  connection_.reset();
  auto database = open_to_write(file_, log_schema());
  return guarded("open", [&] {
    const bool settled = truncate_wal(*database, kBusyTimeoutMs);
    if (!settled && opened_before_) {
      throw LogFailure("cannot settle the log after a failure: another program is reading " +
                       file_.path);
    }
    connection_ = std::make_unique<WriterConnection>(std::move(database));
    const auto parts = connection_->database->execAndGet("SELECT count(*) FROM rebuild").getInt();
    Opened opened{read_newest(*connection_), parts > 0};
    opened_before_ = true;
    truncation_due_ = !settled;
    return opened;
  });
}

Touched SqliteStore::begin(const Wanted& wanted) {
  return guarded("write", [&] {
    run(connection_->begin);
    return read_touched(*connection_, wanted);
  });
}

void SqliteStore::commit(const Group& group) {
  guarded("commit", [&] {
    auto& connection = *connection_;
    for (const auto* batch : group.batches) insert(connection, *batch);
    for (const auto& moved : group.moved) insert(connection, moved);
    insert(connection, group.checkpoint);
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
    // Only now: until no byte is left, the erasure is pending.
    bind_text(connection.erased, 1, name);
    run(connection.erased);
    return was_there ? Erased::gone : Erased::not_there;
  });
}

// What was withdrawn and is gone already is not pending.
void SqliteStore::rebuild(const Derived& derived) {
  guarded("rebuild", [&] {
    auto& connection = *connection_;
    run(connection.begin);
    connection.database->exec("DELETE FROM due; DELETE FROM erasure; DELETE FROM rebuild");
    for (const auto& due : derived.due) insert(connection, due);
    SQLite::Statement pending(*connection.database,
                              "INSERT OR IGNORE INTO erasure SELECT commitment FROM sealed "
                              "WHERE commitment = ?");
    for (const auto& commitment : derived.withdrawn) {
      bind_text(pending, 1, commitment);
      run(pending);
    }
    run(connection.commit);
  });
}

void SqliteStore::note(const ReactorNotes& notes) {
  guarded("write", [&] {
    run(connection_->begin);
    insert(*connection_, notes);
    run(connection_->commit);
  });
}

MovedAfter SqliteStore::moved_after(const Place& place, std::size_t numbers_max) {
  return guarded("read", [&] {
    auto& database = *connection_->database;
    SQLite::Statement here(database, kReadPlace);
    SQLite::Statement last(database, kReadLastPlace);
    SQLite::Statement moved(database, kReadMoved);
    return read_moved({here, last, moved}, place, numbers_max);
  });
}

std::vector<Entry> SqliteStore::read_after(std::string_view stream, std::uint64_t after,
                                           std::size_t limit) {
  return guarded("read", [&] {
    SQLite::Statement statement(*connection_->database, kReadEntries);
    return read_entries(statement, stream, after, limit);
  });
}

std::uint64_t SqliteStore::named_version(std::string_view stream) {
  return guarded("read", [&] {
    SQLite::Statement last(*connection_->database,
                           "SELECT max(\"to\") FROM moved WHERE stream = ?");
    last.bind(1, std::string(stream));
    return last.executeStep() ? number_in(last, 0) : 0;
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
