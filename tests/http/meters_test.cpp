// What an operator reads at /metrics: how long the disk takes and how full its groups are, what the
// meetings do, who waits - each under its own name and never under another's.
#include "http/meters.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "live/scene.hpp"

namespace roundtable::http::test {
namespace {

bool says(Meters& meters, const std::string& line) {
  return ("\n" + meters.text()).find("\n" + line + "\n") != std::string::npos;
}

}  // namespace

TEST_CASE("a commit is seen as its waiting, its writing and its size") {
  Meters meters;
  log::Commit commit;
  commit.batches = 3;
  commit.entries = 7;
  commit.writing = std::chrono::microseconds(2'000);
  commit.longest_wait = std::chrono::microseconds(40'000);
  commit.still_queued = 5;
  meters.commit(commit);
  CHECK(says(meters, "roundtable_append_seconds_bucket{le=\"0.025\"} 0"));
  CHECK(says(meters, "roundtable_append_seconds_bucket{le=\"0.05\"} 1"));
  CHECK(says(meters, "roundtable_commit_seconds_bucket{le=\"0.001\"} 0"));
  CHECK(says(meters, "roundtable_commit_seconds_bucket{le=\"0.0025\"} 1"));
  CHECK(says(meters, "roundtable_commit_batches_bucket{le=\"2\"} 0"));
  CHECK(says(meters, "roundtable_commit_batches_bucket{le=\"4\"} 1"));
  CHECK(says(meters, "roundtable_entries_total 7"));
  CHECK(says(meters, "roundtable_log_queued 5"));
}

TEST_CASE("what the meetings do is counted: views, patches, what was folded, replays") {
  live::test::Scene scene;
  Meters meters;
  meters.meetings_from(scene.services->counters);
  scene.start_sitting();
  scene.settle();
  live::test::TestSocket socket;
  scene.connect(socket, scene.resident(0));
  scene.settle();
  CHECK(says(meters, "roundtable_snapshots_total 1"));
  CHECK(says(meters, "roundtable_patches_total 0"));
  const auto told = scene.services->counters->folded_entries.load();

  scene.done(scene.resident(0), domain::CheckIn{});
  scene.settle();
  CHECK(says(meters, "roundtable_patches_total 1"));
  CHECK(says(meters, "roundtable_folded_entries_total " + std::to_string(told + 1)));
  CHECK(says(meters, "roundtable_meetings_awake 1"));

  scene.restart();
  scene.connect(socket, scene.resident(0));
  scene.settle();
  const auto& counters = *scene.services->counters;
  CHECK(counters.replayed_entries.load() >= counters.folded_entries.load());
}

TEST_CASE("entries in memory are those of meetings in memory, and go with them") {
  live::test::Scene scene;
  Meters meters;
  meters.meetings_from(scene.services->counters);
  scene.start_sitting();
  const auto version = scene.done(scene.resident(0), domain::CheckIn{}).version;
  CHECK(says(meters, "roundtable_entries_awake " + std::to_string(version)));
  scene.hall->retire_idle();
  scene.settle();
  CHECK(says(meters, "roundtable_meetings_awake 0"));
  CHECK(says(meters, "roundtable_entries_awake 0"));
  scene.done(scene.resident(1), domain::CheckIn{});
  CHECK(says(meters, "roundtable_entries_awake " + std::to_string(version + 1)));
}

TEST_CASE("work that nobody has begun is seen by its pool") {
  Meters meters;
  std::size_t waiting = 4;
  meters.waiting_from("requests", [&] { return waiting; });
  meters.waiting_from("sign_ins", [] { return std::size_t{1}; });
  CHECK(says(meters, "roundtable_workers_waiting{pool=\"requests\"} 4"));
  CHECK(says(meters, "roundtable_workers_waiting{pool=\"sign_ins\"} 1"));
  waiting = 0;
  CHECK(says(meters, "roundtable_workers_waiting{pool=\"requests\"} 0"));
}

}  // namespace roundtable::http::test
