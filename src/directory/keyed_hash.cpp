#include "directory/keyed_hash.hpp"

#include <sodium.h>

#include <array>

#include "base/env.hpp"

namespace roundtable::directory {

std::string keyed_hash(std::string_view key, std::string_view text) {
  const auto bytes = [](std::string_view of) {
    return reinterpret_cast<const unsigned char*>(of.data());
  };
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes(key), key.size());
  crypto_auth_hmacsha256_update(&state, bytes(text), text.size());
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> out{};
  crypto_auth_hmacsha256_final(&state, out.data());
  return to_hex(out);
}

}  // namespace roundtable::directory
