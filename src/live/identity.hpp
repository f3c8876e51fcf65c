// Identity: who is behind a cookie, a password, a household invitation. Tokens are 256 random bits,
// sent once and stored as SHA-256 only; passwords are Argon2id strings (libsodium). All functions
// may block on the Directory's disk (and `sign_in` on Argon2), so they run on the worker pool,
// except `subject`, which reads by one key. Safe from any thread.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/env.hpp"
#include "live/permission.hpp"
#include "log/directory.hpp"

namespace roundtable::live {

inline constexpr std::int64_t kStaffSessionDays = 1;
inline constexpr std::int64_t kResidentSessionDays = 30;
inline constexpr std::int64_t kInvitationDays = 60;
inline constexpr std::size_t kPasswordBytesMin = 10;
inline constexpr std::size_t kPasswordBytesMax = 256;
/// Failed sign-ins and mistyped codes a minute from one address. A hall shares one address, and
/// only failures count: 300 phones behind it join within a minute. A link's token cannot be
/// guessed, so it is never limited: whoever tries codes in a hall locks nobody's link.
inline constexpr std::size_t kFailuresPerMinuteMax = 20;

/// A new session: the token goes into the cookie and nowhere else.
struct SignedIn {
  std::string token;
  SubjectKind kind = SubjectKind::nobody;
  std::string meeting;  // where to go; "" for staff
};
/// Stable codes of docs/protocol.md: "sign_in.wrong", "invitation.used", …
struct NotSignedIn {
  std::string code;
};
using SignInAnswer = std::variant<SignedIn, NotSignedIn>;

/// What a way in is for, shown before anybody uses it.
struct InvitationLook {
  log::Invitation invitation;
  std::string state;  // "ready" | "used" | "expired"
};

struct NewInvitation {
  std::string token;  // for the QR link
  std::string code;   // eight digits to type
};

class Identity {
 public:
  Identity(log::Directory& directory, const Clock& clock, Randomness& randomness);

  /// Nobody for an unknown, ended or expired token.
  Subject subject(std::string_view token) const;
  /// The same by the token's SHA-256, as a Subject names its session.
  Subject subject_of_session(const std::string& session) const;

  SignInAnswer sign_in(std::string_view login, std::string_view password,
                       const std::string& address);
  /// Uses an invitation (token or short code) up and signs its holder in. The same `request`
  /// (Idempotency-Key; "" for none) may come again, since its answer may have been lost: a token is
  /// never stored, so it is given a new one, and the one before is worth nothing.
  SignInAnswer join(std::string_view token_or_code, const std::string& address,
                    std::string_view request);
  SignInAnswer observe(const std::string& meeting);
  std::optional<InvitationLook> look(std::string_view token_or_code, const std::string& address);
  void sign_out(std::string_view token);

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
  bool too_many_failures(const std::string& key);
  void note_failure(const std::string& key);
  log::Session new_session(SubjectKind kind, const std::string& actor, const std::string& head,
                           const std::string& meeting, const std::string& token) const;

  log::Directory& directory_;
  const Clock& clock_;
  Randomness& randomness_;
  std::mutex failures_mutex_;
  std::map<std::string, std::deque<Time>> failures_;  // of the last minute, by what is counted
};

}  // namespace roundtable::live
