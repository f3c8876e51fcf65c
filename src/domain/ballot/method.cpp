#include "domain/ballot/method.hpp"

#include <algorithm>

#include "base/ensure.hpp"
#include "domain/limits.hpp"

namespace roundtable::domain {
namespace {

/// Most heads, then most area, then the earlier.
std::string foremost_plan(const Choices& choices, const Tally& tally) {
  const Choice* found = nullptr;
  Weight best;
  for (const auto& choice : choices) {
    if (choice.kind != Choice::Kind::plan) continue;
    const auto here = tally.of(choice.id);
    const bool more =
        here.heads > best.heads || (here.heads == best.heads && here.area > best.area);
    if (found != nullptr && !more) continue;
    found = &choice;
    best = here;
  }
  ensure(found != nullptr, "a choice among plans has plans");
  return found->id;
}

}  // namespace

std::optional<Paper> paper_from(std::string_view bytes) {
  const auto& all = methods();
  const bool known = std::any_of(all.begin(), all.end(),
                                 [&](const Method* method) { return method->reads(bytes); });
  return known ? std::optional(Paper{std::string(bytes)}) : std::nullopt;
}

const Method* find_method(const MethodUse& use) {
  for (const auto* method : methods()) {
    if (method->name == use.name && method->version == use.version) return method;
  }
  return nullptr;
}

MethodUse method_of_before(bool has_plans) {
  return {std::string(has_plans ? kSingleChoice : kYesNoAbstain), 1, {}};
}

std::optional<Code> problem_of_one(const Asked& asked, const Paper& paper) {
  const auto* choice = find_choice(asked.choices, paper.bytes);
  if (choice == nullptr) return Code::ballot_no_such_option;
  // Rule 12: those for and those against are asked, nobody else.
  if (!choice->offered) return Code::ballot_no_abstention;
  return std::nullopt;
}

Choices choices_among(const Rule& rule, const std::vector<std::string>& plans) {
  Choices choices;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    choices.push_back({Choice::Kind::plan, plan_id(i), plans[i]});
  }
  choices.push_back({Choice::Kind::abstain, std::string(kAbstain), "", rule.abstention});
  choices.push_back({Choice::Kind::none, std::string(kNoneOfThese)});
  return choices;
}

bool is_plan_id(std::string_view id) {
  for (std::size_t i = 0; i < kPlansMax; ++i) {
    if (plan_id(i) == id) return true;
  }
  return false;
}

Working count_foremost(const Asked& asked, const Tally& tally, bool final) {
  Working working;
  working.stages.push_back(stage_of(asked.rule, asked.choices, tally));
  auto& verdict = working.verdict;
  verdict.tested = foremost_plan(asked.choices, tally);
  verdict.leads = leads_alone(working.stages.back(), verdict.tested);
  judge(verdict, asked.rule, asked.basis, tally, final);
  if (verdict.outcome == Outcome::passed) verdict.won = {verdict.tested};
  return working;
}

}  // namespace roundtable::domain
