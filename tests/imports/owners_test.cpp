// Method: cells of the owner column are read with a hash that can be read back, so that it is seen
// which keys stand for one owner, which may, and which stand for nobody.
#include "imports/owners.hpp"

#include <catch2/catch.hpp>

#include "imports/identity_number.hpp"
#include "imports/letters.hpp"
#include "imports/owner_key.hpp"
#include "sample.hpp"

namespace roundtable::imports::test {
namespace {

Owners owners_of(const std::string& cell) {
  const auto answer = owners_from(cell, plainly_hashed);
  INFO(cell);
  REQUIRE(std::holds_alternative<Owners>(answer));
  return std::get<Owners>(answer);
}

std::string refused_as(const std::string& cell) {
  const auto answer = owners_from(cell, plainly_hashed);
  const auto* code = std::get_if<Code>(&answer);
  return code == nullptr ? "" : std::string(to_string(*code));
}

}  // namespace

TEST_CASE("one name is one owner in whatever form its letters come") {
  struct Same {
    const char* name;
    const char* other;
  };
  const Same kSame[] = {
      {"凞", "\uFA15"},
      {"高文", "⾼⽂"},
      {"长门", "⻓⻔"},
      {"李\u4DAE", "李\uE863"},
      {"MüLLER", "Mu\u0308ller"},
      {"王芳", "\u2068王芳\u2069"},
      {"王芳", "王\u200B芳\uFE0F"},
      {"阿里·买买提", "阿里•买买提"},
      {"阿里·买买提", "阿里・买买提"},
      {"阿里·买买提", "阿里．买买提"},
      {"阿里·买买提", "阿里 · 买买提"},
      {"阿里·买买提", "阿里ꞏ买买提"},
      {"K1234567", "ｋ１２３４５６７"},
  };
  for (const auto& [name, other] : kSame) {
    INFO(other);
    CHECK(owners_of(other).together() == "#" + std::string(name));
  }
}

TEST_CASE("what is shown keeps its widths, and what is compared does not") {
  CHECK(composed("⾼⽂（一期）") == "高文（一期）");
  CHECK(even("⾼⽂（一期）") == "高文(一期)");
}

TEST_CASE("an identity number is one number in every form in which people write it") {
  const auto canonical = [](const char* text) {
    const auto number = identity_number(text);
    INFO(text);
    REQUIRE(number.has_value());
    CHECK_FALSE(number->check_is_wrong);
    return number->canonical;
  };
  for (const auto* text :
       {"310115198001010120", "310115 19800101 0120", "310115-19800101-0120", "310115800101012"}) {
    CHECK(canonical(text) == "310115198001010120");
  }
  CHECK(canonical("11010519491231002x") == "11010519491231002X");
  CHECK(canonical("A123456(3)") == "A1234563");
  CHECK(canonical("a1234563") == "A1234563");
  CHECK(canonical("1/234567/8") == "12345678");
  CHECK(canonical("1234567(8)") == "12345678");
  CHECK(canonical("A123456789") == "A123456789");
  CHECK(canonical("H1234567801") == "H12345678");
  CHECK(canonical("M12345678") == "M12345678");
}

TEST_CASE("a number with a wrong check digit is refused, and other numbers are left alone") {
  for (const auto* text : {"310115198001010121", "A123456(4)", "A123456788"}) {
    CHECK(refused_as(text) == "roll.owner_check");
  }
  // A firm's number, a deed's, a passport's: no identity number, and nothing wrong with them.
  for (const auto* text : {"91310115MA1K3XXU9T", "沪(2020)浦字不动产权第001234号", "E12345678",
                           "A1234564", "310115801301012"}) {
    INFO(text);
    CHECK(refused_as(text).empty());
  }
}

TEST_CASE("keys that identify nobody are refused") {
  for (const auto* text : {"张*",
                           "张＊",
                           "310***********123X",
                           "310115XXXXXXXX0120",
                           "李某某",
                           "同上",
                           "无",
                           "-",
                           "——",
                           "/",
                           "／",
                           "N/A",
                           "n/a",
                           "NULL",
                           "暂无",
                           "不详",
                           "待补",
                           "业主",
                           "本人",
                           "张先生",
                           "王女士",
                           "王伟等3人",
                           "尾号0120",
                           "后四位 0120",
                           "0",
                           "000000",
                           "111111",
                           "123456",
                           "?",
                           "…",
                           "甲、同上",
                           "“”",
                           "〃",
                           "***"}) {
    INFO(text);
    CHECK(refused_as(text) == "roll.owner_nobody");
  }
  for (const auto* text : {"甲", "k1", "吴先", "何等", "X", "张同", "1", "101", "NA LI"}) {
    INFO(text);
    CHECK(refused_as(text).empty());
  }
}

TEST_CASE("a number that a spreadsheet rounded is refused, and what it only decorated is not") {
  for (const auto* text : {"3.10101E+17", "3.1e17", "310101199001011000", "12.5"}) {
    INFO(text);
    CHECK(refused_as(text) == "roll.owner_rounded");
  }
  CHECK(owners_of("310115198001010120.0").together() == "#310115198001010120");
}

TEST_CASE("co-owners are told apart by whatever people put between them") {
  for (const auto* between : {"+", "＋", "/", "／", ";", "；", ",", "，", "、", "&", "＆", "|",
                              "\n", "\r\n", "\t", "和", "与", "以及"}) {
    INFO(between);
    const auto cell = std::string("张三") + between + "李四";
    CHECK(owners_of(cell).hashes == std::vector<std::string>{"#张三", "#李四"});
  }
  CHECK(owners_of("Zhang San and Li Si").hashes ==
        std::vector<std::string>{"#LI SI", "#ZHANG SAN"});
}

TEST_CASE("what may be one name stays one, and may be two where somebody says so") {
  for (const auto* cell : {"张和平", "甲和乙", "甲 乙", "上海和平置业有限公司", "海和银行"}) {
    INFO(cell);
    CHECK(owners_of(cell).hashes.size() == 1);
  }
  CHECK(owners_of("甲 乙").loosely == owners_of("乙、甲").loosely);
  CHECK(owners_of("甲和乙").loosely == owners_of("乙与甲").loosely);
  CHECK(owners_of("阿里 买买提").loosely == owners_of("阿里·买买提").loosely);
  CHECK(owners_of("张三(已故)").loosely == owners_of("张三").loosely);
  CHECK(owners_of("张三").loosely != owners_of("李四").loosely);
}

TEST_CASE("a key knows whether another may have it too") {
  for (const auto* cell :
       {"310115198001010120", "王伟310115198001010120", "沪房地浦字第001234号"}) {
    CHECK(owners_of(cell).sure);
  }
  for (const auto* cell : {"王伟", "k1", "101", "甲、乙"}) CHECK_FALSE(owners_of(cell).sure);
  CHECK(owners_of("王伟 310115198001010120").names == owners_of("王伟").names);
  CHECK(owners_of("王伟（身份证号：310115198001010120）").names == owners_of("王伟").names);
  CHECK(owners_of("310115198001010120").names.empty());
}

TEST_CASE("what a household's owner was known by before is worked out beside the new form") {
  CHECK(owners_of("王芳").earlier.empty());
  CHECK(owners_of("11010519491231002x").earlier.empty());
  CHECK(owners_of("甲+乙").earlier.empty());
  CHECK(owners_of("⾼⽂").earlier == "#⾼⽂");
  CHECK(owners_of("310115 19800101 0120").earlier == "#310115 19800101 0120");
  CHECK(owners_of("张三，李四").earlier == "#张三,李四");
  CHECK(owners_of("张三\n李四").earlier == "#张三李四");
}

}  // namespace roundtable::imports::test
