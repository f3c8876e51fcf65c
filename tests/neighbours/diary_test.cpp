// Method: a diary is shown wishes at given milliseconds.
#include "neighbours/diary.hpp"
#include "sample.hpp"

using namespace neighbours_test;

namespace {

Wish wish(const std::string& key, std::int64_t delay_ms) {
  return {key, delay_ms, {{"type", key}}};
}

}  // namespace

TEST_CASE("a wish keeps the time it got when its occasion arose") {
  Diary diary{Pace{}};
  diary.look({wish("a", 1'000)}, 0);
  diary.look({wish("a", 1'000)}, 900);
  CHECK(diary.next_ms() == 1'000);
  CHECK_FALSE(diary.take_due(999));
  CHECK(diary.take_due(1'000)->key == "a");
}

TEST_CASE("a wish whose occasion has gone is forgotten, and begins anew when it comes again") {
  Diary diary{Pace{}};
  diary.look({wish("a", 1'000)}, 0);
  diary.look({}, 500);
  CHECK_FALSE(diary.next_ms());
  diary.look({wish("a", 1'000)}, 800);
  CHECK(diary.next_ms() == 1'800);
}

TEST_CASE("one key is acted on once, unless it is put off") {
  Diary diary{Pace{}};
  diary.look({wish("a", 0)}, 0);
  const auto taken = diary.take_due(0);
  REQUIRE(taken);
  diary.look({wish("a", 0)}, 10);
  CHECK_FALSE(diary.take_due(1'000'000));
  diary.again(*taken, 5'000);
  diary.look({wish("a", 0)}, 20);
  CHECK_FALSE(diary.take_due(4'999));
  CHECK(diary.take_due(5'000));
}

TEST_CASE("what comes first is done first, and a faster pace shortens the waits") {
  Diary diary{Pace{10'000}};
  diary.look({wish("a", 4'000), wish("b", 2'000)}, 0);
  CHECK(diary.next_ms() == 200);
  CHECK(diary.take_due(400)->key == "b");
  CHECK(diary.take_due(400)->key == "a");
}
