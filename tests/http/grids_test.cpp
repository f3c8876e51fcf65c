// What the Grid page reads: a grid with more below it than one answer holds, the search, and what
// is refused.
#include "http/grids.hpp"

#include "doors.hpp"
#include "office.hpp"

namespace roundtable::http::test {
namespace {

struct Pages {
  Pages() {
    std::string rows = kTree;
    for (int i = 0; i < 230; ++i) {
      const auto number = std::to_string(i);
      rows += "x" + number + "," + number + "号楼,building,n1\n";
    }
    REQUIRE(office.grids("g1", rows + "m1,第一微网格,microgrid,n1\n").outcome == Outcome::imported);
  }
  /// One grid, or with "" for its id the search.
  net::HttpResponse ask(const std::string& id, const std::string& query = "") {
    return doors.answer(get(id.empty() ? "/api/v1/grids" : "/api/v1/grids/" + id, "", query));
  }
  json answer(const std::string& path, const std::string& query = "") {
    const auto response = ask(path, query);
    REQUIRE(response.status == 200);
    return json::parse(*response.body);
  }

  live::test::Scene scene;
  Office office;
  Doors doors{scene, {*office.directory, *office.registry, *office.log, office.clock}};
};

}  // namespace

TEST_CASE("what is below a grid comes by level, a hundred at a time, each once") {
  Pages pages;
  std::set<std::string> seen;
  std::string last_level;
  for (const auto* from : {"0", "100", "200"}) {
    const auto page = pages.answer("n1", std::string("children_from=") + from);
    CHECK(page["children_total"] == 232);
    for (const auto& child : page["children"]) seen.insert(child["id"]);
    CHECK(page["children"].size() == (std::string(from) == "200" ? 32 : kGridChildrenMax));
    if (std::string(from) == "0") CHECK(page["children"][0]["level"] == "microgrid");
  }
  CHECK(seen.size() == 232);
  CHECK(pages.answer("n1", "children_from=5000")["children"].empty());
}

TEST_CASE("a grid tells its path from the top, and the root has a name of its own") {
  Pages pages;
  const auto page = pages.answer("b12");
  std::string path;
  for (const auto& step : page["path"]) path += step["name"].get<std::string>() + ">";
  CHECK(path == "上海市>杨浦区>开鲁二村>12号楼>");
  CHECK(pages.answer("root")["id"] == "31");
  CHECK(page["meetings_total"] == 0);
  CHECK(page["records_total"] == 0);
}

TEST_CASE("grids are found over HTTP with the names above them") {
  Pages pages;
  const auto found = pages.answer("", "query=12%E5%8F%B7%E6%A5%BC");
  // 112号楼 and 212号楼 are other numbers.
  REQUIRE(found["grids"].size() == 2);
  CHECK(found["grids"][0]["path"] == json({"上海市", "杨浦区", "开鲁二村"}));
  CHECK(found["total"] == 2);
}

TEST_CASE("a query that is none, and a row that is no number, are refused") {
  Pages pages;
  const auto code = [](const net::HttpResponse& response) {
    CHECK(response.status == 400);
    return json::parse(*response.body)["code"].get<std::string>();
  };
  CHECK(code(pages.ask("", "")) == "grid.query");
  CHECK(code(pages.ask("", "query=" + std::string(121, 'x'))) == "grid.query");
  for (const auto* query : {"children_from=x", "meetings_from=-1", "records_from=1.5",
                            "children_from=99999999999999999999999"}) {
    CHECK(code(pages.ask("n1", query)) == "grid.query");
  }
  CHECK(pages.ask("nothing").status == 404);
}

}  // namespace roundtable::http::test
