// Method: the city is made from the file the program ships, twice, and once with a case in it.
#include "demo/city.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "log/hash_chain.hpp"

namespace roundtable::demo::test {
namespace {

using domain::GridLevel;
using domain::GridNode;
using domain::GridTree;

const std::string kDivisions = ROUNDTABLE_SOURCE_DIR "/templates/grids/shanghai-divisions.csv";

GridNode neighbourhood(const std::string& id) {
  return {GridId(id), id + "居委会", GridLevel::neighbourhood, GridId("top"), ""};
}

std::string written(const std::vector<GridNode>& nodes) {
  std::string out;
  for (const auto& node : nodes) out += node.id.str() + node.name + node.kind + "\n";
  return out;
}

}  // namespace

TEST_CASE("the city has exactly 33,614 microgrids, three to eight in each neighbourhood") {
  const auto nodes = make_city(kDivisions, {});
  std::map<GridLevel, std::size_t> levels;
  std::map<GridId, std::size_t> below;
  std::set<GridId> ids;
  for (const auto& node : nodes) {
    ++levels[node.level];
    ids.insert(node.id);
    CHECK((node.kind == domain::kGeneratedKind) == (node.level == GridLevel::microgrid));
    if (node.level == GridLevel::microgrid) ++below[*node.parent];
  }
  CHECK(levels == std::map<GridLevel, std::size_t>{{GridLevel::city, 1},
                                                   {GridLevel::district, 16},
                                                   {GridLevel::subdistrict, 234},
                                                   {GridLevel::neighbourhood, 6'509},
                                                   {GridLevel::microgrid, 33'614}});
  CHECK(ids.size() == nodes.size());
  REQUIRE(below.size() == 6'509);
  for (const auto& [grid, count] : below) CHECK((count >= 3 && count <= 8));
}

TEST_CASE("the same file gives the same city, on every machine") {
  const auto nodes = make_city(kDivisions, {});
  CHECK(written(nodes) == written(make_city(kDivisions, {})));
  // A change of the generator changes what demonstrations hold: it shall not happen unseen.
  CHECK(log::sha256_hex(written(nodes)) ==
        "f946b038b6e048b015f6f5edd2a43aa0073b9d42b78fc403774e80d3eec04751");
}

TEST_CASE("microgrids are named after their neighbourhood and numbered in Chinese") {
  const auto made = make_microgrids({neighbourhood("和平")}, 21);
  REQUIRE(made.size() == 21);
  CHECK(made[0].id == GridId("和平-m1"));
  CHECK(made[0].name == "和平第一微网格");
  CHECK(made[9].name == "和平第十微网格");
  CHECK(made[10].name == "和平第十一微网格");
  CHECK(made[20].name == "和平第二十一微网格");
}

TEST_CASE("no neighbourhood is left without a microgrid, and fewer than one each is refused") {
  std::vector<GridNode> nodes;
  for (int i = 0; i < 50; ++i) nodes.push_back(neighbourhood("n" + std::to_string(i)));
  std::set<GridId> with;
  for (const auto& made : make_microgrids(nodes, 53)) with.insert(*made.parent);
  CHECK(with.size() == 50);
  CHECK(make_microgrids(nodes, 50).size() == 50);
  CHECK_THROWS_WITH(make_microgrids(nodes, 49), Catch::Contains("fewer microgrids"));
}

TEST_CASE("an area takes its neighbourhoods from their subdistrict, and only from there") {
  const CaseGrid area{
      {GridId("310117102-a1"), "新凯片区", GridLevel::area, GridId("310117102"), ""},
      {GridId("310117102008")}};
  GridTree tree;
  for (auto& node : make_city(kDivisions, {area})) REQUIRE_FALSE(tree.add(std::move(node)));
  CHECK(tree.is_within(GridId("310117102008-m1"), GridId("310117102-a1")));
  CHECK(tree.is_within(GridId("310117102008"), GridId("310117102")));

  auto wrong = area;
  wrong.holds = {GridId("310110016015")};
  CHECK_THROWS_WITH(make_city(kDivisions, {wrong}), Catch::Contains("cannot hold 310110016015"));
  wrong.holds.clear();
  wrong.node.parent = GridId("nowhere");
  CHECK_THROWS_WITH(make_city(kDivisions, {wrong}), Catch::Contains("unknown_parent"));
}

TEST_CASE(
    "the part around some places has every district, and whole the subdistricts of the places") {
  const CaseGrid area{
      {GridId("310117102-a1"), "新凯片区", GridLevel::area, GridId("310117102"), ""},
      {GridId("310117102008")}};
  const CaseGrid building{
      {GridId("310110016015-12"), "12号楼", GridLevel::building, GridId("310110016015-m3"), ""},
      {}};
  const auto whole = make_city(kDivisions, {area, building});
  const auto part =
      make_city(kDivisions, {area, building},
                {GridId("310117102-a1"), GridId("310110016015-12"), GridId("310105001008")});
  GridTree tree;
  for (const auto& node : part) REQUIRE_FALSE(tree.add(node));
  GridTree all;
  for (const auto& node : whole) REQUIRE_FALSE(all.add(node));
  for (const auto& node : whole) {
    CHECK((tree.find(node.id) != nullptr) ==
          (node.level < GridLevel::subdistrict || all.is_within(node.id, GridId("310110016")) ||
           all.is_within(node.id, GridId("310105001")) ||
           all.is_within(node.id, GridId("310117102"))));
  }
}

TEST_CASE("a file of divisions that is not there or has problems is told") {
  CHECK_THROWS_WITH(make_city("/no/such/file.csv", {}), Catch::Contains("cannot read"));
}

}  // namespace roundtable::demo::test
