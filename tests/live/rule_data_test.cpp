// The rules that come with the product: what each says of its numbers, which of them are in force
// on a day, and the holidays beside them.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <utility>

#include "domain/announced.hpp"
#include "domain/ballot/worth.hpp"
#include "domain/decide.hpp"
#include "live/rule_book.hpp"

namespace roundtable::live::test {
namespace {

using namespace domain;

const std::string kRulesFolder = std::string(ROUNDTABLE_SOURCE_DIR) + "/templates/rules";
constexpr Date kNow{2026, 12, 1};

const RuleBook& book() {
  static const RuleBook kBook = RuleBook::load(kRulesFolder);
  return kBook;
}

std::set<std::string> ids() {
  std::set<std::string> found;
  for (const auto& file : std::filesystem::directory_iterator(kRulesFolder)) {
    const auto name = file.path().filename().string();
    if (file.path().extension() == ".json") found.insert(name.substr(0, name.find('.')));
  }
  return found;
}

const Rule& rule(const std::string& id, Date day = kNow) {
  const auto* found = book().find(id, day);
  INFO(id << " on " << to_iso(day));
  REQUIRE(found != nullptr);
  return *found->value;
}

}  // namespace

TEST_CASE("every number of a rule in force has its source, or is said to be a setting of ours") {
  for (const auto& id : ids()) {
    INFO(id);
    const auto& found = rule(id);
    std::set<std::string> needed = {"majority", "notice_days", "publish_within_days",
                                    "objection_days"};
    if (found.quorum_kind != QuorumKind::none) needed.insert("quorum");
    if (found.proxies_allowed) needed.insert("per_agent_max");
    if (found.members_min > 0) needed.insert("members");
    if (found.publish_for_days > 0) needed.insert("publish_for_days");
    std::set<std::string> told;
    for (const auto& number : found.numbers) {
      CHECK(told.insert(number.of).second);
      CHECK(number.setting == (number.source.zh.find("本系统的设置") == 0));
    }
    CHECK(told == needed);
  }
}

TEST_CASE("bodies that only talk bind nobody, and their rules say so") {
  for (const auto* id : {"consultation-poll", "roundtable", "hearing", "coordination", "appraisal",
                         "joint-conference", "motion"}) {
    for (const auto day : {Date{2025, 6, 1}, kNow}) CHECK(rule(id, day).binds == false);
  }
  CHECK_FALSE(book().may_bind("consultation"));
  CHECK_FALSE(book().may_bind("joint_conference"));
  CHECK(book().may_bind("owners_assembly"));
  CHECK(book().may_bind("residents_meeting"));
}

TEST_CASE("the days of Art. 34 are a time of publication and none for objections") {
  for (const auto* id : {"consultation-poll", "roundtable", "hearing", "coordination", "appraisal",
                         "residents-meeting", "representatives-meeting"}) {
    INFO(id);
    CHECK(rule(id).publish_for_days == 15);
    CHECK(is_law(rule(id), "publish_for_days"));
    CHECK(rule(id).objection_days == 0);
  }
}

TEST_CASE("the rules of residents' committees before 2026 are those of the law before") {
  const Date before{2025, 12, 31};
  CHECK(rule("residents-meeting", before).notice_days == 0);
  CHECK(rule("residents-meeting", before).quorum.num == 1);
  CHECK(rule("residents-meeting", before).basis.front().article == "第9条");
  CHECK(rule("residents-meeting", {2026, 1, 1}).notice_days == 10);
  CHECK(rule("residents-meeting", {2026, 1, 1}).short_notice);
  CHECK(rule("representatives-meeting", before).quorum.den == 2);
  CHECK(rule("representatives-meeting", {2026, 1, 1}).quorum.den == 3);
  CHECK(rule("roundtable", before).publish_for_days == 0);
}

TEST_CASE(
    "what residents decide is studied by the Party organisation first since 2026, and says why") {
  for (const auto* id : {"residents-meeting", "representatives-meeting"}) {
    INFO(id);
    CHECK(rule(id).prior_party_review);
    CHECK(rule(id).basis.back().article == "第30条");
    CHECK(rule(id).note.zh.find("本系统的设置") != std::string::npos);
    CHECK_FALSE(rule(id, {2025, 12, 31}).prior_party_review);
  }
  CHECK_FALSE(rule("owners-ordinary").prior_party_review);
  CHECK_FALSE(rule("roundtable").prior_party_review);
}

TEST_CASE("elevators are decided under the notice of their day, which goes by its own title") {
  CHECK(rule("elevator-building", {2020, 12, 5}).majority_of == MajorityOf::all);
  const auto& now = rule("elevator-building", {2021, 1, 10});
  CHECK(now.majority_of == MajorityOf::participants);
  for (const auto* id : {"elevator-building", "elevator-zone"}) {
    const auto& basis = rule(id).basis.front();
    CHECK(basis.law.zh ==
          "《关于调整本市既有多层住宅加装电梯业主表决比例的通知》"
          "（沪建房管联〔2020〕801号）");
    CHECK(basis.article == "全文");
  }
}

TEST_CASE("what the law calls major is not decided under the ordinary rules, whose texts say so") {
  for (const auto& [id, major] : {std::pair{"owners-ordinary", "owners-major"},
                                  std::pair{"owners-group-ordinary", "owners-group-major"}}) {
    INFO(id);
    for (const auto* words : {"同意按每平方米50元筹集维修资金吗？", "续筹维修资金"}) {
      const auto* elsewhere = belongs_elsewhere(rule(id), words);
      REQUIRE(elsewhere != nullptr);
      CHECK(elsewhere->rule == major);
      CHECK(book().find(elsewhere->rule, kNow) != nullptr);
    }
    for (const auto* words : {"同意使用维修资金更换水泵吗？", "选聘物业服务企业"}) {
      CHECK(belongs_elsewhere(rule(id), words) == nullptr);
    }
  }
}

TEST_CASE("an owners' committee votes by name, is odd in number, and signs") {
  const auto& committee = rule("owners-committee");
  CHECK(committee.named_only);
  CHECK(committee.signatures);
  CHECK_FALSE(committee.proxies_allowed);
  CHECK(committee.members_odd);
  CHECK(committee.members_min == 5);
  CHECK(committee.members_small == 3);
  CHECK(is_law(committee, "members"));
}

TEST_CASE("adjusting a property zone is the district authority's; the vote is the precondition") {
  const auto& effect = rule("owners-zone-adjustment").legal_effect.zh;
  CHECK(effect.find("前提") != effect.npos);
  CHECK(effect.find("由区房屋行政管理部门决定") != effect.npos);
  CHECK(effect.find("对全体业主具有约束力") == effect.npos);
}

TEST_CASE("holidays stand beside the rules, with the notice they come from") {
  const auto& calendar = book().calendar();
  for (const int year : {2024, 2025, 2026}) {
    const auto* known = calendar.year(year);
    REQUIRE(known != nullptr);
    CHECK(known->source.zh.find("国办发明电") != std::string::npos);
    CHECK(known->issued.year == year - 1);
  }
  CHECK(calendar.working_day_from({2026, 2, 15}) == Date{2026, 2, 24});
  CHECK(calendar.is_working_day({2026, 2, 14}));
  CHECK(calendar.working_day_from({2025, 10, 1}) == Date{2025, 10, 9});
  CHECK(calendar.year(2027) == nullptr);
  CHECK(first_day_after_notice(rule("owners-ordinary"), {2026, 12, 4}, calendar) ==
        Date{2026, 12, 22});
}

TEST_CASE("a file of holidays that is wrong, or is there twice, is refused by its name") {
  const auto folder = std::filesystem::temp_directory_path() / "roundtable-holidays-test";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder / "holidays");
  const auto write = [&](const std::string& name, const std::string& until) {
    std::ofstream(folder / "holidays" / name)
        << R"({"year": 2026, "source": {"zh": "通知", "en": "notice"}, "issued": "2025-11-04",)"
        << "\n"
        << R"("holidays": [{"from": "2026-01-01", "until": ")" << until << R"("}]})";
  };
  write("a.json", "2026-01-03");
  CHECK(RuleBook::load(folder.string()).calendar().year(2026) != nullptr);
  write("b.json", "2026-01-03");
  CHECK_THROWS_WITH(RuleBook::load(folder.string()), Catch::Contains("b.json: another file"));
  write("b.json", "2025-12-31");
  CHECK_THROWS_WITH(RuleBook::load(folder.string()), Catch::Contains("b.json, line 2"));
  std::filesystem::remove_all(folder);
}

}  // namespace roundtable::live::test
