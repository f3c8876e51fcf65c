#include "records/masking.hpp"

#include <catch2/catch.hpp>

namespace roundtable::records {

TEST_CASE("a name is its surname and two marks, whatever its length") {
  CHECK(mask_name("张三") == "张**");
  CHECK(mask_name("陈晓东") == "陈**");
  CHECK(mask_name("欧阳明") == "欧阳**");
  CHECK(mask_name("司徒美堂") == "司徒**");
  CHECK(mask_name("Wang Fang") == "W**");
  CHECK(mask_name("").empty());
}

}  // namespace roundtable::records
