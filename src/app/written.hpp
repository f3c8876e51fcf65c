// What a change of the registry is answered with over HTTP.
#pragma once

#include <nlohmann/json.hpp>

#include "live/registry.hpp"
#include "net/handlers.hpp"

namespace roundtable::app {

/// `done`: the body where the change is on disk.
net::HttpResponse written_response(live::Written written,
                                   const nlohmann::json& done = nlohmann::json::object());

}  // namespace roundtable::app
