// The big log: a folder of 1,000,000 entries (big_town.hpp), made by the product itself, and then
// what reading all of it again costs: replay on one thread beside a bare loop over the same rows,
// `roundtable verify`, `roundtable serve` from its start to its first answers, and the opening of a
// meeting with a tenth of all entries. With a tenth of the log, too, to see what grows faster than
// its load. Its files are warm: what is measured is the program, not the disk.
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <optional>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "big_town.hpp"
#include "crowd.hpp"
#include "http_client.hpp"
#include "product.hpp"
#include "replaying.hpp"
#include "rig.hpp"
#include "setup.hpp"

namespace {

using namespace roundtable;
using namespace roundtable::bench;

constexpr double kReplayMin = 300'000;  // entries a second
constexpr double kOpeningMsMax = 1'000;
constexpr double kStartMsMax = 500;
constexpr std::int64_t kStartSecondsMax = 300;

// ---- the folder -----------------------------------------------------------------------------

std::string told(const Town& town) {
  std::ostringstream line;
  line << town.meetings << ' ' << town.entries << ' ' << town.largest << ' ' << town.largest_id
       << ' ' << town.small_id;
  return line.str();
}

Town town_of(const std::string& line) {
  std::istringstream words(line);
  Town town;
  words >> town.meetings >> town.entries >> town.largest >> town.largest_id >> town.small_id;
  return town;
}

void build(Lines& lines, const std::string& folder, std::size_t shards, std::size_t entries) {
  ops::Log journal(system_clock(), ops::Level::warning);
  std::string line;
  {
    app::System system(product_options(folder, shards), system_clock(), system_randomness(),
                       journal);
    system.start();
    line = told(build_town(system, entries));
    system.stop();
  }
  lines.say(line);
  lines.wait_for_end();
}

Town build_in_child(const Setup& setup, const std::string& folder, std::size_t entries) {
  const auto began = monotonic_us();
  Child builder([&](Lines& lines) { build(lines, folder, setup.shards(), entries); });
  const auto town = town_of(builder.need());
  const auto seconds = static_cast<double>(monotonic_us() - began) / 1'000'000;
  std::printf(
      "note: %zu entries of %zu meetings, the largest of %zu: made in %.0f s, %.0f a second, "
      "%.0f us of CPU each\n",
      town.entries, town.meetings, town.largest, seconds,
      static_cast<double>(town.entries) / seconds,
      static_cast<double>(builder.cpu_ns()) / 1'000 / static_cast<double>(town.entries));
  return town;
}

// ---- one thread over all entries ------------------------------------------------------------

/// In a process of its own, so that its memory is known; what it reads has been read before.
Measured in_child(const std::function<std::size_t()>& work) {
  Child child([&](Lines& lines) {
    lines.need();
    const auto began = monotonic_us();
    CrowdReport report;
    report.frames = work();
    report.took_us = monotonic_us() - began;
    lines.say(report.line());
    lines.wait_for_end();
  });
  const auto cpu_ns = child.cpu_ns();
  child.say("go");
  Measured measured;
  measured.report = CrowdReport::read(child.need());
  measured.cpu_ns = child.cpu_ns() - cpu_ns;
  measured.idle_memory_kb = child.peak_memory_kb();
  return measured;
}

Row row_of(const std::string& what, const Measured& measured) {
  Row row;
  row.what = what;
  row.total_ms = static_cast<double>(measured.report.took_us) / 1'000;
  row.per_second = static_cast<double>(measured.report.frames) * 1'000 / *row.total_ms;
  row.cpu_us = cpu_us_each(measured);
  return row;
}

// ---- the program ----------------------------------------------------------------------------

std::uint16_t free_port() {
  const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  const bool bound = ::bind(probe, reinterpret_cast<sockaddr*>(&address), length) == 0 &&
                     ::getsockname(probe, reinterpret_cast<sockaddr*>(&address), &length) == 0;
  ::close(probe);
  if (!bound) throw std::runtime_error("there is no free port");
  return ntohs(address.sin_port);
}

/// `roundtable serve` on that folder, from its start.
class Serving {
 public:
  Serving(const std::string& folder, std::size_t shards)
      : port_(free_port()),
        began_(monotonic_us()),
        child_({BENCH_PROGRAM, "serve", "--data", folder, "--listen",
                "127.0.0.1:" + std::to_string(port_), "--templates", BENCH_SOURCE_DIR "/templates",
                "--shards", std::to_string(shards), "--log-level", "warning"}) {}
  ~Serving() { child_.ask_to_end(); }
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;

  std::uint16_t port() const { return port_; }
  const Child& child() const { return child_; }

  /// From the process's start until that address has answered.
  std::int64_t us_until(const std::string& target) {
    for (;;) {
      try {
        HttpClient(port_).get(target);
        return monotonic_us() - began_;
      } catch (const std::runtime_error&) {
        if (monotonic_us() - began_ > kStartSecondsMax * kMicrosPerSecond) throw;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      }
    }
  }

 private:
  std::uint16_t port_;
  std::int64_t began_;
  Child child_;
};

struct Opened {
  std::int64_t took_us = 0;
  std::int64_t cpu_ns = 0;
  std::size_t bytes = 0;
};

/// One who signed in comes into a meeting: from the asking to the whole view.
Opened open_meeting(LoadClient& client, Child const& server, const std::string& meeting) {
  Opened opened;
  bool there = false;
  client.on_frame([&](std::size_t, std::string_view frame) {
    if (is_op(frame, "snapshot")) {
      there = true;
      opened.bytes = frame.size();
    }
  });
  const auto socket = client.size();
  client.open({"roundtable.v1", std::string("rt_session=") + kTownToken});
  const auto cpu_ns = server.cpu_ns();
  const auto began = monotonic_us();
  client.send_text(socket, R"({"op":"join","meeting":")" + meeting + "\"}");
  client.need([&] { return there; });
  opened.took_us = monotonic_us() - began;
  opened.cpu_ns = server.cpu_ns() - cpu_ns;
  client.on_frame({});
  return opened;
}

struct Started {
  std::int64_t first_answer_us = 0;
  std::int64_t first_page_us = 0;
  std::int64_t cpu_ns = 0;
  long memory_kb = 0;
  long peak_memory_kb = 0;
  Opened cold, warm;
  long memory_after_kb = 0;
};

Started start(const Setup& setup, const std::string& folder, const Town& town) {
  Serving serving(folder, setup.shards());
  Started started;
  started.first_answer_us = serving.us_until("/healthz");
  started.first_page_us = serving.us_until("/api/v1/meetings/" + town.small_id);
  started.cpu_ns = serving.child().cpu_ns();
  started.memory_kb = serving.child().memory_kb();
  started.peak_memory_kb = serving.child().peak_memory_kb();
  LoadClient client(serving.port());
  started.cold = open_meeting(client, serving.child(), town.largest_id);
  started.warm = open_meeting(client, serving.child(), town.largest_id);
  started.memory_after_kb = serving.child().memory_kb();
  return started;
}

template <class Value, class Key>
Value median_of(std::vector<Value> all, Key key) {
  std::sort(all.begin(), all.end(),
            [&](const Value& a, const Value& b) { return key(a) < key(b); });
  return all[all.size() / 2];
}

// ---- the table ------------------------------------------------------------------------------

double print_replay(const Setup& setup, const std::string& folder, const Town& town,
                    const std::string& size) {
  const auto both =
      medians({{"replay", [&] { return in_child([&] { return replay_meetings(folder); }); }},
               {"bare", [&] { return in_child([&] { return read_and_hash(folder); }); }}},
              setup.rounds());
  if (both[0].report.frames != town.entries) {
    throw std::runtime_error("the log does not hold what was given");
  }
  const auto bare = row_of(size + ": bare loop, read and hash", both[1]);
  auto replay = row_of(size + ": replay, one thread", both[0]);
  replay.times_bare = *replay.cpu_us / *bare.cpu_us;
  setup.report().row(replay);
  setup.report().row(bare);
  std::printf("note: %s: replay took %ld KB at most, the bare loop %ld KB\n", size.c_str(),
              both[0].idle_memory_kb, both[1].idle_memory_kb);
  return *replay.per_second;
}

Measured measured_of(std::size_t entries, std::int64_t took_us, std::int64_t cpu_ns) {
  Measured measured;
  measured.report.frames = entries;
  measured.report.took_us = took_us;
  measured.cpu_ns = cpu_ns;
  return measured;
}

void print_verify(const Setup& setup, const std::string& folder, const Town& town,
                  const std::string& size) {
  std::vector<Ended> all;
  for (std::size_t i = 0; i < setup.rounds(); ++i) {
    all.push_back(
        run_to_end({BENCH_PROGRAM, "verify", "--data", folder, "--key", folder + "/signing.pub"}));
  }
  const auto verified = median_of(all, [](const Ended& ended) { return ended.cpu_ns; });
  const auto measured = measured_of(town.entries, verified.took_us, verified.cpu_ns);
  setup.report().row(row_of(size + ": verify", measured));
  std::printf("note: %s: verify took %ld KB at most\n", size.c_str(), verified.peak_memory_kb);
}

Started print_start(const Setup& setup, const std::string& folder, const Town& town,
                    const std::string& size) {
  std::vector<Started> all;
  for (std::size_t i = 0; i < setup.rounds(); ++i) all.push_back(start(setup, folder, town));
  const auto started = median_of(all, [](const Started& one) { return one.cpu_ns; });
  const auto measured = measured_of(town.entries, started.first_answer_us, started.cpu_ns);
  setup.report().row(row_of(size + ": serve, start to first answer", measured));
  const auto opening = [&](const char* what, const Opened& opened) {
    const auto one = measured_of(town.largest, opened.took_us, opened.cpu_ns);
    setup.report().row(row_of(size + ": " + what, one));
  };
  opening("its largest meeting, first opening", started.cold);
  opening("its largest meeting, opened again", started.warm);
  std::printf(
      "note: %s: serve answered /healthz after %.0f ms, a meeting's page after %.0f ms; %ld KB "
      "resident then, %ld KB at most, %ld KB with the largest meeting open; its first view %zu "
      "KB\n",
      size.c_str(), static_cast<double>(started.first_answer_us) / 1'000,
      static_cast<double>(started.first_page_us) / 1'000, started.memory_kb, started.peak_memory_kb,
      started.memory_after_kb, started.cold.bytes / 1024);
  return started;
}

int run(int argc, char** argv) {
  Setup setup;
  std::vector<std::size_t> sizes{100'000, 1'000'000};
  CLI::App app{"A log of a million entries: replay, verify, start-up"};
  app.add_option("--entries", sizes, "of the whole log, a tenth of them in one meeting; a row each")
      ->delimiter(',')
      ->check(CLI::Range(5'000, 10'000'000))
      ->capture_default_str();
  setup.add_rounds(app);
  setup.add_options(app);
  CLI11_PARSE(app, argc, argv);
  setup.prepare(10);
  setup.report().head();
  for (const auto entries : sizes) {
    const DataFolder data(setup.data());
    const auto town = build_in_child(setup, data.path(), entries);
    const auto size = std::to_string(entries / 1'000) + "k entries";
    const auto replayed = print_replay(setup, data.path(), town, size);
    print_verify(setup, data.path(), town, size);
    const auto started = print_start(setup, data.path(), town, size);
    setup.report().target(size + ": start to a first page",
                          static_cast<double>(started.first_page_us) / 1'000, kStartMsMax, " ms");
    if (entries < 1'000'000) continue;
    setup.report().target_at_least("replay on one thread", replayed, kReplayMin, " entries/s");
    setup.report().target("first opening of a meeting of 100,000 entries",
                          static_cast<double>(started.cold.took_us) / 1'000, kOpeningMsMax, " ms");
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  return benchmark_main([&] { return run(argc, argv); });
}
