// Method: people of a scene's grids convene and register over HTTP; then one of them leaves. What
// is open with her is listed, refused to be left behind, and handed over.
#include "doors.hpp"

namespace roundtable::http::test {
namespace {

using nlohmann::json;

struct Leaving {
  /// Somebody who can sign in, with that role on that grid.
  std::string person(const std::string& name, const std::string& role, const std::string& grid) {
    directory->add_account({name, name, "a hash"});
    directory->put_labels({{name, "account", name + "的名字"}});
    return doors.person(role, grid, "staff", name);
  }
  std::string convene(const std::string& cookie) {
    const json body = {{"template", "owners-group"},
                       {"grid", "grid-1"},
                       {"roll", "roll-1"},
                       {"scope", {{"kind", "building"}, {"building", "1"}}},
                       {"title", "一号楼业主小组会议"},
                       {"place", "底楼大厅"},
                       {"scheduled_at", scene.clock.now().micros + 16 * kMicrosPerDay},
                       {"agenda", json::array({{{"title", "表决"}, {"kind", "decision"}}})}};
    const auto answer = doors.answer(post("/api/v1/meetings", body, key(), cookie));
    INFO(*answer.body);
    REQUIRE(answer.status == 200);
    return json::parse(*answer.body).at("meeting");
  }
  std::string report(const std::string& cookie) {
    const auto answer =
        doors.answer(post("/api/v1/grids/grid-1/issues",
                          {{"title", "楼道堆物"}, {"source", "patrol"}}, key(), cookie));
    REQUIRE(answer.status == 200);
    return json::parse(*answer.body).at("issue");
  }
  json open(const std::string& account, const std::string& cookie) {
    const auto answer = doors.answer(get("/api/v1/accounts/" + account + "/open", cookie));
    INFO(*answer.body);
    REQUIRE(answer.status == 200);
    return json::parse(*answer.body);
  }
  net::HttpResponse close(const std::string& account, const json& body) {
    return doors.answer(post("/api/v1/accounts/" + account + "/close", body, key(), admin));
  }
  std::string key() { return "k" + std::to_string(++step); }

  live::test::Scene scene;
  log::test::TemporaryFolder folder;
  std::unique_ptr<directory::Directory> directory = directory::open_directory(folder.path());
  Doors doors{scene, *directory};
  int step = 0;
  std::string admin = person("admin", "administrator", "grid-0");
};

json to(const std::string& kind, const std::string& id, const std::string& account) {
  return {{"kind", kind}, {"id", id}, {"account", account}};
}

}  // namespace

TEST_CASE("an account is closed once each open thing has a successor who may have it") {
  Leaving office;
  const auto chen = office.person("chen", "facilitator", "grid-1");
  office.person("zhao", "facilitator", "grid-0");
  office.person("qian", "recorder", "grid-1");  // registers issues, runs no meetings
  office.person("sun", "facilitator", "grid-2");
  const auto meeting = office.convene(chen);
  const auto issue = office.report(chen);

  const auto page = office.open("chen", office.admin);
  REQUIRE(page.at("open").size() == 2);
  const auto& first = page.at("open").at(0);
  CHECK(first.at("kind") == "meeting");
  CHECK(first.at("id") == meeting);
  CHECK(first.at("waiting") == json{"sitting"});
  CHECK(first.at("may") == json{"zhao"});
  CHECK(page.at("open").at(1).at("id") == issue);
  CHECK(page.at("open").at(1).at("may") == json{"qian", "zhao"});
  CHECK(page.at("people").at("zhao").at("name") == "zhao的名字");

  const auto refused = office.close("chen", json::object());
  CHECK(refused.status == 409);
  CHECK(code_of(refused) == "account.open_matters");
  CHECK(json::parse(*refused.body).at("fields").at("count") == 2);
  const auto half = office.close("chen", {{"successors", {to("issue", issue, "qian")}}});
  CHECK(json::parse(*half.body).at("fields").at("count") == 1);
  const auto wrong = office.close(
      "chen", {{"successors", {to("issue", issue, "qian"), to("meeting", meeting, "qian")}}});
  CHECK(code_of(wrong) == "account.successor");
  CHECK(code_of(office.close("chen", {{"successors", "zhao"}})) == "http.body");
  // Nothing of that was done by halves.
  CHECK(office.open("chen", office.admin).at("open").size() == 2);
  CHECK(office.doors.answer(get("/api/v1/accounts", chen)).status == 200);

  CHECK(office
            .close("chen",
                   {{"successors", {to("issue", issue, "qian"), to("meeting", meeting, "zhao")}}})
            .status == 200);
  CHECK(office.doors.answer(get("/api/v1/accounts", chen)).status == 401);
  CHECK(office.open("chen", office.admin).at("open").empty());
  CHECK(office.open("zhao", office.admin).at("open").at(0).at("id") == meeting);
  CHECK(office.open("qian", office.admin).at("open").at(0).at("id") == issue);
}

TEST_CASE("what nobody may take over keeps no account open, once somebody says that it stays") {
  Leaving office;
  const auto chen = office.person("chen", "facilitator", "grid-1");
  office.person("sun", "facilitator", "grid-2");
  const auto meeting = office.convene(chen);
  CHECK(office.open("chen", office.admin).at("open").at(0).at("may").empty());
  CHECK(code_of(office.close("chen", json::object())) == "account.open_matters");
  CHECK(office.close("chen", {{"leave", true}}).status == 200);
  // It can still be given away, once somebody may have it.
  office.person("zhao", "facilitator", "grid-0");
  CHECK(office.open("chen", office.admin).at("open").at(0).at("may") == json{"zhao"});
  CHECK(office.close("chen", {{"successors", {to("meeting", meeting, "zhao")}}}).status == 200);
  CHECK(office.open("zhao", office.admin).at("open").size() == 1);
}

TEST_CASE("what was taken over is handed on like what one began, and the next one can be asked") {
  Leaving office;
  const auto chen = office.person("chen", "facilitator", "grid-1");
  office.person("zhao", "facilitator", "grid-0");
  office.person("li", "secretary", "grid-0");
  const auto meeting = office.convene(chen);
  REQUIRE(office.close("chen", {{"successors", {to("meeting", meeting, "zhao")}}}).status == 200);
  CHECK(code_of(office.close("zhao", json::object())) == "account.open_matters");
  // Whose account is closed takes nothing over.
  CHECK(code_of(office.close("zhao", {{"successors", {to("meeting", meeting, "chen")}}})) ==
        "account.successor");
  CHECK(office.close("zhao", {{"successors", {to("meeting", meeting, "li")}}}).status == 200);
  CHECK(office.open("li", office.admin).at("open").size() == 1);
}

TEST_CASE("what is open with somebody is told to her and to who keeps her account") {
  Leaving office;
  const auto chen = office.person("chen", "facilitator", "grid-1");
  const auto zhao = office.person("zhao", "facilitator", "grid-1");
  office.convene(chen);
  const auto own = office.open("chen", chen);
  CHECK(own.at("open").size() == 1);
  CHECK(own.at("open").at(0).at("may").empty());
  CHECK(own.at("people").empty());
  CHECK(code_of(office.doors.answer(get("/api/v1/accounts/chen/open", zhao))) ==
        "permission.denied");
  CHECK(code_of(office.doors.answer(get("/api/v1/accounts/nobody/open", office.admin))) ==
        "account.unknown");
}

TEST_CASE("a meeting that was cancelled is open with nobody") {
  Leaving office;
  const auto chen = office.person("chen", "facilitator", "grid-1");
  const auto meeting = office.convene(chen);
  live::Submission cancelling;
  cancelling.subject = office.scene.chair;
  cancelling.id = CommandId("cancel");
  cancelling.command_sha256 = log::sha256_hex("cancel");
  cancelling.command = domain::CancelMeeting{"没有人来"};
  bool answered = false;
  cancelling.reply = [&](const live::Answer&) { answered = true; };
  office.doors.hall().submit(MeetingId(meeting), std::move(cancelling));
  // The meeting is woken on a thread of its own.
  office.scene.strand.run_until([&] { return answered; });
  CHECK(office.open("chen", office.admin).at("open").empty());
  CHECK(office.close("chen", json::object()).status == 200);
}

TEST_CASE(
    "a helper ends by herself after fourteen days, is told whom to ask, and is taken up again") {
  Leaving office;
  const std::string long_enough = "a long enough password";
  const auto give = [&](const std::string& path, const json& body) {
    return office.doors.answer(post(path, body, office.key(), office.admin));
  };
  const json role = {{"role", "helper"}, {"grid", "grid-1"}};
  const auto made = give("/api/v1/accounts",
                         {{"login", "wei"}, {"name", "小魏"}, {"roles", json::array({role})}});
  REQUIRE(made.status == 200);
  const auto id = json::parse(*made.body).at("id").get<std::string>();
  REQUIRE_FALSE(office.doors.identity.set_password(id, long_enough));
  const auto sign_in = [&] {
    return office.doors.answer(
        post("/api/v1/sign-in", {{"login", "wei"}, {"password", long_enough}}));
  };
  const auto listed = [&] {
    const auto page = json::parse(*office.doors.answer(get("/api/v1/accounts", office.admin)).body);
    for (const auto& account : page.at("accounts")) {
      if (account.at("id") == id) return account;
    }
    return json();
  };
  const auto today = days_from_epoch(shanghai_date(office.scene.clock.now()));
  CHECK(listed().at("roles").at(0).at("ends_on") == to_iso(date_from_days(today + 14)));
  CHECK(listed().at("ended") == false);

  // The last hour of the last day, and the first of the next.
  const auto end = start_of_day(date_from_days(today + 15));
  office.scene.clock.forward(end.micros - office.scene.clock.now().micros - kMicrosPerSecond);
  office.admin = office.doors.person("", "", "staff", "admin");
  const auto in = sign_in();
  REQUIRE(in.status == 200);
  const auto page = [&] {
    return office.doors.answer(as(in, get("/api/v1/grids/grid-1/offices")));
  };
  CHECK(code_of(page()) == "permission.denied");
  office.scene.clock.forward(kMicrosPerSecond);
  CHECK(code_of(sign_in()) == "account.ended");
  CHECK(code_of(office.doors.answer(
            post("/api/v1/sign-in", {{"login", "wei"}, {"password", "another password"}}))) ==
        "sign_in.wrong");
  CHECK(code_of(page()) == "account.ended");
  CHECK(json::parse(*office.doors.answer(as(in, get("/api/v1/me"))).body).at("ended") == true);
  CHECK(listed().at("ended") == true);

  CHECK(give("/api/v1/accounts/" + id + "/roles", {{"grant", json::array({role})}}).status == 200);
  CHECK(sign_in().status == 200);
  CHECK(listed().at("roles").at(0).at("ends_on") == to_iso(date_from_days(today + 29)));

  // Given again, the term is never shorter than what was said before.
  const auto later = to_iso(date_from_days(days_from_epoch(shanghai_date(end)) + 40));
  auto longer = role;
  longer["ends_on"] = later;
  for (const auto& one : {longer, role}) {
    CHECK(give("/api/v1/accounts/" + id + "/roles", {{"grant", json::array({one})}}).status == 200);
  }
  CHECK(listed().at("roles").at(0).at("ends_on") == later);
}

}  // namespace roundtable::http::test
