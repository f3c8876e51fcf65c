#include "domain/ballot/methods/single_choice.hpp"

#include "domain/limits.hpp"

namespace roundtable::domain {

const Method kSingleChoiceMethod = {
    .name = kSingleChoice,
    .title = {"几个方案选一个", "One of several plans"},
    .plans_min = kPlansMin,
    .plans_max = kPlansMax,
    .choices = choices_among,
    .reads =
        [](std::string_view bytes) {
          return bytes == kAbstain || bytes == kNoneOfThese || is_plan_id(bytes);
        },
    .problem = problem_of_one,
    .add = [](const Paper& paper, Weight weight, Tally& tally) { tally.add(paper.bytes, weight); },
    .count = count_foremost,
};

}  // namespace roundtable::domain
