// Method: the table of routes is walked - against docs/openapi.yaml both ways, against its own
// promises, and who may ask cell by cell - and what hangs on it is asked of a whole Routes.
#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "domain/limits.hpp"
#include "doors.hpp"
#include "imports/limits.hpp"

namespace roundtable::http::test {
namespace {

using live::Role;
using live::SubjectKind;
using nlohmann::json;

/// What docs/openapi.yaml says of one method of one path.
struct Described {
  bool key = false;
  bool key_required = false;
  std::set<std::string> body_types;
  std::set<std::string> answer_types;  // of 200
};

bool is_name_line(const std::string& line, std::size_t indent) {
  return line.size() > indent + 1 && line.find_first_not_of(' ') == indent && line.ends_with(":");
}

std::string unquoted(std::string text) {
  std::erase(text, '"');
  return text;
}

/// "GET /api/v1/me" -> what is said of it. Reads the few shapes that file is written in.
std::map<std::string, Described> described_routes() {
  std::ifstream file(ROUNDTABLE_SOURCE_DIR "/docs/openapi.yaml");
  std::map<std::string, Described> found;
  std::string line, path, section, status;
  Described* route = nullptr;
  bool in_key = false;
  while (std::getline(file, line) && line != "components:") {
    if (line.starts_with("  /")) {
      path = line.substr(2, line.size() - 3);
      route = nullptr;
    } else if (line == "    get:" || line == "    post:") {
      route = &found[(line == "    get:" ? "GET " : "POST ") + path];
    } else if (is_name_line(line, 4)) {
      route = nullptr;  // parameters of the whole path
    } else if (route == nullptr) {
      continue;
    } else if (is_name_line(line, 6)) {
      section = line.substr(6, line.size() - 7);
      status = "";
    } else if (line.starts_with("        - name: ")) {
      in_key = line.find("Idempotency-Key") != std::string::npos;
      route->key = route->key || in_key;
    } else if (in_key && line == "          required: true" && section == "parameters") {
      route->key_required = true;
    } else if (section == "responses" && line.find_first_not_of(' ') == 8) {
      status = unquoted(line.substr(8, line.find(':') - 8));
    } else if (section == "requestBody" && line.find_first_not_of(' ') == 10) {
      route->body_types.insert(unquoted(line.substr(10, line.find(':') - 10)));
    } else if (status == "200" && line.find_first_not_of(' ') == 12 &&
               line.find('/') != std::string::npos) {
      route->answer_types.insert(unquoted(line.substr(12, line.find(':') - 12)));
    }
  }
  return found;
}

live::Subject somebody(SubjectKind kind, std::optional<Role> role = std::nullopt) {
  live::Subject subject;
  subject.kind = kind;
  subject.actor = ActorId("a");
  if (role) subject.roles.push_back({*role, GridId("g")});
  return subject;
}

}  // namespace

TEST_CASE("every route is described in docs/openapi.yaml, and nothing that is not routed") {
  const auto described = described_routes();
  std::set<std::string> routed;
  for (const auto& route : route_table()) {
    const auto label = label_of(route);
    INFO(label);
    CHECK(routed.insert(label).second);
    CHECK(described.contains(label));
  }
  for (const auto& [label, what] : described) {
    INFO(label);
    CHECK(routed.contains(label));
  }
}

TEST_CASE("keys, bodies and answers are described as the table has them") {
  const auto described = described_routes();
  for (const auto& route : route_table()) {
    INFO(label_of(route));
    REQUIRE(described.contains(label_of(route)));
    const auto& what = described.at(label_of(route));
    CHECK(what.key == (route.key != Key::none));
    CHECK(what.key_required == (route.key == Key::required));
    CHECK(what.body_types.empty() == (route.body == Body::none));
    for (const auto& type : what.body_types) CHECK(is_content_type_of(route.body, type));
    const bool json_answer = what.answer_types == std::set<std::string>{"application/json"};
    if (route.answer != Form::data) CHECK_FALSE(json_answer);
    if (route.answer == Form::data && !what.answer_types.empty()) CHECK(json_answer);
    if (route.answer == Form::page) CHECK(what.answer_types.contains("text/html"));
  }
}

TEST_CASE("the table holds together") {
  for (const auto& route : route_table()) {
    INFO(label_of(route));
    CHECK(route.handler != nullptr);
    CHECK((route.method == "GET" || route.method == "POST"));
    CHECK((route.method == "POST") == (route.key != Key::none));
    CHECK((route.method == "POST") == (route.body != Body::none));
    // Whose place is a grid or a meeting is asked by the first id of its path.
    if (place_of(route.who) == On::grid) CHECK(route.path.starts_with("/api/v1/grids/{id}/"));
    if (place_of(route.who) == On::meeting) CHECK(route.path.starts_with("/api/v1/meetings/{id}/"));
    if (route.lane == Lane::shard) CHECK(place_of(route.who) == On::nothing);
    std::string asked(route.path);
    for (auto open = asked.find('{'); open != std::string::npos; open = asked.find('{')) {
      asked.replace(open, asked.find('}') - open + 1, "x");
    }
    const auto found = find_route(route.method, asked);
    CHECK(found.route == &route);
    CHECK(find_route("HEAD", asked).route ==
          (route.method == "GET" ? &route : find_route("GET", asked).route));
  }
}

TEST_CASE("who may, cell by cell: what each person may do where she is, and elsewhere not") {
  constexpr Role kRoles[] = {Role::administrator, Role::facilitator,      Role::recorder,
                             Role::secretary,     Role::second_secretary, Role::supervisor};
  // In the order of kRoles.
  const std::map<Who, std::string> allowed = {
      {Who::staff, "yyyyyy"},          {Who::keeps_some_grid, "y--yy-"},
      {Who::keeps_grid, "y--yy-"},     {Who::keeps_rolls, "y--yy-"},
      {Who::keeps_offices, "y--yy-"},  {Who::keeps_organisations, "y-----"},
      {Who::reports_issues, "-yyyy-"}, {Who::records_standing, "y-----"},
      {Who::admits_people, "-y-yy-"},  {Who::sees_previews, "-yyyy-"},
      {Who::adds_files, "-yyyy-"},     {Who::invites_household, "-y-yy-"},
      {Who::replaces_phones, "-y-yy-"}};
  for (const auto& [who, row] : allowed) {
    for (std::size_t i = 0; i < std::size(kRoles); ++i) {
      INFO("class " << static_cast<int>(who) << ", " << to_string(kRoles[i]));
      CHECK(may(who, somebody(SubjectKind::staff, kRoles[i]), {kRoles[i]}) == (row[i] == 'y'));
    }
    INFO("class " << static_cast<int>(who));
    // Without a role that reaches the place; of what has no place, without any.
    CHECK(may(who, somebody(SubjectKind::staff), {}) == (who == Who::staff));
    for (const auto kind : {SubjectKind::nobody, SubjectKind::observer, SubjectKind::resident}) {
      CHECK_FALSE(may(who, somebody(kind), {}));
      CHECK_FALSE(may(who, somebody(kind, Role::administrator), {Role::administrator}));
    }
  }
  CHECK(may(Who::anyone, somebody(SubjectKind::nobody), {}));
}

TEST_CASE("whoever is not signed in is asked to, on every route that is not for everybody") {
  live::test::Scene scene;
  log::test::TemporaryFolder folder;
  const auto directory = directory::open_directory(folder.path());
  Doors doors(scene, *directory);
  const auto resident = doors.person("", "r", "resident");
  for (const auto& route : route_table()) {
    if (route.who == Who::anyone || route.who == Who::operators) continue;
    std::string path(route.path);
    for (auto open = path.find('{'); open != std::string::npos; open = path.find('{')) {
      path.replace(open, path.find('}') - open + 1, "x");
    }
    for (const auto& who : {std::string(), resident}) {
      auto request = get(path, who);
      request.method = std::string(route.method);
      INFO(label_of(route));
      const auto response = doors.answer(request);
      CHECK(response.status == 401);
      CHECK(code_of(response) == "session.required");
    }
  }
}

TEST_CASE("a path that is there under another method says which, one that is not is not found") {
  live::test::Scene scene;
  log::test::TemporaryFolder folder;
  const auto directory = directory::open_directory(folder.path());
  Doors doors(scene, *directory);
  const auto ask = [&](const char* method, const char* path) {
    auto request = get(path);
    request.method = method;
    return doors.answer(request);
  };
  const std::vector<std::tuple<const char*, const char*, std::string>> allowed = {
      {"DELETE", "/api/v1/me", "GET, HEAD"},       {"GET", "/api/v1/sign-in", "POST"},
      {"PUT", "/api/v1/grids", "GET, HEAD, POST"}, {"POST", "/healthz", "GET, HEAD"},
      {"POST", "/records/x", "GET, HEAD"},         {"POST", "/m/meeting-1", "GET, HEAD"},
  };
  for (const auto& [method, path, methods] : allowed) {
    INFO(method << " " << path);
    const auto response = ask(method, path);
    CHECK(response.status == 405);
    CHECK(code_of(response) == "http.method");
    CHECK(header_of(response, "allow") == methods);
  }
  for (const auto* path :
       {"/api/", "/api/v1/nothing", "/api/v1/grids/no id!", "/api/v1/grids/x/nothing",
        "/api/v1/grids/", "/api/v1/meetings/x/files/y", "/api/v2/me", "/files/", "/records/"}) {
    for (const auto* method : {"GET", "POST", "DELETE"}) {
      INFO(method << " " << path);
      const auto response = ask(method, path);
      if (response.status != 405) CHECK(response.status == 404);
    }
    INFO(path);
    CHECK(ask("GET", path).status == 404);
  }
}

TEST_CASE("only a body's own types are taken, and only files may be large") {
  CHECK(is_content_type_of(Body::object, "application/json; charset=utf-8"));
  CHECK_FALSE(is_content_type_of(Body::object, "text/plain"));
  CHECK_FALSE(is_content_type_of(Body::object, ""));
  CHECK(is_content_type_of(Body::table, "text/csv"));
  CHECK(is_content_type_of(Body::table,
                           "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
  CHECK_FALSE(is_content_type_of(Body::table, "application/json"));
  CHECK(is_content_type_of(Body::file, "image/png"));
  CHECK_FALSE(is_content_type_of(Body::file, "image/svg+xml"));
  CHECK(body_bytes_max(Body::table) == imports::kFileBytesMax);
  CHECK(body_bytes_max(Body::file) == static_cast<std::size_t>(domain::kFileBytesMax));
  CHECK_FALSE(body_bytes_max(Body::object));
}

TEST_CASE("a failure keeps its cause in the log line, with the route and nothing of the path") {
  live::test::Scene scene;
  log::test::TemporaryFolder folder;
  const auto directory = directory::open_directory(folder.path());
  Doors doors(scene, *directory);
  doors.reachable = []() -> std::vector<std::string> {
    throw log::LogFailure("the disk under /data is gone");
  };
  auto request = get("/api/v1/me", "", "token=secret");
  request.remote = "127.0.0.1";
  const auto response = doors.answer(request);
  CHECK(response.status == 503);
  CHECK(code_of(response) == "log.unavailable");
  CHECK(header_of(response, "retry-after") == "1");
  const auto line = json::parse(doors.log_lines.str());
  CHECK(line["level"] == "error");
  CHECK(line["what"] == "request_failed");
  CHECK(line["method"] == "GET");
  CHECK(line["route"] == "/api/v1/me");
  CHECK(line["detail"] == "the disk under /data is gone");
  CHECK(doors.log_lines.str().find("secret") == std::string::npos);
  CHECK_THAT(doors.meters.text(), Catch::Contains("roundtable_failures_total{what=\"read\"} 1"));
}

TEST_CASE("a mistake of ours is not answered as a busy log, and is told to the operator too") {
  live::test::Scene scene;
  log::test::TemporaryFolder folder;
  const auto directory = directory::open_directory(folder.path());
  Doors doors(scene, *directory);
  doors.reachable = []() -> std::vector<std::string> { throw std::logic_error("ours"); };
  auto request = get("/api/v1/me");
  request.remote = "127.0.0.1";
  const auto response = doors.answer(request);
  CHECK(response.status == 500);
  CHECK(code_of(response) == "server.failed");
  CHECK(json::parse(doors.log_lines.str())["detail"] == "ours");
}

TEST_CASE("answers are counted by route and outcome, refusals by code") {
  live::test::Scene scene;
  log::test::TemporaryFolder folder;
  const auto directory = directory::open_directory(folder.path());
  Doors doors(scene, *directory);
  doors.answer(get("/api/v1/me"));
  doors.answer(get("/api/v1/grids/nowhere"));
  doors.answer(get("/api/v1/nothing"));
  const auto text = doors.meters.text();
  const auto counted = [&](const std::string& route, const std::string& outcome) {
    return text.find("roundtable_http_answers_total{outcome=\"" + outcome + "\",route=\"" + route +
                     "\"} 1\n") != std::string::npos;
  };
  CHECK(counted("GET /api/v1/me", "done"));
  CHECK(counted("GET /api/v1/grids/{id}", "refused"));
  CHECK(counted("other", "refused"));
  CHECK_THAT(text, Catch::Contains("roundtable_refusals_total{code=\"grid.unknown\"} 1"));
  CHECK_THAT(text, Catch::Contains("roundtable_refusals_total{code=\"http.not_found\"} 1"));
}

}  // namespace roundtable::http::test
