// Shard: one thread with its own event loop, acceptor and connections (docs/architecture.md,
// "Threads"). Everything but `post` and `counters` is used on that thread alone. Internal to net:
// Boost.Asio is seen here.
#pragma once

#include <array>
#include <atomic>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string_view>
#include <utility>

#include "net/counter.hpp"
#include "net/handlers.hpp"
#include "net/places.hpp"
#include "net/roster.hpp"

namespace roundtable::net {

namespace asio = boost::asio;
using Executor = asio::io_context::executor_type;
/// With the plain executor type: smaller and quicker than the type-erased default.
using TcpSocket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using TcpAcceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                         asio::wait_traits<std::chrono::steady_clock>, Executor>;

inline constexpr std::chrono::milliseconds kSweepInterval{250};
/// How long a connection whose last answer is out may still send what nobody reads.
inline constexpr std::chrono::seconds kLingerTimeout{2};

/// What the shards of one server share: how many sockets are open, and waiting for the last.
class OpenSockets {
 public:
  std::size_t count() const { return count_.load(std::memory_order_relaxed); }
  void opened() { count_.fetch_add(1, std::memory_order_relaxed); }
  void closed();
  /// True when none is open any more.
  bool wait_for_none(std::chrono::milliseconds at_most);

 private:
  std::atomic<std::size_t> count_{0};
  std::mutex mutex_;
  std::condition_variable none_;
};

class Shard : public std::enable_shared_from_this<Shard> {
 public:
  Shard(std::size_t index, const ServerOptions& options, HttpHandler& http, WsHandler& ws,
        OpenSockets& open_sockets, Places& places);

  /// Takes over a listening socket. Before `run`.
  void listen_on(const asio::ip::tcp& protocol, int descriptor);
  /// The thread's body: returns after `stop`.
  void run();

  /// From any thread, in the order posted. Nothing runs after `stop`.
  void post(std::function<void()> task);
  void post_after(std::chrono::milliseconds delay, std::function<void()> task);
  void stop() { io_.stop(); }

  void stop_accepting();
  void go_away(bool keep_websockets);
  void drop_all();
  /// The WebSockets were told to go; one whose 101 was on its way out then was not among them.
  bool ends() const { return ends_; }

  std::size_t index() const { return index_; }
  const ServerOptions& options() const { return options_; }
  HttpHandler& http() { return http_; }
  WsHandler& ws() { return ws_; }
  Places& places() { return places_; }
  ShardCounters& counters() { return counters_; }
  Executor executor() { return io_.get_executor(); }

  Tick now() const { return now_; }
  /// The first sweep that is at least `delay` away.
  Tick after(std::chrono::milliseconds delay) const;
  void enter(std::shared_ptr<Connection> connection, Tick deadline);
  void leave(Connection& connection);
  void set_deadline(const Connection& connection, Tick deadline) {
    roster_.set_deadline(connection, deadline);
  }
  /// For bytes nobody reads; shared by all connections that are closing.
  asio::mutable_buffer scrap() { return asio::buffer(scrap_); }

  /// Calls the application; an exception of its making ends one connection, not the shard.
  /// False when it threw.
  template <class Call>
  bool guarded(std::string_view what, Call&& call) {
    try {
      std::forward<Call>(call)();
      return true;
    } catch (const std::exception& error) {
      report(what, error.what());
      return false;
    }
  }
  void report(std::string_view what, std::string_view why) const;

 private:
  void accept();
  void on_accepted(const boost::system::error_code& error, TcpSocket socket);
  void accept_later();
  void serve(TcpSocket socket);
  /// Whoever comes is worth more than a connection that nobody uses just now.
  bool drop_an_idle();
  void sweep_later();

  const std::size_t index_;
  const ServerOptions& options_;
  HttpHandler& http_;
  WsHandler& ws_;
  OpenSockets& open_sockets_;
  Places& places_;
  ShardCounters counters_;
  Tick now_ = 0;
  bool ends_ = false;
  std::array<char, 16 * 1024> scrap_;
  asio::io_context io_{1};  // one thread runs it; others may post, so never the UNSAFE hint
  TcpAcceptor acceptor_;
  Timer sweep_timer_;
  Timer accept_timer_;
  Roster roster_;  // destroyed before the event loop its sockets belong to
};

/// Speaks HTTP with a fresh connection of that address (http_session.cpp).
void start_http_session(Shard& shard, TcpSocket socket, std::string peer,
                        std::unique_ptr<Places::Place> place);
/// Takes over a socket whose 101 has been written, with its place; `read_ahead` came after the
/// request (ws_session.cpp).
void start_ws_session(Shard& shard, TcpSocket socket, std::unique_ptr<Places::Place> place,
                      std::string read_ahead, Upgrade upgrade);

}  // namespace roundtable::net
