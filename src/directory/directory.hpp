// The Directory: all personal data, and what is not in the log but must be kept with the same care
// (accounts, sessions, invitations). Tables of `directory`/directory.db, SQLite WAL with
// secure_delete; erasing a person ends with a truncating checkpoint. Safe from any thread and from
// a second process (`roundtable invite`, `roundtable account`), because SQLite serialises writers
// and nothing is cached here.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.hpp"

namespace roundtable::directory {

/// A text that belongs to an id: "502室" for a unit, a name for a person, a title for a building.
struct Label {
  std::string id;
  std::string kind;  // "unit" | "head" | "person" | "account", or that of a detail
  std::string text;
};

/// More than one text belongs to a unit or a household: a detail stands under an id of its own and
/// is erased with it. Nobody is shown a detail who does not ask for it.
inline constexpr const char* kDetails[] = {"room", "owner", "representative"};
inline std::string detail_id(std::string_view detail, std::string_view id) {
  return std::string(detail) + ":" + std::string(id);
}

struct Account {
  std::string id;
  std::string login;          // lower case
  std::string password_hash;  // Argon2id string of libsodium; empty: closed, never made, or erased
};
/// In the place of a hash: an account that is open, and that no password opens (the
/// demonstration's, whose people come in by links).
inline constexpr std::string_view kNoPassword = "!";

struct RoleGrant {
  std::string account;
  std::string role;  // "administrator" | "facilitator" | "recorder" | "secretary" | "supervisor"
  std::string grid;
  std::string organisation = "";               // whom it acts for; "" : the grid itself
  std::optional<Time> ends_at = std::nullopt;  // its term; none: until it is taken
};

/// Whom accounts act for: a committee, a firm, a department. One with an end is temporary; what
/// has ended gives nobody any right and stays to be read.
struct Organisation {
  std::string id;
  std::string kind;  // live::OrganisationKind
  std::string grid;
  std::string name;
  std::optional<Time> ends_at = std::nullopt;
};

/// That somebody took over what is still open - a meeting, an issue - from whom it was with before.
/// Without one it is with whoever began it.
struct Charge {
  std::string stream;   // "meeting:<id>", "issue:<id>" (base/stream_name.hpp)
  std::string account;  // with whom it is now
  Time since;
  std::string given_by;  // the account that gave it; "" once that was erased
};

/// A role that somebody who can sign in must hold without an end, or nobody could give it to
/// anybody.
struct NeededRole {
  std::string role;
  std::string grid;
};

/// A signed-in device. `token_sha256` is the key: the token itself is only in the cookie.
struct Session {
  std::string token_sha256;
  std::string actor;    // account id, or the head's id for a resident
  std::string kind;     // "staff" | "resident" | "observer"
  std::string head;     // resident: whom it votes for
  std::string meeting;  // resident, observer: which meeting it was let into
  Time created_at;
  Time expires_at;
  std::optional<Time> revoked_at;
  std::string device = "";                     // what kind of device it was last used from
  std::optional<Time> used_at = std::nullopt;  // last, within some minutes
  std::string acting_for = "";  // staff of several organisations: for which one now; "" : not said
  bool shared = false;          // on a computer that others use too
  std::optional<Time> input_at = std::nullopt;  // there: when somebody last touched it
};

/// A way in on paper: QR link (token) and a short code to type. Opening the link never uses it up.
struct Invitation {
  std::string token_sha256;
  std::string code_sha256;  // of the short code, digits only
  std::string kind;         // "resident" | "observer" | "staff"
  std::string subject;      // head id, or account id for staff
  std::string meeting;
  Time expires_at;
  bool reusable = false;  // demonstration data only
  std::optional<Time> used_at;
  std::string use_key_sha256;  // of the request that used it up; "" where it named none
  std::string session;         // the session that request was given, by its token's SHA-256
};

/// What somebody signs in with beside the password: a secret shared with an app (RFC 6238).
struct SecondFactor {
  std::string secret;          // hex
  bool confirmed = false;      // a code of it was shown; before that nobody is asked for one
  std::int64_t last_step = 0;  // of the newest code that was used: none is used twice
};

/// Where the one-time code of the first administrator stands, as its SHA-256 (`setting`).
inline constexpr std::string_view kSetupCode = "setup_code_sha256";
/// Where the key stands that owners' keys are hashed with (keyed_hash.hpp).
inline constexpr std::string_view kOwnerKey = "owner_key";
enum class FirstAdded { ok, closed, wrong_code };

enum class Consumed { ok, unknown, used, expired };

/// A request that may come again, and what was in it; noted in the transaction of what it did, so
/// that what was done and that it was done by this request are never apart. "": none.
struct NotedRequest {
  std::string sha256;
  std::string body_sha256;
  Time at;
};

class Directory {
 public:
  virtual ~Directory() = default;

  virtual void put_labels(const std::vector<Label>& labels) = 0;
  virtual std::optional<std::string> label(std::string_view id) = 0;
  virtual std::vector<Label> labels(const std::vector<std::string>& ids) = 0;
  /// Whatever is called exactly so, details too, by their ids. Reads all labels: for programs that
  /// look for somebody by name.
  virtual std::vector<Label> labels_called(std::string_view text) = 0;
  /// Those of that kind whose text has `part` in it, by their ids; nothing for "".
  virtual std::vector<Label> labels_with(std::string_view kind, std::string_view part) = 0;
  /// Removes every label and detail, session and invitation of those ids and truncates the
  /// write-ahead log.
  virtual void erase(const std::vector<std::string>& ids) = 0;
  void erase(std::string_view id) { erase(std::vector<std::string>{std::string(id)}); }

  /// False if the login is taken.
  virtual bool add_account(const Account& account) = 0;
  /// The account that is there before any other, with its name and the role of administrator on
  /// that grid, if the one-time code is right; the code is gone then. All or nothing.
  virtual FirstAdded add_first_account(const Account& account, std::string_view name,
                                       std::string_view grid, std::string_view code_sha256) = 0;
  virtual bool has_accounts() = 0;
  virtual std::optional<Account> account_by_login(std::string_view login) = 0;
  virtual std::optional<Account> account(std::string_view id) = 0;
  virtual std::vector<Account> accounts() = 0;
  virtual void set_password(std::string_view account, std::string_view password_hash) = 0;
  /// The same password under another hash; no session ends. Nothing where it has another by now.
  virtual void renew_hash(std::string_view account, std::string_view from, std::string_view to) = 0;
  /// One that is held already gets the new term.
  virtual void grant(const RoleGrant& grant) = 0;
  /// The end of its term does not matter.
  virtual void withdraw(const RoleGrant& grant) = 0;
  virtual std::vector<RoleGrant> roles(std::string_view account) = 0;
  /// Gives and takes roles of one account, all or none. False, and nothing is changed, where the
  /// account would lose the needed role and nobody else who can sign in has it - judged in the
  /// transaction of the change, so that of the last two who take it from each other one keeps it.
  virtual bool change_roles(std::string_view account, const std::vector<RoleGrant>& given,
                            const std::vector<RoleGrant>& taken,
                            const std::optional<NeededRole>& needed) = 0;
  /// Takes the password and the sessions away, and what was open with it is with whom `handed`
  /// says; the roles stay to be read. False, and nothing is changed or handed over, as above and
  /// where one of those can no longer sign in.
  virtual bool close_account(std::string_view account, const std::optional<NeededRole>& needed,
                             const std::vector<Charge>& handed = {}) = 0;
  /// Everything that was handed over, each with whom it is now, by stream.
  virtual std::vector<Charge> charges() = 0;
  /// Removes the account for good, with its login, name, roles, charges, sessions and invitations,
  /// and truncates the write-ahead log. False as above.
  virtual bool erase_account(std::string_view account, const std::optional<NeededRole>& needed) = 0;

  /// Adds it, or changes what it is called and when it ends.
  virtual void put_organisation(const Organisation& organisation) = 0;
  virtual std::optional<Organisation> organisation(std::string_view id) = 0;
  /// Those that have ended too.
  virtual std::vector<Organisation> organisations() = 0;
  virtual void act_for(std::string_view session, std::string_view organisation) = 0;

  virtual std::optional<SecondFactor> second_factor(std::string_view account) = 0;
  /// One that is not confirmed yet, in place of one that never was. False where one is confirmed.
  virtual bool begin_second_factor(std::string_view account, std::string_view secret) = 0;
  /// Asked for from now on, with these codes (their SHA-256) in place of those before for who has
  /// lost the app. False where `secret` is not the one that was begun.
  virtual bool confirm_second_factor(std::string_view account, std::string_view secret,
                                     std::int64_t step,
                                     const std::vector<std::string>& recovery_sha256,
                                     const NotedRequest& request) = 0;
  /// False where a code of that step or a later one was used before.
  virtual bool use_second_factor(std::string_view account, std::int64_t step,
                                 const NotedRequest& request) = 0;
  /// False where there is no such code: each works once.
  virtual bool use_recovery_code(std::string_view account, std::string_view code_sha256,
                                 const NotedRequest& request) = 0;
  virtual void remove_second_factor(std::string_view account) = 0;

  /// The same request may come again, since its answer may have been lost: `request_sha256`, if not
  /// empty, names it, and the session it was given before is replaced by this one.
  virtual void add_session(const Session& session, std::string_view request_sha256 = {}) = 0;
  /// All or none, in one transaction.
  virtual void add_sessions(const std::vector<Session>& sessions) = 0;
  virtual std::optional<Session> session(std::string_view token_sha256) = 0;
  virtual void revoke_session(std::string_view token_sha256, Time at) = 0;
  virtual std::vector<Session> sessions_of(std::string_view actor) = 0;
  virtual void revoke_sessions_of(std::string_view actor, Time at) = 0;
  virtual void note_session_use(std::string_view token_sha256, std::string_view device,
                                Time at) = 0;
  /// Of a session on a shared computer; `Time{}`: it is locked from now on.
  virtual void note_input(std::string_view token_sha256, Time at) = 0;

  /// What a request that was carried out asked for; kept about as long as ended sessions.
  virtual std::optional<std::string> request_body(std::string_view request_sha256) = 0;
  virtual void note_request(std::string_view request_sha256, std::string_view body_sha256,
                            Time at) = 0;

  /// False, and nothing added, where another invitation that can still be used has the same code:
  /// two households must never be let in by one another's.
  virtual bool add_invitation(const Invitation& invitation, Time at) = 0;
  /// Adds all in place of what their subjects still hold unused; all or none, and none where a code
  /// is in use (add_invitation).
  virtual bool replace_invitations(const std::vector<Invitation>& made, Time at) = 0;
  /// Those of that kind which can be used once and have not been.
  virtual void drop_unused_invitations(std::string_view subject, std::string_view kind) = 0;
  virtual std::vector<Invitation> invitations_of(std::string_view subject) = 0;
  /// By the SHA-256 of the token or of the short code. Reading never uses it up.
  virtual std::optional<Invitation> invitation(std::string_view token_or_code_sha256) = 0;
  /// Marks it used and adds the session, both or neither. Of two at once exactly one gets `ok` -
  /// but the request that used it up may come again (its answer may have been lost): the same
  /// `use_key_sha256`, if not empty, replaces the session it was given before by this one.
  virtual Consumed consume(std::string_view token_or_code_sha256, const Session& session, Time at,
                           std::string_view use_key_sha256) = 0;

  /// Removes sessions that ended, by themselves or not, before the one time, and invitations that
  /// expired before the other. How many rows that were.
  virtual std::int64_t purge(Time sessions_before, Time invitations_before) = 0;

  /// Grows with every change that may give or take rights: roles, revoked sessions, erasures, also
  /// when another program makes it. Open connections are looked at again when it has grown.
  virtual std::int64_t rights_version() = 0;

  /// Small settings of this installation ("base", "demo_seed", "owner_key").
  virtual void put_setting(std::string_view name, std::string_view value) = 0;
  virtual std::optional<std::string> setting(std::string_view name) = 0;
  /// Those whose names begin so, with their values, by name.
  virtual std::vector<std::pair<std::string, std::string>> settings(std::string_view begin) = 0;
};

/// Throws log::LogFailure.
std::unique_ptr<Directory> open_directory(const std::string& directory);

}  // namespace roundtable::directory
