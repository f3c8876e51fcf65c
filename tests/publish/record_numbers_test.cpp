// Numbers of records: gaps allowed, repeats impossible.
#include "publish/record_numbers.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <future>
#include <set>
#include <thread>
#include <vector>

#include "codec/series_json.hpp"
#include "log/next_entry.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::publish::test {
namespace {

const GridId kGridOfSeries("g1");
const ActorId kReserving("chair");

std::int64_t none_published(const GridId&, int, const std::string&) {
  return 0;
}
CommandId nth(int number) {
  return CommandId("c" + std::to_string(number));
}

}  // namespace

TEST_CASE("numbers of one grid and year follow one another, others have their own") {
  const log::test::StillClock clock;
  const auto log = log::open_memory_log(clock);
  RecordNumbers numbers(*log, clock, none_published);
  CHECK(numbers.reserve({kGridOfSeries, 2026}, kReserving, nth(1)) == 1);
  CHECK(numbers.reserve({kGridOfSeries, 2026}, kReserving, nth(2)) == 2);
  CHECK(numbers.reserve({kGridOfSeries, 2027}, kReserving, nth(3)) == 1);
  CHECK(numbers.reserve({GridId("g2"), 2026}, kReserving, nth(4)) == 1);
}

TEST_CASE("the same command has the same number, also after a restart") {
  const log::test::StillClock clock;
  const auto log = log::open_memory_log(clock);
  CHECK(RecordNumbers(*log, clock, none_published)
            .reserve({kGridOfSeries, 2026}, kReserving, nth(1)) == 1);
  RecordNumbers later(*log, clock, none_published);
  CHECK(later.reserve({kGridOfSeries, 2026}, kReserving, nth(2)) == 2);
  CHECK(later.reserve({kGridOfSeries, 2026}, kReserving, nth(1)) == 1);
}

TEST_CASE("numbers go on behind those of records that were published without reserving") {
  const log::test::StillClock clock;
  const auto log = log::open_memory_log(clock);
  RecordNumbers numbers(*log, clock, [](const GridId&, int year, const std::string& mark) {
    return year == 2026 && mark.empty() ? 7 : 0;
  });
  CHECK(numbers.reserve({kGridOfSeries, 2026}, kReserving, nth(1)) == 8);
  CHECK(numbers.reserve({kGridOfSeries, 2026}, kReserving, nth(2)) == 9);
}

TEST_CASE("a mark has numbers of its own, which go on where the joint series stood") {
  const log::test::StillClock clock;
  const auto log = log::open_memory_log(clock);
  RecordNumbers numbers(*log, clock, none_published);
  const Series joint{kGridOfSeries, 2026};
  const Series results{kGridOfSeries, 2026, "开二居", {kGridOfSeries}};
  const Series minutes{kGridOfSeries, 2026, "会议纪要"};
  CHECK(numbers.reserve(joint, kReserving, nth(1)) == 1);
  CHECK(numbers.reserve(joint, kReserving, nth(2)) == 2);
  CHECK(numbers.reserve(results, kReserving, nth(3)) == 3);
  CHECK(numbers.reserve(results, kReserving, nth(4)) == 4);
  CHECK(numbers.reserve(minutes, kReserving, nth(5)) == 1);
  CHECK(numbers.reserve(joint, kReserving, nth(6)) == 3);
}

TEST_CASE("a mark that was given up goes on behind its last number, whoever takes it") {
  const log::test::StillClock clock;
  const auto log = log::open_memory_log(clock);
  RecordNumbers numbers(*log, clock, none_published);
  const GridId other("g2");
  const Series here{kGridOfSeries, 2026, "开二居", {}, {other}};
  const Series there{other, 2026, "开二居", {}, {kGridOfSeries}};
  CHECK(numbers.reserve(here, kReserving, nth(1)) == 1);
  CHECK(numbers.reserve(here, kReserving, nth(2)) == 2);
  CHECK(numbers.reserve(there, kReserving, nth(3)) == 3);
  CHECK(numbers.reserve(there, kReserving, nth(4)) == 4);
  CHECK(numbers.reserve(here, kReserving, nth(5)) == 5);
  CHECK(numbers.reserve(here, kReserving, nth(2)) == 2);  // asked again
  CHECK(numbers.reserve({other, 2027, "开二居", {}, {kGridOfSeries}}, kReserving, nth(6)) == 1);
}

TEST_CASE("marks that look alike are one series, and go on behind those of each writing") {
  const log::test::StillClock clock;
  const auto log = log::open_memory_log(clock);
  RecordNumbers numbers(*log, clock, none_published);
  CHECK(numbers.reserve({kGridOfSeries, 2026, "KE"}, kReserving, nth(1)) == 1);
  CHECK(numbers.reserve({kGridOfSeries, 2026, "ｋｅ"}, kReserving, nth(2)) == 2);
  CHECK(numbers.reserve({kGridOfSeries, 2026, "Ke"}, kReserving, nth(3)) == 3);
  // Where each writing had a series of its own, named by it.
  const auto of_old = "series:g1" + records::tail_as_written(2027, "KE");
  for (int number = 1; number <= 4; ++number) {
    auto batch = log::next_entry(*log,
                                 {of_old, kReserving, nth(10 + number), std::string(64, 'a'),
                                  codec::encode_number_reserved(number)},
                                 clock.now());
    batch.numbers.push_back({of_old, static_cast<std::uint64_t>(number)});
    std::promise<log::Appended> answer;
    log->append(std::move(batch), [&](log::Appended outcome) { answer.set_value(outcome); });
    REQUIRE(answer.get_future().get() == log::Appended::stored);
  }
  CHECK(numbers.reserve({kGridOfSeries, 2027, "ke"}, kReserving, nth(20)) == 5);
  CHECK(numbers.reserve({kGridOfSeries, 2027, "KE"}, kReserving, nth(21)) == 6);
}

TEST_CASE("several that reserve on one log at once never get one number twice") {
  const log::test::StillClock clock;
  const auto log = log::open_memory_log(clock);
  constexpr int kNodes = 3;
  constexpr int kEach = 10;
  std::vector<std::vector<std::int64_t>> got(kNodes);
  {
    std::vector<std::jthread> nodes;
    for (int node = 0; node < kNodes; ++node) {
      nodes.emplace_back([&, node] {
        RecordNumbers numbers(*log, clock, none_published);
        for (int i = 0; i < kEach; ++i) {
          got[static_cast<std::size_t>(node)].push_back(
              numbers.reserve({kGridOfSeries, 2026}, kReserving, nth(node * kEach + i)));
        }
      });
    }
  }
  std::set<std::int64_t> all;
  for (const auto& some : got) all.insert(some.begin(), some.end());
  CHECK(all.size() == kNodes * kEach);
}

TEST_CASE("where the log cannot be written no number is given") {
  const log::test::StillClock clock;
  log::LogOptions full;
  full.queued_batches_max = 0;
  const auto log = log::open_memory_log(clock, full);
  RecordNumbers numbers(*log, clock, none_published);
  CHECK_THROWS_AS(numbers.reserve({kGridOfSeries, 2026}, kReserving, nth(1)), log::LogFailure);
}

}  // namespace roundtable::publish::test
