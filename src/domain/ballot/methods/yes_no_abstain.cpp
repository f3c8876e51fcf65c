#include "domain/ballot/methods/yes_no_abstain.hpp"

namespace roundtable::domain {
namespace {

Choices yes_no_choices(const Rule& rule, const std::vector<std::string>&) {
  return {{Choice::Kind::yes, std::string(kYes)},
          {Choice::Kind::no, std::string(kNo)},
          {Choice::Kind::abstain, std::string(kAbstain), "", rule.abstention}};
}

Working count_yes_no(const Asked& asked, const Tally& tally, bool final) {
  Working working;
  working.stages.push_back(stage_of(asked.rule, asked.choices, tally));
  judge(working.verdict, asked.rule, asked.basis, tally, final);
  return working;
}

}  // namespace

const Method kYesNoAbstainMethod = {
    .name = kYesNoAbstain,
    .title = {"同意、反对、弃权", "For, against, abstain"},
    .choices = yes_no_choices,
    .reads =
        [](std::string_view bytes) { return bytes == kYes || bytes == kNo || bytes == kAbstain; },
    .problem = problem_of_one,
    .add = [](const Paper& paper, Weight weight, Tally& tally) { tally.add(paper.bytes, weight); },
    .count = count_yes_no,
};

}  // namespace roundtable::domain
