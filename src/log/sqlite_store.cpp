#include "log/sqlite_store.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <algorithm>
#include <utility>

#include "log/sqlite_rows.hpp"
#include "log/sqlite_schema.hpp"
#include "log/sqlite_writing.hpp"

namespace roundtable::log {
namespace {

// Pages in the write-ahead log (4 KiB each) from which it is moved into the database.
constexpr int kWalPagesMax = 4'000;
constexpr int kEraseWaitMs = 1'000;

class SqliteStore final : public Store {
 public:
  explicit SqliteStore(DatabaseFile file) : file_(std::move(file)) {}

  Opened open() override;
  Touched begin(const Wanted& wanted) override;
  void commit(const Group& group) override;
  void rollback() override;
  Erased erase_sealed(std::string_view commitment) override;
  void rebuild(const Derived& derived) override;
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
