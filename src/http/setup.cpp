// The first administrator of an empty installation (docs/decisions/0013).
#include "http/call.hpp"
#include "http/route_table.hpp"
#include "http/session_cookie.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;

/// Of the node that everything else will hang below, where the person names no other.
constexpr const char* kRootGrid = "root";

/// The root that the body describes; nothing where it describes none.
std::optional<domain::GridNode> root_of(const json& body) {
  const auto found = body.find("grid");
  if (found == body.end() || !found->is_object()) return std::nullopt;
  const auto level = domain::grid_level_from(text_member(*found, "level"));
  auto name = text_member(*found, "name");
  auto code = text_member(*found, "code");
  if (code.empty()) code = kRootGrid;
  if (!level || !is_id(code)) return std::nullopt;
  if (!is_name(name)) return std::nullopt;
  return domain::GridNode{GridId(code), std::move(name), *level, std::nullopt, ""};
}

/// In a small place the first administrator holds the meetings too, where she said so. Granting
/// twice changes nothing, so a request that comes again completes it.
Answer set_up_answer(const Call& call, const std::string& account, const live::SignedIn& session) {
  if (call.body.value("facilitates", json(false)) == true) {
    const auto root = call.services.registry.grids()->root()->id.str();
    call.services.directory.grant({account, std::string(to_string(live::Role::facilitator)), root});
  }
  auto response = json_response(200, {{"kind", "staff"}});
  add_cookies(call.http, session, response);
  return response;
}

}  // namespace

// The same request may come again, its answer being lost: the account is then there, and whoever
// knows its password is signed in.
Answer set_up(const Call& call) {
  const auto& services = call.services;
  auto& identity = services.identity;
  const auto code = text_member(call.body, "code");
  const auto login = text_member(call.body, "login");
  const auto password = text_member(call.body, "password");
  const auto name = text_member(call.body, "name");
  const auto id = live::request_name("setup", "", call.key).substr(0, kAccountIdLength);

  if (services.directory.account(id)) {
    const auto again = identity.sign_in(login, password, call.caller(), call.key);
    if (const auto* session = std::get_if<live::SignedIn>(&again)) {
      return set_up_answer(call, id, *session);
    }
  }
  if (const auto why = identity.setup_problem(code, call.caller())) return problem(*why);
  if (const auto why = live::Identity::account_problem(login, password)) return problem(*why);
  if (!is_name(name)) return problem("account.name");

  if (services.registry.grids()->root() == nullptr) {
    const auto root = root_of(call.body);
    if (!root) return problem("setup.grid");
    const auto written = services.registry.import_grids(ActorId(id), CommandId(call.key), {*root});
    if (written != live::Written::done) return written_answer(written);
  }
  const auto answer =
      identity.first_administrator(live::Identity::make_account(id, login, password), name,
                                   services.registry.grids()->root()->id.str(), code, call.key);
  if (const auto* why = std::get_if<live::NotSignedIn>(&answer)) return problem(why->code);
  return set_up_answer(call, id, std::get<live::SignedIn>(answer));
}

}  // namespace roundtable::http
