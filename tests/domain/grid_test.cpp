// Method: one tree with a skipped level and a repeated name, and every way to add wrongly.
#include <catch2/catch.hpp>

#include "domain/grid.hpp"

using namespace roundtable;
using namespace roundtable::domain;

namespace {

GridNode node(const char* id, GridLevel level, const char* parent) {
  GridNode out{GridId(id), "同名", level, std::nullopt, ""};
  if (*parent != '\0') out.parent = GridId(parent);
  return out;
}

GridTree sample() {
  GridTree tree;
  REQUIRE_FALSE(tree.add(node("city", GridLevel::city, "")));
  REQUIRE_FALSE(tree.add(node("street", GridLevel::subdistrict, "city")));
  REQUIRE_FALSE(tree.add(node("home", GridLevel::neighbourhood, "street")));
  REQUIRE_FALSE(tree.add(node("twelve", GridLevel::building, "home")));
  return tree;
}

}  // namespace

TEST_CASE("levels may be skipped, never inverted") {
  auto tree = sample();
  CHECK(tree.add(node("x", GridLevel::area, "home")) == GridProblem::wrong_level);
  CHECK(tree.add(node("x", GridLevel::neighbourhood, "home")) == GridProblem::wrong_level);
  CHECK(tree.size() == 4);
}

TEST_CASE("a tree has one root, known parents and no id twice") {
  auto tree = sample();
  CHECK(tree.add(node("other", GridLevel::city, "")) == GridProblem::second_root);
  CHECK(tree.add(node("x", GridLevel::building, "nowhere")) == GridProblem::unknown_parent);
  CHECK(tree.add(node("twelve", GridLevel::building, "home")) == GridProblem::duplicate_id);
}

TEST_CASE("a path leads from the root to the grid itself") {
  const auto tree = sample();
  std::string path;
  for (const auto* step : tree.path(GridId("twelve"))) path += step->id.str() + " ";
  CHECK(path == "city street home twelve ");
  CHECK(tree.path(GridId("nowhere")).empty());
  CHECK(tree.root()->id == GridId("city"));
  REQUIRE(tree.children(GridId("street")).size() == 1);
  CHECK(tree.children(GridId("twelve")).empty());
}

TEST_CASE("a grid is within itself and all above it") {
  const auto tree = sample();
  CHECK(tree.is_within(GridId("twelve"), GridId("city")));
  CHECK(tree.is_within(GridId("home"), GridId("home")));
  CHECK_FALSE(tree.is_within(GridId("home"), GridId("twelve")));
  CHECK_FALSE(tree.is_within(GridId("nowhere"), GridId("city")));
}

TEST_CASE("every level is read by the name it is written with") {
  for (const auto level :
       {GridLevel::city, GridLevel::district, GridLevel::subdistrict, GridLevel::area,
        GridLevel::neighbourhood, GridLevel::microgrid, GridLevel::building}) {
    CHECK(grid_level_from(to_string(level)) == level);
  }
  CHECK_FALSE(grid_level_from("village"));
}

TEST_CASE("a grid that is no more is listed below none, and stays where it was") {
  auto tree = sample();
  CHECK(tree.change(GridId("twelve"), "12号楼", true));
  CHECK(tree.find(GridId("twelve"))->name == "12号楼");
  CHECK(tree.children(GridId("home")).empty());
  CHECK(tree.child_count(GridId("home")) == 0);
  CHECK(tree.path(GridId("twelve")).size() == 4);
  CHECK(tree.is_within(GridId("twelve"), GridId("city")));
  CHECK(tree.change(GridId("twelve"), "12号楼", false));
  CHECK(tree.child_count(GridId("home")) == 1);
  CHECK_FALSE(tree.change(GridId("nowhere"), "", true));
}
