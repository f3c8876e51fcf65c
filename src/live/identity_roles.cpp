// Identity's part of roles: which an account holds now, and for whom a session acts.
#include <algorithm>
#include <map>

#include "live/identity.hpp"

namespace roundtable::live {

Time helper_end(Time now, std::int64_t days) {
  return start_of_day(date_from_days(days_from_epoch(shanghai_date(now)) + days + 1));
}

Time Identity::helper_ends_at() const {
  return helper_end(clock_.now(), helper_days_);
}

bool Identity::has_ended(const std::string& account) const {
  const auto now = clock_.now();
  const auto over = [&](const std::optional<Time>& at) { return at && *at <= now; };
  const auto roles = directory_.roles(account);
  return !roles.empty() && std::all_of(roles.begin(), roles.end(), [&](const auto& role) {
    if (over(role.ends_at)) return true;
    const auto organisation = directory_.organisation(role.organisation);
    return organisation && over(organisation->ends_at);
  });
}

// A role ends with its term, and with the organisation that it is held for.
Identity::HeldRoles Identity::held_roles(const std::string& account) const {
  const auto now = clock_.now();
  const auto ended = [&](const std::optional<Time>& at) { return at && *at <= now; };
  HeldRoles held;
  for (const auto& grant : directory_.roles(account)) {
    const auto role = role_from(grant.role);
    if (!role || ended(grant.ends_at)) continue;
    std::optional<OrganisationKind> kind;
    if (!grant.organisation.empty()) {
      const auto organisation = directory_.organisation(grant.organisation);
      if (!organisation || ended(organisation->ends_at)) continue;
      kind = organisation_kind_from(organisation->kind);
      if (!kind || !may_hold(*kind, *role)) continue;
    }
    held[grant.organisation].push_back({*role, GridId(grant.grid), kind});
  }
  return held;
}

void Identity::add_roles(Subject& subject, const std::string& acting_for) const {
  auto held = held_roles(subject.actor.str());
  for (const auto& [organisation, roles] : held) {
    if (!organisation.empty()) subject.organisations.push_back(organisation);
  }
  const bool one = subject.organisations.size() == 1;
  const bool chosen = !acting_for.empty() && held.contains(acting_for);
  if (one || chosen) subject.acting_for = one ? subject.organisations.front() : acting_for;
  subject.roles = held[""];
  if (subject.acting_for.empty()) return;
  const auto& acting = held[subject.acting_for];
  subject.roles.insert(subject.roles.end(), acting.begin(), acting.end());
}

Subject Identity::whatever_she_acts_for(const std::string& account) const {
  Subject subject;
  const auto known = directory_.account(account);
  if (!known || known->password_hash.empty()) return subject;
  subject.kind = SubjectKind::staff;
  subject.actor = ActorId(account);
  for (const auto& [organisation, roles] : held_roles(account)) {
    subject.roles.insert(subject.roles.end(), roles.begin(), roles.end());
  }
  return subject;
}

}  // namespace roundtable::live
