#include "http/session_cookie.hpp"

namespace roundtable::http {
namespace {

std::string cookie_text(const net::HttpRequest& request, std::string_view token,
                        std::int64_t seconds) {
  std::string cookie(kSessionCookie);
  cookie += "=" + std::string(token) +
            "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(seconds);
  // Behind a proxy that speaks TLS the cookie must not go out in clear.
  if (request.header("x-forwarded-proto") == "https") cookie += "; Secure";
  return cookie;
}

}  // namespace

std::string session_cookie(const net::HttpRequest& request, const live::SignedIn& session) {
  return cookie_text(request, session.token, live::session_days(session.kind) * 86'400);
}

std::string no_session_cookie(const net::HttpRequest& request) {
  return cookie_text(request, "", 0);
}

std::string cookie_value(const net::HttpRequest& request, std::string_view name) {
  auto rest = request.header("cookie");
  while (!rest.empty()) {
    const auto end = rest.find(';');
    auto pair = rest.substr(0, end);
    while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
      return std::string(pair.substr(equals + 1));
    }
    if (end == std::string_view::npos) return "";
    rest.remove_prefix(end + 1);
  }
  return "";
}

}  // namespace roundtable::http
