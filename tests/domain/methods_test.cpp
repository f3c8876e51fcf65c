// Method: whatever methods there are go through the same questions - papers by the ways in which
// they can be given, tallies as they come. What one method alone promises stands with its own test.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "codec/file_json.hpp"
#include "domain/limits.hpp"
#include "domain/scenario.hpp"
#include "support/counting.hpp"

using namespace scenario;

namespace {

Choices choices_for(const Method& method, const Rule& rule = {}) {
  return method.choices(rule, std::vector<std::string>(method.plans_min, "方案"));
}

std::optional<Code> problem(const Method& method, const Rule& rule, const Paper& paper) {
  const auto choices = choices_for(method, rule);
  const MethodUse use{std::string(method.name), method.version, {}};
  return method.problem({rule, {}, choices, use}, paper);
}

/// Each choice alone is a paper of every method there is today.
std::vector<Paper> papers_of(const Choices& choices) {
  std::vector<Paper> papers;
  for (const auto& choice : choices) papers.push_back({choice.id});
  return papers;
}

}  // namespace

TEST_CASE("a method is found by its name and version, and nothing by another") {
  std::set<std::pair<std::string_view, std::int64_t>> known;
  for (const auto* method : methods()) {
    CHECK(known.emplace(method->name, method->version).second);
    CHECK(find_method({std::string(method->name), method->version, {}}) == method);
  }
  CHECK(find_method({"yes_no_abstain", 2, {}}) == nullptr);
  CHECK(find_method({"", 1, {}}) == nullptr);
}

TEST_CASE("every method reads the papers it takes, and takes none that its ballot does not offer") {
  for (const auto* method : methods()) {
    INFO(method->name);
    const auto choices = choices_for(*method);
    for (const auto& paper : papers_of(choices)) {
      INFO(paper.bytes);
      CHECK(method->reads(paper.bytes));
      CHECK(paper.bytes.size() <= kPaperBytesMax);
      CHECK_FALSE(problem(*method, {}, paper));
    }
    for (const auto* strange : {"", "maybe", "o0", "o11", "yes,no", "o1,o1", " yes"}) {
      INFO(strange);
      CHECK(problem(*method, {}, {strange}) == Code::ballot_no_such_option);
      CHECK_FALSE(method->reads(strange));
    }
  }
}

TEST_CASE("where the rule asks for no abstention, no method takes one") {
  Rule rule;
  rule.abstention = false;
  for (const auto* method : methods()) {
    CHECK(problem(*method, rule, {"abstain"}) == Code::ballot_no_abstention);
  }
}

TEST_CASE("a paper that is added and taken back leaves no trace in any method") {
  for (const auto* method : methods()) {
    INFO(method->name);
    const auto choices = choices_for(*method);
    Tally tally(choices);
    const auto papers = papers_of(choices);
    for (const auto& paper : papers) method->add(paper, {1, Area{8'000}}, tally);
    CHECK(tally.participating.heads == static_cast<std::int64_t>(papers.size()));
    const Weight back{-1, Area{-8'000}};
    for (const auto& paper : papers) method->add(paper, back, tally);
    CHECK(tally == Tally(choices));
  }
}

TEST_CASE("a working says who is in front, and a tie as a tie") {
  auto tally = test::plans_tally(3);
  tally.add("o1", {3, Area{10}});
  tally.add("o2", {3, Area{40}});
  tally.add(kAbstain, {9, Area{90}});
  const auto working = test::count(ordinary(), {{20, Area{200}}, {}}, tally, true);
  REQUIRE(working.stages.size() == 1);
  const auto& fronts = working.stages.front().fronts;
  REQUIRE(fronts.size() == 2);
  CHECK(fronts[0].measure == Measure::area);
  CHECK(fronts[0].choices == std::vector<std::string>{"o2"});
  CHECK(fronts[1].choices == std::vector<std::string>{"o1", "o2"});
  CHECK_FALSE(working.verdict.leads);
  CHECK(working.stages.front().sums.front() == ChoiceSum{"o1", {3, Area{10}}});
}

TEST_CASE("a ballot names the method that its rule allows, and is counted by no other") {
  Scenario scene;
  scene.in_session();
  auto open = scene.open_ballot();
  SECTION("plans for a method that asks about one thing") {
    open.method = "yes_no_abstain";
    open.plans = {"方案一", "方案二"};
    scene.refuses(open, {Code::ballot_plan_count, {{"min", 0}, {"max", 0}}});
  }
  SECTION("no plans for one that asks among several") {
    open.method = "single_choice";
    scene.refuses(open, {Code::ballot_plan_count, {{"min", 2}, {"max", 10}}});
  }
  SECTION("named or not, the entry of a method of before is the same") {
    open.plans = {"方案一", "方案二"};
    open.method = "single_choice";
    scene.ballot_open(open);
    CHECK(scene.the_ballot().method == MethodUse{"single_choice"});
    CHECK(scene.payloads.back().find("single_choice") == std::string::npos);
    CHECK(scene.the_ballot().among_plans());
  }
}

TEST_CASE("what the log may only hold a commitment to is sealed under a salt of its own") {
  BallotCast named;
  named.paper.value = Paper{"no"};
  auto secret = named;
  secret.confidential = true;
  std::vector<Event> events = {secret, named, HeadExcused{head(3), {"出差", ""}, ""}};
  int salts = 0;
  const describe::Sealer sealer = [&](std::string_view value) {
    const auto salt = "salt " + std::to_string(++salts);
    return describe::Commitment{salt, "sealed " + std::string(value)};
  };
  describe::seal(events, sealer);
  CHECK(std::get<BallotCast>(events[0]).paper.commitment == "sealed no");
  CHECK(std::get<BallotCast>(events[0]).salt == "salt 1");
  CHECK(std::get<BallotCast>(events[1]).paper.commitment.empty());
  CHECK(std::get<HeadExcused>(events[2]).reason.commitment == "sealed 出差");
  CHECK(std::get<HeadExcused>(events[2]).salt == "salt 2");
  describe::seal(events, sealer);
  CHECK(salts == 2);  // what is sealed stays so
}
