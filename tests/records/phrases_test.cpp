// Numbers, fractions, scopes and days in words; percentages. Tables in text, one case a row.
#include "records/phrases.hpp"

#include <catch2/catch.hpp>
#include <tuple>
#include <vector>

#include "base/percent.hpp"

using namespace roundtable;
using namespace roundtable::records;
using namespace roundtable::domain;

TEST_CASE("a percentage has one decimal and rounds half up without floating point") {
  const std::vector<std::tuple<std::int64_t, std::int64_t, std::string>> rows = {
      {7, 12, "58.3"},      {0, 24, "0.0"},    {24, 24, "100.0"}, {1, 3, "33.3"},
      {2, 3, "66.7"},       {1, 16, "6.3"},    {1, 2000, "0.1"},  {1, 2001, "0.0"},
      {0, 0, "0.0"},        {20, 19, "105.3"}, {5, 1000, "0.5"},  {146'230, 173'640, "84.2"},
      {1999, 2000, "100.0"}};
  for (const auto& [part, whole, expected] : rows) {
    INFO(part << " of " << whole);
    CHECK(percent(part, whole) == expected);
  }
}

TEST_CASE("a percentage of a city's floor area does not overflow") {
  constexpr std::int64_t kCityCenti = 100'000'000'000'000;
  CHECK(percent(kCityCenti / 3, kCityCenti) == "33.3");
}

TEST_CASE("Chinese numbers are read out as people say them") {
  const std::vector<std::pair<std::int64_t, std::string>> rows = {{0, "零"},
                                                                  {3, "三"},
                                                                  {10, "十"},
                                                                  {12, "十二"},
                                                                  {20, "二十"},
                                                                  {23, "二十三"},
                                                                  {105, "一百零五"},
                                                                  {110, "一百一十"},
                                                                  {2010, "二千零一十"},
                                                                  {3069, "三千零六十九"},
                                                                  {20001, "二万零一"},
                                                                  {21000, "二万一千"},
                                                                  {100'000'003, "一亿零三"},
                                                                  {33'614, "三万三千六百一十四"}};
  for (const auto& [number, expected] : rows) CHECK(chinese_number(number) == expected);
}

TEST_CASE("any fraction becomes words in both languages") {
  const std::vector<std::tuple<std::int64_t, std::int64_t, std::string, std::string>> rows = {
      {2, 3, "三分之二", "two thirds"},
      {3, 4, "四分之三", "three quarters"},
      {1, 2, "半数", "half"},
      {1, 1, "全部", "all"},
      {1, 3, "三分之一", "one third"},
      {9, 10, "十分之九", "nine tenths"},
      {19, 20, "二十分之十九", "19 twentieths"},
      {17, 21, "二十一分之十七", "17 twenty-firsts"},
      {95, 100, "一百分之九十五", "95 in every 100"}};
  for (const auto& [num, den, zh, en] : rows) {
    CHECK(fraction_words(num, den, Lang::zh) == zh);
    CHECK(fraction_words(num, den, Lang::en) == en);
  }
}

TEST_CASE("a threshold says whether it includes the number itself and what it is taken of") {
  const Threshold two_thirds{2, 3, Comparison::at_least};
  const Threshold half{1, 2, Comparison::more_than};
  const Threshold everybody{1, 1, Comparison::at_least};
  CHECK(threshold_words(two_thirds, MajorityOf::all, Lang::zh) == "不少于全部的三分之二");
  CHECK(threshold_words(two_thirds, MajorityOf::all, Lang::en) == "at least two thirds of all");
  CHECK(threshold_words(half, MajorityOf::participants, Lang::zh) == "超过参与表决的半数");
  CHECK(threshold_words(half, MajorityOf::present, Lang::en) == "more than half of those present");
  CHECK(threshold_words(everybody, MajorityOf::all, Lang::zh) == "不少于全部");
}

TEST_CASE("a scope is named as people name it") {
  CHECK(scope_words({ScopeKind::zone, "", ""}, Lang::zh) == "全小区");
  CHECK(scope_words({ScopeKind::building, "12", ""}, Lang::zh) == "12号楼");
  CHECK(scope_words({ScopeKind::building, "甲幢", ""}, Lang::zh) == "甲幢");
  CHECK(scope_words({ScopeKind::stair, "12", "1"}, Lang::zh) == "12号楼1单元");
  CHECK(scope_words({ScopeKind::stair, "12", "1"}, Lang::en) == "Building 12, stair 1");
}

TEST_CASE("dates and times are those of Shanghai, without leading zeros in Chinese") {
  const auto late = start_of_day({2026, 1, 5}) + 23 * 3600 * kMicrosPerSecond;
  CHECK(date_words({2026, 11, 20}, Lang::zh) == "2026年11月20日");
  CHECK(time_words(late, Lang::zh) == "2026年1月5日23:00");
  CHECK(time_words(late, Lang::en) == "5 January 2026, 23:00");
}

TEST_CASE("an article of law is named in English where it is a plain number") {
  CHECK(article_words("第278条", Lang::en) == "Article 278");
  CHECK(article_words("第278条", Lang::zh) == "第278条");
  CHECK(article_words("第26、27条", Lang::en) == "Articles 26, 27");
  CHECK(article_words("第二十六条", Lang::en) == "Article 26");
  CHECK(article_words("全文", Lang::en) == "whole text");
  CHECK(article_words("第十八条第二款", Lang::en) == "第十八条第二款");
  CHECK(article_words("第条", Lang::en) == "第条");
}

TEST_CASE("what is quoted keeps no final stop, and its own quotes are those within quotes") {
  CHECK(in_quotes("由二、三层分担。") == "“由二、三层分担”");
  CHECK(in_quotes("您同意按“分摊办法”筹备吗？") == "“您同意按‘分摊办法’筹备吗？”");
  CHECK(in_quotes("就\"分摊\"征询") == "“就‘分摊’征询”");
  CHECK(in_quotes("Mend it. ") == "“Mend it”");
  CHECK(in_quotes("and so on...") == "“and so on...”");
  CHECK(in_quotes("the owners’ list") == "“the owners’ list”");
  CHECK(in_quotes("") == "“”");
}
