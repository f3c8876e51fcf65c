// The rig: a server under test in one process, its clients in another, measured from a third.
// Every server speaks the same few lines, be it ours, a bare loop or the peer:
//
//   says its address: its port, and where there is one the open ballot
//   settle N                       says "settled" when N sockets are open (the peer collects its
//                                  garbage first)
//   broadcast BYTES FRAMES MS      sends stamped frames to all (those that can)
//
// and every crowd of clients: hears the address, says "ready" when all are connected ("ready N"
// when N are and the others will come back), hears "go", says its report (and ends when it hears no
// more).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "delays.hpp"
#include "process.hpp"

namespace roundtable::bench {

struct Address {
  std::uint16_t port = 0;
  std::string ballot;

  std::string line() const;
  static Address read(const std::string& line);
};

struct Broadcast {
  std::size_t bytes = 0;
  std::size_t frames = 0;
  std::size_t interval_ms = 0;

  std::string order() const;
  /// Nothing when that line is another order.
  static std::optional<Broadcast> read(const std::string& order);
  /// Calls `send` once each interval.
  void pace(const std::function<void()>& send) const;
};
/// The N of "settle N".
std::optional<std::size_t> settle_count(const std::string& order);

/// What a crowd says at its end.
struct CrowdReport {
  std::size_t frames = 0;  // that were waited for
  std::size_t bytes = 0;   // payload of all of them
  std::int64_t took_us = 0;
  Percentiles delays;
  std::size_t commands = 0;     // done, where people act
  std::size_t patched = 0;      // of those who came back, how many got a patch
  std::int64_t own_cpu_ns = 0;  // of the crowd itself, where it may be what keeps people waiting

  std::string line() const;
  static CrowdReport read(const std::string& line);
};

/// The server's bill for what happened between "go" and the crowd's report, and for the sockets.
struct Measured {
  CrowdReport report;
  std::int64_t cpu_ns = 0;
  long idle_memory_kb = 0;  // more with `sockets` idle than with none
};
/// Microseconds of the server's CPU for each frame that was waited for.
double cpu_us_each(const Measured& measured);
Measured measure(Child& server, Child& crowd, std::size_t sockets, const std::string& order = "");

/// One of those that are compared with each other.
struct Contender {
  std::string what;
  std::function<Measured()> run;
};
/// Runs all of them so many times, in turn, because a machine is noisy: of each the round with the
/// median CPU.
std::vector<Measured> medians(const std::vector<Contender>& contenders, std::size_t rounds);

}  // namespace roundtable::bench
