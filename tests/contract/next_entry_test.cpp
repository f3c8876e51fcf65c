// The next entry of a stream without a host: chained, never earlier, and on nothing that only
// begins with the same name.
#include "log/next_entry.hpp"

#include <catch2/catch.hpp>
#include <future>

#include "log/hash_chain.hpp"

namespace roundtable::log {
namespace {

class StoppedClock final : public Clock {
 public:
  Time now() const override { return Time{1'000}; }
};

ToAppend noted(const std::string& stream, const std::string& id) {
  return {stream, ActorId("system"), CommandId(id), sha256_hex("c"), R"({"events":[]})"};
}

Appended append(EventLog& log, Batch batch) {
  std::promise<Outcome> answer;
  log.append(std::move(batch), [&](Outcome outcome) { answer.set_value(outcome); });
  return answer.get_future().get();
}

}  // namespace

TEST_CASE("the next entry of a stream without a host follows its newest") {
  const StoppedClock clock;
  const auto log = open_memory_log(clock);
  REQUIRE(append(*log, next_entry(*log, noted("series:a:2026", "1"), Time{500})) ==
          Appended::stored);
  // Another stream begins with that name, and has gone further.
  REQUIRE(append(*log, next_entry(*log, noted("series:a:20261", "1"), Time{500})) ==
          Appended::stored);
  const auto first = log->read("series:a:2026", 0, 10).at(0);

  const auto batch = next_entry(*log, noted("series:a:2026", "2"), Time{400});
  CHECK(batch.expected_version == 1);
  const auto header = read_header(batch.entries.at(0).header);
  REQUIRE(header.has_value());
  CHECK(header->version == 2);
  CHECK(header->prev == first.hash);
  CHECK(header->at == Time{500});  // the clock went back
  CHECK(header->payload_sha256 == sha256_hex(batch.entries.at(0).payload));
  CHECK(append(*log, batch) == Appended::stored);
  CHECK(append(*log, batch) == Appended::conflict);  // somebody was first

  const auto new_one = next_entry(*log, noted("series:a", "1"), Time{700});
  CHECK(new_one.expected_version == 0);
  CHECK(read_header(new_one.entries.at(0).header)->prev == kNoEntry);
}

}  // namespace roundtable::log
