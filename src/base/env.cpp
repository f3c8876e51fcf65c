#include "base/env.hpp"

#include <sys/random.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <stdexcept>

namespace roundtable {
namespace {

class SystemClock final : public Clock {
 public:
  Time now() const override {
    using namespace std::chrono;
    return Time{
        duration_cast<microseconds>(std::chrono::system_clock::now().time_since_epoch()).count()};
  }
};

class SteadyClock final : public Clock {
 public:
  Time now() const override {
    using namespace std::chrono;
    return Time{
        duration_cast<microseconds>(std::chrono::steady_clock::now().time_since_epoch()).count()};
  }
};

class SystemRandomness final : public Randomness {
 public:
  void fill(std::span<std::uint8_t> bytes) override {
    while (!bytes.empty()) {
      const auto got = ::getrandom(bytes.data(), bytes.size(), 0);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) throw std::runtime_error("the kernel gave no random bytes");
      bytes = bytes.subspan(static_cast<std::size_t>(got));
    }
  }
};

// Five or six bits a character, most significant first; a rest is padded with zero bits.
template <unsigned kBits>
std::string encode(std::span<const std::uint8_t> bytes, const char* alphabet) {
  std::string text;
  unsigned buffer = 0;
  unsigned held = 0;
  for (const auto byte : bytes) {
    buffer = (buffer << 8U) | byte;
    held += 8;
    while (held >= kBits) {
      held -= kBits;
      text += alphabet[(buffer >> held) & ((1U << kBits) - 1)];
    }
    buffer &= (1U << held) - 1;
  }
  if (held > 0) text += alphabet[(buffer << (kBits - held)) & ((1U << kBits) - 1)];
  return text;
}

}  // namespace

const Clock& system_clock() {
  static const SystemClock kClock;
  return kClock;
}

const Clock& steady_clock() {
  static const SteadyClock kClock;
  return kClock;
}

Randomness& system_randomness() {
  static SystemRandomness randomness;
  return randomness;
}

std::string random_id(Randomness& randomness) {
  std::array<std::uint8_t, 16> bytes{};
  randomness.fill(bytes);
  return encode<5>(bytes, "0123456789abcdefghjkmnpqrstvwxyz");
}

std::string random_token(Randomness& randomness) {
  std::array<std::uint8_t, 32> bytes{};
  randomness.fill(bytes);
  return encode<6>(bytes, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
}

std::string random_digits(Randomness& randomness, std::size_t count) {
  constexpr std::uint8_t kUnbiased = 250;  // the largest multiple of ten
  std::string digits;
  while (digits.size() < count) {
    std::array<std::uint8_t, 16> bytes{};
    randomness.fill(bytes);
    for (const auto byte : bytes) {
      if (byte < kUnbiased && digits.size() < count) digits += static_cast<char>('0' + byte % 10);
    }
  }
  return digits;
}

std::string to_hex(std::span<const std::uint8_t> bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text(bytes.size() * 2, '0');
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    text[2 * i] = kDigits[bytes[i] >> 4U];
    text[2 * i + 1] = kDigits[bytes[i] & 15U];
  }
  return text;
}

}  // namespace roundtable
