#include "records/masking.hpp"

#include <catch2/catch.hpp>
#include <utility>
#include <vector>

namespace roundtable::records {

TEST_CASE("a name is its surname and two marks, whatever its length") {
  CHECK(mask_name("张三") == "张**");
  CHECK(mask_name("陈晓东") == "陈**");
  CHECK(mask_name("欧阳明") == "欧阳**");
  CHECK(mask_name("司徒美堂") == "司徒**");
  CHECK(mask_name("Wang Fang") == "W**");
  CHECK(mask_name("").empty());
}

TEST_CASE("what says in which office somebody came is published as it was typed") {
  for (const auto* typed :
       {"电梯公司 顾工", "电梯公司顾工程师", "顾工", "欧阳工", "李经理", "王老师", "街道办　张科长",
        "物业公司", "派出所", "桂苑小区物业", "Lift company, Mr Gu"}) {
    INFO(typed);
    CHECK(public_name(typed) == typed);
  }
}

TEST_CASE("a bare name stays masked, also one set apart by a space or a dot") {
  const std::vector<std::pair<const char*, const char*>> rows = {
      {"顾雷", "顾**"},     {"王建工", "王**"},          {"欧阳小明", "欧阳**"}, {"王 明", "王**"},
      {"王　小明", "王**"}, {"阿卜杜拉·买买提", "阿**"}, {"Wang", "W**"},        {"", ""}};
  for (const auto& [typed, published] : rows) {
    INFO(typed);
    CHECK(public_name(typed) == published);
  }
}

TEST_CASE("a household's representative is a name or a firm, never a room or a number") {
  CHECK(public_representative("王小明") == "王**");
  CHECK(public_representative("司徒美堂") == "司徒**");
  CHECK(public_representative("桂花餐饮公司") == "桂花餐饮公司");
  for (const auto* other : {"", "7号楼101室", "甲楼东室", "13812345678", "王小明13812345678"}) {
    INFO(other);
    CHECK(public_representative(other).empty());
  }
}

}  // namespace roundtable::records
