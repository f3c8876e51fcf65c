// Paces: so much at once, then one more every so long, for one key and for many.
#include "live/rate.hpp"

#include <catch2/catch.hpp>

namespace roundtable::live::test {
namespace {

constexpr Rate kThree{3, kMicrosPerSecond};

Time at(std::int64_t milliseconds) {
  return Time{5 * kMicrosPerSecond + milliseconds * 1'000};
}

}  // namespace

TEST_CASE("so much at once, and then one more every so long") {
  Pace pace;
  for (int i = 0; i < 3; ++i) CHECK(pace.take(kThree, at(0)));
  CHECK_FALSE(pace.take(kThree, at(0)));
  CHECK_FALSE(pace.take(kThree, at(999)));
  CHECK(pace.take(kThree, at(1'000)));
  CHECK_FALSE(pace.take(kThree, at(1'001)));
}

TEST_CASE("waiting long saves up no more than what may come at once") {
  Pace pace;
  CHECK(pace.take(kThree, at(0)));
  for (int i = 0; i < 3; ++i) CHECK(pace.take(kThree, at(3'600'000)));
  CHECK_FALSE(pace.take(kThree, at(3'600'000)));
}

TEST_CASE("asking takes nothing, and being refused costs nothing") {
  Pace pace;
  for (int i = 0; i < 3; ++i) CHECK(pace.take(kThree, at(0)));
  for (int i = 0; i < 10; ++i) {
    CHECK_FALSE(pace.has_one(kThree, at(10)));
    CHECK_FALSE(pace.take(kThree, at(10)));
  }
  CHECK(pace.has_one(kThree, at(1'000)));
  CHECK(pace.has_one(kThree, at(1'000)));
  CHECK_FALSE(pace.is_full(at(2'999)));
  CHECK(pace.is_full(at(3'000)));
}

TEST_CASE("keys of a table do not hold one another back") {
  PaceTable table(kThree, 10);
  for (int i = 0; i < 3; ++i) CHECK(table.take("a", at(0)));
  CHECK_FALSE(table.take("a", at(0)));
  CHECK_FALSE(table.has_one("a", at(0)));
  CHECK(table.has_one("b", at(0)));
  CHECK(table.take("b", at(0)));
}

TEST_CASE("a flood of keys forgets who was quiet longest, not who is held back now") {
  PaceTable table(kThree, 3);
  for (int i = 0; i < 3; ++i) REQUIRE(table.take("held", at(0)));
  for (int i = 0; i < 100; ++i) {
    table.take("flood " + std::to_string(i), at(0));
    CHECK_FALSE(table.has_one("held", at(0)));
  }
  CHECK_FALSE(table.take("held", at(0)));
}

}  // namespace roundtable::live::test
