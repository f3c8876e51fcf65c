#include "rig.hpp"

#include <algorithm>
#include <chrono>
#include <sstream>
#include <thread>

namespace roundtable::bench {
namespace {

void settle(Child& server, std::size_t sockets) {
  server.say("settle " + std::to_string(sockets));
  server.need();
}

/// The N of "ready N"; all of them where the crowd names none.
std::size_t ready_count(const std::string& line, std::size_t all) {
  std::istringstream words(line);
  std::string name;
  std::size_t count = 0;
  return words >> name >> count ? count : all;
}

}  // namespace

std::string Address::line() const {
  return std::to_string(port) + " " + ballot;
}

Address Address::read(const std::string& line) {
  Address address;
  std::istringstream(line) >> address.port >> address.ballot;
  return address;
}

std::string CrowdReport::line() const {
  std::ostringstream line;
  line << frames << ' ' << bytes << ' ' << took_us << ' ' << delays.p50_us << ' ' << delays.p95_us
       << ' ' << delays.p99_us << ' ' << delays.max_us << ' ' << commands << ' ' << patched << ' '
       << own_cpu_ns;
  return line.str();
}

CrowdReport CrowdReport::read(const std::string& line) {
  CrowdReport report;
  std::istringstream numbers(line);
  numbers >> report.frames >> report.bytes >> report.took_us >> report.delays.p50_us >>
      report.delays.p95_us >> report.delays.p99_us >> report.delays.max_us >> report.commands >>
      report.patched >> report.own_cpu_ns;
  return report;
}

std::string Broadcast::order() const {
  return "broadcast " + std::to_string(bytes) + " " + std::to_string(frames) + " " +
         std::to_string(interval_ms);
}

std::optional<Broadcast> Broadcast::read(const std::string& order) {
  std::istringstream words(order);
  std::string name;
  Broadcast broadcast;
  words >> name >> broadcast.bytes >> broadcast.frames >> broadcast.interval_ms;
  if (name != "broadcast") return std::nullopt;
  return broadcast;
}

void Broadcast::pace(const std::function<void()>& send) const {
  auto next = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < frames; ++i) {
    send();
    next += std::chrono::milliseconds(interval_ms);
    std::this_thread::sleep_until(next);
  }
}

std::optional<std::size_t> settle_count(const std::string& order) {
  std::istringstream words(order);
  std::string name;
  std::size_t count = 0;
  words >> name >> count;
  if (name != "settle") return std::nullopt;
  return count;
}

Measured measure(Child& server, Child& crowd, std::size_t sockets, const std::string& order) {
  Measured measured;
  const auto address = server.need();
  settle(server, 0);
  const auto memory_kb = server.memory_kb();
  crowd.say(address);
  settle(server, ready_count(crowd.need(), sockets));
  measured.idle_memory_kb = server.memory_kb() - memory_kb;
  const auto cpu_ns = server.cpu_ns();
  if (!order.empty()) server.say(order);
  crowd.say("go");
  measured.report = CrowdReport::read(crowd.need());
  measured.cpu_ns = server.cpu_ns() - cpu_ns;
  return measured;
}

double cpu_us_each(const Measured& measured) {
  return static_cast<double>(measured.cpu_ns) / 1'000 / static_cast<double>(measured.report.frames);
}

std::vector<Measured> medians(const std::vector<Contender>& contenders, std::size_t rounds) {
  std::vector<std::vector<Measured>> measured(contenders.size());
  for (std::size_t round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < contenders.size(); ++i) {
      measured[i].push_back(contenders[i].run());
    }
  }
  std::vector<Measured> middle;
  for (auto& all : measured) {
    std::sort(all.begin(), all.end(),
              [](const Measured& a, const Measured& b) { return cpu_us_each(a) < cpu_us_each(b); });
    middle.push_back(all[all.size() / 2]);
  }
  return middle;
}

}  // namespace roundtable::bench
