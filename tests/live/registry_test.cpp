// The registry over a real log: a change happens once whatever the log does to its answer, and a
// restart knows what was recorded.
#include "live/registry.hpp"

#include <catch2/catch.hpp>

#include "live/scene.hpp"
#include "log/hash_chain.hpp"
#include "support/fault_log.hpp"
#include "support/forwarding_log.hpp"

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

/// A log that cannot be read for a while.
class UnreadableLog final : public log::test::ForwardingLog {
 public:
  using ForwardingLog::ForwardingLog;
  std::vector<log::Entry> read(std::string_view stream, std::uint64_t after,
                               std::size_t limit) override {
    if (broken) throw log::LogFailure("the disk is gone");
    return ForwardingLog::read(stream, after, limit);
  }
  std::atomic<bool> broken = false;
};

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

TEST_CASE(
    "where the log cannot be read, what became of a change is unknown, and the cause is told") {
  SteppedClock clock;
  const auto inner = log::open_memory_log(clock);
  UnreadableLog log(*inner);
  std::vector<std::string> told;
  Registry registry(log, clock, [&](std::string_view what, const std::string& detail) {
    told.push_back(std::string(what) + ": " + detail);
  });
  REQUIRE(registry.import_grids(kAdmin, CommandId("a"), one_grid()) == Written::done);
  log.broken = true;
  CHECK(registry.record_basis(kAdmin, CommandId("b"), basis("x")) == Written::unknown);
  CHECK(told == std::vector<std::string>{"log_unreadable: standing: the disk is gone"});
  log.broken = false;
  CHECK(registry.record_basis(kAdmin, CommandId("b"), basis("x")) == Written::done);
  CHECK(inner->heads("standing").front().version == 1);
}

TEST_CASE("two servers on one log: a change worked out on what the other moved is stale") {
  SteppedClock clock;
  const auto log = log::open_memory_log(clock);
  Registry here(*log, clock);
  Registry there(*log, clock);
  const auto planned_on = here.grids();
  const ImportRequest mine{kAdmin, CommandId("mine"), log::sha256_hex("file"), R"({"added":1})"};
  REQUIRE(there.import_grids(kAdmin, CommandId("theirs"), one_grid()) == Written::done);
  CHECK(here.import_grids(mine, one_grid(), planned_on) == Written::stale);
  CHECK(log->heads("grids").front().version == 1);
  CHECK(here.grids()->size() == 1);
  std::vector<domain::GridNode> below = {
      {GridId("b1"), "1号楼", domain::GridLevel::building, kVillage, ""}};
  CHECK(here.import_grids(mine, below, here.grids()) == Written::done);
  // The same file again gives other bytes and is the same request.
  CHECK(there.import_grids(mine, one_grid(), planned_on) == Written::done);
  CHECK(there.first_answer(mine, "grids")->result == R"({"added":1})");
  CHECK(log->heads("grids").front().version == 2);
}

TEST_CASE("a grid has its newest name, and a restart still knows") {
  SteppedClock clock;
  const auto log = log::open_memory_log(clock);
  Registry registry(*log, clock);
  REQUIRE(registry.import_grids(kAdmin, CommandId("a"), one_grid()) == Written::done);
  const auto before = registry.grids();
  const codec::GridChanged change{kVillage, "长海二村（北区）", true};
  CHECK(registry.change_grid(kAdmin, CommandId("b"), change, before) == Written::done);
  CHECK(registry.change_grid(kAdmin, CommandId("b"), change, before) == Written::done);
  CHECK(registry.change_grid(kAdmin, CommandId("x"), {kVillage, "x"}, before) == Written::stale);
  CHECK(log->heads("grids").front().version == 2);
  CHECK(before->find(kVillage)->name == "长海二村");  // who reads a tree keeps it

  Registry again(*log, clock);
  for (const auto* one : {&registry, &again}) {
    CHECK(one->grids()->find(kVillage)->name == "长海二村（北区）");
    CHECK(one->grids()->find(kVillage)->retired);
  }
  CHECK(registry.change_grid(kAdmin, CommandId("c"), {kVillage, "长海二村"}, registry.grids()) ==
        Written::done);
  CHECK_FALSE(registry.grids()->find(kVillage)->retired);
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

TEST_CASE("a basis taken back on one grid leaves those below to what holds from above") {
  SteppedClock clock;
  const auto log = log::open_memory_log(clock);
  Registry registry(*log, clock);
  auto grids = one_grid();
  const GridId micro("m1");
  const GridId building("b12");
  grids.push_back({micro, "第一微网格", domain::GridLevel::microgrid, kVillage, ""});
  grids.push_back({building, "12号楼", domain::GridLevel::building, micro, ""});
  REQUIRE(registry.import_grids(kAdmin, CommandId("a"), grids) == Written::done);
  auto reaching = basis("〔2026〕1号");
  reaching.below = true;
  registry.record_basis(kAdmin, CommandId("b"), reaching);
  registry.record_basis(kAdmin, CommandId("c"), {micro, "owners_group", "", false});
  CHECK_FALSE(registry.binding(micro, "owners_group"));
  CHECK(registry.binding(building, "owners_group")->text == "〔2026〕1号");
  registry.record_basis(kAdmin, CommandId("d"), {micro, "owners_group", "", true});
  CHECK_FALSE(registry.binding(building, "owners_group"));
}

TEST_CASE("a legal basis holds on its own grid, and below it only where it says so") {
  SteppedClock clock;
  const auto log = log::open_memory_log(clock);
  Registry registry(*log, clock);
  auto grids = one_grid();
  const GridId building("b12");
  grids.push_back({building, "12号楼", domain::GridLevel::building, kVillage, ""});
  REQUIRE(registry.import_grids(kAdmin, CommandId("a"), grids) == Written::done);
  registry.record_basis(kAdmin, CommandId("b"), basis("〔2026〕1号"));
  CHECK(registry.binding(kVillage, "owners_group"));
  CHECK_FALSE(registry.binding(building, "owners_group"));
  CHECK_FALSE(registry.binding(kVillage, "owners_assembly"));

  auto reaching = basis("〔2026〕2号");
  reaching.below = true;
  registry.record_basis(kAdmin, CommandId("c"), reaching);
  CHECK(registry.binding(building, "owners_group")->text == "〔2026〕2号");
  Registry again(*log, clock);
  CHECK(again.binding(building, "owners_group")->text == "〔2026〕2号");
  registry.record_basis(kAdmin, CommandId("d"), {building, "owners_group", "", false});
  CHECK_FALSE(registry.binding(building, "owners_group"));
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
