// Method: a roll is planned from one file, taken as the roll that is there, and planned again from
// another file; ids are counted, so that a kept one is seen.
#include "imports/roll_plan.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "sample.hpp"

namespace roundtable::imports::test {
namespace {

const std::string kPlanHeader = "building,stair,room,area,source,owner,representative,delivered\n";

struct Planned {
  Report report;
  RollPlan plan;

  const domain::Unit& unit(const std::string& room) const {
    for (const auto& one : plan.roll.units) {
      if (plan.rooms.at(one.id) == room) return one;
    }
    throw std::runtime_error("no room " + room);
  }
  HeadId head(const std::string& room) const { return unit(room).head; }
  std::string label(const std::string& id) const { return plan.labels.at(id); }
};

std::optional<PresentRoll> present(const Planned& before) {
  return PresentRoll{before.plan.roll, before.plan.rooms, before.plan.households};
}

Planned planned(const std::string& rows, const std::optional<PresentRoll>& there = std::nullopt,
                const std::set<std::string>& joins = {}) {
  auto file = read_roll(kPlanHeader + rows, plainly_hashed);
  REQUIRE(file.report.problems.empty());
  auto plan =
      plan_roll(file, RollId("r"), GridId("g"), there, FreshIds(there ? "new-" : "first-"), joins);
  return {std::move(file.report), std::move(plan)};
}

/// "name_elsewhere-2 2 heads, 1 there", and "known" where nothing is to be confirmed.
std::vector<std::string> asked(const Planned& planned) {
  std::vector<std::string> out;
  for (const auto& question : planned.report.questions) {
    out.push_back(question.id + " " + std::to_string(question.heads) + " heads, " +
                  std::to_string(question.heads_there) + " there" +
                  (question.known ? ", known" : "") + (question.joined ? ", joined" : ""));
  }
  return out;
}

using Asked = std::vector<std::string>;

const std::string kThree =
    "12,1,101,68.10,survey,甲,王建国,\n"
    "12,1,102,76.60,survey,乙,,\n"
    "12,1,201,68.10,survey,甲,,\n";

}  // namespace

TEST_CASE("the same file again changes nothing, whatever the order of its lines") {
  const auto before = planned(kThree);
  CHECK(before.plan.differs);
  CHECK(before.report.added == 3);
  CHECK(before.report.heads == 2);
  const auto again = planned(
      "12号楼,1单元,201室,68.1,实测,甲,,\n"
      "12,1,102,76.60,survey,乙,,\n"
      "12,1,101,68.10,survey,甲,王建国,\n",
      present(before));
  CHECK_FALSE(again.plan.differs);
  CHECK(again.report.same == 3);
  CHECK(again.report.changed == 0);
  CHECK(again.plan.fresh_ids.empty());
  for (const auto* room : {"101", "102", "201"}) {
    CHECK(again.unit(room).id == before.unit(room).id);
    CHECK(again.head(room) == before.head(room));
  }
}

TEST_CASE("units keep their ids; new ones get fresh ones, and those that are gone are counted") {
  const auto before = planned(kThree);
  const auto after = planned(
      "12,1,101,68.15,survey,甲,王建国,\n"
      "12,1,102,76.60,survey,乙,李四,\n"
      "12,1,301,50,survey,丙,,\n",
      present(before));
  CHECK(after.plan.differs);
  CHECK(after.report.added == 1);
  CHECK(after.report.changed == 2);  // an area, a representative
  CHECK(after.report.removed == 1);
  REQUIRE(after.report.removed_units.size() == 1);
  CHECK(after.report.removed_units.front().room == "201");
  CHECK(after.unit("101").id == before.unit("101").id);
  CHECK(after.head("101") == before.head("101"));
  CHECK(after.head("102") == before.head("102"));
  CHECK(after.unit("301").id.str().starts_with("new-"));
  CHECK(after.head("301").str().starts_with("new-"));
}

TEST_CASE("a flat that was sold has another household, and the seller keeps its own") {
  const auto before = planned(kThree);
  const auto after = planned(
      "12,1,101,68.10,survey,丙,,\n"
      "12,1,102,76.60,survey,乙,,\n"
      "12,1,201,68.10,survey,甲,,\n",
      present(before));
  CHECK(after.unit("101").id == before.unit("101").id);
  CHECK(after.head("101") != before.head("101"));
  CHECK(after.head("201") == before.head("201"));
  CHECK(after.report.changed == 2);  // the flat itself, and the representative the seller named
}

TEST_CASE("two households that prove to be one owner become one of the two") {
  const auto before = planned(
      "1,,101,50,survey,,,\n"
      "1,,102,50,survey,,,\n"
      "1,,103,50,survey,,,\n");
  CHECK(before.report.heads == 3);
  const auto after = planned(
      "1,,101,50,survey,甲,,\n"
      "1,,102,50,survey,乙,,\n"
      "1,,103,50,survey,甲,,\n",
      present(before));
  CHECK(after.report.heads == 2);
  CHECK(after.head("101") == before.head("101"));
  CHECK(after.head("103") == before.head("101"));
  CHECK(after.head("102") == before.head("102"));
}

TEST_CASE("a file without keys takes nobody's household away") {
  const auto before = planned(kThree);
  const auto after = planned(
      "12,1,101,68.10,survey,,王建国,\n"
      "12,1,102,76.60,survey,,,\n"
      "12,1,201,68.10,survey,,,\n",
      present(before));
  CHECK(after.head("102") == before.head("102"));
  CHECK(after.head("101") == before.head("101"));
  // Without a key nothing says that both flats are one owner's.
  CHECK(after.head("201") != before.head("201"));
  CHECK(after.plan.households.at(after.head("102")).owner == "#乙");
}

TEST_CASE("a flat that is handed over leaves the developer's one head") {
  const auto before = planned(
      "1,,101,50,survey,甲,,no\n"
      "1,,102,50,survey,开发商未交付,,\n");
  CHECK(before.report.heads == 1);
  const auto after = planned(
      "1,,101,50,survey,甲,,yes\n"
      "1,,102,50,survey,开发商未交付,,\n",
      present(before));
  CHECK(after.report.heads == 2);
  CHECK(after.head("102") == before.head("102"));
  CHECK(after.head("101") != before.head("101"));
}

TEST_CASE("namesakes in two buildings are two heads until a person says that they are one") {
  const std::string namesakes =
      "5,1,101,50,survey,王伟,,\n"
      "9,2,602,50,survey,王伟,,\n"
      "9,2,603,50,survey,王伟,,\n";
  const auto apart = planned(namesakes);
  CHECK(apart.report.heads == 2);
  CHECK(asked(apart) == Asked{"name_elsewhere-2 2 heads, 0 there", "same_name-3 1 heads, 0 there"});
  const auto again = planned(namesakes, present(apart));
  CHECK(again.report.heads == 2);
  CHECK_FALSE(again.plan.differs);
  CHECK(asked(again) ==
        Asked{"name_elsewhere-2 2 heads, 2 there, known", "same_name-3 1 heads, 1 there, known"});
  const auto one = planned(namesakes, present(apart), {"name_elsewhere-2"});
  CHECK(one.plan.joins_known);
  CHECK(one.report.heads == 1);
  CHECK(one.head("602") == one.head("101"));
}

TEST_CASE("what a person once said is one head stays one without being asked again") {
  const std::string rows =
      "5,1,101,50,survey,甲 乙,,\n"
      "5,1,102,50,survey,乙和甲,,\n";
  CHECK(planned(rows).report.heads == 2);
  const auto joined = planned(rows, std::nullopt, {"perhaps_same-2"});
  CHECK(joined.report.heads == 1);
  CHECK(asked(joined) == Asked{"perhaps_same-2 2 heads, 0 there, joined"});
  const auto again = planned(rows, present(joined));
  CHECK(again.report.heads == 1);
  CHECK_FALSE(again.plan.differs);
  CHECK(asked(again) == Asked{"written_differently-2 1 heads, 1 there, known"});
  const auto sold = planned(
      "5,1,101,50,survey,甲 乙,,\n"
      "5,1,102,50,survey,丙,,\n",
      present(joined));
  CHECK(sold.head("101") == joined.head("101"));
  CHECK(sold.head("102") != joined.head("101"));
}

TEST_CASE(
    "the developer's flats under its name join those that are undelivered where so confirmed") {
  const std::string rows =
      "1,,101,50,survey,海上明月置业有限公司,,yes\n"
      "1,,102,50,survey,开发商未交付,,no\n"
      "1,,103,50,survey,李四,,yes\n";
  CHECK(planned(rows).report.heads == 3);
  const auto joined = planned(rows, std::nullopt, {"developer_by_name-2"});
  CHECK(joined.report.heads == 2);
  CHECK(joined.head("101") == joined.head("102"));
  const auto again = planned(rows, present(joined));
  CHECK(again.report.heads == 2);
  CHECK_FALSE(again.plan.differs);
}

TEST_CASE("households that were imported before keys had one form keep their ids") {
  auto before =
      present(planned("5,1,101,50,survey,甲,,\n"
                      "5,1,102,50,survey,乙,,\n"
                      "5,1,103,50,survey,丙,,\n"
                      "9,1,104,50,survey,丁,,\n"));
  const auto& units = before->roll.units;
  before->households[units[0].head].owner = "#310115 19800101 0120";
  before->households[units[1].head].owner = "#310115198001010120";
  before->households[units[2].head].owner = "#⾼⽂";
  const auto after = planned(
      "5,1,101,50,survey,310115 19800101 0120,,\n"
      "5,1,102,50,survey,310115198001010120,,\n"
      "5,1,103,50,survey,⾼⽂,,\n"
      "9,1,104,50,survey,丁,,\n",
      before);
  CHECK(after.head("103") == units[2].head);
  CHECK(after.plan.households.at(after.head("103")).owner == "#高文");
  // Two heads that are there become one: that is told, and asked.
  CHECK(after.head("101") == units[0].head);
  CHECK(after.head("102") == units[0].head);
  CHECK(asked(after) == Asked{"written_differently-2 1 heads, 2 there"});
}

TEST_CASE("namesakes that an earlier version made one head stay one head") {
  auto before =
      present(planned("5,1,101,50,survey,王伟,,\n"
                      "5,1,102,50,survey,王伟,,\n"));
  before->roll.units[1].building = "9";
  const auto after = planned(
      "5,1,101,50,survey,王伟,,\n"
      "9,1,102,50,survey,王伟,,\n"
      "12,1,103,50,survey,王伟,,\n",
      before);
  CHECK(after.head("101") == after.head("102"));
  CHECK(after.head("103") != after.head("101"));
  CHECK(asked(after) ==
        Asked{"same_name-2 1 heads, 1 there, known", "name_elsewhere-2 2 heads, 1 there"});
}

TEST_CASE("a question that is not asked, or is none of joining, is not answered") {
  const std::string rows =
      "5,1,101,50,survey,甲,,\n"
      "5,1,102,50,survey,甲+乙,,\n";
  CHECK(asked(planned(rows)) == Asked{"overlap-2 2 heads, 0 there"});
  CHECK_FALSE(planned(rows, std::nullopt, {"overlap-2"}).plan.joins_known);
  CHECK_FALSE(planned(rows, std::nullopt, {"name_elsewhere-2"}).plan.joins_known);
}

TEST_CASE("labels are short where they are clear") {
  const auto one = planned(kThree);
  CHECK(one.label(one.unit("101").id.str()) == "101室");
  CHECK(one.label(one.head("101").str()) == "101室、201室");
  const auto several = planned(
      "12,1,101,50,survey,,,\n"
      "13,1,102,50,survey,,,\n");
  CHECK(several.label(several.unit("101").id.str()) == "12号楼1单元101室");
  const auto twice = planned(
      "12,1,101,50,survey,,,\n"
      "12,2,101,50,survey,,,\n");
  CHECK(twice.label(twice.plan.roll.units[1].id.str()) == "12号楼2单元101室");
  CHECK(room_in_label("12号楼2单元101室") == "101");
  CHECK(room_in_label("502室") == "502");
}

TEST_CASE("no owner's key and no name stands in the roll that goes to the log") {
  const auto made = planned(kThree);
  for (const auto& unit : made.plan.roll.units) {
    CHECK(unit.id.str().starts_with("first-"));
    CHECK(unit.head.str().starts_with("first-"));
  }
  std::set<std::string> ids;
  for (const auto& head : made.plan.roll.heads) ids.insert(head.str());
  CHECK(ids.size() == made.plan.roll.heads.size());
}

}  // namespace roundtable::imports::test
