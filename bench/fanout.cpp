// What it costs to tell everybody. Two groups, each with its own bare loop of `send` over as many
// sockets (the least the kernel asks for) and, where it is installed, Node's `ws`:
//
//   frames of a fixed size at a fixed pace - our network layer on one shard;
//   what a meeting really sends - the whole product: residents who have joined check in and vote
//   one after another, each command is decided, stored with fsync, rendered, and its patch goes to
//   everybody. The bare loop and the peer then send as many bytes at the same pace. CPU is of the
//   whole server process; the delay counts from the command's leaving one phone to the patch's
//   reaching another.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "bare_server.hpp"
#include "crowd.hpp"
#include "live/limits.hpp"
#include "live/outlet.hpp"
#include "net/handlers.hpp"
#include "rig.hpp"
#include "scene.hpp"
#include "setup.hpp"

namespace {

using namespace roundtable;
using namespace roundtable::bench;

constexpr double kTimesBareMax = 1.15;
constexpr double kTimesPeerMax = 0.6;
constexpr double kProductTimesBareMax = 1.3;
constexpr double kPatchP99MsMax = 30;
/// The size all that is aimed at is said of.
constexpr std::size_t kAimedFollowers = 1'000;
/// As many deliveries are enough for a figure, however many followers share them.
constexpr std::size_t kDeliveriesMax = 600'000;

struct Options {
  std::size_t bytes = 200;
  std::size_t frames = 200;
  std::size_t commands = 60;
};

/// What is asked of one number of followers: less often the more there are.
struct Load {
  std::size_t followers;
  Broadcast fixed;
  std::size_t commands;
  std::size_t command_interval_ms;
};

Load load_for(const Options& options, std::size_t followers) {
  const auto bounded = [&](std::size_t wanted) {
    return std::clamp<std::size_t>(kDeliveriesMax / followers, 5, wanted);
  };
  // A meeting holds patches back that come sooner than this; with a little more none is.
  const auto fold =
      std::chrono::duration_cast<std::chrono::milliseconds>(live::fold_interval(followers));
  return {followers,
          {options.bytes, bounded(options.frames), std::max<std::size_t>(20, followers / 50)},
          bounded(options.commands),
          static_cast<std::size_t>(fold.count()) * 6 / 5};
}

// ---- the crowds -----------------------------------------------------------------------------

void follow_broadcast(Lines& lines, std::size_t followers, std::size_t frames, Kind kind) {
  LoadClient client(Address::read(lines.need()).port);
  gather(client, followers, kind, lines);
  Collected collected(client);
  client.on_frame([&](std::size_t, std::string_view payload) {
    collected.take((monotonic_ns() - stamp_of(payload)) / 1'000, payload);
  });
  collected.await(followers * frames);
  collected.report(lines);
}

enum class Act {
  votes,  // check-ins and votes in turn: a patch to all, for one with the own part
  agenda  // items are added: a patch to all, for each with the own part, rendered singly
};

class Meeting {
 public:
  Meeting(LoadClient& client, const Load& load, std::string ballot, Act act)
      : client_(client),
        followers_(load.followers),
        load_(load),
        ballot_(std::move(ballot)),
        act_(act),
        collected_(client) {}

  void run(Lines& lines) {
    client_.on_frame([this](std::size_t, std::string_view frame) { take(frame); });
    std::size_t due = 0;
    for (std::size_t i = 0; i < load_.commands; ++i) {
      due += followers_;
      sent_us_ = monotonic_us();
      give(i);
      collected_.await(due);
      const auto passed_ms = (monotonic_us() - collected_.began_us()) / 1'000;
      const auto next_ms = static_cast<std::int64_t>((i + 1) * load_.command_interval_ms);
      if (next_ms > passed_ms) client_.read_for(static_cast<int>(next_ms - passed_ms));
    }
    collected_.report(lines);
  }

 private:
  void give(std::size_t i) {
    const auto id = "b" + std::to_string(i);
    const auto voter = i / 2 % followers_;
    const bool is_new = i / 2 < followers_;  // nobody checks in twice, but votes may change
    if (act_ == Act::agenda) {
      client_.send_text(followers_, command_text(id, "agenda.add",
                                                 R"("title":"Lamps in the stairwell",)"
                                                 R"("kind":"deliberation")"));
    } else if (i % 2 == 0 && is_new) {
      client_.send_text(voter, command_text(id, "attendance.check_in", R"("mode":"phone")"));
    } else {
      client_.send_text(voter, cast_text(id, ballot_, i % 3 != 0));
    }
  }

  void take(std::string_view frame) {
    if (is_op(frame, "refused")) throw std::runtime_error(std::string(frame));
    if (is_op(frame, "patch")) collected_.take(monotonic_us() - sent_us_, frame);
  }

  LoadClient& client_;
  std::size_t followers_;
  const Load& load_;
  std::string ballot_;
  Act act_;
  Collected collected_;
  std::int64_t sent_us_ = 0;
};

void follow_meeting(Lines& lines, const Load& load, Act act) {
  const auto address = Address::read(lines.need());
  LoadClient client(address.port);
  gather(client, load.followers, Kind::residents, lines);
  if (act == Act::agenda) open_chair(client);
  Meeting(client, load, address.ballot, act).run(lines);
}

// ---- our network layer alone ----------------------------------------------------------------

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
    const std::lock_guard lock(mutex_);
    std::erase(open_, &socket);
  }
  void wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return open_.size() >= count; });
  }
  /// On the shard, which alone changes the list.
  void send(const live::Frame& frame) {
    for (live::Outlet* socket : open_) socket->send(frame);
  }

 private:
  std::mutex mutex_;  // the orders' thread waits; all else happens on the shard
  std::condition_variable changed_;
  std::vector<live::Outlet*> open_;
};

void serve_net(Lines& lines) {
  NoPages pages;
  Followers followers;
  const auto server = net::start_server(net::ServerOptions{}, pages, followers);
  lines.say(Address{server->port(), ""}.line());
  for (std::string order; lines.hear(order);) {
    if (const auto count = settle_count(order)) {
      followers.wait_for(*count);
      lines.say("settled");
    } else if (const auto broadcast = Broadcast::read(order)) {
      broadcast->pace([&] {
        server->post(0, [&followers, bytes = broadcast->bytes] {
          followers.send(live::text_frame(stamped_payload(bytes)));
        });
      });
    }
  }
  server->shut_down(std::chrono::milliseconds(0));
}

// ---- groups and rows ------------------------------------------------------------------------

class Fanout {
 public:
  Fanout(const Options& options, const Setup& setup) : options_(options), setup_(setup) {}

  void run() const {
    setup_.report().head();
    for (const auto followers : setup_.sizes()) {
      const auto load = load_for(options_, followers);
      const auto net = group(load, "our network layer",
                             [&](Broadcast& like) { return network(load, like = load.fixed); });
      const auto votes = group(load, "whole product, check-ins and votes",
                               [&](Broadcast& like) { return product(load, Act::votes, like); });
      if (followers == kAimedFollowers) compare(load, net, votes);
    }
  }

 private:
  struct Compared {
    double ours_us = 0;
    double bare_us = 0;
    std::optional<double> peer_us;
    double p99_ms = 0;
    double times() const { return ours_us / bare_us; }
  };

  /// What is aimed at, and what else one meeting of the usual size costs.
  void compare(const Load& load, const Compared& net, const Compared& votes) const {
    const auto agenda = group(load, "whole product, agenda and own parts",
                              [&](Broadcast& like) { return product(load, Act::agenda, like); });
    const double command_us = alone();
    const double share_us = command_us / static_cast<double>(load.followers);
    const auto& report = setup_.report();
    report.target("fan-out, our network layer, CPU a delivery", net.times(), kTimesBareMax,
                  " x bare");
    if (net.peer_us) {
      report.target("fan-out, our network layer, CPU a delivery", net.ours_us / *net.peer_us,
                    kTimesPeerMax, " x Node ws");
    }
    report.target("fan-out, whole product less the command itself, CPU a delivery",
                  (votes.ours_us - share_us) / votes.bare_us, kProductTimesBareMax, " x bare");
    report.target("fan-out, whole product with the command in it, CPU a delivery", votes.times(),
                  kProductTimesBareMax, " x bare");
    report.target("fan-out, whole product, p99 of a public patch", votes.p99_ms, kPatchP99MsMax,
                  " ms");
    std::printf("note: one command alone: %.0f us to decide, to store with fsync, to render\n",
                command_us);
    std::printf("note: where everybody gets a frame of the own besides (agenda): %.2f x bare\n",
                agenda.times());
  }

  /// Ours, which says what the others are to send, against the bare loop.
  Compared group(const Load& load, const std::string& name,
                 const std::function<Measured(Broadcast&)>& ours) const {
    Broadcast like;
    std::vector<Contender> contenders{{name, [&] { return ours(like); }},
                                      {"bare send loop", [&] { return bare(load, like); }}};
    if (setup_.peer().is_there()) {
      contenders.push_back({"Node ws", [&] { return node(load, like); }});
    }
    const auto measured = medians(contenders, setup_.rounds());
    const double bare_us = cpu_us_each(measured[1]);
    for (std::size_t i = 0; i < contenders.size(); ++i) {
      Row row;
      row.what = "fanout " + std::to_string(like.bytes) + " B: " + contenders[i].what;
      row.sockets = load.followers;
      row.cpu_us = cpu_us_each(measured[i]);
      row.times_bare = *row.cpu_us / bare_us;
      row.delays = measured[i].report.delays;
      setup_.report().row(row);
    }
    Compared compared{cpu_us_each(measured[0]), bare_us, std::nullopt,
                      static_cast<double>(measured[0].report.delays.p99_us) / 1'000};
    if (contenders.size() > 2) compared.peer_us = cpu_us_each(measured[2]);
    return compared;
  }

  /// What one command costs where a single follower hears of it.
  double alone() const {
    Broadcast like;
    const auto load = load_for(options_, 1);
    const auto measured =
        medians({{"alone", [&] { return product(load, Act::votes, like); }}}, setup_.rounds());
    return static_cast<double>(measured[0].cpu_ns) / 1'000 / static_cast<double>(load.commands);
  }

  Measured broadcast(Child& server, const Load& load, const Broadcast& broadcast, Kind kind) const {
    Child crowd(
        [&](Lines& lines) { follow_broadcast(lines, load.followers, broadcast.frames, kind); });
    return measure(server, crowd, load.followers, broadcast.order());
  }
  Measured bare(const Load& load, const Broadcast& like) const {
    Child server(serve_bare);
    return broadcast(server, load, like, Kind::bare);
  }
  Measured network(const Load& load, const Broadcast& like) const {
    Child server(serve_net);
    return broadcast(server, load, like, Kind::websocket);
  }
  Measured node(const Load& load, const Broadcast& like) const {
    Child server(setup_.peer().program());
    return broadcast(server, load, like, Kind::websocket);
  }
  Measured product(const Load& load, Act act, Broadcast& like) const {
    const auto measured = measure_scene(setup_, {load.followers, domain::Counts::live},
                                        [&](Lines& lines) { follow_meeting(lines, load, act); });
    like = {measured.report.bytes / measured.report.frames, load.commands,
            load.command_interval_ms};
    return measured;
  }

  const Options& options_;
  const Setup& setup_;
};

int run(int argc, char** argv) {
  Options options;
  Setup setup;
  CLI::App app{"What it costs to tell everybody: server CPU and delay of a delivery"};
  app.add_option("--bytes", options.bytes, "payload of a fixed frame")
      ->check(CLI::Range(20, 65'535))
      ->capture_default_str();
  app.add_option("--frames", options.frames, "fixed frames to every follower")
      ->capture_default_str();
  // An agenda has room for a hundred items, and one is there.
  app.add_option("--commands", options.commands, "given in the meeting, one patch each")
      ->check(CLI::Range(1, 99))
      ->capture_default_str();
  setup.add_sizes(app, {100, 1'000, 5'000, 15'000});
  setup.add_rounds(app);
  setup.add_options(app);
  CLI11_PARSE(app, argc, argv);
  setup.prepare(setup.largest());
  Fanout(options, setup).run();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  return benchmark_main([&] { return run(argc, argv); });
}
