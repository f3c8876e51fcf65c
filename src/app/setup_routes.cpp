// The first administrator of an empty installation (docs/decisions/0013).
#include "app/desk_routes.hpp"
#include "app/session_cookie.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::app {
namespace {

using nlohmann::json;

/// Of the node that everything else will hang below, where the person names no other.
constexpr const char* kRootGrid = "root";

net::HttpResponse refused(const RouteServices& services, std::string_view code,
                          json fields = json::object()) {
  services.meters.refusal(code);
  auto status = 400U;
  if (code == "setup.closed") status = 409;
  if (code == "setup.code_wrong") status = 401;
  if (code == "limit.sign_in") status = 429;
  return problem(status, code, std::move(fields));
}

/// The root that the body describes; nothing where it describes none.
std::optional<domain::GridNode> root_of(const json& body) {
  const auto found = body.find("grid");
  if (found == body.end() || !found->is_object()) return std::nullopt;
  const auto level = domain::grid_level_from(text_member(*found, "level"));
  auto name = text_member(*found, "name");
  auto code = text_member(*found, "code");
  if (code.empty()) code = kRootGrid;
  if (!level || !is_id(code)) return std::nullopt;
  if (domain::text_problem("name", name, kNameBytesMax)) return std::nullopt;
  return domain::GridNode{GridId(code), std::move(name), *level, std::nullopt, ""};
}

net::HttpResponse not_written(const RouteServices& services, live::Written written) {
  const bool sure = written == live::Written::unavailable;
  services.meters.refusal(sure ? "log.unavailable" : "log.unknown");
  return problem(503, sure ? "log.unavailable" : "log.unknown");
}

/// In a small place the first administrator holds the meetings too, where she said so. Granting
/// twice changes nothing, so a request that comes again completes it.
net::HttpResponse signed_in(const RouteServices& services, const net::HttpRequest& request,
                            const std::string& account, bool facilitates,
                            const live::SignedIn& session) {
  if (facilitates) {
    const auto root = services.registry.grids()->root()->id.str();
    services.directory.grant({account, std::string(to_string(live::Role::facilitator)), root});
  }
  auto response = json_response(200, {{"kind", "staff"}});
  response.headers.emplace_back("set-cookie", session_cookie(request, session));
  return response;
}

}  // namespace

// The same request may come again, its answer being lost: the account is then there, and whoever
// knows its password is signed in.
net::HttpResponse set_up(const RouteServices& services, const net::HttpRequest& request) {
  const auto body = json_body(request);
  if (!body) return problem(400, "http.body");
  const std::string key(request.header("idempotency-key"));
  if (!is_id(key)) return problem(400, "http.idempotency_key");
  const auto address = net::line_of(request.remote);
  const auto code = text_member(*body, "code");
  const auto login = text_member(*body, "login");
  const auto password = text_member(*body, "password");
  const auto name = text_member(*body, "name");
  const auto facilitates = body->value("facilitates", json(false)) == true;
  auto& identity = services.identity;
  const auto id = live::request_name("setup", "", key).substr(0, kAccountIdLength);

  if (services.directory.account(id)) {
    const auto again = identity.sign_in(login, password, address, key);
    if (const auto* session = std::get_if<live::SignedIn>(&again)) {
      return signed_in(services, request, id, facilitates, *session);
    }
  }
  if (const auto why = identity.setup_problem(code, address)) return refused(services, *why);
  if (const auto why = live::Identity::account_problem(login, password)) {
    return refused(services, *why);
  }
  if (domain::text_problem("name", name, kNameBytesMax)) return refused(services, "account.name");

  if (services.registry.grids()->root() == nullptr) {
    const auto root = root_of(*body);
    if (!root) return refused(services, "setup.grid");
    const auto written = services.registry.import_grids(ActorId(id), CommandId(key), {*root});
    if (written == live::Written::id_reused) return refused(services, "command.id_reused");
    if (written != live::Written::done) return not_written(services, written);
  }
  const auto answer =
      identity.first_administrator(live::Identity::make_account(id, login, password), name,
                                   services.registry.grids()->root()->id.str(), code, key);
  if (const auto* why = std::get_if<live::NotSignedIn>(&answer)) {
    return refused(services, why->code);
  }
  return signed_in(services, request, id, facilitates, std::get<live::SignedIn>(answer));
}

}  // namespace roundtable::app
