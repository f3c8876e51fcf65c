#include "audience.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <iostream>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

namespace roundtable::bench {
namespace {

constexpr std::size_t kStampDigits = 20;
constexpr int kSilenceMsMax = 20'000;

struct Follower {
  int descriptor = -1;
  std::string received;  // the beginning of a frame
};

void check(bool fine, const char* what) {
  if (!fine) throw std::runtime_error(std::string(what) + ": " + std::strerror(errno));
}

template <class Value>
void put(int descriptor, const Value& value) {
  check(::write(descriptor, &value, sizeof(value)) == static_cast<ssize_t>(sizeof(value)), "write");
}

template <class Value>
Value get(int descriptor) {
  Value value{};
  check(::read(descriptor, &value, sizeof(value)) == static_cast<ssize_t>(sizeof(value)),
        "the audience ended early");
  return value;
}

void upgrade(int descriptor) {
  const std::string_view request =
      "GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
  check(::send(descriptor, request.data(), request.size(), MSG_NOSIGNAL) ==
            static_cast<ssize_t>(request.size()),
        "send");
  std::string answer;
  while (!answer.ends_with("\r\n\r\n")) {
    char byte = 0;
    check(::recv(descriptor, &byte, 1, 0) == 1, "recv");
    answer += byte;
  }
  if (answer.find(" 101 ") == std::string::npos) throw std::runtime_error("no upgrade");
}

int connected(std::uint16_t port, bool websocket) {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  check(descriptor >= 0, "socket");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  check(::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0,
        "connect");
  if (websocket) upgrade(descriptor);
  return descriptor;
}

class Listener {
 public:
  Listener(std::size_t sockets, std::size_t payload_bytes, std::size_t frames)
      : head_bytes_(payload_bytes < 126 ? 2 : 4),
        frame_bytes_(head_bytes_ + payload_bytes),
        due_(sockets * frames) {
    delays_us_.reserve(due_);
  }

  Latencies run(std::vector<Follower>& followers) {
    const int poll = ::epoll_create1(EPOLL_CLOEXEC);
    for (Follower& follower : followers) {
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.ptr = &follower;
      ::epoll_ctl(poll, EPOLL_CTL_ADD, follower.descriptor, &event);
    }
    std::array<epoll_event, 256> events{};
    while (delays_us_.size() < due_) {
      const int count = ::epoll_wait(poll, events.data(), events.size(), kSilenceMsMax);
      check(count > 0, "nothing came any more");
      for (int i = 0; i < count; ++i) {
        read_from(*static_cast<Follower*>(events[static_cast<std::size_t>(i)].data.ptr));
      }
    }
    ::close(poll);
    return summary();
  }

 private:
  void read_from(Follower& follower) {
    std::array<char, 16 * 1024> bytes;
    const ssize_t count = ::recv(follower.descriptor, bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (count < 0) return;
    check(count > 0, "the server ended a connection");
    const std::int64_t now = monotonic_ns();
    follower.received.append(bytes.data(), static_cast<std::size_t>(count));
    std::size_t at = 0;
    for (; follower.received.size() - at >= frame_bytes_; at += frame_bytes_) {
      const std::int64_t sent =
          std::stoll(follower.received.substr(at + head_bytes_, kStampDigits));
      delays_us_.push_back((now - sent) / 1000);
    }
    follower.received.erase(0, at);
  }

  Latencies summary() {
    std::sort(delays_us_.begin(), delays_us_.end());
    const auto at = [&](std::size_t permille) {
      return delays_us_[std::min(delays_us_.size() - 1, delays_us_.size() * permille / 1000)];
    };
    return {delays_us_.size(), at(500), at(950), at(990), delays_us_.back()};
  }

  std::size_t head_bytes_;
  std::size_t frame_bytes_;
  std::size_t due_;
  std::vector<std::int64_t> delays_us_;
};

}  // namespace

std::int64_t monotonic_ns() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1'000'000'000LL + now.tv_nsec;
}

std::string stamped_payload(std::size_t bytes) {
  std::string stamp = std::to_string(monotonic_ns());
  stamp.insert(0, kStampDigits - stamp.size(), '0');
  stamp.resize(std::max(bytes, kStampDigits), 'x');
  return stamp;
}

Audience::Audience(std::size_t sockets, std::size_t payload_bytes, std::size_t frames,
                   bool websocket) {
  std::array<int, 2> down{};
  std::array<int, 2> up{};
  check(::pipe(down.data()) == 0 && ::pipe(up.data()) == 0, "pipe");
  child_ = ::fork();
  check(child_ >= 0, "fork");
  if (child_ == 0) {
    ::close(down[1]);
    ::close(up[0]);
    int code = 1;
    try {
      const auto port = get<std::uint16_t>(down[0]);
      std::vector<Follower> followers(sockets);
      for (Follower& one : followers) one.descriptor = connected(port, websocket);
      put(up[1], true);
      put(up[1], Listener(sockets, payload_bytes, frames).run(followers));
      // The parent says when the connections may end: their end is not part of what is measured.
      char end = 0;
      while (::read(down[0], &end, 1) > 0) {
      }
      code = 0;
    } catch (const std::exception& error) {
      std::cerr << "audience: " << error.what() << '\n';
    }
    ::_exit(code);
  }
  ::close(down[0]);
  ::close(up[1]);
  command_ = down[1];
  report_ = up[0];
}

Audience::~Audience() {
  ::close(command_);
  ::close(report_);
  ::waitpid(child_, nullptr, 0);
}

void Audience::connect_to(std::uint16_t port) {
  put(command_, port);
  get<bool>(report_);
}

Latencies Audience::wait() {
  return get<Latencies>(report_);
}

}  // namespace roundtable::bench
