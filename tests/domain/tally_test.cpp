// Method: whole cases with published arithmetic, counted by hand, one test each; then the edges.
#include <catch2/catch.hpp>

#include "base/ensure.hpp"
#include "domain/scenario.hpp"
#include "support/counting.hpp"

using namespace scenario;

namespace {

Weight equal(std::int64_t heads, std::int64_t centi_each = 8'000) {
  return {heads, Area{heads * centi_each}};
}

Tally votes(std::int64_t yes, std::int64_t no, std::int64_t abstain = 0,
            std::int64_t centi_each = 8'000) {
  auto tally = test::yes_no_tally();
  tally.add(kYes, equal(yes, centi_each));
  tally.add(kNo, equal(no, centi_each));
  tally.add(kAbstain, equal(abstain, centi_each));
  return tally;
}

Test test_of(const Verdict& verdict, std::string_view id) {
  for (const auto& test : verdict.tests) {
    if (test.id() == id) return test;
  }
  FAIL("no test " << id);
  return {};
}

UnitRow unsold(int number) {
  return {UnitId("d" + std::to_string(number)),
          "12",
          "1",
          Area{8'000},
          AreaSource::sale_contract,
          UnitKind::dwelling,
          "",
          true};
}

std::vector<HeadId> heads_to(int count) {
  std::vector<HeadId> heads;
  for (int i = 1; i <= count; ++i) heads.push_back(head(i));
  return heads;
}

/// Ten owners of one flat each and a developer with five unsold ones.
RollSnapshot developer_zone() {
  std::vector<UnitRow> rows;
  for (int i = 1; i <= 10; ++i) {
    rows.push_back({UnitId("u" + std::to_string(i)), "12", "1", Area{8'000},
                    AreaSource::land_register, UnitKind::dwelling, "", false});
  }
  for (int i = 1; i <= 5; ++i) rows.push_back(unsold(i));
  return take_snapshot(make_roll(RollId("r"), GridId("g"), rows, heads_to(15)), {});
}

}  // namespace

TEST_CASE("12 flats, 8 take part, 6 agree: exactly two thirds and exactly three quarters pass") {
  const auto verdict = test::judge(major(), {equal(12), {}}, votes(6, 2), true);
  CHECK(verdict.outcome == Outcome::passed);
  const auto quorum = test_of(verdict, "quorum_area");
  CHECK(quorum.left == 3 * 64'000);
  CHECK(quorum.right == 2 * 96'000);
  const auto majority = test_of(verdict, "majority_heads");
  CHECK(majority.left == 24);
  CHECK(majority.right == 24);
}

TEST_CASE("12 flats, 8 take part, 5 agree: a major matter fails, an ordinary one passes") {
  CHECK(test::judge(major(), {equal(12), {}}, votes(5, 3), true).outcome == Outcome::not_passed);
  CHECK(test::judge(ordinary(), {equal(12), {}}, votes(5, 3), true).outcome == Outcome::passed);
}

TEST_CASE("200 take part and exactly half agree: an ordinary matter fails") {
  const auto verdict = test::judge(ordinary(), {equal(200), {}}, votes(100, 100), true);
  CHECK(verdict.outcome == Outcome::not_passed);
  CHECK(test_of(verdict, "majority_heads").missing == 1);
}

TEST_CASE("a developer's unsold flats are one head, and all ten owners are exactly two thirds") {
  const auto roll = developer_zone();
  REQUIRE(roll.total_heads() == 11);
  REQUIRE(roll.total_area == Area{120'000});
  const Basis basis{{roll.total_heads(), roll.total_area}, {}};
  const auto ten = test::judge(ordinary(), basis, votes(10, 0), true);
  CHECK(test_of(ten, "quorum_area").holds);
  CHECK(test_of(ten, "quorum_heads").holds);
  CHECK(ten.outcome == Outcome::passed);

  const auto nine = test::judge(ordinary(), basis, votes(9, 0), true);
  CHECK(test_of(nine, "quorum_heads").holds);
  CHECK_FALSE(test_of(nine, "quorum_area").holds);
  CHECK(test_of(nine, "quorum_area").missing == 8'000);
  CHECK(nine.outcome == Outcome::no_quorum);
}

TEST_CASE("one buyer of two flats is one head with the area of both") {
  std::vector<UnitRow> rows;
  for (int i = 1; i <= 12; ++i) {
    rows.push_back({UnitId("u" + std::to_string(i)), "12", "1", Area{8'000},
                    AreaSource::land_register, UnitKind::dwelling, i <= 2 ? "same" : "", false});
  }
  const auto roll = take_snapshot(make_roll(RollId("r"), GridId("g"), rows, heads_to(12)), {});
  CHECK(roll.total_heads() == 11);
  CHECK(roll.total_area == Area{96'000});
  CHECK(roll.heads.at(head(1)).area == Area{16'000});
}

TEST_CASE("100 owners, 90 papers delivered, 55 returned: strictly there is no quorum") {
  const auto strict = votes(40, 10, 5);
  const Basis basis{equal(100), {}};
  const auto verdict = test::judge(major(), basis, strict, true);
  CHECK(verdict.outcome == Outcome::no_quorum);
  CHECK(test_of(verdict, "quorum_heads").part == 55);
  CHECK(test_of(verdict, "quorum_heads").missing == 12);

  SECTION(
      "where the rules of procedure let non-voters follow the majority, the deemed tally passes") {
    const auto deemed = allocate_nonvoters(strict, equal(35));
    CHECK(deemed.participating.heads == 90);
    CHECK(deemed.of(kYes).heads == 75);
    CHECK(test::judge(major(), basis, deemed, true).outcome == Outcome::passed);
  }
}

TEST_CASE("deemed votes are not allocated where the majorities differ or tie") {
  SECTION("by heads yes, by area no") {
    auto strict = test::yes_no_tally();
    strict.add(kYes, {6, Area{10'000}});
    strict.add(kNo, {5, Area{90'000}});
    CHECK(allocate_nonvoters(strict, equal(20)) == strict);
  }
  SECTION("a tie by heads") {
    auto strict = test::yes_no_tally();
    strict.add(kYes, {5, Area{60'000}});
    strict.add(kNo, {5, Area{50'000}});
    CHECK(allocate_nonvoters(strict, equal(20)) == strict);
  }
  SECTION("a tie by area") {
    auto strict = test::yes_no_tally();
    strict.add(kYes, {6, Area{50'000}});
    strict.add(kNo, {5, Area{50'000}});
    CHECK(allocate_nonvoters(strict, equal(20)) == strict);
  }
  SECTION("nobody voted") {
    CHECK(allocate_nonvoters({}, equal(20)) == Tally{});
  }
  SECTION("a body of people has no area to disagree") {
    const auto deemed = allocate_nonvoters(votes(3, 2, 0, 0), {4, {}});
    CHECK(deemed.of(kYes).heads == 7);
  }
}

TEST_CASE("an owners' committee of 7 with 4 there needs 4 signatures: 3 are not enough") {
  const Basis basis{{7, {}}, {4, {}}};
  const auto three = test::judge(committee(), basis, votes(3, 1, 0, 0), true);
  CHECK(three.outcome == Outcome::not_passed);
  CHECK(test_of(three, "majority_heads").missing == 1);
  CHECK(test::judge(committee(), basis, votes(4, 0, 0, 0), true).outcome == Outcome::passed);
  CHECK(test::judge(committee(), {{7, {}}, {3, {}}}, votes(3, 0, 0, 0), true).outcome ==
        Outcome::no_quorum);
}

TEST_CASE("60 representatives, 40 come, 20 agree: quorum is exact, half of those there fails") {
  const Basis basis{{60, {}}, {40, {}}};
  const auto verdict = test::judge(representatives(), basis, votes(20, 5, 0, 0), true);
  CHECK(test_of(verdict, "quorum_heads").holds);
  CHECK(verdict.outcome == Outcome::not_passed);
  CHECK(test::judge(representatives(), basis, votes(21, 0, 0, 0), true).outcome == Outcome::passed);
  CHECK(test::judge(representatives(), {{60, {}}, {39, {}}}, votes(39, 0, 0, 0), true).outcome ==
        Outcome::no_quorum);
}

TEST_CASE(
    "a residents' meeting needs more than half to attend and more than half of them to agree") {
  CHECK(test::judge(residents(), {{100, {}}, {50, {}}}, votes(50, 0, 0, 0), true).outcome ==
        Outcome::no_quorum);
  CHECK(test::judge(residents(), {{100, {}}, {51, {}}}, votes(25, 0, 0, 0), true).outcome ==
        Outcome::not_passed);
  CHECK(test::judge(residents(), {{100, {}}, {51, {}}}, votes(26, 0, 0, 0), true).outcome ==
        Outcome::passed);
}

TEST_CASE("in a consultation more than half of those who took part give the opinion") {
  const Basis basis{{100, {}}, {}};
  CHECK(test::judge(poll(), basis, votes(2, 1, 0, 0), true).outcome == Outcome::passed);
  CHECK(test::judge(poll(), basis, votes(2, 1, 1, 0), true).outcome == Outcome::not_passed);
}

TEST_CASE("with nobody taking part no majority holds") {
  auto rule = poll();
  rule.majority = {1, 1, Comparison::at_least};
  const auto verdict = test::judge(rule, {{10, {}}, {}}, {}, true);
  CHECK(verdict.outcome == Outcome::not_passed);
  CHECK(verdict.tests.front().missing == 1);
}

TEST_CASE("area and heads must both agree") {
  auto tally = test::yes_no_tally();
  tally.add(kYes, {9, Area{30'000}});
  tally.add(kNo, {1, Area{60'000}});
  const auto verdict = test::judge(ordinary(), {{10, Area{90'000}}, {}}, tally, true);
  CHECK(test_of(verdict, "majority_heads").holds);
  CHECK_FALSE(test_of(verdict, "majority_area").holds);
  CHECK(verdict.outcome == Outcome::not_passed);
}

TEST_CASE("tests come with quorum first and area before heads") {
  const auto verdict = test::judge(ordinary(), {equal(12), {}}, votes(6, 2), false);
  std::vector<std::string_view> ids;
  for (const auto& test : verdict.tests) ids.push_back(test.id());
  CHECK(ids == std::vector<std::string_view>{"quorum_area", "quorum_heads", "majority_area",
                                             "majority_heads"});
  CHECK(verdict.outcome == Outcome::pending);
  CHECK(quorum_tests(poll(), {equal(12), {}}, {}).empty());
}

TEST_CASE("what is missing for a majority of participants counts the new votes as participants") {
  // 5 of 10 at three quarters: 5 + k of 10 + k, so 10 more and not 3.
  const auto verdict = test::judge(major(), {equal(40), {}}, votes(5, 5), true);
  CHECK(test_of(verdict, "majority_heads").missing == 10);
  CHECK(test::judge(major(), {equal(40), {}}, votes(15, 5), true).tests[3].holds);
}

TEST_CASE("where all participants must agree, what is missing is what would have to turn to yes") {
  auto rule = poll();
  rule.majority = {1, 1, Comparison::at_least};
  CHECK(test::judge(rule, {{10, {}}, {}}, votes(7, 2, 0, 0), true).tests.front().missing == 2);
}

TEST_CASE("the largest roll is counted without leaving 64 bits") {
  const Weight all{100'000, Area{100'000LL * 10'000'000}};
  auto tally = test::yes_no_tally();
  tally.add(kYes, all);
  auto rule = major();
  rule.majority = {999, 1'000, Comparison::at_least};
  CHECK(test::judge(rule, {all, {}}, tally, true).outcome == Outcome::passed);
}

TEST_CASE("a number that cannot be multiplied exactly is a broken invariant, not a wrong verdict") {
  const Weight all{1, Area{INT64_MAX / 2}};
  CHECK_THROWS_AS(test::judge(ordinary(), {all, {}}, {}, true), BrokenInvariant);
}
