// Who is let in: short codes, repeated requests, and limits that hold back who guesses and nobody
// else.
#include "live/identity.hpp"

#include "scene.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::live::test {
namespace {

const Caller kHall{"203.0.113.7"};
const Caller kElsewhere{"198.51.100.1"};
constexpr const char* kPassword = "a long enough password";

/// Draws the digits it was given, over and over; everything else from a seed.
class ScriptedRandomness final : public Randomness {
 public:
  void fill(std::span<std::uint8_t> bytes) override {
    // Codes are drawn 16 bytes at a time, and so are ids; tokens 32.
    if (codes.empty() || bytes.size() != 16) return seeded_.fill(bytes);
    std::fill(bytes.begin(), bytes.end(), codes.front());
    codes.pop_front();
  }
  std::deque<std::uint8_t> codes;

 private:
  SeededRandomness seeded_{7};
};

struct Desk {
  log::test::TemporaryFolder folder;
  std::unique_ptr<directory::Directory> directory = directory::open_directory(folder.path());
  SteppedClock clock;
  SteppedClock steady;
  ScriptedRandomness randomness;
  Identity identity{*directory, clock, steady, randomness};

  NewInvitation invite(const std::string& head) {
    return identity.invite("resident", head, "meeting-1", false);
  }
  void add_account(const std::string& login) {
    REQUIRE(std::holds_alternative<std::string>(identity.add_account(login, kPassword, "")));
  }
};

std::string code_of(const SignInAnswer& answer) {
  const auto* refused = std::get_if<NotSignedIn>(&answer);
  return refused != nullptr ? refused->code : "in";
}

std::string code_of(const std::variant<InvitationLook, NotSignedIn>& answer) {
  const auto* refused = std::get_if<NotSignedIn>(&answer);
  return refused != nullptr ? refused->code : "seen";
}

std::string token_of(const SignInAnswer& answer) {
  return std::get<SignedIn>(answer).token;
}

/// Tries that fail, until one is held back.
int tries_until_held(const std::function<std::string()>& attempt, const std::string& limit) {
  for (int tries = 0; tries < 5'000; ++tries) {
    if (attempt() == limit) return tries;
  }
  return -1;
}

}  // namespace

TEST_CASE("a short code that another household still holds is drawn again") {
  Desk desk;
  desk.randomness.codes = {3, 3, 4};
  const auto first = desk.invite("head-1");
  const auto second = desk.invite("head-2");
  CHECK(first.code == "3333333333");
  CHECK(second.code == "4444444444");
  const auto seen = std::get<InvitationLook>(desk.identity.look(first.code, kHall));
  CHECK(seen.invitation.subject == "head-1");
}

TEST_CASE("a short code is ten digits, read with whatever spaces and dashes it is typed") {
  Desk desk;
  const auto made = desk.invite("head-1");
  REQUIRE(made.code.size() == 10);
  CHECK(grouped_code("1234567890") == "123 456 7890");
  CHECK(code_of(desk.identity.look(grouped_code(made.code), kHall)) == "seen");
  const auto dashed = made.code.substr(0, 5) + "-" + made.code.substr(5);
  CHECK(code_of(desk.identity.join(dashed, kHall, "")) == "in");
}

TEST_CASE("who guesses codes is held back, by address and all together, and no link with it") {
  Desk desk;
  const auto made = desk.invite("head-1");
  const auto guess = [&](const Caller& caller) {
    return code_of(desk.identity.look("0000000000", caller));
  };
  CHECK(tries_until_held([&] { return guess(kHall); }, "limit.sign_in") == 20);
  CHECK(code_of(desk.identity.join(made.code, kHall, "")) == "limit.sign_in");
  CHECK(code_of(desk.identity.look(made.token, kHall)) == "seen");
  CHECK(guess({"203.0.113.8"}) == "invitation.unknown");
  desk.steady.forward(3 * kMicrosPerSecond);
  CHECK(guess(kHall) == "invitation.unknown");
  CHECK(guess(kHall) == "limit.sign_in");

  int address = 0;
  const auto from_anywhere = [&] { return guess({"net " + std::to_string(address++)}); };
  CHECK(tries_until_held(from_anywhere, "limit.sign_in") > 500);
  CHECK(code_of(desk.identity.join(made.code, kElsewhere, "")) == "limit.sign_in");
  CHECK(code_of(desk.identity.join(made.token, kElsewhere, "")) == "in");
}

TEST_CASE("wrong passwords hold back that login from that address, and others much later") {
  Desk desk;
  desk.add_account("chen");
  desk.add_account("li");
  const auto attempt = [&](const std::string& login, const std::string& password) {
    return code_of(desk.identity.sign_in(login, password, kHall, ""));
  };
  CHECK(tries_until_held([&] { return attempt("chen", "wrong password"); }, "limit.sign_in") == 10);
  CHECK(attempt("CHEN", kPassword) == "limit.sign_in");
  CHECK(attempt("li", kPassword) == "in");
  CHECK(code_of(desk.identity.sign_in("chen", kPassword, kElsewhere, "")) == "in");
  // Codes are another matter.
  CHECK(code_of(desk.identity.look("0000000000", kHall)) == "invitation.unknown");
  desk.steady.forward(6 * kMicrosPerSecond);
  CHECK(attempt("Chen", kPassword) == "in");
}

TEST_CASE("whoever guesses at an account keeps out no device its holder has signed in on") {
  Desk desk;
  desk.add_account("chen");
  desk.add_account("li");
  const auto in = std::get<SignedIn>(desk.identity.sign_in("chen", kPassword, kHall, ""));
  const auto li = std::get<SignedIn>(desk.identity.sign_in("li", kPassword, kHall, ""));
  int line = 0;
  const auto guess = [&] {
    return code_of(
        desk.identity.sign_in("chen", "wrong password", {"net " + std::to_string(line++)}, ""));
  };
  REQUIRE(tries_until_held(guess, "limit.sign_in") > 0);
  const auto attempt = [&](const std::string& password, const std::string& mark) {
    return code_of(desk.identity.sign_in("chen", password, {kHall.address, "", mark}, ""));
  };
  CHECK(attempt(kPassword, "") == "limit.sign_in");
  CHECK(attempt(kPassword, in.mark) == "in");
  // A mark is of one account, and nobody makes one.
  CHECK(attempt(kPassword, li.mark) == "limit.sign_in");
  CHECK(attempt(kPassword, in.mark.substr(0, in.mark.size() - 1) + "x") == "limit.sign_in");
  CHECK(attempt(kPassword, in.mark.substr(0, in.mark.find('.'))) == "limit.sign_in");
  // It gives tries, not any number of them, and signing in again gives no more.
  CHECK(tries_until_held([&] { return attempt("wrong password", in.mark); }, "limit.sign_in") ==
        10);
  CHECK(attempt(kPassword, in.mark) == "limit.sign_in");
  desk.steady.forward(6 * kMicrosPerSecond);
  CHECK(attempt(kPassword, in.mark) == "in");
}

TEST_CASE("whoever guesses codes keeps out no household's phone that has been in before") {
  Desk desk;
  const auto first = std::get<SignedIn>(desk.identity.join(desk.invite("head-1").code, kHall, ""));
  REQUIRE_FALSE(first.mark.empty());
  const auto next = desk.invite("head-1");
  int line = 0;
  const auto guess = [&] {
    return code_of(desk.identity.look("0000000000", {"net " + std::to_string(line++)}));
  };
  REQUIRE(tries_until_held(guess, "limit.sign_in") > 0);
  CHECK(code_of(desk.identity.join(next.code, kElsewhere, "")) == "limit.sign_in");
  const Caller phone{kElsewhere.address, "", first.mark};
  const auto again = desk.identity.join(next.code, phone, "");
  REQUIRE(code_of(again) == "in");
  // The device keeps the mark it has.
  CHECK(std::get<SignedIn>(again).mark.empty());
  CHECK(std::get<SignedIn>(desk.identity.observe("meeting-1", kElsewhere, "")).mark.empty());
}

TEST_CASE("the lines of one site are counted together, more generously than one of them") {
  Desk desk;
  desk.add_account("chen");
  int line = 0;
  const auto next = [&] {
    return Caller{"2001:db8:1:" + std::to_string(line++) + "::/64", "2001:db8:1::/48"};
  };
  const Caller neighbour{"2001:db8:2:1::/64", "2001:db8:2::/48"};
  const auto code = [&] { return code_of(desk.identity.look("0000000000", next())); };
  CHECK(tries_until_held(code, "limit.sign_in") == 80);
  CHECK(code_of(desk.identity.look("0000000000", neighbour)) == "invitation.unknown");
  int login = 0;
  const auto password = [&] {
    const auto one = "login" + std::to_string(login++);
    return code_of(desk.identity.sign_in(one, "", next(), ""));
  };
  CHECK(tries_until_held(password, "limit.sign_in") == 240);
  CHECK(code_of(desk.identity.sign_in("chen", kPassword, neighbour, "")) == "in");
  const auto observe = [&] { return code_of(desk.identity.observe("meeting-1", next(), "")); };
  CHECK(tries_until_held(observe, "limit.rate") == 2'400);
  CHECK(code_of(desk.identity.observe("meeting-1", neighbour, "")) == "in");
}

TEST_CASE("a login or password that is too long is refused before anything is counted") {
  Desk desk;
  desk.add_account("chen");
  for (int i = 0; i < 30; ++i) {
    const auto login = std::string(65, 'a');
    CHECK(code_of(desk.identity.sign_in(login, kPassword, kHall, "")) == "sign_in.too_long");
    const auto password = std::string(257, 'a');
    CHECK(code_of(desk.identity.sign_in("chen", password, kHall, "")) == "sign_in.too_long");
  }
  CHECK(code_of(desk.identity.sign_in("chen", kPassword, kHall, "")) == "in");
}

TEST_CASE("three hundred phones behind one address begin to observe at once, a flood does not") {
  Desk desk;
  for (int phone = 0; phone < 300; ++phone) {
    CHECK(code_of(desk.identity.observe("meeting-1", kHall, "")) == "in");
  }
  const auto observe = [&] { return code_of(desk.identity.observe("meeting-1", kHall, "")); };
  CHECK(tries_until_held(observe, "limit.rate") == 300);
  CHECK(code_of(desk.identity.observe("meeting-1", kElsewhere, "")) == "in");
}

TEST_CASE("signing in and observing again with the same key leaves one session, the newer") {
  Desk desk;
  desk.add_account("chen");
  desk.add_account("li");
  const auto kind = [&](const SignInAnswer& answer) {
    return desk.identity.subject(token_of(answer)).kind;
  };
  const auto lost = desk.identity.sign_in("chen", kPassword, kHall, "key");
  const auto other = desk.identity.sign_in("li", kPassword, kHall, "key");
  const auto again = desk.identity.sign_in("chen", kPassword, kHall, "key");
  CHECK(kind(lost) == SubjectKind::nobody);
  CHECK(kind(other) == SubjectKind::staff);
  CHECK(kind(again) == SubjectKind::staff);

  const auto first = desk.identity.observe("meeting-1", kHall, "key");
  const auto elsewhere = desk.identity.observe("meeting-2", kHall, "key");
  const auto second = desk.identity.observe("meeting-1", kHall, "key");
  CHECK(kind(first) == SubjectKind::nobody);
  CHECK(kind(elsewhere) == SubjectKind::observer);
  CHECK(kind(second) == SubjectKind::observer);
}

TEST_CASE("a new password ends every session of that account and of no other") {
  Desk desk;
  desk.add_account("chen");
  desk.add_account("li");
  const auto chen = token_of(desk.identity.sign_in("chen", kPassword, kHall, ""));
  const auto li = token_of(desk.identity.sign_in("li", kPassword, kHall, ""));
  const auto before = desk.directory->rights_version();
  REQUIRE_FALSE(desk.identity.set_password(desk.directory->account_by_login("chen")->id,
                                           "another long password"));
  CHECK(desk.directory->rights_version() > before);
  CHECK(desk.identity.subject(chen).kind == SubjectKind::nobody);
  CHECK(desk.identity.subject(li).kind == SubjectKind::staff);
}

TEST_CASE("what ended long ago is purged; an invitation says for a month that it has expired") {
  Desk desk;
  const auto made = desk.invite("head-1");
  const auto session = token_of(desk.identity.observe("meeting-1", kHall, ""));
  desk.clock.forward((kInvitationDays + 1) * kMicrosPerDay);
  CHECK(desk.identity.purge() == 1);
  CHECK_FALSE(desk.directory->session(log::sha256_hex(session)).has_value());
  CHECK(code_of(desk.identity.join(made.token, kHall, "")) == "invitation.expired");
  desk.clock.forward(kInvitationKeptDays * kMicrosPerDay);
  CHECK(desk.identity.purge() == 1);
  CHECK(code_of(desk.identity.join(made.token, kHall, "")) == "invitation.unknown");
}

TEST_CASE("the one-time code makes the first administrator, and guesses are held back") {
  Desk desk;
  const auto stale = desk.identity.new_setup_code();
  const auto code = desk.identity.new_setup_code();
  REQUIRE(code.has_value());
  const auto problem = [&](const std::string& typed) {
    return desk.identity.setup_problem(typed, kHall).value_or("right");
  };
  CHECK(problem(*stale) == "setup.code_wrong");
  CHECK(problem(grouped_code(*code)) == "right");
  CHECK(desk.directory->setting(directory::kSetupCode) == log::sha256_hex(*code));
  CHECK(tries_until_held([&] { return problem("0000000000"); }, "limit.sign_in") == 19);
  desk.steady.forward(60 * kMicrosPerSecond);

  const auto account = Identity::make_account("a1", "Zhou", kPassword);
  CHECK(code_of(desk.identity.first_administrator(account, "周", "root", "0000000000", "")) ==
        "setup.code_wrong");
  CHECK(code_of(desk.identity.first_administrator(account, "周", "root", *code, "")) == "in");
  CHECK(problem(*code) == "setup.closed");
  CHECK_FALSE(desk.identity.new_setup_code().has_value());
  CHECK(code_of(desk.identity.sign_in("zhou", kPassword, kHall, "")) == "in");
}

TEST_CASE("a lost phone's sessions end, and so does the slip that the household still holds") {
  Desk desk;
  const auto slip = desk.identity.invite_households({"head-1"}, "meeting-1").front();
  const auto phone = token_of(desk.identity.join(slip.code, kHall, ""));
  const auto spare = desk.identity.invite_households({"head-1"}, "meeting-1").front();
  const auto fresh = desk.identity.replace_phone("head-1", "meeting-1");
  CHECK(desk.identity.subject(phone).kind == SubjectKind::nobody);
  CHECK(code_of(desk.identity.join(spare.token, kHall, "")) == "invitation.unknown");
  CHECK(code_of(desk.identity.join(slip.token, kHall, "")) == "invitation.used");
  CHECK(code_of(desk.identity.join(fresh.token, kHall, "")) == "in");
}

TEST_CASE("when a device was last used is noted, but not at every page") {
  Desk desk;
  desk.add_account("chen");
  const auto session =
      log::sha256_hex(token_of(desk.identity.sign_in("chen", kPassword, kHall, "")));
  const auto used = [&] { return desk.directory->session(session)->used_at; };
  desk.identity.note_use(session, "Mac · Safari");
  const auto first = used();
  REQUIRE(first.has_value());
  desk.clock.forward(60 * kMicrosPerSecond);
  desk.identity.note_use(session, "Mac · Safari");
  CHECK(used() == first);
  desk.clock.forward(kUseNotedEveryUs);
  desk.identity.note_use(session, "Mac · Safari");
  CHECK(used() != first);
}

}  // namespace roundtable::live::test
