// What HTTP answers: problem documents, who may read the metrics, requests that come again, and who
// waits behind whom.
#include "app/routes.hpp"

#include <future>

#include "live/scene.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::app::test {
namespace {

using nlohmann::json;

constexpr const char* kHall = "203.0.113.7";
constexpr const char* kPassword = "a long enough password";

net::HttpRequest get(const std::string& path, const std::string& remote = kHall) {
  net::HttpRequest request;
  request.method = "GET";
  request.path = path;
  request.remote = remote;
  return request;
}

net::HttpRequest post(const std::string& path, const json& body, const std::string& key = "") {
  auto request = get(path);
  request.method = "POST";
  request.headers = {{"content-type", "application/json"}};
  if (!key.empty()) request.headers.emplace_back("idempotency-key", key);
  request.body = body.dump();
  return request;
}

json sign_in_body(const std::string& password = kPassword) {
  return {{"login", "chen"}, {"password", password}};
}

std::string header(const net::HttpResponse& response, const std::string& name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return "";
}

struct Desk {
  Desk() {
    REQUIRE(std::holds_alternative<std::string>(identity.add_account("chen", kPassword, "")));
  }

  std::future<net::HttpResponse> ask(net::HttpRequest request) {
    auto answered = std::make_shared<std::promise<net::HttpResponse>>();
    routes.on_request(std::move(request), 0, [answered](net::HttpResponse response) {
      answered->set_value(std::move(response));
    });
    return answered->get_future();
  }
  net::HttpResponse answer(net::HttpRequest request) { return ask(std::move(request)).get(); }
  /// Who the cookie of that answer signs in.
  std::string kind_of(const net::HttpResponse& signed_in) {
    const auto cookie = header(signed_in, "set-cookie");
    auto request = get("/api/v1/me");
    request.headers = {{"cookie", cookie.substr(0, cookie.find(';'))}};
    return json::parse(*answer(request).body)["kind"];
  }

  live::test::Scene scene;
  log::test::TemporaryFolder folder;
  log::test::TemporaryFolder web;
  std::unique_ptr<log::Directory> directory = log::open_directory(folder.path());
  live::test::SteppedClock steady;
  live::Identity identity{*directory, scene.clock, steady, scene.randomness};
  views::Lists lists;
  Meters meters;
  net::StaticFiles files{web.path()};
  RecordPages records{ROUNDTABLE_SOURCE_DIR "/templates/records",
                      *scene.inner,
                      *scene.registry,
                      lists,
                      *directory,
                      scene.clock};
  Importer importer{*scene.registry, *directory, scene.randomness};
  ImportRoutes imports{importer, identity, *scene.registry, meters};
  live::TemplateBook templates =
      live::TemplateBook::load(ROUNDTABLE_SOURCE_DIR "/templates/meetings", scene.rules);
  MeetingServices meetings{identity,    *scene.registry, scene.rules, templates,
                           *scene.hall, lists,           meters,      scene.clock};
  std::atomic<bool> ready{true};
  live::Workers workers{1, 2};
  live::Workers sign_ins{1, 2};
  Routes routes{RouteServices{identity,
                              *scene.registry,
                              scene.rules,
                              workers,
                              sign_ins,
                              *scene.hub,
                              *directory,
                              *scene.inner,
                              lists,
                              meters,
                              scene.clock,
                              files,
                              records,
                              imports,
                              meetings,
                              ready,
                              {"127.0.0.1", "::1"}}};
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
      {get("/nothing.png"), 404, "http.not_found"},
      {get("/metrics"), 403, "http.metrics"},
  };
  for (const auto& [request, status, code] : refused) {
    const auto response = desk.answer(request);
    INFO(request.method << " " << request.path << " " << request.body);
    CHECK(response.status == status);
    CHECK(header(response, "content-type") == "application/problem+json; charset=utf-8");
    const auto body = json::parse(*response.body);
    CHECK(body["code"] == code);
    CHECK(body["status"] == status);
    CHECK(body["type"] == "about:blank");
    CHECK(body["fields"].is_object());
  }
}

TEST_CASE("only the addresses that may read the metrics do, and only directly") {
  Desk desk;
  CHECK(desk.answer(get("/metrics", "127.0.0.1")).status == 200);
  CHECK(desk.answer(get("/metrics", "::1")).status == 200);
  CHECK(desk.answer(get("/metrics", kHall)).status == 403);
  auto through_a_proxy = get("/metrics", "127.0.0.1");
  through_a_proxy.headers = {{"x-forwarded-for", "127.0.0.1"}};
  CHECK(desk.answer(through_a_proxy).status == 403);
}

TEST_CASE("who lost the answer to signing in is signed in once by the same request") {
  Desk desk;
  const auto lost = desk.answer(post("/api/v1/sign-in", sign_in_body(), "key-1"));
  const auto again = desk.answer(post("/api/v1/sign-in", sign_in_body(), "key-1"));
  REQUIRE(again.status == 200);
  CHECK(desk.kind_of(lost) == "nobody");
  CHECK(desk.kind_of(again) == "staff");
  const auto cookie = header(again, "set-cookie");
  CHECK_THAT(cookie, Catch::Contains("; HttpOnly; SameSite=Lax"));
}

TEST_CASE("nobody waits behind passwords but who signs in") {
  Desk desk;
  const auto invitation = desk.identity.invite("resident", "head-1", "meeting-1", false);
  std::future<net::HttpResponse> signing_in;
  {
    const Busy busy(desk.sign_ins);
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
  const auto cookie = header(signed_in, "set-cookie");
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

TEST_CASE("what reads the log or the lists does not keep the shard") {
  Desk desk;
  std::vector<std::future<net::HttpResponse>> reading;
  {
    const Busy busy(desk.workers);
    reading.push_back(desk.ask(get("/api/v1/me")));
    reading.push_back(desk.ask(get("/records/nothing")));
    for (const auto& answer : reading) CHECK_FALSE(is_there(answer));
    CHECK(is_there(desk.ask(get("/healthz"))));
    const auto too_many = desk.answer(get("/api/v1/me"));
    CHECK(too_many.status == 503);
    CHECK(json::parse(*too_many.body)["code"] == "server.busy");
  }
  CHECK(reading[0].get().status == 200);
  CHECK(reading[1].get().status == 404);
}

}  // namespace roundtable::app::test
