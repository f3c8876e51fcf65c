#include "domain/ballot/tally.hpp"

#include <algorithm>
#include <limits>

#include "base/ensure.hpp"
#include "domain/limits.hpp"

namespace roundtable::domain {
namespace {

std::int64_t amount(Weight weight, Measure measure) {
  return measure == Measure::area ? weight.area.centi : weight.heads;
}

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

std::vector<Measure> measures_of(const Rule& rule) {
  if (rule.by_area) return {Measure::area, Measure::heads};
  return {Measure::heads};
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

/// The choice with more than any other; nothing in a tie.
std::optional<Choice> largest(const Tally& tally, Measure measure,
                              const std::vector<Choice>& choices) {
  std::optional<Choice> found;
  std::int64_t most = -1;
  for (const auto choice : choices) {
    const auto here = amount(tally.of(choice), measure);
    if (here == most) found.reset();
    if (here > most) {
      most = here;
      found = choice;
    }
  }
  return found;
}

/// Most heads, then most area, then the earlier.
Choice foremost_plan(const Tally& tally) {
  auto found = plan_choice(0);
  for (std::size_t index = 1; index < tally.plans; ++index) {
    const auto here = tally.of(plan_choice(index));
    const auto best = tally.of(found);
    if (here.heads > best.heads || (here.heads == best.heads && here.area > best.area)) {
      found = plan_choice(index);
    }
  }
  return found;
}

/// More than any other plan and more than "none of these", under every comparison of the rule. An
/// abstention speaks against no plan.
bool leads_alone(const Rule& rule, const Tally& tally, Choice plan) {
  auto rivals = tally.choices();
  std::erase(rivals, Choice::abstain);
  const auto measures = measures_of(rule);
  return std::all_of(measures.begin(), measures.end(),
                     [&](Measure measure) { return largest(tally, measure, rivals) == plan; });
}

constexpr std::array<std::string_view, kPlansMax> kPlanNames = {"o1", "o2", "o3", "o4", "o5",
                                                                "o6", "o7", "o8", "o9", "o10"};

}  // namespace

Choice plan_choice(std::size_t index) {
  ensure(index < kPlansMax, "a ballot has so many plans");
  return static_cast<Choice>(static_cast<std::size_t>(Choice::first_plan) + index);
}

std::optional<std::size_t> plan_index(Choice choice) {
  if (choice < Choice::first_plan) return std::nullopt;
  return static_cast<std::size_t>(choice) - static_cast<std::size_t>(Choice::first_plan);
}

std::vector<Choice> Tally::choices() const {
  if (plans == 0) return {kChoices.begin(), kChoices.end()};
  std::vector<Choice> out;
  for (std::size_t index = 0; index < plans; ++index) out.push_back(plan_choice(index));
  out.push_back(Choice::abstain);
  out.push_back(Choice::none);
  return out;
}

bool Tally::has(Choice choice) const {
  const auto all = choices();
  return std::find(all.begin(), all.end(), choice) != all.end();
}

std::string_view to_string(Choice choice) {
  if (const auto plan = plan_index(choice)) return kPlanNames.at(*plan);
  switch (choice) {
    case Choice::yes:
      return "yes";
    case Choice::no:
      return "no";
    case Choice::abstain:
      return "abstain";
    case Choice::none:
      return "none";
    case Choice::first_plan:
      break;
  }
  return "";
}

std::optional<Choice> choice_from(std::string_view text) {
  for (const auto choice : kChoices) {
    if (to_string(choice) == text) return choice;
  }
  if (text == to_string(Choice::none)) return Choice::none;
  for (std::size_t index = 0; index < kPlansMax; ++index) {
    if (kPlanNames.at(index) == text) return plan_choice(index);
  }
  return std::nullopt;
}

Weight operator+(Weight a, Weight b) {
  return {a.heads + b.heads, a.area + b.area};
}
Weight operator-(Weight a, Weight b) {
  return {a.heads - b.heads, a.area - b.area};
}

void Tally::add(Choice choice, Weight weight) {
  auto& sum = by_choice[static_cast<std::size_t>(choice)];
  sum = sum + weight;
}

void Tally::remove(Choice choice, Weight weight) {
  auto& sum = by_choice[static_cast<std::size_t>(choice)];
  sum = sum - weight;
}

Weight Tally::participating() const {
  Weight sum;
  for (const auto& weight : by_choice) sum = sum + weight;
  return sum;
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
  for (const auto outcome :
       {Outcome::pending, Outcome::passed, Outcome::not_passed, Outcome::no_quorum}) {
    if (to_string(outcome) == text) return outcome;
  }
  return std::nullopt;
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

Verdict judge(const Rule& rule, const Basis& basis, const Tally& tally, bool final) {
  const auto participating = tally.participating();
  Verdict verdict;
  verdict.tests = quorum_tests(rule, basis, participating);
  if (tally.plans > 0) {
    verdict.tested = foremost_plan(tally);
    verdict.leads = leads_alone(rule, tally, verdict.tested);
  }
  const auto holds = [](const Test& test) { return test.holds; };
  const bool quorum = std::all_of(verdict.tests.begin(), verdict.tests.end(), holds);
  for (const auto measure : measures_of(rule)) {
    verdict.tests.push_back(make_test(Test::About::majority, measure, rule.majority_of,
                                      rule.majority, tally.of(verdict.tested),
                                      whole_of(rule.majority_of, basis, participating)));
  }
  if (!final) return verdict;
  const bool all = verdict.leads && std::all_of(verdict.tests.begin(), verdict.tests.end(), holds);
  verdict.outcome = !quorum ? Outcome::no_quorum : all ? Outcome::passed : Outcome::not_passed;
  if (tally.plans > 0 && verdict.outcome == Outcome::passed) verdict.choice = verdict.tested;
  return verdict;
}

Tally allocate_nonvoters(const Tally& strict, Weight delivered_not_returned) {
  const auto by_heads = largest(strict, Measure::heads, strict.choices());
  if (!by_heads) return strict;
  // A body that counts people alone has no area to disagree.
  const bool has_area = strict.participating().area > Area{};
  if (has_area && largest(strict, Measure::area, strict.choices()) != by_heads) return strict;
  auto deemed = strict;
  deemed.add(*by_heads, delivered_not_returned);
  return deemed;
}

}  // namespace roundtable::domain
