#include "readmodel/terms.hpp"

#include <catch2/catch.hpp>

#include "readmodel/query.hpp"

using namespace roundtable::readmodel;

namespace {

bool has_term(const std::string& terms, const std::string& term) {
  return (" " + terms).find(" " + term + " ") != std::string::npos;
}

std::string terms(const char* name, const char* rest = "") {
  return terms_of(text_of(name), text_of(rest));
}

/// Where and why one word fits, as "name written"; "" where it does not.
std::string fit(const char* asked, const char* name, const char* rest = "") {
  const auto query = query_of(asked);
  REQUIRE(query.words.size() == 1);
  const auto found = fit_of(query.words.front(), text_of(name), text_of(rest));
  if (!found) return "";
  return std::string(to_string(found->where)) + " " + std::string(to_string(found->why));
}

std::string near_fit(const char* asked, const char* name) {
  const auto found = near_fit_of(query_of(asked).words.front(), text_of(name), text_of(""));
  return found ? std::string(to_string(found->why)) : "";
}

}  // namespace

TEST_CASE("a sentence gives each letter and each pair of neighbours") {
  const auto found = terms("给老楼加装电梯，可以吗");
  for (const auto* term : {"电", "梯", "电梯", "加装", "老楼"}) CHECK(has_term(found, term));
  CHECK_FALSE(has_term(found, "梯可"));  // a comma stands between them
}

TEST_CASE("a name gives pinyin and initials of each pair, the rest does not") {
  const auto found = terms("加装电梯", "楼前停车");
  for (const auto* term : {"pdian0ti", "pdian", "idt", "pjia0zhuang", "edian0t", "e0zh"})
    CHECK(has_term(found, term));
  CHECK_FALSE(has_term(found, "pting0che"));
  // What is a syllable itself is asked for as one.
  CHECK_FALSE(has_term(found, "e0di"));
  CHECK(expression_of(query_of("diant").words.front()).text.find("edian0t") != std::string::npos);
  CHECK(has_term(found, "停车"));
}

TEST_CASE("letters with two readings are found under both") {
  CHECK(has_term(terms("长宁路"), "pchang0ning"));
  CHECK(has_term(terms("弄堂"), "plong0tang"));
  CHECK(has_term(terms("弄堂"), "pnong0tang"));
  CHECK(has_term(terms("绿化"), "plv0hua"));
}

TEST_CASE("numerals are one number in all their forms") {
  for (const auto* name : {"2号楼", "二号楼", "贰号楼", "２号楼", "貳號樓"}) {
    INFO(name);
    CHECK(has_term(terms(name), "n2"));
    CHECK(has_term(terms(name), "2号"));
    CHECK_FALSE(fit("2号楼", name).empty());
    CHECK_FALSE(fit("二号楼", name).empty());
    CHECK_FALSE(fit("贰号楼", name).empty());
  }
  CHECK(fit("23弄", "二十三弄") == "name number");
  CHECK(fit("2026年", "二〇二六年") == "name number");
  CHECK(fit("105室", "一百零五室") == "name number");
  CHECK(fit("110号", "一百一十号") == "name number");
}

TEST_CASE("a number is not found inside a longer one") {
  CHECK(fit("2号楼", "12号楼").empty());
  CHECK(fit("二号楼", "十二号楼") == "name written");  // as it stands there
  CHECK(fit("1", "2弄11号").empty());
}

TEST_CASE("words in which numerals are no numbers are found as they stand") {
  CHECK(fit("统一", "统一一张表") == "name written");
  CHECK(fit("三林", "三林镇") == "name written");
  CHECK(fit("sanlin", "三林镇") == "name pinyin");
}

TEST_CASE("traditional letters and widths find the same") {
  CHECK(fit("電梯", "老楼加装电梯") == "name traditional");
  CHECK(fit("电梯", "老樓加裝電梯") == "name traditional");
  CHECK(fit("ＡＢ", "ab座") == "name written");
  CHECK(fit("aed", "ＡＥＤ设备") == "name written");
}

TEST_CASE("pinyin is found whole, begun, in capitals and across syllables") {
  CHECK(fit("DIANTI", "老楼加装电梯") == "name pinyin");
  CHECK(fit("jiazhuangdianti", "老楼加装电梯") == "name pinyin");
  CHECK(fit("diant", "老楼加装电梯") == "name pinyin");
  CHECK(fit("tingche", "电梯").empty());
  CHECK(fit("xian", "西安路") == "name pinyin");
  CHECK(fit("dt", "老楼加装电梯") == "name initials");
  CHECK(fit("jzdt", "老楼加装电梯") == "name initials");
  CHECK(fit("dt", "地毯和垫子") == "name initials");
  CHECK(fit("td", "老楼加装电梯").empty());
}

TEST_CASE("a Latin word is found from its beginning") {
  CHECK(fit("elev", "Lift or elevator") == "name written");
  CHECK(fit("vator", "Lift or elevator").empty());
}

TEST_CASE("what stands in the text alone is said so") {
  CHECK(fit("充电", "车棚", "楼道里充电") == "text written");
  CHECK(fit("chongdian", "车棚", "楼道里充电").empty());
}

TEST_CASE("one wrong letter is near: another of the same sound, wrong, missing or added") {
  CHECK(near_fit("电提", "老楼加装电梯") == "near");  // the same sound
  CHECK(near_fit("加状电梯", "加装电梯") == "near");  // one wrong
  CHECK(near_fit("加装梯子电", "加装电梯").empty());
  CHECK(near_fit("充电桩位", "充电位") == "near");      // one added
  CHECK(near_fit("非机车棚", "非机动车棚") == "near");  // one missing
  CHECK(near_fit("停车", "电梯").empty());
}

TEST_CASE("a question is parted at spaces, signs and where Latin letters end") {
  const auto query = query_of("停车 abc电梯，2号");
  REQUIRE(query.words.size() == 4);
  CHECK(query.words[1].latin);
  CHECK_FALSE(query.words[3].latin);
  CHECK(query_of(" ，。 ").words.empty());
  CHECK(query_of("\xff\xfe").words.empty());
}
