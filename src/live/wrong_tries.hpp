// How often somebody may be wrong about a password or a short code: counted by the line and the
// site that tries come from, by what is tried at, and all together - and apart from all of these by
// whose device it is, so that what strangers do uses up nobody's own tries. Safe from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "live/rate.hpp"

namespace roundtable::live {

/// Who tries, as limits count it.
struct Caller {
  std::string address;      // what counts as one line (net: line_of)
  std::string site = "";    // what has many lines (net: site_of); "" where there is no such thing
  std::string device = "";  // the mark that its cookie holds (live/known_devices.hpp)
};

/// A hall shares one address, and only what failed counts: 300 phones behind it join within a
/// minute. A link's token cannot be guessed, so it is never held back: whoever tries codes in a
/// hall locks nobody's link. Sign-ins are counted apart from codes. A site (the first 48 bits of an
/// IPv6 address) has 65,536 lines, and gets four times what one gets.
inline constexpr Rate kWrongCodesOfAnAddress{20, 3 * kMicrosPerSecond};
inline constexpr Rate kWrongCodesOfASite{80, 3 * kMicrosPerSecond / 4};
inline constexpr Rate kWrongCodesOfAll{600, kMicrosPerSecond};
inline constexpr Rate kWrongPasswordsOfAPair{10, 6 * kMicrosPerSecond};  // one login, one address
inline constexpr Rate kWrongPasswordsOfAnAddress{60, 2 * kMicrosPerSecond};
inline constexpr Rate kWrongPasswordsOfASite{240, kMicrosPerSecond / 2};
inline constexpr Rate kWrongPasswordsOfALogin{60, 20 * kMicrosPerSecond};
/// Of all devices of one holder together.
inline constexpr Rate kWrongTriesOfDevices{10, 6 * kMicrosPerSecond};
/// 300 phones behind one address begin to observe within a minute, twice over.
inline constexpr Rate kObserversOfAnAddress{600, kMicrosPerSecond};
inline constexpr Rate kObserversOfASite{2'400, kMicrosPerSecond / 4};
inline constexpr std::size_t kKeysRememberedMax = 20'000;

class WrongTries {
 public:
  /// `holder`: whose device it is, as far as that says something here; "" for an unknown one. What
  /// a known device has left is used first.
  bool may_sign_in(const Caller& caller, const std::string& login, const std::string& holder,
                   Time now);
  void wrong_password(const Caller& caller, const std::string& login, const std::string& holder,
                      Time now);
  bool may_type_code(const Caller& caller, const std::string& holder, Time now);
  void wrong_code(const Caller& caller, const std::string& holder, Time now);
  /// Takes one, wrong or not: nothing is guessed, but each makes a session.
  bool may_observe(const Caller& caller, Time now);

 private:
  struct Counted {
    PaceTable& table;
    std::string key;
  };
  std::vector<Counted> of_password(const Caller& caller, const std::string& login);
  std::vector<Counted> of_code(const Caller& caller);
  static bool have_one(const std::vector<Counted>& all, Time now);
  static void take(const std::vector<Counted>& all, Time now);

  PaceTable codes_of_address_{kWrongCodesOfAnAddress, kKeysRememberedMax};
  PaceTable codes_of_site_{kWrongCodesOfASite, kKeysRememberedMax};
  PaceTable codes_of_all_{kWrongCodesOfAll, 1};
  PaceTable codes_of_devices_{kWrongTriesOfDevices, kKeysRememberedMax};
  PaceTable passwords_of_pair_{kWrongPasswordsOfAPair, kKeysRememberedMax};
  PaceTable passwords_of_address_{kWrongPasswordsOfAnAddress, kKeysRememberedMax};
  PaceTable passwords_of_site_{kWrongPasswordsOfASite, kKeysRememberedMax};
  PaceTable passwords_of_login_{kWrongPasswordsOfALogin, kKeysRememberedMax};
  PaceTable passwords_of_devices_{kWrongTriesOfDevices, kKeysRememberedMax};
  PaceTable observers_of_address_{kObserversOfAnAddress, kKeysRememberedMax};
  PaceTable observers_of_site_{kObserversOfASite, kKeysRememberedMax};
};

}  // namespace roundtable::live
