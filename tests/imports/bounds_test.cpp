// Method: files and rolls that ask for as much work as their bytes allow; what comes of them is
// counted, and what once grew with the square of the rows would not end here.
#include <catch2/catch.hpp>
#include <set>

#include "imports/grids.hpp"
#include "imports/limits.hpp"
#include "imports/roll_plan.hpp"
#include "sample.hpp"

namespace roundtable::imports::test {
namespace {

const std::string kBoundsHeader = "building,stair,room,area,source,owner\n";

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

/// Flats 1, 2, … of one building, with the owners that `own` gives them.
template <class Own>
RollFile flats(std::size_t count, Own own) {
  RollFile file;
  for (std::size_t i = 0; i < count; ++i) {
    RollLine line;
    line.building = "1";
    line.room = std::to_string(i + 1);
    line.area = Area{5'000};
    line.owner_at.line = i + 2;
    own(i, line);
    file.lines.push_back(std::move(line));
  }
  return file;
}

RollPlan plan_of(RollFile& file, const std::optional<PresentRoll>& there = std::nullopt,
                 const std::set<std::string>& joins = {}) {
  return plan_roll(file, RollId("r"), GridId("g"), there, FreshIds(there ? "new-" : "first-"),
                   joins);
}

void own_key(RollLine& line, std::string key) {
  line.owner = std::move(key);
  line.owner_sure = true;
}

}  // namespace

TEST_CASE("reading ends where there are more problems than anybody mends") {
  const std::string files[] = {
      kBoundsHeader + repeated("\x01\n", 2 * kProblemsMax),
      kBoundsHeader + repeated("1,,\"1\"x,50,survey,\n", 2 * kProblemsMax),
      kBoundsHeader + repeated("1,,,-1,survey,\n", 2 * kProblemsMax),
  };
  for (const auto& bytes : files) {
    const auto problems = read_roll(bytes, plainly_hashed).report.problems;
    // What a row has is told of whole.
    CHECK(problems.size() < kProblemsMax + 10);
    CHECK(problems.back().code == Code::file_too_many_problems);
  }
  const auto grids = read_grids(
      "code,name,level,parent\n" + repeated("1,a,star,\n", 2 * kProblemsMax), domain::GridTree());
  CHECK(grids.report.problems.size() < kProblemsMax + 10);
  CHECK(grids.report.problems.back().code == Code::file_too_many_problems);
}

TEST_CASE("behind the last column that a row may have no problem is listed") {
  const auto problems =
      read_roll(kBoundsHeader + repeated("\"\"x,", 5'000) + "\n", plainly_hashed).report.problems;
  CHECK(problems.size() < 2 * kColumnsMax);
}

TEST_CASE("more questions than a person can look at are refused as a whole") {
  const auto pairs = [](std::size_t questions) {
    return flats(2 * questions,
                 [](std::size_t i, RollLine& line) { own_key(line, "k" + std::to_string(i / 2)); });
  };
  auto most = pairs(kQuestionsMax);
  const auto plan = plan_of(most);
  CHECK(most.report.problems.empty());
  CHECK(most.report.questions.size() == kQuestionsMax);

  auto more = pairs(kQuestionsMax + 1);
  plan_of(more);
  REQUIRE(more.report.problems.size() == 1);
  CHECK(more.report.problems[0].code == Code::roll_too_many_questions);
  CHECK(more.report.questions.empty());

  // What the roll has already so is not asked again, and is never too much.
  auto again = pairs(kQuestionsMax);
  CHECK_FALSE(plan_of(again, PresentRoll{plan.roll, plan.rooms, plan.households}).differs);
  CHECK(again.report.problems.empty());
}

TEST_CASE("a firm's question names some of the developer's flats and joins all of them") {
  constexpr std::size_t kFlats = 2'000;  // every other one undelivered
  const auto estate = [] {
    return flats(kFlats, [](std::size_t i, RollLine& line) {
      line.undelivered = i % 2 == 0;
      if (line.undelivered) return;
      own_key(line, "firm" + std::to_string(i));
      line.owner_may_be_the_developer = true;
    });
  };
  auto file = estate();
  CHECK(plan_of(file).roll.heads.size() == kFlats / 2 + 1);
  std::set<std::string> joins;
  for (const auto& question : file.report.questions) {
    if (question.kind != QuestionKind::developer_by_name) continue;
    CHECK(question.units.size() == 1 + kUndeliveredNamedMax);
    CHECK(question.heads == 2);
    joins.insert(question.id);
  }
  CHECK(joins.size() == kFlats / 2);
  auto joined = estate();
  CHECK(plan_of(joined, std::nullopt, joins).roll.heads.size() == 1);
}

TEST_CASE("a whole roll that becomes one head, and comes apart again, is planned in one go") {
  constexpr std::size_t kFlats = 20'000;
  const auto each_its_own = [](std::size_t i, RollLine& line) {
    own_key(line, "k" + std::to_string(i));
    line.owner_loosely = "alike";
  };
  auto apart = flats(kFlats, each_its_own);
  const auto before = plan_of(apart);
  REQUIRE(before.roll.heads.size() == kFlats);
  REQUIRE(apart.report.questions.size() == 1);

  const PresentRoll there{before.roll, before.rooms, before.households};
  auto one = flats(kFlats, each_its_own);
  const auto joined = plan_of(one, there, {apart.report.questions[0].id});
  CHECK(joined.roll.heads.size() == 1);

  // The one household remembers all of its owners, and stays one when the file comes again.
  const PresentRoll whole{joined.roll, joined.rooms, joined.households};
  auto again = flats(kFlats, each_its_own);
  CHECK_FALSE(plan_of(again, whole).differs);
}

}  // namespace roundtable::imports::test
