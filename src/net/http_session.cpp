// One HTTP/1.1 connection: reads requests with Beast, owes their answers in order, and hands its
// socket to a WebSocket session when an upgrade is granted.
//
// Reading goes on while answers are owed (pipelining), up to `kOwedMax`; it stops for good at an
// upgrade, at the last request of the connection and at a request that could not be understood. The
// one deadline in the roster belongs to whatever the connection waits for: the peer's next bytes,
// the application's answer, or the peer's reading of it.
#include <array>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>
#include <ctime>
#include <deque>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "net/http_text.hpp"
#include "net/plain_request.hpp"
#include "net/shard.hpp"

namespace roundtable::net {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;

constexpr std::size_t kOwedMax = 8;  // requests of one connection under way
constexpr std::chrono::seconds kBodyTimeout{60};
constexpr std::chrono::seconds kAnswerTimeout{60};
constexpr std::chrono::seconds kWriteTimeout{120};
constexpr std::string_view kWebSocketPath = "/ws";
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

class HttpSession final : public Connection, public std::enable_shared_from_this<HttpSession> {
 public:
  HttpSession(Shard& shard, TcpSocket socket, std::string peer,
              std::unique_ptr<Places::Place> place)
      : shard_(shard),
        socket_(std::move(socket)),
        buffer_(shard.options().http_header_bytes_max + kBufferSpare),
        peer_(std::move(peer)),
        place_(std::move(place)) {}

  void start();
  void on_deadline() override;
  void go_away(bool keep_websockets) override;
  void drop() override;
  bool is_idle() const override {
    return lingering_ || (owed_.empty() && !writing_ && !(parser_ && parser_->got_some()));
  }

 private:
  using Parser = http::request_parser<http::string_body>;
  using Answer = std::variant<Upgrade, HttpResponse>;
  // Room for the beginning of the body beside the largest header.
  static constexpr std::size_t kBufferSpare = 16 * 1024;

  /// A request taken, its answer not yet written.
  struct Owed {
    bool head = false;
    bool last = false;          // the connection ends after it
    std::string websocket_key;  // an upgrade
    std::optional<Answer> answer;
  };

  void read_if_due();
  void on_header(const beast::error_code& error);
  std::optional<HttpResponse> read_asked();
  std::size_t body_bytes_max();
  void read_body();
  void on_request();
  void on_read_error(const beast::error_code& error);
  void refuse(HttpResponse response);
  void take(Head asked);
  void take_upgrade(const HttpRequest& request);

  /// A function for any thread that brings the answer back to this shard, once.
  std::function<void(Answer)> answering(std::uint64_t number);
  void on_answer(std::uint64_t number, Answer answer);
  void write_if_due();
  void write(std::string head, std::shared_ptr<const std::string> body);
  void on_written(const beast::error_code& error);
  void upgrade(Upgrade granted);

  void wait_at_most(std::chrono::milliseconds time) {
    shard_.set_deadline(*this, shard_.after(time));
  }
  void set_deadline();
  void end_if_idle();
  void end_orderly();
  void discard();

  Shard& shard_;
  TcpSocket socket_;
  beast::flat_buffer buffer_;
  std::string peer_;
  std::unique_ptr<Places::Place> place_;
  std::optional<Parser> parser_;
  Head asked_;  // of the request being read
  std::deque<Owed> owed_;
  std::uint64_t first_owed_ = 0;  // number of owed_.front()
  std::string head_;              // of the answer being written
  std::shared_ptr<const std::string> body_;
  bool reading_ = false;
  bool writing_ = false;
  bool read_all_ = false;  // takes no further request
  bool ending_ = false;    // the server ends
  bool header_late_ = false;
  bool served_ = false;  // at least one request
  bool lingering_ = false;
  bool gone_ = false;
};

void HttpSession::start() {
  shard_.enter(shared_from_this(), shard_.after(shard_.options().handshake_timeout));
  read_if_due();
}

void HttpSession::read_if_due() {
  if (reading_ || read_all_ || gone_ || owed_.size() >= kOwedMax) return;
  reading_ = true;
  header_late_ = false;
  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(shard_.options().http_header_bytes_max));
  parser_->body_limit(boost::none);  // known once it is known what is asked for
  set_deadline();
  // The parser itself, not its message: only so its limits apply.
  http::async_read_header(socket_, buffer_, *parser_,
                          [self = shared_from_this()](const beast::error_code& error, std::size_t) {
                            self->on_header(error);
                          });
}

void HttpSession::on_header(const beast::error_code& error) {
  if (gone_ || lingering_ || read_all_) return;
  if (error) return on_read_error(error);
  if (auto refusal = read_asked()) {
    reading_ = false;
    return refuse(std::move(*refusal));
  }
  if (parser_->is_done()) return on_request();
  const auto limit = body_bytes_max();
  const auto announced = parser_->content_length();
  if (announced && *announced > limit) return on_read_error(http::error::body_limit);
  if (!place_->hold(announced ? static_cast<std::size_t>(*announced) : limit)) {
    reading_ = false;
    return refuse(problem(503, "server.busy", "too much is half received from this address"));
  }
  parser_->body_limit(limit);
  if (owed_.empty()) wait_at_most(kBodyTimeout);
  if (!equal_ignoring_case(parser_->get()[http::field::expect], "100-continue") || !owed_.empty()) {
    return read_body();
  }
  writing_ = true;
  asio::async_write(socket_, asio::buffer(kContinue),
                    [self = shared_from_this()](const beast::error_code& failed, std::size_t) {
                      self->writing_ = false;
                      if (self->gone_) return;
                      if (failed) return self->drop();
                      self->read_body();
                      self->write_if_due();
                    });
}

std::optional<HttpResponse> HttpSession::read_asked() {
  shard_.counters().http_requests.add(1);
  auto read = read_head(parser_->get(), peer_, shard_.options().trusted_proxies);
  if (auto* refused = std::get_if<HttpResponse>(&read)) return std::move(*refused);
  asked_ = std::get<Head>(std::move(read));
  std::optional<HttpResponse> refusal;
  const bool fine =
      shard_.guarded("refusal", [&] { refusal = shard_.http().refusal(asked_.request); });
  return fine ? refusal : problem(500, "server.failed", "the server made a mistake");
}

std::size_t HttpSession::body_bytes_max() {
  const auto usual = shard_.options().http_body_bytes_max;
  if (parser_->content_length().value_or(usual + 1) <= usual) return usual;
  auto limit = usual;
  shard_.guarded("body_bytes_max",
                 [&] { limit = shard_.http().body_bytes_max(asked_.request).value_or(usual); });
  return limit;
}

void HttpSession::read_body() {
  http::async_read(socket_, buffer_, *parser_,
                   [self = shared_from_this()](const beast::error_code& error, std::size_t) {
                     if (self->gone_ || self->lingering_ || self->read_all_) return;
                     if (error) return self->on_read_error(error);
                     self->on_request();
                   });
}

void HttpSession::on_read_error(const beast::error_code& error) {
  reading_ = false;
  if (error == http::error::header_limit || error == http::error::buffer_overflow) {
    return refuse(problem(431, "http.header_too_large", "the header of the request is too large"));
  }
  if (error == http::error::body_limit) {
    return refuse(problem(413, "http.body_too_large", "the body of the request is too large"));
  }
  read_all_ = true;
  if (error == http::error::end_of_stream) {
    if (owed_.empty()) return end_orderly();
    return set_deadline();  // it has said all, and still listens
  }
  if (error.category() == http::make_error_code(http::error::bad_version).category() &&
      error != http::error::partial_message) {
    return refuse(problem(400, "http.malformed", "this is not an HTTP/1.1 request"));
  }
  drop();
}

void HttpSession::refuse(HttpResponse response) {
  read_all_ = true;
  owed_.push_back({false, true, {}, std::move(response)});
  write_if_due();
}

void HttpSession::on_request() {
  reading_ = false;
  place_->hold(0);
  asked_.request.body = std::move(parser_->get().body());
  parser_.reset();
  served_ = true;
  take(std::exchange(asked_, {}));
  set_deadline();
  write_if_due();
  read_if_due();
}

void HttpSession::take(Head asked) {
  auto& request = asked.request;
  Owed owed;
  owed.head = request.method == "HEAD";
  owed.last = asked.is_last || ending_;
  // The application answers HEAD as GET; what differs is only what is written.
  if (owed.head) request.method = "GET";

  const bool wants_websocket =
      asked.is_http11 && request.method == "GET" && !owed.head &&
      has_token(request.header("upgrade"), "websocket") &&
      has_token(request.header("connection"), "upgrade") &&
      (shard_.options().websocket_any_path || request.path == kWebSocketPath);
  const std::uint64_t number = first_owed_ + owed_.size();
  if (owed.last && !wants_websocket) read_all_ = true;
  owed_.push_back(std::move(owed));
  if (wants_websocket) return take_upgrade(request);

  const bool fine = shard_.guarded("on_request", [&] {
    shard_.http().on_request(
        std::move(request), shard_.index(),
        [answer = answering(number)](HttpResponse response) { answer(std::move(response)); });
  });
  if (!fine) on_answer(number, problem(500, "server.failed", "the server made a mistake"));
}

void HttpSession::take_upgrade(const HttpRequest& request) {
  read_all_ = true;  // what follows are frames, or nothing
  Owed& owed = owed_.back();
  const std::uint64_t number = first_owed_ + owed_.size() - 1;
  const auto end_with = [&](HttpResponse answer) {
    owed.last = true;
    owed.answer = std::move(answer);
  };
  if (auto refusal = upgrade_problem(request)) return end_with(std::move(*refusal));
  // Behind a proxy it is the client whose socket this is.
  if (is_trusted_proxy(peer_, shard_.options().trusted_proxies)) {
    auto place = shard_.places().take(request.remote);
    if (place == nullptr) {
      return end_with(problem(429, "limit.sockets", "too many connections of this address"));
    }
    place_ = std::move(place);
  }
  owed.websocket_key = request.header("sec-websocket-key");
  const bool fine = shard_.guarded(
      "on_upgrade", [&] { shard_.ws().on_upgrade(request, shard_.index(), answering(number)); });
  if (!fine) on_answer(number, problem(500, "server.failed", "the server made a mistake"));
}

std::function<void(HttpSession::Answer)> HttpSession::answering(std::uint64_t number) {
  // The shard may be gone when an answer comes late from another thread.
  return [shard = shard_.weak_from_this(), self = weak_from_this(), number](Answer answer) {
    const auto alive = shard.lock();
    if (!alive) return;
    // Always later: the application may answer from within the call that asked it.
    alive->post([self, number, answer = std::move(answer)]() mutable {
      if (const auto session = self.lock()) session->on_answer(number, std::move(answer));
    });
  };
}

void HttpSession::on_answer(std::uint64_t number, Answer answer) {
  if (gone_ || number < first_owed_ || number - first_owed_ >= owed_.size()) return;
  Owed& owed = owed_[number - first_owed_];
  if (owed.answer) return;  // the first answer counts
  owed.answer = std::move(answer);
  write_if_due();
}

void HttpSession::write_if_due() {
  if (writing_ || gone_ || lingering_ || owed_.empty() || !owed_.front().answer) return;
  Owed& owed = owed_.front();
  if (auto* granted = std::get_if<Upgrade>(&*owed.answer)) {
    if (ending_) {
      owed.answer = problem(503, "server.stopping", "the server is about to end");
    } else {
      std::string head;
      const bool fine = !owed.websocket_key.empty() && shard_.guarded("an answer", [&] {
        head = switching_protocols(owed.websocket_key, granted->subprotocol);
      });
      if (fine) return write(std::move(head), nullptr);
      owed.answer = problem(500, "server.failed", "the server made a mistake");
    }
  }
  const auto& response = std::get<HttpResponse>(*owed.answer);
  // A refused upgrade ends the connection: nothing was read after it.
  if (!owed.websocket_key.empty()) owed.last = true;
  const std::size_t size = response.body ? response.body->size() : 0;
  const bool bare = owed.head || response.status == 204 || response.status == 304;
  std::string head;
  const bool fine = shard_.guarded(
      "an answer", [&] { head = response_head(response, size, !owed.last, std::time(nullptr)); });
  if (!fine) {
    owed.answer = problem(500, "server.failed", "the server made a mistake");
    return write_if_due();
  }
  write(std::move(head), bare ? nullptr : response.body);
}

void HttpSession::write(std::string head, std::shared_ptr<const std::string> body) {
  writing_ = true;
  head_ = std::move(head);
  body_ = std::move(body);
  wait_at_most(kWriteTimeout);
  const std::array<asio::const_buffer, 2> parts{
      asio::buffer(head_), body_ ? asio::buffer(*body_) : asio::const_buffer{}};
  asio::async_write(socket_, parts,
                    [self = shared_from_this()](const beast::error_code& error, std::size_t) {
                      self->on_written(error);
                    });
}

void HttpSession::on_written(const beast::error_code& error) {
  writing_ = false;
  if (gone_) return;
  if (error) return drop();
  head_.clear();
  body_.reset();
  const Owed done = std::move(owed_.front());
  owed_.pop_front();
  ++first_owed_;
  if (std::holds_alternative<Upgrade>(*done.answer))
    return upgrade(std::get<Upgrade>(*done.answer));
  if (done.last || (read_all_ && owed_.empty())) return end_orderly();
  set_deadline();
  write_if_due();
  read_if_due();
  end_if_idle();
}

void HttpSession::upgrade(Upgrade granted) {
  const auto rest = buffer_.data();
  std::string read_ahead(static_cast<const char*>(rest.data()), rest.size());
  gone_ = true;
  // First in, then out: the server never seems empty in between.
  start_ws_session(shard_, std::move(socket_), std::move(place_), std::move(read_ahead),
                   std::move(granted));
  shard_.leave(*this);
}

void HttpSession::set_deadline() {
  if (writing_) return;  // set when the write began
  const ServerOptions& options = shard_.options();
  if (!owed_.empty()) return wait_at_most(kAnswerTimeout);
  wait_at_most(served_ ? options.http_idle_timeout : options.handshake_timeout);
}

void HttpSession::on_deadline() {
  const auto self = shared_from_this();
  const bool begun = parser_ && parser_->got_some();
  if (lingering_ || writing_ || !owed_.empty() || !begun) return drop();
  if (!header_late_ && !parser_->is_header_done() && served_) {
    // The wait for the next request has become the wait for the rest of its header.
    header_late_ = true;
    return wait_at_most(shard_.options().handshake_timeout);
  }
  refuse(problem(408, "http.timeout", "the request took too long"));
}

void HttpSession::go_away(bool) {
  ending_ = true;
  if (!owed_.empty()) owed_.back().last = true;
  end_if_idle();
}

/// While the server ends, a connection does so as soon as it has nothing under way.
void HttpSession::end_if_idle() {
  const bool begun = parser_ && parser_->got_some();
  if (ending_ && owed_.empty() && !writing_ && !begun) drop();
}

void HttpSession::end_orderly() {
  if (lingering_ || gone_) return;
  lingering_ = true;
  read_all_ = true;
  beast::error_code ignored;  // a reset shows itself in `discard`
  socket_.shutdown(asio::socket_base::shutdown_send, ignored);
  wait_at_most(kLingerTimeout);
  // So that no reset overtakes the answer, what the peer still sends is taken and dropped. A read
  // under way (the body of a refused request) goes first.
  socket_.cancel(ignored);
  discard();
}

void HttpSession::discard() {
  socket_.async_read_some(shard_.scrap(),
                          [self = shared_from_this()](const beast::error_code& error, std::size_t) {
                            if (self->gone_) return;
                            if (error) return self->drop();
                            self->discard();
                          });
}

void HttpSession::drop() {
  if (gone_) return;
  gone_ = true;
  const auto self = shared_from_this();  // the roster may hold the last owner
  beast::error_code ignored;             // whatever it says, the descriptor is gone
  socket_.close(ignored);
  shard_.leave(*this);
}

}  // namespace

void start_http_session(Shard& shard, TcpSocket socket, std::string peer,
                        std::unique_ptr<Places::Place> place) {
  std::make_shared<HttpSession>(shard, std::move(socket), std::move(peer), std::move(place))
      ->start();
}

}  // namespace roundtable::net
