// Method: somebody signs in over HTTP on a computer that others use too; the scene's clock passes
// while she touches it, or does not.
#include "doors.hpp"

namespace roundtable::http::test {
namespace {

using nlohmann::json;

constexpr std::int64_t kMinute = 60 * kMicrosPerSecond;
const std::string kPassword = "a long enough password";

struct SharedDesk {
  net::HttpResponse sign_in(bool shared) {
    return doors.answer(
        post("/api/v1/sign-in", {{"login", "chen"}, {"password", kPassword}, {"shared", shared}}));
  }
  net::HttpResponse send(const std::string& path, const json& body = json::object()) {
    return doors.answer(as(in, post(path, body, "k" + std::to_string(++step))));
  }
  json me() { return json::parse(*doors.answer(as(in, get("/api/v1/me"))).body); }
  unsigned accounts() { return doors.answer(as(in, get("/api/v1/accounts"))).status; }

  live::test::Scene scene;
  log::test::TemporaryFolder folder;
  std::unique_ptr<directory::Directory> directory = directory::open_directory(folder.path());
  Doors doors{scene, *directory};
  int step = 0;
  std::string chen = [this] {
    const auto id = std::get<std::string>(doors.identity.add_account("chen", kPassword, "陈主任"));
    directory->grant({id, "administrator", "grid-0"});
    return id;
  }();
  net::HttpResponse in = sign_in(true);
};

}  // namespace

TEST_CASE("a shared computer that nobody touches for ten minutes gives nobody any right") {
  SharedDesk desk;
  REQUIRE(desk.accounts() == 200);
  CHECK(desk.me().at("locks_in") == 600);
  desk.scene.clock.forward(10 * kMinute - 1);
  CHECK(desk.accounts() == 200);
  CHECK_FALSE(desk.me().contains("locked"));
  CHECK(desk.me().at("locks_in") == 1);
  desk.scene.clock.forward(1);
  const auto refused = desk.doors.answer(as(desk.in, get("/api/v1/accounts")));
  CHECK(refused.status == 423);
  CHECK(code_of(refused) == "session.locked");
  // What the lock says is whose it is, and nothing that she may see.
  const auto locked = desk.me();
  CHECK(locked.at("locked") == true);
  CHECK(locked.at("name") == "陈主任");
  CHECK(locked.at("roles").empty());
}

TEST_CASE("a shared computer that is used stays open, and reading by itself is no use") {
  SharedDesk desk;
  for (int i = 0; i < 3; ++i) {
    desk.scene.clock.forward(9 * kMinute);
    CHECK(desk.send("/api/v1/me/awake").status == 200);
    CHECK(desk.accounts() == 200);
  }
  desk.scene.clock.forward(9 * kMinute);
  CHECK(desk.accounts() == 200);
  desk.scene.clock.forward(kMinute);
  CHECK(desk.accounts() == 423);
  // Nor does touching it open what is locked.
  CHECK(code_of(desk.send("/api/v1/me/awake")) == "session.locked");
  CHECK(desk.accounts() == 423);
}

TEST_CASE("a locked computer is opened with the password of who is signed in on it alone") {
  SharedDesk desk;
  CHECK(desk.send("/api/v1/me/lock").status == 200);
  CHECK(desk.accounts() == 423);
  CHECK(code_of(desk.send("/api/v1/me/unlock", {{"password", "another password"}})) ==
        "sign_in.wrong");
  CHECK(desk.accounts() == 423);
  CHECK(desk.send("/api/v1/me/unlock", {{"password", kPassword}}).status == 200);
  CHECK(desk.accounts() == 200);
  CHECK(desk.me().at("locks_in") == 600);
}

TEST_CASE("a computer of one's own never locks, and keeps its cookie") {
  SharedDesk desk;
  CHECK(header_of(desk.in, "set-cookie").find("Max-Age") == std::string::npos);
  desk.in = desk.sign_in(false);
  CHECK(header_of(desk.in, "set-cookie").find("Max-Age") != std::string::npos);
  CHECK_FALSE(desk.me().contains("locks_in"));
  CHECK(desk.send("/api/v1/me/lock").status == 200);
  desk.scene.clock.forward(11 * kMinute);
  CHECK(desk.accounts() == 200);
}

TEST_CASE("a new password leaves a shared computer shared") {
  SharedDesk desk;
  const auto changed =
      desk.send("/api/v1/me/password", {{"old", kPassword}, {"new", "quite another password"}});
  REQUIRE(changed.status == 200);
  desk.in = changed;
  CHECK(desk.me().contains("locks_in"));
}

TEST_CASE("who is not of the staff has nothing to lock") {
  SharedDesk desk;
  for (const auto* path : {"/api/v1/me/awake", "/api/v1/me/lock", "/api/v1/me/unlock"}) {
    CHECK(code_of(desk.doors.answer(post(path, json::object()))) == "session.required");
  }
}

}  // namespace roundtable::http::test
