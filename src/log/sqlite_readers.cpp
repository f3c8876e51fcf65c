// The readers of log.db: a few connections of their own. In WAL mode they see the last commit and
// never wait for the writer, nor it for them.
#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <mutex>
#include <utility>

#include "log/checkpoint.hpp"
#include "log/sqlite_rows.hpp"
#include "log/sqlite_store.hpp"

namespace roundtable::log {
namespace {

constexpr std::size_t kIdleReadersMax = 4;

struct ReaderConnection {
  explicit ReaderConnection(const DatabaseFile& file) : database(open_to_read(file)) {}

  std::unique_ptr<SQLite::Database> database;
  SQLite::Statement entries{*database, kReadEntries};
  SQLite::Statement content{*database, "SELECT bytes FROM content WHERE sha256 = ?"};
  SQLite::Statement listing{*database,
                            "SELECT number, body, hash, signature FROM checkpoint WHERE number = "
                            "(SELECT number FROM listing WHERE stream = ? AND version >= ? "
                            "ORDER BY version LIMIT 1)"};
  SQLite::Statement sealed{*database, "SELECT salt, value FROM sealed WHERE commitment = ?"};
};

class SqliteReaders final : public LogReaders {
 public:
  explicit SqliteReaders(DatabaseFile file) : file_(std::move(file)) {}

  std::vector<Entry> read(std::string_view stream, std::uint64_t after,
                          std::size_t limit) override {
    return with_connection<std::vector<Entry>>([&](ReaderConnection& connection) {
      const auto rows = std::min<std::size_t>(limit, std::size_t{1} << 31U);
      return read_entries(connection.entries, stream, after, static_cast<std::int64_t>(rows));
    });
  }

  std::optional<std::string> content(std::string_view sha256) override {
    return with_connection<std::optional<std::string>>([&](ReaderConnection& connection) {
      const std::string name(sha256);
      bind_text(connection.content, 1, name);
      std::optional<std::string> bytes;
      if (connection.content.executeStep()) bytes = connection.content.getColumn(0).getString();
      connection.content.reset();
      return bytes;
    });
  }

  std::optional<Sealed> sealed(std::string_view commitment) override {
    return with_connection<std::optional<Sealed>>([&](ReaderConnection& connection) {
      const std::string name(commitment);
      bind_text(connection.sealed, 1, name);
      std::optional<Sealed> found;
      if (connection.sealed.executeStep()) {
        found = Sealed{name, connection.sealed.getColumn(0).getString(),
                       connection.sealed.getColumn(1).getString()};
      }
      connection.sealed.reset();
      return found;
    });
  }

  std::optional<Checkpoint> checkpoint_listing(std::string_view stream,
                                               std::uint64_t version) override {
    return with_connection<std::optional<Checkpoint>>([&](ReaderConnection& connection) {
      auto& row = connection.listing;
      const std::string name(stream);
      bind_text(row, 1, name);
      bind_number(row, 2, version);
      std::optional<Checkpoint> found;
      if (row.executeStep()) {
        found = Checkpoint{static_cast<std::uint64_t>(row.getColumn(0).getInt64()),
                           row.getColumn(1).getString(), row.getColumn(2).getString(),
                           row.getColumn(3).getString()};
      }
      row.reset();
      return found;
    });
  }

 private:
  // One that failed is not used again.
  template <class Result, class Work>
  Result with_connection(Work work) {
    try {
      auto connection = take();
      Result result = work(*connection);
      give_back(std::move(connection));
      return result;
    } catch (const SQLite::Exception& error) {
      throw LogFailure("cannot read " + sentence(file_.path, error));
    }
  }

  std::unique_ptr<ReaderConnection> take() {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
      }
    }
    return std::make_unique<ReaderConnection>(file_);
  }

  void give_back(std::unique_ptr<ReaderConnection> connection) {
    const std::lock_guard lock(mutex_);
    if (idle_.size() < kIdleReadersMax) idle_.push_back(std::move(connection));
  }

  const DatabaseFile file_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<ReaderConnection>> idle_;
};

}  // namespace

std::unique_ptr<LogReaders> make_log_readers(const DatabaseFile& file) {
  return std::make_unique<SqliteReaders>(file);
}

std::unique_ptr<LogReaders> open_log_readers(const std::string& directory) {
  return make_log_readers({directory + "/log.db", "", "FULL"});
}

}  // namespace roundtable::log
