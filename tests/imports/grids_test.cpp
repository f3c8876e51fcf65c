// Method: a file is held against a tree that is there already; and the whole city of Shanghai is
// read in every encoding an office may send it in.
#include "imports/grids.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "sample.hpp"

namespace roundtable::imports::test {
namespace {

using domain::GridLevel;
using domain::GridTree;

const std::string kHeader = "code,name,level,parent,kind\n";

GridTree small_tree() {
  GridTree tree;
  tree.add({GridId("31"), "上海市", GridLevel::city, std::nullopt, ""});
  tree.add({GridId("310110"), "杨浦区", GridLevel::district, GridId("31"), ""});
  return tree;
}

std::vector<std::string> codes(const Report& report) {
  std::vector<std::string> found;
  for (const auto& problem : report.problems) {
    found.push_back(std::to_string(problem.place.line) + " " +
                    std::string(to_string(problem.code)));
  }
  return found;
}

using Codes = std::vector<std::string>;

std::string shanghai() {
  return bytes_of(source_folder() + "/templates/grids/shanghai-divisions.csv");
}

}  // namespace

TEST_CASE("what is there already and is the same is left alone, and the rest hangs below it") {
  const auto import = read_grids(kHeader +
                                     "31,上海市,city,,\n"
                                     "310110016,殷行街道,subdistrict,310110,\n"
                                     "310110,杨浦区,district,31,\n",
                                 small_tree());
  CHECK(import.report.problems.empty());
  CHECK(import.report.same == 2);
  REQUIRE(import.added.size() == 1);
  CHECK(import.added[0].parent == GridId("310110"));
}

TEST_CASE("a code that is taken by another grid is refused, whatever differs") {
  CHECK(codes(read_grids(kHeader + "310110,杨树浦区,district,31,\n", small_tree()).report) ==
        Codes{"2 grid.code_taken"});
  CHECK(codes(read_grids(kHeader + "310110,杨浦区,subdistrict,31,\n", small_tree()).report) ==
        Codes{"2 grid.code_taken"});
  CHECK(codes(read_grids(kHeader + "310110,杨浦区,district,,\n", small_tree()).report) ==
        Codes{"2 grid.code_taken"});
  CHECK(codes(read_grids(kHeader + "310110,杨浦区,district,31,market\n", small_tree()).report) ==
        Codes{"2 grid.code_taken"});
}

TEST_CASE("a second top, an unknown parent and a wrong level are seen against the tree too") {
  CHECK(codes(read_grids(kHeader + "32,江苏省,city,,\n"
                                   "a,一,area,310118,\n"
                                   "b,二,district,310110,\n",
                         small_tree())
                  .report) ==
        Codes{"2 grid.second_root", "3 grid.parent_unknown", "4 grid.wrong_level"});
}

TEST_CASE("levels may be left out downwards: an area grid is optional") {
  const auto import = read_grids(kHeader + "n,开鲁二村,neighbourhood,310110,\n", small_tree());
  CHECK(import.report.problems.empty());
}

TEST_CASE("a line below a wrong one is not blamed for it") {
  CHECK(codes(read_grids(kHeader + "a,,area,310110,\n"
                                   "b,二,neighbourhood,a,\n"
                                   "c,三,地块,a,\n"
                                   "d,四,microgrid,c,\n",
                         small_tree())
                  .report) == Codes{"2 field.missing", "4 grid.level_unknown"});
}

TEST_CASE("the whole of Shanghai is read: codes tell grids apart, names do not") {
  const auto import = read_grids(shanghai(), GridTree());
  CHECK(import.report.problems.empty());
  CHECK(import.report.notices.empty());
  CHECK(import.report.rows == 6'760);
  REQUIRE(import.added.size() == 6'760);
  std::map<GridLevel, int> levels;
  std::map<std::string, int> names;
  GridTree tree;
  for (const auto& node : import.added) {
    ++levels[node.level];
    ++names[node.name];
    REQUIRE_FALSE(tree.add(node));
  }
  CHECK(levels == std::map<GridLevel, int>{{GridLevel::city, 1},
                                           {GridLevel::district, 16},
                                           {GridLevel::subdistrict, 234},
                                           {GridLevel::neighbourhood, 6'509}});
  CHECK(std::count_if(names.begin(), names.end(),
                      [](const auto& name) { return name.second > 1; }) == 271);
  CHECK(tree.path(GridId("310110016001")).size() == 4);

  const auto again = read_grids(shanghai(), tree);
  CHECK(again.report.same == 6'760);
  CHECK(again.added.empty());
}

TEST_CASE("Shanghai saved by a spreadsheet in GB18030 or UTF-16 is the same Shanghai") {
  const auto text = shanghai();
  const auto plain = read_grids(text, GridTree()).added;
  const auto same = [&](const std::string& bytes, Encoding encoding) {
    const auto import = read_grids(bytes, GridTree());
    CHECK(import.report.encoding == encoding);
    return std::equal(plain.begin(), plain.end(), import.added.begin(), import.added.end(),
                      [](const auto& a, const auto& b) {
                        return a.id == b.id && a.name == b.name && a.level == b.level &&
                               a.parent == b.parent;
                      });
  };
  CHECK(same(encoded(text, "GB18030"), Encoding::gb18030));
  CHECK(same(encoded(text, "GBK"), Encoding::gb18030));
  CHECK(same("\xFF\xFE" + encoded(text, "UTF-16LE"), Encoding::utf16));
  CHECK(same("\xEF\xBB\xBF" + text, Encoding::utf8));
}

}  // namespace roundtable::imports::test
