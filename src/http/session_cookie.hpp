// The cookie of a session: read from a request, and set where its token goes out, which is nowhere
// else.
#pragma once

#include <string>
#include <string_view>

#include "live/identity.hpp"
#include "net/handlers.hpp"

namespace roundtable::http {

inline constexpr std::string_view kSessionCookie = "rt_session";

/// The value of that cookie ("" when absent).
std::string cookie_value(const net::HttpRequest& request, std::string_view name);

std::string session_cookie(const net::HttpRequest& request, const live::SignedIn& session);
/// Takes the cookie away.
std::string no_session_cookie(const net::HttpRequest& request);

}  // namespace roundtable::http
