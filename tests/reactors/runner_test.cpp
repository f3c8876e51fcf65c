// What a runner does with whatever reactors say: taken up once, tried as often as promised, in the
// order of a stream's entries.
#include <catch2/catch.hpp>

#include "live/scene.hpp"
#include "reactors/runner.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::reactors::test {
namespace {

using log::test::append_now;
using log::test::batch_after;
using log::test::no_entries_of;

constexpr std::size_t kEverything = 1'000;

/// Rings once for each entry whose payload is "ring", twice for "ring twice".
class Bell final : public Reactor {
 public:
  explicit Bell(bool from_the_beginning = false) : from_the_beginning_(from_the_beginning) {}
  std::string_view name() const override { return "bell"; }
  std::string_view follows() const override { return "meeting"; }
  bool replays_history() const override { return from_the_beginning_; }
  std::vector<Consequence> on_entry(const log::Entry& entry) const override {
    if (entry.payload == "damaged") throw std::runtime_error("cannot be read");
    const std::size_t times = entry.payload == "ring" ? 1 : entry.payload == "ring twice" ? 2 : 0;
    return std::vector<Consequence>(
        times, {StreamName("meeting", "tower"),
                domain::CloseBallotAtDeadline{BallotId("b-" + std::to_string(entry.version))}});
  }

 private:
  const bool from_the_beginning_;
};

struct Given {
  std::string id;
  codec::Cause cause;
};

/// A runner whose commands the test answers.
class Tower {
 public:
  explicit Tower(log::EventLog& log, bool from_the_beginning = false) {
    std::vector<std::unique_ptr<const Reactor>> reactors;
    reactors.push_back(std::make_unique<Bell>(from_the_beginning));
    runner = std::make_unique<Runner>(
        RunnerServices{log, clock,
                       [this](const StreamName& stream, live::Submission submission) {
                         CHECK(stream == StreamName("meeting", "tower"));
                         given.push_back({submission.id.str(), submission.cause.value()});
                         if (answers) {
                           submission.reply(answers(*submission.cause));
                         } else {
                           unanswered.push_back(submission.reply);
                         }
                       },
                       [this](std::string_view what, const std::string& detail) {
                         reports.push_back(std::string(what) + ": " + detail);
                       }},
        std::move(reactors));
  }
  /// So often that everything has been tried as often as it may be.
  void step_long() {
    for (int i = 0; i < 50; ++i) {
      runner->step();
      clock.forward(300 * kMicrosPerSecond);
    }
  }

  live::test::SteppedClock clock;
  std::vector<Given> given;
  std::vector<std::function<void(const live::Answer&)>> unanswered;
  std::function<live::Answer(const codec::Cause&)> answers;
  std::vector<std::string> reports;
  std::unique_ptr<Runner> runner;
};

live::Answer always_done(const codec::Cause&) {
  return live::Done{1, "", "{}"};
}

const log::test::StillClock kTowerClock;

}  // namespace

TEST_CASE("a new reactor begins with what comes, or with what was, as it says") {
  const auto log = log::open_memory_log(kTowerClock);
  auto meeting = no_entries_of("meeting:m");
  append_now(*log, batch_after(meeting, {"ring"}));
  const bool from_the_beginning = GENERATE(false, true);
  Tower tower(*log, from_the_beginning);
  tower.answers = always_done;
  tower.runner->step();
  CHECK(tower.given.size() == (from_the_beginning ? 1 : 0));
  append_now(*log, batch_after(meeting, {"silence", "ring twice"}));
  tower.runner->step();
  CHECK(tower.given.size() == (from_the_beginning ? 2 : 1));
  tower.runner->step();
  CHECK(tower.given.size() == (from_the_beginning ? 3 : 2));
  CHECK(tower.given.back().cause == codec::Cause{"meeting:m", 3});
}

TEST_CASE("what came while no server ran is not missed, and nothing is given again") {
  const auto log = log::open_memory_log(kTowerClock);
  auto meeting = no_entries_of("meeting:m");
  {
    Tower tower(*log);
    tower.answers = always_done;
    tower.runner->step();
    append_now(*log, batch_after(meeting, {"ring"}));
    tower.runner->step();
    tower.runner->step();
    CHECK(tower.given.size() == 1);
  }
  append_now(*log, batch_after(meeting, {"ring"}));
  Tower tower(*log);
  tower.answers = always_done;
  tower.runner->step();
  tower.runner->step();
  REQUIRE(tower.given.size() == 1);
  CHECK(tower.given[0].cause.version == 2);
  CHECK(log->unfinished_reactions(kEverything).empty());
}

TEST_CASE("what was not answered is given again under the same id by the next server") {
  const auto log = log::open_memory_log(kTowerClock);
  auto meeting = no_entries_of("meeting:m");
  std::string id;
  {
    Tower tower(*log);
    tower.runner->step();
    append_now(*log, batch_after(meeting, {"ring twice"}));
    tower.runner->step();
    tower.runner->step();
    REQUIRE(tower.given.size() == 1);  // the second waits for the first
    id = tower.given[0].id;
  }
  Tower tower(*log);
  tower.answers = always_done;
  tower.runner->step();
  tower.runner->step();
  tower.runner->step();
  REQUIRE(tower.given.size() == 2);
  CHECK(tower.given[0].id == id);
  CHECK(tower.given[1].id != id);
}

TEST_CASE("what is refused is stored and never tried again, and the next one goes on") {
  const auto log = log::open_memory_log(kTowerClock);
  auto meeting = no_entries_of("meeting:m");
  {
    Tower tower(*log);
    tower.answers = [](const codec::Cause&) {
      return domain::Refusal{domain::Code::ballot_unknown, {}};
    };
    tower.runner->step();
    append_now(*log, batch_after(meeting, {"ring", "ring"}));
    tower.step_long();
    CHECK(tower.given.size() == 2);
  }
  Tower tower(*log);
  tower.step_long();
  CHECK(tower.given.empty());
  log::Reaction name;
  name.reactor = "bell";
  name.stream = "meeting:m";
  name.version = 1;
  name.key = "0";
  CHECK(log->reaction(name)->state == log::Reacted::refused);
  CHECK(log->reaction(name)->why == "ballot.unknown");
}

TEST_CASE("a busy server is asked again and never given up") {
  const auto log = log::open_memory_log(kTowerClock);
  auto meeting = no_entries_of("meeting:m");
  Tower tower(*log);
  tower.answers = [](const codec::Cause&) {
    return domain::Refusal{domain::Code::server_busy, {}};
  };
  tower.runner->step();
  append_now(*log, batch_after(meeting, {"ring"}));
  tower.step_long();
  CHECK(tower.given.size() > 2 * kTriesMax);
  tower.answers = always_done;
  tower.step_long();
  CHECK(tower.runner->waiting() == 0);
  CHECK(tower.runner->given_up() == 0);
}

TEST_CASE("after ten tries in vain a stream waits for an operator, others go on") {
  const auto log = log::open_memory_log(kTowerClock);
  auto sick = no_entries_of("meeting:sick");
  auto well = no_entries_of("meeting:well");
  {
    Tower tower(*log);
    std::size_t well_rings = 0;
    tower.answers = [&](const codec::Cause& cause) -> live::Answer {
      if (cause.stream == "meeting:sick") return live::Unknown{};
      ++well_rings;
      return always_done(cause);
    };
    tower.runner->step();
    append_now(*log, batch_after(sick, {"ring", "ring"}));
    append_now(*log, batch_after(well, {"ring", "ring", "ring"}));
    tower.step_long();
    append_now(*log, batch_after(well, {"ring"}));
    append_now(*log, batch_after(sick, {"ring"}));
    tower.step_long();
    CHECK(tower.given.size() == kTriesMax + 4);
    CHECK(well_rings == 4);
    CHECK(tower.runner->given_up() == 1);
    CHECK(tower.runner->waiting() == 0);
    REQUIRE(tower.reports.size() == 1);
    CHECK(tower.reports[0].find("reaction_given_up: bell for entry 1 of meeting:sick") == 0);
  }
  const auto listed = log->unfinished_reactions(kEverything);
  REQUIRE(listed.size() == 3);
  CHECK(listed[0].state == log::Reacted::given_up);
  CHECK(listed[0].tries == kTriesMax);
  CHECK(listed[1].state == log::Reacted::waiting);
  // Whoever starts the server again has looked.
  Tower tower(*log);
  tower.answers = always_done;
  tower.step_long();
  REQUIRE(tower.given.size() == 3);
  CHECK(tower.given[0].cause.version == 1);
  CHECK(tower.given[2].cause.version == 3);
  CHECK(log->unfinished_reactions(kEverything).empty());
}

TEST_CASE("an entry that a reactor cannot read holds up its own stream alone") {
  const auto log = log::open_memory_log(kTowerClock);
  auto sick = no_entries_of("meeting:sick");
  auto well = no_entries_of("meeting:well");
  Tower tower(*log);
  tower.answers = always_done;
  tower.runner->step();
  append_now(*log, batch_after(sick, {"damaged", "ring"}));
  append_now(*log, batch_after(well, {"ring"}));
  tower.step_long();
  REQUIRE(tower.given.size() == 1);
  CHECK(tower.given[0].cause.stream == "meeting:well");
  CHECK(tower.runner->given_up() == 1);
}

}  // namespace roundtable::reactors::test
