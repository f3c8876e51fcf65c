// The file behind the Directory: its tables in the order they came, rows read as values, and two
// connections - one writes, one reads. A part of directory/directory.cpp, which includes SQLiteCpp
// before it.
#pragma once

#include <mutex>
#include <type_traits>

#include "directory/directory.hpp"
#include "log/database.hpp"
#include "log/event_log.hpp"
#include "log/hash_chain.hpp"
#include "log/sqlite_rows.hpp"

namespace roundtable::directory {

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

// Which device a session belongs to and when it was last seen; which changes were asked for by
// which request, so that one that comes again does nothing twice.
constexpr const char* kDevicesAndRequests = R"(
  ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT '';
  ALTER TABLE session ADD COLUMN used_at INTEGER;
  CREATE TABLE request(request_sha256 TEXT PRIMARY KEY NOT NULL, body_sha256 TEXT NOT NULL,
                       at INTEGER NOT NULL) STRICT;
)";

// A code of an app beside the password, and codes for who has lost it.
constexpr const char* kSecondFactors = R"(
  CREATE TABLE second_factor(account TEXT PRIMARY KEY NOT NULL, secret TEXT NOT NULL,
                             confirmed INTEGER NOT NULL, last_step INTEGER NOT NULL) STRICT;
  CREATE TABLE recovery_code(account TEXT NOT NULL, code_sha256 TEXT NOT NULL,
                             PRIMARY KEY(account, code_sha256)) STRICT;
)";

// Organisations, whom roles are held for, their terms, and for whom a session acts.
constexpr const char* kOrganisations = R"(
  CREATE TABLE organisation(id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL, grid TEXT NOT NULL,
                            name TEXT NOT NULL, ends_at INTEGER) STRICT;
  ALTER TABLE role RENAME TO role_of_old;
  CREATE TABLE role(account TEXT NOT NULL, role TEXT NOT NULL, grid TEXT NOT NULL,
                    organisation TEXT NOT NULL, ends_at INTEGER,
                    PRIMARY KEY(account, role, grid, organisation)) STRICT;
  INSERT INTO role SELECT account, role, grid, '', NULL FROM role_of_old;
  DROP TABLE role_of_old;
  ALTER TABLE session ADD COLUMN acting_for TEXT NOT NULL DEFAULT '';
)";

// What somebody took over that another one had begun.
constexpr const char* kCharges = R"(
  CREATE TABLE charge(stream TEXT PRIMARY KEY NOT NULL, account TEXT NOT NULL,
                      since INTEGER NOT NULL, given_by TEXT NOT NULL) STRICT;
)";

// Computers that others use too, and when somebody last touched one.
constexpr const char* kSharedComputers = R"(
  ALTER TABLE session ADD COLUMN shared INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE session ADD COLUMN input_at INTEGER;
)";

// Where letters go to whoever asked for them, and the letters that are on their way.
constexpr const char* kMail = R"(
  CREATE TABLE mail_address(owner TEXT PRIMARY KEY NOT NULL, email TEXT NOT NULL,
                            lang TEXT NOT NULL, leave TEXT NOT NULL UNIQUE,
                            asked_email TEXT NOT NULL, asked_lang TEXT NOT NULL,
                            code TEXT NOT NULL, code_until INTEGER NOT NULL,
                            tries INTEGER NOT NULL, trouble TEXT NOT NULL) STRICT;
  CREATE TABLE mail_asked(day INTEGER NOT NULL, who TEXT NOT NULL, times INTEGER NOT NULL,
                          PRIMARY KEY(day, who)) STRICT;
  CREATE TABLE mail_letter(key TEXT PRIMARY KEY NOT NULL, owner TEXT NOT NULL, kind TEXT NOT NULL,
                           stream TEXT NOT NULL, version INTEGER NOT NULL, about TEXT NOT NULL,
                           made_at INTEGER NOT NULL, given_up INTEGER NOT NULL,
                           tries INTEGER NOT NULL, not_before INTEGER NOT NULL,
                           why TEXT NOT NULL) STRICT;
  CREATE INDEX mail_letter_due ON mail_letter(given_up, not_before);
  CREATE INDEX mail_letter_of ON mail_letter(owner);
  CREATE TABLE mail_place(number INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
)";

constexpr int kEraseWaitMs = 5'000;

// Binds values in order; texts are copied, because a call's arguments may be temporaries.
inline void bind_value(SQLite::Statement& statement, int index, std::string_view text) {
  statement.bind(index, std::string(text));
}
inline void bind_value(SQLite::Statement& statement, int index, Time time) {
  statement.bind(index, time.micros);
}
inline void bind_value(SQLite::Statement& statement, int index, const std::optional<Time>& time) {
  if (time) {
    statement.bind(index, time->micros);
  } else {
    statement.bind(index);
  }
}
inline void bind_value(SQLite::Statement& statement, int index, std::int64_t number) {
  statement.bind(index, number);
}
inline void bind_value(SQLite::Statement& statement, int index, bool flag) {
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

inline std::optional<Time> time_or_nothing(const SQLite::Column& column) {
  if (column.isNull()) return std::nullopt;
  return Time{column.getInt64()};
}

constexpr auto kDropUnused =
    "DELETE FROM invitation WHERE subject = ? AND kind = ? AND used_at IS NULL AND reusable = 0";

/// Whose phones are put out gets none in by a code that one of them has asked for.
inline void drop_phone_codes(SQLite::Database& database, std::string_view subject) {
  run(database, kDropUnused, subject, std::string("phone"));
}

/// In the transaction of the change itself: who sees the number sees the change.
inline void rights_changed(SQLite::Database& database) {
  run(database,
      "INSERT INTO setting VALUES('rights_version', '1') ON CONFLICT(name) DO UPDATE "
      "SET value = CAST(value AS INTEGER) + 1");
}

inline void remove_factor(SQLite::Database& database, std::string_view account) {
  run(database, "DELETE FROM second_factor WHERE account = ?", account);
  run(database, "DELETE FROM recovery_code WHERE account = ?", account);
}

inline void note(SQLite::Database& database, const NotedRequest& request) {
  if (request.sha256.empty()) return;
  run(database, "INSERT OR IGNORE INTO request VALUES(?,?,?)", request.sha256, request.body_sha256,
      request.at);
}
/// Gives `done` back.
inline bool note_if(SQLite::Database& database, const NotedRequest& request, bool done) {
  if (done) note(database, request);
  return done;
}

inline void remove_mail(SQLite::Database& database, std::string_view owner) {
  run(database, "DELETE FROM mail_address WHERE owner = ?", owner);
  run(database, "DELETE FROM mail_letter WHERE owner = ?", owner);
}

inline Label read_label(SQLite::Statement& row) {
  return {row.getColumn(0).getString(), row.getColumn(1).getString(), row.getColumn(2).getString()};
}

inline Account read_account(SQLite::Statement& row) {
  return {row.getColumn(0).getString(), row.getColumn(1).getString(), row.getColumn(2).getString()};
}

inline RoleGrant read_role(SQLite::Statement& row) {
  return {row.getColumn(0).getString(), row.getColumn(1).getString(), row.getColumn(2).getString(),
          row.getColumn(3).getString(), time_or_nothing(row.getColumn(4))};
}

inline Organisation read_organisation(SQLite::Statement& row) {
  return {row.getColumn(0).getString(), row.getColumn(1).getString(), row.getColumn(2).getString(),
          row.getColumn(3).getString(), time_or_nothing(row.getColumn(4))};
}

inline Charge read_charge(SQLite::Statement& row) {
  return {row.getColumn(0).getString(), row.getColumn(1).getString(),
          Time{row.getColumn(2).getInt64()}, row.getColumn(3).getString()};
}

inline SecondFactor read_second_factor(SQLite::Statement& row) {
  return {row.getColumn(0).getString(), row.getColumn(1).getInt() != 0,
          row.getColumn(2).getInt64()};
}

inline Session read_session(SQLite::Statement& row) {
  return {row.getColumn(0).getString(),      row.getColumn(1).getString(),
          row.getColumn(2).getString(),      row.getColumn(3).getString(),
          row.getColumn(4).getString(),      Time{row.getColumn(5).getInt64()},
          Time{row.getColumn(6).getInt64()}, time_or_nothing(row.getColumn(7)),
          row.getColumn(9).getString(),      time_or_nothing(row.getColumn(10)),
          row.getColumn(11).getString(),     row.getColumn(12).getInt() != 0,
          time_or_nothing(row.getColumn(13))};
}

inline Invitation read_invitation(SQLite::Statement& row) {
  return {row.getColumn(0).getString(),   row.getColumn(1).getString(),
          row.getColumn(2).getString(),   row.getColumn(3).getString(),
          row.getColumn(4).getString(),   Time{row.getColumn(5).getInt64()},
          row.getColumn(6).getInt() != 0, time_or_nothing(row.getColumn(7)),
          row.getColumn(8).getString(),   row.getColumn(9).getString()};
}

inline void insert(SQLite::Database& database, const RoleGrant& grant) {
  run(database,
      "INSERT INTO role VALUES(?,?,?,?,?) ON CONFLICT DO UPDATE SET ends_at=excluded.ends_at",
      grant.account, grant.role, grant.grid, grant.organisation, grant.ends_at);
}
inline void insert(SQLite::Database& database, const Charge& charge) {
  run(database,
      "INSERT INTO charge VALUES(?,?,?,?) ON CONFLICT(stream) DO UPDATE SET "
      "account=excluded.account, since=excluded.since, given_by=excluded.given_by",
      charge.stream, charge.account, charge.since, charge.given_by);
}
inline bool can_sign_in(SQLite::Database& database, std::string_view account) {
  return prepared(database, "SELECT 1 FROM account WHERE id = ? AND password_hash <> ''", account)
      .executeStep();
}
inline void remove_charges(SQLite::Database& database, std::string_view account) {
  run(database, "DELETE FROM charge WHERE account = ?", account);
  run(database, "UPDATE charge SET given_by = '' WHERE given_by = ?", account);
}
inline void remove(SQLite::Database& database, const RoleGrant& grant) {
  run(database, "DELETE FROM role WHERE account = ? AND role = ? AND grid = ? AND organisation = ?",
      grant.account, grant.role, grant.grid, grant.organisation);
}
inline bool is_held_by(SQLite::Database& database, std::string_view account,
                       const NeededRole& needed) {
  return prepared(database,
                  "SELECT 1 FROM role WHERE account = ? AND role = ? AND grid = ? AND "
                  "organisation = '' AND ends_at IS NULL",
                  account, needed.role, needed.grid)
      .executeStep();
}
inline bool is_held(SQLite::Database& database, const NeededRole& needed) {
  return prepared(database,
                  "SELECT 1 FROM role JOIN account ON account.id = role.account "
                  "WHERE role = ? AND grid = ? AND password_hash <> '' AND "
                  "organisation = '' AND ends_at IS NULL LIMIT 1",
                  needed.role, needed.grid)
      .executeStep();
}

inline void insert(SQLite::Database& database, const Session& session,
                   std::string_view request_sha256 = {}) {
  run(database, "INSERT INTO session VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)", session.token_sha256,
      session.actor, session.kind, session.head, session.meeting, session.created_at,
      session.expires_at, session.revoked_at, request_sha256, session.device, session.used_at,
      session.acting_for, session.shared, session.input_at);
}

// False where another that can still be used has the same code.
inline bool insert(SQLite::Database& database, const Invitation& invitation, Time at) {
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
}

// Two connections, so that looking up a session does not wait for somebody else's sync.
class DirectoryFile {
 public:
  explicit DirectoryFile(const std::string& directory)
      : file_{directory + "/directory.db", "", "FULL"},
        writer_(log::open_to_write(
            file_, {kFirstTables, kRepeatedJoins, kRepeatedSignIns, kDevicesAndRequests,
                    kSecondFactors, kOrganisations, kCharges, kSharedComputers, kMail})) {
    guarded([&] { reader_ = log::open_to_read(file_); });
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

  // The same for work that says whether it shall stand: where it says no, nothing is written.
  template <class Work>
  bool write_or_not(Work work) {
    const std::lock_guard lock(writer_mutex_);
    return guarded([&] {
      SQLite::Transaction transaction(*writer_, SQLite::TransactionBehavior::IMMEDIATE);
      if (!work(*writer_)) return false;
      transaction.commit();
      return true;
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
      if (log::truncate_wal(*writer_, kEraseWaitMs)) return;
      throw log::LogFailure("erased, but another program is reading " + file_.path +
                            ": its write-ahead log keeps old bytes; erase again");
    });
  }

 private:
  template <class Work>
  std::invoke_result_t<Work> guarded(Work work) {
    try {
      return work();
    } catch (const SQLite::Exception& error) {
      throw log::LogFailure("the directory failed: " + log::sentence(file_.path, error));
    }
  }

  const log::DatabaseFile file_;
  std::mutex writer_mutex_;
  std::unique_ptr<SQLite::Database> writer_;
  std::mutex reader_mutex_;
  std::unique_ptr<SQLite::Database> reader_;
};

}  // namespace roundtable::directory
