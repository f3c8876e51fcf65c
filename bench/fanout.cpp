// What it costs to tell everybody: a server of the product sends numbered frames to many followers
// on one shard. Beside it, in the same run: a bare loop of `send` over as many sockets (the least
// the kernel asks for) and, where Node.js and its `ws` package are there, the same with them.
// Rounds alternate, because the machine is noisy; each line is the median of its rounds.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <functional>
#include <future>
#include <iostream>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "audience.hpp"
#include "live/outlet.hpp"
#include "net/handlers.hpp"

namespace {

using roundtable::bench::Audience;
using roundtable::bench::Latencies;
namespace bench = roundtable::bench;
namespace live = roundtable::live;
namespace net = roundtable::net;

struct Options {
  std::size_t followers = 1000;
  std::size_t bytes = 200;
  std::size_t frames = 200;
  std::size_t interval_ms = 20;
  std::size_t rounds = 3;
  std::string peer;  // folder of the Node.js peer; "": left out
};

struct Result {
  std::int64_t cpu_ns_per_delivery = 0;
  Latencies latencies;
};

std::int64_t thread_cpu_ns() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1'000'000'000LL + now.tv_nsec;
}

/// Calls `broadcast` once each interval.
void paced(const Options& options, const std::function<void()>& broadcast) {
  auto next = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < options.frames; ++i) {
    broadcast();
    next += std::chrono::milliseconds(options.interval_ms);
    std::this_thread::sleep_until(next);
  }
}

std::int64_t per_delivery(const Options& options, std::int64_t cpu_ns) {
  return cpu_ns / static_cast<std::int64_t>(options.followers * options.frames);
}

Result bare_loop(const Options& options) {
  Audience audience(options.followers, options.bytes, options.frames, false);
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  if (::bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      ::listen(listener, 4096) != 0 ||
      ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("cannot listen");
  }
  audience.connect_to(ntohs(address.sin_port));
  std::vector<int> sockets;
  while (sockets.size() < options.followers) {
    sockets.push_back(::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    const int on = 1;
    ::setsockopt(sockets.back(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
  }
  const std::int64_t before = thread_cpu_ns();
  paced(options, [&] {
    const live::Frame frame = live::text_frame(bench::stamped_payload(options.bytes));
    for (const int socket : sockets) {
      if (::send(socket, frame->data(), frame->size(), MSG_NOSIGNAL) < 0) {
        throw std::runtime_error("a follower cannot keep up: widen --interval-ms");
      }
    }
  });
  Result result{per_delivery(options, thread_cpu_ns() - before), audience.wait()};
  for (const int socket : sockets) ::close(socket);
  ::close(listener);
  return result;
}

class NoPages final : public net::HttpHandler {
 public:
  void on_request(net::HttpRequest, std::size_t, net::Respond respond) override {
    net::HttpResponse response;
    response.status = 404;
    respond(response);
  }
};

class Followers final : public net::WsHandler {
 public:
  void on_upgrade(
      const net::HttpRequest&, std::size_t,
      std::function<void(std::variant<net::Upgrade, net::HttpResponse>)> answer) override {
    answer(net::Upgrade{});
  }
  void on_open(live::Outlet& socket, const std::shared_ptr<void>&, std::size_t) override {
    const std::lock_guard lock(mutex_);
    open_.push_back(&socket);
    changed_.notify_all();
  }
  void on_message(live::Outlet&, const std::shared_ptr<void>&, std::string&, bool) override {}
  void on_drained(live::Outlet&, const std::shared_ptr<void>&) override {}
  void on_close(live::Outlet& socket, const std::shared_ptr<void>&) override {
    std::erase(open_, &socket);
  }
  void wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return open_.size() == count; });
  }
  void send(const live::Frame& frame) {
    for (live::Outlet* socket : open_) socket->send(frame);
  }

 private:
  std::mutex mutex_;  // the main thread waits; all else happens on the shard
  std::condition_variable changed_;
  std::vector<live::Outlet*> open_;
};

std::int64_t shard_cpu_ns(net::Server& server) {
  std::promise<std::int64_t> cpu;
  server.post(0, [&] { cpu.set_value(thread_cpu_ns()); });
  return cpu.get_future().get();
}

Result roundtable_server(const Options& options) {
  Audience audience(options.followers, options.bytes, options.frames, true);
  NoPages pages;
  Followers followers;
  const auto server = net::start_server(net::ServerOptions{}, pages, followers);
  audience.connect_to(server->port());
  followers.wait_for(options.followers);
  const std::int64_t before = shard_cpu_ns(*server);
  paced(options, [&] {
    server->post(0,
                 [&] { followers.send(live::text_frame(bench::stamped_payload(options.bytes))); });
  });
  Result result{per_delivery(options, shard_cpu_ns(*server) - before), audience.wait()};
  server->shut_down(std::chrono::milliseconds(0));
  return result;
}

/// The peer prints its port, waits for its followers, sends, and prints its CPU time in µs.
Result node_ws(const Options& options) {
  Audience audience(options.followers, options.bytes, options.frames, true);
  const std::string command = "exec node '" + options.peer + "/ws_broadcast.mjs' " +
                              std::to_string(options.followers) + " " +
                              std::to_string(options.bytes) + " " + std::to_string(options.frames) +
                              " " + std::to_string(options.interval_ms);
  std::FILE* peer = ::popen(command.c_str(), "r");
  if (peer == nullptr) throw std::runtime_error("cannot start node");
  unsigned port = 0;
  if (std::fscanf(peer, "%u", &port) != 1) throw std::runtime_error("the peer did not start");
  audience.connect_to(static_cast<std::uint16_t>(port));
  Result result;
  result.latencies = audience.wait();
  long long cpu_us = 0;
  if (std::fscanf(peer, "%lld", &cpu_us) != 1) throw std::runtime_error("the peer did not report");
  result.cpu_ns_per_delivery = per_delivery(options, cpu_us * 1000);
  ::pclose(peer);
  return result;
}

struct Line {
  std::string name;
  std::function<Result(const Options&)> run;
  std::vector<Result> rounds;

  const Result& median() {
    std::sort(rounds.begin(), rounds.end(), [](const Result& a, const Result& b) {
      return a.cpu_ns_per_delivery < b.cpu_ns_per_delivery;
    });
    return rounds[rounds.size() / 2];
  }
};

int run(int argc, char** argv) {
  Options options;
  CLI::App app{"Fan-out: server CPU and latency a delivery"};
  app.add_option("--followers", options.followers, "sockets")->capture_default_str();
  app.add_option("--bytes", options.bytes, "payload of a frame (20 to 65535)")
      ->check(CLI::Range(20, 65535))
      ->capture_default_str();
  app.add_option("--frames", options.frames, "frames to every follower")->capture_default_str();
  app.add_option("--interval-ms", options.interval_ms, "between two frames")->capture_default_str();
  app.add_option("--rounds", options.rounds, "of each kind; the median counts")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  app.add_option("--peer", options.peer, "folder of ws_broadcast.mjs, after `npm ci` in it");
  CLI11_PARSE(app, argc, argv);

  std::vector<Line> lines{{"bare send loop", bare_loop, {}}, {"roundtable", roundtable_server, {}}};
  if (!options.peer.empty()) lines.push_back({"node ws", node_ws, {}});
  for (std::size_t round = 0; round < options.rounds; ++round) {
    for (Line& line : lines) line.rounds.push_back(line.run(options));
  }

  std::printf("%zu followers, %zu bytes, %zu frames every %zu ms, median of %zu\n",
              options.followers, options.bytes, options.frames, options.interval_ms,
              options.rounds);
  std::printf("%-16s %12s %8s %8s %8s %8s %8s\n", "", "CPU us each", "x bare", "p50 us", "p95 us",
              "p99 us", "max us");
  const auto bare = static_cast<double>(lines.front().median().cpu_ns_per_delivery);
  for (Line& line : lines) {
    const Result& result = line.median();
    const auto cpu = static_cast<double>(result.cpu_ns_per_delivery);
    std::printf("%-16s %12.2f %8.2f %8lld %8lld %8lld %8lld\n", line.name.c_str(), cpu / 1000,
                cpu / bare, static_cast<long long>(result.latencies.p50_us),
                static_cast<long long>(result.latencies.p95_us),
                static_cast<long long>(result.latencies.p99_us),
                static_cast<long long>(result.latencies.max_us));
  }
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
