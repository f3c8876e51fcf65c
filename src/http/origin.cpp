#include "http/origin.hpp"

#include "net/static_files.hpp"

namespace roundtable::http {

std::string origin_of(const net::HttpRequest& request, const std::string& base_url) {
  if (base_url.ends_with('/')) return base_url.substr(0, base_url.size() - 1);
  if (!base_url.empty()) return base_url;
  const auto host = request.header("host");
  if (!net::is_plain_host(host)) return {};
  const bool secure = request.header("x-forwarded-proto") == "https";
  return (secure ? "https://" : "http://") + std::string(host);
}

}  // namespace roundtable::http
