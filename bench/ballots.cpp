// bench/ballots: as many voters as sockets, one ballot each, all sent at once, all answered
// durable. For 1,000 / 5,000 / 10,000 voters, counts live and hidden: answered ballots a second,
// percentiles of the answer, server CPU a ballot. Beside it, in the same run, a Node `ws` server
// that answers as many messages without storing anything. `--memory` measures KB a joined, idle
// socket instead.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "app/system.hpp"
#include "load_client.hpp"
#include "log/hash_chain.hpp"

namespace {

using namespace roundtable;
using nlohmann::json;

const MeetingId kMeeting("bench");
const GridId kGrid("bench-grid");
const RollId kRoll("bench-roll");

struct Pipe {
  int ends[2] = {-1, -1};
  Pipe() {
    if (::pipe(ends) != 0) std::abort();
  }
  void say(const std::string& line) const {
    const auto text = line + "\n";
    if (::write(ends[1], text.data(), text.size()) < 0) std::abort();
  }
  std::string hear() const {
    std::string line;
    for (char c = 0; ::read(ends[0], &c, 1) == 1 && c != '\n';) line += c;
    return line;
  }
};

/// Memory of this process that is its own, in KB.
long own_memory_kb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::atol(line.c_str() + 6);
  }
  return 0;
}

std::string token_of(std::size_t voter) {
  return "bench-token-" + std::to_string(voter);
}
HeadId head_of(std::size_t voter) {
  return HeadId("head-" + std::to_string(voter));
}

/// Grid, roll, sessions and a meeting with an open ballot.
class Scene {
 public:
  Scene(app::System& system, std::size_t voters) : system_(system) {
    const ActorId by("system");
    system.registry().import_grids(
        by, CommandId("grids"),
        {{kGrid, "bench", domain::GridLevel::neighbourhood, std::nullopt, ""}});
    std::vector<domain::UnitRow> rows;
    std::vector<HeadId> heads;
    std::vector<log::Session> sessions;
    for (std::size_t i = 0; i < voters; ++i) {
      rows.push_back({UnitId("unit-" + std::to_string(i)), "1", "", Area{8'000},
                      domain::AreaSource::land_register, domain::UnitKind::dwelling, "", false});
      heads.push_back(head_of(i));
      log::Session session;
      session.token_sha256 = log::sha256_hex(token_of(i));
      session.actor = session.head = head_of(i).str();
      session.kind = "resident";
      session.created_at = system_clock().now();
      session.expires_at = session.created_at + kMicrosPerDay;
      sessions.push_back(std::move(session));
    }
    system.registry().import_roll(by, CommandId("roll"),
                                  domain::make_roll(kRoll, kGrid, rows, heads));
    system.directory().add_sessions(sessions);
    chair_ = std::make_shared<const live::Subject>(live::Subject{live::SubjectKind::staff,
                                                                 ActorId("chair"),
                                                                 {},
                                                                 "",
                                                                 {{live::Role::facilitator, kGrid}},
                                                                 ""});
  }

  BallotId open_ballot(domain::Counts counts) {
    domain::ConveneMeeting convene;
    convene.title = "bench";
    convene.place = "-";
    convene.body = "owners_group";
    convene.grid = kGrid;
    convene.roll = kRoll;
    convene.scope = {domain::ScopeKind::building, "1", ""};
    convene.rules = {"owners-group-ordinary"};
    convene.scheduled_at = system_clock().now();
    give(convene);
    const auto item = made(give(domain::AddAgendaItem{"-", domain::ItemKind::decision}), "item");
    give(domain::AnnounceMeeting{});
    give(domain::OpenMeeting{});
    give(domain::StartMeeting{});
    give(domain::StartAgendaItem{AgendaItemId(item)});
    domain::OpenBallot open;
    open.item = AgendaItemId(item);
    open.question = "?";
    open.rule = "owners-group-ordinary";
    open.scope = {domain::ScopeKind::building, "1", ""};
    open.counts = counts;
    return BallotId(made(give(open), "ballot"));
  }

 private:
  std::string give(domain::Command command) {
    const auto answer = system_.give(kMeeting, chair_, CommandId("c" + std::to_string(++step_)),
                                     std::move(command));
    if (const auto* done = std::get_if<live::Done>(&answer)) return done->result;
    const auto* refusal = std::get_if<domain::Refusal>(&answer);
    std::fprintf(stderr, "step %d was refused: %s\n", step_,
                 refusal != nullptr ? std::string(to_string(refusal->code)).c_str() : "unknown");
    std::exit(1);
  }
  static std::string made(const std::string& result, const char* what) {
    return json::parse(result).at(what).get<std::string>();
  }

  app::System& system_;
  std::shared_ptr<const live::Subject> chair_;
  int step_ = 0;
};

/// The other process: N residents with a socket each.
void run_voters(std::size_t voters, const Pipe& orders, const Pipe& reports) {
  bench::need_open_files(voters + 100);
  bench::LoadClient client(static_cast<std::uint16_t>(std::stoi(orders.hear())));
  std::size_t snapshots = 0;
  std::size_t answers = 0;
  std::size_t done = 0;
  std::vector<std::int64_t> latencies;
  std::int64_t sent_at = 0;
  client.on_frame([&](std::size_t, std::string_view frame) {
    if (frame.starts_with(R"({"op":"snapshot")")) ++snapshots;
    const bool is_done = frame.starts_with(R"({"op":"done")");
    if (!is_done && !frame.starts_with(R"({"op":"refused")")) return;
    ++answers;
    if (is_done) ++done;
    latencies.push_back(bench::steady_micros() - sent_at);
  });
  for (std::size_t i = 0; i < voters; ++i) {
    client.open("/ws", "roundtable.v1", "rt_session=" + token_of(i));
    client.send_text(i, R"({"op":"join","meeting":"bench"})");
    client.read_until([] { return true; }, 0);
  }
  const bool joined = client.read_until([&] { return snapshots == voters; }, 120'000);
  client.read_until([] { return false; }, 500);  // what is still on its way
  reports.say(joined ? "joined" : "not joined");
  const auto ballot = orders.hear();
  if (ballot == "end") return;
  const std::string command = R"(,"meeting":"bench","command":{"type":"ballot.cast","ballot":")" +
                              ballot + R"(","choice":")";
  sent_at = bench::steady_micros();
  for (std::size_t i = 0; i < voters; ++i) {
    client.send_text(i, R"({"op":"do","id":"v)" + std::to_string(i) + "\"" + command +
                            (i % 3 == 0 ? "no" : "yes") + "\"}}");
  }
  client.read_until([&] { return answers == voters; }, 120'000);
  const auto took = bench::steady_micros() - sent_at;
  reports.say(json{{"done", done},
                   {"ms", took / 1'000},
                   {"p50_ms", bench::percentile(latencies, 500) / 1'000},
                   {"p99_ms", bench::percentile(latencies, 990) / 1'000}}
                  .dump());
  orders.hear();
}

app::SystemOptions options_in(const std::string& folder) {
  app::SystemOptions options;
  options.data = folder;
  options.templates = BENCH_SOURCE_DIR "/templates";
  options.web = BENCH_SOURCE_DIR "/web-ui/dist";
  options.server.shards = 2;
  return options;
}

void run(std::size_t voters, domain::Counts counts, bool memory_only) {
  const Pipe orders;
  const Pipe reports;
  // Before any thread is started: the clients are a process of their own, with a CPU bill of its
  // own.
  const pid_t child = ::fork();
  if (child == 0) {
    run_voters(voters, orders, reports);
    std::_Exit(0);
  }
  bench::need_open_files(voters + 100);
  const auto folder =
      std::filesystem::temp_directory_path() / ("roundtable-bench-" + std::to_string(::getpid()));
  {
    ops::Log lines(system_clock(), ops::Level::error);
    app::System system(options_in(folder), system_clock(), system_randomness(), lines);
    system.start();
    Scene scene(system, voters);
    const auto ballot = scene.open_ballot(counts);
    const auto before = own_memory_kb();
    orders.say(std::to_string(system.port()));
    if (reports.hear() != "joined") std::printf("not all voters could join\n");
    if (memory_only) {
      std::printf("memory  %6zu sockets  %5.1f KB a socket\n", voters,
                  static_cast<double>(own_memory_kb() - before) / static_cast<double>(voters));
      orders.say("end");
    } else {
      const auto cpu = bench::cpu_micros();
      orders.say(ballot.str());
      const auto report = json::parse(reports.hear());
      const auto used = bench::cpu_micros() - cpu;
      const auto milliseconds = std::max<std::int64_t>(1, report.at("ms").get<std::int64_t>());
      std::printf(
          "ballots %6zu %-6s  %6ld done  %5lld ms  %6lld/s  p50 %5lld ms  p99 %5lld ms  "
          "%5.1f us CPU a ballot\n",
          voters, std::string(to_string(counts)).c_str(), report.at("done").get<long>(),
          static_cast<long long>(milliseconds),
          static_cast<long long>(static_cast<std::int64_t>(voters) * 1'000 / milliseconds),
          report.at("p50_ms").get<long long>(), report.at("p99_ms").get<long long>(),
          static_cast<double>(used) / static_cast<double>(voters));
      orders.say("end");
    }
    ::waitpid(child, nullptr, 0);
    system.stop();
  }
  std::filesystem::remove_all(folder);
}

}  // namespace

int main(int argc, char** argv) {
  ::signal(SIGPIPE, SIG_IGN);
  ::setvbuf(stdout, nullptr, _IOLBF, 0);
  const bool memory = argc > 1 && std::string(argv[1]) == "--memory";
  if (memory) {
    for (const std::size_t sockets : {1'000, 10'000}) run(sockets, domain::Counts::hidden, true);
    return 0;
  }
  for (const auto counts : {domain::Counts::hidden, domain::Counts::live}) {
    for (const std::size_t voters : {1'000, 5'000, 10'000}) run(voters, counts, false);
  }
  return 0;
}
