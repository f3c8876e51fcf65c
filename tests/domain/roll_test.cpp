// Method: small owners' lists written out, and who is counted for which scope.
#include <catch2/catch.hpp>

#include "base/ensure.hpp"
#include "domain/roll.hpp"

using namespace roundtable;
using namespace roundtable::domain;

namespace {

UnitRow row(const char* id, const char* building, const char* stair, const char* owner = "",
            UnitKind kind = UnitKind::dwelling, bool undelivered = false) {
  return {UnitId(id), building, stair,      Area{5'000}, AreaSource::land_register,
          kind,       owner,    undelivered};
}

const std::vector<HeadId> kFresh = {HeadId("a"), HeadId("b"), HeadId("c"),
                                    HeadId("d"), HeadId("e"), HeadId("f")};

Roll sample_roll() {
  return make_roll(RollId("r"), GridId("g"),
                   {row("1", "12", "1", "wang"), row("2", "12", "2"), row("3", "13", "1", "wang"),
                    row("4", "13", "1", "", UnitKind::dwelling, true),
                    row("5", "12", "1", "", UnitKind::dwelling, true),
                    row("p", "12", "", "li", UnitKind::parking)},
                   kFresh);
}

}  // namespace

TEST_CASE("heads are named in the order they first appear") {
  const auto roll = sample_roll();
  CHECK(roll.heads == std::vector<HeadId>{HeadId("a"), HeadId("b"), HeadId("c"), HeadId("d")});
  CHECK(roll.units[2].head == HeadId("a"));
  CHECK(roll.units[4].head == roll.units[3].head);
}

TEST_CASE("too few fresh ids are a broken invariant") {
  CHECK_THROWS_AS(
      make_roll(RollId("r"), GridId("g"), {row("1", "1", "1"), row("2", "1", "1")}, {HeadId("a")}),
      BrokenInvariant);
}

TEST_CASE("a snapshot counts whoever has a unit in the scope, with that unit's area alone") {
  const auto roll = sample_roll();
  const auto zone = take_snapshot(roll, {});
  CHECK(zone.total_heads() == 3);
  CHECK(zone.total_area == Area{25'000});
  CHECK(zone.heads.at(HeadId("a")).area == Area{10'000});

  const auto building = take_snapshot(roll, {ScopeKind::building, "12", ""});
  CHECK(building.total_heads() == 3);
  CHECK(building.heads.at(HeadId("a")).area == Area{5'000});
  CHECK(building.heads.at(HeadId("a")).units == std::vector<UnitId>{UnitId("1")});

  const auto stair = take_snapshot(roll, {ScopeKind::stair, "12", "2"});
  CHECK(stair.total_heads() == 1);
  CHECK(take_snapshot(roll, {ScopeKind::building, "99", ""}).heads.empty());
}

TEST_CASE("titled parking counts only where the assembly's rules say so") {
  auto roll = sample_roll();
  CHECK_FALSE(take_snapshot(roll, {}).heads.contains(HeadId("d")));
  roll.count_titled_parking = true;
  CHECK(take_snapshot(roll, {}).heads.contains(HeadId("d")));
}

TEST_CASE("a body that counts people alone has all its heads in every scope") {
  Roll roll;
  roll.heads = {HeadId("a"), HeadId("b")};
  CHECK(take_snapshot(roll, {ScopeKind::building, "12", ""}).total_heads() == 2);
}

TEST_CASE("a scope contains itself and what is inside it") {
  const Scope zone;
  const Scope twelve{ScopeKind::building, "12", ""};
  const Scope stair{ScopeKind::stair, "12", "1"};
  CHECK(contains(zone, twelve));
  CHECK(contains(twelve, stair));
  CHECK(contains(stair, stair));
  CHECK_FALSE(contains(twelve, zone));
  CHECK_FALSE(contains(stair, twelve));
  CHECK_FALSE(contains(twelve, {ScopeKind::building, "13", ""}));
  CHECK_FALSE(contains(stair, {ScopeKind::stair, "12", "2"}));
}
