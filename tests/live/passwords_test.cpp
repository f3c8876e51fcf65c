// Passwords as people type them: one form, not short, not one of those that are guessed first.
#include "live/passwords.hpp"

#include <sodium.h>

#include <array>

#include "live/identity.hpp"
#include "live/scene.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::live::test {
namespace {

/// As passwords were kept before they were brought into one form.
std::string hash_as_typed(const std::string& password) {
  std::array<char, crypto_pwhash_STRBYTES> text{};
  REQUIRE(crypto_pwhash_str(text.data(), password.data(), password.size(),
                            crypto_pwhash_OPSLIMIT_INTERACTIVE,
                            crypto_pwhash_MEMLIMIT_INTERACTIVE) == 0);
  return text.data();
}

}  // namespace

TEST_CASE("a password is the same on every keyboard") {
  const auto hash = hash_password("ｃａｆé 会议 2026");
  CHECK(match_password(hash, "cafe\u0301 会议 2026") == PasswordMatch::yes);
  CHECK(match_password(hash, "café 会议 ２０２６") == PasswordMatch::yes);
  CHECK(match_password(hash, "cafe 会议 2026") == PasswordMatch::no);
  CHECK(match_password(hash, "Café 会议 2026") == PasswordMatch::no);
}

TEST_CASE("a new password has ten characters, however many bytes they are") {
  CHECK(password_fault("") == PasswordFault::too_short);
  CHECK(password_fault("九个字的密码不算数") == PasswordFault::too_short);
  CHECK(password_fault("十个字的密码才算数啊") == std::nullopt);
  CHECK(password_fault("violet-73") == PasswordFault::too_short);
  CHECK(password_fault("violet-739") == std::nullopt);
  // An accent of its own is no character of its own.
  CHECK(password_fault("violet-7e\u0301") == PasswordFault::too_short);
  CHECK(password_fault(std::string(257, 'v')) == PasswordFault::too_long);
}

TEST_CASE("a password that is guessed first is refused, in whatever letters") {
  for (const char* common : {"1234567890", "qwertyuiop", "QwertyUiop", "password123",
                             "ｑｗｅｒｔｙｕｉｏｐ", "１２３４５６７８９０", "1q2w3e4r5t"}) {
    INFO(common);
    CHECK(password_fault(common) == PasswordFault::common);
  }
  CHECK(password_fault("1234567890 violet") == std::nullopt);
  CHECK(Identity::account_problem("chen", "qwertyuiop") == "account.password_common");
  CHECK(Identity::account_problem("chen", "short") == "account.password");
}

TEST_CASE("a password kept as it was typed signs in once more, and is then kept in one form") {
  log::test::TemporaryFolder folder;
  const auto directory = directory::open_directory(folder.path());
  const SteppedClock clock;
  const SteppedClock steady;
  SeededRandomness randomness{7};
  Identity identity{*directory, clock, steady, randomness};
  const std::string typed = "ｆｕｌｌ ｗｉｄｔｈ";
  directory->add_account({"a", "chen", hash_as_typed(typed)});
  const auto code = [&](const std::string& password) {
    const auto answer = identity.sign_in("chen", password, {"203.0.113.7"}, "");
    const auto* refused = std::get_if<NotSignedIn>(&answer);
    return refused != nullptr ? refused->code : "in";
  };
  CHECK(code("full width") == "sign_in.wrong");
  CHECK(code(typed) == "in");
  CHECK(code("full width") == "in");
  CHECK(code(typed) == "in");
  // Nobody who was signed in is out by it.
  CHECK(directory->sessions_of("a").size() == 3);
}

}  // namespace roundtable::live::test
