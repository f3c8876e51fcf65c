// Beast writes pongs and close replies from inside its own reads. So that they never cut into our
// pre-built frames, Beast is given no socket but a QueueingStream: a handle to a QueueingSocket,
// which owns the tcp socket and one Outbox for the frames of both sides (docs/decisions/0008). Data
// frames never go through Beast: Asio hands a large write over in parts, and ours could fall
// between two. The WebSocket session is the QueueingSocket, so that a fan-out touches one object.
// Shard thread.
#pragma once

#include <algorithm>
#include <array>
#include <boost/asio/async_result.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/socket_base.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/core/role.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/ensure.hpp"
#include "net/outbox.hpp"
#include "net/shard.hpp"

namespace roundtable::net {

namespace beast = boost::beast;

class QueueingSocket {
 public:
  QueueingSocket(Shard& shard, TcpSocket socket, std::string read_ahead)
      : outbox_(socket.native_handle(),
                {shard.options().outbox_bytes_soft, shard.options().outbox_bytes_hard},
                shard.counters()),
        shard_(shard),
        socket_(std::move(socket)),
        heard_(shard.now()),
        read_ahead_(std::move(read_ahead)) {}
  QueueingSocket(const QueueingSocket&) = delete;
  QueueingSocket& operator=(const QueueingSocket&) = delete;
  virtual ~QueueingSocket() = default;

  Executor executor() { return socket_.get_executor(); }

  template <class Buffers, class Handler>
  void read_some(const Buffers& buffers, Handler handler);
  template <class Buffers, class Handler>
  void write_control(const Buffers& buffers, Handler handler);
  void close_socket();

 protected:
  /// What `pushed` asks for; call it after every push that did not go out at once.
  void after_push(Outbox::Pushed pushed);
  /// Drops what waits; a control frame of Beast among it counts as written.
  void forget_waiting();
  /// Ends Beast's write, if one waits: its read can only end after it.
  void end_control_write(const beast::error_code& error);

  /// Keeps this object alive while the kernel is waited for.
  virtual std::shared_ptr<void> keep_alive() = 0;
  virtual void on_queue_drained() = 0;
  virtual void on_queue_broken() = 0;
  /// Beast answers a close, or fails the connection (RFC 6455 7.1.7).
  virtual void on_close_written() = 0;

  Outbox outbox_;
  Shard& shard_;
  TcpSocket socket_;
  Tick heard_;  // when the peer last showed that it is there
  bool handshake_ = true;

 private:
  struct PendingWrite {
    virtual ~PendingWrite() = default;
    virtual void end(const beast::error_code& error) = 0;
  };
  template <class Handler>
  struct PendingWriteOf final : PendingWrite {
    PendingWriteOf(Executor with, Handler h, std::size_t size)
        : executor(with), handler(std::move(h)), bytes(size) {}
    void end(const beast::error_code& error) override {
      asio::post(executor, beast::bind_front_handler(std::move(handler), error, error ? 0 : bytes));
    }
    Executor executor;
    Handler handler;
    std::size_t bytes;
  };

  void wait_writable();
  void on_writable(const beast::error_code& error);

  bool waits_writable_ = false;
  std::uint64_t pending_mark_ = 0;
  std::unique_ptr<PendingWrite> pending_;
  std::string read_ahead_;  // came with the upgrade request
};

/// What Beast sees (an AsyncStream). As small as a pointer.
class QueueingStream {
 public:
  using executor_type = Executor;

  explicit QueueingStream(QueueingSocket& socket) : socket_(&socket) {}
  executor_type get_executor() noexcept { return socket_->executor(); }

  template <class Buffers, class Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    return asio::async_initiate<Token, void(beast::error_code, std::size_t)>(
        [](auto handler, QueueingSocket* socket, const Buffers& into) {
          socket->read_some(into, std::move(handler));
        },
        token, socket_, buffers);
  }
  template <class Buffers, class Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    return asio::async_initiate<Token, void(beast::error_code, std::size_t)>(
        [](auto handler, QueueingSocket* socket, const Buffers& from) {
          socket->write_control(from, std::move(handler));
        },
        token, socket_, buffers);
  }

  // Beast finds these by their argument.
  friend void beast_close_socket(QueueingStream& stream) { stream.socket_->close_socket(); }
  /// The session ends the connection itself, with what is queued written before (ws_session.cpp).
  template <class Handler>
  friend void async_teardown(beast::role_type, QueueingStream& stream, Handler&& handler) {
    asio::post(stream.get_executor(),
               beast::bind_front_handler(std::forward<Handler>(handler), beast::error_code{}));
  }

 private:
  QueueingSocket* socket_;
};

template <class Buffers, class Handler>
void QueueingSocket::read_some(const Buffers& buffers, Handler handler) {
  heard_ = shard_.now();  // Beast reads again because the read before brought something
  if (read_ahead_.empty()) {
    socket_.async_read_some(buffers, std::move(handler));
    return;
  }
  const std::size_t count = asio::buffer_copy(buffers, asio::buffer(read_ahead_));
  read_ahead_.erase(0, count);
  if (read_ahead_.empty()) read_ahead_.shrink_to_fit();
  asio::post(executor(), beast::bind_front_handler(std::move(handler), beast::error_code{}, count));
}

template <class Buffers, class Handler>
void QueueingSocket::write_control(const Buffers& buffers, Handler handler) {
  const std::size_t size = asio::buffer_size(buffers);
  const auto succeed = [&] {
    asio::post(executor(),
               beast::bind_front_handler(std::move(handler), beast::error_code{}, size));
  };
  // The 101 has gone out before Beast was asked; after a close frame nothing goes out.
  if (handshake_ || outbox_.is_shut()) return succeed();

  std::array<char, 127> bytes;  // RFC 6455 5.5: two bytes of header, at most 125 of payload
  ensure(size >= 2 && size <= bytes.size(), "Beast writes control frames only, each as a whole");
  asio::buffer_copy(asio::buffer(bytes), buffers);
  const bool closes = (static_cast<unsigned char>(bytes[0]) & 0x0FU) == 0x8U;
  ensure(closes || (static_cast<unsigned char>(bytes[0]) & 0x0FU) == 0xAU,
         "Beast writes pongs and closes only");
  if (closes && size >= 4 && static_cast<unsigned char>(bytes[2]) >= 5000 / 256) {
    // RFC 6455 7.4.2 ends at 4999; Beast echoes what lies above. Answer a protocol error instead.
    const unsigned code =
        static_cast<unsigned char>(bytes[2]) * 256U + static_cast<unsigned char>(bytes[3]);
    if (code >= 5000) {
      bytes[2] = static_cast<char>(1002 / 256);
      bytes[3] = static_cast<char>(1002 % 256);
    }
  }
  const std::string_view frame(bytes.data(), size);
  const Outbox::Pushed pushed = closes ? outbox_.push_close(frame) : outbox_.push_control(frame);
  if (closes) on_close_written();
  if (pushed != Outbox::Pushed::waits) {
    after_push(pushed);
    return succeed();  // a dead connection shows itself in the next read
  }
  ensure(!pending_, "Beast writes one frame at a time");
  pending_ = std::make_unique<PendingWriteOf<Handler>>(executor(), std::move(handler), size);
  pending_mark_ = outbox_.mark();
  after_push(pushed);
}

}  // namespace roundtable::net
