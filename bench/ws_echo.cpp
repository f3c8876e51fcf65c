// An echo server over exactly the network layer of the product: for RFC 6455 conformance suites and
// load tools. With --broadcast every message goes to all open sockets of all shards instead.
#include <CLI/CLI.hpp>
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
constexpr std::chrono::seconds kGrace{2};

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

  /// Before the first message of --broadcast.
  void set_server(net::Server& server) { server_ = &server; }

  void on_upgrade(
      const net::HttpRequest&, std::size_t shard,
      std::function<void(std::variant<net::Upgrade, net::HttpResponse>)> answer) override {
    answer(net::Upgrade{std::make_shared<Seat>(Seat{shard, 0}), ""});
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
    for (std::size_t shard = 0; shard < open_.size(); ++shard) {
      server_->post(shard, [this, shard, frame] {
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
  net::Server* server_ = nullptr;
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
  app.add_option("--listen", listen, "HOST:PORT; port 0 takes a free one")->capture_default_str();
  app.add_option("--max-message", message_bytes_max, "bytes; larger ones are closed with 1009")
      ->capture_default_str();
  app.add_option("--shards", shards, "threads")->capture_default_str();
  app.add_flag("--broadcast", broadcast, "send every message to all open sockets");
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
