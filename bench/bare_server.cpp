#include "bare_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <vector>

#include "delays.hpp"
#include "live/outlet.hpp"
#include "rig.hpp"

namespace roundtable::bench {
namespace {

constexpr int kBacklog = 4'096;

int listening(std::uint16_t& port) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (listener < 0 || ::bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      ::listen(listener, kBacklog) != 0 ||
      ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("the bare loop cannot listen");
  }
  port = ntohs(address.sin_port);
  return listener;
}

class BareLoop {
 public:
  explicit BareLoop(Lines& lines) : lines_(lines), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    Address address;
    listener_ = listening(address.port);
    watch(listener_);
    watch(lines_.descriptor());
    lines_.say(address.line());
  }

  void run() {
    std::array<epoll_event, 256> events{};
    for (bool more = true; more;) {
      const int ready = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), -1);
      for (int i = 0; i < ready; ++i) {
        const int descriptor = events[static_cast<std::size_t>(i)].data.fd;
        if (descriptor == listener_) {
          accept_all();
        } else if (descriptor == lines_.descriptor()) {
          more = obey();
        } else {
          answer(descriptor);
        }
      }
    }
  }

 private:
  void watch(int descriptor) const {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = descriptor;
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &event);
  }

  void accept_all() {
    for (;;) {
      const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
      if (socket < 0) break;
      const int on = 1;
      ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      watch(socket);
      sockets_.push_back(socket);
    }
    say_if_settled();
  }

  /// False when there is no more to do.
  bool obey() {
    std::string order;
    if (!lines_.hear(order)) return false;
    if (const auto count = settle_count(order)) {
      due_ = *count;
      settling_ = true;
      say_if_settled();
    } else if (const auto broadcast = Broadcast::read(order)) {
      broadcast->pace([&] {
        const auto frame = live::text_frame(stamped_payload(broadcast->bytes));
        for (const int socket : sockets_) send(socket, *frame);
      });
    }
    return true;
  }

  void say_if_settled() {
    if (!settling_ || sockets_.size() < due_) return;
    settling_ = false;
    lines_.say("settled");
  }

  // A message of the benchmark is small and sent whole, so one read takes one message.
  void answer(int socket) const {
    std::array<char, 4'096> message;
    if (::recv(socket, message.data(), message.size(), 0) > 0) {
      send(socket, *answer_);
    } else {
      ::close(socket);
    }
  }

  static void send(int socket, const std::string& frame) {
    const auto sent = ::send(socket, frame.data(), frame.size(), MSG_NOSIGNAL);
    if (sent != static_cast<ssize_t>(frame.size())) {
      throw std::runtime_error("a client of the bare loop cannot keep up");
    }
  }

  Lines& lines_;
  int epoll_ = -1;
  int listener_ = -1;
  std::vector<int> sockets_;
  bool settling_ = false;
  std::size_t due_ = 0;
  const live::Frame answer_ = live::text_frame(std::string(kAnswerBytes, 'x'));
};

}  // namespace

void serve_bare(Lines& lines) {
  BareLoop(lines).run();
}

}  // namespace roundtable::bench
