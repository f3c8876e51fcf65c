// What texts show, by example.
#include "base/plain_text.hpp"

#include <catch2/catch.hpp>

using namespace roundtable;

TEST_CASE("what shows nothing is cut off at the ends, and a text of nothing else is empty") {
  CHECK(without_blank_ends(" \u3000同意 吗\u200b\n") == "同意 吗");
  CHECK(without_blank_ends("") == "");
  for (const auto* blank :
       {" ", "\t\r\n", "\u00a0", "\u3000", "\u200b", "\u3164", "\u115f", "\uffa0", "\ufeff",
        "\u2800", "\u00ad", "\u202e", "\u2066\u2069", "\ufe0f", "\U000e0041", "\x7f"}) {
    CHECK(without_blank_ends(blank) == "");
    CHECK(without_blank_ends(std::string("票") + blank) == "票");
  }
  // An emoji of several parts stays whole in the middle of a text.
  CHECK(without_blank_ends("👨‍👩‍👧 一户") == "👨‍👩‍👧 一户");
}

TEST_CASE("a hidden character is told with its place, counted in characters") {
  CHECK_FALSE(hidden_character("第一行\n第二行，👨‍👩‍👧"));
  const auto found = hidden_character("电梯\u200b费用");
  REQUIRE(found);
  CHECK(code_point(found->character) == "U+200B");
  CHECK(found->place == 3);
  CHECK(code_point(hidden_character("\v")->character) == "U+000B");
  CHECK(code_point(U'\U000E0041') == "U+E0041");
}

TEST_CASE("texts that look alike are taken for the same") {
  CHECK(as_it_looks("方案Ａ（3 台）") == as_it_looks("方案a(3台)"));
  CHECK(as_it_looks("方案一") != as_it_looks("方案二"));
}
