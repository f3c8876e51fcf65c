#include "log/directory.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <mutex>
#include <type_traits>

#include "log/database.hpp"
#include "log/event_log.hpp"
#include "log/hash_chain.hpp"
#include "log/sqlite_rows.hpp"

namespace roundtable::log {
namespace {

constexpr const char* kFirstTables = R"(
  CREATE TABLE label(id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL) STRICT;
  CREATE TABLE account(id TEXT PRIMARY KEY NOT NULL, login TEXT NOT NULL UNIQUE,
                       password_hash TEXT NOT NULL) STRICT;
  CREATE TABLE role(account TEXT NOT NULL, role TEXT NOT NULL, grid TEXT NOT NULL,
                    PRIMARY KEY(account, role, grid)) STRICT;
  CREATE TABLE session(token_sha256 TEXT PRIMARY KEY NOT NULL, actor TEXT NOT NULL,
                       kind TEXT NOT NULL, head TEXT NOT NULL, meeting TEXT NOT NULL,
                       created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
                       revoked_at INTEGER) STRICT;
  CREATE INDEX session_of ON session(actor);
  CREATE TABLE invitation(token_sha256 TEXT PRIMARY KEY NOT NULL, code_sha256 TEXT NOT NULL,
                          kind TEXT NOT NULL, subject TEXT NOT NULL, meeting TEXT NOT NULL,
                          expires_at INTEGER NOT NULL, reusable INTEGER NOT NULL,
                          used_at INTEGER) STRICT;
  CREATE INDEX invitation_code ON invitation(code_sha256);
  CREATE INDEX invitation_of ON invitation(subject);
  CREATE TABLE setting(name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;
)";

// Who used an invitation may come again (consume).
constexpr const char* kRepeatedJoins = R"(
  ALTER TABLE invitation ADD COLUMN use_key_sha256 TEXT NOT NULL DEFAULT '';
  ALTER TABLE invitation ADD COLUMN session TEXT NOT NULL DEFAULT '';
)";

// Signing in and observing may come again too (add_session).
constexpr const char* kRepeatedSignIns = R"(
  ALTER TABLE session ADD COLUMN request_sha256 TEXT NOT NULL DEFAULT '';
  CREATE INDEX session_request ON session(request_sha256) WHERE request_sha256 <> '';
  CREATE INDEX session_end ON session(expires_at);
)";

constexpr int kEraseWaitMs = 5'000;

// Binds values in order; texts are copied, because a call's arguments may be temporaries.
void bind_value(SQLite::Statement& statement, int index, std::string_view text) {
  statement.bind(index, std::string(text));
}
void bind_value(SQLite::Statement& statement, int index, Time time) {
  statement.bind(index, time.micros);
}
void bind_value(SQLite::Statement& statement, int index, const std::optional<Time>& time) {
  if (time) {
    statement.bind(index, time->micros);
  } else {
    statement.bind(index);
  }
}
void bind_value(SQLite::Statement& statement, int index, bool flag) {
  statement.bind(index, flag ? 1 : 0);
}

template <class... Values>
SQLite::Statement prepared(SQLite::Database& database, const char* sql, const Values&... values) {
  SQLite::Statement statement(database, sql);
  int index = 0;
  (bind_value(statement, ++index, values), ...);
  return statement;
}

template <class... Values>
int run(SQLite::Database& database, const char* sql, const Values&... values) {
  return prepared(database, sql, values...).exec();
}

std::optional<Time> time_or_nothing(const SQLite::Column& column) {
  if (column.isNull()) return std::nullopt;
  return Time{column.getInt64()};
}

Label read_label(SQLite::Statement& row) {
  return {row.getColumn(0).getString(), row.getColumn(1).getString(), row.getColumn(2).getString()};
}

Account read_account(SQLite::Statement& row) {
  return {row.getColumn(0).getString(), row.getColumn(1).getString(), row.getColumn(2).getString()};
}

RoleGrant read_role(SQLite::Statement& row) {
  return {row.getColumn(0).getString(), row.getColumn(1).getString(), row.getColumn(2).getString()};
}

Session read_session(SQLite::Statement& row) {
  return {row.getColumn(0).getString(),      row.getColumn(1).getString(),
          row.getColumn(2).getString(),      row.getColumn(3).getString(),
          row.getColumn(4).getString(),      Time{row.getColumn(5).getInt64()},
          Time{row.getColumn(6).getInt64()}, time_or_nothing(row.getColumn(7))};
}

Invitation read_invitation(SQLite::Statement& row) {
  return {row.getColumn(0).getString(),   row.getColumn(1).getString(),
          row.getColumn(2).getString(),   row.getColumn(3).getString(),
          row.getColumn(4).getString(),   Time{row.getColumn(5).getInt64()},
          row.getColumn(6).getInt() != 0, time_or_nothing(row.getColumn(7)),
          row.getColumn(8).getString(),   row.getColumn(9).getString()};
}

// Two connections, so that looking up a session does not wait for somebody else's sync.
class DirectoryFile {
 public:
  explicit DirectoryFile(const std::string& directory)
      : file_{directory + "/directory.db", "", "FULL"},
        writer_(open_to_write(file_, {kFirstTables, kRepeatedJoins, kRepeatedSignIns})) {
    guarded([&] { reader_ = open_to_read(file_); });
  }

  // One transaction that takes the write lock at once, so that what it reads still holds when it
  // writes - against other processes too.
  template <class Work>
  auto write(Work work) {
    const std::lock_guard lock(writer_mutex_);
    return guarded([&] {
      SQLite::Transaction transaction(*writer_, SQLite::TransactionBehavior::IMMEDIATE);
      if constexpr (std::is_void_v<std::invoke_result_t<Work, SQLite::Database&>>) {
        work(*writer_);
        transaction.commit();
      } else {
        auto result = work(*writer_);
        transaction.commit();
        return result;
      }
    });
  }

  template <class Work>
  auto read(Work work) {
    const std::lock_guard lock(reader_mutex_);
    return guarded([&] { return work(*reader_); });
  }

  template <class Reader, class... Values>
  auto one(Reader reader, const char* sql, const Values&... values) {
    return read([&](SQLite::Database& database) {
      auto statement = prepared(database, sql, values...);
      std::optional<std::invoke_result_t<Reader, SQLite::Statement&>> found;
      if (statement.executeStep()) found = reader(statement);
      return found;
    });
  }

  template <class Reader, class... Values>
  auto all(Reader reader, const char* sql, const Values&... values) {
    return read([&](SQLite::Database& database) {
      auto statement = prepared(database, sql, values...);
      std::vector<std::invoke_result_t<Reader, SQLite::Statement&>> found;
      while (statement.executeStep()) found.push_back(reader(statement));
      return found;
    });
  }

  // What was deleted is zeroed in the database (secure_delete) and cut from the write-ahead log.
  void purge() {
    const std::lock_guard lock(writer_mutex_);
    guarded([&] {
      if (truncate_wal(*writer_, kEraseWaitMs)) return;
      throw LogFailure("erased, but another program is reading " + file_.path +
                       ": its write-ahead log keeps old bytes; erase again");
    });
  }

 private:
  template <class Work>
  std::invoke_result_t<Work> guarded(Work work) {
    try {
      return work();
    } catch (const SQLite::Exception& error) {
      throw LogFailure("the directory failed: " + sentence(file_.path, error));
    }
  }

  const DatabaseFile file_;
  std::mutex writer_mutex_;
  std::unique_ptr<SQLite::Database> writer_;
  std::mutex reader_mutex_;
  std::unique_ptr<SQLite::Database> reader_;
};

class SqliteDirectory final : public Directory {
 public:
  explicit SqliteDirectory(const std::string& directory) : file_(directory) {}

  void put_labels(const std::vector<Label>& labels) override {
    file_.write([&](SQLite::Database& database) {
      for (const auto& label : labels) {
        run(database,
            "INSERT INTO label VALUES(?,?,?) ON CONFLICT(id) DO UPDATE SET kind=excluded.kind, "
            "text=excluded.text",
            label.id, label.kind, label.text);
      }
    });
  }

  std::optional<std::string> label(std::string_view id) override {
    const auto found = file_.one(read_label, "SELECT id, kind, text FROM label WHERE id = ?", id);
    if (!found) return std::nullopt;
    return found->text;
  }

  std::vector<Label> labels(const std::vector<std::string>& ids) override {
    return file_.read([&](SQLite::Database& database) {
      SQLite::Statement statement(database, "SELECT id, kind, text FROM label WHERE id = ?");
      std::vector<Label> found;
      for (const auto& id : ids) {
        bind_value(statement, 1, id);
        if (statement.executeStep()) found.push_back(read_label(statement));
        statement.reset();
      }
      return found;
    });
  }

  using Directory::erase;
  void erase(const std::vector<std::string>& ids) override {
    file_.write([&](SQLite::Database& database) {
      for (const auto& id : ids) {
        run(database, "DELETE FROM label WHERE id = ?", id);
        for (const auto* detail : kDetails) {
          run(database, "DELETE FROM label WHERE id = ?", detail_id(detail, id));
        }
        run(database, "DELETE FROM session WHERE actor = ?1 OR head = ?1", id);
        run(database, "DELETE FROM invitation WHERE subject = ?", id);
      }
      rights_changed(database);
    });
    file_.purge();
  }

  bool add_account(const Account& account) override {
    return file_.write([&](SQLite::Database& database) {
      return run(database, "INSERT INTO account VALUES(?,?,?) ON CONFLICT(login) DO NOTHING",
                 account.id, account.login, account.password_hash) == 1;
    });
  }

  std::optional<Account> account_by_login(std::string_view login) override {
    return file_.one(read_account, "SELECT id, login, password_hash FROM account WHERE login = ?",
                     login);
  }
  std::optional<Account> account(std::string_view id) override {
    return file_.one(read_account, "SELECT id, login, password_hash FROM account WHERE id = ?", id);
  }
  std::vector<Account> accounts() override {
    return file_.all(read_account, "SELECT id, login, password_hash FROM account ORDER BY login");
  }

  void set_password(std::string_view account, std::string_view password_hash) override {
    file_.write([&](SQLite::Database& database) {
      run(database, "UPDATE account SET password_hash = ? WHERE id = ?", password_hash, account);
      // Whoever signed in with the old one has to sign in again.
      run(database, "DELETE FROM session WHERE actor = ?", account);
      rights_changed(database);
    });
  }

  void grant(const RoleGrant& grant) override {
    file_.write([&](SQLite::Database& database) {
      run(database, "INSERT OR IGNORE INTO role VALUES(?,?,?)", grant.account, grant.role,
          grant.grid);
      rights_changed(database);
    });
  }
  void withdraw(const RoleGrant& grant) override {
    file_.write([&](SQLite::Database& database) {
      run(database, "DELETE FROM role WHERE account = ? AND role = ? AND grid = ?", grant.account,
          grant.role, grant.grid);
      rights_changed(database);
    });
  }
  std::vector<RoleGrant> roles(std::string_view account) override {
    return file_.all(read_role,
                     "SELECT account, role, grid FROM role WHERE account = ? ORDER BY role, grid",
                     account);
  }

  void add_session(const Session& session, std::string_view request_sha256) override {
    file_.write([&](SQLite::Database& database) {
      if (!request_sha256.empty()) {
        run(database, "DELETE FROM session WHERE request_sha256 = ?1 AND request_sha256 <> ''",
            request_sha256);
      }
      insert(database, session, request_sha256);
    });
  }
  void add_sessions(const std::vector<Session>& sessions) override {
    file_.write([&](SQLite::Database& database) {
      for (const auto& session : sessions) insert(database, session);
    });
  }
  std::optional<Session> session(std::string_view token_sha256) override {
    return file_.one(read_session, "SELECT * FROM session WHERE token_sha256 = ?", token_sha256);
  }
  void revoke_session(std::string_view token_sha256, Time at) override {
    file_.write([&](SQLite::Database& database) {
      run(database,
          "UPDATE session SET revoked_at = ? WHERE token_sha256 = ? AND revoked_at IS NULL", at,
          token_sha256);
      rights_changed(database);
    });
  }
  std::vector<Session> sessions_of(std::string_view actor) override {
    return file_.all(read_session,
                     "SELECT * FROM session WHERE actor = ? ORDER BY created_at, rowid", actor);
  }

  bool add_invitation(const Invitation& invitation, Time at) override {
    return file_.write([&](SQLite::Database& database) {
      auto usable = prepared(database,
                             "SELECT 1 FROM invitation WHERE code_sha256 = ? AND expires_at > ? "
                             "AND (used_at IS NULL OR reusable = 1)",
                             invitation.code_sha256, at);
      if (usable.executeStep()) return false;
      run(database, "INSERT INTO invitation VALUES(?,?,?,?,?,?,?,?,?,?)", invitation.token_sha256,
          invitation.code_sha256, invitation.kind, invitation.subject, invitation.meeting,
          invitation.expires_at, invitation.reusable, invitation.used_at, invitation.use_key_sha256,
          invitation.session);
      return true;
    });
  }
  std::optional<Invitation> invitation(std::string_view token_or_code_sha256) override {
    return file_.one(read_invitation, kFindInvitation, token_or_code_sha256);
  }

  Consumed consume(std::string_view token_or_code_sha256, const Session& session, Time at,
                   std::string_view use_key_sha256) override {
    return file_.write([&](SQLite::Database& database) {
      const auto found = invitation_to_use(database, token_or_code_sha256, use_key_sha256);
      if (!found) return Consumed::unknown;
      const bool again = !use_key_sha256.empty() && found->use_key_sha256 == use_key_sha256;
      if (found->used_at && !found->reusable && !again) return Consumed::used;
      if (at >= found->expires_at) return Consumed::expired;
      if (again) run(database, "DELETE FROM session WHERE token_sha256 = ?", found->session);
      run(database,
          "UPDATE invitation SET used_at = coalesce(used_at, ?), use_key_sha256 = ?, session = ? "
          "WHERE token_sha256 = ?",
          at, use_key_sha256, session.token_sha256, found->token_sha256);
      insert(database, session);
      return Consumed::ok;
    });
  }

  std::int64_t purge(Time sessions_before, Time invitations_before) override {
    return file_.write([&](SQLite::Database& database) {
      const auto sessions =
          run(database, "DELETE FROM session WHERE expires_at < ?1 OR revoked_at < ?1",
              sessions_before);
      return std::int64_t{sessions} +
             run(database, "DELETE FROM invitation WHERE expires_at < ?", invitations_before);
    });
  }

  std::int64_t rights_version() override {
    return file_
        .one([](SQLite::Statement& row) { return row.getColumn(0).getInt64(); },
             "SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'rights_version'")
        .value_or(0);
  }

  void put_setting(std::string_view name, std::string_view value) override {
    file_.write([&](SQLite::Database& database) {
      run(database,
          "INSERT INTO setting VALUES(?,?) ON CONFLICT(name) DO UPDATE SET value=excluded.value",
          name, value);
    });
  }
  std::optional<std::string> setting(std::string_view name) override {
    return file_.one([](SQLite::Statement& row) { return row.getColumn(0).getString(); },
                     "SELECT value FROM setting WHERE name = ?", name);
  }

 private:
  // A short code may be drawn twice over the years: the one that can still be used is meant.
  static constexpr const char* kFindInvitation =
      "SELECT * FROM invitation WHERE token_sha256 = ?1 OR code_sha256 = ?1 "
      "ORDER BY used_at IS NOT NULL, expires_at DESC LIMIT 1";

  // In the transaction of the change itself: who sees the number sees the change.
  static void rights_changed(SQLite::Database& database) {
    run(database,
        "INSERT INTO setting VALUES('rights_version', '1') ON CONFLICT(name) DO UPDATE "
        "SET value = CAST(value AS INTEGER) + 1");
  }

  // A repeated request means the invitation it used, also where its code was drawn again since.
  static std::optional<Invitation> invitation_to_use(SQLite::Database& database,
                                                     std::string_view token_or_code_sha256,
                                                     std::string_view use_key_sha256) {
    if (!use_key_sha256.empty()) {
      auto repeated =
          prepared(database,
                   "SELECT * FROM invitation WHERE (token_sha256 = ?1 OR code_sha256 = ?1) "
                   "AND use_key_sha256 = ?2",
                   token_or_code_sha256, use_key_sha256);
      if (repeated.executeStep()) return read_invitation(repeated);
    }
    auto statement = prepared(database, kFindInvitation, token_or_code_sha256);
    if (!statement.executeStep()) return std::nullopt;
    return read_invitation(statement);
  }

  static void insert(SQLite::Database& database, const Session& session,
                     std::string_view request_sha256 = {}) {
    run(database, "INSERT INTO session VALUES(?,?,?,?,?,?,?,?,?)", session.token_sha256,
        session.actor, session.kind, session.head, session.meeting, session.created_at,
        session.expires_at, session.revoked_at, request_sha256);
  }

  DirectoryFile file_;
};

}  // namespace

std::unique_ptr<Directory> open_directory(const std::string& directory) {
  return std::make_unique<SqliteDirectory>(directory);
}

}  // namespace roundtable::log
