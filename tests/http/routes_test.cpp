// What HTTP answers: problem documents, who may read the metrics, requests that come again, and who
// waits behind whom.
#include "http/routes.hpp"

#include <filesystem>
#include <future>

#include "doors.hpp"
#include "http/device_sessions.hpp"
#include "live/app_code.hpp"

namespace roundtable::http::test {
namespace {

using nlohmann::json;

constexpr const char* kInTheHall = "203.0.113.7";
constexpr const char* kPassword = "a long enough password";

json sign_in_body(const std::string& password = kPassword) {
  return {{"login", "chen"}, {"password", password}};
}

struct Desk {
  Desk() {
    REQUIRE(std::holds_alternative<std::string>(identity.add_account("chen", kPassword, "")));
  }
  std::future<net::HttpResponse> ask(net::HttpRequest request) {
    return doors.ask(std::move(request));
  }
  net::HttpResponse answer(net::HttpRequest request) { return doors.answer(std::move(request)); }
  /// Who the cookie of that answer signs in.
  std::string kind_of(const net::HttpResponse& signed_in) {
    return json::parse(*answer(as(signed_in, get("/api/v1/me"))).body)["kind"];
  }

  live::test::Scene scene;
  log::test::TemporaryFolder folder;
  std::unique_ptr<directory::Directory> directory = directory::open_directory(folder.path());
  Doors doors{scene, *directory};
  live::Identity& identity = doors.identity;
  Listing& lists = doors.listing;
};

net::HttpRequest from(const std::string& remote, net::HttpRequest request) {
  request.remote = remote;
  return request;
}

/// A Desk with a staff member who holds one role.
struct StaffedDesk : Desk {
  net::HttpResponse sign_in(const std::string& login, const std::string& role,
                            const std::string& on) {
    if (!directory->account_by_login(login)) {
      const auto added = identity.add_account(login, kPassword, login);
      directory->grant({std::get<std::string>(added), role, on});
    }
    return answer(post("/api/v1/sign-in", {{"login", login}, {"password", kPassword}}));
  }
  std::string id_of(const std::string& login) { return directory->account_by_login(login)->id; }
  json told(const net::HttpResponse& response) { return json::parse(*response.body); }

  /// A meeting of every household of the roll, on grid-1.
  void list_meeting() {
    views::ViewState state;
    state.meeting.id = scene.meeting;
    state.meeting.grid = GridId("grid-1");
    state.meeting.electorate.value = std::make_shared<const domain::RollSnapshot>(
        domain::take_snapshot(*scene.registry->roll(scene.roll), {}));
    lists.update(state);
  }
};

/// Keeps the only thread of a pool busy until it goes.
class Busy {
 public:
  explicit Busy(live::Workers& workers) {
    auto begun = std::make_shared<std::promise<void>>();
    workers.run([begun, end = end_.get_future().share()] {
      begun->set_value();
      end.wait();
    });
    begun->get_future().wait();
  }
  ~Busy() { end_.set_value(); }

 private:
  std::promise<void> end_;
};

bool is_there(const std::future<net::HttpResponse>& answer) {
  return answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

}  // namespace

TEST_CASE("whatever HTTP refuses is a problem document with a stable code") {
  Desk desk;
  auto deletes = get("/api/v1/me");
  deletes.method = "DELETE";
  auto foreign = post("/api/v1/sign-out", json::object());
  foreign.headers.emplace_back("origin", "https://elsewhere.example");
  auto form = post("/api/v1/sign-in", sign_in_body());
  form.headers = {{"content-type", "application/x-www-form-urlencoded"}};
  auto file = post("/api/v1/import/grids", "code,name,level,parent");
  const auto file_as_json = file;
  file.headers = {{"content-type", "text/csv; charset=utf-8"}};
  const std::vector<std::tuple<net::HttpRequest, unsigned, std::string>> refused = {
      {file_as_json, 415, "http.content_type"},
      {file, 401, "session.required"},
      {deletes, 405, "http.method"},
      {foreign, 403, "http.origin"},
      {form, 415, "http.content_type"},
      {post("/api/v1/join", json::array()), 400, "http.body"},
      {post("/api/v1/join", {{"observe", "m"}}, "no id!"), 400, "http.idempotency_key"},
      {post("/api/v1/sign-in", sign_in_body(), "no id!"), 400, "http.idempotency_key"},
      {post("/api/v1/join", {{"observe", "m"}}), 404, "meeting.unknown"},
      {post("/api/v1/join", {{"code", "0000000000"}}), 404, "invitation.unknown"},
      {post("/api/v1/invitations/look", {{"token", "t"}}), 404, "invitation.unknown"},
      {post("/api/v1/sign-in", sign_in_body("wrong")), 401, "sign_in.wrong"},
      {post("/api/v1/sign-in", sign_in_body(std::string(257, 'a'))), 400, "sign_in.too_long"},
      {get("/api/v1/nothing"), 404, "http.not_found"},
      {get("/api/v1/grids/nothing"), 404, "grid.unknown"},
      {get("/api/v1/records/nothing"), 404, "record.unknown"},
      {get("/api/v1/records/nothing/receipt"), 404, "record.unknown"},
      {get("/nothing.png"), 404, "http.not_found"},
      {get("/metrics"), 403, "http.metrics"},
  };
  for (const auto& [request, status, code] : refused) {
    const auto response = desk.answer(request);
    INFO(request.method << " " << request.path << " " << request.body);
    CHECK(response.status == status);
    CHECK(header_of(response, "content-type") == "application/problem+json; charset=utf-8");
    const auto body = json::parse(*response.body);
    CHECK(body["code"] == code);
    CHECK(body["status"] == status);
    CHECK(body["type"] == "about:blank");
    CHECK(body["fields"].is_object());
  }
}

TEST_CASE("a body that nobody can have meant is refused as it comes, however deep it is") {
  Desk desk;
  const auto sent = [&](const std::string& path, std::string body) {
    auto request = post(path, json::object(), "k");
    request.body = std::move(body);
    return json::parse(*desk.answer(request).body);
  };
  const auto nested = [](std::size_t depth) {
    return R"({"a":)" + std::string(depth, '[') + std::string(depth, ']') + "}";
  };
  const std::string of_anyone =
      GENERATE("/api/v1/join", "/api/v1/sign-in", "/api/v1/setup", "/api/v1/invitations/look");
  CHECK(sent(of_anyone, nested(32'750))["fields"]["why"] == "too_deep");
  CHECK(sent(of_anyone, nested(kJsonBodyDepthMax))["fields"]["why"] == "too_deep");
  CHECK(sent(of_anyone, nested(kJsonBodyDepthMax - 1))["code"] != "http.body");
  CHECK(sent(of_anyone, R"({"a":{"b":1,"b":2}})")["fields"] ==
        json({{"why", "repeated"}, {"field", "a.b"}}));
  std::string name;
  while (name.size() < 2 * kIdLengthMax) name += "钥";
  CHECK(sent(of_anyone, "{\"" + name + "\":1,\"" + name + "\":2}")["fields"]["why"] == "repeated");
  CHECK(sent(of_anyone, "{")["fields"]["why"] == "not_json");
  CHECK(sent(of_anyone, "{\"a\":\"\xff\"}")["fields"]["why"] == "not_json");
  CHECK(sent(of_anyone, "7")["fields"]["why"] == "not_an_object");
  CHECK(sent(of_anyone, "{\"a\":\"" + std::string(kJsonBodyBytesMax, 'a') + "\"}")["code"] ==
        "http.body_too_large");
}

TEST_CASE("deep JSON of somebody signed in ends nothing either") {
  StaffedDesk desk;
  const auto chen = desk.sign_in("chen", "administrator", "grid-1");
  desk.directory->grant({desk.id_of("chen"), "administrator", "grid-1"});
  for (const char* path :
       {"/api/v1/accounts", "/api/v1/meetings", "/api/v1/grids", "/api/v1/grids/grid-1/members",
        "/api/v1/grids/grid-1/standing", "/api/v1/me/password"}) {
    auto request = as(chen, post(path, json::object(), "k"));
    request.body = R"({"login":)" + std::string(32'750, '[') + std::string(32'750, ']') + "}";
    INFO(path);
    CHECK(json::parse(*desk.answer(request).body)["fields"]["why"] == "too_deep");
  }
}

TEST_CASE("only the addresses that may read the metrics do, and only directly") {
  Desk desk;
  CHECK(desk.answer(from("127.0.0.1", get("/metrics"))).status == 200);
  CHECK(desk.answer(from("::1", get("/metrics"))).status == 200);
  CHECK(desk.answer(from(kInTheHall, get("/metrics"))).status == 403);
  auto through_a_proxy = from("127.0.0.1", get("/metrics"));
  through_a_proxy.headers = {{"x-forwarded-for", "127.0.0.1"}};
  CHECK(desk.answer(through_a_proxy).status == 403);
}

TEST_CASE("how others reach the server is told at its own machine alone") {
  Desk desk;
  const auto told = [&](const char* remote) {
    return json::parse(*desk.answer(from(remote, get("/api/v1/me"))).body)
        .value("addresses", json());
  };
  CHECK(told("127.0.0.1") == json::array({"http://192.168.1.20:80"}));
  CHECK(told(kInTheHall) == json());
}

TEST_CASE("a browser learns whether its cookies come back before it spends anything") {
  Desk desk;
  const auto first = desk.answer(get("/api/v1/cookie"));
  CHECK(json::parse(*first.body) == json({{"came", false}}));
  const auto cookie = header_of(first, "set-cookie");
  CHECK_THAT(cookie, Catch::StartsWith("rt_trial=1; Path=/; HttpOnly; SameSite=Lax"));
  const auto kept = desk.answer(as(first, get("/api/v1/cookie")));
  CHECK(json::parse(*kept.body) == json({{"came", true}}));
  auto secure = get("/api/v1/cookie");
  secure.headers.emplace_back("x-forwarded-proto", "https");
  CHECK_THAT(header_of(desk.answer(secure), "set-cookie"), Catch::EndsWith("; Secure"));
}

TEST_CASE("records, notices and files are found though a sentence hangs on their address") {
  Desk desk;
  for (const auto* path : {"/records/r-1", "/meetings/m1/notice", "/records/r-1/document"}) {
    for (const auto* tail : {"。", "）", "，请看", ".", "&from=timeline"}) {
      INFO(path << tail);
      auto request = get(path + std::string(tail));
      request.query = "lang=en";
      const auto answer = desk.answer(request);
      CHECK(answer.status == 302);
      CHECK(header_of(answer, "location") == path + std::string("?lang=en"));
    }
  }
  CHECK(desk.answer(get("/files/m1/f1】")).status == 302);
  CHECK(desk.answer(get("/api/v1/me。")).status == 404);
}

TEST_CASE("a link's token with a tail and a slip's digits in full width are what they were") {
  Desk desk;
  const auto household = desk.scene.registry->roll(desk.scene.roll)->units.front().head;
  const auto made =
      desk.identity.invite("resident", household.str(), desk.scene.meeting.str(), false);
  const auto looked = [&](const json& by) {
    return desk.answer(post("/api/v1/invitations/look", by)).status;
  };
  for (const auto* tail : {"。", "）", "，请尽快", ".", "&from=timeline"}) {
    CHECK(looked({{"token", made.token + tail}}) == 200);
  }
  std::string wide;
  for (const char digit : made.code) {
    wide += "\xEF\xBC";
    wide += static_cast<char>(0x90 + (digit - '0'));
  }
  CHECK(looked({{"code", wide}}) == 200);
  CHECK(looked({{"code", wide.substr(0, 9) + " " + made.code.substr(3)}}) == 200);
  CHECK(desk.answer(post("/api/v1/join", {{"code", wide}})).status == 200);
}

TEST_CASE("one phone of a household lets in another, sees it listed and puts it out") {
  StaffedDesk desk;
  desk.list_meeting();
  const auto meeting = desk.scene.meeting.str();
  const auto head = desk.scene.registry->roll(desk.scene.roll)->units.front().head.str();
  const auto slip = desk.identity.invite("resident", head, meeting, false);
  const auto first = desk.answer(post("/api/v1/join", {{"token", slip.token}}));
  const auto used = desk.answer(post("/api/v1/join", {{"token", slip.token}}));
  CHECK(used.status == 410);

  const auto added =
      desk.answer(as(first, post("/api/v1/me/phones", {{"meeting", meeting}}, "k1")));
  REQUIRE(added.status == 200);
  const auto way = desk.told(added);
  const auto second = desk.answer(post("/api/v1/join", {{"token", way["token"]}}));
  REQUIRE(second.status == 200);
  CHECK(desk.kind_of(second) == "resident");
  CHECK(desk.answer(post("/api/v1/join", {{"token", way["token"]}})).status == 410);

  const auto listed = desk.told(desk.answer(as(first, get("/api/v1/me/phones"))))["phones"];
  REQUIRE(listed.size() == 2);
  const bool first_is_newer = listed[0].contains("this");
  const auto& own = listed[first_is_newer ? 0 : 1];
  const auto& other = listed[first_is_newer ? 1 : 0];
  CHECK(own["this"] == true);
  CHECK_FALSE(other.contains("this"));
  const json put_out = {{"session", other["id"]}};
  CHECK(desk.answer(as(first, post("/api/v1/me/phones/revoke", put_out, "k2"))).status == 200);
  CHECK(desk.kind_of(second) == "nobody");
  CHECK(desk.kind_of(first) == "resident");
}

TEST_CASE("ways in for phones are for households alone, and the newest is the one that works") {
  StaffedDesk desk;
  desk.list_meeting();
  const json meeting = {{"meeting", desk.scene.meeting.str()}};
  const auto staff = desk.sign_in("li", "facilitator", "grid-1");
  for (const auto& who : {net::HttpResponse{}, staff}) {
    CHECK(desk.answer(as(who, get("/api/v1/me/phones"))).status == 401);
    CHECK(desk.answer(as(who, post("/api/v1/me/phones", meeting, "k1"))).status == 401);
    const json session = {{"session", "x"}};
    CHECK(desk.answer(as(who, post("/api/v1/me/phones/revoke", session, "k2"))).status == 401);
  }
  const auto head = desk.scene.registry->roll(desk.scene.roll)->units.front().head.str();
  const auto slip = desk.identity.invite("resident", head, desk.scene.meeting.str(), false);
  const auto first = desk.answer(post("/api/v1/join", {{"token", slip.token}}));
  const auto one = desk.told(desk.answer(as(first, post("/api/v1/me/phones", meeting, "k3"))));
  const auto two = desk.told(desk.answer(as(first, post("/api/v1/me/phones", meeting, "k4"))));
  CHECK(desk.answer(post("/api/v1/join", {{"token", one["token"]}})).status == 404);
  CHECK(desk.answer(post("/api/v1/join", {{"token", two["token"]}})).status == 200);
}

TEST_CASE("who lost the answer to signing in is signed in once by the same request") {
  Desk desk;
  const auto lost = desk.answer(post("/api/v1/sign-in", sign_in_body(), "key-1"));
  const auto again = desk.answer(post("/api/v1/sign-in", sign_in_body(), "key-1"));
  REQUIRE(again.status == 200);
  CHECK(desk.kind_of(lost) == "nobody");
  CHECK(desk.kind_of(again) == "staff");
  const auto cookie = header_of(again, "set-cookie");
  CHECK_THAT(cookie, Catch::Contains("; HttpOnly; SameSite=Lax"));
}

TEST_CASE("nobody waits behind passwords but who signs in") {
  Desk desk;
  const auto invitation = desk.identity.invite("resident", "head-1", "meeting-1", false);
  std::future<net::HttpResponse> signing_in;
  {
    const Busy busy(desk.doors.sign_ins);
    signing_in = desk.ask(post("/api/v1/sign-in", sign_in_body()));
    CHECK(desk.answer(post("/api/v1/join", {{"token", invitation.token}})).status == 200);
    CHECK(desk.answer(get("/api/v1/me")).status == 200);
    CHECK(desk.answer(get("/records/nothing")).status == 404);
    CHECK_FALSE(is_there(signing_in));
  }
  CHECK(signing_in.get().status == 200);
}

TEST_CASE("staff of a meeting name somebody without a phone, once however often it is asked") {
  Desk desk;
  views::ViewState listed;
  listed.meeting.id = MeetingId("m");
  listed.meeting.grid = GridId("grid-1");
  listed.meeting.electorate.value = std::make_shared<const domain::RollSnapshot>();
  desk.lists.update(listed);
  const auto account = desk.directory->account_by_login("chen")->id;
  const auto signed_in = desk.answer(post("/api/v1/sign-in", sign_in_body()));
  const auto cookie = header_of(signed_in, "set-cookie");
  const auto name = [&](const char* text, const char* key, const char* meeting = "m") {
    auto request =
        post(std::string("/api/v1/meetings/") + meeting + "/people", {{"name", text}}, key);
    request.headers.emplace_back("cookie", cookie.substr(0, cookie.find(';')));
    return desk.answer(request);
  };
  const auto code = [](const net::HttpResponse& response) {
    return json::parse(*response.body)["code"].get<std::string>();
  };
  CHECK(code(name("张阿姨", "k1")) == "permission.denied");
  desk.directory->grant({account, "facilitator", "grid-1"});
  const auto first = json::parse(*name("张阿姨", "k1").body)["person"].get<std::string>();
  CHECK(desk.directory->label(first) == "张阿姨");
  CHECK(json::parse(*name("张阿姨", "k1").body)["person"] == first);
  CHECK(json::parse(*name("张阿姨", "k2").body)["person"] != first);
  CHECK(code(name("李阿姨", "k1")) == "command.id_reused");
  CHECK(code(name(" ", "k3")) == "http.body");
  CHECK(code(name("张阿姨", "no key!")) == "http.idempotency_key");
  CHECK(code(name("张阿姨", "k4", "no-such")) == "meeting.unknown");
}

TEST_CASE("however many pages and rolls are asked for, who comes in comes in") {
  Desk desk;
  const auto invitation = desk.identity.invite("resident", "head-1", "meeting-1", false);
  const Busy pages(desk.doors.workers);
  const Busy rolls(desk.doors.imports);
  std::vector<std::future<net::HttpResponse>> waiting;
  while (waiting.size() < 2) waiting.push_back(desk.ask(get("/records/nothing")));
  CHECK(desk.answer(get("/records/nothing")).status == 503);
  CHECK(desk.answer(post("/api/v1/invitations/look", {{"code", invitation.code}})).status == 200);
  const auto in = desk.answer(post("/api/v1/join", {{"code", invitation.code}}));
  CHECK(in.status == 200);
  CHECK(desk.kind_of(in) == "resident");
}

TEST_CASE("a roll that is read holds up nobody but the next roll") {
  StaffedDesk desk;
  const auto admin = desk.sign_in("zhou", "administrator", "grid-0");
  const auto roll = [&] {
    auto request = as(admin, post("/api/v1/grids/grid-1/roll", json::object(), "k"));
    request.query = "check=1";
    request.headers.front() = {"content-type", "text/csv"};
    return request;
  };
  const Busy reading(desk.doors.imports);
  std::vector<std::future<net::HttpResponse>> waiting;
  while (waiting.size() < 2) waiting.push_back(desk.ask(roll()));
  CHECK(code_of(desk.answer(roll())) == "server.busy");
  CHECK(desk.answer(get("/api/v1/grids/root")).status == 200);
}

TEST_CASE("one address has its share of what waits, and others have theirs") {
  live::test::Scene scene;
  log::test::TemporaryFolder folder;
  const auto directory = directory::open_directory(folder.path());
  Doors doors{scene, *directory, kOwedToASiteMax + 10};
  std::vector<std::future<net::HttpResponse>> waiting;
  const auto asked_by = [&](const std::string& address) {
    waiting.push_back(doors.ask(from(address, get("/records/nothing"))));
    return !is_there(waiting.back());
  };
  {
    const Busy busy(doors.workers);
    std::size_t owed = 0;
    while (owed < kOwedToASiteMax && asked_by(kInTheHall)) ++owed;
    CHECK(owed == kOwedToAnAddressMax);
    CHECK(asked_by("198.51.100.1"));
    for (auto& answer : waiting) {
      if (is_there(answer)) CHECK(code_of(answer.get()) == "server.busy");
    }
  }
  for (auto& answer : waiting) {
    if (answer.valid()) CHECK(answer.get().status == 404);
  }
  // What was answered is owed no more.
  CHECK(doors.answer(from(kInTheHall, get("/records/nothing"))).status == 404);
}

TEST_CASE("a GET writes nothing to the Directory, whoever asks and whatever for") {
  StaffedDesk desk;
  const auto admin = desk.sign_in("zhou", "administrator", "grid-0");
  desk.list_meeting();
  const auto bytes = [&] {
    std::string all;
    for (const char* file : {"directory.db", "directory.db-wal"}) {
      if (std::filesystem::exists(desk.folder.file(file))) {
        all += log::test::bytes_of_file(desk.folder.file(file));
      }
    }
    return all;
  };
  const auto before = bytes();
  for (const auto& route : route_table()) {
    if (route.method != "GET") continue;
    std::string path(route.path);
    for (auto at = path.find('{'); at != std::string::npos; at = path.find('{')) {
      path.replace(at, path.find('}') - at + 1, "meeting-1");
    }
    INFO(path);
    desk.answer(get(path));
    auto known = as(admin, get(path));
    known.headers.emplace_back("user-agent", "Mozilla/5.0 (Windows) Firefox/120");
    desk.answer(known);
    CHECK(bytes() == before);
  }
}

TEST_CASE("what reads the log or the lists does not keep the shard") {
  Desk desk;
  std::vector<std::future<net::HttpResponse>> reading;
  {
    const Busy busy(desk.doors.workers);
    reading.push_back(desk.ask(get("/api/v1/meetings/nothing")));
    reading.push_back(desk.ask(get("/records/nothing")));
    for (const auto& answer : reading) CHECK_FALSE(is_there(answer));
    CHECK(is_there(desk.ask(get("/healthz"))));
    const auto too_many = desk.answer(get("/api/v1/meetings/nothing"));
    CHECK(too_many.status == 503);
    CHECK(json::parse(*too_many.body)["code"] == "server.busy");
  }
  CHECK(reading[0].get().status == 404);
  CHECK(reading[1].get().status == 404);
}

TEST_CASE("once there is an account, the way of the first administrator is closed") {
  Desk desk;
  CHECK_FALSE(desk.identity.new_setup_code().has_value());
  const json body = {
      {"code", "1234567890"}, {"login", "x"}, {"password", kPassword}, {"name", "n"}};
  const auto refused = desk.answer(post("/api/v1/setup", body, "k"));
  CHECK(refused.status == 409);
  CHECK(json::parse(*refused.body)["code"] == "setup.closed");
  CHECK_FALSE(json::parse(*desk.answer(get("/api/v1/me")).body).contains("setup"));
}

TEST_CASE("devices are told apart by their kind alone") {
  CHECK(device_of("Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/116.0 Mobile "
                  "Safari/537.36 MicroMessenger/8.0") == "Android · WeChat");
  CHECK(device_of("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 "
                  "Safari/604.1") == "iPhone · Safari");
  CHECK(device_of("curl/8.0").empty());
}

TEST_CASE("accounts are kept by whoever is administrator above all their roles") {
  StaffedDesk office;
  const auto city = office.sign_in("city", "administrator", "grid-0");
  const auto street = office.sign_in("street", "administrator", "grid-1");
  const auto chair = office.sign_in("chair", "facilitator", "grid-1");
  const auto account = [](const char* login, const char* grid) {
    return json{{"login", login},
                {"name", "n"},
                {"roles", json::array({{{"role", "facilitator"}, {"grid", grid}}})}};
  };
  const auto code = [&](const net::HttpResponse& who, const std::string& path, const json& body) {
    const auto response = office.answer(as(who, post(path, body, "key-" + path + body.dump())));
    return response.status == 200 ? std::string("done")
                                  : std::string(office.told(response)["code"]);
  };
  int key = 0;
  const auto change = [&](const net::HttpResponse& who, const std::string& path, const json& body) {
    const auto response = office.answer(as(who, post(path, body, "k" + std::to_string(++key))));
    return response.status == 200 ? std::string("done")
                                  : std::string(office.told(response)["code"]);
  };
  CHECK(code(city, "/api/v1/accounts", account("x", "grid-1")) == "http.idempotency_key");
  CHECK(change(chair, "/api/v1/accounts", account("x", "grid-1")) == "permission.denied");
  CHECK(change(street, "/api/v1/accounts", account("x", "grid-2")) == "permission.denied");
  CHECK(change(street, "/api/v1/accounts", account("no login!", "grid-1")) == "account.login");
  CHECK(change(street, "/api/v1/accounts", account("chair", "grid-1")) == "account.login_taken");
  CHECK(change(street, "/api/v1/accounts", account("x", "nowhere")) == "account.roles");
  CHECK(change(street, "/api/v1/accounts", account("x", "grid-1")) == "done");

  const auto path = [&](const char* login, const char* what) {
    return "/api/v1/accounts/" + office.id_of(login) + "/" + what;
  };
  CHECK(change(street, path("city", "password"), json::object()) == "permission.denied");
  CHECK(change(street, path("city", "close"), json::object()) == "permission.denied");
  CHECK(change(chair, path("x", "password"), json::object()) == "permission.denied");
  // The own password is changed with the old one alone, whoever one is.
  CHECK(change(city, path("city", "password"), json::object()) == "permission.denied");
  CHECK(change(street, path("street", "password"), json::object()) == "permission.denied");
  CHECK(office.answer(as(city, get("/api/v1/accounts"))).status == 200);  // and is still in
  CHECK(change(city, path("city", "close"), json::object()) == "account.last_administrator");
  const json last = {{"withdraw", json::array({{{"role", "administrator"}, {"grid", "grid-0"}}})}};
  CHECK(change(city, path("city", "roles"), last) == "account.last_administrator");
  const json more = {{"grant", json::array({{{"role", "recorder"}, {"grid", "grid-0"}}})}};
  CHECK(change(street, path("x", "roles"), more) == "permission.denied");
  CHECK(change(city, path("x", "roles"), more) == "done");
  // With a role above, the account is out of the street's reach.
  CHECK(change(street, path("x", "password"), json::object()) == "permission.denied");
  CHECK(change(city, path("x", "close"), json::object()) == "done");
  CHECK(office.directory->account_by_login("x")->password_hash.empty());
  const auto nobody = office.answer(get("/api/v1/accounts"));
  CHECK(office.told(nobody)["code"] == "session.required");
  const auto list = office.told(office.answer(as(chair, get("/api/v1/accounts"))));
  REQUIRE(list["accounts"].size() == 1);
  CHECK(list["accounts"][0]["own"] == true);
  CHECK(list["keeps"] == false);
}

TEST_CASE(
    "a change of the Desk that comes again is carried out once, and its key serves no other") {
  StaffedDesk office;
  const auto city = office.sign_in("city", "administrator", "grid-0");
  office.sign_in("chair", "facilitator", "grid-1");
  const auto path = "/api/v1/accounts/" + office.id_of("chair") + "/roles";
  const json role = {{{"role", "recorder"}, {"grid", "grid-1"}}};
  const json grant = {{"grant", json::array({role[0]})}};
  const auto ask = [&](const json& body, const char* key) {
    return office.answer(as(city, post(path, body, key))).status;
  };
  CHECK(ask(grant, "one") == 200);
  CHECK(ask({{"withdraw", json::array({role[0]})}}, "two") == 200);
  CHECK(ask(grant, "one") == 200);
  CHECK(office.directory->roles(office.id_of("chair")).size() == 1);
  CHECK(ask({{"withdraw", json::array({role[0]})}}, "one") == 409);
}

TEST_CASE("an account made again by the same request is one account, with the newer password") {
  StaffedDesk office;
  const auto city = office.sign_in("city", "administrator", "grid-0");
  const json body = {{"login", "li"},
                     {"name", "李记录"},
                     {"roles", json::array({{{"role", "recorder"}, {"grid", "grid-1"}}})}};
  const auto make = [&] {
    return office.told(office.answer(as(city, post("/api/v1/accounts", body, "one"))));
  };
  const auto lost = make();
  const auto again = make();
  CHECK(lost["id"] == again["id"]);
  CHECK(lost["password"] != again["password"]);
  const auto sign_in = [&](const json& with) {
    return office.answer(post("/api/v1/sign-in", {{"login", "li"}, {"password", with["password"]}}))
        .status;
  };
  CHECK(sign_in(lost) == 401);
  CHECK(sign_in(again) == 200);
  CHECK(office.directory->label(again["id"].get<std::string>()) == "李记录");
}

TEST_CASE("the request that made an account is no way into what the account has become") {
  StaffedDesk office;
  const auto city = office.sign_in("city", "administrator", "grid-0");
  const auto street = office.sign_in("street", "administrator", "grid-1");
  const json body = {{"login", "li"},
                     {"name", "李记录"},
                     {"roles", json::array({{{"role", "recorder"}, {"grid", "grid-1"}}})}};
  const auto make = [&] {
    return office.answer(as(street, post("/api/v1/accounts", body, "one")));
  };
  const auto made = office.told(make());
  const auto id = made["id"].get<std::string>();
  const json more = {{"grant", json::array({{{"role", "administrator"}, {"grid", "grid-0"}}})}};
  REQUIRE(office.answer(as(city, post("/api/v1/accounts/" + id + "/roles", more, "two"))).status ==
          200);
  CHECK(code_of(make()) == "permission.denied");
  const json first = {{"login", "li"}, {"password", made["password"]}};
  CHECK(office.answer(post("/api/v1/sign-in", first)).status == 200);
}

TEST_CASE("whoever knows the old password sets a new one, and other devices are out") {
  StaffedDesk office;
  const auto here = office.sign_in("chair", "facilitator", "grid-1");
  const auto there = office.sign_in("chair", "facilitator", "grid-1");
  const auto change = [&](const std::string& before) {
    const json body = {{"old", before}, {"new", "another long password"}};
    return office.answer(as(here, post("/api/v1/me/password", body, "k" + before.substr(0, 1))));
  };
  CHECK(office.told(change("wrong"))["code"] == "sign_in.wrong");
  const auto changed = change(kPassword);
  REQUIRE(changed.status == 200);
  CHECK(office.kind_of(there) == "nobody");
  CHECK(office.kind_of(here) == "nobody");
  CHECK(office.kind_of(changed) == "staff");
}

TEST_CASE("a second factor is set up, asked for, and reset by whoever keeps the account") {
  StaffedDesk office;
  const auto city = office.sign_in("city", "administrator", "grid-0");
  const auto chair = office.sign_in("chair", "facilitator", "grid-1");
  const auto id = office.id_of("chair");
  const auto ask = [&](const net::HttpResponse& who, const std::string& path, const json& body,
                       const char* key) {
    return office.answer(as(who, post("/api/v1/" + path, body, key)));
  };
  const auto enter = [&](const json& second) {
    json body = {{"login", "chair"}, {"password", kPassword}};
    if (!second.is_null()) body["second"] = second;
    return office.answer(post("/api/v1/sign-in", body));
  };
  CHECK(code_of(ask(chair, "me/second-factor", {{"password", "wrong"}}, "a")) == "sign_in.wrong");
  const auto begun = office.told(ask(chair, "me/second-factor", {{"password", kPassword}}, "b"));
  CHECK(begun["uri"].get<std::string>().find("secret=" + begun["secret"].get<std::string>()) !=
        std::string::npos);
  CHECK(enter(nullptr).status == 200);  // not before it is confirmed
  CHECK(code_of(ask(chair, "me/second-factor/confirm", {{"code", "x"}}, "c")) ==
        "sign_in.second_wrong");
  const auto code = live::test::app_code(*office.directory, id, office.scene.clock.now());
  const auto on = office.told(ask(chair, "me/second-factor/confirm", {{"code", code}}, "d"));
  REQUIRE(on["recovery"].size() == 10);

  CHECK(code_of(enter(nullptr)) == "sign_in.second_needed");
  CHECK(code_of(enter(code)) == "sign_in.second_wrong");  // it was used to confirm
  CHECK(enter(on["recovery"][0]).status == 200);
  CHECK(code_of(enter(on["recovery"][0])) == "sign_in.second_wrong");
  const json new_password = {{"old", kPassword}, {"new", "another long password"}};
  CHECK(ask(chair, "me/password", new_password, "e").status == 200);

  const auto reset = "accounts/" + id + "/second-factor/reset";
  CHECK(ask(chair, reset, json::object(), "f").status == 401);  // its session has ended
  CHECK(ask(city, reset, json::object(), "g").status == 200);
  CHECK_FALSE(office.identity.has_second_factor(id));

  // Nobody resets the own one, not even who keeps all accounts.
  const auto own = office.id_of("city");
  ask(city, "me/second-factor", {{"password", kPassword}}, "h");
  const auto own_code = live::test::app_code(*office.directory, own, office.scene.clock.now());
  REQUIRE(ask(city, "me/second-factor/confirm", {{"code", own_code}}, "i").status == 200);
  const auto refused = ask(city, "accounts/" + own + "/second-factor/reset", json::object(), "j");
  CHECK(refused.status == 403);
  CHECK(code_of(refused) == "permission.denied");
  CHECK(office.identity.has_second_factor(own));
}

TEST_CASE("who must have a second factor is in without a right until it is on") {
  StaffedDesk office;
  office.identity.need_second_factor(live::NeedsSecond::administrators);
  const auto chair = office.sign_in("chair", "facilitator", "grid-1");
  CHECK(office.told(office.answer(as(chair, get("/api/v1/me"))))["second_factor"] == "off");
  const auto city = office.sign_in("city", "administrator", "grid-0");
  CHECK(office.told(city)["second_factor"] == "needed");
  const auto me = [&] { return office.told(office.answer(as(city, get("/api/v1/me")))); };
  CHECK(me()["second_factor"] == "needed");
  CHECK(me()["roles"].empty());
  office.answer(as(city, post("/api/v1/me/second-factor", {{"password", kPassword}}, "a")));
  const auto code =
      live::test::app_code(*office.directory, office.id_of("city"), office.scene.clock.now());
  office.answer(as(city, post("/api/v1/me/second-factor/confirm", {{"code", code}}, "b")));
  CHECK(me()["second_factor"] == "on");
  CHECK(me()["roles"]["grid-0"]["administrator"] == true);
}

TEST_CASE(
    "nobody is told that what she has just made is not there: the lists come so far or are busy") {
  Desk desk;
  std::uint64_t listed = 4;
  desk.doors.lists_have = [&](std::uint64_t number) { return number <= listed; };
  const auto after = [&](const char* place) {
    auto request = get("/api/v1/meetings/just-made");
    request.headers.emplace_back("after", place);
    return desk.answer(request);
  };
  const auto early = after("5");
  CHECK(early.status == 503);
  CHECK(code_of(early) == "server.busy");
  CHECK(header_of(early, "retry-after") == "1");
  listed = 5;
  CHECK(code_of(after("5")) == "meeting.unknown");
  for (const auto* none : {"x", "-1", "5.0", "99999999999999999999"}) {
    CHECK(code_of(after(none)) == "http.malformed");
  }
}

TEST_CASE("that something is not there is said of lists that have everything") {
  Desk desk;
  views::ViewState made;
  made.meeting.id = MeetingId("m");
  made.meeting.version = 1;
  made.meeting.announced_at = Time{1};
  made.meeting.grid = GridId("grid-1");
  made.meeting.electorate.value = std::make_shared<const domain::RollSnapshot>();
  desk.doors.lists_are_current = false;
  int waited = 0;
  desk.doors.lists_have = [&](std::uint64_t) {
    if (++waited == 1) return false;
    desk.doors.listing.feeder.meeting_is(made);
    return desk.doors.listing.feeder.wait(std::chrono::seconds(20));
  };
  CHECK(code_of(desk.answer(get("/api/v1/meetings/m"))) == "server.busy");
  CHECK(desk.answer(get("/api/v1/meetings/m")).status == 200);
  CHECK(desk.answer(get("/api/v1/meetings/m")).status == 200);
  CHECK(waited == 2);
}

TEST_CASE("an answer to what was done says how far the log was, one to a question does not") {
  Desk desk;
  const auto done = desk.answer(post("/api/v1/sign-in", sign_in_body()));
  REQUIRE(done.status == 200);
  const auto newest = desk.scene.inner->checkpoint()->number;
  CHECK(header_of(done, "after") == std::to_string(newest));
  CHECK(header_of(desk.answer(get("/api/v1/me")), "after").empty());
}

TEST_CASE("while the lists are made for the first time, what needs them is busy") {
  Desk desk;
  desk.doors.listing.settle();
  desk.doors.listing.file.set_answers(false);
  const auto response = desk.answer(get("/api/v1/meetings/m"));
  CHECK(response.status == 503);
  CHECK(code_of(response) == "server.busy");
}

TEST_CASE("a household's slips and devices are for whoever runs its meetings") {
  StaffedDesk office;
  office.scene.start_sitting();  // slips are entries of its log
  office.list_meeting();
  const auto chair = office.sign_in("chair", "facilitator", "grid-1");
  const auto next_door = office.sign_in("other", "facilitator", "grid-2");
  const auto keeper = office.sign_in("keeper", "administrator", "grid-0");
  const std::string path = "/api/v1/meetings/" + office.scene.meeting.str() + "/households";
  for (const auto& who : {next_door, keeper}) {
    CHECK(office.answer(as(who, get(path))).status == 403);
    const json heads = {{"heads", json::array({"head-1"})}};
    CHECK(office.answer(as(who, post(path + "/invite", heads, "k"))).status == 403);
    CHECK(
        office.answer(as(who, post(path + "/head-1/replace-phone", json::object(), "k"))).status ==
        403);
  }
  const auto stranger =
      office.answer(as(chair, post(path + "/invite", {{"heads", json::array({"nobody"})}}, "k")));
  CHECK(office.told(stranger)["code"] == "household.unknown");
  const json twice = {{"heads", json::array({"head-1", "head-1", "head-2"})}};
  const auto slips = office.told(office.answer(as(chair, post(path + "/invite", twice, "k"))));
  REQUIRE(slips["slips"].size() == 2);

  const auto phone = office.answer(post("/api/v1/join", {{"code", slips["slips"][0]["code"]}}));
  CHECK(office.kind_of(phone) == "resident");
  const auto replaced = office.told(
      office.answer(as(chair, post(path + "/head-1/replace-phone", json::object(), "k2"))));
  CHECK(office.kind_of(phone) == "nobody");
  const auto anew = office.answer(post("/api/v1/join", {{"token", replaced["slips"][0]["token"]}}));
  CHECK(office.kind_of(anew) == "resident");

  const auto list = office.told(office.answer(as(chair, get(path))));
  CHECK(list["households"].size() == 8);
  const auto& row = list["households"][1];
  REQUIRE(row["head"] == "head-1");
  CHECK(row["invitation"] == "used");
  REQUIRE(row["sessions"].size() == 1);
  const auto revoke = [&](const json& session) {
    return office.answer(as(chair, post(path + "/head-1/revoke", {{"session", session}}, "k3")))
        .status;
  };
  CHECK(revoke(row["sessions"][0]["id"]) == 200);
  CHECK(office.kind_of(anew) == "nobody");
}

TEST_CASE("names of households are for whoever runs their meeting, and stand on their slips") {
  StaffedDesk office;
  office.scene.start_sitting();  // slips are entries of its log
  office.list_meeting();
  office.directory->put_labels({{"representative:head-1", "representative", "王建国"}});
  const auto chair = office.sign_in("chair", "facilitator", "grid-1");
  const auto path = "/api/v1/meetings/" + office.scene.meeting.str();
  for (const auto& who : {office.sign_in("other", "facilitator", "grid-2"),
                          office.sign_in("keeper", "administrator", "grid-0")}) {
    CHECK(office.answer(as(who, get(path + "/names"))).status == 403);
  }
  const auto names = office.told(office.answer(as(chair, get(path + "/names"))));
  CHECK(names["names"] == json{{"head-1", "王建国"}});
  const auto list = office.told(office.answer(as(chair, get(path + "/households"))));
  CHECK(list["households"][1]["name"] == "王建国");
  CHECK_FALSE(list["households"][2].contains("name"));
  const json heads = {{"heads", json::array({"head-1", "head-2"})}};
  const auto slips =
      office.told(office.answer(as(chair, post(path + "/households/invite", heads, "k"))));
  REQUIRE(slips["slips"].size() == 2);
  CHECK(slips["slips"][0]["name"] == "王建国");
  CHECK_FALSE(slips["slips"][1].contains("name"));
}

}  // namespace roundtable::http::test
