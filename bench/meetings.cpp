// Many meetings at once: 500 of 30 people each and a facilitator, all simulated (src/neighbours),
// arriving, speaking, proposing, voting, losing connections. A delay is that of a command, from
// leaving the phone to its durable answer; CPU is all the server does, for each patch that reached
// a phone. At a pace of 1 people are as fast as people.
#include <CLI/CLI.hpp>
#include <string>

#include "district.hpp"
#include "neighbours/town.hpp"
#include "people.hpp"

namespace {

using namespace roundtable;
using namespace roundtable::bench;

constexpr std::int64_t kPatienceMs = 180'000;

struct Options {
  DistrictOptions district;
  PeopleOptions people;
  std::int64_t seconds = 60;
};

void meet(Lines& lines, const Options& options) {
  const auto address = Address::read(lines.need());
  const auto words = words_of_people();
  neighbours::Town town(town_of(options.people, address.port), words, people_of(options.district));
  const auto all_there = [&] { return town.tally().arrived == town.size(); };
  if (town.run(all_there, kPatienceMs) != neighbours::Ending::condition) {
    throw std::runtime_error("not all of them came:\n" + town.tally().told());
  }
  // There are always some who have just lost the connection.
  lines.say("ready " + std::to_string(town.following()));
  lines.need();
  const auto before = town.tally();
  const auto began_us = monotonic_us();
  const auto began_cpu_ns = own_cpu_ns();
  town.run(options.seconds * 1'000);
  const auto& after = town.tally();
  need_sound(after);
  CrowdReport report;
  report.took_us = monotonic_us() - began_us;
  report.own_cpu_ns = own_cpu_ns() - began_cpu_ns;
  report.frames = static_cast<std::size_t>(after.patches - before.patches);
  report.commands = static_cast<std::size_t>(after.done - before.done);
  std::vector<std::uint32_t> delays(
      after.answer_us.begin() + static_cast<std::ptrdiff_t>(before.answer_us.size()),
      after.answer_us.end());
  report.delays = {neighbours::permille_of(delays, 500), neighbours::permille_of(delays, 950),
                   neighbours::permille_of(delays, 990), neighbours::permille_of(delays, 1'000)};
  report.patched = static_cast<std::size_t>(after.resumed_by_patch);
  std::fprintf(stderr, "%s", after.told().c_str());
  lines.say(report.line());
  lines.wait_for_end();
}

void print(const Setup& setup, const Options& options, const Measured& measured) {
  const auto seconds = static_cast<double>(measured.report.took_us) / 1'000'000;
  const auto sockets = options.district.sockets();
  Row row;
  row.what = "meetings: " + std::to_string(options.district.meetings) + " of " +
             std::to_string(options.district.households) + ", pace " +
             std::to_string(options.people.pace);
  row.sockets = sockets;
  row.total_ms = seconds * 1'000;
  row.per_second = static_cast<double>(measured.report.frames) / seconds;
  row.cpu_us = cpu_us_each(measured);
  row.delays = measured.report.delays;
  row.kb_each = static_cast<double>(measured.idle_memory_kb) / static_cast<double>(sockets);
  setup.report().row(row);
  std::printf(
      "note: %s: %.0f commands done a second, %.0f patches delivered a second, %.0f%% of a "
      "core; the program that plays the people, one thread, %.0f%%\n",
      row.what.c_str(), static_cast<double>(measured.report.commands) / seconds, *row.per_second,
      static_cast<double>(measured.cpu_ns) / 1e7 / seconds,
      static_cast<double>(measured.report.own_cpu_ns) / 1e7 / seconds);
}

int run(int argc, char** argv) {
  Options options;
  Setup setup;
  CLI::App app{"Many meetings at once, with simulated people"};
  app.add_option("--meetings", options.district.meetings)
      ->check(CLI::Range(1, 2'000))
      ->capture_default_str();
  app.add_option("--households", options.district.households, "of each meeting")
      ->check(CLI::Range(1, 200))
      ->capture_default_str();
  app.add_option("--seconds", options.seconds, "measured, once all are there")
      ->check(CLI::Range(1, 1'800))
      ->capture_default_str();
  app.add_option("--pace", options.people.pace, "how many times as fast as people")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  app.add_option("--seed", options.people.seed, "who they are")->capture_default_str();
  setup.add_options(app);
  CLI11_PARSE(app, argc, argv);
  setup.prepare(options.district.sockets());
  setup.report().head();
  print(setup, options,
        measure_district(setup, options.district, [&](Lines& lines) { meet(lines, options); }));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  return benchmark_main([&] { return run(argc, argv); });
}
