#include "app/desk_routes.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "app/gateway.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::app {
namespace {

using nlohmann::json;

constexpr std::string_view kApi = "/api/v1/";
constexpr std::size_t kPathPartsMax = 6;
/// A prefix of the key names a session as well as the whole: 128 bits.
constexpr std::size_t kSessionNameLength = 32;

std::vector<std::string> parts_of(std::string_view path) {
  std::vector<std::string> parts;
  if (!path.starts_with(kApi)) return parts;
  path.remove_prefix(kApi.size());
  while (!path.empty() && parts.size() < kPathPartsMax) {
    const auto end = path.find('/');
    parts.emplace_back(path.substr(0, end));
    if (end == std::string_view::npos) break;
    path.remove_prefix(end + 1);
  }
  return parts;
}

enum class Part { none, setup, accounts, households };

Part part_of(const std::vector<std::string>& path) {
  if (path.empty()) return Part::none;
  if (path.size() == 1 && path[0] == "setup") return Part::setup;
  if (path[0] == "accounts") return Part::accounts;
  if (path.size() == 2 && path[0] == "me" && path[1] == "password") return Part::accounts;
  if (path.size() >= 3 && path[0] == "meetings" && path[2] == "households") {
    return Part::households;
  }
  return Part::none;
}

template <std::size_t kSize>
std::string_view first_found(
    std::string_view text, const std::array<std::pair<std::string_view, const char*>, kSize>& of) {
  for (const auto& [mark, name] : of) {
    if (text.find(mark) != std::string_view::npos) return name;
  }
  return "";
}

}  // namespace

bool hashes_password(const net::HttpRequest& request) {
  const auto path = parts_of(request.path);
  const bool own =
      part_of(path) == Part::accounts && (path.size() == 1 || path.back() == "password");
  return request.method == "POST" && (own || part_of(path) == Part::setup);
}

std::optional<net::HttpResponse> desk_answer(const RouteServices& services,
                                             const net::HttpRequest& request) {
  auto path = parts_of(request.path);
  const auto part = part_of(path);
  if (part == Part::none) return std::nullopt;
  const bool writes = request.method == "POST";
  if (part == Part::setup) {
    return writes ? set_up(services, request) : problem(405, "http.method");
  }
  DeskRequest desk{services,
                   request,
                   services.identity.subject(cookie_value(request, kSessionCookie)),
                   std::move(path),
                   json::object(),
                   std::string(request.header("idempotency-key"))};
  if (desk.subject.kind != live::SubjectKind::staff) return desk.refused(401, "session.required");
  if (writes) {
    if (!is_id(desk.key)) return problem(400, "http.idempotency_key");
    const auto body = json_body(request);
    if (!body) return problem(400, "http.body");
    desk.body = *body;
  }
  return part == Part::accounts ? answer_accounts(desk) : answer_households(desk);
}

bool DeskRequest::may(live::DeskAct act, const GridId& grid) const {
  const auto grids = services.registry.grids();
  return live::permitted(subject, live::roles_on(subject, *grids, grid), act);
}

net::HttpResponse DeskRequest::refused(unsigned status, std::string_view code, json fields) const {
  services.meters.refusal(code);
  return problem(status, code, std::move(fields));
}

std::string DeskRequest::name() const {
  return live::request_name("desk", subject.actor.str(), key);
}

std::optional<net::HttpResponse> DeskRequest::repeated() const {
  const auto known = services.directory.request_body(name());
  if (!known) return std::nullopt;
  if (*known != log::sha256_hex(http.path + "\n" + body.dump())) {
    return refused(409, "command.id_reused");
  }
  return json_response(200, json::object());
}

void DeskRequest::note() const {
  services.directory.note_request(name(), log::sha256_hex(http.path + "\n" + body.dump()),
                                  services.clock.now());
}

json session_json(const log::Session& session) {
  json out = {{"id", session.token_sha256.substr(0, kSessionNameLength)},
              {"since", session.created_at.micros},
              {"until", session.expires_at.micros}};
  if (!session.device.empty()) out["device"] = session.device;
  if (session.used_at) out["used_at"] = session.used_at->micros;
  return out;
}

std::vector<log::Session> open_sessions(const RouteServices& services, const std::string& actor) {
  auto sessions = services.directory.sessions_of(actor);
  std::erase_if(sessions, [&](const log::Session& session) {
    return session.revoked_at || session.expires_at <= services.clock.now();
  });
  std::reverse(sessions.begin(), sessions.end());
  return sessions;
}

net::HttpResponse revoke_named_session(const DeskRequest& request, const std::string& actor) {
  const auto& services = request.services;
  const auto named = text_member(request.body, "session");
  return request.once([&] {
    for (const auto& session : services.directory.sessions_of(actor)) {
      if (session.token_sha256.substr(0, kSessionNameLength) != named) continue;
      services.directory.revoke_session(session.token_sha256, services.clock.now());
      services.hub.close_session(session.token_sha256);
      return json_response(200, json::object());
    }
    return request.refused(404, "session.unknown");
  });
}

// A chat app's own browser names itself behind the browser it is made of, so it is looked for
// first; Chrome names itself Safari too.
std::string device_of(std::string_view user_agent) {
  static constexpr std::array<std::pair<std::string_view, const char*>, 8> kSystems = {{
      {"iPhone", "iPhone"},
      {"iPad", "iPad"},
      {"HarmonyOS", "HarmonyOS"},
      {"OpenHarmony", "HarmonyOS"},
      {"Android", "Android"},
      {"Windows", "Windows"},
      {"Mac OS X", "Mac"},
      {"Linux", "Linux"},
  }};
  static constexpr std::array<std::pair<std::string_view, const char*>, 6> kBrowsers = {{
      {"MicroMessenger", "WeChat"},
      {"QQBrowser", "QQ"},
      {"Edg", "Edge"},
      {"Firefox", "Firefox"},
      {"Chrome", "Chrome"},
      {"Safari", "Safari"},
  }};
  std::string device(first_found(user_agent, kSystems));
  const auto browser = first_found(user_agent, kBrowsers);
  if (!device.empty() && !browser.empty()) device += " · ";
  return device.append(browser);
}

}  // namespace roundtable::app
