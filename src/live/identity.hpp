// Identity: who is behind a cookie, a password, a household invitation. Tokens are 256 random bits,
// sent once and stored as SHA-256 only; passwords are Argon2id strings (libsodium). All functions
// may block on the Directory's disk (and `sign_in` on Argon2), so they run on the worker pool,
// except `subject`, which reads by one key. Safe from any thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/env.hpp"
#include "directory/directory.hpp"
#include "live/known_devices.hpp"
#include "live/permission.hpp"
#include "live/wrong_tries.hpp"

namespace roundtable::live {

inline constexpr std::int64_t kStaffSessionDays = 1;
inline constexpr std::int64_t kResidentSessionDays = 30;
/// Whoever only observes has nothing to lose: one tap and it observes again.
inline constexpr std::int64_t kObserverSessionDays = 1;
/// The role of a helper ends by itself after so many days, where nobody says until when.
inline constexpr std::int64_t kHelperDays = 14;
/// A shared computer that nobody touches locks after so long.
inline constexpr std::int64_t kLockMinutes = 10;
inline constexpr std::int64_t kInvitationDays = 60;
/// So long after its end an invitation still answers "expired" or "used", a session nothing.
inline constexpr std::int64_t kInvitationKeptDays = 30;
inline constexpr std::int64_t kSessionKeptDays = 1;
inline constexpr std::size_t kLoginBytesMax = 64;
/// Two people stand beside each other while one phone adds another.
inline constexpr std::int64_t kPhoneInvitationMinutes = 15;
/// The kind of such an invitation: no slip of paper, and counted as none.
inline constexpr std::string_view kPhoneKind = "phone";
/// Digits of a short code, and how long the groups are that it is printed in
/// (docs/decisions/0011-short-codes-have-ten-digits.md).
inline constexpr std::size_t kCodeDigits = 10;
/// "Last used" is told to within so long, so that reading a page seldom writes.
inline constexpr std::int64_t kUseNotedEveryUs = 300 * kMicrosPerSecond;

/// A new session: the token goes into the cookie and nowhere else.
struct SignedIn {
  std::string token;
  SubjectKind kind = SubjectKind::nobody;
  std::string meeting;    // where to go; "" for staff
  std::string mark = "";  // for the device (live/known_devices.hpp); "": it keeps what it has
  std::string slip = "";  // of whom a slip of paper let in: SHA-256 of its token
  bool shared = false;    // the computer: its browser is to forget the token when it is closed
};
/// Stable codes of docs/protocol.md: "sign_in.wrong", "invitation.used", "limit.rate", …
struct NotSignedIn {
  std::string code;
};
using SignInAnswer = std::variant<SignedIn, NotSignedIn>;

/// What comes with the password: the code of a second factor - `waived` where whoever asks is in
/// already -, and whether others use the same computer.
struct WithPassword {
  std::string_view code = {};
  bool waived = false;
  bool shared = false;
};
/// Who may do nothing before they have set one up; for all others it is theirs to choose.
enum class NeedsSecond { nobody, administrators, staff };
/// "none", "administrators", "staff"
std::optional<NeedsSecond> needs_second_from(std::string_view text);
/// For the app, as text and as what a QR code says.
struct SecondSecret {
  std::string secret;
  std::string uri;
};

/// The code of a request as it is kept (directory::Directory::request_body): who, what for, which
/// key.
/// "" where it names none.
std::string request_name(std::string_view what, std::string_view who, std::string_view key);

std::int64_t session_days(SubjectKind kind);
/// "123 456 7890", as it is printed.
std::string grouped_code(std::string_view code);

/// What a way in is for, shown before anybody uses it.
struct InvitationLook {
  directory::Invitation invitation;
  std::string state;  // "ready" | "used" | "expired"
};

/// Whom a slip of paper lets in, and what stands on it.
struct HouseholdSlip {
  std::string head;
  std::string token;
  std::string code;
  Time until;
};

struct NewInvitation {
  std::string token;  // for the QR link
  std::string code;   // digits to type
};

/// The end of that many whole days after today.
Time helper_end(Time now, std::int64_t days);

class Identity {
 public:
  /// `steady` is what limits are counted by (base/env.hpp).
  Identity(directory::Directory& directory, const Clock& clock, const Clock& steady,
           Randomness& randomness);

  /// Nobody for an unknown, ended or expired token.
  Subject subject(std::string_view token) const;
  /// The same by the token's SHA-256, as a Subject names its session.
  Subject subject_of_session(const std::string& session) const;

  /// The account as one that may be given something: with all roles that it holds now, of every
  /// organisation. Nobody where there is no such account, or it cannot sign in.
  Subject whatever_she_acts_for(const std::string& account) const;

  /// Called once, before anybody asks.
  void end_helpers_after(std::int64_t days) { helper_days_ = days; }
  /// When a helper's role ends that is given now: with its last day.
  Time helper_ends_at() const;
  /// It held roles, and the term of each, or its organisation's, is over.
  bool has_ended(const std::string& account) const;

  // The same `request` (Idempotency-Key; "" for none) may come again, since its answer may have
  // been lost: a token is never stored, so it is given a new one, and the one before is worth
  // nothing.
  SignInAnswer sign_in(std::string_view login, std::string_view password, const Caller& caller,
                       std::string_view request, const WithPassword& with = {});
  /// Uses an invitation (token or short code) up and signs its holder in.
  SignInAnswer join(std::string_view token_or_code, const Caller& caller, std::string_view request);
  SignInAnswer observe(const std::string& meeting, const Caller& caller, std::string_view request);
  std::variant<InvitationLook, NotSignedIn> look(std::string_view token_or_code,
                                                 const Caller& caller);
  void sign_out(std::string_view token);
  /// Removes what ended long ago; how many sessions and invitations that were.
  std::int64_t purge();

  /// `kind` "resident" with a head, or "staff" with an account, or "observer".
  NewInvitation invite(const std::string& kind, const std::string& subject,
                       const std::string& meeting, bool reusable);
  /// One for each household, in place of what it still holds unused.
  std::vector<HouseholdSlip> invite_households(const std::vector<std::string>& heads,
                                               const std::string& meeting);
  /// For one more phone of a household that is in already; in place of the one before.
  HouseholdSlip invite_phone(const std::string& head, const std::string& meeting);
  /// Ends every session of that household and gives it a new way in.
  HouseholdSlip replace_phone(const std::string& head, const std::string& meeting);

  // ---- a computer that others use too (identity_shared.cpp)

  /// Called once, before anybody asks.
  void lock_after(std::int64_t minutes) { lock_minutes_ = minutes; }
  /// After how many seconds it locks if nobody touches it, 0: it is; nothing where the session is
  /// on a computer of one's own.
  std::optional<std::int64_t> locks_in(const std::string& session) const;
  /// Somebody touched it. Nothing comes of it where it is locked by now.
  void note_input(const std::string& session);
  void lock(const std::string& session);
  /// With the password of whose session it is. The code that refuses it, or nothing.
  std::optional<std::string> unlock(const Subject& subject, std::string_view password,
                                    const Caller& caller);

  // ---- the second factor of a member of staff (identity_second.cpp)

  /// Called once, before anybody asks.
  void need_second_factor(NeedsSecond who) { needs_second_ = who; }
  bool has_second_factor(std::string_view account) const;
  /// A secret, which nobody is asked for before a code of it was shown. "sign_in.second_on" where
  /// one is on already.
  std::variant<SecondSecret, NotSignedIn> begin_second_factor(const std::string& account,
                                                              std::string_view password,
                                                              const Caller& caller);
  /// Recovery codes, of which each works once in the place of a code. The same request that comes
  /// again is given others.
  std::variant<std::vector<std::string>, NotSignedIn> confirm_second_factor(
      const std::string& account, std::string_view code, const Caller& caller,
      std::string_view request);
  /// The code that refuses it, or nothing.
  std::optional<std::string> remove_second_factor(const std::string& account,
                                                  std::string_view password, const Caller& caller);

  /// While there is no account: the one-time code of the first administrator, in place of the one
  /// before. Nothing once there is one.
  std::optional<std::string> new_setup_code();
  bool awaits_first_administrator();
  /// The stable code that refuses it: "setup.closed", "setup.code_wrong", "limit.sign_in".
  std::optional<std::string> setup_problem(std::string_view code, const Caller& caller);
  /// Makes the first administrator, on that grid, and signs it in.
  SignInAnswer first_administrator(const directory::Account& account, std::string_view name,
                                   const std::string& grid, std::string_view code,
                                   std::string_view request);

  /// The stable code that refuses such an account: "account.login", "account.password" (too short
  /// or too long), "account.password_common", or nothing.
  static std::optional<std::string> account_problem(std::string_view login,
                                                    std::string_view password);
  /// Hashes the password (a tenth of a second).
  static directory::Account make_account(std::string id, std::string_view login,
                                         std::string_view password);
  /// Easy to read out and to type: four groups of four, 79 random bits.
  std::string random_password();
  /// The session was seen on such a device: noted, but not each time.
  void note_use(const std::string& session, std::string_view device);

  /// The new account's id, or a sentence why not.
  struct NoAccount {
    std::string why;
  };
  std::variant<std::string, NoAccount> add_account(std::string_view login,
                                                   std::string_view password,
                                                   std::string_view name);
  /// A sentence why not, or nothing.
  std::optional<std::string> set_password(const std::string& account, std::string_view password);

 private:
  /// The account whose password that is.
  std::variant<directory::Account, NotSignedIn> check_password(std::string_view login,
                                                               std::string_view password,
                                                               const Caller& caller);
  std::optional<std::string> second_problem(const directory::Account& account,
                                            const WithPassword& with, std::string_view request);
  bool lacks_second_factor(std::string_view account, const std::vector<RoleOnGrid>& roles) const;
  /// By organisation; "": for none.
  using HeldRoles = std::map<std::string, std::vector<RoleOnGrid>>;
  HeldRoles held_roles(const std::string& account) const;
  void add_roles(Subject& subject, const std::string& acting_for) const;
  std::optional<Time> locks_at(const directory::Session& session) const;
  std::string holder_of(const directory::Account& account, const Caller& caller);
  /// Groups of four, easy to read out and to type.
  std::string random_readable(std::size_t groups);
  bool may_try_code(std::string_view token_or_code, const Caller& caller);
  void note_wrong_code(std::string_view token_or_code, const Caller& caller);
  /// The mark of a household's device; that of a member of staff is kept, since it serves for codes
  /// too.
  std::string household_mark(const Caller& caller, const std::string& head);
  std::vector<HouseholdSlip> ways_in(const std::string& kind, const std::vector<std::string>& heads,
                                     const std::string& meeting, std::int64_t lasts_us);
  directory::Invitation new_invitation(const std::string& kind, const std::string& subject,
                                       const std::string& meeting, const std::string& token) const;
  directory::Session new_session(SubjectKind kind, const std::string& actor,
                                 const std::string& head, const std::string& meeting,
                                 const std::string& token) const;

  directory::Directory& directory_;
  const Clock& clock_;
  const Clock& steady_;
  Randomness& randomness_;
  WrongTries tries_;
  KnownDevices devices_;
  std::int64_t helper_days_ = kHelperDays;
  std::int64_t lock_minutes_ = kLockMinutes;
  NeedsSecond needs_second_ = NeedsSecond::nobody;
};

}  // namespace roundtable::live
