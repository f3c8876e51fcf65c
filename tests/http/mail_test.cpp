// Letters for one's own household, asked for over HTTP.
#include "directory/mail_book.hpp"
#include "doors.hpp"

namespace roundtable::http::test {
namespace {

using nlohmann::json;

struct Letterbox {
  explicit Letterbox(bool offered = true) : offers(offered) {}
  std::string household(const std::string& head) {
    const auto token = random_token(scene.randomness);
    const auto now = scene.clock.now();
    directory->add_session({log::sha256_hex(token), head, "resident", head, "meeting-1", now,
                            now + kMicrosPerDay, std::nullopt});
    return "rt_session=" + token;
  }
  net::HttpResponse send(const std::string& who, const std::string& path,
                         const json& body = json::object()) {
    return doors.answer(post("/api/v1/" + path, body, "k" + std::to_string(++step), who));
  }
  json mine(const std::string& who) {
    return json::parse(*doors.answer(get("/api/v1/me/mail", who)).body);
  }

  live::test::Scene scene;
  log::test::TemporaryFolder folder;
  std::unique_ptr<directory::Directory> directory = directory::open_directory(folder.path());
  std::unique_ptr<directory::MailBook> book = directory::open_mail_book(folder.path());
  mail::Subscriptions subscriptions{*book, scene.clock, scene.randomness, [] {}};
  bool offers;
  Doors doors{scene,
              {*directory, *scene.registry, *scene.inner, scene.clock, nullptr,
               offers ? &subscriptions : nullptr}};
  int step = 0;
  std::string wang = household("head-1");
};

}  // namespace

TEST_CASE("a household says where letters go, shows the code, and ends them") {
  Letterbox box;
  CHECK(box.mine(box.wang) == json{{"offered", true}});
  const auto asked = box.send(box.wang, "me/mail", {{"email", "wang@example.com"}, {"lang", "zh"}});
  REQUIRE(asked.status == 200);
  CHECK(box.mine(box.wang).at("asked") == "w***@example.com");
  CHECK_FALSE(box.mine(box.wang).contains("email"));
  CHECK(code_of(box.send(box.wang, "me/mail/confirm", {{"code", "12"}})) == "mail.code_wrong");
  const auto code = box.book->address("head-1")->code;
  // Nobody else's session, nor what any answer said, has the code.
  CHECK(asked.body->find(code) == std::string::npos);
  CHECK(box.send(box.wang, "me/mail/confirm", {{"code", code}}).status == 200);
  CHECK(box.mine(box.wang).at("email") == "w***@example.com");
  CHECK(box.send(box.wang, "me/mail/remove").status == 200);
  CHECK(box.mine(box.wang) == json{{"offered", true}});
}

TEST_CASE("letters are a household's own affair") {
  Letterbox box;
  box.send(box.wang, "me/mail", {{"email", "wang@example.com"}});
  const auto admin = box.doors.person("administrator", "grid-0");
  const auto li = box.household("head-2");
  for (const auto* path : {"me/mail", "me/mail/confirm", "me/mail/remove"}) {
    CHECK(code_of(box.send(admin, path, {{"email", "a@example.com"}})) == "session.required");
    CHECK(code_of(box.send("", path, {{"email", "a@example.com"}})) == "session.required");
  }
  CHECK(box.doors.answer(get("/api/v1/me/mail", admin)).status == 401);
  CHECK(box.mine(li) == json{{"offered", true}});
  CHECK(box.mine(box.wang).contains("asked"));
}

TEST_CASE("where the operator named no server for letters none are offered") {
  Letterbox box(false);
  CHECK(box.mine(box.wang) == json{{"offered", false}});
  const auto refused = box.send(box.wang, "me/mail", {{"email", "wang@example.com"}});
  CHECK(refused.status == 501);
  CHECK(code_of(refused) == "mail.not_offered");
}

TEST_CASE("what is no address, and asking too often, are told by their codes") {
  Letterbox box;
  CHECK(code_of(box.send(box.wang, "me/mail", {{"email", "wang"}})) == "mail.address_invalid");
  CHECK(code_of(box.send(box.wang, "me/mail")) == "mail.address_invalid");
  for (int i = 0; i < 5; ++i) box.send(box.wang, "me/mail", {{"email", "wang@example.com"}});
  const auto refused = box.send(box.wang, "me/mail", {{"email", "wang@example.com"}});
  CHECK(refused.status == 429);
  CHECK(code_of(refused) == "mail.too_often");
}

TEST_CASE("whoever holds the link of a letter ends them without signing in") {
  Letterbox box;
  box.send(box.wang, "me/mail", {{"email", "wang@example.com"}});
  const auto token = box.book->address("head-1")->leave;
  CHECK(code_of(box.send("", "mail/leave", {{"token", "nonsense"}})) == "mail.link_unknown");
  CHECK(box.send("", "mail/leave", {{"token", token}}).status == 200);
  CHECK_FALSE(box.book->address("head-1").has_value());
  CHECK(code_of(box.send("", "mail/leave", {{"token", token}})) == "mail.link_unknown");
}

}  // namespace roundtable::http::test
