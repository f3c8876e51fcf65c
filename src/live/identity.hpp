// Identity: who is behind a cookie, a password, a household invitation. Tokens are 256 random bits,
// sent once and stored as SHA-256 only; passwords are Argon2id strings (libsodium). All functions
// may block on the Directory's disk (and `sign_in` on Argon2), so they run on the worker pool,
// except `subject`, which reads by one key. Safe from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/env.hpp"
#include "live/permission.hpp"
#include "live/rate.hpp"
#include "log/directory.hpp"

namespace roundtable::live {

inline constexpr std::int64_t kStaffSessionDays = 1;
inline constexpr std::int64_t kResidentSessionDays = 30;
/// Whoever only observes has nothing to lose: one tap and it observes again.
inline constexpr std::int64_t kObserverSessionDays = 1;
inline constexpr std::int64_t kInvitationDays = 60;
/// So long after its end an invitation still answers "expired" or "used", a session nothing.
inline constexpr std::int64_t kInvitationKeptDays = 30;
inline constexpr std::int64_t kSessionKeptDays = 1;
inline constexpr std::size_t kLoginBytesMax = 64;
inline constexpr std::size_t kPasswordBytesMin = 10;
inline constexpr std::size_t kPasswordBytesMax = 256;
/// Digits of a short code, and how long the groups are that it is printed in
/// (docs/decisions/0011-short-codes-have-ten-digits.md).
inline constexpr std::size_t kCodeDigits = 10;

/// A hall shares one address, and only what failed counts: 300 phones behind it join within a
/// minute. A link's token cannot be guessed, so it is never held back: whoever tries codes in a
/// hall locks nobody's link. Sign-ins are counted apart from codes.
inline constexpr Rate kWrongCodesOfAnAddress{20, 3 * kMicrosPerSecond};
inline constexpr Rate kWrongCodesOfAll{600, kMicrosPerSecond};
inline constexpr Rate kWrongPasswordsOfAPair{10, 6 * kMicrosPerSecond};  // one login, one address
inline constexpr Rate kWrongPasswordsOfAnAddress{60, 2 * kMicrosPerSecond};
inline constexpr Rate kWrongPasswordsOfALogin{60, 20 * kMicrosPerSecond};
/// 300 phones behind one address begin to observe within a minute, twice over.
inline constexpr Rate kObserversOfAnAddress{600, kMicrosPerSecond};
inline constexpr std::size_t kKeysRememberedMax = 20'000;

/// A new session: the token goes into the cookie and nowhere else.
struct SignedIn {
  std::string token;
  SubjectKind kind = SubjectKind::nobody;
  std::string meeting;  // where to go; "" for staff
};
/// Stable codes of docs/protocol.md: "sign_in.wrong", "invitation.used", "limit.rate", …
struct NotSignedIn {
  std::string code;
};
using SignInAnswer = std::variant<SignedIn, NotSignedIn>;

std::int64_t session_days(SubjectKind kind);
/// "123 456 7890", as it is printed.
std::string grouped_code(std::string_view code);

/// What a way in is for, shown before anybody uses it.
struct InvitationLook {
  log::Invitation invitation;
  std::string state;  // "ready" | "used" | "expired"
};

struct NewInvitation {
  std::string token;  // for the QR link
  std::string code;   // digits to type
};

class Identity {
 public:
  /// `steady` is what limits are counted by (base/env.hpp).
  Identity(log::Directory& directory, const Clock& clock, const Clock& steady,
           Randomness& randomness);

  /// Nobody for an unknown, ended or expired token.
  Subject subject(std::string_view token) const;
  /// The same by the token's SHA-256, as a Subject names its session.
  Subject subject_of_session(const std::string& session) const;

  // `address` is whatever limits count as one (net: line_of).
  // The same `request` (Idempotency-Key; "" for none) may come again, since its answer may have
  // been lost: a token is never stored, so it is given a new one, and the one before is worth
  // nothing.
  SignInAnswer sign_in(std::string_view login, std::string_view password,
                       const std::string& address, std::string_view request);
  /// Uses an invitation (token or short code) up and signs its holder in.
  SignInAnswer join(std::string_view token_or_code, const std::string& address,
                    std::string_view request);
  SignInAnswer observe(const std::string& meeting, const std::string& address,
                       std::string_view request);
  std::variant<InvitationLook, NotSignedIn> look(std::string_view token_or_code,
                                                 const std::string& address);
  void sign_out(std::string_view token);
  /// Removes what ended long ago; how many sessions and invitations that were.
  std::int64_t purge();

  /// `kind` "resident" with a head, or "staff" with an account, or "observer".
  NewInvitation invite(const std::string& kind, const std::string& subject,
                       const std::string& meeting, bool reusable);
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
  bool may_try_code(std::string_view token_or_code, const std::string& address);
  void note_wrong_code(std::string_view token_or_code, const std::string& address);
  log::Session new_session(SubjectKind kind, const std::string& actor, const std::string& head,
                           const std::string& meeting, const std::string& token) const;

  log::Directory& directory_;
  const Clock& clock_;
  const Clock& steady_;
  Randomness& randomness_;
  PaceTable wrong_codes_{kWrongCodesOfAnAddress, kKeysRememberedMax};
  Pace all_wrong_codes_;
  PaceTable wrong_pairs_{kWrongPasswordsOfAPair, kKeysRememberedMax};
  PaceTable wrong_addresses_{kWrongPasswordsOfAnAddress, kKeysRememberedMax};
  PaceTable wrong_logins_{kWrongPasswordsOfALogin, kKeysRememberedMax};
  PaceTable observers_{kObserversOfAnAddress, kKeysRememberedMax};
};

}  // namespace roundtable::live
