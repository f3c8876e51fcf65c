// The reconnect storm: everybody who follows a meeting loses the connection at once - a cell fails,
// a proxy restarts - the meeting goes on meanwhile, and all come back at the same moment with where
// they were. The clock runs from the first connecting to the last who has the meeting again; a
// delay is one person's, from connecting to the first frame of the meeting.
#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "crowd.hpp"
#include "neighbours/town.hpp"
#include "rig.hpp"
#include "scene.hpp"
#include "setup.hpp"

namespace {

using namespace roundtable;
using namespace roundtable::bench;

constexpr double kSecondsMax = 5.0;
constexpr std::size_t kMissed = 20;  // commands while they are away
constexpr std::int64_t kPatienceMs = 120'000;

neighbours::TownOptions followers_of(std::uint16_t port) {
  neighbours::TownOptions options;
  options.server = {"127.0.0.1", port};
  options.acts = false;
  options.arrive_ms = 2'000;
  options.loses_permille = 0;
  options.hears_signals = false;
  return options;
}

neighbours::MeetingPeople voters(std::size_t count) {
  neighbours::MeetingPeople people{kMeetingName, {}, {}};
  for (std::size_t i = 0; i < count; ++i) {
    people.residents.push_back({"", "rt_session=" + token_of(i)});
  }
  return people;
}

/// The meeting goes on: the chair checks people in, each answered.
void go_on(LoadClient& client) {
  std::size_t answers = 0;
  client.on_frame([&](std::size_t, std::string_view frame) {
    if (is_op(frame, "refused")) throw std::runtime_error(std::string(frame));
    if (is_op(frame, "done")) ++answers;
  });
  for (std::size_t i = 0; i < kMissed; ++i) {
    const auto head = R"("head":")" + head_of(i).str() + R"(","mode":"hall")";
    client.send_text(0, command_text("s" + std::to_string(i), "attendance.check_in", head));
    client.need([&] { return answers > i; });
  }
}

void all_back(neighbours::Town& town, const std::function<bool()>& holds) {
  if (town.run(holds, kPatienceMs) == neighbours::Ending::condition) return;
  throw std::runtime_error("not all of them came back:\n" + town.tally().told());
}

void weather(Lines& lines, std::size_t count) {
  const auto address = Address::read(lines.need());
  const auto words =
      neighbours::Repertoire::read(BENCH_SOURCE_DIR "/templates/neighbours/words.json");
  neighbours::Town town(followers_of(address.port), words, {voters(count)});
  LoadClient chair(address.port);
  open_chair(chair);
  all_back(town, [&] { return town.following() == count; });
  lines.say("ready");
  lines.need();

  town.storm(0);
  go_on(chair);
  const auto began_us = monotonic_us();
  all_back(town, [&] { return town.tally().resume_us.size() == count; });
  CrowdReport report;
  report.took_us = monotonic_us() - began_us;
  report.frames = count;
  auto delays = town.tally().resume_us;
  report.delays = {neighbours::permille_of(delays, 500), neighbours::permille_of(delays, 950),
                   neighbours::permille_of(delays, 990), neighbours::permille_of(delays, 1'000)};
  report.patched = static_cast<std::size_t>(town.tally().resumed_by_patch);
  if (town.tally().view_differences != 0) throw std::runtime_error("views differ after the storm");
  lines.say(report.line());
  lines.wait_for_end();
}

int run(int argc, char** argv) {
  Setup setup;
  CLI::App app{"A reconnect storm: everybody at once, each from where they were"};
  setup.add_sizes(app, {1'000, 5'000});
  setup.add_rounds(app);
  setup.add_options(app);
  CLI11_PARSE(app, argc, argv);
  setup.prepare(setup.largest());
  setup.report().head();
  for (const auto sockets : setup.sizes()) {
    const auto storm = [&] {
      return measure_scene(setup, {sockets, domain::Counts::live},
                           [&](Lines& lines) { weather(lines, sockets); });
    };
    const auto measured = medians({{"storm", storm}}, setup.rounds()).front();
    Row row;
    row.what = "storm: all lost at once, all back";
    row.sockets = sockets;
    row.total_ms = static_cast<double>(measured.report.took_us) / 1'000;
    row.per_second = static_cast<double>(sockets) * 1'000 / *row.total_ms;
    row.cpu_us = cpu_us_each(measured);
    row.delays = measured.report.delays;
    setup.report().row(row);
    std::printf("note: storm of %zu: all resumed, %zu of them by a patch\n", sockets,
                measured.report.patched);
    if (sockets == 5'000) {
      setup.report().target("storm of 5,000, all resumed", *row.total_ms / 1'000, kSecondsMax,
                            " s");
    }
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  return benchmark_main([&] { return run(argc, argv); });
}
