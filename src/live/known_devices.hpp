// Marks of devices that somebody has signed in on: a cookie which says of whom, and which nobody
// but this installation can make. Whoever guesses at an account from elsewhere, however often,
// cannot keep its holder out where she has been in before: her devices have tries of their own.
#pragma once

#include <string>
#include <string_view>

#include "base/env.hpp"
#include "directory/directory.hpp"

namespace roundtable::live {

class KnownDevices {
 public:
  KnownDevices(directory::Directory& directory, Randomness& randomness)
      : directory_(directory), randomness_(randomness) {}

  /// "staff-ID.MAC". All devices of one holder have the same: signing in again makes no more tries.
  std::string mark(std::string_view holder);
  /// Whose it is; "" for what is none of ours.
  std::string holder(std::string_view mark);

 private:
  directory::Directory& directory_;
  Randomness& randomness_;
};

/// Holders: an account, a household.
std::string staff_holder(std::string_view account);
std::string household_holder(std::string_view head);

}  // namespace roundtable::live
