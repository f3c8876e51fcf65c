// Identity's part of computers that others use too: whoever goes away leaves nobody her rights.
#include <algorithm>

#include "live/identity.hpp"

namespace roundtable::live {
namespace {

constexpr std::int64_t kMicrosPerMinute = 60 * kMicrosPerSecond;

}  // namespace

std::optional<Time> Identity::locks_at(const directory::Session& session) const {
  if (!session.shared) return std::nullopt;
  const auto touched = session.input_at.value_or(session.created_at);
  return touched + lock_minutes_ * kMicrosPerMinute;
}

std::optional<std::int64_t> Identity::locks_in(const std::string& session) const {
  const auto found = directory_.session(session);
  const auto at = found ? locks_at(*found) : std::nullopt;
  if (!at) return std::nullopt;
  // A second that has begun counts whole: what is not 0 is not locked.
  const auto left = at->micros - clock_.now().micros + kMicrosPerSecond - 1;
  return std::max<std::int64_t>(0, left / kMicrosPerSecond);
}

void Identity::note_input(const std::string& session) {
  if (locks_in(session).value_or(0) > 0) directory_.note_input(session, clock_.now());
}

// As if it had been left alone since the beginning.
void Identity::lock(const std::string& session) {
  if (locks_in(session)) directory_.note_input(session, Time{});
}

std::optional<std::string> Identity::unlock(const Subject& subject, std::string_view password,
                                            const Caller& caller) {
  const auto account = directory_.account(subject.actor.str());
  if (!account) return "sign_in.wrong";
  const auto known = check_password(account->login, password, caller);
  if (const auto* refused = std::get_if<NotSignedIn>(&known)) return refused->code;
  directory_.note_input(subject.session, clock_.now());
  return std::nullopt;
}

}  // namespace roundtable::live
