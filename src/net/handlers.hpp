// What the network layer needs from the application, and what it offers: no Boost type appears
// here. `Server` owns one shard per core (a thread with its own event loop, acceptor and sockets);
// every callback for a socket runs on the shard that owns it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "live/outlet.hpp"

namespace roundtable::net {

struct HttpRequest {
  std::string method;  // "GET"
  std::string path;    // decoded, without the query: "/api/v1/me"
  std::string query;   // as sent, without '?'
  /// Names in lower case; a repeated field is here once, its values joined by commas.
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::string remote;  // address of the peer, or of the client a trusted proxy names

  /// The value of that header ("" when absent). `name` in lower case.
  std::string_view header(std::string_view name) const;
};

struct HttpResponse {
  unsigned status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::shared_ptr<const std::string> body;  // null: empty
};

/// What limits count as one address: of IPv6 the first 64 bits, since one line has all the rest.
std::string line_of(const std::string& address);

/// What may have many such lines: of IPv6 the first 48 bits, of which a provider gives one customer
/// at most; "" for IPv4.
std::string site_of(const std::string& address);

/// Answers once, from any thread; the answer goes out on the socket's shard.
using Respond = std::function<void(HttpResponse)>;

class HttpHandler {
 public:
  virtual ~HttpHandler() = default;
  /// Called on the shard of the socket. Must not block.
  virtual void on_request(HttpRequest request, std::size_t shard, Respond respond) = 0;
  /// Why nothing is told to whoever sends such a head, of a request or an upgrade; asked on the
  /// shard before its body is read. Must not block. The connection ends with the answer.
  virtual std::optional<HttpResponse> refusal(const HttpRequest& /*head*/) const {
    return std::nullopt;
  }
  /// How many bytes the body of a request may have, by its head (method, path, query, headers);
  /// asked on the shard before a body beyond `http_body_bytes_max` is read. Nothing: no more than
  /// that. Must not block longer than a look by one key.
  virtual std::optional<std::size_t> body_bytes_max(const HttpRequest& /*head*/) const {
    return std::nullopt;
  }
};

/// What a socket may be upgraded to, decided before the 101 goes out.
struct Upgrade {
  std::shared_ptr<void> who;  // handed back in every callback of this socket
  std::string subprotocol;    // "" : none
};

class WsHandler {
 public:
  virtual ~WsHandler() = default;
  /// Called on the shard; answers 101 with the Upgrade, or refuses with an HTTP response.
  virtual void on_upgrade(const HttpRequest& request, std::size_t shard,
                          std::function<void(std::variant<Upgrade, HttpResponse>)> answer) = 0;
  virtual void on_open(live::Outlet& socket, const std::shared_ptr<void>& who,
                       std::size_t shard) = 0;
  /// One whole message (already valid UTF-8 when `text`). `message` may be moved from.
  virtual void on_message(live::Outlet& socket, const std::shared_ptr<void>& who,
                          std::string& message, bool text) = 0;
  /// The queue of this socket is empty again after it had been above `outbox_bytes_soft`.
  virtual void on_drained(live::Outlet& socket, const std::shared_ptr<void>& who) = 0;
  /// The last call for this socket; the Outlet is dead afterwards.
  virtual void on_close(live::Outlet& socket, const std::shared_ptr<void>& who) = 0;
};

struct ServerOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any free one
  std::size_t shards = 1;
  std::size_t message_bytes_max = 64 * 1024;  // a larger one is closed with 1009
  std::size_t http_header_bytes_max = 16 * 1024;
  std::size_t http_body_bytes_max = 64 * 1024;       // unless a route asks for more
  std::size_t outbox_bytes_soft = 256 * 1024;        // above: `on_drained` is due
  std::size_t outbox_bytes_hard = 16 * 1024 * 1024;  // above: the socket is closed with 1008
  std::size_t sockets_max = 50'000;
  /// Of one IPv4 address or IPv6 line, and four times as many of an IPv6 site; never more than half
  /// of `sockets_max`. 0: as many as come. Connections of trusted proxies are counted where they
  /// become WebSockets, by the client's address.
  std::size_t connections_per_address_max = 0;
  /// Of requests and messages that are not whole yet, in the same way.
  std::size_t half_bytes_per_address_max = 32 * 1024 * 1024;
  std::chrono::seconds handshake_timeout{10};
  std::chrono::seconds http_idle_timeout{30};
  std::chrono::seconds ping_interval{30};    // no pong for twice as long: closed
  std::vector<std::string> trusted_proxies;  // addresses whose X-Forwarded-For counts
  bool websocket_any_path = false;           // ws_echo: upgrade everywhere, not only /ws
  /// An exception that left a handler or a task (`what` names which), from any shard's thread. Not
  /// set: one line on standard error.
  std::function<void(std::string_view what, std::string_view why)> on_failure;
};

/// Counters since the start, summed over all shards.
struct ServerCounters {
  std::uint64_t sockets_open = 0;
  std::uint64_t sockets_total = 0;
  std::uint64_t http_requests_total = 0;
  std::uint64_t frames_in_total = 0;
  std::uint64_t frames_out_total = 0;
  std::uint64_t bytes_out_total = 0;
  std::uint64_t outbox_overflows_total = 0;
};

class Server {
 public:
  virtual ~Server() = default;
  virtual std::uint16_t port() const = 0;
  virtual std::size_t shards() const = 0;
  /// Runs `task` on that shard, from any thread, in the order posted.
  virtual void post(std::size_t shard, std::function<void()> task) = 0;
  /// Runs `task` on that shard after a delay; there is no cancel, tasks check for themselves.
  virtual void post_after(std::size_t shard, std::chrono::milliseconds delay,
                          std::function<void()> task) = 0;
  /// Stops accepting, closes idle HTTP connections; sockets stay so that taken commands are
  /// answered.
  virtual void stop_accepting() = 0;
  /// Closes every socket with 1001, waits up to `grace` for the closes, then ends the threads.
  virtual void shut_down(std::chrono::milliseconds grace) = 0;
  virtual ServerCounters counters() const = 0;
};

/// Binds and starts the shards' threads. Raises the limit of open files to what `sockets_max`
/// needs, as far as the system allows. Before it binds with SO_REUSEPORT it probes the port
/// without, so that a second server on one port fails loudly. Throws std::runtime_error with a
/// sentence a person can act on.
std::unique_ptr<Server> start_server(ServerOptions options, HttpHandler& http, WsHandler& ws);

}  // namespace roundtable::net
