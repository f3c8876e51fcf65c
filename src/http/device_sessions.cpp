#include "http/device_sessions.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace roundtable::http {
namespace {

using nlohmann::json;

/// A prefix of the key names a session as well as the whole: 128 bits.
constexpr std::size_t kSessionNameLength = 32;

template <std::size_t kSize>
std::string_view first_found(
    std::string_view text, const std::array<std::pair<std::string_view, const char*>, kSize>& of) {
  for (const auto& [mark, name] : of) {
    if (text.find(mark) != std::string_view::npos) return name;
  }
  return "";
}

}  // namespace

json session_json(const directory::Session& session) {
  json out = {{"id", session.token_sha256.substr(0, kSessionNameLength)},
              {"since", session.created_at.micros},
              {"until", session.expires_at.micros}};
  if (!session.device.empty()) out["device"] = session.device;
  if (session.used_at) out["used_at"] = session.used_at->micros;
  return out;
}

std::vector<directory::Session> open_sessions(const Services& services, const std::string& actor) {
  auto sessions = services.directory.sessions_of(actor);
  std::erase_if(sessions, [&](const directory::Session& session) {
    return session.revoked_at || session.expires_at <= services.clock.now();
  });
  std::reverse(sessions.begin(), sessions.end());
  return sessions;
}

Answer revoke_named_session(const Call& call, const std::string& actor) {
  const auto& services = call.services;
  const auto named = text_member(call.body, "session");
  return call.once([&] {
    for (const auto& session : services.directory.sessions_of(actor)) {
      if (session.token_sha256.substr(0, kSessionNameLength) != named) continue;
      services.directory.revoke_session(session.token_sha256, services.clock.now());
      services.hub.close_session(session.token_sha256);
      return json_response(200, json::object());
    }
    return problem("session.unknown");
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

}  // namespace roundtable::http
