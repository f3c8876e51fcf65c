// Where letters go is shown to be read there before any goes.
#include "mail/subscriptions.hpp"

#include <catch2/catch.hpp>

#include "directory/directory.hpp"
#include "live/scene.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::mail::test {
namespace {

constexpr std::int64_t kMinute = 60 * kMicrosPerSecond;

struct Household {
  std::string code() { return book->address("head")->code; }
  std::string another_code() {
    auto code = this->code();
    code.back() = code.back() == '9' ? '0' : static_cast<char>(code.back() + 1);
    return code;
  }

  live::test::SteppedClock clock;
  live::test::SeededRandomness randomness{1};
  log::test::TemporaryFolder folder;
  std::unique_ptr<directory::Directory> directory = directory::open_directory(folder.path());
  std::unique_ptr<directory::MailBook> book = directory::open_mail_book(folder.path());
  int woken = 0;
  Subscriptions subscriptions{*book, clock, randomness, [this] { ++woken; }};
};

}  // namespace

TEST_CASE("an address counts once the code that went there is shown, in any form people type") {
  Household home;
  CHECK(home.subscriptions.ask("head", " Wang@Example.com ", "zh").empty());
  CHECK(home.woken == 1);
  CHECK(home.subscriptions.of("head")->email.empty());
  CHECK_FALSE(home.subscriptions.confirm("head", home.another_code()));
  CHECK_FALSE(home.subscriptions.confirm("head", ""));
  CHECK_FALSE(home.subscriptions.confirm("other", home.code()));
  const auto code = home.code();
  CHECK(home.subscriptions.confirm("head", " " + code.substr(0, 3) + " " + code.substr(3) + " "));
  CHECK(home.subscriptions.of("head")->email == "Wang@example.com");
  // It works once.
  CHECK_FALSE(home.subscriptions.confirm("head", code));
}

TEST_CASE("a code ends after half an hour, and after five wrong ones") {
  Household home;
  home.subscriptions.ask("head", "wang@example.com", "zh");
  home.clock.forward(30 * kMinute);
  CHECK_FALSE(home.subscriptions.confirm("head", home.code()));
  home.subscriptions.ask("head", "wang@example.com", "zh");
  for (int i = 0; i < 5; ++i) CHECK_FALSE(home.subscriptions.confirm("head", home.another_code()));
  CHECK_FALSE(home.subscriptions.confirm("head", home.code()));
  home.subscriptions.ask("head", "wang@example.com", "zh");
  CHECK(home.subscriptions.confirm("head", home.code()));
}

TEST_CASE("letters go to the old address until the new one is confirmed") {
  Household home;
  home.subscriptions.ask("head", "old@example.com", "zh");
  REQUIRE(home.subscriptions.confirm("head", home.code()));
  home.subscriptions.ask("head", "new@example.com", "en");
  CHECK(home.subscriptions.of("head")->email == "old@example.com");
  CHECK(home.subscriptions.of("head")->lang == "zh");
  REQUIRE(home.subscriptions.confirm("head", home.code()));
  CHECK(home.subscriptions.of("head")->email == "new@example.com");
  CHECK(home.subscriptions.of("head")->lang == "en");
}

TEST_CASE("nobody can have a stranger's address written to again and again") {
  Household home;
  for (int i = 0; i < 5; ++i) {
    CHECK(home.subscriptions.ask("head-" + std::to_string(i), "victim@example.com", "zh").empty());
  }
  CHECK(home.subscriptions.ask("head-9", "victim@example.com", "zh") == "mail.too_often");
  // Nor ask for ever.
  for (int i = 0; i < 5; ++i) {
    CHECK(home.subscriptions.ask("head", "a" + std::to_string(i) + "@example.com", "zh").empty());
  }
  CHECK(home.subscriptions.ask("head", "b@example.com", "zh") == "mail.too_often");
  home.clock.forward(24 * 60 * kMinute);
  CHECK(home.subscriptions.ask("head", "b@example.com", "zh").empty());
}

TEST_CASE("the link in a letter ends them, and is worth nothing for anybody else") {
  Household home;
  home.subscriptions.ask("head", "wang@example.com", "zh");
  REQUIRE(home.subscriptions.confirm("head", home.code()));
  home.subscriptions.ask("other", "li@example.com", "zh");
  CHECK_FALSE(home.subscriptions.leave(""));
  CHECK_FALSE(home.subscriptions.leave("nonsense"));
  CHECK(home.subscriptions.leave(home.subscriptions.of("head")->leave));
  CHECK_FALSE(home.subscriptions.of("head").has_value());
  CHECK(home.subscriptions.of("other").has_value());
}

TEST_CASE("what is no address is refused and nothing is kept") {
  Household home;
  CHECK(home.subscriptions.ask("head", "wang", "zh") == "mail.address_invalid");
  CHECK_FALSE(home.subscriptions.of("head").has_value());
  CHECK(home.woken == 0);
}

}  // namespace roundtable::mail::test
