// Identity's part of the second factor: setting it up, asking for it, taking it away.
#include <array>

#include "live/identity.hpp"
#include "live/identity_parts.hpp"
#include "live/one_time_codes.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::live {
namespace {

constexpr int kRecoveryCodes = 10;
constexpr std::size_t kRecoveryGroups = 3;

std::string bytes_of_hex(std::string_view hex) {
  const auto value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(value(hex[i]) * 16 + value(hex[i + 1]));
  }
  return bytes;
}

/// As it was shown, whatever spaces, dashes and capitals it is typed with.
std::string recovery_hash(std::string_view typed) {
  return log::sha256_hex("recovery\n" + lower(normalized(typed)));
}

}  // namespace

std::optional<NeedsSecond> needs_second_from(std::string_view text) {
  if (text == "none") return NeedsSecond::nobody;
  if (text == "administrators") return NeedsSecond::administrators;
  if (text == "staff") return NeedsSecond::staff;
  return std::nullopt;
}

bool Identity::has_second_factor(std::string_view account) const {
  const auto factor = directory_.second_factor(account);
  return factor && factor->confirmed;
}

bool Identity::lacks_second_factor(std::string_view account,
                                   const std::vector<RoleOnGrid>& roles) const {
  if (needs_second_ == NeedsSecond::nobody) return false;
  bool needed = needs_second_ == NeedsSecond::staff;
  for (const auto& one : roles) needed = needed || one.role == Role::administrator;
  return needed && !has_second_factor(account);
}

// A request that comes again, its answer being lost, brings the code that it used up itself.
std::optional<std::string> Identity::second_problem(const directory::Account& account,
                                                    const WithPassword& with,
                                                    std::string_view request) {
  const auto factor = directory_.second_factor(account.id);
  if (with.waived || !factor || !factor->confirmed) return std::nullopt;
  const auto typed = normalized(with.code);
  if (typed.empty()) return "sign_in.second_needed";
  const auto name = request_name("second", account.id, request);
  const auto given = log::sha256_hex(typed);
  if (!name.empty() && directory_.request_body(name) == given) return std::nullopt;
  const auto step =
      step_of_code(bytes_of_hex(factor->secret), typed, clock_.now(), factor->last_step);
  const directory::NotedRequest noted{name, given, clock_.now()};
  const bool right = step ? directory_.use_second_factor(account.id, *step, noted)
                          : directory_.use_recovery_code(account.id, recovery_hash(typed), noted);
  if (right) return std::nullopt;
  // Two copies of one request at once: the other one has used the code up.
  const bool again = !name.empty() && directory_.request_body(name) == given;
  return again ? std::nullopt : std::optional<std::string>("sign_in.second_wrong");
}

std::variant<SecondSecret, NotSignedIn> Identity::begin_second_factor(const std::string& id,
                                                                      std::string_view password,
                                                                      const Caller& caller) {
  const auto account = directory_.account(id);
  if (!account) return NotSignedIn{"sign_in.wrong"};
  const auto known = check_password(account->login, password, caller);
  if (const auto* refused = std::get_if<NotSignedIn>(&known)) return *refused;
  std::array<std::uint8_t, kCodeSecretBytes> secret{};
  randomness_.fill(secret);
  const auto hex = to_hex(secret);
  if (!directory_.begin_second_factor(id, hex)) return NotSignedIn{"sign_in.second_on"};
  const auto bytes = bytes_of_hex(hex);
  return SecondSecret{base32(bytes), otpauth_uri(account->login, bytes)};
}

std::variant<std::vector<std::string>, NotSignedIn> Identity::confirm_second_factor(
    const std::string& id, std::string_view code, const Caller& caller, std::string_view request) {
  const auto account = directory_.account(id);
  const auto factor = directory_.second_factor(id);
  if (!account || !factor) return NotSignedIn{"sign_in.second_off"};
  const auto now = steady_.now();
  if (!tries_.may_sign_in(caller, account->login, "", now)) return NotSignedIn{"limit.sign_in"};
  const auto typed = normalized(code);
  const auto name = request_name("second-on", id, request);
  const auto given = log::sha256_hex(typed);
  const bool again = !name.empty() && directory_.request_body(name) == given;
  if (factor->confirmed && !again) return NotSignedIn{"sign_in.second_on"};
  auto step = step_of_code(bytes_of_hex(factor->secret), typed, clock_.now(), factor->last_step);
  if (again) step = factor->last_step;
  if (!step) {
    tries_.wrong_password(caller, account->login, "", now);
    return NotSignedIn{"sign_in.second_wrong"};
  }
  std::vector<std::string> codes;
  std::vector<std::string> hashes;
  for (int i = 0; i < kRecoveryCodes; ++i) {
    codes.push_back(random_readable(kRecoveryGroups));
    hashes.push_back(recovery_hash(codes.back()));
  }
  const directory::NotedRequest noted{name, given, clock_.now()};
  if (!directory_.confirm_second_factor(id, factor->secret, *step, hashes, noted)) {
    return NotSignedIn{"sign_in.second_off"};
  }
  return codes;
}

std::optional<std::string> Identity::remove_second_factor(const std::string& id,
                                                          std::string_view password,
                                                          const Caller& caller) {
  const auto account = directory_.account(id);
  if (!account) return "sign_in.wrong";
  const auto known = check_password(account->login, password, caller);
  if (const auto* refused = std::get_if<NotSignedIn>(&known)) return refused->code;
  directory_.remove_second_factor(id);
  return std::nullopt;
}

}  // namespace roundtable::live
