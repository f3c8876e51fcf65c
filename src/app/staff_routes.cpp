// Staff accounts: who keeps them, their roles on grids, passwords and sessions. An account is kept
// by whoever is administrator above every role it holds, so that no administrator of a street takes
// over the account of one of the city.
#include <algorithm>

#include "app/desk_routes.hpp"
#include "app/session_cookie.hpp"

namespace roundtable::app {
namespace {

using live::DeskAct;
using nlohmann::json;

constexpr std::size_t kRolesPerRequestMax = 20;

/// Every role of the account lies below a grid where the asker keeps accounts; one without any
/// role is kept by whoever keeps those of the root.
bool keeps(const DeskRequest& request, const std::vector<log::RoleGrant>& roles) {
  if (roles.empty()) {
    const auto grids = request.services.registry.grids();
    return grids->root() != nullptr && request.may(DeskAct::keep_accounts, grids->root()->id);
  }
  return std::all_of(roles.begin(), roles.end(), [&](const log::RoleGrant& role) {
    return request.may(DeskAct::keep_accounts, GridId(role.grid));
  });
}

bool keeps_some(const DeskRequest& request) {
  return std::any_of(
      request.subject.roles.begin(), request.subject.roles.end(),
      [&](const live::RoleOnGrid& held) { return request.may(DeskAct::keep_accounts, held.grid); });
}

/// Nobody else could keep the accounts of the root: they would be out of everybody's reach.
bool is_last_administrator(const DeskRequest& request, const std::string& account) {
  auto& directory = request.services.directory;
  const auto* root = request.services.registry.grids()->root();
  if (root == nullptr) return false;
  const auto administers = [&](const std::string& id) {
    const auto roles = directory.roles(id);
    return std::any_of(roles.begin(), roles.end(), [&](const log::RoleGrant& role) {
      return role.role == "administrator" && role.grid == root->id.str();
    });
  };
  const auto accounts = directory.accounts();
  return administers(account) &&
         std::none_of(accounts.begin(), accounts.end(), [&](const log::Account& other) {
           return other.id != account && !other.password_hash.empty() && administers(other.id);
         });
}

json role_json(const DeskRequest& request, const log::RoleGrant& role) {
  const auto grids = request.services.registry.grids();
  const auto* node = grids->find(GridId(role.grid));
  json out = {{"role", role.role}, {"grid", role.grid}};
  if (node != nullptr) out["grid_name"] = node->name;
  if (request.may(DeskAct::keep_accounts, GridId(role.grid))) out["mine"] = true;
  return out;
}

json account_json(const DeskRequest& request, const log::Account& account,
                  const std::vector<log::RoleGrant>& roles) {
  auto& services = request.services;
  const bool kept = keeps(request, roles);
  const bool own = account.id == request.subject.actor.str();
  json out = {{"id", account.id},
              {"login", account.login},
              {"name", services.directory.label(account.id).value_or("")},
              {"state", account.password_hash.empty() ? "closed" : "open"},
              {"kept", kept},
              {"own", own},
              {"roles", json::array()}};
  for (const auto& role : roles) out["roles"].push_back(role_json(request, role));
  if (kept || own) {
    out["sessions"] = json::array();
    for (const auto& session : open_sessions(services, account.id)) {
      out["sessions"].push_back(session_json(session));
      if (session.token_sha256 == request.subject.session) out["sessions"].back()["this"] = true;
    }
  }
  return out;
}

/// The own account always; of others those with a role where the asker keeps accounts.
net::HttpResponse list(const DeskRequest& request) {
  json accounts = json::array();
  for (const auto& account : request.services.directory.accounts()) {
    const auto roles = request.services.directory.roles(account.id);
    const bool mine = std::any_of(roles.begin(), roles.end(), [&](const log::RoleGrant& role) {
      return request.may(DeskAct::keep_accounts, GridId(role.grid));
    });
    const bool own = account.id == request.subject.actor.str();
    if (mine || own || (roles.empty() && keeps(request, roles))) {
      accounts.push_back(account_json(request, account, roles));
    }
  }
  return json_response(200, {{"keeps", keeps_some(request)}, {"accounts", std::move(accounts)}});
}

/// The roles in that member of the body; nothing where it is none, or names what is not there.
std::optional<std::vector<log::RoleGrant>> read_roles(const DeskRequest& request,
                                                      const std::string& account,
                                                      const char* member) {
  std::vector<log::RoleGrant> roles;
  const auto found = request.body.find(member);
  if (found == request.body.end()) return roles;
  if (!found->is_array() || found->size() > kRolesPerRequestMax) return std::nullopt;
  const auto grids = request.services.registry.grids();
  for (const auto& one : *found) {
    if (!one.is_object()) return std::nullopt;
    log::RoleGrant role{account, text_member(one, "role"), text_member(one, "grid")};
    if (!live::role_from(role.role) || grids->find(GridId(role.grid)) == nullptr) {
      return std::nullopt;
    }
    roles.push_back(std::move(role));
  }
  return roles;
}

bool keeps_each(const DeskRequest& request, const std::vector<log::RoleGrant>& roles) {
  return roles.empty() || keeps(request, roles);
}

// The id comes from the request, so that it makes one account however often it comes; the password
// is shown in the answer alone, and a repeated request is given another.
net::HttpResponse add(const DeskRequest& request) {
  auto& services = request.services;
  if (!keeps_some(request)) return request.refused(403, "permission.denied");
  const auto id = request.name().substr(0, kAccountIdLength);
  const auto login = text_member(request.body, "login");
  const auto name = text_member(request.body, "name");
  const auto roles = read_roles(request, id, "roles");
  if (!roles || roles->empty()) return request.refused(400, "account.roles");
  if (!keeps(request, *roles)) return request.refused(403, "permission.denied");
  if (domain::text_problem("name", name, kNameBytesMax)) {
    return request.refused(400, "account.name");
  }
  const auto password = services.identity.random_password();
  if (const auto why = live::Identity::account_problem(login, password)) {
    return request.refused(400, *why);
  }
  const auto account = live::Identity::make_account(id, login, password);
  if (const auto known = services.directory.account(id)) {
    if (known->login != account.login) return request.refused(409, "command.id_reused");
    services.directory.set_password(id, account.password_hash);
  } else if (!services.directory.add_account(account)) {
    return request.refused(409, "account.login_taken");
  }
  services.directory.put_labels({{id, "account", name}});
  for (const auto& role : *roles) services.directory.grant(role);
  return json_response(200, {{"id", id}, {"login", account.login}, {"password", password}});
}

net::HttpResponse change_roles(const DeskRequest& request, const log::Account& account) {
  const auto given = read_roles(request, account.id, "grant");
  const auto taken = read_roles(request, account.id, "withdraw");
  if (!given || !taken || (given->empty() && taken->empty())) {
    return request.refused(400, "account.roles");
  }
  if (!keeps_each(request, *given) || !keeps_each(request, *taken)) {
    return request.refused(403, "permission.denied");
  }
  const auto* root = request.services.registry.grids()->root();
  const bool from_root = std::any_of(taken->begin(), taken->end(), [&](const auto& role) {
    return role.role == "administrator" && GridId(role.grid) == root->id;
  });
  return request.once([&] {
    if (from_root && is_last_administrator(request, account.id)) {
      return request.refused(409, "account.last_administrator");
    }
    for (const auto& role : *given) request.services.directory.grant(role);
    for (const auto& role : *taken) request.services.directory.withdraw(role);
    return json_response(200, json::object());
  });
}

void end_sessions(const RouteServices& services, const std::string& account) {
  for (const auto& session : open_sessions(services, account)) {
    services.hub.close_session(session.token_sha256);
  }
}

net::HttpResponse give_password(const DeskRequest& request, const log::Account& account) {
  auto& services = request.services;
  const auto password = services.identity.random_password();
  end_sessions(services, account.id);
  if (services.identity.set_password(account.id, password)) {
    return request.refused(400, "account.password");
  }
  return json_response(200, {{"login", account.login}, {"password", password}});
}

net::HttpResponse close_account(const DeskRequest& request, const log::Account& account) {
  return request.once([&] {
    if (is_last_administrator(request, account.id)) {
      return request.refused(409, "account.last_administrator");
    }
    end_sessions(request.services, account.id);
    request.services.directory.set_password(account.id, "");
    return json_response(200, json::object());
  });
}

// Every session of the account ends with its password; this device comes back with a new one.
net::HttpResponse change_own_password(const DeskRequest& request) {
  auto& services = request.services;
  const auto account = services.directory.account(request.subject.actor.str());
  if (!account) return request.refused(404, "account.unknown");
  const auto old_password = text_member(request.body, "old");
  const auto new_password = text_member(request.body, "new");
  const auto address = net::line_of(request.http.remote);
  if (const auto why = live::Identity::account_problem(account->login, new_password)) {
    return request.refused(400, *why);
  }
  const auto known = services.identity.sign_in(account->login, old_password, address, request.key);
  if (const auto* refused = std::get_if<live::NotSignedIn>(&known)) {
    return request.refused(refused->code == "limit.sign_in" ? 429 : 401, refused->code);
  }
  end_sessions(services, account->id);
  if (services.identity.set_password(account->id, new_password)) {
    return request.refused(400, "account.password");
  }
  const auto again = services.identity.sign_in(account->login, new_password, address, request.key);
  const auto* session = std::get_if<live::SignedIn>(&again);
  if (session == nullptr) return request.refused(401, "sign_in.wrong");
  auto response = json_response(200, json::object());
  response.headers.emplace_back("set-cookie", session_cookie(request.http, *session));
  return response;
}

}  // namespace

net::HttpResponse answer_accounts(const DeskRequest& request) {
  const auto& path = request.path;
  const bool writes = request.http.method == "POST";
  if (path[0] == "me") return writes ? change_own_password(request) : problem(405, "http.method");
  if (path.size() == 1) return writes ? add(request) : list(request);
  if (!writes || path.size() != 3) return problem(404, "http.not_found");
  const auto account = request.services.directory.account(path[1]);
  if (!account) return request.refused(404, "account.unknown");
  const bool kept = keeps(request, request.services.directory.roles(account->id));
  if (path[2] == "revoke") {
    const bool own = account->id == request.subject.actor.str();
    if (!kept && !own) return request.refused(403, "permission.denied");
    return revoke_named_session(request, account->id);
  }
  if (path[2] == "roles") return change_roles(request, *account);
  if (!kept) return request.refused(403, "permission.denied");
  if (path[2] == "password") return give_password(request, *account);
  if (path[2] == "close") return close_account(request, *account);
  return problem(404, "http.not_found");
}

}  // namespace roundtable::app
