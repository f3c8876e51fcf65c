// The Directory: labels, accounts, sessions, invitations, and erasing for good.
#include <SQLiteCpp/SQLiteCpp.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

#include "directory/directory.hpp"
#include "log/event_log.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::directory::test {
namespace {

using log::LogFailure;
using log::sha256_hex;
using log::test::bytes_of_file;
using log::test::TemporaryFolder;

constexpr Time kNoon{1'793'000'000'000'000};
constexpr Time kLater = Time{kNoon.micros + kMicrosPerDay};

Session a_session(const std::string& token, const std::string& actor = "head-1") {
  return {sha256_hex(token), actor, "resident", actor, "meeting-1", kNoon, kLater, std::nullopt};
}

Invitation an_invitation(const std::string& token, const std::string& code = "123456") {
  return {sha256_hex(token),
          sha256_hex(code),
          "resident",
          "head-1",
          "meeting-1",
          kLater,
          false,
          std::nullopt,
          "",
          ""};
}

}  // namespace

TEST_CASE("who is called so is found, and an owner by a part of the hashes kept of her") {
  const TemporaryFolder folder;
  const auto directory = open_directory(folder.path());
  directory->put_labels({{"h2", "head", "王先生"},
                         {"h1", "head", "王先生"},
                         {"representative:h3", "representative", "王先生"},
                         {"owner:h4", "owner", "aaa+bbb"},
                         {"h5", "head", "bbb"}});
  const auto called = directory->labels_called("王先生");
  REQUIRE(called.size() == 3);
  CHECK(called[0].id == "h1");
  CHECK(called[2].id == "representative:h3");
  const auto owners = directory->labels_with("owner", "bbb");
  REQUIRE(owners.size() == 1);
  CHECK(owners.front().id == "owner:h4");
  CHECK(directory->labels_with("owner", "").empty());
}

TEST_CASE("an account is erased whole, but never the last that holds the needed role") {
  const TemporaryFolder folder;
  const auto directory = open_directory(folder.path());
  const NeededRole needed{"administrator", "g"};
  directory->add_account({"a1", "zhou", "hash"});
  directory->put_labels({{"a1", "account", "周管理"}});
  directory->grant({"a1", "administrator", "g"});
  CHECK_FALSE(directory->erase_account("a1", needed));
  CHECK(directory->account_by_login("zhou").has_value());
  CHECK(directory->label("a1") == "周管理");
  directory->add_account({"a2", "wu", "hash"});
  directory->grant({"a2", "administrator", "g"});
  const auto before = directory->rights_version();
  CHECK(directory->erase_account("a1", needed));
  CHECK(directory->rights_version() > before);
  CHECK_FALSE(directory->account("a1").has_value());
  CHECK_FALSE(directory->label("a1").has_value());
  CHECK(directory->roles("a1").empty());
  CHECK_FALSE(directory->erase_account("a2", needed));
}

TEST_CASE("labels are kept, renamed and found by their ids") {
  const TemporaryFolder folder;
  const auto directory = open_directory(folder.path());
  directory->put_labels({{"u1", "unit", "502室"}, {"h1", "head", "王先生"}});
  directory->put_labels({{"u1", "unit", "503室"}});
  CHECK(directory->label("u1") == "503室");
  CHECK_FALSE(directory->label("u2").has_value());
  const auto found = directory->labels({"h1", "nobody", "u1"});
  REQUIRE(found.size() == 2);
  CHECK(found[0].text == "王先生");
  CHECK(found[0].kind == "head");
  CHECK(found[1].id == "u1");
}

TEST_CASE("the first account is made once, by the right code, whole or not at all") {
  const TemporaryFolder folder;
  const auto directory = open_directory(folder.path());
  directory->put_setting(kSetupCode, sha256_hex("code"));
  const auto add = [&](const char* id, const char* code) {
    return directory->add_first_account({id, id, "hash"}, "周管理", "root", sha256_hex(code));
  };
  CHECK(add("a1", "guess") == FirstAdded::wrong_code);
  CHECK_FALSE(directory->has_accounts());
  CHECK(add("a1", "code") == FirstAdded::ok);
  CHECK(directory->label("a1") == "周管理");
  REQUIRE(directory->roles("a1").size() == 1);
  CHECK(directory->roles("a1")[0].role == "administrator");
  CHECK_FALSE(directory->setting(kSetupCode).has_value());
  directory->put_setting(kSetupCode, sha256_hex("code"));
  CHECK(add("a2", "code") == FirstAdded::closed);
  CHECK_FALSE(directory->account("a2").has_value());
}

TEST_CASE("new invitations take the place of unused ones, all or none") {
  const TemporaryFolder folder;
  const auto directory = open_directory(folder.path());
  auto used = an_invitation("used", "1");
  used.used_at = kNoon;
  REQUIRE(directory->add_invitation(used, kNoon));
  REQUIRE(directory->add_invitation(an_invitation("old", "2"), kNoon));
  auto other = an_invitation("other", "3");
  other.subject = "head-2";
  REQUIRE(directory->add_invitation(other, kNoon));

  // The second one's code is somebody else's.
  CHECK_FALSE(directory->replace_invitations(
      {an_invitation("new", "4"), an_invitation("newer", "3")}, kNoon));
  CHECK(directory->invitation(sha256_hex("old")).has_value());
  CHECK_FALSE(directory->invitation(sha256_hex("new")).has_value());

  CHECK(directory->replace_invitations({an_invitation("new", "4")}, kNoon));
  CHECK_FALSE(directory->invitation(sha256_hex("old")).has_value());
  CHECK(directory->invitation(sha256_hex("new")).has_value());
  CHECK(directory->invitation(sha256_hex("used")).has_value());
  CHECK(directory->invitation(sha256_hex("other")).has_value());
  CHECK(directory->invitations_of("head-1").size() == 2);
}

TEST_CASE("all sessions of an actor end at once, and devices are remembered") {
  const TemporaryFolder folder;
  const auto directory = open_directory(folder.path());
  directory->add_sessions({a_session("one"), a_session("two"), a_session("three", "head-2")});
  directory->note_session_use(sha256_hex("one"), "Android", kNoon);
  CHECK(directory->session(sha256_hex("one"))->device == "Android");
  CHECK(directory->session(sha256_hex("one"))->used_at == kNoon);
  CHECK_FALSE(directory->session(sha256_hex("two"))->used_at.has_value());
  const auto before = directory->rights_version();
  directory->revoke_sessions_of("head-1", kNoon);
  CHECK(directory->rights_version() > before);
  CHECK(directory->session(sha256_hex("one"))->revoked_at == kNoon);
  CHECK(directory->session(sha256_hex("two"))->revoked_at == kNoon);
  CHECK_FALSE(directory->session(sha256_hex("three"))->revoked_at.has_value());
}

TEST_CASE("what a request asked for is remembered, and forgotten with old sessions") {
  const TemporaryFolder folder;
  const auto directory = open_directory(folder.path());
  CHECK_FALSE(directory->request_body("r").has_value());
  directory->note_request("r", "body", kNoon);
  directory->note_request("r", "another", kNoon);
  CHECK(directory->request_body("r") == "body");
  directory->purge(kLater, kNoon);
  CHECK_FALSE(directory->request_body("r").has_value());
}

TEST_CASE("a login belongs to one account") {
  const TemporaryFolder folder;
  const auto directory = open_directory(folder.path());
  CHECK(directory->add_account({"a1", "li", "hash"}));
  CHECK_FALSE(directory->add_account({"a2", "li", "hash"}));
  CHECK(directory->add_account({"a0", "chen", ""}));
  directory->set_password("a1", "another hash");
  CHECK(directory->account_by_login("li")->id == "a1");
  CHECK(directory->account("a1")->password_hash == "another hash");
  CHECK_FALSE(directory->account("a2").has_value());
  CHECK_FALSE(directory->account_by_login("Li").has_value());
  REQUIRE(directory->accounts().size() == 2);
  CHECK(directory->accounts()[0].login == "chen");
}

TEST_CASE("roles are granted on a grid and withdrawn again") {
  const TemporaryFolder folder;
  const auto directory = open_directory(folder.path());
  directory->grant({"a1", "facilitator", "grid-1"});
  directory->grant({"a1", "facilitator", "grid-1"});
  directory->grant({"a1", "recorder", "grid-2"});
  directory->grant({"a2", "supervisor", "grid-1"});
  CHECK(directory->roles("a1").size() == 2);
  directory->withdraw({"a1", "facilitator", "grid-1"});
  REQUIRE(directory->roles("a1").size() == 1);
  CHECK(directory->roles("a1")[0].role == "recorder");
  CHECK(directory->roles("a2")[0].grid == "grid-1");
}

TEST_CASE("the last who can sign in keeps a needed role, whichever way it would go") {
  const TemporaryFolder folder;
  const auto directory = open_directory(folder.path());
  const NeededRole needed{"administrator", "root"};
  const auto role_of = [](const std::string& account) {
    return RoleGrant{account, "administrator", "root"};
  };
  const RoleGrant other{"a", "facilitator", "g"};
  for (const char* account : {"a", "b", "closed"}) {
    REQUIRE(directory->add_account({account, account, account[0] == 'c' ? "" : "hash"}));
    directory->grant(role_of(account));
  }
  CHECK(directory->change_roles("b", {}, {role_of("b")}, needed));
  const auto before = directory->rights_version();
  CHECK_FALSE(directory->change_roles("a", {other}, {role_of("a")}, needed));
  CHECK_FALSE(directory->close_account("a", needed));
  CHECK(directory->roles("a").size() == 1);
  CHECK(directory->account("a")->password_hash == "hash");
  CHECK(directory->rights_version() == before);
  // What leaves the role alone is nobody's last.
  CHECK(directory->change_roles("a", {other}, {}, needed));
  CHECK(directory->close_account("b", needed));
  CHECK(directory->change_roles("a", {role_of("a")}, {other}, needed));
  // Taken and given in one change is kept by nobody.
  CHECK_FALSE(directory->change_roles("a", {role_of("a")}, {role_of("a")}, needed));
  CHECK(directory->close_account("a", std::nullopt));
}

TEST_CASE("what was open with a closed account is with its successor, or nothing has happened") {
  const TemporaryFolder folder;
  const auto directory = open_directory(folder.path());
  for (const auto* id : {"a", "b", "c"}) directory->add_account({id, id, "hash"});
  const NeededRole needed{"administrator", "root"};
  directory->grant({"a", "administrator", "root"});
  const Charge to_b{"meeting:m1", "b", kNoon, "c"};
  CHECK_FALSE(directory->close_account("a", needed, {to_b}));
  CHECK(directory->charges().empty());
  CHECK(directory->close_account("a", std::nullopt, {to_b, {"issue:i1", "c", kNoon, "c"}}));
  REQUIRE(directory->charges().size() == 2);
  CHECK(directory->charges()[1].account == "b");
  CHECK(directory->charges()[1].since == kNoon);
  // Of two who leave for one another at once the second has no successor.
  CHECK_FALSE(directory->close_account("b", std::nullopt, {{"meeting:m1", "a", kLater, "b"}}));
  CHECK(directory->account("b")->password_hash == "hash");
  CHECK(directory->charges()[1].account == "b");
  // Given again it is with the next one; erased people are named nowhere.
  CHECK(directory->close_account("b", std::nullopt, {{"meeting:m1", "c", kLater, "b"}}));
  CHECK(directory->charges()[1].account == "c");
  CHECK(directory->erase_account("b", std::nullopt));
  CHECK(directory->charges()[1].given_by.empty());
  CHECK(directory->erase_account("c", std::nullopt));
  CHECK(directory->charges().empty());
}

TEST_CASE("of two administrators who put each other out at once one stays") {
  const TemporaryFolder folder;
  const auto of_a = open_directory(folder.path());
  const auto of_b = open_directory(folder.path());  // as another program has it
  const bool closes = GENERATE(true, false);
  for (int round = 0; round < 50; ++round) {
    const auto a = "a" + std::to_string(round);
    const auto b = "b" + std::to_string(round);
    const NeededRole of_round{"administrator", "root" + std::to_string(round)};
    for (const auto& account : {a, b}) {
      REQUIRE(of_a->add_account({account, account, "hash"}));
      of_a->grant({account, of_round.role, of_round.grid});
    }
    std::atomic<int> ready{0};
    std::atomic<int> done{0};
    const auto put_out = [&](Directory& directory, const std::string& other) {
      ++ready;
      while (ready < 2) std::this_thread::yield();
      done += closes ? directory.close_account(other, of_round)
                     : directory.change_roles(other, {}, {{other, of_round.role, of_round.grid}},
                                              of_round);
    };
    std::thread first([&] { put_out(*of_a, b); });
    put_out(*of_b, a);
    first.join();
    REQUIRE(done == 1);
  }
}

TEST_CASE("a session is found by its token's hash and stays revoked") {
  const TemporaryFolder folder;
  const auto directory = open_directory(folder.path());
  directory->add_session(a_session("one"));
  directory->add_session(a_session("two"));
  const auto found = directory->session(sha256_hex("one"));
  REQUIRE(found.has_value());
  CHECK(found->actor == "head-1");
  CHECK(found->expires_at == kLater);
  CHECK_FALSE(found->revoked_at.has_value());
  directory->revoke_session(sha256_hex("one"), kNoon);
  directory->revoke_session(sha256_hex("one"), kLater);
  CHECK(directory->session(sha256_hex("one"))->revoked_at == kNoon);
  CHECK(directory->sessions_of("head-1").size() == 2);
  CHECK_FALSE(directory->session(sha256_hex("three")).has_value());
}

TEST_CASE("an invitation is used once, by token or by code, and never by looking") {
  const TemporaryFolder folder;
  const auto directory = open_directory(folder.path());
  directory->add_invitation(an_invitation("token"), kNoon);
  for (int i = 0; i < 3; ++i) {
    CHECK_FALSE(directory->invitation(sha256_hex("token"))->used_at.has_value());
    CHECK(directory->invitation(sha256_hex("123456"))->subject == "head-1");
  }
  CHECK(directory->consume(sha256_hex("other"), a_session("s0"), kNoon, "") == Consumed::unknown);
  CHECK(directory->consume(sha256_hex("token"), a_session("s1"), kLater, "") == Consumed::expired);
  CHECK(directory->consume(sha256_hex("123456"), a_session("s2"), kNoon, "") == Consumed::ok);
  CHECK(directory->consume(sha256_hex("token"), a_session("s3"), kNoon, "") == Consumed::used);
  CHECK(directory->invitation(sha256_hex("token"))->used_at == kNoon);
  CHECK(directory->session(sha256_hex("s2")).has_value());
  for (const auto* token : {"s0", "s1", "s3"}) {
    CHECK_FALSE(directory->session(sha256_hex(token)).has_value());
  }
}

TEST_CASE("a reusable invitation lets in again and again until it expires") {
  const TemporaryFolder folder;
  const auto directory = open_directory(folder.path());
  auto invitation = an_invitation("token");
  invitation.reusable = true;
  directory->add_invitation(invitation, kNoon);
  CHECK(directory->consume(sha256_hex("token"), a_session("s1"), kNoon, "") == Consumed::ok);
  CHECK(directory->consume(sha256_hex("token"), a_session("s2"), kNoon, "") == Consumed::ok);
  CHECK(directory->consume(sha256_hex("token"), a_session("s3"), kLater, "") == Consumed::expired);
}

TEST_CASE("no two invitations that can be used have the same short code") {
  const TemporaryFolder folder;
  const auto directory = open_directory(folder.path());
  CHECK(directory->add_invitation(an_invitation("first"), kNoon));
  CHECK_FALSE(directory->add_invitation(an_invitation("second"), kNoon));
  CHECK_FALSE(directory->invitation(sha256_hex("second")).has_value());
  CHECK(directory->add_invitation(an_invitation("other code", "654321"), kNoon));
  // Once the first is used, or has expired, its code is free again.
  REQUIRE(directory->consume(sha256_hex("first"), a_session("s1"), kNoon, "") == Consumed::ok);
  auto third = an_invitation("third");
  third.expires_at = kNoon + 1;
  CHECK(directory->add_invitation(third, kNoon));
  CHECK_FALSE(directory->add_invitation(an_invitation("fourth"), kNoon));
  CHECK(directory->add_invitation(an_invitation("fourth"), kNoon + 1));
}

TEST_CASE("a short code drawn a second time means the invitation that can still be used") {
  const TemporaryFolder folder;
  const auto directory = open_directory(folder.path());
  directory->add_invitation(an_invitation("old"), kNoon);
  REQUIRE(directory->consume(sha256_hex("old"), a_session("s1"), kNoon, "") == Consumed::ok);
  directory->add_invitation(an_invitation("new"), kNoon);
  CHECK(directory->consume(sha256_hex("123456"), a_session("s2"), kNoon, "") == Consumed::ok);
  CHECK(directory->invitation(sha256_hex("new"))->used_at.has_value());
}

TEST_CASE("a session that cannot be added leaves the invitation unused") {
  const TemporaryFolder folder;
  const auto directory = open_directory(folder.path());
  directory->add_invitation(an_invitation("token"), kNoon);
  directory->add_session(a_session("taken"));
  CHECK_THROWS_AS(directory->consume(sha256_hex("token"), a_session("taken"), kNoon, ""),
                  LogFailure);
  CHECK_FALSE(directory->invitation(sha256_hex("token"))->used_at.has_value());
  CHECK(directory->consume(sha256_hex("token"), a_session("free"), kNoon, "") == Consumed::ok);
}

TEST_CASE("no two invitations that can be used have one code, and a used one gives it free") {
  const TemporaryFolder folder;
  const auto directory = open_directory(folder.path());
  CHECK(directory->add_invitation(an_invitation("first", "111111"), kNoon));
  CHECK_FALSE(directory->add_invitation(an_invitation("second", "111111"), kNoon));
  CHECK_FALSE(directory->invitation(sha256_hex("second")).has_value());
  REQUIRE(directory->consume(sha256_hex("first"), a_session("s1"), kNoon, "") == Consumed::ok);
  CHECK(directory->add_invitation(an_invitation("second", "111111"), kNoon));
}

TEST_CASE("a new password ends what was signed in with the old one") {
  const TemporaryFolder folder;
  const auto directory = open_directory(folder.path());
  directory->add_account({"a1", "chen", "old"});
  directory->add_session(a_session("s1", "a1"));
  const auto before = directory->rights_version();
  directory->set_password("a1", "new");
  CHECK(directory->sessions_of("a1").empty());
  CHECK(directory->rights_version() > before);
}

TEST_CASE("the request that used an invitation may come again, and nobody else's") {
  const TemporaryFolder folder;
  const auto directory = open_directory(folder.path());
  directory->add_invitation(an_invitation("token"), kNoon);
  const auto key = sha256_hex("request");
  REQUIRE(directory->consume(sha256_hex("token"), a_session("s1"), kNoon, key) == Consumed::ok);
  CHECK(directory->consume(sha256_hex("token"), a_session("s2"), kNoon, sha256_hex("other")) ==
        Consumed::used);
  CHECK(directory->consume(sha256_hex("token"), a_session("s3"), kNoon, key) == Consumed::ok);
  CHECK_FALSE(directory->session(a_session("s1").token_sha256).has_value());
  CHECK(directory->session(a_session("s3").token_sha256).has_value());
  CHECK(directory->sessions_of("head-1").size() == 1);
}

TEST_CASE("a request that comes again means its own invitation, not a later one of the same code") {
  const TemporaryFolder folder;
  const auto directory = open_directory(folder.path());
  const auto key = sha256_hex("request");
  directory->add_invitation(an_invitation("old"), kNoon);
  REQUIRE(directory->consume(sha256_hex("123456"), a_session("s1"), kNoon, key) == Consumed::ok);
  directory->add_invitation(an_invitation("new"), kNoon);
  REQUIRE(directory->consume(sha256_hex("123456"), a_session("s2"), kNoon, key) == Consumed::ok);
  CHECK_FALSE(directory->invitation(sha256_hex("new"))->used_at.has_value());
}

TEST_CASE("whoever is put out gets no phone in by a code asked for before") {
  const TemporaryFolder folder;
  const auto directory = open_directory(folder.path());
  auto phone = an_invitation("phone");
  phone.kind = "phone";
  phone.code_sha256 = sha256_hex("654321");
  directory->add_invitation(phone, kNoon);
  directory->add_invitation(an_invitation("slip"), kNoon);
  directory->revoke_sessions_of(phone.subject, kNoon);
  CHECK(directory->consume(sha256_hex("phone"), a_session("s1"), kNoon, "") == Consumed::unknown);
  // A slip on paper is another matter.
  CHECK(directory->consume(sha256_hex("slip"), a_session("s2"), kNoon, "") == Consumed::ok);
}

TEST_CASE("a folder of the first schema is taken over with its invitations and roles") {
  const TemporaryFolder folder;
  { const auto directory = open_directory(folder.path()); }
  {
    SQLite::Database old(folder.file("directory.db"), SQLite::OPEN_READWRITE);
    old.exec("DROP INDEX session_request");
    old.exec("DROP INDEX session_end");
    old.exec("ALTER TABLE session DROP COLUMN request_sha256");
    old.exec("ALTER TABLE session DROP COLUMN device");
    old.exec("ALTER TABLE session DROP COLUMN used_at");
    old.exec("ALTER TABLE session DROP COLUMN acting_for");
    old.exec("ALTER TABLE session DROP COLUMN shared");
    old.exec("ALTER TABLE session DROP COLUMN input_at");
    for (const auto* table : {"mail_address", "mail_asked", "mail_letter", "mail_place"}) {
      old.exec(std::string("DROP TABLE ") + table);
    }
    old.exec("DROP TABLE charge");
    old.exec("DROP TABLE organisation");
    old.exec("DROP TABLE role");
    old.exec(
        "CREATE TABLE role(account TEXT NOT NULL, role TEXT NOT NULL, grid TEXT NOT NULL, "
        "PRIMARY KEY(account, role, grid)) STRICT");
    old.exec("INSERT INTO role VALUES('a','facilitator','g')");
    old.exec("DROP TABLE request");
    old.exec("DROP TABLE recovery_code");
    old.exec("DROP TABLE second_factor");
    old.exec("ALTER TABLE invitation DROP COLUMN use_key_sha256");
    old.exec("ALTER TABLE invitation DROP COLUMN session");
    old.exec("INSERT INTO invitation VALUES('t','c','resident','head-1','m',9000000000000000,0,0)");
    old.exec("UPDATE invitation SET used_at = NULL");
    old.exec("PRAGMA user_version = 1");
  }
  const auto directory = open_directory(folder.path());
  CHECK(directory->consume("t", a_session("s1"), kNoon, sha256_hex("request")) == Consumed::ok);
  const auto roles = directory->roles("a");
  REQUIRE(roles.size() == 1);
  CHECK(roles.front().role == "facilitator");
  CHECK(roles.front().organisation.empty());
  CHECK_FALSE(roles.front().ends_at);
}

TEST_CASE("the request that made a session may come again, and leaves one session behind") {
  const TemporaryFolder folder;
  const auto directory = open_directory(folder.path());
  const auto request = sha256_hex("request");
  directory->add_session(a_session("lost"), request);
  directory->add_session(a_session("other"), sha256_hex("another request"));
  directory->add_session(a_session("nameless"));
  directory->add_session(a_session("nameless too"));
  directory->add_session(a_session("again"), request);
  CHECK_FALSE(directory->session(sha256_hex("lost")).has_value());
  for (const auto* token : {"other", "nameless", "nameless too", "again"}) {
    CHECK(directory->session(sha256_hex(token)).has_value());
  }
}

TEST_CASE("what ended long ago is purged, what may still be asked for stays") {
  const TemporaryFolder folder;
  const auto directory = open_directory(folder.path());
  directory->add_session(a_session("expired"));
  directory->add_session(a_session("revoked"));
  directory->revoke_session(sha256_hex("revoked"), kNoon);
  auto running = a_session("running");
  running.expires_at = kLater + kMicrosPerDay;
  directory->add_session(running);
  directory->add_invitation(an_invitation("old", "1"), kNoon);
  auto young = an_invitation("young", "2");
  young.expires_at = kLater + kMicrosPerDay;
  directory->add_invitation(young, kNoon);

  CHECK(directory->purge(kNoon, kNoon) == 0);
  CHECK(directory->purge(kNoon + 1, kNoon) == 1);  // the revoked one
  CHECK(directory->purge(kLater + 1, kLater + 1) == 2);
  CHECK_FALSE(directory->session(sha256_hex("expired")).has_value());
  CHECK_FALSE(directory->invitation(sha256_hex("old")).has_value());
  CHECK(directory->session(sha256_hex("running")).has_value());
  CHECK(directory->invitation(sha256_hex("young")).has_value());
}

TEST_CASE("of many who use one invitation at once exactly one gets in") {
  const TemporaryFolder folder;
  // Two openings of one folder, as two programs would have them.
  const std::vector<std::shared_ptr<Directory>> directories = {open_directory(folder.path()),
                                                               open_directory(folder.path())};
  for (int round = 0; round < 10; ++round) {
    const auto token = "token-" + std::to_string(round);
    directories[0]->add_invitation(an_invitation(token, token), kNoon);
    std::atomic<int> let_in{0};
    std::atomic<int> too_late{0};
    std::vector<std::thread> people;
    for (int person = 0; person < 4; ++person) {
      people.emplace_back([&, person] {
        const auto session = a_session(token + "/" + std::to_string(person));
        auto& directory = *directories[static_cast<std::size_t>(person % 2)];
        const auto outcome = directory.consume(sha256_hex(token), session, kNoon, "");
        if (outcome == Consumed::ok) let_in += 1;
        if (outcome == Consumed::used) too_late += 1;
      });
    }
    for (auto& person : people) person.join();
    CHECK(let_in == 1);
    CHECK(too_late == 3);
  }
  CHECK(directories[1]->sessions_of("head-1").size() == 10);
}

TEST_CASE("erasing a person leaves no byte of the label in any file") {
  const TemporaryFolder folder;
  const auto directory = open_directory(folder.path());
  const auto name = [](int i) { return "<name " + std::to_string(i) + ">"; };
  const auto id = [](int i) { return "person-" + std::to_string(i); };
  std::vector<Label> labels;
  for (int i = 0; i < 300; ++i) {
    labels.push_back({id(i), "person", name(i) + std::string(1 + i % 83, 'x')});
  }
  directory->put_labels(labels);
  // Renaming moves rows about; the old text must not stay behind either.
  labels.clear();
  for (int i = 0; i < 300; i += 3) {
    labels.push_back({id(i), "person", name(i) + std::string(300, 'y')});
  }
  directory->put_labels(labels);
  auto session = a_session("token-of-12", id(12));
  directory->add_session(session);
  auto invitation = an_invitation("invitation-of-12");
  invitation.subject = id(12);
  directory->add_invitation(invitation, kNoon);
  const auto files = [&] {
    return bytes_of_file(folder.file("directory.db")) +
           bytes_of_file(folder.file("directory.db-wal"));
  };
  REQUIRE(files().find(name(12)) != std::string::npos);

  for (int i = 0; i < 40; i += 2) directory->erase(id(i));

  const auto bytes = files();
  for (int i = 0; i < 40; ++i) CHECK((bytes.find(name(i)) == std::string::npos) == (i % 2 == 0));
  CHECK(bytes.find(id(12) + "resident") == std::string::npos);
  CHECK_FALSE(directory->label(id(12)).has_value());
  CHECK_FALSE(directory->session(session.token_sha256).has_value());
  CHECK_FALSE(directory->invitation(invitation.token_sha256).has_value());
  CHECK(directory->label(id(13)).has_value());
}

TEST_CASE("what a second program writes is seen at once, and everything is there after reopening") {
  const TemporaryFolder folder;
  auto directory = open_directory(folder.path());
  const auto second = open_directory(folder.path());
  second->put_setting("base", "http://hall");
  CHECK(directory->setting("base") == "http://hall");
  directory->put_setting("base", "http://other");
  CHECK(second->setting("base") == "http://other");
  CHECK_FALSE(second->setting("demo").has_value());
  directory->put_labels({{"u1", "unit", "502室"}});
  directory.reset();
  directory = open_directory(folder.path());
  CHECK(directory->label("u1") == "502室");
}

TEST_CASE("a directory that cannot be opened says why") {
  const TemporaryFolder folder;
  CHECK_THROWS_AS(open_directory(folder.file("nowhere")), LogFailure);
  { const auto directory = open_directory(folder.path()); }
  SQLite::Database(folder.file("directory.db"), SQLite::OPEN_READWRITE)
      .exec("PRAGMA user_version=99");
  CHECK_THROWS_WITH(open_directory(folder.path()), Catch::Contains("newer version"));
}

}  // namespace roundtable::directory::test
