// The registry over a real log: a change happens once whatever the log does to its answer, and a
// restart knows what was recorded.
#include "live/registry.hpp"

#include <catch2/catch.hpp>

#include "live/scene.hpp"
#include "support/fault_log.hpp"

namespace roundtable::live::test {
namespace {

const ActorId kAdmin("admin");
const GridId kVillage("g1");

std::vector<domain::GridNode> one_grid() {
  return {{kVillage, "长海二村", domain::GridLevel::neighbourhood, std::nullopt, ""}};
}

codec::BindingBasisRecorded basis(const std::string& text) {
  return {kVillage, "owners_group", text};
}

}  // namespace

TEST_CASE("the same request records a legal basis once, and a restart still knows") {
  SteppedClock clock;
  const auto log = log::open_memory_log(clock);
  Registry registry(*log, clock);
  REQUIRE(registry.import_grids(kAdmin, CommandId("a"), one_grid()) == Written::done);
  CHECK(registry.record_basis(kAdmin, CommandId("b"), basis("〔2026〕1号")) == Written::done);
  CHECK(registry.record_basis(kAdmin, CommandId("b"), basis("〔2026〕1号")) == Written::done);
  CHECK(registry.record_basis(kAdmin, CommandId("b"), basis("other")) == Written::id_reused);
  CHECK(log->heads("standing").front().version == 1);

  Registry again(*log, clock);
  CHECK(again.binding(kVillage, "owners_group")->text == "〔2026〕1号");
  CHECK(again.record_basis(kAdmin, CommandId("b"), basis("〔2026〕1号")) == Written::done);
  CHECK(again.record_basis(kAdmin, CommandId("b"), basis("other")) == Written::id_reused);
  CHECK(log->heads("standing").front().version == 1);
}

TEST_CASE("a legal basis that is taken back binds nothing any more") {
  SteppedClock clock;
  const auto log = log::open_memory_log(clock);
  Registry registry(*log, clock);
  REQUIRE(registry.import_grids(kAdmin, CommandId("a"), one_grid()) == Written::done);
  registry.record_basis(kAdmin, CommandId("b"), basis("〔2026〕1号"));
  registry.record_basis(kAdmin, CommandId("c"), basis(""));
  CHECK_FALSE(registry.binding(kVillage, "owners_group"));
}

TEST_CASE("a household is found in the rolls that name it now") {
  SteppedClock clock;
  const auto log = log::open_memory_log(clock);
  Registry registry(*log, clock);
  REQUIRE(registry.import_grids(kAdmin, CommandId("a"), one_grid()) == Written::done);
  domain::Roll roll;
  roll.id = RollId("r");
  roll.grid = kVillage;
  roll.heads = {HeadId("stays"), HeadId("goes")};
  REQUIRE(registry.import_roll(kAdmin, CommandId("b"), roll) == Written::done);
  roll.heads = {HeadId("stays"), HeadId("comes")};
  REQUIRE(registry.import_roll(kAdmin, CommandId("c"), roll) == Written::done);

  CHECK(registry.rolls_with(HeadId("stays")).size() == 1);
  CHECK(registry.rolls_with(HeadId("comes")).size() == 1);
  CHECK(registry.rolls_with(HeadId("goes")).empty());
  CHECK(registry.rolls_with(HeadId("nobody")).empty());
}

TEST_CASE("an answer the log lost is told by sending the request again") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    INFO("seed " << seed);
    SteppedClock clock;
    log::test::Faults faults;
    faults.seed = seed;
    faults.torn_permille = 300;
    faults.forgotten_permille = 500;
    const auto log = log::test::make_fault_log(log::open_memory_log(clock), faults);
    Registry registry(*log, clock);
    for (int number = 0; number < 5; ++number) {
      const auto text = "〔2026〕" + std::to_string(number) + "号";
      const CommandId id("c" + std::to_string(number));
      while (registry.record_basis(kAdmin, id, basis(text)) != Written::done) {
      }
      CHECK(log->heads("standing").front().version == static_cast<std::uint64_t>(number + 1));
    }
  }
}

}  // namespace roundtable::live::test
