// Staff accounts: who keeps them, their roles on grids, passwords and sessions. An account is kept
// by whoever is administrator above every role it holds, so that no administrator of a street takes
// over the account of one of the city.
#include "http/accounts.hpp"

#include <algorithm>

#include "http/device_sessions.hpp"
#include "http/open_matters.hpp"
#include "http/organisation_json.hpp"
#include "http/route_table.hpp"
#include "http/session_cookie.hpp"

namespace roundtable::http {
namespace {

using live::DeskAct;
using nlohmann::json;

constexpr std::size_t kRolesPerRequestMax = 20;

bool keeps_some(const Call& call) {
  return std::any_of(
      call.subject().roles.begin(), call.subject().roles.end(),
      [&](const live::RoleOnGrid& held) { return call.may(DeskAct::keep_accounts, held.grid); });
}

/// Without an administrator of the root the accounts would be out of everybody's reach.
std::optional<directory::NeededRole> needed_role(const Call& call) {
  const auto grids = call.services.registry.grids();
  if (grids->root() == nullptr) return std::nullopt;
  return directory::NeededRole{std::string(to_string(live::Role::administrator)),
                               grids->root()->id.str()};
}

json role_json(const Call& call, const directory::RoleGrant& role) {
  const auto grids = call.services.registry.grids();
  const auto* node = grids->find(GridId(role.grid));
  json out = {{"role", role.role}, {"grid", role.grid}};
  if (node != nullptr) out["grid_name"] = node->name;
  if (const auto organisation = call.services.directory.organisation(role.organisation)) {
    out["organisation"] = organisation->id;
    out["organisation_name"] = organisation->name;
  }
  if (role.ends_at) out["ends_on"] = last_day_of(*role.ends_at);
  if (call.may(DeskAct::keep_accounts, GridId(role.grid))) out["mine"] = true;
  return out;
}

json account_json(const Call& call, const directory::Account& account,
                  const std::vector<directory::RoleGrant>& roles) {
  auto& services = call.services;
  const bool kept = keeps(call, roles);
  const bool own = account.id == call.subject().actor.str();
  json out = {{"id", account.id},
              {"login", account.login},
              {"name", services.directory.label(account.id).value_or("")},
              {"state", account.password_hash.empty() ? "closed" : "open"},
              {"kept", kept},
              {"own", own},
              {"ended", services.identity.has_ended(account.id)},
              {"second_factor", (kept || own) && services.identity.has_second_factor(account.id)},
              {"roles", json::array()}};
  for (const auto& role : roles) out["roles"].push_back(role_json(call, role));
  if (kept || own) {
    out["sessions"] = json::array();
    for (const auto& session : open_sessions(services, account.id)) {
      out["sessions"].push_back(session_json(session));
      if (session.token_sha256 == call.subject().session) out["sessions"].back()["this"] = true;
    }
  }
  return out;
}

/// A role is held for an organisation of its grid, or of one above, that can give it.
bool is_theirs_to_give(const Call& call, const directory::RoleGrant& role, live::Role known) {
  if (role.organisation.empty()) return true;
  const auto organisation = call.services.directory.organisation(role.organisation);
  if (!organisation) return false;
  const auto kind = live::organisation_kind_from(organisation->kind);
  const auto grids = call.services.registry.grids();
  return kind && live::may_hold(*kind, known) &&
         grids->is_within(GridId(role.grid), GridId(organisation->grid));
}

/// Given again, a helper's term never ends earlier than it would have.
std::optional<Time> later_end(const Services& services, const directory::RoleGrant& helper) {
  std::optional<Time> end = services.identity.helper_ends_at();
  for (const auto& held : services.directory.roles(helper.account)) {
    const bool same = held.role == helper.role && held.grid == helper.grid &&
                      held.organisation == helper.organisation;
    if (same && held.ends_at) end = std::max(end, held.ends_at);
  }
  return end;
}

/// The roles in that member of the body; nothing where it is none, or names what is not there.
std::optional<std::vector<directory::RoleGrant>> read_roles(const Call& call,
                                                            const std::string& account,
                                                            const char* member) {
  std::vector<directory::RoleGrant> roles;
  const auto found = call.body.find(member);
  if (found == call.body.end()) return roles;
  if (!found->is_array() || found->size() > kRolesPerRequestMax) return std::nullopt;
  const auto grids = call.services.registry.grids();
  for (const auto& one : *found) {
    if (!one.is_object()) return std::nullopt;
    directory::RoleGrant role{account, text_member(one, "role"), text_member(one, "grid")};
    const auto known = live::role_from(role.role);
    if (!known || grids->find(GridId(role.grid)) == nullptr) return std::nullopt;
    role.organisation = text_member(one, "organisation");
    if (!read_last_day(one, role.ends_at)) return std::nullopt;
    // One that was given by mistake can be taken away.
    const bool taken = std::string_view(member) == "withdraw";
    if (!taken && known == live::Role::helper && !role.ends_at) {
      role.ends_at = later_end(call.services, role);
    }
    if (!taken && !is_theirs_to_give(call, role, *known)) return std::nullopt;
    roles.push_back(std::move(role));
  }
  return roles;
}

bool keeps_each(const Call& call, const std::vector<directory::RoleGrant>& roles) {
  return roles.empty() || keeps(call, roles);
}

/// One's own password and second factor are changed by whoever knows the password: a session that
/// was left open is not enough.
bool is_own(const Call& call, const directory::Account& account) {
  return account.id == call.subject().actor.str();
}

void end_sessions(const Services& services, const std::string& account) {
  for (const auto& session : open_sessions(services, account)) {
    services.hub.close_session(session.token_sha256);
  }
}

}  // namespace

bool keeps(const Call& call, const std::vector<directory::RoleGrant>& roles) {
  if (roles.empty()) {
    const auto grids = call.services.registry.grids();
    return grids->root() != nullptr && call.may(DeskAct::keep_accounts, grids->root()->id);
  }
  return std::all_of(roles.begin(), roles.end(), [&](const directory::RoleGrant& role) {
    return call.may(DeskAct::keep_accounts, GridId(role.grid));
  });
}

bool is_listed(const Call& call, const std::string& account,
               const std::vector<directory::RoleGrant>& roles) {
  if (account == call.subject().actor.str()) return true;
  if (roles.empty()) return keeps(call, roles);
  return std::any_of(roles.begin(), roles.end(), [&](const directory::RoleGrant& role) {
    return call.may(DeskAct::keep_accounts, GridId(role.grid));
  });
}

// The own account always; of others those with a role where the asker keeps accounts.
Answer list_accounts(const Call& call) {
  json accounts = json::array();
  for (const auto& account : call.services.directory.accounts()) {
    const auto roles = call.services.directory.roles(account.id);
    if (is_listed(call, account.id, roles)) accounts.push_back(account_json(call, account, roles));
  }
  return json_response(200, {{"keeps", keeps_some(call)}, {"accounts", std::move(accounts)}});
}

// The id comes from the request, so that it makes one account however often it comes; the password
// is shown in the answer alone, and a repeated request is given another.
Answer open_account(const Call& call) {
  auto& services = call.services;
  if (!keeps_some(call)) return problem("permission.denied");
  const auto id = call.name().substr(0, kAccountIdLength);
  const auto login = text_member(call.body, "login");
  const auto name = text_member(call.body, "name");
  const auto roles = read_roles(call, id, "roles");
  if (!roles || roles->empty()) return problem("account.roles");
  if (!keeps(call, *roles)) return problem("permission.denied");
  if (!is_name(name)) {
    return problem("account.name");
  }
  const auto password = services.identity.random_password();
  if (const auto why = live::Identity::account_problem(login, password)) {
    return problem(*why);
  }
  const auto account = live::Identity::make_account(id, login, password);
  if (const auto known = services.directory.account(id)) {
    if (known->login != account.login) return problem("command.id_reused");
    // It may have been given more since, by whoever keeps that.
    if (!keeps_each(call, services.directory.roles(id))) return problem("permission.denied");
    services.directory.set_password(id, account.password_hash);
  } else if (!services.directory.add_account(account)) {
    return problem("account.login_taken");
  }
  services.directory.put_labels({{id, "account", name}});
  for (const auto& role : *roles) services.directory.grant(role);
  return json_response(200, {{"id", id}, {"login", account.login}, {"password", password}});
}

Answer change_account_roles(const Call& call) {
  const auto account = call.services.directory.account(call.ids.front());
  if (!account) return problem("account.unknown");
  const auto given = read_roles(call, account->id, "grant");
  const auto taken = read_roles(call, account->id, "withdraw");
  if (!given || !taken || (given->empty() && taken->empty())) {
    return problem("account.roles");
  }
  if (!keeps_each(call, *given) || !keeps_each(call, *taken)) {
    return problem("permission.denied");
  }
  return call.once([&] {
    const bool changed =
        call.services.directory.change_roles(account->id, *given, *taken, needed_role(call));
    if (!changed) return problem("account.last_administrator");
    return json_response(200, json::object());
  });
}

Answer give_account_password(const Call& call) {
  const auto account = call.services.directory.account(call.ids.front());
  if (!account) return problem("account.unknown");
  if (!keeps(call, call.services.directory.roles(account->id))) return problem("permission.denied");
  if (is_own(call, *account)) return problem("permission.denied");
  auto& services = call.services;
  const auto password = services.identity.random_password();
  end_sessions(services, account->id);
  if (services.identity.set_password(account->id, password)) {
    return problem("account.password");
  }
  return json_response(200, {{"login", account->login}, {"password", password}});
}

// What is open with her is given away in the same transaction. She may begin something between the
// two; that is told under her name afterwards, and given away by closing the account again.
Answer close_account(const Call& call) {
  const auto account = call.services.directory.account(call.ids.front());
  if (!account) return problem("account.unknown");
  if (!keeps(call, call.services.directory.roles(account->id))) return problem("permission.denied");
  return call.once([&] {
    const auto open = open_sessions(call.services, account->id);
    auto handed = successors_named(call, account->id);
    if (auto* refused = std::get_if<Answer>(&handed)) return std::move(*refused);
    const auto& charges = std::get<std::vector<directory::Charge>>(handed);
    auto& directory = call.services.directory;
    if (!directory.close_account(account->id, needed_role(call), charges)) {
      // A successor whose account was closed since they were looked at has nothing any more.
      const auto gone = std::count_if(charges.begin(), charges.end(), [&](const auto& charge) {
        const auto with = directory.account(charge.account);
        return !with || with->password_hash.empty();
      });
      if (gone > 0) return problem("account.open_matters", {{"count", gone}});
      return problem("account.last_administrator");
    }
    for (const auto& session : open) call.services.hub.close_session(session.token_sha256);
    return json_response(200, json::object());
  });
}

// For who has lost the app and the recovery codes too.
Answer reset_second_factor(const Call& call) {
  const auto account = call.services.directory.account(call.ids.front());
  if (!account) return problem("account.unknown");
  if (!keeps(call, call.services.directory.roles(account->id))) return problem("permission.denied");
  if (is_own(call, *account)) return problem("permission.denied");
  return call.once([&] {
    call.services.directory.remove_second_factor(account->id);
    return json_response(200, json::object());
  });
}

Answer revoke_account_session(const Call& call) {
  const auto account = call.services.directory.account(call.ids.front());
  if (!account) return problem("account.unknown");
  const bool own = account->id == call.subject().actor.str();
  if (!own && !keeps(call, call.services.directory.roles(account->id))) {
    return problem("permission.denied");
  }
  return revoke_named_session(call, account->id);
}

// Every session of the account ends with its password; this device comes back with a new one.
Answer change_own_password(const Call& call) {
  auto& services = call.services;
  const auto account = services.directory.account(call.subject().actor.str());
  if (!account) return problem("account.unknown");
  const auto old_password = text_member(call.body, "old");
  const auto new_password = text_member(call.body, "new");
  const auto caller = call.caller();
  const live::WithPassword with{
      {}, true, services.identity.locks_in(call.subject().session).has_value()};
  if (const auto why = live::Identity::account_problem(account->login, new_password)) {
    return problem(*why);
  }
  const auto known =
      services.identity.sign_in(account->login, old_password, caller, call.key, with);
  if (const auto* refused = std::get_if<live::NotSignedIn>(&known)) {
    return problem(refused->code);
  }
  end_sessions(services, account->id);
  if (services.identity.set_password(account->id, new_password)) {
    return problem("account.password");
  }
  const auto again =
      services.identity.sign_in(account->login, new_password, caller, call.key, with);
  const auto* session = std::get_if<live::SignedIn>(&again);
  if (session == nullptr) return problem("sign_in.wrong");
  auto response = json_response(200, json::object());
  add_cookies(call.http, *session, response);
  return response;
}

}  // namespace roundtable::http
