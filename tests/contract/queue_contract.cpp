// The contract of a log with one writer's thread: bounds of its queue, group commit, and a storm of
// writers that behave as hosts do.
#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

#include "event_log_contract.hpp"
#include "log/checkpoint.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::log::test {
namespace {

void bounds(const OpenLog& open) {
  SECTION("a full queue answers unavailable, writes nothing, and takes more when there is room") {
    LogOptions options;
    options.queued_batches_max = 3;
    const auto log = open(options);
    Answers answers;
    auto head = no_entries_of("meeting:m1");
    auto beyond = head;
    {
      Gate gate(*log);
      for (int i = 0; i < 3; ++i) log->append(batch_after(head, {"in"}), answers.next());
      beyond = head;
      log->append(batch_after(beyond, {"out"}), answers.next());
    }
    const auto outcomes = answers.wait();
    for (std::size_t i = 0; i < 3; ++i) CHECK(outcomes[i].front() == Appended::stored);
    CHECK(outcomes[3] == std::vector<Appended>{Appended::unavailable});
    CHECK(log->heads("meeting:m1").front().version == 3);
    CHECK(append_now(*log, batch_after(head, {"again"})) == Appended::stored);
  }
  SECTION("a queue full of bytes answers unavailable too") {
    LogOptions options;
    options.queued_bytes_max = 100'000;
    const auto log = open(options);
    Answers answers;
    auto one = no_entries_of("meeting:m1");
    auto two = no_entries_of("meeting:m2");
    {
      Gate gate(*log);
      log->append(batch_after(one, {std::string(90'000, 'x')}), answers.next());
      log->append(batch_after(two, {std::string(90'000, 'x')}), answers.next());
    }
    const auto outcomes = answers.wait();
    CHECK(outcomes[0].front() == Appended::stored);
    CHECK(outcomes[1].front() == Appended::unavailable);
  }
}

void groups(const OpenLog& open) {
  SECTION("what waits is committed together") {
    const auto log = open({});
    Answers answers;
    std::uint64_t before = 0;
    {
      Gate gate(*log);
      before = log->checkpoint()->number;
      for (int i = 0; i < 50; ++i) {
        auto head = no_entries_of("meeting:m" + std::to_string(i));
        log->append(batch_after(head, {"x"}), answers.next());
      }
    }
    answers.wait();
    CHECK(log->checkpoint()->number == before + 1);
    CHECK(read_body(log->checkpoint()->body)->heads.size() == 50);
  }
  SECTION("a group has a bound") {
    LogOptions options;
    options.group_batches_max = 10;
    std::vector<Commit> commits;  // told before the answers
    options.on_commit = [&](const Commit& commit) { commits.push_back(commit); };
    const auto log = open(options);
    Answers answers;
    std::uint64_t before = 0;
    auto head = no_entries_of("meeting:m1");
    {
      Gate gate(*log);
      before = log->checkpoint()->number;
      for (int i = 0; i < 25; ++i) log->append(batch_after(head, {"x"}), answers.next());
    }
    answers.wait();
    CHECK(log->checkpoint()->number == before + 3);
    REQUIRE(commits.size() >= 3);
    const auto last = commits.end() - 3;
    CHECK((last[0].batches == 10 && last[0].entries == 10 && last[0].still_queued == 15));
    CHECK((last[1].batches == 10 && last[1].still_queued == 5));
    CHECK((last[2].batches == 5 && last[2].entries == 5 && last[2].still_queued == 0));
    CHECK(last[2].longest_wait >= last[2].writing);
  }
}

// What a host does: appends, and after `unknown` or `conflict` reads what is there and goes on from
// it. Payloads are unique, so reading shows whether one has arrived.
void append_all(EventLog& log, const std::string& stream, int count, std::atomic<int>& unknown) {
  for (int i = 0; i < count; ++i) {
    const auto payload = stream + "/" + std::to_string(i);
    for (;;) {
      const auto entries = log.read(stream, 0, 100'000);
      if (!entries.empty() && entries.back().payload == payload) break;
      auto head = entries.empty() ? no_entries_of(stream)
                                  : StreamHead{stream, entries.back().version, entries.back().hash};
      const auto outcome = append_now(log, batch_after(head, {payload}));
      if (outcome == Appended::stored) break;
      if (outcome == Appended::unknown) unknown += 1;
    }
  }
}

}  // namespace

void queue_contract(const OpenLog& open) {
  bounds(open);
  groups(open);
}

void storm_contract(const OpenLog& open) {
  constexpr int kStreams = 4;
  constexpr int kEntries = 60;
  const auto log = open({});
  Listener listener(*log);
  std::atomic<int> unknown{0};
  std::vector<std::thread> writers;
  for (int i = 0; i < kStreams; ++i) {
    writers.emplace_back(
        [&, i] { append_all(*log, "meeting:m" + std::to_string(i), kEntries, unknown); });
  }
  for (auto& writer : writers) writer.join();
  for (int i = 0; i < kStreams; ++i) {
    const auto stream = "meeting:m" + std::to_string(i);
    const auto entries = log->read(stream, 0, 1000);
    REQUIRE(entries.size() == kEntries);
    auto prev = kNoEntry;
    for (std::size_t at = 0; at < entries.size(); ++at) {
      CHECK(entries[at].payload == stream + "/" + std::to_string(at));
      CHECK(read_header(entries[at].header)->prev == prev);
      prev = entries[at].hash;
    }
  }
  // Deliveries may come twice or be missing, but never speak of what is not stored.
  for (const auto& entry : listener.heard()) {
    CHECK(log->read(entry.stream, entry.version - 1, 1).front().hash == entry.hash);
  }
}

}  // namespace roundtable::log::test
