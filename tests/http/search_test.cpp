// What the finder reads: results by kind with their places, and what is refused.
#include "doors.hpp"
#include "office.hpp"

namespace roundtable::http::test {
namespace {

struct Finder {
  Finder() {
    REQUIRE(office.grids("g1", kTree).outcome == Outcome::imported);
    report("i1", "n1", "老楼加装电梯", "");
    report("i2", "310118", "门厅没有坐的地方", "等电梯的老人站着");
  }
  void report(const std::string& id, const std::string& grid, const std::string& title,
              const std::string& text) {
    live::test::report(doors.hall(), scene.strand, IssueId(id),
                       {GridId(grid), title, text, domain::IssueSource::visit});
  }
  net::HttpResponse ask(const std::string& query) {
    return doors.answer(get("/api/v1/search", "", query));
  }
  json groups(const std::string& query) {
    const auto response = ask(query);
    REQUIRE(response.status == 200);
    return json::parse(*response.body)["groups"];
  }

  live::test::Scene scene;
  Office office;
  Doors doors{scene, {*office.directory, *office.registry, *office.log, office.clock}};
};

}  // namespace

TEST_CASE("an issue is found over HTTP with its place, where its words stand and why they fit") {
  Finder finder;
  const auto found = finder.groups("q=%E7%94%B5%E6%A2%AF");  // 电梯
  REQUIRE(found.size() == 1);
  CHECK(found[0]["kind"] == "issue");
  CHECK(found[0]["total"] == 2);
  const auto& results = found[0]["results"];
  CHECK(results[0]["id"] == "i2");
  CHECK(results[0]["where"] == "text");
  CHECK(results[0]["text"] == "等电梯的老人站着");
  CHECK(results[1]["title"] == "老楼加装电梯");
  CHECK(results[1]["grid"]["name"] == "开鲁二村");
  CHECK(results[1]["grid"]["path"] == json({"上海市", "杨浦区"}));
  CHECK(results[1]["state"] == "visit");
  CHECK(finder.groups("q=DIANTI")[0]["results"][0]["why"] == "pinyin");
}

TEST_CASE("a search may be held to one grid and what is below it, and to one kind") {
  Finder finder;
  const auto within = finder.groups("q=dianti&grid=310110");
  REQUIRE(within.size() == 1);
  CHECK(within[0]["results"].size() == 1);
  CHECK(finder.groups("q=dianti&kind=meeting").empty());
  const auto grids = finder.groups("q=kailu&kind=grid");
  REQUIRE(grids.size() == 1);
  CHECK(grids[0]["results"][0]["id"] == "n1");
  CHECK(grids[0]["results"][0]["grid"]["level"] == "neighbourhood");
}

TEST_CASE("a search without words, for no known grid or kind, is refused") {
  Finder finder;
  const auto refused = [&](const std::string& query, unsigned status) {
    const auto response = finder.ask(query);
    CHECK(response.status == status);
    return json::parse(*response.body)["code"].get<std::string>();
  };
  CHECK(refused("", 400) == "search.query");
  CHECK(refused("q=" + std::string(121, 'a'), 400) == "search.query");
  CHECK(refused("q=a&grid=nowhere", 404) == "grid.unknown");
  CHECK(refused("q=a&kind=people", 400) == "search.kind");
}

}  // namespace roundtable::http::test
