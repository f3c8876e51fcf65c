// The outside world as passed-in values: nothing below `live` asks the machine for the time or for
// chance. `system_clock()`, `steady_clock()` and `system_randomness()` are used by `app` alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "base/time.hpp"

namespace roundtable {

/// May be called from any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Time now() const = 0;
};

/// May be called from any thread.
class Randomness {
 public:
  virtual ~Randomness() = default;
  virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

const Clock& system_clock();
/// Counts from the machine's start and is never set: for rates and waits, not for dates.
const Clock& steady_clock();
/// From the kernel (getrandom).
Randomness& system_randomness();

/// 26 characters of Crockford base32 (lower case): 128 random bits.
std::string random_id(Randomness& randomness);
/// 43 characters of base64url: 256 random bits. For tokens; store only its hash.
std::string random_token(Randomness& randomness);
/// Decimal digits, each as likely as any other.
std::string random_digits(Randomness& randomness, std::size_t count);
std::string to_hex(std::span<const std::uint8_t> bytes);

}  // namespace roundtable
