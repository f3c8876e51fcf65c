// What a live room feels while many sleeping meetings are opened at once. One shard, as at the
// worst: it holds a meeting in session, whose chair gives a command every few milliseconds, and all
// the meetings that wake. First the shard reads each meeting itself, as it did until 2026-12; then
// a worker does and hands it over. The delay counts from a command's being given to its answer,
// stored with fsync; the clock of a wave stops when everybody has her snapshot.
#include <CLI/CLI.hpp>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "base/env.hpp"
#include "delays.hpp"
#include "live/hosts.hpp"
#include "live/thread_strand.hpp"
#include "live/workers.hpp"
#include "log/hash_chain.hpp"
#include "report.hpp"

namespace {

using namespace roundtable;
using namespace roundtable::bench;

constexpr double kLiveMaxMs = 50;
const GridId kGrid("grid");
const RollId kRoll("roll");
const MeetingId kLive("live");

/// A phone that only waits for its snapshot.
class Phone final : public live::Outlet {
 public:
  explicit Phone(std::atomic<std::size_t>& shown) : shown_(shown) {}
  void send(const live::Frame& frame) override {
    if (frame->find(R"({"op":"snapshot")") != std::string::npos) ++shown_;
  }
  void close(live::CloseCode, std::string_view) override {}
  std::size_t queued_bytes() const override { return 0; }
  bool is_behind() const override { return false; }

 private:
  std::atomic<std::size_t>& shown_;
};

/// The hosts of one server on one shard.
class House {
 public:
  House(log::EventLog& log, const live::RuleBook& rules, live::Registry& registry, bool on_workers)
      : hub_({&shard_}) {
    services_ = std::make_unique<live::HostServices>(live::HostServices{
        log, system_clock(), system_randomness(), rules, registry, hub_,
        [](const auto&...) -> live::MakeRecord { throw std::logic_error("nothing is made"); },
        [](const auto&...) {}, [](const auto&...) {},
        [](std::string_view what, const std::string& detail) {
          std::fprintf(stderr, "%s: %s\n", std::string(what).c_str(), detail.c_str());
        },
        [](const auto&...) {}});
    if (on_workers) {
      services_->work = [this](auto task) { return workers_.run(std::move(task)); };
    }
    hosts_ = std::make_unique<live::Hosts>(*services_);
  }
  ~House() {
    settle();
    shard_.stop();
  }

  void submit(const MeetingId& meeting, const std::string& id, domain::Command command,
              std::function<void()> then) {
    live::Submission submission;
    submission.subject = chair_;
    submission.id = CommandId(id);
    submission.command = std::move(command);
    submission.command_sha256 = log::sha256_hex(id);
    submission.reply = [id, then = std::move(then)](const live::Answer& answer) {
      if (!std::holds_alternative<live::Done>(answer)) {
        const auto* refusal = std::get_if<domain::Refusal>(&answer);
        const auto code = refusal != nullptr ? to_string(refusal->code) : "unknown";
        std::fprintf(stderr, "%s was not done: %s\n", id.c_str(), std::string(code).c_str());
        std::_Exit(1);  // the log's threads are still at it
      }
      then();
    };
    hosts_->submit(meeting, std::move(submission));
  }
  void give(const MeetingId& meeting, const std::string& id, domain::Command command) {
    std::promise<void> answered;
    submit(meeting, id, std::move(command), [&] { answered.set_value(); });
    answered.get_future().get();
  }
  void join(Phone& phone, const MeetingId& meeting) {
    shard_.post([this, &phone, meeting] {
      hosts_->join(hub_.opened(0, phone, ""), chair_, meeting, {}, [](std::string_view code) {
        std::fprintf(stderr, "%s\n", std::string(code).c_str());
        std::_Exit(1);
      });
    });
  }
  /// Returns when all that was posted so far is done.
  void settle() {
    std::promise<void> done;
    shard_.post([&] { done.set_value(); });
    done.get_future().get();
  }

 private:
  live::ThreadStrand shard_{[](std::string_view what, const std::string& detail) {
    std::fprintf(stderr, "%s: %s\n", std::string(what).c_str(), detail.c_str());
  }};
  const std::shared_ptr<const live::Subject> chair_ =
      std::make_shared<const live::Subject>(live::Subject{live::SubjectKind::staff,
                                                          ActorId("chair"),
                                                          {},
                                                          "",
                                                          {{live::Role::facilitator, kGrid}},
                                                          ""});
  live::Hub hub_;
  std::unique_ptr<live::HostServices> services_;
  std::unique_ptr<live::Hosts> hosts_;
  live::Workers workers_{1, 100'000};
};

struct Options {
  std::string data = std::filesystem::temp_directory_path().string();
  std::size_t meetings = 500;
  std::size_t households = 150;
};

HeadId head_of(std::size_t i) {
  return HeadId("head-" + std::to_string(i));
}

void make_building(live::Registry& registry, std::size_t households) {
  const ActorId by("system");
  registry.import_grids(by, CommandId("grids"),
                        {{kGrid, "一号楼", domain::GridLevel::building, std::nullopt, ""}});
  std::vector<domain::UnitRow> rows;
  std::vector<HeadId> heads;
  for (std::size_t i = 0; i < households; ++i) {
    rows.push_back({UnitId("unit-" + std::to_string(i)), "1", "1", Area{9'000},
                    domain::AreaSource::land_register, domain::UnitKind::dwelling, "", false});
    heads.push_back(head_of(i));
  }
  registry.import_roll(by, CommandId("roll"), domain::make_roll(kRoll, kGrid, rows, heads));
}

/// A meeting in session in which everybody has checked in.
void hold(House& house, const MeetingId& meeting, std::size_t households,
          const std::function<void()>& answered) {
  domain::ConveneMeeting convene;
  convene.title = "加装电梯圆桌会";
  convene.place = "底楼大厅";
  convene.body = "owners_group";
  convene.grid = kGrid;
  convene.roll = kRoll;
  convene.scope = {domain::ScopeKind::building, "1", ""};
  convene.rules = {"owners-group-ordinary"};
  convene.scheduled_at = system_clock().now();
  int step = 0;
  const auto give = [&](domain::Command command) {
    house.submit(meeting, "s" + std::to_string(step++), std::move(command), answered);
  };
  // Before it is stored there is no meeting that could take a command.
  house.give(meeting, "convene", convene);
  give(domain::AddAgendaItem{"表决", domain::ItemKind::decision});
  give(domain::AnnounceMeeting{});
  give(domain::OpenMeeting{});
  give(domain::StartMeeting{});
  for (std::size_t i = 0; i < households; ++i) {
    give(domain::CheckIn{head_of(i), domain::Category::present, domain::Mode::hall});
  }
}

void make_meetings(House& house, const Options& options) {
  std::atomic<std::size_t> answered{0};
  std::size_t given = 0;
  const auto each = options.households + 4;
  for (std::size_t i = 0; i <= options.meetings; ++i) {
    const auto meeting = i == 0 ? kLive : MeetingId("m" + std::to_string(i));
    hold(house, meeting, options.households, [&] { ++answered; });
    given += each;
    while (given - answered > 20 * each) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  while (answered < given) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

/// Commands of the live room, one after another, until `done` says so.
Percentiles live_room(House& house, const std::string& wave, const std::function<bool()>& done) {
  Delays delays;
  for (int i = 0; i % 2 == 1 || !done(); ++i) {  // who left comes back
    const auto begun = monotonic_us();
    const auto id = wave + std::to_string(i);
    if (i % 2 == 0) {
      house.give(kLive, id, domain::LeaveMeeting{head_of(0)});
    } else {
      house.give(kLive, id,
                 domain::CheckIn{head_of(0), domain::Category::present, domain::Mode::hall});
    }
    delays.add(monotonic_us() - begun);
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return delays.percentiles();
}

void measure(log::EventLog& log, const live::RuleBook& rules, live::Registry& registry,
             const Options& options, bool on_workers, const Report& report) {
  std::atomic<std::size_t> shown{0};
  std::vector<Phone> phones(options.meetings + 1, Phone(shown));
  House house(log, rules, registry, on_workers);
  const std::string way = on_workers ? "a worker reads" : "the shard reads";
  house.join(phones[0], kLive);
  while (shown < 1) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  int left = 200;
  const auto quiet = live_room(house, way[0] == 'a' ? "wq" : "sq", [&] { return left-- == 0; });
  report.row({"live room alone, " + way, 0, {}, {}, {}, {}, quiet, {}});

  const auto begun = monotonic_us();
  for (std::size_t i = 1; i <= options.meetings; ++i) {
    house.join(phones[i], MeetingId("m" + std::to_string(i)));
  }
  const auto waking =
      live_room(house, way[0] == 'a' ? "ww" : "sw", [&] { return shown == options.meetings + 1; });
  const auto total_ms = static_cast<double>(monotonic_us() - begun) / 1'000;
  report.row({"live room while " + std::to_string(options.meetings) + " wake, " + way,
              0,
              total_ms,
              {},
              {},
              {},
              waking,
              {}});
  if (on_workers) {
    report.target("longest wait of a live room while meetings wake",
                  static_cast<double>(waking.max_us) / 1'000, kLiveMaxMs, "ms");
  }
}

}  // namespace

int main(int count, char** values) {
  CLI::App app("How long a live room waits while many meetings wake");
  Options options;
  Report report;
  app.add_option("--data", options.data, "folder on the disk that is measured");
  app.add_option("--meetings", options.meetings, "that sleep and are opened at once");
  app.add_option("--households", options.households, "that have checked in to each");
  report.add_options(app);
  CLI11_PARSE(app, count, values);

  const auto folder = std::filesystem::path(options.data) / "roundtable-waking";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  {
    const auto log = log::open_sqlite_log(folder.string(), system_clock());
    const auto rules = live::RuleBook::load(BENCH_SOURCE_DIR "/templates/rules");
    live::Registry registry(*log, system_clock());
    make_building(registry, options.households);
    {
      House house(*log, rules, registry, false);
      make_meetings(house, options);
    }
    report.head();
    measure(*log, rules, registry, options, false, report);
    measure(*log, rules, registry, options, true, report);
  }
  std::filesystem::remove_all(folder);
  return 0;
}
