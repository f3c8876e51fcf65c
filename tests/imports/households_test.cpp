// Owners and households of residents are two kinds of rolls, with files of their own.
#include <catch2/catch.hpp>

#include "imports/roll_plan.hpp"
#include "sample.hpp"

namespace roundtable::imports::test {
namespace {

using domain::RollOf;

const std::string kOwnersFile =
    "楼号,单元,室号,专有面积,面积来源,产权人标识,代表\n12,1,101,68.10,测绘,甲,王建国\n";
const std::string kHouseholdsFile = "楼号,单元,室号,户主\n12,1,101,王建国\n12,1,102,\n";

std::vector<std::string> codes(const std::string& file, RollOf of) {
  std::vector<std::string> out;
  for (const auto& problem : read_roll(file, plainly_hashed, of).report.problems) {
    out.emplace_back(to_string(problem.code));
  }
  return out;
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("each flat of a list of households is one head without an area") {
  auto file = read_roll(kHouseholdsFile, plainly_hashed, RollOf::households);
  REQUIRE(file.report.problems.empty());
  CHECK(file.lines.at(0).representative == "王建国");
  const auto plan = plan_roll(file, RollId("r"), GridId("g"), std::nullopt, FreshIds("first-"), {});
  CHECK(plan.roll.heads.size() == 2);
  CHECK(listed_on(plan.roll) == RollOf::households);
  CHECK(file.report.questions.empty());
  CHECK(file.report.area_centi == 0);
  for (const auto& [column, text] : file.report.sample.front()) {
    INFO(column);
    CHECK((column.starts_with("area") ? text.empty() : true));
  }
}

TEST_CASE("a file of the other kind of roll is refused with one reason, and what was expected") {
  CHECK(codes(kOwnersFile, RollOf::owners).empty());
  CHECK(codes(kHouseholdsFile, RollOf::owners) == Codes{"roll.file_of_households"});
  CHECK(codes(kOwnersFile, RollOf::households) == Codes{"roll.file_of_owners"});
}

TEST_CASE("a parking space or a shop in a list of households is no household") {
  const std::string rows = "楼号,室号,用途\n12,101,住宅\n12,102,\n";
  CHECK(codes(rows, RollOf::households).empty());
  CHECK(codes(rows + "12,B07,车位\n", RollOf::households) == Codes{"roll.file_of_owners"});
  CHECK(codes(rows + "12,底商1,商铺\n", RollOf::households) == Codes{"roll.file_of_owners"});
}

TEST_CASE("a file that lacks something else is told what it lacks") {
  CHECK(codes("楼号,单元,室号,面积来源,产权人标识\n12,1,101,测绘,甲\n", RollOf::owners) ==
        Codes{"header.column_missing"});
  CHECK(codes("楼号,单元,户主\n12,1,甲\n", RollOf::households) == Codes{"header.column_missing"});
}

TEST_CASE("what a roll lists shows in what stands in it") {
  domain::Roll roll;
  roll.heads = {HeadId("h")};
  CHECK(listed_on(roll) == RollOf::members);
  roll.units = {{UnitId("u"), "1", "", Area{0}, domain::AreaSource::land_register,
                 domain::UnitKind::dwelling, HeadId("h")}};
  CHECK(listed_on(roll) == RollOf::households);
  roll.units.front().area = Area{1};
  CHECK(listed_on(roll) == RollOf::owners);
}

}  // namespace roundtable::imports::test
