// Method: a roll imported in the office, read by people with other roles on other grids.
#include "doors.hpp"
#include "office.hpp"

namespace roundtable::http::test {
namespace {

struct Reading {
  live::test::Scene scene;
  Office office;
  Doors doors{scene, {*office.directory, *office.registry, *office.log, office.clock}};

  Reading() {
    REQUIRE(office.grids("tree", kTree).outcome == Outcome::imported);
    REQUIRE(office.roll("roll", kRoll).outcome == Outcome::imported);
  }

  net::HttpResponse read(const std::string& role, const std::string& grid,
                         const std::string& query = "", const std::string& roll = "") {
    const auto id = roll.empty() ? office.only_roll()->id.str() : roll;
    const auto who = role.empty() ? "" : doors.person(role, grid);
    return doors.answer(get("/api/v1/rolls/" + id, who, query));
  }
};

}  // namespace

TEST_CASE("the units of a roll are read by who may import it, and by nobody else") {
  Reading desk;
  CHECK(desk.read("secretary", "310110").status == 200);
  CHECK(desk.read("administrator", "b12").status == 200);
  CHECK(desk.read("", "").status == 401);
  CHECK(desk.read("facilitator", "31").status == 403);
  CHECK(desk.read("secretary", "310118").status == 403);
  CHECK(desk.read("secretary", "n1", "", "none").status == 404);
}

TEST_CASE("a roll is read as it was imported, without what tells its owners") {
  Reading desk;
  const auto text = *desk.read("secretary", "310110").body;
  CHECK(text.find("11010519491231002X") == std::string::npos);
  const auto read = json::parse(text);
  CHECK(read["units_total"] == 2);
  REQUIRE(read["units"].size() == 2);
  const auto& first = read["units"][0];
  CHECK(first["building"] == "12");
  CHECK(first["stair"] == "1");
  CHECK(first["area"] == 6'810);
  CHECK(first["area_source"] == "survey");
  CHECK(first["representative"] == "王建国");
  CHECK(first["label"].get<std::string>().find("101") != std::string::npos);
  CHECK(first["head"] != read["units"][1]["head"]);
}

TEST_CASE("a roll is read a part at a time") {
  Reading desk;
  const auto rest = json::parse(*desk.read("secretary", "310110", "from=1").body);
  CHECK(rest["units"].size() == 1);
  CHECK(rest["units_total"] == 2);
  CHECK(json::parse(*desk.read("secretary", "n1", "from=9").body)["units"].empty());
  CHECK(desk.read("secretary", "31", "from=x").status == 400);
}

}  // namespace roundtable::http::test
