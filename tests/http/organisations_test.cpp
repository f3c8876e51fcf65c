// Method: a street, a residents' committee, an owners' committee and a property firm on the scene's
// grids, each with somebody who acts for it, asked over HTTP for what belongs to another one.
#include "doors.hpp"
#include "live/access.hpp"

namespace roundtable::http::test {
namespace {

using nlohmann::json;

constexpr std::int64_t kDayUs = kMicrosPerDay;

struct Street {
  /// Somebody who holds that role on that grid for that organisation.
  std::string acting(const std::string& name, const std::string& role, const std::string& of,
                     const std::string& grid = "grid-0", std::optional<Time> until = {}) {
    auto cookie = doors.person("", "", "staff", name);
    directory->grant({name, role, grid, of, until});
    return cookie;
  }
  std::string organisation(const std::string& kind, const std::string& name,
                           const std::string& ends_on = "") {
    json said = {{"kind", kind}, {"name", name}};
    if (!ends_on.empty()) said["ends_on"] = ends_on;
    const auto answer = put(said);
    REQUIRE(answer.status == 200);
    return json::parse(*answer.body).at("id");
  }
  net::HttpResponse put(const json& said) {
    return doors.answer(
        post("/api/v1/grids/grid-0/organisations", said, "o" + std::to_string(++step), street));
  }
  json me(const std::string& cookie) {
    return json::parse(*doors.answer(get("/api/v1/me", cookie)).body);
  }
  unsigned status(const std::string& path, const std::string& cookie) {
    return doors.answer(get(path, cookie)).status;
  }

  log::test::TemporaryFolder folder;
  std::unique_ptr<directory::Directory> directory = directory::open_directory(folder.path());
  live::test::Scene scene;
  Doors doors{scene, *directory};
  std::string street = doors.person("administrator", "grid-0");
  int step = 0;
};

}  // namespace

TEST_CASE(
    "organisations are entered, renamed and ended by the street, and listed to who gives roles") {
  Street street;
  const auto committee = street.organisation("residents_committee", "开鲁二村居民委员会");
  CHECK(code_of(street.put({{"kind", "residents_committee"}, {"name", "开鲁二村 居民委员会 "}})) !=
        "");
  CHECK(code_of(street.put({{"kind", "club"}, {"name", "棋社"}})) == "organisation.kind");
  CHECK(code_of(street.put({{"kind", "unit"}, {"name", "　"}})) == "organisation.name");
  CHECK(code_of(street.put({{"kind", "unit"}, {"name", "开鲁二村居民委员会"}})) ==
        "organisation.name_taken");
  CHECK(code_of(street.put({{"kind", "unit"}, {"name", "专班"}, {"ends_on", "2026-02-30"}})) ==
        "organisation.ends_on");
  CHECK(code_of(street.put({{"id", "nobody"}, {"name", "x"}})) == "organisation.unknown");
  CHECK(street.put({{"id", committee}, {"name", "开鲁二村居委会"}}).status == 200);
  const auto listed = json::parse(
      *street.doors.answer(get("/api/v1/grids/grid-1/organisations", street.street)).body);
  REQUIRE(listed.at("organisations").size() == 1);
  CHECK(listed.at("organisations").front().at("name") == "开鲁二村居委会");
  const auto secretary = street.doors.person("secretary", "grid-0");
  CHECK(street.status("/api/v1/grids/grid-0/organisations", secretary) == 403);
  CHECK(street.doors
            .answer(post("/api/v1/grids/grid-0/organisations", {{"kind", "unit"}, {"name", "x"}},
                         "s", secretary))
            .status == 403);
}

TEST_CASE(
    "by which resolution the residents' committee enters papers of owners is told and taken back") {
  Street street;
  const auto page = [&](const std::string& grid) {
    return json::parse(
        *street.doors.answer(get("/api/v1/grids/" + grid + "/organisations", street.street)).body);
  };
  const auto record = [&](const std::string& text, bool below) {
    const json said = {{"body", live::kOwnersPapers}, {"text", text}, {"below", below}};
    return street.doors
        .answer(post("/api/v1/grids/grid-0/standing", said, "p" + std::to_string(++street.step),
                     street.street))
        .status;
  };
  CHECK(page("grid-0").at("records_papers") == true);
  CHECK_FALSE(page("grid-0").contains("owners_papers"));
  const std::string resolution = "2026年5月10日业主大会决议第3号";
  CHECK(record(resolution, false) == 200);
  CHECK(page("grid-0").at("owners_papers") == resolution);
  CHECK_FALSE(page("grid-1").contains("owners_papers"));
  CHECK(record(resolution, true) == 200);
  CHECK(page("grid-1").at("owners_papers") == resolution);
  CHECK(record("", true) == 200);
  CHECK_FALSE(page("grid-1").contains("owners_papers"));
}

TEST_CASE("who acts for a property firm gets nothing that the firm is not to see") {
  Street street;
  const auto firm = street.organisation("property_firm", "安居物业");
  const auto handler = street.acting("wu", "handler", firm);
  // Were a role given to her by mistake, the firm could not use it.
  street.directory->grant({"wu", "facilitator", "grid-0", firm});
  CHECK(street.me(handler).at("roles") == json{{"grid-0", {{"handler", true}}}});
  const auto meeting = street.scene.meeting.str();
  for (const auto& path : {"/api/v1/grids/grid-0/roll", "/api/v1/grids/grid-0/offices",
                           "/api/v1/grids/grid-0/organisations"}) {
    INFO(path);
    CHECK(street.status(path, handler) == 403);
  }
  // Nothing has been announced yet: to her there is no such meeting.
  for (const auto& of : {"households", "names", "issuing"}) {
    INFO(of);
    CHECK(street.status("/api/v1/meetings/" + meeting + "/" + of, handler) == 404);
  }
  CHECK(json::parse(*street.doors.answer(get("/api/v1/meetings", handler)).body)
            .at("meetings")
            .empty());
}

TEST_CASE(
    "a role ends with its term, and all roles with their organisation, at the end of the day") {
  Street street;
  const auto now = street.scene.clock.now();
  const auto today = shanghai_date(now);
  const auto team = street.organisation("street_department", "加梯专班", to_iso(today));
  const auto committee = street.organisation("residents_committee", "居委会");
  const auto of_team = street.acting("li", "supervisor", team);
  const auto for_a_day = street.acting("sun", "facilitator", committee, "grid-0", now + kDayUs / 2);
  CHECK_FALSE(street.me(of_team).at("roles").empty());
  CHECK_FALSE(street.me(for_a_day).at("roles").empty());
  street.scene.clock.forward(start_of_day(date_from_days(days_from_epoch(today) + 1)).micros -
                             now.micros);
  CHECK(street.me(of_team).at("kind") == "staff");
  CHECK(street.me(of_team).at("roles").empty());
  CHECK_FALSE(street.me(for_a_day).at("roles").empty());
  street.scene.clock.forward(kDayUs / 5);
  CHECK(street.me(for_a_day).at("kind") == "staff");
  CHECK(street.me(for_a_day).at("roles").empty());
}

TEST_CASE(
    "who works for two organisations has no role of either before she says for which she acts") {
  Street street;
  const auto residents = street.organisation("residents_committee", "居委会");
  const auto owners = street.organisation("owners_committee", "业委会");
  const auto both = street.acting("qian", "recorder", residents);
  street.directory->grant({"qian", "facilitator", "grid-0", owners});
  auto me = street.me(both);
  CHECK(me.at("roles").empty());
  CHECK(me.at("organisations").size() == 2);
  CHECK_FALSE(me.contains("acting_for"));
  const auto act = [&](const std::string& id, const std::string& key) {
    return street.doors.answer(post("/api/v1/me/organisation", {{"organisation", id}}, key, both));
  };
  CHECK(code_of(act("another", "a")) == "organisation.unknown");
  CHECK(act(owners, "b").status == 200);
  me = street.me(both);
  CHECK(me.at("acting_for") == owners);
  CHECK(me.at("roles") == json{{"grid-0", {{"facilitator", true}}}});
  CHECK(act(residents, "c").status == 200);
  CHECK(street.me(both).at("roles") == json{{"grid-0", {{"recorder", true}}}});
}

TEST_CASE("a role is given for an organisation of its grid or of one above that can give it") {
  Street street;
  const auto firm = street.organisation("property_firm", "安居物业");
  const auto give = [&](const json& role, const std::string& key) {
    return street.doors.answer(post("/api/v1/accounts",
                                    {{"login", key}, {"name", "某人"}, {"roles", {role}}}, key,
                                    street.street));
  };
  const auto facilitator =
      give({{"role", "facilitator"}, {"grid", "grid-0"}, {"organisation", firm}}, "one");
  CHECK(code_of(facilitator) == "account.roles");
  CHECK(code_of(give({{"role", "handler"}, {"grid", "grid-0"}, {"organisation", "nobody"}},
                     "two")) == "account.roles");
  CHECK(code_of(give({{"role", "handler"}, {"grid", "grid-0"}, {"ends_on", "soon"}}, "three")) ==
        "account.roles");
  CHECK(give({{"role", "handler"},
              {"grid", "grid-1"},
              {"organisation", firm},
              {"ends_on", "2099-12-31"}},
             "four")
            .status == 200);
  const auto accounts =
      json::parse(*street.doors.answer(get("/api/v1/accounts", street.street)).body);
  bool told = false;
  for (const auto& account : accounts.at("accounts")) {
    if (account.at("login") != "four") continue;
    const auto& role = account.at("roles").front();
    told = role.at("organisation_name") == "安居物业" && role.at("ends_on") == "2099-12-31";
  }
  CHECK(told);
}

}  // namespace roundtable::http::test
