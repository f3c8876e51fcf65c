// The readers of log.db: a few connections of their own. In WAL mode they see the last commit and
// never wait for the writer, nor it for them.
#include <SQLiteCpp/SQLiteCpp.h>

#include <mutex>
#include <utility>

#include "log/sqlite_rows.hpp"
#include "log/sqlite_store.hpp"

namespace roundtable::log {
namespace {

constexpr std::size_t kIdleReadersMax = 4;

struct ReaderConnection {
  explicit ReaderConnection(const DatabaseFile& file) : database(open_to_read(file)) {}

  std::unique_ptr<SQLite::Database> database;
  Prepared entries{*database, kReadEntries};
  // The first stream from a name on and the first after it, along the key.
  Prepared first_stream{*database, "SELECT min(stream) FROM entry WHERE stream >= ?"};
  Prepared next_stream{*database, "SELECT min(stream) FROM entry WHERE stream > ?"};
  Prepared head{*database,
                "SELECT version, hash FROM entry WHERE stream = ? ORDER BY version DESC LIMIT 1"};
  Prepared content{*database, "SELECT bytes FROM content WHERE sha256 = ?"};
  Prepared sealed{*database, "SELECT salt, value FROM sealed WHERE commitment = ?"};
  Prepared listing{*database,
                   "SELECT number, body, hash, signature FROM checkpoint WHERE number = "
                   "(SELECT number FROM moved WHERE stream = ? AND \"to\" >= ? "
                   "ORDER BY \"to\" LIMIT 1)"};
  Prepared place{*database, kReadPlace};
  Prepared last_place{*database, kReadLastPlace};
  Prepared moved{*database, kReadMoved};
  Prepared due{*database,
               "SELECT stream, key, at, version FROM due WHERE at <= ? AND NOT EXISTS "
               "(SELECT 1 FROM reaction WHERE reaction.stream = due.stream AND "
               "reaction.version = due.version AND reaction.key = due.key) "
               "ORDER BY at, stream, key LIMIT ?"};
  Prepared answer{*database,
                  "SELECT version FROM answer WHERE stream = ? AND actor = ? AND id = ?"};
  Prepared erasures{*database, "SELECT commitment FROM erasure ORDER BY commitment LIMIT ?"};
  Prepared last_number{*database, "SELECT last FROM series WHERE name = ?"};
  Prepared reactor{*database, "SELECT number, hash FROM reactor WHERE name = ?"};
  Prepared reaction{*database,
                    "SELECT reactor, stream, version, key, state, tries, why FROM reaction "
                    "WHERE stream = ? AND version = ? AND key = ? AND reactor = ?"};
  Prepared unfinished{*database,
                      "SELECT reactor, stream, version, key, state, tries, why FROM reaction "
                      "WHERE state IN ('waiting', 'given_up') "
                      "ORDER BY reactor, stream, version, key LIMIT ?"};
};

// Runs a query and gives `take` each row.
template <class Take>
void each_row(SQLite::Statement& query, Take take) {
  while (query.executeStep()) take(query);
  query.reset();
}

Reaction reaction_in(SQLite::Statement& row) {
  Reaction reaction;
  reaction.reactor = row.getColumn(0).getString();
  reaction.stream = row.getColumn(1).getString();
  reaction.version = number_in(row, 2);
  reaction.key = row.getColumn(3).getString();
  const auto state = row.getColumn(4).getString();
  for (const auto known : kReactedStates) {
    if (to_string(known) == state) reaction.state = known;
  }
  reaction.tries = number_in(row, 5);
  reaction.why = row.getColumn(6).getString();
  return reaction;
}

class SqliteReaders final : public LogReaders {
 public:
  explicit SqliteReaders(DatabaseFile file) : file_(std::move(file)) {}

  std::vector<Entry> read(std::string_view stream, std::uint64_t after,
                          std::size_t limit) override {
    return with_connection<std::vector<Entry>>([&](ReaderConnection& connection) {
      return read_entries(*connection.entries, stream, after, limit);
    });
  }

  // Hops from stream to stream along the key instead of reading every entry.
  std::vector<StreamHead> heads(std::string_view prefix) override {
    return with_connection<std::vector<StreamHead>>([&](ReaderConnection& connection) {
      std::vector<StreamHead> heads;
      for (auto name = stream_at(*connection.first_stream, std::string(prefix));
           name.starts_with(prefix) && !name.empty();
           name = stream_at(*connection.next_stream, name)) {
        bind_text(*connection.head, 1, name);
        each_row(*connection.head, [&](SQLite::Statement& row) {
          heads.push_back({name, number_in(row, 0), row.getColumn(1).getString()});
        });
      }
      return heads;
    });
  }

  std::optional<std::string> content(std::string_view sha256) override {
    return with_connection<std::optional<std::string>>([&](ReaderConnection& connection) {
      const std::string name(sha256);
      std::optional<std::string> bytes;
      bind_text(*connection.content, 1, name);
      each_row(*connection.content,
               [&](SQLite::Statement& row) { bytes = row.getColumn(0).getString(); });
      return bytes;
    });
  }

  std::optional<Sealed> sealed(std::string_view commitment) override {
    auto read = with_connection<std::optional<Sealed>>([&](ReaderConnection& connection) {
      const std::string name(commitment);
      std::optional<Sealed> found;
      bind_text(*connection.sealed, 1, name);
      each_row(*connection.sealed, [&](SQLite::Statement& row) {
        found = Sealed{name, row.getColumn(0).getString(), row.getColumn(1).getString()};
      });
      return found;
    });
    if (read) need_opening(*read);
    return read;
  }

  std::optional<Checkpoint> checkpoint_listing(std::string_view stream,
                                               std::uint64_t version) override {
    return with_connection<std::optional<Checkpoint>>([&](ReaderConnection& connection) {
      const std::string name(stream);
      std::optional<Checkpoint> found;
      bind_text(*connection.listing, 1, name);
      bind_number(*connection.listing, 2, version);
      each_row(*connection.listing, [&](SQLite::Statement& row) { found = checkpoint_in(row); });
      return found;
    });
  }

  MovedAfter moved_after(const Place& place, std::size_t numbers_max) override {
    return with_connection<MovedAfter>([&](ReaderConnection& connection) {
      return read_moved({*connection.place, *connection.last_place, *connection.moved}, place,
                        numbers_max);
    });
  }

  std::vector<Due> due_until(Time until, std::size_t limit) override {
    return with_connection<std::vector<Due>>([&](ReaderConnection& connection) {
      std::vector<Due> due;
      (*connection.due).bind(1, until.micros);
      bind_limit(*connection.due, 2, limit);
      each_row(*connection.due, [&](SQLite::Statement& row) {
        due.push_back({row.getColumn(0).getString(), row.getColumn(1).getString(),
                       Time{row.getColumn(2).getInt64()}, number_in(row, 3)});
      });
      return due;
    });
  }

  std::optional<std::uint64_t> answered_at(std::string_view stream, const ActorId& actor,
                                           const CommandId& id) override {
    return with_connection<std::optional<std::uint64_t>>([&](ReaderConnection& connection) {
      const std::string name(stream);
      std::optional<std::uint64_t> version;
      bind_text(*connection.answer, 1, name);
      bind_text(*connection.answer, 2, actor.str());
      bind_text(*connection.answer, 3, id.str());
      each_row(*connection.answer, [&](SQLite::Statement& row) { version = number_in(row, 0); });
      return version;
    });
  }

  std::vector<std::string> pending_erasures(std::size_t limit) override {
    return with_connection<std::vector<std::string>>([&](ReaderConnection& connection) {
      std::vector<std::string> pending;
      bind_limit(*connection.erasures, 1, limit);
      each_row(*connection.erasures,
               [&](SQLite::Statement& row) { pending.push_back(row.getColumn(0).getString()); });
      return pending;
    });
  }

  std::uint64_t next_number(std::string_view series) override {
    return with_connection<std::uint64_t>([&](ReaderConnection& connection) {
      const std::string name(series);
      std::uint64_t last = 0;
      bind_text(*connection.last_number, 1, name);
      each_row(*connection.last_number, [&](SQLite::Statement& row) { last = number_in(row, 0); });
      return last + 1;
    });
  }

  std::optional<Place> reactor_place(std::string_view reactor) override {
    return with_connection<std::optional<Place>>([&](ReaderConnection& connection) {
      const std::string name(reactor);
      std::optional<Place> place;
      bind_text(*connection.reactor, 1, name);
      each_row(*connection.reactor, [&](SQLite::Statement& row) {
        place = Place{number_in(row, 0), row.getColumn(1).getString()};
      });
      return place;
    });
  }

  std::optional<Reaction> reaction(const Reaction& of) override {
    return with_connection<std::optional<Reaction>>([&](ReaderConnection& connection) {
      std::optional<Reaction> found;
      bind_text(*connection.reaction, 1, of.stream);
      bind_number(*connection.reaction, 2, of.version);
      bind_text(*connection.reaction, 3, of.key);
      bind_text(*connection.reaction, 4, of.reactor);
      each_row(*connection.reaction, [&](SQLite::Statement& row) { found = reaction_in(row); });
      return found;
    });
  }

  std::vector<Reaction> unfinished_reactions(std::size_t limit) override {
    return with_connection<std::vector<Reaction>>([&](ReaderConnection& connection) {
      std::vector<Reaction> unfinished;
      bind_limit(*connection.unfinished, 1, limit);
      each_row(*connection.unfinished,
               [&](SQLite::Statement& row) { unfinished.push_back(reaction_in(row)); });
      return unfinished;
    });
  }

 private:
  static std::string stream_at(SQLite::Statement& query, const std::string& name) {
    std::string found;
    bind_text(query, 1, name);
    each_row(query, [&](SQLite::Statement& row) {
      if (!row.getColumn(0).isNull()) found = row.getColumn(0).getString();
    });
    return found;
  }

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
