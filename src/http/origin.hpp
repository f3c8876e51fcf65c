// Which server a request means: the host it was asked by, the page that asked, and the origin that
// a page names itself by. Host names have no case and a default port is none, whoever writes them.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "net/handlers.hpp"

namespace roundtable::http {

struct Authority {
  std::string host;                   // lower case, IPv6 without brackets, no dot at its end
  std::optional<std::uint16_t> port;  // as written
};
/// "vote.example.org", "Vote.Example.org:443", "[::1]:8080"; nothing for what is none.
std::optional<Authority> read_authority(std::string_view text);

/// The names this server goes by. A name of somebody else that leads here (DNS rebinding) would
/// give his pages what is meant for ours, since for a browser they are of one origin.
class AllowedHosts {
 public:
  AllowedHosts() = default;
  /// `base_url` and `listen_host`: "" for none.
  AllowedHosts(const std::string& base_url, const std::string& listen_host,
               const std::vector<std::string>& names);
  /// By the Host field. Addresses are always allowed, and so are names of this machine alone
  /// (localhost): nobody can make them lead elsewhere. So is no host at all: browsers send one.
  bool allow(std::string_view host) const;

 private:
  std::set<std::string, std::less<>> names_;
};

/// True if the browser's Origin is the one that was asked, or there is none (no browser). A default
/// port is that of the Origin's scheme, also behind a proxy that ends TLS.
bool same_origin(const net::HttpRequest& request);

/// Preview cards want whole addresses: `base_url` where the operator set one, else
/// "http://10.0.0.2:8080" as the page was asked for; "" where the host that was asked is none.
std::string origin_of(const net::HttpRequest& request, const std::string& base_url);

/// What is printed and given to others: `origin`, unless only this machine can open that; then the
/// first of `reachable` (see http/reachable.hpp) that others can; "" where no such address is
/// known.
std::string origin_for_others(const std::string& origin, const std::vector<std::string>& reachable);

}  // namespace roundtable::http
