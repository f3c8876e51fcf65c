#include "http/reachable.hpp"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <memory>

namespace roundtable::http {
namespace {

bool is_private(const std::string& address) {
  in_addr parsed{};
  if (::inet_pton(AF_INET, address.c_str(), &parsed) != 1) return false;
  const auto bits = ntohl(parsed.s_addr);
  return bits >> 24 == 10 || bits >> 20 == (172U << 4 | 1U) || bits >> 16 == (192U << 8 | 168U);
}

/// IPv4 addresses of this machine's networks that are up; none where they cannot be read.
std::vector<std::string> own_addresses() {
  ifaddrs* first = nullptr;
  if (::getifaddrs(&first) != 0) return {};
  const std::unique_ptr<ifaddrs, decltype(&::freeifaddrs)> all(first, &::freeifaddrs);
  std::vector<std::string> found;
  for (const auto* one = all.get(); one != nullptr; one = one->ifa_next) {
    if (one->ifa_addr == nullptr || one->ifa_addr->sa_family != AF_INET) continue;
    if ((one->ifa_flags & IFF_UP) == 0 || (one->ifa_flags & IFF_LOOPBACK) != 0) continue;
    sockaddr_in address{};
    std::copy_n(reinterpret_cast<const char*>(one->ifa_addr), sizeof address,
                reinterpret_cast<char*>(&address));
    std::array<char, INET_ADDRSTRLEN> text{};
    if (::inet_ntop(AF_INET, &address.sin_addr, text.data(), text.size()) != nullptr) {
      found.emplace_back(text.data());
    }
  }
  std::stable_partition(found.begin(), found.end(), is_private);
  return found;
}

}  // namespace

std::vector<std::string> reachable_at(const std::string& base_url, const std::string& host,
                                      std::uint16_t port) {
  if (!base_url.empty()) {
    return {base_url.ends_with('/') ? base_url.substr(0, base_url.size() - 1) : base_url};
  }
  if (is_loopback(host)) return {};
  const bool everywhere = host == "0.0.0.0" || host == "::";
  auto addresses = everywhere ? own_addresses() : std::vector<std::string>{host};
  for (auto& address : addresses) {
    const bool six = address.find(':') != std::string::npos;
    address = "http://" + (six ? "[" + address + "]" : address) + ":" + std::to_string(port);
  }
  return addresses;
}

bool is_loopback(const std::string& address) {
  return address.starts_with("127.") || address == "::1" || address == "localhost";
}

}  // namespace roundtable::http
