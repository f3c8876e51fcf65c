#include "directory/directory.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include "directory/directory_file.hpp"

namespace roundtable::directory {
namespace {

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

  std::vector<Label> labels_called(std::string_view text) override {
    return file_.all(read_label, "SELECT id, kind, text FROM label WHERE text = ? ORDER BY id",
                     text);
  }
  std::vector<Label> labels_with(std::string_view kind, std::string_view part) override {
    return file_.all(read_label,
                     "SELECT id, kind, text FROM label WHERE kind = ?1 AND ?2 <> '' AND "
                     "instr(text, ?2) > 0 ORDER BY id",
                     kind, part);
  }

  using Directory::erase;
  void erase(const std::vector<std::string>& ids) override {
    file_.write([&](SQLite::Database& database) {
      for (const auto& id : ids) remove_person(database, id);
      rights_changed(database);
    });
    file_.purge();
  }
  bool erase_account(std::string_view account, const std::optional<NeededRole>& needed) override {
    const bool erased = file_.write_or_not([&](SQLite::Database& database) {
      const bool holds = needed && is_held_by(database, account, *needed);
      remove_person(database, account);
      run(database, "DELETE FROM role WHERE account = ?", account);
      run(database, "DELETE FROM account WHERE id = ?", account);
      remove_factor(database, account);
      remove_charges(database, account);
      rights_changed(database);
      return !holds || is_held(database, *needed);
    });
    if (erased) file_.purge();
    return erased;
  }

  bool add_account(const Account& account) override {
    return file_.write([&](SQLite::Database& database) {
      return run(database, "INSERT INTO account VALUES(?,?,?) ON CONFLICT(login) DO NOTHING",
                 account.id, account.login, account.password_hash) == 1;
    });
  }

  FirstAdded add_first_account(const Account& account, std::string_view name, std::string_view grid,
                               std::string_view code_sha256) override {
    return file_.write([&](SQLite::Database& database) {
      auto any = prepared(database, "SELECT 1 FROM account LIMIT 1");
      if (any.executeStep()) return FirstAdded::closed;
      // Deleting the code and finding it right are one step: it works once.
      if (run(database, "DELETE FROM setting WHERE name = ? AND value = ?", kSetupCode,
              code_sha256) == 0) {
        return FirstAdded::wrong_code;
      }
      run(database, "INSERT INTO account VALUES(?,?,?)", account.id, account.login,
          account.password_hash);
      insert(database, RoleGrant{account.id, "administrator", std::string(grid)});
      run(database, "INSERT INTO label VALUES(?,'account',?)", account.id, name);
      rights_changed(database);
      return FirstAdded::ok;
    });
  }
  bool has_accounts() override {
    return file_.one([](SQLite::Statement&) { return true; }, "SELECT 1 FROM account LIMIT 1")
        .has_value();
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
    file_.write([&](SQLite::Database& database) { replace(database, account, password_hash); });
  }
  void renew_hash(std::string_view account, std::string_view from, std::string_view to) override {
    file_.write([&](SQLite::Database& database) {
      run(database, "UPDATE account SET password_hash = ? WHERE id = ? AND password_hash = ?", to,
          account, from);
    });
  }
  bool close_account(std::string_view account, const std::optional<NeededRole>& needed,
                     const std::vector<Charge>& handed) override {
    return file_.write_or_not([&](SQLite::Database& database) {
      const bool holds = needed && is_held_by(database, account, *needed);
      replace(database, account, "");
      for (const auto& charge : handed) {
        if (!can_sign_in(database, charge.account)) return false;
        insert(database, charge);
      }
      return !holds || is_held(database, *needed);
    });
  }
  std::vector<Charge> charges() override {
    return file_.all(read_charge, "SELECT * FROM charge ORDER BY stream");
  }
  bool change_roles(std::string_view account, const std::vector<RoleGrant>& given,
                    const std::vector<RoleGrant>& taken,
                    const std::optional<NeededRole>& needed) override {
    return file_.write_or_not([&](SQLite::Database& database) {
      const bool held = needed && is_held_by(database, account, *needed);
      for (const auto& role : given) insert(database, role);
      for (const auto& role : taken) remove(database, role);
      rights_changed(database);
      const bool loses = held && !is_held_by(database, account, *needed);
      return !loses || is_held(database, *needed);
    });
  }

  void grant(const RoleGrant& grant) override {
    file_.write([&](SQLite::Database& database) {
      insert(database, grant);
      rights_changed(database);
    });
  }
  void withdraw(const RoleGrant& grant) override {
    file_.write([&](SQLite::Database& database) {
      remove(database, grant);
      rights_changed(database);
    });
  }
  std::vector<RoleGrant> roles(std::string_view account) override {
    return file_.all(read_role,
                     "SELECT * FROM role WHERE account = ? ORDER BY role, grid, organisation",
                     account);
  }

  void put_organisation(const Organisation& organisation) override {
    file_.write([&](SQLite::Database& database) {
      run(database,
          "INSERT INTO organisation VALUES(?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET "
          "name=excluded.name, ends_at=excluded.ends_at",
          organisation.id, organisation.kind, organisation.grid, organisation.name,
          organisation.ends_at);
      rights_changed(database);
    });
  }
  std::optional<Organisation> organisation(std::string_view id) override {
    return file_.one(read_organisation, "SELECT * FROM organisation WHERE id = ?", id);
  }
  std::vector<Organisation> organisations() override {
    return file_.all(read_organisation, "SELECT * FROM organisation ORDER BY name, id");
  }
  void act_for(std::string_view session, std::string_view organisation) override {
    file_.write([&](SQLite::Database& database) {
      run(database, "UPDATE session SET acting_for = ? WHERE token_sha256 = ?", organisation,
          session);
      rights_changed(database);
    });
  }

  std::optional<SecondFactor> second_factor(std::string_view account) override {
    return file_.one(read_second_factor,
                     "SELECT secret, confirmed, last_step FROM second_factor WHERE account = ?",
                     account);
  }
  bool begin_second_factor(std::string_view account, std::string_view secret) override {
    return file_.write([&](SQLite::Database& database) {
      return run(database,
                 "INSERT INTO second_factor VALUES(?,?,0,0) ON CONFLICT(account) DO UPDATE SET "
                 "secret=excluded.secret WHERE confirmed = 0",
                 account, secret) == 1;
    });
  }
  bool confirm_second_factor(std::string_view account, std::string_view secret, std::int64_t step,
                             const std::vector<std::string>& recovery_sha256,
                             const NotedRequest& request) override {
    return file_.write_or_not([&](SQLite::Database& database) {
      const bool begun = run(database,
                             "UPDATE second_factor SET confirmed = 1, last_step = max(last_step, ?)"
                             " WHERE account = ? AND secret = ?",
                             step, account, secret) == 1;
      run(database, "DELETE FROM recovery_code WHERE account = ?", account);
      for (const auto& code : recovery_sha256) {
        run(database, "INSERT INTO recovery_code VALUES(?,?)", account, code);
      }
      rights_changed(database);
      return note_if(database, request, begun);
    });
  }
  bool use_second_factor(std::string_view account, std::int64_t step,
                         const NotedRequest& request) override {
    return file_.write([&](SQLite::Database& database) {
      return note_if(database, request,
                     run(database,
                         "UPDATE second_factor SET last_step = ?1 WHERE account = ?2 AND "
                         "confirmed = 1 AND last_step < ?1",
                         step, account) == 1);
    });
  }
  bool use_recovery_code(std::string_view account, std::string_view code_sha256,
                         const NotedRequest& request) override {
    return file_.write([&](SQLite::Database& database) {
      return note_if(
          database, request,
          run(database, "DELETE FROM recovery_code WHERE account = ? AND code_sha256 = ?", account,
              code_sha256) == 1);
    });
  }
  void remove_second_factor(std::string_view account) override {
    file_.write([&](SQLite::Database& database) {
      remove_factor(database, account);
      rights_changed(database);
    });
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

  void revoke_sessions_of(std::string_view actor, Time at) override {
    file_.write([&](SQLite::Database& database) {
      run(database, "UPDATE session SET revoked_at = ? WHERE actor = ? AND revoked_at IS NULL", at,
          actor);
      drop_phone_codes(database, actor);
      rights_changed(database);
    });
  }
  void note_session_use(std::string_view token_sha256, std::string_view device, Time at) override {
    file_.write([&](SQLite::Database& database) {
      run(database, "UPDATE session SET device = ?, used_at = ? WHERE token_sha256 = ?", device, at,
          token_sha256);
    });
  }
  void note_input(std::string_view token_sha256, Time at) override {
    file_.write([&](SQLite::Database& database) {
      run(database, "UPDATE session SET input_at = ? WHERE token_sha256 = ?", at, token_sha256);
      // Only that takes a right; for every touch nobody looks at all open connections.
      if (at == Time{}) rights_changed(database);
    });
  }

  std::optional<std::string> request_body(std::string_view request_sha256) override {
    return file_.one([](SQLite::Statement& row) { return row.getColumn(0).getString(); },
                     "SELECT body_sha256 FROM request WHERE request_sha256 = ?", request_sha256);
  }
  void note_request(std::string_view request_sha256, std::string_view body_sha256,
                    Time at) override {
    file_.write([&](SQLite::Database& database) {
      note(database, {std::string(request_sha256), std::string(body_sha256), at});
    });
  }

  bool add_invitation(const Invitation& invitation, Time at) override {
    return file_.write(
        [&](SQLite::Database& database) { return insert(database, invitation, at); });
  }
  bool replace_invitations(const std::vector<Invitation>& made, Time at) override {
    return file_.write_or_not([&](SQLite::Database& database) {
      for (const auto& invitation : made) {
        run(database, kDropUnused, invitation.subject, invitation.kind);
        if (!insert(database, invitation, at)) return false;
      }
      return true;
    });
  }
  void drop_unused_invitations(std::string_view subject, std::string_view kind) override {
    file_.write([&](SQLite::Database& database) { run(database, kDropUnused, subject, kind); });
  }
  std::vector<Invitation> invitations_of(std::string_view subject) override {
    return file_.all(read_invitation,
                     "SELECT * FROM invitation WHERE subject = ? ORDER BY expires_at, rowid",
                     subject);
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
      run(database, "DELETE FROM request WHERE at < ?", sessions_before);
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
  std::vector<std::pair<std::string, std::string>> settings(std::string_view begin) override {
    return file_.all(
        [](SQLite::Statement& row) {
          return std::pair(row.getColumn(0).getString(), row.getColumn(1).getString());
        },
        "SELECT name, value FROM setting WHERE substr(name, 1, length(?1)) = ?1 ORDER BY name",
        begin);
  }

 private:
  // A short code may be drawn twice over the years: the one that can still be used is meant.
  static constexpr const char* kFindInvitation =
      "SELECT * FROM invitation WHERE token_sha256 = ?1 OR code_sha256 = ?1 "
      "ORDER BY used_at IS NOT NULL, expires_at DESC LIMIT 1";

  static void remove_person(SQLite::Database& database, std::string_view id) {
    run(database, "DELETE FROM label WHERE id = ?", id);
    for (const auto* detail : kDetails) {
      run(database, "DELETE FROM label WHERE id = ?", detail_id(detail, id));
    }
    run(database, "DELETE FROM session WHERE actor = ?1 OR head = ?1", id);
    run(database, "DELETE FROM invitation WHERE subject = ?", id);
    remove_mail(database, id);
    run(database, "DELETE FROM mail_asked WHERE who = ?", id);
  }
  // Whoever signed in with the old password has to sign in again.
  static void replace(SQLite::Database& database, std::string_view account,
                      std::string_view password_hash) {
    run(database, "UPDATE account SET password_hash = ? WHERE id = ?", password_hash, account);
    run(database, "DELETE FROM session WHERE actor = ?", account);
    rights_changed(database);
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

  DirectoryFile file_;
};

}  // namespace

std::unique_ptr<Directory> open_directory(const std::string& directory) {
  return std::make_unique<SqliteDirectory>(directory);
}

}  // namespace roundtable::directory
