#include "domain/ballot/working.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "base/ensure.hpp"
#include "domain/enum_names.hpp"
#include "domain/limits.hpp"

namespace roundtable::domain {
namespace {

/// The least whole number k with den × k >= gap, or > gap.
std::int64_t least_above(std::int64_t gap, std::int64_t den, Comparison comparison) {
  if (comparison == Comparison::more_than) return gap < 0 ? 0 : gap / den + 1;
  return gap <= 0 ? 0 : (gap + den - 1) / den;
}

std::int64_t missing_of(const Test& test) {
  if (test.holds) return 0;
  const auto& threshold = test.threshold;
  const auto gap = test.right - test.left;
  const bool grows = test.about == Test::About::majority && test.of == MajorityOf::participants;
  const auto den = grows ? threshold.den - threshold.num : threshold.den;
  // All must agree: with every further yes the gap stays as it is.
  if (den == 0) return std::max<std::int64_t>(1, test.whole - test.part);
  return std::max<std::int64_t>(1, least_above(gap, den, threshold.comparison));
}

Test make_test(Test::About about, Measure measure, MajorityOf of, Threshold threshold, Weight part,
               Weight whole) {
  Test test{about, measure, of, threshold, amount(part, measure), amount(whole, measure)};
  constexpr auto kMax = std::numeric_limits<std::int64_t>::max() / (4 * kThresholdDenMax);
  ensure(0 < threshold.num && threshold.num <= threshold.den && threshold.den <= kThresholdDenMax,
         "a threshold is a share of at most the whole");
  ensure(0 <= test.part && test.part <= kMax, "a part can be multiplied exactly");
  ensure(0 <= test.whole && test.whole <= kMax, "a whole can be multiplied exactly");
  test.left = threshold.den * test.part;
  test.right = threshold.num * test.whole;
  const bool enough = threshold.comparison == Comparison::at_least ? test.left >= test.right
                                                                   : test.left > test.right;
  // A share of nothing is not a share.
  test.holds = test.whole > 0 && enough;
  test.missing = missing_of(test);
  return test;
}

Weight whole_of(MajorityOf of, const Basis& basis, Weight participating) {
  switch (of) {
    case MajorityOf::participants:
      return participating;
    case MajorityOf::present:
      return basis.present;
    case MajorityOf::all:
      return basis.all;
  }
  return {};
}

bool all_hold(const std::vector<Test>& tests) {
  return std::all_of(tests.begin(), tests.end(), [](const Test& test) { return test.holds; });
}

Front front_of(const Choices& choices, const Tally& tally, Measure measure) {
  Front front{measure, {}};
  std::int64_t most = 0;
  for (const auto& choice : choices) {
    const auto here = amount(tally.of(choice.id), measure);
    if (choice.kind == Choice::Kind::abstain || here == 0 || here < most) continue;
    if (here > most) front.choices.clear();
    most = here;
    front.choices.push_back(choice.id);
  }
  return front;
}

}  // namespace

std::vector<Measure> measures_of(const Rule& rule) {
  if (rule.by_area) return {Measure::area, Measure::heads};
  return {Measure::heads};
}

std::string_view Test::id() const {
  if (about == About::quorum) return measure == Measure::area ? "quorum_area" : "quorum_heads";
  return measure == Measure::area ? "majority_area" : "majority_heads";
}

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::pending:
      return "pending";
    case Outcome::passed:
      return "passed";
    case Outcome::not_passed:
      return "not_passed";
    case Outcome::no_quorum:
      return "no_quorum";
  }
  return "";
}

std::optional<Outcome> outcome_from(std::string_view text) {
  return named(
      std::array{Outcome::pending, Outcome::passed, Outcome::not_passed, Outcome::no_quorum}, text);
}

std::vector<Test> quorum_tests(const Rule& rule, const Basis& basis, Weight participating) {
  std::vector<Test> tests;
  if (rule.quorum_kind == QuorumKind::none) return tests;
  const auto part = rule.quorum_kind == QuorumKind::presence ? basis.present : participating;
  for (const auto measure : measures_of(rule)) {
    tests.push_back(
        make_test(Test::About::quorum, measure, MajorityOf::all, rule.quorum, part, basis.all));
  }
  return tests;
}

std::vector<Test> majority_tests(const Rule& rule, const Basis& basis, Weight in_favour,
                                 Weight participating) {
  std::vector<Test> tests;
  const auto whole = whole_of(rule.majority_of, basis, participating);
  for (const auto measure : measures_of(rule)) {
    tests.push_back(make_test(Test::About::majority, measure, rule.majority_of, rule.majority,
                              in_favour, whole));
  }
  return tests;
}

Stage stage_of(const Rule& rule, const Choices& choices, const Tally& tally) {
  Stage stage;
  for (const auto& choice : choices) stage.sums.push_back({choice.id, tally.of(choice.id)});
  for (const auto measure : measures_of(rule)) {
    stage.fronts.push_back(front_of(choices, tally, measure));
  }
  return stage;
}

bool leads_alone(const Stage& stage, std::string_view choice) {
  return std::all_of(stage.fronts.begin(), stage.fronts.end(), [&](const Front& front) {
    return front.choices.size() == 1 && front.choices.front() == choice;
  });
}

void judge(Verdict& verdict, const Rule& rule, const Basis& basis, const Tally& tally, bool final) {
  verdict.tests = quorum_tests(rule, basis, tally.participating);
  const bool quorum = all_hold(verdict.tests);
  auto majority = majority_tests(rule, basis, tally.of(verdict.tested), tally.participating);
  const bool enough = verdict.leads && all_hold(majority);
  verdict.tests.insert(verdict.tests.end(), majority.begin(), majority.end());
  if (!final) return;
  verdict.outcome = !quorum ? Outcome::no_quorum : enough ? Outcome::passed : Outcome::not_passed;
}

}  // namespace roundtable::domain
