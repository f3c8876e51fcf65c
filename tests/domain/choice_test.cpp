// Method: a single choice among plans, by table: who leads, who has enough, and what passes
// nothing.
#include <catch2/catch.hpp>

#include "domain/scenario.hpp"
#include "support/counting.hpp"

using namespace scenario;

namespace {

const auto kFirst = test::plan(0);
const auto kSecond = test::plan(1);

Tally papers(Weight first, Weight second, Weight none, Weight abstain = {}) {
  auto tally = test::plans_tally(2);
  tally.add(kFirst.bytes, first);
  tally.add(kSecond.bytes, second);
  tally.add(kNoneOfThese, none);
  tally.add(kAbstain, abstain);
  return tally;
}

struct ChoiceRow {
  const char* what;
  Tally tally;
  Outcome outcome;
  std::vector<std::string> won;
};

OpenBallot two_plans(const Scenario& scene) {
  auto open = scene.open_ballot();
  open.plans = {"方案一", "方案二"};
  return open;
}

}  // namespace

TEST_CASE("a plan passes with the rule's majority by area and by heads, and nothing else does") {
  const Basis basis{{12, Area{96'000}}, {}};
  const Weight none;
  const auto w = [](std::int64_t heads, std::int64_t area) { return Weight{heads, Area{area}}; };
  const std::vector<ChoiceRow> rows = {
      {"more than half of both",
       papers(w(6, 48'000), w(3, 24'000), none),
       Outcome::passed,
       {kFirst.bytes}},
      {"the second plan",
       papers(w(2, 16'000), w(7, 56'000), none),
       Outcome::passed,
       {kSecond.bytes}},
      {"exactly half", papers(w(5, 40'000), w(3, 24'000), w(2, 16'000)), Outcome::not_passed, {}},
      {"a tie", papers(w(5, 40'000), w(5, 40'000), none), Outcome::not_passed, {}},
      {"none wins", papers(w(1, 8'000), w(1, 8'000), w(8, 64'000)), Outcome::not_passed, {}},
      {"quorum missing", papers(w(7, 56'000), none, none), Outcome::no_quorum, {}},
      {"heads and area lead apart",
       papers(w(6, 30'000), w(4, 60'000), none),
       Outcome::not_passed,
       {}},
      {"abstention takes part",
       papers(w(5, 40'000), none, none, w(5, 40'000)),
       Outcome::not_passed,
       {}},
      {"nobody", papers(none, none, none), Outcome::no_quorum, {}},
  };
  for (const auto& row : rows) {
    INFO(row.what);
    const auto verdict = test::judge(ordinary(), basis, row.tally, true);
    CHECK(verdict.outcome == row.outcome);
    CHECK(verdict.won == row.won);
    CHECK(test::judge(ordinary(), basis, row.tally, false).won.empty());
  }
}

TEST_CASE("where a third is enough, a plan still must be ahead of the others and of none") {
  auto rule = poll();
  rule.majority = {1, 3, Comparison::at_least};
  const Basis basis{{10, {}}, {10, {}}};
  CHECK(test::judge(rule, basis, papers({4, {}}, {4, {}}, {}), true).outcome ==
        Outcome::not_passed);
  CHECK(test::judge(rule, basis, papers({4, {}}, {}, {5, {}}), true).outcome ==
        Outcome::not_passed);
  CHECK(test::judge(rule, basis, papers({4, {}}, {3, {}}, {}), true).won ==
        std::vector{kFirst.bytes});
}

TEST_CASE("households choose plans through any channel and change their vote") {
  Scenario scene;
  scene.in_session().present(2).ballot_open(two_plans(scene));
  scene.given(scene.cast(1, kFirst, Channel::helper));
  scene.given(scene.cast(2, Paper{"none"}, Channel::hand));
  scene.given(scene.cast(1, kSecond));
  const auto& tally = scene.the_ballot().tally;
  CHECK(tally.of("o1") == Weight{});
  CHECK(tally.of("o2") == Weight{1, Area{8'000}});
  CHECK(tally.of(kNoneOfThese) == Weight{1, Area{8'000}});
  CHECK(tally.participating == Weight{2, Area{16'000}});
}

TEST_CASE("a ballot takes only what it offers") {
  Scenario scene;
  scene.in_session().ballot_open(two_plans(scene));
  for (const auto& paper : {Paper{"yes"}, Paper{"no"}, test::plan(2)}) {
    scene.refuses(
        scene.cast(1, paper),
        {Code::ballot_no_such_option, {{"ballot", scene.ballot.str()}, {"choice", paper.bytes}}});
  }
  Scenario plain;
  plain.in_session().ballot_open();
  plain.refuses(
      plain.cast(1, Paper{"none"}),
      {Code::ballot_no_such_option, {{"ballot", plain.ballot.str()}, {"choice", "none"}}});
}

TEST_CASE("plans are two to ten and differ") {
  Scenario scene;
  scene.in_session();
  auto open = scene.open_ballot();
  const Refusal count{Code::ballot_plan_count,
                      {{"min", std::int64_t{2}}, {"max", std::int64_t{10}}}};
  open.plans.emplace();
  scene.refuses(open, count);
  open.plans = {"一"};
  scene.refuses(open, count);
  open.plans = std::vector<std::string>(11, "一");
  scene.refuses(open, count);
  open.plans = {"一", "一"};
  scene.refuses(open, {Code::ballot_plan_twice, {{"text", "一"}}});
}
