#include "neighbours/wire.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace roundtable::neighbours {
namespace {

constexpr std::uint16_t kNoCode = 1005;  // RFC 6455, 7.4.1
constexpr int kSwitching = 101;

std::uint8_t byte(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint8_t>(bytes[at]);
}

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) ==
           std::tolower(static_cast<unsigned char>(y));
  });
}

std::size_t number(std::string_view text) {
  std::size_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::string_view next_line(std::string_view& rest) {
  const auto end = rest.find("\r\n");
  const auto line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 2);
  return line;
}

}  // namespace

std::string client_frame(Opcode opcode, std::string_view payload) {
  constexpr std::size_t kShort = 126;
  constexpr std::size_t kTwoBytes = 65'536;
  std::string frame(1, static_cast<char>(0x80U | static_cast<std::uint8_t>(opcode)));
  const auto size = payload.size();
  const std::size_t length_bytes = size < kShort ? 0 : size < kTwoBytes ? 2 : 8;
  const auto length = length_bytes == 0 ? size : length_bytes == 2 ? kShort : kShort + 1;
  frame += static_cast<char>(0x80U | length);
  for (std::size_t i = length_bytes; i > 0; --i) {
    frame += static_cast<char>((size >> (8 * (i - 1))) & 0xFFU);
  }
  frame.append(4, '\0');
  frame += payload;
  return frame;
}

std::optional<ServerFrame> first_frame(std::string_view bytes) {
  if (bytes.size() < 2) return std::nullopt;
  std::size_t length = byte(bytes, 1) & 0x7FU;
  std::size_t start = 2;
  const std::size_t more = length == 126 ? 2 : length == 127 ? 8 : 0;
  if (more > 0) {
    if (bytes.size() < start + more) return std::nullopt;
    length = 0;
    for (std::size_t i = 0; i < more; ++i) length = (length << 8U) | byte(bytes, start + i);
    start += more;
  }
  if (bytes.size() - start < length) return std::nullopt;
  return ServerFrame{static_cast<Opcode>(byte(bytes, 0) & 0x0FU), bytes.substr(start, length),
                     start + length};
}

std::uint16_t close_code(std::string_view payload) {
  if (payload.size() < 2) return kNoCode;
  return static_cast<std::uint16_t>((byte(payload, 0) << 8U) | byte(payload, 1));
}

std::optional<HttpAnswer> first_answer(std::string_view bytes) {
  const auto end = bytes.find("\r\n\r\n");
  if (end == std::string_view::npos) return std::nullopt;
  auto head = bytes.substr(0, end);
  HttpAnswer answer;
  const auto status = next_line(head);  // "HTTP/1.1 200 OK"
  answer.status = static_cast<int>(number(status.substr(std::min<std::size_t>(9, status.size()))));
  std::size_t length = 0;
  while (!head.empty()) {
    const auto line = next_line(head);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    auto value = line.substr(colon + 1);
    value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
    if (same_name(line.substr(0, colon), "content-length")) length = number(value);
    // The mark of the device comes beside it.
    const bool is_session = value.starts_with("rt_session=");
    if (is_session && same_name(line.substr(0, colon), "set-cookie")) {
      answer.session = std::string(value.substr(0, value.find(';')));
    }
  }
  if (answer.status == kSwitching) length = 0;
  answer.size = end + 4 + length;
  if (bytes.size() < answer.size) return std::nullopt;
  answer.body = std::string(bytes.substr(end + 4, length));
  return answer;
}

std::string post_request(std::string_view host, std::string_view path, std::string_view key,
                         std::string_view body) {
  std::string request = "POST ";
  request.append(path).append(" HTTP/1.1\r\nHost: ").append(host);
  request.append("\r\nContent-Type: application/json\r\nIdempotency-Key: ").append(key);
  request.append("\r\nContent-Length: ").append(std::to_string(body.size()));
  return request.append("\r\n\r\n").append(body);
}

std::string upgrade_request(std::string_view host, std::string_view subprotocol,
                            std::string_view cookie) {
  // The key only proves that the server speaks WebSocket, which whoever runs this knows.
  std::string request = "GET /ws HTTP/1.1\r\nHost: ";
  request.append(host).append(
      "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
  if (!subprotocol.empty()) {
    request.append("Sec-WebSocket-Protocol: ").append(subprotocol).append("\r\n");
  }
  if (!cookie.empty()) request.append("Cookie: ").append(cookie).append("\r\n");
  return request.append("\r\n");
}

}  // namespace roundtable::neighbours
