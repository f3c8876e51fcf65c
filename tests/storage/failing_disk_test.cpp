// A disk that fails and is well again: the outcome is `unknown`, never stored and lost; who reads
// and sends again after that hears the truth; the log works on.
#include <catch2/catch.hpp>
#include <thread>

#include "log/log_check.hpp"
#include "log/sqlite_log.hpp"
#include "workload.hpp"

namespace roundtable::log::test {
namespace {

const StillClock kClock;

std::string joined(const std::vector<std::string>& sentences) {
  std::string text;
  for (const auto& sentence : sentences) text += sentence + "\n";
  return text;
}

std::string findings_in(const std::string& directory) {
  VerifyReport report;
  std::string text;
  for (const auto& finding : verify_log(directory, report)) {
    text += finding.place + ": " + finding.what + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("a sync that fails at any moment loses nothing that was answered stored") {
  int unknown = 0;
  int failed = 0;
  for (std::uint64_t seed = 1; seed <= 80; ++seed) {
    CAPTURE(seed);
    LyingVfs vfs(seed);
    vfs.fail_sync_at(seed);
    Workload workload(vfs, seed, "FULL");
    workload.run(16);
    for (const auto& promise : workload.promises()) {
      REQUIRE(promise->answers.size() == 1);
      unknown += promise->is(Appended::unknown) ? 1 : 0;
    }
    failed += vfs.has_failed_sync() ? 1 : 0;
    // The last rounds came after the failure, and the log worked.
    if (vfs.has_failed_sync() && !workload.promises().empty()) {
      CHECK(workload.promises().back()->is(Appended::stored));
    }
    CHECK(joined(workload.broken_promises()).empty());
  }
  CHECK(failed > 30);
  CHECK(unknown > 30);
}

TEST_CASE("a failed sync makes its group and what is queued behind it unknown, others are stored") {
  const TemporaryFolder folder;
  LyingVfs vfs(7);
  std::vector<std::string> failures;
  LogOptions options;
  options.group_batches_max = 2;
  options.on_failure = [&](const std::string& sentence) { failures.push_back(sentence); };
  const auto log = open_sqlite_log_with_vfs(folder.path(), kClock, options, vfs.name(), "FULL");
  auto one = no_entries_of("meeting:one");
  auto two = no_entries_of("meeting:two");
  auto three = no_entries_of("meeting:three");
  Answers answers;
  {
    Gate gate(*log);
    log->append(batch_after(one, {"1"}), answers.next());
    log->append(batch_after(two, {"1"}), answers.next());
    log->append(batch_after(three, {"1"}), answers.next());
    log->append(batch_after(one, {"2"}), answers.next());
    vfs.fail_sync_at(1);
  }
  const auto outcomes = answers.wait();
  CHECK(outcomes[0].front() == Appended::unknown);
  CHECK(outcomes[1].front() == Appended::unknown);
  CHECK(outcomes[2].front() == Appended::stored);
  CHECK(outcomes[3].front() == Appended::unknown);
  REQUIRE(failures.size() == 1);
  CHECK_THAT(failures[0], Catch::Contains("commit") && Catch::Contains("log.db"));

  // Sent again: whatever reading shows, each payload ends up there once.
  for (auto* head : {&one, &two}) {
    auto anew = no_entries_of(head->stream);
    if (log->read(head->stream, 0, 10).empty()) {
      CHECK(append_now(*log, batch_after(anew, {"1"})) == Appended::stored);
    }
    CHECK(log->read(head->stream, 0, 10).size() == 1);
  }
  CHECK(findings_in(folder.path()).empty());
}

TEST_CASE("a full disk stores nothing by halves and works on when there is room again") {
  int full = 0;
  int not_stored = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    LyingVfs vfs(seed);
    Workload workload(vfs, seed, "FULL");
    REQUIRE(workload.open());
    workload.round();
    vfs.leave_room(seed * 1'000);
    for (int i = 0; i < 8; ++i) workload.round();
    full += vfs.was_full() ? 1 : 0;
    vfs.make_room();
    for (int i = 0; i < 6; ++i) workload.round();
    for (const auto& promise : workload.promises()) {
      REQUIRE(promise->answers.size() == 1);
      not_stored += promise->is(Appended::stored) ? 0 : 1;
    }
    CHECK(workload.promises().back()->is(Appended::stored));
    CHECK(joined(workload.broken_promises()).empty());
  }
  CHECK(full > 30);
  CHECK(not_stored > 30);
}

TEST_CASE("while a stream is in doubt it cannot be read; the log settles by itself") {
  const TemporaryFolder folder;
  LyingVfs vfs(3);
  LogOptions options;
  options.reopen_interval = std::chrono::milliseconds(1);
  const auto log = open_sqlite_log_with_vfs(folder.path(), kClock, options, vfs.name(), "FULL");
  auto head = no_entries_of("meeting:m1");
  auto other = no_entries_of("meeting:m2");
  REQUIRE(append_now(*log, batch_after(head, {"1"})) == Appended::stored);
  REQUIRE(append_now(*log, batch_after(other, {"1"})) == Appended::stored);
  vfs.leave_room(100);
  auto lost = head;
  REQUIRE(append_now(*log, batch_after(lost, {"2"})) == Appended::unknown);
  CHECK_THROWS_WITH(log->read("meeting:m1", 0, 10), Catch::Contains("not known yet"));
  CHECK(log->read("meeting:m2", 0, 10).size() == 1);
  CHECK(append_now(*log, batch_after(other, {"2"})) == Appended::unavailable);
  vfs.make_room();
  std::vector<Entry> entries;
  while (entries.empty()) {
    try {
      entries = log->read("meeting:m1", 0, 10);
    } catch (const LogFailure&) {
      std::this_thread::yield();
    }
  }
  CHECK(entries.size() == 1);
  CHECK(append_now(*log, batch_after(head, {"2"})) == Appended::stored);
  CHECK(findings_in(folder.path()).empty());
}

}  // namespace roundtable::log::test
