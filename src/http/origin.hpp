// The origin that a page names itself by to chat programs and search engines: preview cards want
// whole addresses.
#pragma once

#include <string>

#include "net/handlers.hpp"

namespace roundtable::http {

/// `base_url` where the operator set one, else "http://10.0.0.2:8080" as the page was asked for; ""
/// where the host that was asked is none.
std::string origin_of(const net::HttpRequest& request, const std::string& base_url);

}  // namespace roundtable::http
