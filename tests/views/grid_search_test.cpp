// Method: a small tree with repeated names, and every way to name one of them.
#include "views/grid_search.hpp"

#include <catch2/catch.hpp>

using namespace roundtable;
using namespace roundtable::domain;

namespace {

using Tree = std::shared_ptr<const GridTree>;

void add(GridTree& tree, const char* id, const char* name, GridLevel level, const char* parent) {
  GridNode node{GridId(id), name, level, std::nullopt, ""};
  if (*parent != '\0') node.parent = GridId(parent);
  REQUIRE_FALSE(tree.add(std::move(node)));
}

Tree sample() {
  auto tree = std::make_shared<GridTree>();
  add(*tree, "31", "上海市", GridLevel::city, "");
  add(*tree, "310110", "杨浦区", GridLevel::district, "31");
  add(*tree, "310105", "长宁区", GridLevel::district, "31");
  add(*tree, "310110016", "殷行街道", GridLevel::subdistrict, "310110");
  add(*tree, "310105004", "天山路街道", GridLevel::subdistrict, "310105");
  add(*tree, "n1", "和平", GridLevel::neighbourhood, "310110016");
  add(*tree, "n2", "和平居委会", GridLevel::neighbourhood, "310110016");
  add(*tree, "n3", "新和平居委会", GridLevel::neighbourhood, "310110016");
  add(*tree, "n4", "和平居委会", GridLevel::neighbourhood, "310105004");
  add(*tree, "m1", "和平第一微网格", GridLevel::microgrid, "n1");
  add(*tree, "B-12", "A座12号楼", GridLevel::building, "m1");
  return tree;
}

std::string found(views::GridSearch& search, const Tree& tree, std::string_view query) {
  std::string out;
  for (const auto* node : search.find(tree, query).nodes) out += node->id.str() + " ";
  return out;
}

}  // namespace

TEST_CASE("the whole name comes first, then its beginning, then the rest, then the lower levels") {
  views::GridSearch search;
  const auto tree = sample();
  CHECK(found(search, tree, "和平") == "n1 n2 n4 m1 n3 ");
  CHECK(found(search, tree, "和平居委会") == "n2 n4 n3 ");
}

TEST_CASE("a word above tells repeated names apart, in any order") {
  views::GridSearch search;
  const auto tree = sample();
  CHECK(found(search, tree, "长宁 和平居委会") == "n4 ");
  CHECK(found(search, tree, "和平　长宁") == "n4 ");
  CHECK(found(search, tree, "杨浦 天山路").empty());
}

TEST_CASE("a code is found by its beginning and never by its middle") {
  views::GridSearch search;
  const auto tree = sample();
  CHECK(found(search, tree, "310110") == "310110 310110016 ");
  CHECK(found(search, tree, "0016").empty());
}

TEST_CASE("width and case of letters do not matter") {
  views::GridSearch search;
  const auto tree = sample();
  for (const auto* query : {"a座", "Ａ座", "ａ座１２号楼", "b-12", "Ｂ－12"}) {
    CHECK(found(search, tree, query) == "B-12 ");
  }
}

TEST_CASE("no word finds nothing; what fits nothing finds nothing") {
  views::GridSearch search;
  const auto tree = sample();
  for (const auto* query : {"", "  ", "　", "没有", "和平 没有"}) {
    CHECK(search.find(tree, query).total == 0);
  }
}

TEST_CASE("at most twenty come, and how many there are in all is told") {
  views::GridSearch search;
  GridTree tree;
  add(tree, "top", "全部", GridLevel::city, "");
  for (int i = 0; i < 57; ++i) {
    add(tree, ("x" + std::to_string(i)).c_str(), "同名", GridLevel::district, "top");
  }
  const auto answer = search.find(std::make_shared<const GridTree>(tree), "同");
  CHECK(answer.total == 57);
  REQUIRE(answer.nodes.size() == views::kGridsFoundMax);
  CHECK(answer.nodes.front()->id == GridId("x0"));
}

TEST_CASE("another tree is searched as it is now") {
  views::GridSearch search;
  auto tree = sample();
  CHECK(found(search, tree, "后来").empty());
  auto grown = std::make_shared<GridTree>(*tree);
  add(*grown, "n9", "后来居委会", GridLevel::neighbourhood, "310105004");
  CHECK(found(search, grown, "后来") == "n9 ");
  CHECK(found(search, tree, "后来").empty());
}
