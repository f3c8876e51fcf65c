#include "http/origin.hpp"

#include <algorithm>
#include <charconv>

#include "http/reachable.hpp"
#include "net/http_text.hpp"
#include "net/static_files.hpp"

namespace roundtable::http {
namespace {

constexpr std::uint16_t kHttpPort = 80;
constexpr std::uint16_t kHttpsPort = 443;

std::string in_lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

/// ":443", ":" (as good as none) or "".
bool read_port(std::string_view text, std::optional<std::uint16_t>& port) {
  if (text.empty() || text == ":") return true;
  if (text.front() != ':') return false;
  std::uint16_t number = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data() + 1, end, number);
  if (read.ec != std::errc() || read.ptr != end) return false;
  port = number;
  return true;
}

bool is_host_name(std::string_view host) {
  return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '.' || c == '-' || c == '_';
  });
}

struct Origin {
  std::uint16_t default_port = 0;
  Authority authority;
};

/// "https://vote.example.org"; a path behind it is passed over.
std::optional<Origin> read_origin(std::string_view text) {
  const auto mark = text.find("://");
  if (mark == std::string_view::npos) return std::nullopt;
  const auto scheme = in_lower_case(text.substr(0, mark));
  if (scheme != "http" && scheme != "https") return std::nullopt;
  text.remove_prefix(mark + 3);
  auto authority = read_authority(text.substr(0, text.find('/')));
  if (!authority) return std::nullopt;
  return Origin{scheme == "https" ? kHttpsPort : kHttpPort, std::move(*authority)};
}

bool opens_for_others(const std::string& origin) {
  const auto read = read_origin(origin);
  if (!read) return false;
  const auto& host = read->authority.host;
  return !is_loopback(host) && !host.ends_with(".localhost");
}

}  // namespace

std::optional<Authority> read_authority(std::string_view text) {
  Authority read;
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    const auto address = net::plain_address(text.substr(1, end - 1));
    if (!address || !read_port(text.substr(end + 1), read.port)) return std::nullopt;
    read.host = *address;
    return read;
  }
  const auto colon = std::min(text.find(':'), text.size());
  read.host = in_lower_case(text.substr(0, colon));
  if (read.host.size() > 1 && read.host.ends_with('.')) read.host.pop_back();
  if (!is_host_name(read.host) || !read_port(text.substr(colon), read.port)) return std::nullopt;
  return read;
}

AllowedHosts::AllowedHosts(const std::string& base_url, const std::string& listen_host,
                           const std::vector<std::string>& names) {
  if (const auto base = read_origin(base_url)) names_.insert(base->authority.host);
  if (const auto listen = read_authority(listen_host)) names_.insert(listen->host);
  for (const auto& name : names) {
    if (const auto read = read_authority(name)) names_.insert(read->host);
  }
}

bool AllowedHosts::allow(std::string_view host) const {
  if (host.empty()) return true;
  const auto read = read_authority(host);
  if (!read) return false;
  const auto& name = read->host;
  return net::plain_address(name) || name == "localhost" || name.ends_with(".localhost") ||
         names_.contains(name);
}

bool same_origin(const net::HttpRequest& request) {
  const auto named = request.header("origin");
  if (named.empty()) return true;
  const auto origin = read_origin(named);
  const auto asked = read_authority(request.header("host"));
  if (!origin || !asked) return false;
  const auto port_of = [&](const Authority& one) {
    return one.port.value_or(origin->default_port);
  };
  return origin->authority.host == asked->host && port_of(origin->authority) == port_of(*asked);
}

std::string origin_of(const net::HttpRequest& request, const std::string& base_url) {
  if (base_url.ends_with('/')) return base_url.substr(0, base_url.size() - 1);
  if (!base_url.empty()) return base_url;
  const auto host = request.header("host");
  if (!net::is_plain_host(host)) return {};
  const bool secure = request.header("x-forwarded-proto") == "https";
  return (secure ? "https://" : "http://") + std::string(host);
}

std::string origin_for_others(const std::string& origin,
                              const std::vector<std::string>& reachable) {
  if (opens_for_others(origin)) return origin;
  const auto found = std::find_if(reachable.begin(), reachable.end(), opens_for_others);
  return found == reachable.end() ? std::string() : *found;
}

}  // namespace roundtable::http
