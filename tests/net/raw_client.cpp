#include "raw_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace roundtable::net::test {
namespace {

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error(what + ": " + std::strerror(errno));
}

}  // namespace

unsigned RawFrame::close_code() const {
  if (payload.size() < 2) return 0;
  return static_cast<unsigned char>(payload[0]) * 256U + static_cast<unsigned char>(payload[1]);
}

std::string client_frame(unsigned opcode, std::string_view payload, bool fin, bool masked,
                         unsigned rsv) {
  std::string frame;
  frame += static_cast<char>((fin ? 0x80U : 0U) | (rsv << 4U) | opcode);
  const unsigned mask_bit = masked ? 0x80U : 0U;
  const auto length_bytes = [&](unsigned octets) {
    for (unsigned i = octets; i-- > 0;) {
      frame += static_cast<char>((static_cast<std::uint64_t>(payload.size()) >> (8U * i)) & 0xFFU);
    }
  };
  if (payload.size() < 126) {
    frame += static_cast<char>(mask_bit | static_cast<unsigned>(payload.size()));
  } else if (payload.size() <= 0xFFFF) {
    frame += static_cast<char>(mask_bit | 126U);
    length_bytes(2);
  } else {
    frame += static_cast<char>(mask_bit | 127U);
    length_bytes(8);
  }
  if (!masked) return frame.append(payload);
  static constexpr unsigned char kMask[4] = {0x37, 0xFA, 0x21, 0x3D};
  for (const unsigned char byte : kMask) frame += static_cast<char>(byte);
  for (std::size_t i = 0; i < payload.size(); ++i) {
    frame += static_cast<char>(static_cast<unsigned char>(payload[i]) ^ kMask[i % 4]);
  }
  return frame;
}

std::string close_payload(unsigned code, std::string_view reason) {
  std::string payload;
  payload += static_cast<char>(code >> 8U);
  payload += static_cast<char>(code & 0xFFU);
  return payload.append(reason);
}

RawClient::RawClient(Unconnected, int receive_buffer)
    : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (descriptor_ < 0) fail("socket");
  if (receive_buffer > 0) {
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof(receive_buffer));
  }
  const timeval patience{kPatienceSeconds, 0};
  ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
  ::setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
  const int on = 1;
  ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
}

RawClient::RawClient(std::uint16_t port, int receive_buffer)
    : RawClient(Unconnected{}, receive_buffer) {
  connect_to(port);
}

void RawClient::connect_to(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
    fail("connect");
  }
}

RawClient::~RawClient() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void RawClient::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) fail("send");
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

void RawClient::write_byte_by_byte(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) write(bytes.substr(i, 1));
}

void RawClient::end_writing() {
  ::shutdown(descriptor_, SHUT_WR);
}

void RawClient::reset() {
  const linger at_once{1, 0};
  ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
  ::close(descriptor_);
  descriptor_ = -1;
}

bool RawClient::fill() {
  char buffer[16 * 1024];
  const ssize_t count = ::recv(descriptor_, buffer, sizeof(buffer), 0);
  if (count < 0) fail("recv");
  read_ahead_.append(buffer, static_cast<std::size_t>(count));
  return count > 0;
}

std::string RawClient::take(std::size_t bytes) {
  std::string taken = read_ahead_.substr(0, bytes);
  read_ahead_.erase(0, bytes);
  return taken;
}

std::string RawClient::read(std::size_t bytes_max) {
  if (!read_ahead_.empty()) return take(bytes_max);
  std::string buffer(bytes_max, '\0');
  const ssize_t count = ::recv(descriptor_, buffer.data(), buffer.size(), 0);
  if (count < 0) fail("recv");
  buffer.resize(static_cast<std::size_t>(count));
  return buffer;
}

std::string RawClient::read_exactly(std::size_t bytes) {
  while (read_ahead_.size() < bytes) {
    if (!fill()) throw std::runtime_error("the connection ended within what was awaited");
  }
  return take(bytes);
}

bool RawClient::ends() {
  if (!read_ahead_.empty()) throw std::runtime_error("bytes where the end was awaited");
  char byte = 0;
  const ssize_t count = ::recv(descriptor_, &byte, 1, 0);
  if (count > 0) throw std::runtime_error("bytes where the end was awaited");
  if (count < 0 && errno != ECONNRESET) fail("recv");
  return count == 0;
}

void RawClient::read_to_end() {
  while (fill()) read_ahead_.clear();
}

RawResponse RawClient::read_response(bool head) {
  std::size_t end = 0;
  while ((end = read_ahead_.find("\r\n\r\n")) == std::string::npos) {
    if (!fill()) throw std::runtime_error("the connection ended within a response");
  }
  const std::string text = take(end + 4);
  RawResponse response;
  response.status = static_cast<unsigned>(std::stoul(text.substr(9, 3)));
  std::size_t line = text.find("\r\n") + 2;
  while (line < end) {
    const std::size_t stop = text.find("\r\n", line);
    const std::size_t colon = text.find(": ", line);
    std::string name = text.substr(line, colon - line);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    response.headers[name] = text.substr(colon + 2, stop - colon - 2);
    line = stop + 2;
  }
  const auto length = response.headers.find("content-length");
  if (!head && length != response.headers.end()) {
    response.body = read_exactly(std::stoul(length->second));
  }
  return response;
}

RawResponse RawClient::upgrade(std::string_view path, std::string_view more_headers) {
  std::string request = "GET ";
  request.append(path).append(" HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n");
  request.append("Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n");
  request.append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
  request.append(more_headers).append("\r\n");
  write(request);
  return read_response();
}

RawFrame RawClient::read_frame() {
  const std::string head = read_exactly(2);
  const auto first = static_cast<unsigned char>(head[0]);
  const auto second = static_cast<unsigned char>(head[1]);
  if ((second & 0x80U) != 0) throw std::runtime_error("a server's frame is masked");
  RawFrame frame;
  frame.fin = (first & 0x80U) != 0;
  frame.rsv = (first >> 4U) & 7U;
  frame.opcode = first & 0x0FU;
  std::uint64_t length = second;
  if (length >= 126) {
    length = 0;
    for (const char byte : read_exactly(second == 126 ? 2 : 8)) {
      length = length * 256 + static_cast<unsigned char>(byte);
    }
  }
  frame.payload = read_exactly(length);
  return frame;
}

}  // namespace roundtable::net::test
