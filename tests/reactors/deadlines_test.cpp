// Ballots are closed at their deadlines, once, wherever the server ends in between.
#include "reactors/deadlines.hpp"

#include <algorithm>

#include "codec/entry_json.hpp"
#include "codec/sources.hpp"
#include "house.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::reactors::test {
namespace {

using live::test::TestSocket;
using log::test::TemporaryFolder;

constexpr std::size_t kAll = 1'000;
constexpr std::int64_t kRuns = 60;  // seconds
const log::test::StillClock kDiskClock;

BallotId open_ballot(House& house) {
  auto& scene = house.scene;
  const auto item = scene.start_sitting();
  return scene.open_ballot(item, domain::Secrecy::named, domain::Counts::live,
                           scene.clock.now() + kRuns * kMicrosPerSecond);
}

std::vector<log::Entry> of_meeting(log::EventLog& log) {
  return log.read("meeting:meeting-1", 0, kAll);
}

codec::Payload payload_of(log::EventLog& log, const log::Entry& entry) {
  const auto content = [&](std::string_view sha256) { return log.content(sha256); };
  return codec::decode_payload(entry.payload, codec::make_sources(content));
}

template <class E>
bool says(log::EventLog& log, const log::Entry& entry) {
  const auto events = payload_of(log, entry).events;
  return std::any_of(events.begin(), events.end(),
                     [](const auto& event) { return std::holds_alternative<E>(event); });
}

std::vector<log::Entry> closings(log::EventLog& log) {
  std::vector<log::Entry> found;
  for (const auto& entry : of_meeting(log)) {
    if (says<domain::BallotClosed>(log, entry)) found.push_back(entry);
  }
  return found;
}

std::uint64_t opening(log::EventLog& log) {
  for (const auto& entry : of_meeting(log)) {
    if (says<domain::BallotOpened>(log, entry)) return entry.version;
  }
  return 0;
}

log::Reaction closing_of(const BallotId& ballot, std::uint64_t version) {
  log::Reaction reaction;
  reaction.reactor = "deadlines";
  reaction.stream = "meeting:meeting-1";
  reaction.version = version;
  reaction.key = "ballot:" + ballot.str();
  return reaction;
}

}  // namespace

TEST_CASE("a ballot is closed at its deadline though nobody has woken its meeting") {
  const auto disk = log::open_memory_log(kDiskClock);
  BallotId ballot;
  Time deadline;
  {
    House house(*disk, only_deadlines());
    deadline = house.scene.clock.now() + kRuns * kMicrosPerSecond;
    ballot = open_ballot(house);
  }
  House house(*disk, only_deadlines());
  pass(house, kRuns);
  house.settle();
  house.settle();
  REQUIRE(closings(*disk).size() == 1);
  TestSocket socket;
  house.scene.connect(socket, house.scene.chair);
  const auto& shown = socket.view["ballots"][ballot.str()];
  CHECK(shown["state"] == "closed");
  CHECK(shown["closed_by"] == "deadline");
  CHECK(shown["closed_at"] == deadline.micros);
}

TEST_CASE("the entry of a closing names its reactor and the entry that it follows from") {
  const auto disk = log::open_memory_log(kDiskClock);
  House house(*disk, only_deadlines());
  const auto ballot = open_ballot(house);
  pass(house, kRuns);
  house.settle();
  const auto entry = closings(*disk).at(0);
  const auto header = log::read_header(entry.header);
  REQUIRE(header.has_value());
  CHECK(header->actor == ActorId("reactor:deadlines"));
  CHECK(payload_of(*disk, entry).cause == codec::Cause{entry.stream, opening(*disk)});
  CHECK_FALSE(payload_of(*disk, of_meeting(*disk).front()).cause.has_value());
  const auto outcome = disk->reaction(closing_of(ballot, opening(*disk)));
  REQUIRE(outcome.has_value());
  CHECK(outcome->state == log::Reacted::done);
}

TEST_CASE("a runner says when it has to look again: at the next deadline") {
  const auto disk = log::open_memory_log(kDiskClock);
  House house(*disk, only_deadlines());
  CHECK_FALSE(house.runner->step().has_value());
  const auto deadline = house.scene.clock.now() + kRuns * kMicrosPerSecond;
  const auto ballot = open_ballot(house);
  const auto next = house.runner->step();
  REQUIRE(next.has_value());
  CHECK(*next > deadline);
  CHECK(*next <= deadline + kMicrosPerSecond);
  house.scene.done(house.scene.chair, domain::CloseBallot{ballot});
  CHECK_FALSE(house.runner->step().has_value());
}

TEST_CASE("a closing that comes too late is refused and never tried again") {
  const auto disk = log::open_memory_log(kDiskClock);
  House house(*disk, only_deadlines());
  const auto ballot = open_ballot(house);
  const auto version = opening(*disk);
  // Taken up by a server that ended; then the chair closed the ballot.
  disk->note({{}, {closing_of(ballot, version)}});
  house.scene.done(house.scene.chair, domain::CloseBallot{ballot});
  pass(house, kRuns);
  house.settle();
  CHECK(closings(*disk).size() == 1);
  const auto outcome = disk->reaction(closing_of(ballot, version));
  REQUIRE(outcome.has_value());
  CHECK(outcome->state == log::Reacted::refused);
  CHECK(outcome->why == "ballot.closed");
  CHECK(disk->unfinished_reactions(kAll).empty());
}

TEST_CASE("killed at any step between a deadline and its closing, it is closed exactly once") {
  int survived_after = 0;
  for (int steps = 1; survived_after == 0; ++steps) {
    INFO("killed at step " << steps);
    const TemporaryFolder folder;
    BallotId ballot;
    {
      const auto disk = log::open_sqlite_log(folder.path(), kDiskClock);
      House house(*disk, only_deadlines());
      ballot = open_ballot(house);
      house.mortal->die_after(steps);
      pass(house, kRuns);
      house.settle();
      if (!house.mortal->dead()) survived_after = steps;
    }
    const auto disk = log::open_sqlite_log(folder.path(), kDiskClock);
    House house(*disk, only_deadlines());
    pass(house, kRuns);
    house.settle();
    CHECK(closings(*disk).size() == 1);
    CHECK(disk->due_until(house.scene.clock.now(), kAll).empty());
    CHECK(disk->unfinished_reactions(kAll).empty());
    const auto outcome = disk->reaction(closing_of(ballot, opening(*disk)));
    REQUIRE(outcome.has_value());
    CHECK(outcome->state == log::Reacted::done);
  }
  // Taken up, given as a command, stored what became of it: before and after each.
  CHECK(survived_after == 7);
}

}  // namespace roundtable::reactors::test
