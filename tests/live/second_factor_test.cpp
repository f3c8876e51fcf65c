// A second factor: the codes against the vectors of their standards, and signing in with them.
#include "app_code.hpp"
#include "live/identity.hpp"
#include "scene.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::live::test {
namespace {

const Caller kDeskPhone{"203.0.113.9"};
constexpr const char* kGoodPassword = "a long enough password";
const std::string kRfcSecret = "12345678901234567890";

Time at_second(std::int64_t seconds) {
  return Time{seconds * kMicrosPerSecond};
}

/// An account with a second factor that was just switched on.
struct SecuredDesk {
  SecuredDesk() {
    id = std::get<std::string>(identity.add_account("chen", kGoodPassword, "陈主任"));
    begin();
    const auto on = identity.confirm_second_factor(id, code(), kDeskPhone, "on");
    recovery = std::get<std::vector<std::string>>(on);
    next_code();
  }
  void begin() {
    const auto begun = identity.begin_second_factor(id, kGoodPassword, kDeskPhone);
    REQUIRE(std::holds_alternative<SecondSecret>(begun));
  }
  std::string code() { return app_code(*directory, id, clock.now()); }
  void next_code() { clock.forward(kCodeStepSeconds * kMicrosPerSecond); }
  std::string enter(std::string_view second, std::string_view request = "",
                    std::string_view password = kGoodPassword) {
    const auto answer = identity.sign_in("chen", password, kDeskPhone, request, {second, false});
    const auto* refused = std::get_if<NotSignedIn>(&answer);
    return refused != nullptr ? refused->code : "in";
  }

  log::test::TemporaryFolder folder;
  std::unique_ptr<directory::Directory> directory = directory::open_directory(folder.path());
  SteppedClock clock;
  SteppedClock steady;
  SeededRandomness randomness{5};
  Identity identity{*directory, clock, steady, randomness};
  std::string id;
  std::vector<std::string> recovery;
};

}  // namespace

TEST_CASE("one-time codes are those of RFC 4226 and RFC 6238") {
  const char* counted[] = {"755224", "287082", "359152", "969429", "338314",
                           "254676", "287922", "162583", "399871", "520489"};
  for (std::int64_t counter = 0; counter < 10; ++counter) {
    CHECK(one_time_code(kRfcSecret, counter) == counted[counter]);
  }
  // Of its eight digits the last six.
  const std::pair<std::int64_t, const char*> timed[] = {{59, "287082"},
                                                        {1'111'111'109, "081804"},
                                                        {1'111'111'111, "050471"},
                                                        {1'234'567'890, "005924"},
                                                        {2'000'000'000, "279037"},
                                                        {20'000'000'000, "353130"}};
  for (const auto& [second, code] : timed) {
    CHECK(one_time_code(kRfcSecret, code_step(at_second(second))) == code);
  }
  CHECK(base32("foobar") == "MZXW6YTBOI");  // RFC 4648
  CHECK(base32("f") == "MY");
  CHECK(base32(kRfcSecret) == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  CHECK(otpauth_uri("chen", "foobar") ==
        "otpauth://totp/Roundtable:chen?secret=MZXW6YTBOI&issuer=Roundtable&algorithm=SHA1&"
        "digits=6&period=30");
}

TEST_CASE("a clock may be a step off, a code is used once, and none before it any more") {
  const auto now = at_second(3'000);
  const auto step_of = [&](std::int64_t step, std::int64_t used) {
    return step_of_code(kRfcSecret, one_time_code(kRfcSecret, step), now, used);
  };
  CHECK(step_of(99, 0) == 99);
  CHECK(step_of(100, 0) == 100);
  CHECK(step_of(101, 0) == 101);
  CHECK_FALSE(step_of(98, 0).has_value());
  CHECK_FALSE(step_of(102, 0).has_value());
  CHECK_FALSE(step_of(100, 100).has_value());
  CHECK_FALSE(step_of(99, 100).has_value());
  CHECK_FALSE(step_of_code(kRfcSecret, "", now, 0).has_value());
}

TEST_CASE("signing in asks for a code once a factor is on, and takes each code once") {
  SecuredDesk desk;
  CHECK(desk.enter("", "", "wrong password") == "sign_in.wrong");
  CHECK(desk.enter("") == "sign_in.second_needed");
  CHECK(desk.enter("000000") == "sign_in.second_wrong");
  const auto code = desk.code();
  CHECK(desk.enter(code.substr(0, 3) + " " + code.substr(3)) == "in");
  CHECK(desk.enter(code) == "sign_in.second_wrong");
  desk.next_code();
  const auto lost = desk.code();
  CHECK(desk.enter(lost, "key") == "in");
  CHECK(desk.enter(lost, "key") == "in");  // the same request: its answer was lost
  CHECK(desk.enter(lost, "other") == "sign_in.second_wrong");
}

TEST_CASE("a recovery code works once, however it is typed, and codes made anew end those before") {
  SecuredDesk desk;
  REQUIRE(desk.recovery.size() == 10);
  auto typed = desk.recovery[0];
  std::erase(typed, '-');
  CHECK(desk.enter(typed) == "in");
  CHECK(desk.enter(desk.recovery[0]) == "sign_in.second_wrong");
  CHECK(desk.enter(desk.recovery[1]) == "in");

  CHECK(desk.identity.remove_second_factor(desk.id, "wrong", kDeskPhone) == "sign_in.wrong");
  CHECK_FALSE(desk.identity.remove_second_factor(desk.id, kGoodPassword, kDeskPhone).has_value());
  CHECK(desk.enter("") == "in");
  desk.begin();
  CHECK(desk.enter("") == "in");  // begun, but no code was shown
  const auto first = desk.identity.confirm_second_factor(desk.id, desk.code(), kDeskPhone, "k");
  const auto again = desk.identity.confirm_second_factor(desk.id, desk.code(), kDeskPhone, "k");
  CHECK(std::get<std::vector<std::string>>(first) != std::get<std::vector<std::string>>(again));
  CHECK(desk.enter(std::get<std::vector<std::string>>(first).front()) == "sign_in.second_wrong");
  CHECK(desk.enter(std::get<std::vector<std::string>>(again).front()) == "in");
  CHECK(desk.enter(desk.recovery[2]) == "sign_in.second_wrong");
}

TEST_CASE("while a factor is on no other is begun") {
  SecuredDesk desk;
  const auto begun = desk.identity.begin_second_factor(desk.id, kGoodPassword, kDeskPhone);
  CHECK(std::get<NotSignedIn>(begun).code == "sign_in.second_on");
  const auto confirmed =
      desk.identity.confirm_second_factor(desk.id, desk.code(), kDeskPhone, "other");
  CHECK(std::get<NotSignedIn>(confirmed).code == "sign_in.second_on");
}

TEST_CASE("who guesses codes is held back as who guesses passwords") {
  SecuredDesk desk;
  int tries = 0;
  while (tries < 1'000 && desk.enter("000000") != "limit.sign_in") ++tries;
  CHECK(tries == 10);
}

TEST_CASE("roles rest until a factor that must be is on") {
  SecuredDesk desk;
  desk.identity.need_second_factor(NeedsSecond::staff);
  const auto other = std::get<std::string>(desk.identity.add_account("li", kGoodPassword, ""));
  desk.directory->grant({other, "facilitator", "g"});
  desk.directory->grant({desk.id, "facilitator", "g"});
  const auto in = desk.identity.sign_in("li", kGoodPassword, kDeskPhone, "");
  const auto subject = desk.identity.subject(std::get<SignedIn>(in).token);
  CHECK(subject.kind == SubjectKind::staff);
  CHECK(subject.needs_second);
  CHECK(subject.roles.empty());
  const auto secured =
      desk.identity.sign_in("chen", kGoodPassword, kDeskPhone, "", {desk.recovery[0], false});
  CHECK(desk.identity.subject(std::get<SignedIn>(secured).token).roles.size() == 1);
  CHECK(needs_second_from("administrators") == NeedsSecond::administrators);
  CHECK_FALSE(needs_second_from("everybody").has_value());
}

}  // namespace roundtable::live::test
