// One WebSocket: reads whole messages with Beast, sends pre-built frames through the outbox.
//
//   open ──close()/the peer's close──▶ closing ──read ends──▶ leaving ──EOF──▶ gone
//
// `open`: messages go to the application; reading pauses while the outbox is above its soft limit.
// `closing`: a close frame is queued; what still comes in is thrown away until the peer's close.
// `leaving`: the application was told (`on_close`); the queue is written out, our direction is shut
// down, and what the peer still sends is read and dropped, so that no reset overtakes our close. A
// peer that has ended its own direction still gets what is queued.
// Every state but `open` ends by a deadline.
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/websocket/error.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "net/message_buffer.hpp"
#include "net/queueing_stream.hpp"
#include "net/shard.hpp"

namespace roundtable::net {
namespace {

namespace http = beast::http;
namespace websocket = beast::websocket;

constexpr std::chrono::seconds kCloseTimeout{5};
// RFC 6455 5.5: a control frame carries at most 125 bytes, two of them the code.
constexpr std::size_t kReasonBytesMax = 123;

using RequestHead = http::request<http::empty_body>;

/// Beast keeps its state private until it has accepted a request. The true one has been answered
/// (http_session.cpp), so it is shown this one, and the stream throws its answer away.
const RequestHead& formal_request() {
  static const RequestHead kRequest = [] {
    RequestHead head{http::verb::get, "/", 11};
    head.set(http::field::host, "localhost");
    head.set(http::field::connection, "Upgrade");
    head.set(http::field::upgrade, "websocket");
    head.set(http::field::sec_websocket_key, "dGhlIHNhbXBsZSBub25jZQ==");  // RFC 6455 1.3
    head.set(http::field::sec_websocket_version, "13");
    return head;
  }();
  return kRequest;
}

/// At most that many bytes, whole code points.
std::string_view cut(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  std::size_t size = bytes_max;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
  return text.substr(0, size);
}

std::string close_frame(live::CloseCode code, std::string_view reason) {
  reason = cut(reason, kReasonBytesMax);
  const auto number = static_cast<unsigned>(code);
  std::string frame;
  frame += static_cast<char>(0x88);
  frame += static_cast<char>(reason.size() + 2);
  frame += static_cast<char>(number >> 8U);
  frame += static_cast<char>(number & 0xFFU);
  return frame.append(reason);
}

/// Beast checks text as it comes in, but not the end of a message whose last fragment is empty.
bool ends_inside_code_point(std::string_view text) {
  for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
    const auto byte = static_cast<unsigned char>(text[text.size() - back]);
    if ((byte & 0xC0U) == 0x80U) continue;
    const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
    return length > back;
  }
  return false;
}

class WsSession final : public live::Outlet,
                        public QueueingSocket,
                        public Connection,
                        public std::enable_shared_from_this<WsSession> {
 public:
  WsSession(Shard& shard, TcpSocket socket, std::unique_ptr<Places::Place> place,
            std::string read_ahead, Upgrade upgrade)
      : QueueingSocket(shard, std::move(socket), std::move(read_ahead)),
        who_(std::move(upgrade.who)),
        place_(std::move(place)),
        buffer_(shard.options().message_bytes_max + kBufferSpare,
                [this](std::size_t bytes) { return place_->hold(bytes); }),
        stream_(static_cast<QueueingSocket&>(*this)) {}

  void start();

  void send(const live::Frame& frame) override {
    const Outbox::Pushed pushed = outbox_.push(frame);
    if (pushed != Outbox::Pushed::sent) [[unlikely]]
      send_slowly(pushed);
  }
  void close(live::CloseCode code, std::string_view reason) override;
  std::size_t queued_bytes() const override { return outbox_.bytes(); }
  bool is_behind() const override { return outbox_.above_soft(); }

  void on_deadline() override;
  void go_away(bool keep_websockets) override;
  void drop() override;

 private:
  enum class Phase { open, closing, leaving, gone };
  // Beast asks for room once more where a message of the largest size ends with an empty fragment.
  static constexpr std::size_t kBufferSpare = 1024;

  std::shared_ptr<void> keep_alive() override { return shared_from_this(); }
  void on_queue_drained() override;
  void on_queue_broken() override;
  void on_close_written() override;

  void send_slowly(Outbox::Pushed pushed);
  void on_open(const beast::error_code& error);
  void read_if_due();
  void on_read(const beast::error_code& error);
  void take_message();
  void tell_closed();
  void leave(bool orderly);
  void discard();
  std::chrono::milliseconds ping_interval() const { return shard_.options().ping_interval; }

  Phase phase_ = Phase::open;
  bool reading_ = false;
  bool opened_ = false;      // the application was told
  bool peer_ended_ = false;  // its direction; seen while we leave
  std::shared_ptr<void> who_;
  std::unique_ptr<Places::Place> place_;
  MessageBuffer buffer_;
  std::uint64_t messages_ = 0;               // taken so far
  std::optional<std::uint64_t> half_since_;  // after how many the one began that was half there
  websocket::stream<QueueingStream, false> stream_;  // false: no permessage-deflate
};

void WsSession::start() {
  shard_.enter(shared_from_this(), shard_.after(shard_.options().handshake_timeout));
  stream_.read_message_max(shard_.options().message_bytes_max);
  stream_.async_accept(
      formal_request(),
      [self = shared_from_this()](const beast::error_code& error) { self->on_open(error); });
  if (shard_.ends()) close(live::CloseCode::going_away, "");
}

void WsSession::on_open(const beast::error_code& error) {
  handshake_ = false;
  if (phase_ == Phase::leaving || phase_ == Phase::gone) return;
  if (error) return leave(false);
  if (phase_ == Phase::closing) return read_if_due();  // the application never hears of it
  opened_ = true;
  shard_.set_deadline(*this, shard_.after(ping_interval()));
  const bool fine =
      shard_.guarded("on_open", [&] { shard_.ws().on_open(*this, who_, shard_.index()); });
  if (!fine) close(live::CloseCode::internal_error, "");
  read_if_due();
}

void WsSession::read_if_due() {
  if (reading_ || handshake_) return;
  const bool paused = phase_ == Phase::open && outbox_.above_soft();
  if (paused || phase_ == Phase::leaving || phase_ == Phase::gone) return;
  reading_ = true;
  stream_.async_read(buffer_,
                     [self = shared_from_this()](const beast::error_code& read_error, std::size_t) {
                       self->on_read(read_error);
                     });
}

void WsSession::on_read(const beast::error_code& error) {
  reading_ = false;
  if (phase_ == Phase::leaving || phase_ == Phase::gone) return;
  if (error) {
    const bool refused = buffer_.refused();
    buffer_.reset();
    if (refused) {
      close(live::CloseCode::policy, "too much is half received");
      return leave(true);
    }
    const bool vanished =
        error == asio::error::connection_reset || error == asio::error::operation_aborted;
    return leave(!vanished);
  }
  ++messages_;
  if (phase_ == Phase::open) take_message();
  buffer_.reset();
  read_if_due();
}

void WsSession::take_message() {
  shard_.counters().frames_in.add(1);
  std::string& message = buffer_.message();
  const bool text = stream_.got_text();
  if (text && ends_inside_code_point(message)) {
    close(live::CloseCode::invalid_payload, "");
    return leave(true);  // a failed connection (RFC 6455 7.1.7) does not wait for the peer's close
  }
  const bool fine =
      shard_.guarded("on_message", [&] { shard_.ws().on_message(*this, who_, message, text); });
  if (!fine) close(live::CloseCode::internal_error, "");
}

void WsSession::send_slowly(Outbox::Pushed pushed) {
  if (pushed != Outbox::Pushed::overflow) return after_push(pushed);
  shard_.counters().outbox_overflows.add(1);
  forget_waiting();  // so that its memory is free at once, and the close has a chance to get
                     // through
  close(live::CloseCode::policy, "too slow");
}

void WsSession::close(live::CloseCode code, std::string_view reason) {
  if (phase_ != Phase::open) return;
  phase_ = Phase::closing;
  shard_.set_deadline(*this, shard_.after(kCloseTimeout));
  after_push(outbox_.push_close(close_frame(code, reason)));
  // Also where reading was paused. Not from within: `close` may be called in any callback.
  asio::post(executor(), [self = shared_from_this()] { self->read_if_due(); });
}

void WsSession::on_close_written() {
  if (phase_ != Phase::open) return;
  phase_ = Phase::closing;
  shard_.set_deadline(*this, shard_.after(kCloseTimeout));
}

void WsSession::on_queue_drained() {
  if (phase_ == Phase::leaving) {
    beast::error_code ignored;  // a reset meanwhile shows itself in `discard`
    socket_.shutdown(asio::socket_base::shutdown_send, ignored);
    if (peer_ended_) drop();
    return;
  }
  if (!outbox_.above_soft()) return;
  outbox_.clear_above_soft();
  if (phase_ == Phase::open) {
    const bool fine = shard_.guarded("on_drained", [&] { shard_.ws().on_drained(*this, who_); });
    if (!fine) close(live::CloseCode::internal_error, "");
  }
  read_if_due();
}

void WsSession::on_queue_broken() {
  outbox_.shut();
  // Perhaps within the application's `send`: it must not hear `on_close` from there.
  asio::post(executor(), [self = shared_from_this()] { self->drop(); });
}

void WsSession::tell_closed() {
  phase_ = Phase::leaving;
  outbox_.shut();
  if (opened_) {
    shard_.guarded("on_close", [&] { shard_.ws().on_close(*this, who_); });
  }
  who_.reset();  // but not the buffer: a read of Beast may still be under way
}

void WsSession::leave(bool orderly) {
  if (phase_ == Phase::leaving || phase_ == Phase::gone) return;
  tell_closed();
  if (!orderly) return drop();
  shard_.set_deadline(*this, shard_.after(kLingerTimeout));
  if (outbox_.empty()) on_queue_drained();
  discard();
}

void WsSession::discard() {
  socket_.async_read_some(shard_.scrap(),
                          [self = shared_from_this()](const beast::error_code& error, std::size_t) {
                            if (self->phase_ != Phase::leaving) return;
                            if (!error) return self->discard();
                            self->peer_ended_ = error == asio::error::eof;
                            const bool owes = self->peer_ended_ && !self->outbox_.empty();
                            if (!owes) self->drop();
                          });
}

void WsSession::on_deadline() {
  const auto silent = (shard_.now() - heard_) * kSweepInterval;
  if (phase_ != Phase::open || !opened_ || silent >= 2 * ping_interval()) return drop();
  // A message that was half there the last time too would hold its memory for ever.
  if (buffer_.size() > 0 && half_since_ == messages_) {
    return close(live::CloseCode::policy, "half a message for too long");
  }
  half_since_ = buffer_.size() > 0 ? std::optional(messages_) : std::nullopt;
  // Where something waits to be read there is no need to ask whether anybody reads.
  if (outbox_.empty()) after_push(outbox_.push_control(std::string_view("\x89\x00", 2)));
  shard_.set_deadline(*this, shard_.after(ping_interval()));
}

void WsSession::go_away(bool keep_websockets) {
  if (!keep_websockets) close(live::CloseCode::going_away, "");
}

void WsSession::drop() {
  if (phase_ == Phase::gone) return;
  const auto self = shared_from_this();  // the roster may hold the last owner
  if (phase_ != Phase::leaving) tell_closed();
  phase_ = Phase::gone;
  close_socket();
  end_control_write(asio::error::operation_aborted);
  shard_.leave(*this);
}

}  // namespace

void start_ws_session(Shard& shard, TcpSocket socket, std::unique_ptr<Places::Place> place,
                      std::string read_ahead, Upgrade upgrade) {
  std::make_shared<WsSession>(shard, std::move(socket), std::move(place), std::move(read_ahead),
                              std::move(upgrade))
      ->start();
}

}  // namespace roundtable::net
