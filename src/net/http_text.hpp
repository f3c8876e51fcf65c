// What HTTP needs beside a parser: targets, header fields, response heads, the WebSocket answer.
// Pure functions for any thread; nothing here knows sockets or Boost.
#pragma once

#include <ctime>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/handlers.hpp"

namespace roundtable::net {

struct Target {
  std::string path;   // decoded
  std::string query;  // as sent
};

/// "/a%20b?c=d" or "http://host/a%20b?c=d". Nothing for what is no path, is badly encoded or holds
/// a control character.
std::optional<Target> parse_target(std::string_view target);

/// Takes over a field of the request; fields of one name must come one after another.
void add_field(HttpRequest& request, std::string_view name, std::string_view value);

/// ASCII only, as header names and tokens are.
bool equal_ignoring_case(std::string_view a, std::string_view b);
/// True when the comma-separated list holds the token.
bool has_token(std::string_view list, std::string_view token);
std::string_view trimmed(std::string_view text);

/// Why that is no WebSocket handshake of version 13 (RFC 6455 4.2.1), or nothing.
std::optional<HttpResponse> upgrade_problem(const HttpRequest& request);
/// 24 characters of base64 that stand for 16 bytes.
bool is_websocket_key(std::string_view key);
/// The whole 101 answer (RFC 6455 4.2.2), without a Server header.
std::string switching_protocols(std::string_view key, std::string_view subprotocol);

/// Status line and fields, the empty line included. `body_bytes` is announced even for HEAD. Fields
/// that are ours (Content-Length, Connection, Transfer-Encoding, Date, Server) are not taken over.
/// Throws BrokenInvariant where a field would break the line it stands in.
std::string response_head(const HttpResponse& response, std::size_t body_bytes, bool keep_alive,
                          std::time_t now);

/// Whether the body has no transfer coding but exactly `chunked`. Of any other - "gzip, chunked",
/// "xchunked", one in HTTP/1.0 - two readers may not agree where the request ends (RFC 9112 6.3).
bool is_coded_plainly(const HttpRequest& head, bool is_http11);

/// A problem document (RFC 9457) with a stable code of docs/protocol.md.
HttpResponse problem(unsigned status, std::string_view code, std::string_view title);

bool is_trusted_proxy(std::string_view peer, const std::vector<std::string>& trusted_proxies);
/// The client behind trusted proxies: the last address of X-Forwarded-For that is not itself a
/// trusted proxy; `peer` where the peer is not trusted or names nobody.
std::string client_address(const HttpRequest& request, std::string_view peer,
                           const std::vector<std::string>& trusted_proxies);
/// An address as proxies write it: bare, or with the port that the client used
/// ("198.51.100.1:51000", "[2001:db8::1]:51001"), which is no part of who it is.
std::optional<std::string> forwarded_address(std::string_view text);
/// "::ffff:10.0.0.1" reads "10.0.0.1"; nothing for what is no address.
std::optional<std::string> plain_address(std::string_view text);

}  // namespace roundtable::net
