#include "http/session_cookie.hpp"

#include <optional>

namespace roundtable::http {
namespace {

constexpr std::int64_t kTrialSeconds = 600;
constexpr std::int64_t kSecondsOfADay = 86'400;
constexpr std::int64_t kDeviceDays = 365;

/// Without `seconds` it goes when the browser is closed.
std::string cookie_text(const net::HttpRequest& request, std::string_view name,
                        std::string_view value, std::optional<std::int64_t> seconds) {
  std::string cookie(name);
  cookie += "=" + std::string(value) + "; Path=/; HttpOnly; SameSite=Lax";
  if (seconds) cookie += "; Max-Age=" + std::to_string(*seconds);
  // Behind a proxy that speaks TLS the cookie must not go out in clear.
  if (request.header("x-forwarded-proto") == "https") cookie += "; Secure";
  return cookie;
}

}  // namespace

void add_cookies(const net::HttpRequest& request, const live::SignedIn& session,
                 net::HttpResponse& response) {
  std::optional<std::int64_t> kept;  // where it is not, until the browser is closed
  if (!session.shared) kept = live::session_days(session.kind) * kSecondsOfADay;
  response.headers.emplace_back("set-cookie",
                                cookie_text(request, kSessionCookie, session.token, kept));
  if (session.mark.empty()) return;
  response.headers.emplace_back("set-cookie", cookie_text(request, kDeviceCookie, session.mark,
                                                          kDeviceDays * kSecondsOfADay));
}

std::string no_session_cookie(const net::HttpRequest& request) {
  return cookie_text(request, kSessionCookie, "", 0);
}

std::string trial_cookie(const net::HttpRequest& request) {
  return cookie_text(request, kTrialCookie, "1", kTrialSeconds);
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
