#include "load_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "delays.hpp"
#include "neighbours/wire.hpp"

namespace roundtable::bench {
namespace {

constexpr int kPatienceMs = 120'000;

void write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (written <= 0) throw std::runtime_error("the server closed a socket of the benchmark");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

LoadClient::LoadClient(std::uint16_t port) : port_(port), epoll_(::epoll_create1(0)) {
  if (epoll_ < 0) throw std::runtime_error("epoll_create1 failed");
}

LoadClient::~LoadClient() {
  for (const auto& socket : sockets_) ::close(socket.descriptor);
  ::close(epoll_);
}

int LoadClient::connect() const {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port_);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (descriptor < 0 ||
      ::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("cannot connect to the server under test");
  }
  const int on = 1;
  ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return descriptor;
}

void LoadClient::watch(Socket socket) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.u64 = sockets_.size();
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, socket.descriptor, &event);
  sockets_.push_back(std::move(socket));
}

void LoadClient::open_bare() {
  watch({connect(), {}});
}

void LoadClient::open(const Handshake& handshake) {
  Socket socket{connect(), {}};
  write_all(socket.descriptor,
            neighbours::upgrade_request("127.0.0.1", handshake.subprotocol, handshake.cookie));

  std::size_t end = std::string::npos;
  while (end == std::string::npos) {
    std::array<char, 4096> buffer{};
    const auto got = ::recv(socket.descriptor, buffer.data(), buffer.size(), 0);
    if (got <= 0) throw std::runtime_error("no answer to an upgrade");
    socket.unread.append(buffer.data(), static_cast<std::size_t>(got));
    end = socket.unread.find("\r\n\r\n");
  }
  if (!socket.unread.starts_with("HTTP/1.1 101")) {
    throw std::runtime_error("not upgraded: " + socket.unread.substr(0, 200));
  }
  socket.unread.erase(0, end + 4);
  watch(std::move(socket));
}

void LoadClient::send_text(std::size_t index, std::string_view payload) {
  write_all(sockets_[index].descriptor, client_frame(neighbours::Opcode::text, payload));
}

bool LoadClient::read_until(const std::function<bool()>& holds, int milliseconds) {
  const auto end_us = monotonic_us() + std::int64_t{milliseconds} * 1'000;
  std::array<epoll_event, 512> events{};
  while (!holds()) {
    const auto rest_ms = std::max<std::int64_t>(0, (end_us - monotonic_us() + 999) / 1'000);
    const int ready = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()),
                                   static_cast<int>(rest_ms));
    for (int i = 0; i < ready; ++i) read_ready(events[static_cast<std::size_t>(i)].data.u64);
    if (rest_ms == 0) return holds();
  }
  return true;
}

void LoadClient::need(const std::function<bool()>& holds) {
  if (!read_until(holds, kPatienceMs)) {
    throw std::runtime_error("what a benchmark waits for did not come");
  }
}

void LoadClient::read_ready(std::size_t index) {
  auto& socket = sockets_[index];
  std::array<char, 65'536> buffer;
  const auto got = ::recv(socket.descriptor, buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (got == 0) throw std::runtime_error("the server closed a socket of the benchmark");
  if (got < 0) return;
  socket.unread.append(buffer.data(), static_cast<std::size_t>(got));
  std::string_view rest = socket.unread;
  for (;;) {
    const auto frame = neighbours::first_frame(rest);
    if (!frame) break;
    if (frame->opcode == neighbours::Opcode::text && on_frame_) on_frame_(index, frame->payload);
    rest.remove_prefix(frame->size);
  }
  socket.unread.erase(0, socket.unread.size() - rest.size());
  if (socket.unread.empty()) socket.unread.shrink_to_fit();
}

}  // namespace roundtable::bench
