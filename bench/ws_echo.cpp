// An echo server over exactly the network layer of the product: for RFC 6455 conformance suites and
// load tools. With --broadcast every message goes to all open sockets of all shards instead.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <csignal>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "live/outlet.hpp"
#include "net/handlers.hpp"

namespace {

using roundtable::live::Frame;
using roundtable::live::Outlet;
namespace net = roundtable::net;

constexpr std::size_t kOutboxSpareBytes = 4 * 1024 * 1024;
constexpr std::size_t kMessageBytesMax = 1024 * 1024 * 1024;
constexpr std::size_t kShardsMax = 256;
constexpr std::chrono::milliseconds kGrace{500};  // nothing here is worth a longer wait

/// Tools that offer subprotocols may insist on one; to an echo the first is as good as any. ""
/// where none is offered, or what is offered is no token (RFC 9110 5.6.2).
std::string first_offered(std::string_view offers) {
  std::string_view first = offers.substr(0, offers.find(','));
  const auto start = first.find_first_not_of(" \t");
  if (start == std::string_view::npos) return "";
  first = first.substr(start, first.find_last_not_of(" \t") - start + 1);
  const bool token = std::all_of(first.begin(), first.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
  return token ? std::string(first) : "";
}

class NoPages final : public net::HttpHandler {
 public:
  void on_request(net::HttpRequest, std::size_t, net::Respond respond) override {
    net::HttpResponse response;
    response.status = 426;
    response.headers = {{"Content-Type", "text/plain"}, {"Upgrade", "websocket"}};
    response.body = std::make_shared<const std::string>("This is a WebSocket echo server.\n");
    respond(std::move(response));
  }
};

class Echo final : public net::WsHandler {
 public:
  Echo(std::size_t shards, bool broadcast) : broadcast_(broadcast), open_(shards) {}

  void set_server(net::Server& server) {
    server_ = &server;
    server_.notify_all();
  }

  void on_upgrade(
      const net::HttpRequest& request, std::size_t shard,
      std::function<void(std::variant<net::Upgrade, net::HttpResponse>)> answer) override {
    answer(net::Upgrade{std::make_shared<Seat>(Seat{shard, 0}),
                        first_offered(request.header("sec-websocket-protocol"))});
  }
  void on_open(Outlet& socket, const std::shared_ptr<void>& who, std::size_t shard) override {
    static_cast<Seat*>(who.get())->place = open_[shard].size();
    open_[shard].push_back({&socket, static_cast<Seat*>(who.get())});
  }
  void on_message(Outlet& socket, const std::shared_ptr<void>&, std::string& message,
                  bool text) override {
    const Frame frame =
        text ? roundtable::live::text_frame(message) : roundtable::live::binary_frame(message);
    if (!broadcast_) return socket.send(frame);
    server_.wait(nullptr);  // a client may be quicker than the thread that starts the server
    net::Server& server = *server_.load();
    for (std::size_t shard = 0; shard < open_.size(); ++shard) {
      server.post(shard, [this, shard, frame] {
        for (const Open& open : open_[shard]) open.socket->send(frame);
      });
    }
  }
  void on_drained(Outlet&, const std::shared_ptr<void>&) override {}
  void on_close(Outlet&, const std::shared_ptr<void>& who) override {
    const Seat& seat = *static_cast<Seat*>(who.get());
    auto& open = open_[seat.shard];
    open[seat.place] = open.back();
    open[seat.place].seat->place = seat.place;
    open.pop_back();
  }

 private:
  struct Seat {
    std::size_t shard;
    std::size_t place;  // in open_[shard]
  };
  struct Open {
    Outlet* socket;
    Seat* seat;
  };

  const bool broadcast_;
  std::atomic<net::Server*> server_ = nullptr;
  std::vector<std::vector<Open>> open_;  // one list a shard, used on that shard
};

/// Splits "127.0.0.1:9001", "[::1]:9001" or "localhost:9001".
void set_address(net::ServerOptions& options, const std::string& listen) {
  const auto colon = listen.rfind(':');
  if (colon == std::string::npos) throw std::runtime_error("--listen takes HOST:PORT");
  std::string host = listen.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
  }
  const std::string port = listen.substr(colon + 1);
  if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != port.npos ||
      std::stoul(port) > 65535) {
    throw std::runtime_error("--listen takes a port between 0 and 65535");
  }
  options.host = host;
  options.port = static_cast<std::uint16_t>(std::stoul(port));
}

int run(int argc, char** argv) {
  std::string listen = "127.0.0.1:9001";
  std::size_t message_bytes_max = 64 * 1024 * 1024;
  std::size_t shards = 1;
  bool broadcast = false;
  CLI::App app{"WebSocket echo server over the network layer of Roundtable"};
  app.add_option("--listen", listen, "Where to listen; port 0 takes a free one")
      ->type_name("HOST:PORT")
      ->capture_default_str();
  app.add_option("--max-message", message_bytes_max,
                 "Largest message that is taken; a larger one is closed with 1009")
      ->type_name("BYTES")
      ->check(CLI::Range(std::size_t{1}, kMessageBytesMax))
      ->capture_default_str();
  app.add_option("--shards", shards, "Threads that serve connections")
      ->type_name("NUMBER")
      ->check(CLI::Range(std::size_t{1}, kShardsMax))
      ->capture_default_str();
  app.add_flag("--broadcast", broadcast,
               "Send every message to all open sockets, not only back to its sender")
      ->disable_flag_override();
  app.footer(
      "Every path is a WebSocket. Prints \"listening on HOST:PORT\" when it takes connections.\n"
      "Ends on SIGTERM or SIGINT. Example: ws_echo --listen 127.0.0.1:9001 --broadcast");
  CLI11_PARSE(app, argc, argv);

  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);  // before the threads: they inherit it

  net::ServerOptions options;
  set_address(options, listen);
  options.shards = shards;
  options.message_bytes_max = message_bytes_max;
  options.outbox_bytes_hard = 2 * message_bytes_max + kOutboxSpareBytes;
  options.websocket_any_path = true;

  NoPages pages;
  Echo echo(shards, broadcast);
  const auto server = net::start_server(options, pages, echo);
  echo.set_server(*server);
  const bool six = options.host.find(':') != std::string::npos;
  std::cout << "listening on " << (six ? "[" + options.host + "]" : options.host) << ':'
            << server->port() << std::endl;
  int signal = 0;
  sigwait(&ends, &signal);
  server->shut_down(kGrace);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
