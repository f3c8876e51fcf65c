// What the authenticator app of an account shows, for tests: it knows the secret that was begun.
#pragma once

#include <string>

#include "directory/directory.hpp"
#include "live/one_time_codes.hpp"

namespace roundtable::live::test {

inline std::string bytes_of_secret(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

inline std::string app_code(directory::Directory& directory, const std::string& account, Time now) {
  return one_time_code(bytes_of_secret(directory.second_factor(account).value().secret),
                       code_step(now));
}

}  // namespace roundtable::live::test
