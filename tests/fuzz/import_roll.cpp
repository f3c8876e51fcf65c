#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "fuzz/targets.hpp"
#include "imports/problem_sentences.hpp"
#include "imports/roll_plan.hpp"

namespace roundtable::fuzz {
namespace {

/// No secret, but as short and as free of signs as the one that is.
std::string hashed(std::string_view key) {
  return "h" + std::to_string(std::hash<std::string_view>()(key));
}

class Numbers {
 public:
  std::string operator()() { return "id" + std::to_string(++made_); }

 private:
  int made_ = 0;
};

std::set<std::string> joinable(const imports::Report& report) {
  std::set<std::string> ids;
  for (const auto& question : report.questions) {
    imports::sentence(question);
    promise(!question.units.empty() && question.units.size() == question.lines.size(),
            "a question is about flats");
    if (imports::is_joinable(question.kind)) ids.insert(question.id);
  }
  return ids;
}

}  // namespace

void import_roll(std::string_view bytes) {
  const RollId id("r");
  const GridId grid("g");
  auto file = imports::read_roll(bytes, hashed);
  for (const auto& problem : file.report.problems) imports::sentence(problem);
  for (const auto& notice : file.report.notices) imports::sentence(notice);
  if (!file.report.problems.empty()) return;
  Numbers numbers;
  auto once = file;
  const auto alone = imports::plan_roll(once, id, grid, std::nullopt, std::ref(numbers));
  const auto joins = joinable(once.report);
  auto twice = file;
  const auto joined = imports::plan_roll(twice, id, grid, std::nullopt, std::ref(numbers), joins);
  promise(joined.joins_known, "what was asked may be answered");
  promise(joined.roll.units.size() == file.lines.size(), "every line is a unit");
  promise(joined.roll.heads.size() <= alone.roll.heads.size(), "joining makes no more heads");
  const imports::PresentRoll there{joined.roll, joined.rooms, joined.households};
  const auto again = imports::plan_roll(file, id, grid, there, std::ref(numbers), {});
  promise(!again.differs && again.fresh_ids.empty(), "the same file changes nothing");
}

}  // namespace roundtable::fuzz
