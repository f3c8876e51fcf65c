// Where other devices reach this server: what the Hall shows and slips of paper carry when the page
// was opened under a name that only this machine knows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace roundtable::http {

/// Best first, without a slash at the end. The public address alone where one was set
/// (`base_url`); where the server listens on all networks, "http://ADDRESS:PORT" for each IPv4
/// address of this machine, private ones first; the one address it listens on otherwise. None where
/// that is the loopback's.
std::vector<std::string> reachable_at(const std::string& base_url, const std::string& host,
                                      std::uint16_t port);

/// Whether that address is of the machine itself: "127.0.0.1", "::1".
bool is_loopback(const std::string& address);

}  // namespace roundtable::http
