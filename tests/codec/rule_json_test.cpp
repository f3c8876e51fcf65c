// Method: every rule of templates/rules is read and compared with what the law says; then one good
// rule is damaged in one place at a time, and the refusal must name that very line.
#include "codec/file_json.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

using namespace roundtable;
using namespace roundtable::domain;

namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Every rule of the folder, by id and version.
std::map<std::pair<std::string, std::int64_t>, Rule> all_rules() {
  std::map<std::pair<std::string, std::int64_t>, Rule> rules;
  for (const auto& file :
       std::filesystem::directory_iterator(ROUNDTABLE_SOURCE_DIR "/templates/rules")) {
    if (file.path().extension() != ".json") continue;
    INFO(file.path());
    const auto parsed = codec::parse_rule(read_file(file.path()));
    if (const auto* problem = std::get_if<codec::JsonProblem>(&parsed)) {
      FAIL("line " << problem->line << ", " << problem->field << " " << problem->reason);
    }
    const auto& rule = std::get<Rule>(parsed);
    CHECK(rules.emplace(std::pair{rule.id, rule.version}, rule).second);
  }
  return rules;
}

std::string text_of(const Threshold& threshold) {
  return std::string(to_string(threshold.comparison)) + " " + std::to_string(threshold.num) + "/" +
         std::to_string(threshold.den);
}

/// "area participation >= 2/3; > 1/2 of participants; 15 days"
std::string arithmetic(const Rule& rule) {
  std::string text = rule.by_area ? "area " : "heads ";
  text += to_string(rule.quorum_kind);
  if (rule.quorum_kind != QuorumKind::none) text += " " + text_of(rule.quorum);
  text += "; " + text_of(rule.majority) + " of " + std::string(to_string(rule.majority_of));
  return text + "; " + std::to_string(rule.notice_days) + " days";
}

const std::vector<std::string> kGood = {
    R"({)",
    R"(  "id": "sample",)",
    R"(  "version": 3,)",
    R"(  "title": {"zh": "样例", "en": "Sample"},)",
    R"(  "body": "owners_assembly",)",
    R"(  "body_name": {"zh": "业主大会", "en": "Owners' assembly"},)",
    R"(  "effective_from": "2021-01-01",)",
    R"(  "effective_until": "2025-12-31",)",
    R"(  "basis": [)",
    R"(    {"law": {"zh": "民法典", "en": "Civil Code"}, "article": "第278条"},)",
    R"(    {"law": {"zh": "某办法", "en": "A notice"}, "article": "第2条",)",
    R"(     "url": "https://example.org/"})",
    R"(  ],)",
    R"(  "by_area": true,)",
    R"(  "quorum": {"kind": "participation", "num": 2, "den": 3, "op": ">="},)",
    R"(  "majority": {"num": 1, "den": 2, "op": ">",)",
    R"(               "of": "participants"},)",
    R"(  "notice_days": 15,)",
    R"(  "change_until_close": true,)",
    R"(  "non_voters": "follow_majority",)",
    R"(  "proxies": {"allowed": true, "per_agent_max": 3},)",
    R"(  "scopes": ["zone",)",
    R"(             "building"],)",
    R"(  "publish_within_days": 3,)",
    R"(  "objection_days": 7,)",
    R"(  "legal_effect": {"zh": "有约束力", "en": "Binds"},)",
    R"(  "note": {"zh": "设置", "en": "A setting"})",
    R"(})",
};

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += line + "\n";
  return text;
}

}  // namespace

TEST_CASE("a rule is read with all its fields") {
  const auto rule = std::get<Rule>(codec::parse_rule(joined(kGood)));
  CHECK(rule.id == "sample");
  CHECK(rule.version == 3);
  CHECK(rule.title == Text{"样例", "Sample"});
  CHECK(rule.matters.empty());
  CHECK(rule.body == "owners_assembly");
  CHECK(rule.effective_until == Date{2025, 12, 31});
  REQUIRE(rule.basis.size() == 2);
  CHECK(rule.basis[0].url.empty());
  CHECK(rule.basis[1].url == "https://example.org/");
  CHECK(arithmetic(rule) == "area participation >= 2/3; > 1/2 of participants; 15 days");
  CHECK(rule.non_voters == NonVoterPolicy::follow_majority);
  CHECK(rule.proxies_allowed);
  CHECK(rule.proxies_per_agent_max == 3);
  CHECK(rule.scopes == std::vector{ScopeKind::zone, ScopeKind::building});
  CHECK(rule.publish_within_days == 3);
  CHECK(rule.objection_days == 7);
  CHECK(rule.legal_effect.zh == "有约束力");
}

namespace {

struct Row {
  std::size_t line;  // where the damage is, 1-based
  std::string replacement, field, reason;
  std::size_t named = 0;  // the line to be named, where it is another
};

}  // namespace

TEST_CASE("a malformed rule is refused with the line, the field and the reason") {
  const auto row = GENERATE(values<Row>({
      {2, R"(  "id": "two words",)", "id", "must be 1-64"},
      {2, R"(  "id": 7,)", "id", "must be a text"},
      {2, R"(  "id": "sample", "colour": "red",)", "colour", "is not known"},
      {2, R"()", "id", "is missing", 1},
      {3, R"(  "version": 0,)", "version", "must be from 1"},
      {3, R"(  "version": 1.5,)", "version", "must be a whole number"},
      {3, R"(  "version": 99999999999999999999,)", "version", "must be a whole number"},
      {3, R"(  "version": 18446744073709551615,)", "version", "must be from 1"},
      {3, R"(  "version": 3, "id": "again",)", "id", "is given twice"},
      {4, R"(  "title": {"zh": "样例"},)", "title.en", "is missing"},
      {4, R"(  "title": {"zh": "样例", "en": ""},)", "title.en", "must not be empty"},
      {4, R"(  "title": {"zh": "样例", "en": "Sample", "de": "Muster"},)", "title.de",
       "is not known"},
      {4, R"(  "title": "样例",)", "title", "must be an object"},
      {4, R"(  "title": {"zh": "样例", "en": "Sample"}, "matters": [],)", "matters",
       "must be a list of at least one"},
      {4, R"(  "title": {"zh": "样例", "en": "Sample"}, "matters": [{"zh": "用维修资金"}],)",
       "matters.0.en", "is missing"},
      {7, R"(  "effective_from": "2021-02-30",)", "effective_from", "must be a day"},
      {7, R"(  "effective_from": "2021-1-1",)", "effective_from", "must be a day"},
      {8, R"(  "effective_until": "2020-12-31",)", "effective_until", "must not be before"},
      {10, R"(    {"law": {"zh": "民法典", "en": "Civil Code"}},)", "basis.0.article",
       "is missing"},
      {12, R"(     "url": "ftp://example.org/"})", "basis.1.url", "must begin with"},
      {12, R"(     "url": "https://example.org/", "x": 1})", "basis.1.x", "is not known"},
      {14, R"(  "by_area": 1,)", "by_area", "must be true or false"},
      {15, R"(  "quorum": {"kind": "some"},)", "quorum.kind", "must be one of participation"},
      {15, R"(  "quorum": {"kind": "none", "num": 1},)", "quorum.num", "is not known"},
      {15, R"(  "quorum": {"kind": "presence", "num": 2, "den": 0, "op": ">="},)", "quorum.den",
       "must be from 1"},
      {15, R"(  "quorum": {"kind": "presence", "num": -1, "den": 3, "op": ">="},)", "quorum.num",
       "must be from 1"},
      {15, R"(  "quorum": {"kind": "presence", "num": 4, "den": 3, "op": ">="},)", "quorum.num",
       "must not be above den"},
      {15, R"(  "quorum": {"kind": "presence", "num": 1, "den": 1001, "op": ">="},)", "quorum.den",
       "must be from 1 to 1000"},
      {15, R"(  "quorum": {"kind": "presence", "num": 1, "den": 1, "op": ">"},)", "quorum.op",
       "must be >="},
      {15, R"(  "quorum": {"kind": "presence", "num": 1, "den": 2, "op": "="},)", "quorum.op",
       "must be one of >= >"},
      {17, R"(               "of": "friends"},)", "majority.of", "must be one of participants"},
      {18, R"(  "notice_days": 367,)", "notice_days", "must be from 0 to 366"},
      {18, R"(  "notice_days": -1,)", "notice_days", "must be from 0"},
      {20, R"(  "non_voters": "abstain",)", "non_voters", "must be one of none"},
      {21, R"(  "proxies": {"allowed": true},)", "proxies.per_agent_max", "is missing"},
      {21, R"(  "proxies": {"allowed": false, "per_agent_max": 3},)", "proxies.per_agent_max",
       "is not known"},
      {23, R"(             "moon"],)", "scopes.1", "must be one of zone"},
      {23, R"(             7],)", "scopes.1", "must be one of zone"},
      {23, R"(             "zone"],)", "scopes.1", "is there twice"},
      {24, R"(  "publish_within_days": "3",)", "publish_within_days", "must be a whole number"},
      {26, R"(  "legal_effect": {"zh": "", "en": "Binds"},)", "legal_effect.zh",
       "must not be empty"},
      {27, R"(  "note": "设置")", "note", "must be an object"},
      {18, R"(  "notice_days": 15 15,)", "", "is no JSON"},
      {18, R"(  'notice_days': 15,)", "", "is no JSON"},
      {18, R"(  "notice_days": [[[[[[[1]]]]]]],)", "", "is nested too deeply", 1},
  }));
  auto lines = kGood;
  lines[row.line - 1] = row.replacement;
  INFO(row.replacement);
  const auto parsed = codec::parse_rule(joined(lines));
  REQUIRE(std::holds_alternative<codec::JsonProblem>(parsed));
  const auto& problem = std::get<codec::JsonProblem>(parsed);
  CHECK(problem.field == row.field);
  CHECK(problem.line == (row.named != 0 ? row.named : row.line));
  CHECK_THAT(problem.reason, Catch::Matchers::StartsWith(row.reason));
}

TEST_CASE("a rule that names no method allows the two of before, and else those it names") {
  const auto names = [](const std::string& line) {
    auto lines = kGood;
    lines[18] = line;
    std::vector<std::string> found;
    const auto rule = std::get<Rule>(codec::parse_rule(joined(lines)));
    for (const auto& use : rule.methods) {
      found.push_back(use.name + " " + std::to_string(use.version));
    }
    return found;
  };
  const std::string change = R"(  "change_until_close": true,)";
  CHECK(names(change) == std::vector<std::string>{"yes_no_abstain 1", "single_choice 1"});
  CHECK(names(change + R"( "methods": [{"name": "single_choice", "version": 1}],)") ==
        std::vector<std::string>{"single_choice 1"});
}

TEST_CASE("ways of counting that a rule cannot have are refused with the field and the reason") {
  struct Wrong {
    const char* methods;
    const char* field;
    const char* reason;
  };
  const auto row = GENERATE(values<Wrong>({
      {R"([])", "methods", "must be a list of at least one"},
      {R"([{"name": "lots", "version": 1}])", "methods.0.name", "must be a method"},
      {R"([{"name": "single_choice", "version": 2}])", "methods.0.name", "must be a method"},
      {R"([{"name": "single_choice", "version": 1, "parameters": {"most": 2}}])",
       "methods.0.parameters.most", "is not known"},
      {R"([{"name": "single_choice", "version": 1}, {"name": "single_choice", "version": 1}])",
       "methods.1.name", "is there twice"},
  }));
  auto lines = kGood;
  lines[18] += R"( "methods": )" + std::string(row.methods) + ",";
  INFO(row.methods);
  const auto parsed = codec::parse_rule(joined(lines));
  REQUIRE(std::holds_alternative<codec::JsonProblem>(parsed));
  const auto& problem = std::get<codec::JsonProblem>(parsed);
  CHECK(problem.field == row.field);
  CHECK(problem.line == 19);
  CHECK_THAT(problem.reason, Catch::Matchers::StartsWith(row.reason));
}

TEST_CASE("what is no rule at all is refused on line 1") {
  for (const std::string text : {"", "[]", "7", "null"}) {
    INFO(text);
    const auto parsed = codec::parse_rule(text);
    REQUIRE(std::holds_alternative<codec::JsonProblem>(parsed));
    CHECK(std::get<codec::JsonProblem>(parsed).line == 1);
  }
  CHECK(std::holds_alternative<codec::JsonProblem>(
      codec::parse_rule(std::string(64 * 1024 + 1, ' '))));
}

TEST_CASE("the rules of the house count as the law says") {
  const auto rules = all_rules();
  const std::map<std::pair<std::string, std::int64_t>, std::string> expected = {
      {{"owners-ordinary", 1}, "area participation >= 2/3; > 1/2 of participants; 15 days"},
      {{"owners-major", 1}, "area participation >= 2/3; >= 3/4 of participants; 15 days"},
      {{"owners-group-ordinary", 1}, "area participation >= 2/3; > 1/2 of participants; 15 days"},
      {{"owners-group-major", 1}, "area participation >= 2/3; >= 3/4 of participants; 15 days"},
      {{"elevator-building", 2}, "area participation >= 2/3; >= 3/4 of participants; 15 days"},
      {{"elevator-zone", 2}, "area participation >= 2/3; > 1/2 of participants; 15 days"},
      {{"dwelling-to-business", 1}, "area participation >= 1/1; >= 1/1 of all; 0 days"},
      {{"owners-committee", 1}, "heads presence > 1/2; > 1/2 of all; 0 days"},
      {{"residents-meeting", 1}, "heads presence > 1/2; > 1/2 of present; 10 days"},
      {{"representatives-meeting", 1}, "heads presence >= 2/3; > 1/2 of present; 0 days"},
      {{"joint-conference", 1}, "heads none; >= 1/1 of participants; 0 days"},
      {{"consultation-poll", 1}, "heads none; > 1/2 of participants; 0 days"},
      {{"roundtable", 1}, "heads none; > 1/2 of participants; 0 days"},
      {{"hearing", 1}, "heads none; > 1/2 of participants; 0 days"},
      {{"coordination", 1}, "heads none; > 1/2 of participants; 0 days"},
      {{"appraisal", 1}, "heads none; > 1/2 of participants; 0 days"},
  };
  for (const auto& [key, text] : expected) {
    INFO(key.first);
    REQUIRE(rules.contains(key));
    CHECK(arithmetic(rules.at(key)) == text);
  }
}

TEST_CASE("the nine matters of Civil Code Art. 278 are each counted in their class") {
  const auto rules = all_rules();
  const auto& ordinary = rules.at({"owners-ordinary", 1}).matters;
  const auto& major = rules.at({"owners-major", 1}).matters;
  // Items 1 to 5 and, whatever its name says, 9; items 6 to 8.
  CHECK(ordinary.size() == 6);
  CHECK(major.size() == 3);
  const auto lists = [](const std::vector<Text>& matters, const std::string& words) {
    return std::any_of(matters.begin(), matters.end(), [&](const Text& matter) {
      return matter.zh.find(words) != std::string::npos;
    });
  };
  CHECK(lists(ordinary, "使用建筑物及其附属设施的维修资金"));
  CHECK(lists(ordinary, "其他重大事项"));
  CHECK(lists(major, "筹集建筑物及其附属设施的维修资金"));
  CHECK(lists(major, "利用共有部分从事经营活动"));
}

TEST_CASE("every deciding body has a rule, and one body has one name") {
  std::map<std::string, Text> names;
  for (const auto& [key, rule] : all_rules()) {
    const auto [found, is_new] = names.emplace(rule.body, rule.body_name);
    INFO(rule.id);
    CHECK(found->second == rule.body_name);
  }
  for (const auto* body :
       {"consultation", "residents_meeting", "representatives_meeting", "owners_assembly",
        "owners_group", "owners_committee", "joint_conference"}) {
    INFO(body);
    CHECK(names.contains(body));
  }
}

TEST_CASE(
    "versions of one rule hold one after another; those of the same days correct each other") {
  const auto rules = all_rules();
  for (const auto& [one, rule] : rules) {
    for (const auto& [other, later] : rules) {
      if (one.first != other.first || !(rule.effective_from < later.effective_from)) continue;
      INFO(one.first << " " << one.second << " before " << other.second);
      REQUIRE(rule.effective_until);
      CHECK(*rule.effective_until < later.effective_from);
    }
  }
  // Two thresholds changed within a few years: the old ones stay for recounts.
  CHECK(rules.at({"elevator-building", 1}).effective_until == Date{2020, 12, 31});
}

TEST_CASE("a rule that is not in UTF-8 is told so") {
  const auto parsed = codec::parse_rule("{\"id\": \"\xB5\xE7\"}");
  const auto* problem = std::get_if<codec::JsonProblem>(&parsed);
  REQUIRE(problem != nullptr);
  INFO(problem->reason);
  CHECK(problem->reason.find("JSON") != std::string::npos);
}
