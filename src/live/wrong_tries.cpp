#include "live/wrong_tries.hpp"

#include <algorithm>

namespace roundtable::live {

// By login and address together, and more generously by each: neither many addresses nor many
// logins give more tries, and a stranger's mistakes keep few others out.
std::vector<WrongTries::Counted> WrongTries::of_password(const Caller& caller,
                                                         const std::string& login) {
  std::vector<Counted> all = {{passwords_of_pair_, caller.address + " " + login},
                              {passwords_of_address_, caller.address},
                              {passwords_of_login_, login}};
  if (!caller.site.empty()) all.push_back({passwords_of_site_, caller.site});
  return all;
}

std::vector<WrongTries::Counted> WrongTries::of_code(const Caller& caller) {
  std::vector<Counted> all = {{codes_of_address_, caller.address}, {codes_of_all_, ""}};
  if (!caller.site.empty()) all.push_back({codes_of_site_, caller.site});
  return all;
}

bool WrongTries::have_one(const std::vector<Counted>& all, Time now) {
  return std::all_of(all.begin(), all.end(),
                     [&](const Counted& one) { return one.table.has_one(one.key, now); });
}

void WrongTries::take(const std::vector<Counted>& all, Time now) {
  for (const auto& one : all) one.table.take(one.key, now);
}

bool WrongTries::may_sign_in(const Caller& caller, const std::string& login,
                             const std::string& holder, Time now) {
  return (!holder.empty() && passwords_of_devices_.has_one(holder, now)) ||
         have_one(of_password(caller, login), now);
}

void WrongTries::wrong_password(const Caller& caller, const std::string& login,
                                const std::string& holder, Time now) {
  if (!holder.empty() && passwords_of_devices_.take(holder, now)) return;
  take(of_password(caller, login), now);
}

bool WrongTries::may_type_code(const Caller& caller, const std::string& holder, Time now) {
  return (!holder.empty() && codes_of_devices_.has_one(holder, now)) ||
         have_one(of_code(caller), now);
}

void WrongTries::wrong_code(const Caller& caller, const std::string& holder, Time now) {
  if (!holder.empty() && codes_of_devices_.take(holder, now)) return;
  take(of_code(caller), now);
}

bool WrongTries::may_observe(const Caller& caller, Time now) {
  const bool of_site = caller.site.empty() || observers_of_site_.has_one(caller.site, now);
  if (!of_site || !observers_of_address_.take(caller.address, now)) return false;
  return caller.site.empty() || observers_of_site_.take(caller.site, now);
}

}  // namespace roundtable::live
