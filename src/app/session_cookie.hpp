// The Set-Cookie of a session: where its token goes out, and nowhere else.
#pragma once

#include <string>

#include "live/identity.hpp"
#include "net/handlers.hpp"

namespace roundtable::app {

std::string session_cookie(const net::HttpRequest& request, const live::SignedIn& session);
/// Takes the cookie away.
std::string no_session_cookie(const net::HttpRequest& request);

}  // namespace roundtable::app
