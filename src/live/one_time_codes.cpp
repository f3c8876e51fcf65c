#include "live/one_time_codes.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>
#include <stdexcept>

namespace roundtable::live {
namespace {

constexpr std::size_t kOneTimeDigits = 6;
constexpr std::uint32_t kOneTimeModulus = 1'000'000;
constexpr std::string_view kIssuer = "Roundtable";

}  // namespace

std::int64_t code_step(Time now) {
  return now.micros / (kCodeStepSeconds * kMicrosPerSecond);
}

std::string one_time_code(std::string_view secret, std::int64_t step) {
  std::array<unsigned char, 8> counter{};
  for (std::size_t i = 0; i < counter.size(); ++i) {
    const auto shift = 8 * (counter.size() - 1 - i);
    counter[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> shift);
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned length = 0;
  if (::HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(),
             counter.size(), mac.data(), &length) == nullptr) {
    throw std::runtime_error("HMAC-SHA-1 is not to be had");
  }
  // RFC 4226, 5.3: four bytes from where the last half byte points, without their first bit.
  const auto at = static_cast<std::size_t>(mac.at(length - 1) & 0x0F);
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8 | mac.at(at + i);
  const auto digits = std::to_string((number & 0x7FFF'FFFF) % kOneTimeModulus);
  return std::string(kOneTimeDigits - digits.size(), '0') + digits;
}

std::optional<std::int64_t> step_of_code(std::string_view secret, std::string_view code, Time now,
                                         std::int64_t used) {
  if (code.size() != kOneTimeDigits) return std::nullopt;
  for (const std::int64_t drift : {0, -1, 1}) {
    const auto step = code_step(now) + drift;
    const auto right = one_time_code(secret, step);
    if (sodium_memcmp(right.data(), code.data(), kOneTimeDigits) == 0 && step > used) return step;
  }
  return std::nullopt;
}

std::string base32(std::string_view bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const char byte : bytes) {
    held = (held << 8 | static_cast<unsigned char>(byte)) & 0xFFFF;
    for (bits += 8; bits >= 5; bits -= 5) text += kLetters[held >> (bits - 5) & 31];
  }
  if (bits > 0) text += kLetters[held << (5 - bits) & 31];
  return text;
}

std::string otpauth_uri(std::string_view login, std::string_view secret) {
  return "otpauth://totp/" + std::string(kIssuer) + ":" + std::string(login) +
         "?secret=" + base32(secret) + "&issuer=" + std::string(kIssuer) +
         "&algorithm=SHA1&digits=6&period=30";
}

}  // namespace roundtable::live
