#include "neighbours/line.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <memory>
#include <stdexcept>

namespace roundtable::neighbours {
namespace {

using Found = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

/// Numbers only: nobody is asked for a name.
Found found(const Address& address) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
  addrinfo* first = nullptr;
  const auto port = std::to_string(address.port);
  if (::getaddrinfo(address.host.c_str(), port.c_str(), &hints, &first) != 0) first = nullptr;
  return {first, &::freeaddrinfo};
}

}  // namespace

Address Address::from(std::string_view text) {
  const auto wrong = std::runtime_error("not a numeric address and a port: " + std::string(text));
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) throw wrong;
  Address address{std::string(text.substr(0, colon)), 0};
  const auto digits = text.substr(colon + 1);
  const auto end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, address.port);
  if (read.ec != std::errc() || read.ptr != end || address.port == 0) throw wrong;
  if (address.host.starts_with('[') && address.host.ends_with(']')) {
    address.host = address.host.substr(1, address.host.size() - 2);
  }
  if (address.host == "localhost") address.host = "127.0.0.1";
  if (!found(address)) throw wrong;
  return address;
}

std::string Address::text() const {
  const bool six = host.find(':') != std::string::npos;
  return (six ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

bool Line::open(const Address& address, int epoll, std::uint64_t tag) {
  drop();
  const auto to = found(address);
  if (!to) return false;
  descriptor_ = ::socket(to->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP);
  if (descriptor_ < 0) return false;
  const int on = 1;
  ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  epoll_event event{};
  event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
  event.data.u64 = tag;
  const bool begun =
      (::connect(descriptor_, to->ai_addr, to->ai_addrlen) == 0 || errno == EINPROGRESS) &&
      ::epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor_, &event) == 0;
  if (!begun) drop();
  return begun;
}

void Line::drop() {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
  broken_ = false;
  unsent_.clear();
}

void Line::send(std::string_view bytes) {
  unsent_ += bytes;
  write_waiting();
}

bool Line::write_waiting() {
  while (!broken_ && !unsent_.empty()) {
    const auto sent = ::send(descriptor_, unsent_.data(), unsent_.size(), MSG_NOSIGNAL);
    if (sent < 0) {
      if (errno == EINTR) continue;
      broken_ = errno != EAGAIN;
      return !broken_;
    }
    unsent_.erase(0, static_cast<std::size_t>(sent));
  }
  return !broken_;
}

bool Line::pump(std::string& in) {
  if (descriptor_ < 0 || !write_waiting()) return false;
  std::array<char, 65'536> bytes;
  for (;;) {
    const auto got = ::recv(descriptor_, bytes.data(), bytes.size(), 0);
    if (got > 0) {
      in.append(bytes.data(), static_cast<std::size_t>(got));
    } else if (got == 0) {
      return false;
    } else if (errno != EINTR) {
      return errno == EAGAIN;
    }
  }
}

void need_open_files(std::size_t needed) {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur < needed) {
    throw std::runtime_error("only " + std::to_string(limit.rlim_cur) +
                             " open files are allowed, " + std::to_string(needed) + " are needed");
  }
}

}  // namespace roundtable::neighbours
