// The client's side of HTTP and of RFC 6455, as far as it is needed to come in and to follow a
// meeting. Pure: bytes in, bytes out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace roundtable::neighbours {

enum class Opcode : std::uint8_t { text = 1, close = 8, ping = 9, pong = 10 };

/// A whole frame from a client. The mask is zero, which is a mask all the same: masking keeps
/// proxies from being fooled, and there is none here.
std::string client_frame(Opcode opcode, std::string_view payload);

struct ServerFrame {
  Opcode opcode = Opcode::text;
  std::string_view payload;
  std::size_t size = 0;  // of the whole frame
};
/// The frame at the beginning of `bytes`, if all of it is there.
std::optional<ServerFrame> first_frame(std::string_view bytes);
/// The code of a close frame; 1005 where it has none.
std::uint16_t close_code(std::string_view payload);

struct HttpAnswer {
  int status = 0;
  std::string session;  // what Set-Cookie sets: "rt_session=…"
  std::string body;
  std::size_t size = 0;
};
/// The answer at the beginning of `bytes`, if all of it is there; of a 101 the head alone.
std::optional<HttpAnswer> first_answer(std::string_view bytes);

std::string post_request(std::string_view host, std::string_view path, std::string_view key,
                         std::string_view body);
/// `cookie` may be empty; so may `subprotocol`, as for a plain echo server.
std::string upgrade_request(std::string_view host, std::string_view subprotocol,
                            std::string_view cookie);

}  // namespace roundtable::neighbours
