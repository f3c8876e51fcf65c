// The soak: 500 meetings of 30 simulated people and a facilitator each, for as long as is said.
// When the people of one have left, the facilitator convenes the next one in the same building and
// they come again. The server is `roundtable serve`, the program that is named (release, or built
// with AddressSanitizer). What is looked at: that its memory stands still after the warm-up but for
// what it has to hold, that nobody meets a refusal that is not a person's, that it ends cleanly on
// SIGTERM with everybody there, and that `verify` finds nothing. Exit code 1 when one does not
// hold.
#include <sys/wait.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "district.hpp"
#include "growth.hpp"
#include "http_client.hpp"
#include "people.hpp"
#include "product.hpp"
#include "served.hpp"

namespace {

using namespace roundtable;
using namespace roundtable::bench;
using nlohmann::json;

constexpr std::chrono::milliseconds kSampleInterval{5'000};
constexpr std::int64_t kLookMicros = 1'000'000;  // whether a meeting has been left
constexpr double kWarmUp = 0.25;                 // of the minutes
constexpr std::size_t kOtherFiles = 200;
// What may stay of a meeting that is over: its row and those of its records in the lists.
constexpr double kOverKbMax = 16;
constexpr double kUncertain = 0.03;  // of the memory: pages the allocator keeps, and the fit

struct Options {
  DistrictOptions district;
  PeopleOptions people{2, 1, 100};  // of few words, so that meetings end
  double minutes = 20;
  std::string server;
  std::string verifier;
  std::string data = std::filesystem::temp_directory_path();
  std::string samples;  // file
};

// ---- the people -----------------------------------------------------------------------------

/// Which building each meeting under way is held in; convenes the next one where one is over.
class Calendar {
 public:
  Calendar(const Options& options, std::uint16_t port) : options_(options), port_(port) {
    for (const auto& people : people_of(options.district)) {
      building_of_.emplace(people.meeting, building_of_.size());
    }
  }

  neighbours::MeetingPeople next_after(const std::string& meeting) {
    const auto known = building_of_.extract(meeting);
    const auto building = known.mapped();
    over_us_.push_back(monotonic_us());
    const auto name = std::to_string(building) + "-" + std::to_string(over_us_.size());
    const json body = {{"template", "owners-group"},
                       {"grid", grid_of(building)},
                       {"title", "加装电梯圆桌会"},
                       {"scheduled_at", system_clock().now().micros},
                       {"place", "-"},
                       {"roll", roll_of(building)},
                       {"scope", {{"kind", "building"}, {"building", "1"}, {"stair", ""}}},
                       {"agenda", {{{"title", "是否启动前期工作"}, {"kind", "decision"}}}}};
    HttpClient client(port_);
    const auto answer = json::parse(
        client.post("/api/v1/meetings", chair_cookie(building), "soak-" + name, body.dump()));
    const auto next = answer.at("meeting").get<std::string>();
    building_of_.emplace(next, building);
    return people_of(options_.district, building, next);
  }

  /// Meetings that were over, those of them after so many microseconds of the machine's clock.
  std::size_t over() const { return over_us_.size(); }
  std::size_t over_after(std::int64_t us) const {
    return static_cast<std::size_t>(
        std::count_if(over_us_.begin(), over_us_.end(), [&](auto at_us) { return at_us > us; }));
  }

 private:
  const Options& options_;
  std::uint16_t port_;
  std::map<std::string, std::size_t> building_of_;
  std::vector<std::int64_t> over_us_;
};

json told(const neighbours::Tally& tally) {
  auto delays = tally.answer_us;
  return {{"commands", tally.commands},
          {"done", tally.done},
          {"refused", tally.refused},
          {"lost", tally.lost},
          {"by_patch", tally.resumed_by_patch},
          {"by_snapshot", tally.resumed_by_snapshot},
          {"p50_us", neighbours::permille_of(delays, 500)},
          {"p99_us", neighbours::permille_of(delays, 990)},
          {"strange", strange(tally)}};
}

void live(Lines& lines, const Options& options) {
  const auto port = static_cast<std::uint16_t>(std::stoi(lines.need()));
  const auto words = words_of_people();
  neighbours::Town town(town_of(options.people, port), words, people_of(options.district));
  Calendar calendar(options, port);
  const auto warm_us = monotonic_us() + static_cast<std::int64_t>(options.minutes * kWarmUp * 60e6);
  std::int64_t looked_us = 0;
  const auto look = [&] {
    if (monotonic_us() - looked_us < kLookMicros) return false;
    looked_us = monotonic_us();
    for (const auto& meeting : town.take_left()) town.add(calendar.next_after(meeting));
    return false;
  };
  const auto ending = town.run(look, static_cast<std::int64_t>(options.minutes * 60'000));
  std::fprintf(stderr, "%s", town.tally().told().c_str());
  if (ending != neighbours::Ending::time_over) {
    throw std::runtime_error("the people went home early: " + std::string(to_string(ending)));
  }
  auto report = told(town.tally());
  report["over"] = calendar.over();
  report["over_late"] = calendar.over_after(warm_us);
  lines.say(report.dump());
  lines.wait_for_end();
}

// ---- the server -----------------------------------------------------------------------------

/// The folder as it is before anybody comes.
void prepare(const std::string& data, const Options& options) {
  Child child([&](Lines& lines) {
    serve_product(lines, 1, data, [&](app::System& system) {
      prepare_district(system, options.district);
      return "-";
    });
  });
  child.need();
}

// ---- the run --------------------------------------------------------------------------------

struct Run {
  std::vector<Sample> samples;
  Metrics metrics;  // of the last sample
  json people;
  std::int64_t cpu_ns = 0;
  int exit_code = -1;
  std::string unusual;
  std::string verified;
  int verify_code = -1;
};

Sample sample_of(const Served& served, double minutes, const Run& run) {
  const auto& metrics = run.metrics;
  Sample sample;
  sample.minutes = minutes;
  sample.memory_kb = static_cast<double>(served.memory_kb());
  sample.held = metrics.at("roundtable_entries_awake");
  sample.most_held =
      run.samples.empty() ? sample.held : std::max(sample.held, run.samples.back().most_held);
  sample.awake = metrics.at("roundtable_meetings_awake");
  sample.sockets = metrics.at("roundtable_sockets_open");
  sample.entries = metrics.at("roundtable_entries_total");
  sample.files = served.open_files();
  sample.threads = served.threads();
  return sample;
}

void write_down(const std::string& path, const std::vector<Sample>& samples) {
  if (path.empty()) return;
  std::ofstream file(path);
  file << "minutes\trss_kb\tentries_held\tmeetings_awake\tsockets\tentries\tfiles\tthreads\n";
  for (const auto& sample : samples) {
    file << sample.minutes << '\t' << static_cast<long>(sample.memory_kb) << '\t' << sample.held
         << '\t' << sample.awake << '\t' << sample.sockets << '\t' << sample.entries << '\t'
         << sample.files << '\t' << sample.threads << '\n';
  }
}

void verify(const Options& options, const std::string& data, Run& run) {
  // The server is ours and its folder nobody else's: the key in it is the one that we know.
  const auto command = "'" + options.verifier + "' verify --data '" + data + "' --key '" + data +
                       "/signing.pub' 2>&1";
  auto* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot start " + options.verifier);
  std::array<char, 4'096> part{};
  while (std::fgets(part.data(), part.size(), pipe) != nullptr) run.verified += part.data();
  const auto status = ::pclose(pipe);
  run.verify_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

Run hold(const Options& options) {
  const DataFolder folder(options.data);
  const auto data = folder.path() + "/data";
  prepare(data, options);
  Run run;
  {
    Served served(options.server, folder.path());
    Child crowd([&](Lines& lines) { live(lines, options); });
    crowd.say(std::to_string(served.port()));
    const auto began_us = monotonic_us();
    do {
      const auto minutes = static_cast<double>(monotonic_us() - began_us) / 60e6;
      run.metrics = metrics_of(served.port());
      run.samples.push_back(sample_of(served, minutes, run));
      write_down(options.samples, run.samples);
    } while (!crowd.speaks(kSampleInterval));
    run.people = json::parse(crowd.need());
    run.cpu_ns = served.cpu_ns();
    run.exit_code = served.stop();
    run.unusual = served.unusual();
  }
  verify(options, data, run);
  return run;
}

// ---- what came of it ------------------------------------------------------------------------

std::string number(double value) {
  std::array<char, 32> text{};
  const bool whole = value == std::round(value) || std::abs(value) >= 100;
  std::snprintf(text.data(), text.size(), whole ? "%.0f" : "%.1f", value);
  return text.data();
}

std::string listed(const std::map<std::string, double>& counts) {
  std::string text;
  for (const auto& [name, count] : counts) {
    text += (text.empty() ? "" : ", ") + name + " " + number(count);
  }
  return text.empty() ? "none" : text;
}

void row(const char* what, const std::string& text) {
  std::printf("%-28s | %s\n", what, text.c_str());
}

/// From the end of the warm-up on.
std::vector<Sample> late_samples(const Run& run, double minutes) {
  std::vector<Sample> late;
  for (const auto& sample : run.samples) {
    if (sample.minutes >= minutes * kWarmUp) late.push_back(sample);
  }
  if (late.size() < 3) throw std::runtime_error("too short to say anything of memory");
  return late;
}

void print(const Options& options, const Run& run, const std::vector<Sample>& late) {
  const auto& people = run.people;
  const auto& first = late.front();
  const auto& last = late.back();
  const auto count = [&](const char* what) { return number(people.at(what).get<double>()); };
  const auto then_now = [](double then, double now) { return number(then) + " -> " + number(now); };
  row("minutes, warm-up", number(last.minutes) + ", " + number(first.minutes));
  row("meetings at a time, over", std::to_string(options.district.meetings) + ", " + count("over"));
  row("people at a time, pace",
      std::to_string(options.district.sockets()) + ", " + std::to_string(options.people.pace));
  row("commands, done", count("commands") + ", " + count("done"));
  row("answered, ms", "p50 " + number(people.at("p50_us").get<double>() / 1'000) + ", p99 " +
                          number(people.at("p99_us").get<double>() / 1'000));
  row("refusals", listed(by_label(run.metrics, "roundtable_refusals_total")));
  row("failures", listed(by_label(run.metrics, "roundtable_failures_total")));
  row("entries", number(last.entries));
  row("connections lost", count("lost") + ", back by a patch " + count("by_patch") +
                              ", by a snapshot " + count("by_snapshot"));
  row("CPU, % of a core", number(static_cast<double>(run.cpu_ns) / 6e8 / last.minutes));
  row("resident MB", then_now(first.memory_kb / 1'024, last.memory_kb / 1'024));
  const auto growth = growth_of(late);
  row("slope, KB a minute", number(slope_kb_a_minute(late)) + ", of it unexplained " +
                                number(growth.a_minute_kb) + "; an entry held " +
                                number(growth.an_entry_kb));
  row("meetings in memory", then_now(first.awake, last.awake));
  row("their entries", then_now(first.held, last.held));
  row("open files", then_now(static_cast<double>(first.files), static_cast<double>(last.files)));
  row("threads", then_now(static_cast<double>(first.threads), static_cast<double>(last.threads)));
  row("exit code after SIGTERM", std::to_string(run.exit_code));
  row("exit code of verify", std::to_string(run.verify_code));
}

bool judge(const std::string& what, bool holds, const std::string& why = "") {
  std::printf("%s: %s\n", what.c_str(), holds ? "holds" : "DOES NOT HOLD");
  if (!holds && !why.empty()) std::printf("%s\n", why.c_str());
  return holds;
}

bool judge_all(const Options& options, const Run& run, const std::vector<Sample>& late) {
  const auto& first = late.front();
  const auto& last = late.back();
  std::string strange;
  for (const auto& what : run.people.at("strange")) strange += what.get<std::string>() + "\n";
  for (const auto& [code, count] : by_label(run.metrics, "roundtable_refusals_total")) {
    if (!is_peoples_own(code)) strange += "the server refused " + code + "\n";
  }
  for (const auto& [what, count] : by_label(run.metrics, "roundtable_failures_total")) {
    strange += "failure " + what + "\n";
  }
  bool all = judge("nothing but what people meet", strange.empty(), strange);
  all &= judge("nothing in the server's log but notes", run.unusual.empty(), run.unusual);
  const auto grown_kb = growth_of(late).a_minute_kb * (last.minutes - first.minutes);
  const auto over = run.people.at("over_late").get<double>();
  const auto may_kb = kOverKbMax * over + kUncertain * first.memory_kb;
  all &= judge("no growth of memory but by what is held: " + number(grown_kb / 1'024) +
                   " MB unexplained, at most " + number(may_kb / 1'024) + " with " + number(over) +
                   " meetings over",
               grown_kb <= may_kb);
  all &= judge("meetings over are let go",
               last.awake <= 2 * static_cast<double>(options.district.meetings));
  all &= judge("no more threads", last.threads <= first.threads);
  all &= judge("ended cleanly", run.exit_code == 0);
  all &= judge("verify finds nothing", run.verify_code == 0, run.verified);
  return all;
}

int run(int argc, char** argv) {
  Options options;
  CLI::App app{"500 meetings of simulated people for twenty minutes"};
  app.add_option("--meetings", options.district.meetings, "at a time")
      ->check(CLI::Range(1, 600))
      ->capture_default_str();
  app.add_option("--households", options.district.households, "of each meeting")
      ->check(CLI::Range(1, 200))
      ->capture_default_str();
  app.add_option("--minutes", options.minutes)
      ->check(CLI::Range(0.5, 240.0))
      ->capture_default_str();
  app.add_option("--pace", options.people.pace, "how many times as fast as people")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  app.add_option("--talk", options.people.talks_permille,
                 "thousandths of what people usually say: with less the meetings are shorter")
      ->check(CLI::Range(0, 1'000))
      ->capture_default_str();
  app.add_option("--seed", options.people.seed, "who they are")->capture_default_str();
  app.add_option("--server", options.server, "the program `roundtable` that serves")->required();
  app.add_option("--verifier", options.verifier, "the one that verifies [the same]");
  app.add_option("--data", options.data, "folder for the server's data, on a real disk")
      ->capture_default_str();
  app.add_option("--samples", options.samples, "file for what was looked at every five seconds");
  CLI11_PARSE(app, argc, argv);
  if (options.verifier.empty()) options.verifier = options.server;
  neighbours::need_open_files(options.district.sockets() + kOtherFiles);
  const auto held = hold(options);
  const auto late = late_samples(held, options.minutes);
  print(options, held, late);
  return judge_all(options, held, late) ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  return benchmark_main([&] { return run(argc, argv); });
}
