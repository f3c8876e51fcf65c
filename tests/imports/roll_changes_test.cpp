// Method: a roll is planned from one file and held against another; what is told of each flat is
// written in one line.
#include "imports/roll_changes.hpp"

#include <catch2/catch.hpp>

#include "sample.hpp"

namespace roundtable::imports::test {
namespace {

const std::string kChangesHeader =
    "building,stair,room,area,source,owner,representative,kind,delivered\n";

std::string listed(const std::vector<SeenFlat>& flats) {
  std::string out;
  for (const auto& flat : flats) {
    out += (out.empty() ? "" : "+") + flat.building + "-" + flat.stair + "-" + flat.room + "=" +
           std::to_string(flat.area.centi);
  }
  return out;
}

/// "sold 12-1-101=6810 > 12-1-101=6810"
std::vector<std::string> told(const std::string& before, const std::string& after) {
  auto first = read_roll(kChangesHeader + before, plainly_hashed);
  REQUIRE(first.report.problems.empty());
  const auto plan =
      plan_roll(first, RollId("r"), GridId("g"), std::nullopt, FreshIds("first-"), {});
  CHECK(first.report.changes.empty());
  auto second = read_roll(kChangesHeader + after, plainly_hashed);
  REQUIRE(second.report.problems.empty());
  plan_roll(second, RollId("r"), GridId("g"), PresentRoll{plan.roll, plan.rooms, plan.households},
            FreshIds("new-"), {});
  std::vector<std::string> out;
  for (const auto& change : second.report.changes) {
    out.push_back(std::string(to_string(change.kind)) + " " + listed(change.before) + " > " +
                  listed(change.after));
  }
  return out;
}

using Told = std::vector<std::string>;

const std::string kTwo =
    "12,1,101,68.10,survey,甲,王,,\n"
    "12,1,102,76.60,survey,乙,,,\n";

}  // namespace

TEST_CASE("the same file again changes nothing that is told") {
  CHECK(told(kTwo, kTwo).empty());
}

TEST_CASE("a flat that was sold is told as sold, with nothing said of who speaks for it twice") {
  CHECK(told(kTwo,
             "12,1,101,68.10,survey,丙,李,,\n"
             "12,1,102,76.60,survey,乙,,,\n") == Told{"sold 12-1-101=6810 > 12-1-101=6810"});
}

TEST_CASE("a flat that the developer has handed over has another owner") {
  CHECK(told("1,,1,50,survey,开发商未交付,,,\n1,,2,50,survey,开发商未交付,,,\n",
             "1,,1,50,survey,甲,,,\n1,,2,50,survey,开发商未交付,,,\n") ==
        Told{"sold 1--1=5000 > 1--1=5000"});
}

TEST_CASE("what is new and what is gone; another area, use and representative") {
  CHECK(told(kTwo,
             "12,1,101,68.15,survey,甲,李,商铺,\n"
             "12,1,301,50,survey,丙,,,\n") ==
        Told{"added  > 12-1-301=5000", "removed 12-1-102=7660 > ",
             "area 12-1-101=6810 > 12-1-101=6815", "use 12-1-101=6810 > 12-1-101=6815",
             "representative 12-1-101=6810 > 12-1-101=6815"});
}

TEST_CASE("an area from another source is told, though it is the same") {
  CHECK(told(kTwo,
             "12,1,101,68.10,land_register,甲,王,,\n"
             "12,1,102,76.60,survey,乙,,,\n") == Told{"area 12-1-101=6810 > 12-1-101=6810"});
}

TEST_CASE("flats of owners who stay are counted otherwise where the file says that they are one") {
  const std::string there = "1,,101,50,survey,,,,\n1,,102,50,survey,,,,\n";
  CHECK(told(there, "1,,101,50,survey,甲,,,\n1,,102,50,survey,甲,,,\n") ==
        Told{"regrouped 1--102=5000 > 1--102=5000"});
}

TEST_CASE("a flat that is gone and two that are called after it were split") {
  CHECK(told("1,,101,100,survey,甲,,,\n1,,10,30,survey,乙,,,\n",
             "1,,101A,60,survey,甲,,,\n1,,101-2,40,survey,丙,,,\n1,,10,30,survey,乙,,,\n") ==
        Told{"split 1--101=10000 > 1--101A=6000+1--101-2=4000"});
}

TEST_CASE("a flat that gave a part of itself away was split, by name or by its exact area") {
  CHECK(told("1,,101,100,survey,甲,,,\n", "1,,101,60,survey,甲,,,\n1,,101甲,38,survey,乙,,,\n") ==
        Told{"split 1--101=10000 > 1--101=6000+1--101甲=3800"});
  CHECK(told("1,,101,100,survey,甲,,,\n", "1,,101,60,survey,甲,,,\n1,,102,40,survey,乙,,,\n") ==
        Told{"split 1--101=10000 > 1--101=6000+1--102=4000"});
  CHECK(told("1,,101,100,survey,甲,,,\n", "1,,101,60,survey,甲,,,\n1,,102,39,survey,乙,,,\n") ==
        Told{"added  > 1--102=3900", "area 1--101=10000 > 1--101=6000"});
}

TEST_CASE("flats that became one were merged, by its name or by the exact area") {
  CHECK(told("1,,101,50,survey,甲,,,\n1,,102,60,survey,甲,,,\n", "1,,101-102,110,survey,甲,,,\n") ==
        Told{"merged 1--101=5000+1--102=6000 > 1--101-102=11000"});
  CHECK(told("1,,101,50,survey,甲,,,\n1,,102,60,survey,乙,,,\n", "1,,101,110,survey,甲,,,\n") ==
        Told{"merged 1--101=5000+1--102=6000 > 1--101=11000"});
}

TEST_CASE("1011 is not called after 101") {
  CHECK(told("1,,101,100,survey,甲,,,\n", "1,,1011,60,survey,甲,,,\n1,,1012,40,survey,丙,,,\n") ==
        Told{"added  > 1--1011=6000", "added  > 1--1012=4000", "removed 1--101=10000 > "});
}

TEST_CASE("a flat under another address is told as moved where its owner and area leave no doubt") {
  CHECK(told("5,,101,50,survey,甲,,,\n", "9,2,301,50,survey,甲,,,\n") ==
        Told{"moved 5--101=5000 > 9-2-301=5000"});
  // The same address in another form: it is told by it where an owner has two flats alike.
  CHECK(told("5,,101,50,survey,甲,,,\n5,,102,50,survey,甲,,,\n",
             "5,1,101,50,survey,甲,,,\n5,1,102,50,survey,甲,,,\n") ==
        Told{"moved 5--101=5000 > 5-1-101=5000", "moved 5--102=5000 > 5-1-102=5000"});
  CHECK(told("5,,101,50,survey,甲,,,\n", "9,2,301,51,survey,甲,,,\n") ==
        Told{"added  > 9-2-301=5100", "removed 5--101=5000 > "});
  CHECK(told("5,,101,50,survey,甲,,,\n", "5,1,101,50,survey,乙,,,\n") ==
        Told{"added  > 5-1-101=5000", "removed 5--101=5000 > "});
}

TEST_CASE("of two flats alike nobody is told which moved where") {
  CHECK(told("5,,101,50,survey,甲,,,\n5,,102,50,survey,甲,,,\n",
             "9,,301,50,survey,甲,,,\n9,,302,50,survey,甲,,,\n") ==
        Told{"added  > 9--301=5000", "added  > 9--302=5000", "removed 5--101=5000 > ",
             "removed 5--102=5000 > "});
}

}  // namespace roundtable::imports::test
