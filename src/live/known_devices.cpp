#include "live/known_devices.hpp"

#include <sodium.h>

#include "directory/keyed_hash.hpp"

namespace roundtable::live {
namespace {

constexpr std::string_view kKeySetting = "device_key";

std::string mac_of(std::string_view key, std::string_view holder) {
  return directory::keyed_hash(key, "device\n" + std::string(holder));
}

}  // namespace

std::string KnownDevices::mark(std::string_view holder) {
  auto key = directory_.setting(kKeySetting);
  if (!key) {
    directory_.put_setting(kKeySetting, random_token(randomness_));
    key = directory_.setting(kKeySetting);
  }
  return std::string(holder) + "." + mac_of(key.value(), holder);
}

std::string KnownDevices::holder(std::string_view mark) {
  const auto dot = mark.rfind('.');
  if (dot == std::string_view::npos) return "";
  const auto key = directory_.setting(kKeySetting);
  if (!key) return "";
  const auto holder = mark.substr(0, dot);
  const auto given = mark.substr(dot + 1);
  const auto mac = mac_of(*key, holder);
  const bool ours =
      given.size() == mac.size() && sodium_memcmp(given.data(), mac.data(), mac.size()) == 0;
  return ours ? std::string(holder) : "";
}

std::string staff_holder(std::string_view account) {
  return "staff-" + std::string(account);
}

std::string household_holder(std::string_view head) {
  return "household-" + std::string(head);
}

}  // namespace roundtable::live
