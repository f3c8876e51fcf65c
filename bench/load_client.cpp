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

/// The payload's place in `bytes` if a whole frame is there: (start, length).
std::pair<std::size_t, std::size_t> whole_frame(std::string_view bytes) {
  if (bytes.size() < 2) return {0, 0};
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
  std::size_t length = byte(1) & 0x7FU;
  std::size_t start = 2;
  const std::size_t more = length == 126 ? 2 : length == 127 ? 8 : 0;
  if (more > 0) {
    if (bytes.size() < 2 + more) return {0, 0};
    length = 0;
    for (std::size_t i = 0; i < more; ++i) length = (length << 8U) | byte(2 + i);
    start += more;
  }
  return bytes.size() < start + length ? std::pair<std::size_t, std::size_t>{0, 0}
                                       : std::pair{start, length};
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
  std::string request =
      "GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: "
      "Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
      "dGhlIHNhbXBsZSBub25jZQ==\r\n";
  if (!handshake.subprotocol.empty()) {
    request += "Sec-WebSocket-Protocol: " + handshake.subprotocol + "\r\n";
  }
  if (!handshake.cookie.empty()) request += "Cookie: " + handshake.cookie + "\r\n";
  write_all(socket.descriptor, request + "\r\n");

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
  // A zero mask is a mask all the same; masking costs the client nothing then.
  std::string frame = "\x81";
  const auto size = payload.size();
  if (size < 126) {
    frame += static_cast<char>(0x80U | size);
  } else {
    frame += static_cast<char>(0x80U | 126U);
    frame += static_cast<char>(size >> 8U);
    frame += static_cast<char>(size & 0xFFU);
  }
  frame.append(4, '\0');
  frame += payload;
  write_all(sockets_[index].descriptor, frame);
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
    const auto [start, length] = whole_frame(rest);
    if (start == 0) break;
    const bool text = (static_cast<std::uint8_t>(rest[0]) & 0x0FU) == 1;
    if (text && on_frame_) on_frame_(index, rest.substr(start, length));
    rest.remove_prefix(start + length);
  }
  socket.unread.erase(0, socket.unread.size() - rest.size());
  if (socket.unread.empty()) socket.unread.shrink_to_fit();
}

}  // namespace roundtable::bench
