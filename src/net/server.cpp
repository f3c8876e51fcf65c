// start_server: binds, starts one thread a shard, and ends them in order.
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cerrno>
#include <cstring>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "net/shard.hpp"

namespace roundtable::net {
namespace {

using Endpoint = asio::ip::tcp::endpoint;

constexpr int kBacklog = 4096;
constexpr std::size_t kShardsMax = 256;
// Beside the sockets: listeners, event loops, the log, files on their way out.
constexpr std::size_t kOtherDescriptors = 512;

/// A program usually starts with a soft limit of 1,024 descriptors and a far higher hard one.
void make_room_for(std::size_t sockets_max) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const rlim_t wanted = std::min<rlim_t>(sockets_max + kOtherDescriptors, limit.rlim_max);
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = wanted;
  // Where it fails there are as few as before, and accepting waits for free ones (shard.cpp).
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

std::string text_of(const Endpoint& endpoint) {
  const std::string address = endpoint.address().to_string();
  const std::string port = std::to_string(endpoint.port());
  return endpoint.address().is_v6() ? "[" + address + "]:" + port : address + ":" + port;
}

Endpoint endpoint_of(const ServerOptions& options) {
  const std::string host = options.host == "localhost" ? "127.0.0.1" : options.host;
  boost::system::error_code error;
  const auto address = asio::ip::make_address(host, error);
  if (error) {
    throw std::runtime_error("cannot listen on \"" + options.host +
                             "\": give an address of this machine, such as 127.0.0.1 (only this "
                             "machine), 0.0.0.0 (everybody on the network) or ::1");
  }
  return {address, options.port};
}

[[noreturn]] void fail_to_listen(const Endpoint& endpoint, int why) {
  const std::string where = text_of(endpoint);
  if (why == EADDRINUSE) {
    throw std::runtime_error("cannot listen on " + where +
                             ": another program, perhaps a second server, uses this port; stop it "
                             "or choose another port");
  }
  if (why == EACCES) {
    throw std::runtime_error("cannot listen on " + where +
                             ": ports below 1024 need a privilege; choose a higher one");
  }
  if (why == EADDRNOTAVAIL) {
    throw std::runtime_error("cannot listen on " + where + ": this machine has no such address");
  }
  throw std::runtime_error("cannot listen on " + where + ": " + std::strerror(why));
}

/// A bound and listening socket; the caller owns the descriptor.
int listening_socket(const Endpoint& endpoint, bool share_port) {
  const int descriptor =
      ::socket(endpoint.protocol().family(), SOCK_STREAM | SOCK_CLOEXEC, IPPROTO_TCP);
  if (descriptor < 0) fail_to_listen(endpoint, errno);
  const int on = 1;
  // REUSEADDR: connections of a server that ended a minute ago do not keep the port.
  ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  if (share_port) ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &on, sizeof(on));
  if (::bind(descriptor, endpoint.data(), static_cast<socklen_t>(endpoint.size())) != 0 ||
      ::listen(descriptor, kBacklog) != 0) {
    const int why = errno;
    ::close(descriptor);
    fail_to_listen(endpoint, why);
  }
  return descriptor;
}

std::uint16_t port_of(int descriptor) {
  Endpoint endpoint;
  socklen_t size = static_cast<socklen_t>(endpoint.capacity());
  ::getsockname(descriptor, endpoint.data(), &size);
  return endpoint.port();
}

class ServerImpl final : public Server {
 public:
  ServerImpl(ServerOptions options, HttpHandler& http, WsHandler& ws);
  ~ServerImpl() override { shut_down(std::chrono::milliseconds(0)); }

  std::uint16_t port() const override { return port_; }
  std::size_t shards() const override { return shards_.size(); }
  void post(std::size_t shard, std::function<void()> task) override {
    shards_.at(shard)->post(std::move(task));
  }
  void post_after(std::size_t shard, std::chrono::milliseconds delay,
                  std::function<void()> task) override {
    shards_.at(shard)->post_after(delay, std::move(task));
  }
  void stop_accepting() override;
  void shut_down(std::chrono::milliseconds grace) override;
  ServerCounters counters() const override;

 private:
  /// Runs `task` on every shard and waits until all have.
  void on_every_shard(const std::function<void(Shard&)>& task);

  const ServerOptions options_;
  OpenSockets open_sockets_;
  Places places_;
  std::uint16_t port_ = 0;
  std::atomic<bool> shut_down_{false};
  std::vector<std::shared_ptr<Shard>> shards_;
  std::vector<std::thread> threads_;
};

ServerImpl::ServerImpl(ServerOptions options, HttpHandler& http, WsHandler& ws)
    : options_(std::move(options)), places_(options_) {
  if (options_.shards == 0 || options_.shards > kShardsMax) {
    throw std::runtime_error("the number of shards must be between 1 and " +
                             std::to_string(kShardsMax));
  }
  make_room_for(options_.sockets_max);
  Endpoint endpoint = endpoint_of(options_);
  if (endpoint.port() != 0) ::close(listening_socket(endpoint, false));
  for (std::size_t i = 0; i < options_.shards; ++i) {
    shards_.push_back(std::make_shared<Shard>(i, options_, http, ws, open_sockets_, places_));
    const int descriptor = listening_socket(endpoint, true);
    port_ = port_of(descriptor);
    endpoint.port(port_);
    shards_.back()->listen_on(endpoint.protocol(), descriptor);
  }
  for (const auto& shard : shards_) threads_.emplace_back([shard] { shard->run(); });
}

void ServerImpl::on_every_shard(const std::function<void(Shard&)>& task) {
  std::vector<std::future<void>> done;
  for (const auto& shard : shards_) {
    auto promise = std::make_shared<std::promise<void>>();
    done.push_back(promise->get_future());
    shard->post([promise, &task, one = shard.get()] {
      one->guarded("shutting down", [&] { task(*one); });
      promise->set_value();
    });
  }
  for (auto& one : done) one.get();
}

void ServerImpl::stop_accepting() {
  for (const auto& shard : shards_) {
    shard->post([one = shard.get()] {
      one->stop_accepting();
      one->go_away(true);
    });
  }
}

void ServerImpl::shut_down(std::chrono::milliseconds grace) {
  if (shut_down_.exchange(true)) return;
  on_every_shard([](Shard& shard) {
    shard.stop_accepting();
    shard.go_away(false);
  });
  open_sockets_.wait_for_none(grace);
  on_every_shard([](Shard& shard) { shard.drop_all(); });
  for (const auto& shard : shards_) shard->stop();
  for (auto& thread : threads_) thread.join();
}

ServerCounters ServerImpl::counters() const {
  ServerCounters sum;
  sum.sockets_open = open_sockets_.count();
  for (const auto& shard : shards_) {
    const ShardCounters& one = shard->counters();
    sum.sockets_total += one.sockets.read();
    sum.http_requests_total += one.http_requests.read();
    sum.frames_in_total += one.frames_in.read();
    sum.frames_out_total += one.frames_out.read();
    sum.bytes_out_total += one.bytes_out.read();
    sum.outbox_overflows_total += one.outbox_overflows.read();
  }
  return sum;
}

}  // namespace

std::unique_ptr<Server> start_server(ServerOptions options, HttpHandler& http, WsHandler& ws) {
  return std::make_unique<ServerImpl>(std::move(options), http, ws);
}

}  // namespace roundtable::net
