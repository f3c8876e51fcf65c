#include "net/shard.hpp"

#include <sys/socket.h>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <exception>
#include <iostream>
#include <sstream>

#include "net/http_text.hpp"

namespace roundtable::net {
namespace {

// Long enough for some sockets to be closed, short enough to be no outage.
constexpr std::chrono::milliseconds kAcceptPause{100};

constexpr std::string_view kFull = "503 Service Unavailable";
constexpr std::string_view kTooMany = "429 Too Many Requests";

/// Best effort: a fresh socket has room for it, and a person sees why.
void turn_away(TcpSocket& socket, std::string_view status) {
  const auto answer = "HTTP/1.1 " + std::string(status) +
                      "\r\nContent-Length: 0\r\nRetry-After: 10\r\n"
                      "X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n"
                      "Connection: close\r\n\r\n";
  ::send(socket.native_handle(), answer.data(), answer.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

}  // namespace

void OpenSockets::closed() {
  if (count_.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
  const std::lock_guard lock(mutex_);
  none_.notify_all();
}

bool OpenSockets::wait_for_none(std::chrono::milliseconds at_most) {
  std::unique_lock lock(mutex_);
  return none_.wait_for(lock, at_most, [this] { return count() == 0; });
}

Shard::Shard(std::size_t index, const ServerOptions& options, HttpHandler& http, WsHandler& ws,
             OpenSockets& open_sockets, Places& places)
    : index_(index),
      options_(options),
      http_(http),
      ws_(ws),
      open_sockets_(open_sockets),
      places_(places),
      acceptor_(io_),
      sweep_timer_(io_),
      accept_timer_(io_) {}

void Shard::listen_on(const asio::ip::tcp& protocol, int descriptor) {
  acceptor_.assign(protocol, descriptor);
}

void Shard::run() {
  accept();
  sweep_later();
  while (true) {
    try {
      io_.run();  // the sweep's timer is always pending, so this ends by `stop` alone
      return;
    } catch (const std::exception& error) {
      report("a task", error.what());
    }
  }
}

void Shard::report(std::string_view what, std::string_view why) const {
  if (options_.on_failure) return options_.on_failure(what, why);
  std::ostringstream line;  // one write, so that lines of two shards do not mix
  line << "net: shard " << index_ << ": " << what << " failed: " << why << '\n';
  std::cerr << line.str() << std::flush;
}

void Shard::post(std::function<void()> task) {
  asio::post(io_, std::move(task));
}

void Shard::post_after(std::chrono::milliseconds delay, std::function<void()> task) {
  // The timer belongs to the loop's thread, and so is made there.
  post([this, delay, task = std::move(task)]() mutable {
    auto timer = std::make_unique<Timer>(io_, delay);
    Timer& waiting = *timer;
    waiting.async_wait(
        [timer = std::move(timer), task = std::move(task)](const boost::system::error_code& error) {
          if (!error) task();
        });
  });
}

void Shard::accept() {
  if (!acceptor_.is_open()) return;
  acceptor_.async_accept([this](const boost::system::error_code& error, TcpSocket socket) {
    on_accepted(error, std::move(socket));
  });
}

void Shard::on_accepted(const boost::system::error_code& error, TcpSocket socket) {
  if (error == asio::error::operation_aborted || !acceptor_.is_open()) return;
  // Mostly a shortage (EMFILE, ENFILE, ENOBUFS, ENOMEM), which trying again at once does not end.
  if (error && error != asio::error::connection_aborted) return accept_later();
  if (!error) {
    if (open_sockets_.count() >= options_.sockets_max && !drop_an_idle()) {
      turn_away(socket, kFull);
      return accept_later();
    }
    boost::system::error_code ignored;  // a socket reset meanwhile shows it at its first read
    socket.set_option(asio::ip::tcp::no_delay(true), ignored);
    counters_.sockets.add(1);
    serve(std::move(socket));
  }
  accept();
}

void Shard::serve(TcpSocket socket) {
  boost::system::error_code error;
  const auto endpoint = socket.remote_endpoint(error);
  if (error) return;  // reset before it was looked at
  auto peer = endpoint.address().to_string();
  auto place = is_trusted_proxy(peer, options_.trusted_proxies) ? places_.take_uncounted(peer)
                                                                : places_.take(peer);
  if (place == nullptr) return turn_away(socket, kTooMany);
  start_http_session(*this, std::move(socket), std::move(peer), std::move(place));
}

bool Shard::drop_an_idle() {
  const auto idle = roster_.an_idle();
  if (idle != nullptr) idle->drop();
  return idle != nullptr;
}

void Shard::accept_later() {
  accept_timer_.expires_after(kAcceptPause);
  accept_timer_.async_wait([this](const boost::system::error_code& error) {
    if (!error) accept();
  });
}

void Shard::sweep_later() {
  sweep_timer_.expires_after(kSweepInterval);
  sweep_timer_.async_wait([this](const boost::system::error_code& error) {
    if (error) return;
    ++now_;
    roster_.sweep(now_);
    sweep_later();
  });
}

Tick Shard::after(std::chrono::milliseconds delay) const {
  // One more, because the present tick may be nearly over.
  return now_ + static_cast<Tick>(delay / kSweepInterval) + 1;
}

void Shard::enter(std::shared_ptr<Connection> connection, Tick deadline) {
  open_sockets_.opened();
  roster_.add(std::move(connection), deadline);
}

void Shard::leave(Connection& connection) {
  roster_.remove(connection);
  open_sockets_.closed();
}

void Shard::stop_accepting() {
  boost::system::error_code ignored;  // closing fails only for what is closed
  acceptor_.close(ignored);
  accept_timer_.cancel();
}

void Shard::go_away(bool keep_websockets) {
  ends_ = ends_ || !keep_websockets;
  for (const auto& connection : roster_.all()) connection->go_away(keep_websockets);
}

void Shard::drop_all() {
  for (const auto& connection : roster_.all()) connection->drop();
}

}  // namespace roundtable::net
