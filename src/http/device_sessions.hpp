// The devices that an account or a household is signed in on, as the Desk shows and ends them.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "http/call.hpp"

namespace roundtable::http {

/// A name for it that is no secret, device and times.
nlohmann::json session_json(const directory::Session& session);
/// Sessions of that actor that are still open, the newest first.
std::vector<directory::Session> open_sessions(const Services& services, const std::string& actor);
/// Ends the one session of that actor which the body names.
Answer revoke_named_session(const Call& call, const std::string& actor);

/// "Android · Chrome", "iPhone · WeChat": enough to tell one's own devices apart, and no more.
std::string device_of(std::string_view user_agent);

}  // namespace roundtable::http
