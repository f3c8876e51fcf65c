// The in-memory log, plain and behind the fault wrapper.
#include <catch2/catch.hpp>

#include "event_log_contract.hpp"
#include "support/fault_log.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::log::test {
namespace {

const StillClock kClock;

std::unique_ptr<EventLog> open_plain(LogOptions options) {
  return open_memory_log(kClock, std::move(options));
}

}  // namespace

TEST_CASE("the memory log keeps the contract") {
  event_log_contract(open_plain);
}

TEST_CASE("the memory log keeps what stands beside the entries") {
  beside_contract(open_plain);
}

TEST_CASE("the memory log bounds its queue and commits in groups") {
  queue_contract(open_plain);
}

TEST_CASE("the memory log takes a storm of writers") {
  storm_contract(open_plain);
}

TEST_CASE("the memory log behind late and repeated answers keeps the contract") {
  event_log_contract([](LogOptions options) {
    Faults faults;
    faults.seed = 1;
    faults.delayed_permille = 300;
    faults.repeated_permille = 300;
    return make_fault_log(open_plain(std::move(options)), faults);
  });
}

TEST_CASE("who resends after unknown ends with everything stored once, memory log") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    storm_contract([seed](LogOptions options) {
      return make_fault_log(open_plain(std::move(options)), {seed, 250, 500, 200, 200, 300});
    });
  }
}

TEST_CASE("batches queued behind an unknown one are unknown or conflicts") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    CAPTURE(seed);
    const auto log = make_fault_log(open_plain({}), {seed, 200, 500, 0, 0, 0});
    Answers answers;
    std::size_t first_unknown = 0;
    {
      Gate gate(*log);
      auto head = no_entries_of("meeting:m1");
      for (int i = 0; i < 20; ++i) log->append(batch_after(head, {"x"}), answers.next());
    }
    const auto outcomes = answers.wait();
    while (first_unknown < 20 && outcomes[first_unknown].front() == Appended::stored) {
      ++first_unknown;
    }
    for (std::size_t i = first_unknown; i < 20; ++i) {
      CHECK(outcomes[i].front() != Appended::stored);
    }
  }
}

}  // namespace roundtable::log::test
