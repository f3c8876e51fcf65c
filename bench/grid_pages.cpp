// Grid pages of a whole city: Shanghai's divisions with their microgrids, 40,374 grids, and
// meetings in neighbourhoods all over it. Every grid's page is asked for once, one after another
// on one connection, as /api/v1 answers it; then a search for each different name of a district,
// subdistrict or neighbourhood, and for single characters that thousands of names have. Besides,
// how long the server takes from an empty folder and from a full one until the city is there.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/system.hpp"
#include "demo/city.hpp"
#include "http_client.hpp"
#include "rig.hpp"
#include "setup.hpp"

namespace {

using namespace roundtable;
using namespace roundtable::bench;
using domain::GridLevel;
using domain::GridNode;

const std::string kDivisions = BENCH_SOURCE_DIR "/templates/grids/shanghai-divisions.csv";
const GridId kRoot("31");
const RollId kRoll("bench-roll");
const std::string kRule = "owners-group-ordinary";
constexpr double kPageMsMax = 5;  // the slowest of a hundred; 50 ms is the limit
constexpr double kSearchMsMax = 5;
constexpr double kFillMsMax = 10'000;

std::vector<GridNode> city() {
  return demo::make_city(kDivisions, {});
}

app::SystemOptions options_of(const std::string& data, std::size_t shards) {
  app::SystemOptions options;
  options.data = data;
  options.templates = BENCH_SOURCE_DIR "/templates";
  options.web = BENCH_SOURCE_DIR "/web-ui/dist";
  options.server.shards = shards;
  return options;
}

void need_stored(live::Written written) {
  if (written != live::Written::done) throw std::runtime_error("the city was not stored");
}

/// A meeting in every so-many-th neighbourhood, on an issue of it.
void convene_all(app::System& system, std::size_t meetings) {
  const auto chair = std::make_shared<const live::Subject>(live::Subject{
      live::SubjectKind::staff, ActorId("chair"), {}, "", {{live::Role::facilitator, kRoot}}, ""});
  need_stored(system.registry().import_roll(
      ActorId("system"), CommandId("roll"),
      domain::make_roll(kRoll, kRoot,
                        {{UnitId("unit"), "1", "", Area{8'000}, domain::AreaSource::survey,
                          domain::UnitKind::dwelling, "", false}},
                        {HeadId("head")})));
  const auto grids = system.registry().grids();
  std::vector<GridId> places;
  for (std::size_t i = 0; i < grids->size(); ++i) {
    if (grids->at(i).level == GridLevel::neighbourhood) places.push_back(grids->at(i).id);
  }
  for (std::size_t i = 0; i < meetings; ++i) {
    domain::ConveneMeeting convene;
    convene.title = "关于停车和充电的圆桌会";
    convene.place = "居民活动室";
    convene.body = "owners_group";
    convene.grid = places[i * places.size() / meetings];
    convene.roll = kRoll;
    convene.scope = {domain::ScopeKind::building, "1", ""};
    convene.rules = {kRule};
    convene.scheduled_at = system_clock().now();
    const auto number = std::to_string(i);
    const IssueId issue("i" + number);
    const auto give = [&](const StreamName& stream, const std::string& id,
                          domain::Command command) {
      const auto answer = system.give(stream, chair, CommandId(id), std::move(command));
      if (!std::holds_alternative<live::Done>(answer)) {
        throw std::runtime_error("what the benchmark told was refused");
      }
    };
    give(issue, "i" + number,
         domain::ReportIssue{convene.grid, "非机动车停车和充电", "车棚不够，楼道里充电。",
                             domain::IssueSource::visit});
    const MeetingId meeting("m" + number);
    give(meeting, "c" + number, std::move(convene));
    domain::AddAgendaItem item{"在哪里建车棚", domain::ItemKind::deliberation};
    item.text.issue = issue;
    give(meeting, "a" + number, std::move(item));
  }
}

void serve(Lines& lines, std::size_t shards, const std::string& data, std::size_t meetings) {
  ops::Log journal(system_clock(), ops::Level::warning);
  app::System system(options_of(data, shards), system_clock(), system_randomness(), journal);
  system.start();
  if (system.registry().grids()->root() == nullptr) {
    need_stored(system.registry().import_grids(ActorId("system"), CommandId("grids"), city()));
    convene_all(system, meetings);
  }
  lines.say(Address{system.port(), ""}.line());
  for (std::string order; lines.hear(order);) lines.say("settled");
  system.stop();
}

std::vector<std::string> pages(const std::string& part = "") {
  std::vector<std::string> targets;
  for (const auto& node : city()) targets.push_back("/api/v1/grids/" + node.id.str() + part);
  return targets;
}

std::string encoded(std::string_view text) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    out += '%';
    out += kHex[byte / 16];
    out += kHex[byte % 16];
  }
  return out;
}

std::vector<std::string> searches() {
  std::map<std::string, int> names;
  for (const auto& node : city()) {
    if (node.level < GridLevel::microgrid) ++names[node.name];
  }
  for (const auto* common : {"一", "村", "微网格", "居委会", "新", "浦东 一"}) ++names[common];
  std::vector<std::string> targets;
  for (const auto& [name, times] : names) {
    targets.push_back("/api/v1/grids?query=" + encoded(name));
  }
  return targets;
}

void ask_all(Lines& lines, const std::vector<std::string>& targets) {
  HttpClient client(Address::read(lines.need()).port);
  // What is made at the first asking is made before.
  client.get("/api/v1/grids?query=%E4%B8%80");
  lines.say("ready");
  lines.need();
  CrowdReport report;
  Delays delays;
  delays.reserve(targets.size());
  const auto began = monotonic_us();
  for (const auto& target : targets) {
    const auto asked = monotonic_us();
    report.bytes += client.get(target).size();
    delays.add(monotonic_us() - asked);
  }
  report.frames = targets.size();
  report.took_us = monotonic_us() - began;
  report.delays = delays.percentiles();
  lines.say(report.line());
  lines.wait_for_end();
}

struct Asked {
  Measured measured;
  double ready_ms = 0;  // from the start of the process until it answers
};

Asked ask(const Setup& setup, const std::string& data, std::size_t meetings,
          const std::vector<std::string>& targets) {
  Asked asked;
  const auto began = monotonic_us();
  Child server([&](Lines& lines) { serve(lines, setup.shards(), data, meetings); });
  Child crowd([&](Lines& lines) { ask_all(lines, targets); });
  const auto address = server.need();
  asked.ready_ms = static_cast<double>(monotonic_us() - began) / 1'000;
  crowd.say(address);
  crowd.need();
  const auto cpu_ns = server.cpu_ns();
  crowd.say("go");
  asked.measured.report = CrowdReport::read(crowd.need());
  asked.measured.cpu_ns = server.cpu_ns() - cpu_ns;
  asked.measured.idle_memory_kb = server.memory_kb();
  return asked;
}

double print(const Setup& setup, const std::string& what, const Asked& asked) {
  const auto& report = asked.measured.report;
  Row row;
  row.what = what;
  row.sockets = 1;
  row.total_ms = static_cast<double>(report.took_us) / 1'000;
  row.per_second =
      static_cast<double>(report.frames) * 1'000'000 / static_cast<double>(report.took_us);
  row.cpu_us = cpu_us_each(asked.measured);
  row.delays = report.delays;
  setup.report().row(row);
  return static_cast<double>(report.delays.p99_us) / 1'000;
}

int run(int argc, char** argv) {
  Setup setup;
  std::size_t meetings = 500;
  CLI::App app{"Every grid's page of a whole city, and the search"};
  app.add_option("--meetings", meetings, "in neighbourhoods all over the city")
      ->check(CLI::Range(1, 6'000))
      ->capture_default_str();
  setup.add_options(app);
  CLI11_PARSE(app, argc, argv);
  setup.prepare(1);

  setup.report().head();
  const DataFolder data(setup.data());
  const auto first = ask(setup, data.path(), meetings, pages());
  const auto page_ms = print(setup, "grid pages: each of the city's once", first);
  const auto listed = ask(setup, data.path(), meetings, pages("/issues?above=1"));
  const auto issues_ms = print(setup, "grid pages: issues of each, with those above", listed);
  const auto again = ask(setup, data.path(), meetings, searches());
  const auto search_ms = print(setup, "grid pages: search, each name once", again);
  std::printf(
      "note: city with %zu meetings: from an empty folder %.0f ms, from a full one %.0f ms, %ld KB "
      "resident after all pages\n",
      meetings, first.ready_ms, again.ready_ms, first.measured.idle_memory_kb);
  setup.report().target("grid page, p99", page_ms, kPageMsMax, " ms");
  setup.report().target("issues of a grid, p99", issues_ms, kPageMsMax, " ms");
  setup.report().target("search for a grid, p99", search_ms, kSearchMsMax, " ms");
  setup.report().target("city from an empty folder", first.ready_ms, kFillMsMax, " ms");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  return benchmark_main([&] { return run(argc, argv); });
}
