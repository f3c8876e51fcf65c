// Codes that an app and the server make of one secret and the time: RFC 6238 over RFC 4226, six
// digits of HMAC-SHA-1, a new one every 30 seconds - what every app for that understands. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace roundtable::live {

inline constexpr std::size_t kCodeSecretBytes = 20;  // as long as the hash
inline constexpr std::int64_t kCodeStepSeconds = 30;

std::int64_t code_step(Time now);
/// `secret` in bytes.
std::string one_time_code(std::string_view secret, std::int64_t step);
/// The step that this code is of: this one, or one before or after it, for clocks that differ.
/// Nothing for a wrong code, and for one of a step up to `used`.
std::optional<std::int64_t> step_of_code(std::string_view secret, std::string_view code, Time now,
                                         std::int64_t used);

/// RFC 4648, without padding.
std::string base32(std::string_view bytes);
/// What the QR code says. `login` has letters, digits, '-' and '_' alone.
std::string otpauth_uri(std::string_view login, std::string_view secret);

}  // namespace roundtable::live
