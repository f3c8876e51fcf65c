// The keys that sign, over HTTP: anybody may see them, whoever keeps the accounts of the root has
// another one put in the place of the present one.
#include "doors.hpp"

namespace roundtable::http::test {
namespace {

using nlohmann::json;

struct KeyDesk {
  json keys(const std::string& who = "") {
    const auto answer = doors.answer(get("/api/v1/keys", who));
    REQUIRE(answer.status == 200);
    return json::parse(*answer.body);
  }
  net::HttpResponse renew(const std::string& who, const std::string& key) {
    return doors.answer(post("/api/v1/keys/renew", json::object(), key, who));
  }

  live::test::Scene scene;
  log::test::TemporaryFolder folder;
  std::unique_ptr<directory::Directory> directory = directory::open_directory(folder.path());
  Doors doors{scene, *directory};
  std::string admin = doors.person("administrator", "grid-0", "staff", "admin");
};

}  // namespace

TEST_CASE("another key signs once it was asked for, and only once for one request") {
  KeyDesk desk;
  const auto before = desk.keys();
  REQUIRE(before.at("keys").size() == 1);
  CHECK(before.at("renews") == false);
  CHECK(desk.keys(desk.admin).at("renews") == true);
  const auto renewed = desk.renew(desk.admin, "k1");
  REQUIRE(renewed.status == 200);
  const auto after = desk.keys();
  REQUIRE(after.at("keys").size() == 2);
  CHECK(after.at("keys").at(0).at("public_key") == before.at("keys").at(0).at("public_key"));
  CHECK(after.at("keys").at(0).at("last_checkpoint").get<std::uint64_t>() > 0);
  const auto& now = after.at("keys").at(1);
  CHECK(now == json::parse(*renewed.body));
  CHECK(now.at("public_key") == desk.scene.inner->public_key());
  CHECK(desk.renew(desk.admin, "k1").status == 200);
  CHECK(desk.keys().at("keys").size() == 2);
}

TEST_CASE("nobody else has the key changed") {
  KeyDesk desk;
  CHECK(desk.renew("", "k1").status == 401);
  for (const auto& [role, grid] :
       {std::pair{"administrator", "grid-1"}, {"facilitator", "grid-0"}}) {
    CHECK(code_of(desk.renew(desk.doors.person(role, grid), "k2")) == "permission.denied");
  }
  CHECK(desk.keys().at("keys").size() == 1);
}

}  // namespace roundtable::http::test
