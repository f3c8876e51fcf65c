// Papers and tallies of the two methods, for tests that count without a meeting.
#pragma once

#include "domain/ballot/method.hpp"

namespace roundtable::domain::test {

inline Choices choices_of(const MethodUse& method, std::size_t plans = 0) {
  Choices choices = find_method(method)->choices(Rule{}, std::vector<std::string>(plans, "方案"));
  return choices;
}
inline Tally yes_no_tally() {
  return Tally(choices_of(method_of_before(false)));
}
inline Tally plans_tally(std::size_t plans) {
  return Tally(choices_of(method_of_before(true), plans));
}
inline Paper plan(std::size_t index) {
  return {plan_id(index)};
}
inline std::size_t plans_in(const Tally& tally) {
  return tally.has(kNoneOfThese) ? tally.sums.size() - 2 : 0;
}

/// What a ballot with that tally comes to: a choice among plans where the tally has any.
inline Working count(const Rule& rule, const Basis& basis, const Tally& tally, bool final) {
  const auto plans = plans_in(tally);
  const auto method = method_of_before(plans > 0);
  const auto choices = choices_of(method, plans);
  return find_method(method)->count({rule, basis, choices, method}, tally, final);
}
inline Verdict judge(const Rule& rule, const Basis& basis, const Tally& tally, bool final) {
  return count(rule, basis, tally, final).verdict;
}

}  // namespace roundtable::domain::test
