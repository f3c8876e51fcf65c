// Who keeps an account: what the files about accounts ask in the same way.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "http/call.hpp"

namespace roundtable::http {

/// Every role of the account lies below a grid where the asker keeps accounts; one without any
/// role is kept by whoever keeps those of the root.
bool keeps(const Call& call, const std::vector<directory::RoleGrant>& roles);
/// The asker is shown that there is such an account: her own, one that she keeps, and one with a
/// role where she keeps accounts.
bool is_listed(const Call& call, const std::string& account,
               const std::vector<directory::RoleGrant>& roles);

}  // namespace roundtable::http
