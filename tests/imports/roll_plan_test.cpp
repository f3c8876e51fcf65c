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

Planned planned(const std::string& rows, const std::optional<PresentRoll>& there = std::nullopt) {
  auto file = read_roll(kPlanHeader + rows, plainly_hashed);
  REQUIRE(file.report.problems.empty());
  auto plan = plan_roll(file, RollId("r"), GridId("g"), there, FreshIds(there ? "new-" : "first-"));
  return {std::move(file.report), std::move(plan)};
}

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
