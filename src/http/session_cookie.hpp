// The cookies of a session and of a device: read from a request, and set where a token goes out,
// which is nowhere else.
#pragma once

#include <string>
#include <string_view>

#include "live/identity.hpp"
#include "net/handlers.hpp"

namespace roundtable::http {

inline constexpr std::string_view kSessionCookie = "rt_session";
/// The mark of a device that somebody has signed in on (live/known_devices.hpp); it lets nobody in.
inline constexpr std::string_view kDeviceCookie = "rt_device";

/// Stands for nobody: whether it comes back tells whether that of a session would.
inline constexpr std::string_view kTrialCookie = "rt_trial";

/// The value of that cookie ("" when absent).
std::string cookie_value(const net::HttpRequest& request, std::string_view name);

/// The session's, and the mark of the device where there is a new one.
void add_cookies(const net::HttpRequest& request, const live::SignedIn& session,
                 net::HttpResponse& response);
/// Takes the cookie away.
std::string no_session_cookie(const net::HttpRequest& request);
/// As a session's is set, for ten minutes.
std::string trial_cookie(const net::HttpRequest& request);

}  // namespace roundtable::http
