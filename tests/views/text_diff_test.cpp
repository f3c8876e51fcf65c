// What an amendment changes, as shown to people.
#include "views/text_diff.hpp"

#include <catch2/catch.hpp>

namespace roundtable::views {
namespace {

/// "=" stays, "-" goes, "+" comes.
std::string shown(std::string_view before, std::string_view after) {
  std::string text;
  for (const auto& part : text_diff(before, after)) {
    text += part.op == DiffPart::Op::same ? "=" : part.op == DiffPart::Op::removed ? "-" : "+";
    text += part.text;
  }
  return text;
}

}  // namespace

TEST_CASE("Chinese is compared by character") {
  CHECK(shown("装十二个充电口。", "装十个充电口。") == "=装十-二=个充电口。");
  CHECK(shown("年底前完工。", "明年六月前完工。") == "-年底+明年六月=前完工。");
}

TEST_CASE("other scripts by word") {
  CHECK(shown("Build twelve sockets.", "Build ten sockets.") == "=Build -twelve+ten= sockets.");
  CHECK(shown("by 2026", "by 2027") == "=by -2026+2027");
}

TEST_CASE("one kept character between two changes is read with them") {
  CHECK(shown("甲乙丙", "丁乙戊") == "-甲乙丙+丁乙戊");
}

TEST_CASE("equal, empty and wholly other texts") {
  CHECK(shown("一样", "一样") == "=一样");
  CHECK(shown("", "新的") == "+新的");
  CHECK(shown("旧的", "") == "-旧的");
  CHECK(shown("", "").empty());
}

TEST_CASE("the parts make up both texts, whatever they are") {
  const std::vector<std::string> texts = {
      "",      "a",         "拆掉旧棚，装十二个充电口。", "装十个充电口，旧棚留着。",
      "a b c", "c b a ä 😀", "一二三四五六七八九十",       "十九八七六五四三二一"};
  for (const auto& before : texts) {
    for (const auto& after : texts) {
      INFO(before << " -> " << after);
      std::string old_text;
      std::string new_text;
      for (const auto& part : text_diff(before, after)) {
        if (part.op != DiffPart::Op::added) old_text += part.text;
        if (part.op != DiffPart::Op::removed) new_text += part.text;
      }
      CHECK(old_text == before);
      CHECK(new_text == after);
    }
  }
}

}  // namespace roundtable::views
