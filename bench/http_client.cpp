#include "http_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <string_view>

namespace roundtable::bench {
namespace {

constexpr std::string_view kEndOfHead = "\r\n\r\n";
constexpr std::string_view kLength = "content-length: ";

std::size_t length_of(std::string head) {
  for (auto& letter : head) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  const auto at = head.find(kLength);
  if (at == std::string::npos) throw std::runtime_error("an answer without a length");
  return std::stoul(head.substr(at + kLength.size()));
}

}  // namespace

HttpClient::HttpClient(std::uint16_t port) : descriptor_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int on = 1;
  ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(descriptor_);
    throw std::runtime_error("the server of the benchmark takes no connection");
  }
}

HttpClient::~HttpClient() {
  ::close(descriptor_);
}

std::string HttpClient::get(const std::string& target) {
  return ask(target, "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
}

std::string HttpClient::post(const std::string& target, const std::string& cookie,
                             const std::string& key, const std::string& body) {
  return ask(target, "POST " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + cookie +
                         "\r\nIdempotency-Key: " + key +
                         "\r\nContent-Type: application/json\r\nContent-Length: " +
                         std::to_string(body.size()) + "\r\n\r\n" + body);
}

std::string HttpClient::ask(const std::string& target, const std::string& request) {
  if (::send(descriptor_, request.data(), request.size(), MSG_NOSIGNAL) !=
      static_cast<ssize_t>(request.size())) {
    throw std::runtime_error("the server closed the connection of the benchmark");
  }
  std::size_t head = std::string::npos;
  while ((head = unread_.find(kEndOfHead)) == std::string::npos) read_more();
  if (!unread_.starts_with("HTTP/1.1 200")) {
    throw std::runtime_error(target + ": " + unread_.substr(0, unread_.find('\r')) + " " +
                             unread_.substr(head + kEndOfHead.size()));
  }
  const auto start = head + kEndOfHead.size();
  const auto end = start + length_of(unread_.substr(0, start));
  while (unread_.size() < end) read_more();
  auto body = unread_.substr(start, end - start);
  unread_.erase(0, end);
  return body;
}

void HttpClient::read_more() {
  std::array<char, 65'536> bytes{};
  const auto count = ::recv(descriptor_, bytes.data(), bytes.size(), 0);
  if (count <= 0) throw std::runtime_error("the server closed the connection of the benchmark");
  unread_.append(bytes.data(), static_cast<std::size_t>(count));
}

}  // namespace roundtable::bench
