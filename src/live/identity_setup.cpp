// Identity's part at the Desk: the first administrator, passwords that are given out, and when a
// device was last seen.
#include <array>

#include "live/identity.hpp"
#include "live/identity_parts.hpp"
#include "live/passwords.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::live {
namespace {

/// Letters and digits that nobody mistakes for one another.
constexpr std::string_view kReadable = "abcdefghjkmnpqrstuvwxyz23456789";
constexpr std::size_t kPasswordGroups = 4;
constexpr std::size_t kPasswordGroupLength = 4;

}  // namespace

std::optional<std::string> Identity::new_setup_code() {
  if (directory_.has_accounts()) return std::nullopt;
  auto code = random_digits(randomness_, kCodeDigits);
  directory_.put_setting(directory::kSetupCode, log::sha256_hex(code));
  return code;
}

bool Identity::awaits_first_administrator() {
  return !directory_.has_accounts();
}

// Guesses are counted with those of household codes.
std::optional<std::string> Identity::setup_problem(std::string_view code, const Caller& caller) {
  if (!awaits_first_administrator()) return "setup.closed";
  const auto digits = normalized(code);
  if (!may_try_code(digits, caller)) return "limit.sign_in";
  if (directory_.setting(directory::kSetupCode) == log::sha256_hex(digits)) return std::nullopt;
  note_wrong_code(digits, caller);
  return "setup.code_wrong";
}

SignInAnswer Identity::first_administrator(const directory::Account& account, std::string_view name,
                                           const std::string& grid, std::string_view code,
                                           std::string_view request) {
  switch (directory_.add_first_account(account, name, grid, log::sha256_hex(normalized(code)))) {
    case directory::FirstAdded::closed:
      return NotSignedIn{"setup.closed"};
    case directory::FirstAdded::wrong_code:
      return NotSignedIn{"setup.code_wrong"};
    case directory::FirstAdded::ok:
      break;
  }
  const auto token = random_token(randomness_);
  directory_.add_session(new_session(SubjectKind::staff, account.id, "", "", token),
                         request_name("sign-in", account.id, request));
  return SignedIn{token, SubjectKind::staff, "", devices_.mark(staff_holder(account.id))};
}

std::optional<std::string> Identity::account_problem(std::string_view login,
                                                     std::string_view password) {
  if (!is_id(login)) return "account.login";
  const auto fault = password_fault(password);
  if (!fault) return std::nullopt;
  return *fault == PasswordFault::common ? "account.password_common" : "account.password";
}

directory::Account Identity::make_account(std::string id, std::string_view login,
                                          std::string_view password) {
  return {std::move(id), lower(login), hash_password(password)};
}

std::string Identity::random_password() {
  return random_readable(kPasswordGroups);
}

std::string Identity::random_readable(std::size_t groups) {
  constexpr auto kUnbiased = 256 - 256 % kReadable.size();
  std::string password;
  std::size_t drawn = 0;
  while (drawn < groups * kPasswordGroupLength) {
    std::array<std::uint8_t, 32> bytes{};
    randomness_.fill(bytes);
    for (const auto byte : bytes) {
      if (byte >= kUnbiased || drawn == groups * kPasswordGroupLength) continue;
      if (drawn > 0 && drawn % kPasswordGroupLength == 0) password += '-';
      password += kReadable[byte % kReadable.size()];
      ++drawn;
    }
  }
  return password;
}

void Identity::note_use(const std::string& session, std::string_view device) {
  const auto known = directory_.session(session);
  if (!known) return;
  const auto now = clock_.now();
  const bool fresh = known->used_at && now.micros - known->used_at->micros < kUseNotedEveryUs;
  if (fresh && known->device == device) return;
  directory_.note_session_use(session, device, now);
}

}  // namespace roundtable::live
