// Convening over HTTP: from a template to a meeting with its rules and agenda in the log, what is
// refused before anything is written, and who may.
#include "app/meeting_routes.hpp"

#include <future>

#include "live/scene.hpp"
#include "support/fault_log.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::app::test {
namespace {

using domain::Roll;
using nlohmann::json;

constexpr std::int64_t kDay = kMicrosPerDay;

/// A worker's side of HTTP on a scene; the test's thread runs the meeting's strand meanwhile.
struct MeetingOffice {
  explicit MeetingOffice(std::unique_ptr<log::EventLog> log = nullptr, std::uint64_t seed = 1)
      : scene(std::move(log), seed) {
    scene.services->listed = [this](const views::ViewState& state) { lists.update(state); };
  }

  /// The cookie of an account with that role on that grid; "" for none of both.
  std::string staff(const std::string& login, const std::string& role, const std::string& grid) {
    const auto made = identity.add_account(login, "a long enough password", "");
    const auto account = std::get<std::string>(made);
    if (!role.empty()) directory->grant({account, role, grid});
    return cookie(identity.sign_in(login, "a long enough password", "line", ""));
  }
  static std::string cookie(const live::SignInAnswer& answer) {
    return "rt_session=" + std::get<live::SignedIn>(answer).token;
  }

  net::HttpResponse post(const json& body, const std::string& who, const std::string& key = "k1") {
    net::HttpRequest request;
    request.method = "POST";
    request.path = "/api/v1/meetings";
    request.headers = {{"cookie", who}, {"idempotency-key", key}};
    request.body = body.dump();
    auto answer =
        std::async(std::launch::async, [&] { return convene_meeting(services, request); });
    scene.strand.run_until(
        [&] { return answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready; });
    return answer.get();
  }
  json list(net::HttpResponse (*of)(const MeetingServices&, const net::HttpRequest&),
            const std::string& who) {
    net::HttpRequest request;
    request.headers = {{"cookie", who}};
    return json::parse(*of(services, request).body);
  }
  /// The payloads of a meeting's stream.
  std::vector<json> entries(const std::string& meeting) {
    std::vector<json> found;
    for (const auto& entry : scene.inner->read("meeting:" + meeting, 0, 1'000)) {
      found.push_back(json::parse(entry.payload));
    }
    return found;
  }

  json body() const {
    return {{"template", "owners-group"},
            {"grid", "grid-1"},
            {"roll", "roll-1"},
            {"scope", {{"kind", "building"}, {"building", "1"}}},
            {"title", "一号楼业主小组会议"},
            {"place", "底楼大厅"},
            {"scheduled_at", scene.clock.now().micros + 16 * kDay},
            {"agenda", json::array({{{"title", "核对名册"}, {"kind", "report"}, {"minutes", 10}},
                                    {{"title", "表决"}, {"kind", "decision"}}})}};
  }
  json without(const char* field) const {
    auto left = body();
    left.erase(field);
    return left;
  }
  json with(const char* field, json value) const {
    auto changed = body();
    changed[field] = std::move(value);
    return changed;
  }

  live::test::Scene scene;
  log::test::TemporaryFolder folder;
  std::unique_ptr<log::Directory> directory = log::open_directory(folder.path());
  live::test::SteppedClock steady;
  live::Identity identity{*directory, scene.clock, steady, scene.randomness};
  live::TemplateBook templates =
      live::TemplateBook::load(ROUNDTABLE_SOURCE_DIR "/templates/meetings", scene.rules);
  views::Lists lists;
  Meters meters;
  MeetingServices services{identity,    *scene.registry, scene.rules, templates,
                           *scene.hall, lists,           meters,      scene.clock};
};

std::string code(const net::HttpResponse& response) {
  return json::parse(*response.body).value("code", "");
}

}  // namespace

TEST_CASE("a meeting is convened from a template, with its rules and its agenda as edited") {
  MeetingOffice office;
  const auto chen = office.staff("chen", "facilitator", "grid-0");
  const auto response = office.post(office.body(), chen);
  INFO(*response.body);
  REQUIRE(response.status == 200);
  const auto meeting = json::parse(*response.body)["meeting"].get<std::string>();

  const auto entries = office.entries(meeting);
  REQUIRE(entries.size() == 3);
  const auto& convened = entries[0]["events"][0];
  CHECK(convened["title"] == "一号楼业主小组会议");
  CHECK(convened["body"] == "owners_group");
  CHECK(convened["scheduled_at"] == office.body()["scheduled_at"]);
  std::vector<std::string> rules;
  for (const auto& rule : convened["rules"]) rules.push_back(rule["id"]);
  CHECK(rules == std::vector<std::string>{"owners-group-ordinary", "owners-group-major",
                                          "elevator-building", "dwelling-to-business", "motion"});
  CHECK(entries[1]["events"][0]["title"] == "核对名册");
  CHECK(entries[1]["events"][0]["minutes"] == 10);
  CHECK(entries[2]["events"][0]["title"] == "表决");
}

TEST_CASE("without an agenda of one's own the proposed one is taken, in the language asked for") {
  MeetingOffice office;
  const auto chen = office.staff("chen", "facilitator", "grid-0");
  for (const std::string language : {"zh", "en"}) {
    auto body = office.without("agenda");
    body["language"] = language;
    const auto response = office.post(body, chen, "k-" + language);
    const auto entries = office.entries(json::parse(*response.body)["meeting"]);
    const auto& proposed = office.templates.find("owners-group")->agenda;
    REQUIRE(entries.size() == 1 + proposed.size());
    const auto& title = language == "en" ? proposed[0].title.en : proposed[0].title.zh;
    CHECK(entries[1]["events"][0]["title"] == title);
  }
}

TEST_CASE("the same request makes one meeting; another with its key is refused") {
  MeetingOffice office;
  const auto chen = office.staff("chen", "facilitator", "grid-0");
  const auto first = office.post(office.body(), chen);
  const auto again = office.post(office.body(), chen);
  CHECK(*again.body == *first.body);
  const auto meeting = json::parse(*first.body)["meeting"].get<std::string>();
  CHECK(office.entries(meeting).size() == 3);
  CHECK(code(office.post(office.with("title", "另一个会"), chen)) == "command.id_reused");
  CHECK(code(office.post(office.without("agenda"), chen)) == "command.id_reused");
  const auto other = office.post(office.body(), chen, "k2");
  CHECK(json::parse(*other.body)["meeting"] != meeting);
  const auto wang = office.staff("wang", "facilitator", "grid-0");
  CHECK(json::parse(*office.post(office.body(), wang).body)["meeting"] != meeting);
}

TEST_CASE("whatever the log does in between, the same request ends in one whole meeting") {
  live::test::SteppedClock clock;
  std::size_t in_doubt = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    INFO("seed " << seed);
    log::test::Faults faults;
    faults.seed = seed;
    faults.torn_permille = 400;
    MeetingOffice office(log::test::make_fault_log(log::open_memory_log(clock), faults), seed);
    const auto chen = office.staff("chen", "facilitator", "grid-0");
    auto response = office.post(office.body(), chen);
    for (; response.status == 503; response = office.post(office.body(), chen)) {
      CHECK(code(response) == "log.unknown");
      ++in_doubt;
    }
    REQUIRE(response.status == 200);
    const auto entries = office.entries(json::parse(*response.body)["meeting"]);
    REQUIRE(entries.size() == 3);
    CHECK(entries[0]["events"][0]["title"] == "一号楼业主小组会议");
    CHECK(entries[2]["events"][0]["title"] == "表决");
  }
  CHECK(in_doubt > 0);
}

TEST_CASE("a committee meets on its list of members, where owners do not vote") {
  MeetingOffice office;
  const auto chen = office.staff("chen", "facilitator", "grid-0");
  const Roll list{RollId("committee"), GridId("grid-0"), {HeadId("a"), HeadId("b")}, {}, false};
  REQUIRE(office.scene.registry->import_roll(ActorId("admin"), CommandId("list"), list) ==
          live::Written::done);
  auto body = office.with("template", "owners-committee");
  body["roll"] = "committee";
  body["grid"] = "grid-0";
  body["scope"] = {{"kind", "zone"}};
  const auto response = office.post(body, chen);
  INFO(*response.body);
  REQUIRE(response.status == 200);
  const auto entries = office.entries(json::parse(*response.body)["meeting"]);
  CHECK(entries[0]["events"][0]["rules"][0]["id"] == "owners-committee");
  body["template"] = "owners-assembly";
  const auto refused = office.post(body, chen, "k2");
  CHECK(code(refused) == "template.roll_kind");
  CHECK(json::parse(*refused.body)["fields"]["needs"] == "households");
}

TEST_CASE("what cannot be convened is refused with its code, and nothing is written") {
  MeetingOffice office;
  const auto chen = office.staff("chen", "facilitator", "grid-0");
  const auto soon = office.scene.clock.now().micros;
  const json item = {{"title", "议题"}, {"kind", "report"}};
  json many = json::array();
  for (int i = 0; i < 101; ++i) many.push_back(item);
  const std::vector<std::tuple<json, unsigned, std::string>> refused = {
      {office.with("template", "party"), 404, "template.unknown"},
      {office.with("grid", "no-such"), 404, "grid.unknown"},
      {office.with("roll", "no-such"), 404, "roll.unknown"},
      {office.with("template", "owners-committee"), 409, "template.roll_kind"},
      {office.with("scope", {{"kind", "zone"}}), 409, "template.scope"},
      {office.with("scope", {{"kind", "building"}, {"building", "9"}}), 409, "ballot.empty_roll"},
      {office.with("title", " "), 400, "command.malformed"},
      {office.with("title", std::string(301, 'x')), 400, "command.malformed"},
      {office.without("place"), 400, "command.malformed"},
      {office.with("scheduled_at", "tomorrow"), 400, "command.malformed"},
      {office.with("scheduled_at", soon - 2 * kDay), 400, "command.malformed"},
      {office.with("scheduled_at", soon + 731 * kDay), 400, "command.malformed"},
      {office.with("rules", json::array({"owners-major"})), 400, "command.malformed"},
      {office.with("language", "fr"), 400, "command.malformed"},
      {office.with("agenda", "all of it"), 400, "command.malformed"},
      {office.with("agenda", json::array({"all of it"})), 400, "command.malformed"},
      {office.with("agenda", json::array({{{"title", ""}, {"kind", "report"}}})), 400,
       "command.malformed"},
      {office.with("agenda", json::array({{{"title", "议题"}, {"kind", "party"}}})), 400,
       "command.malformed"},
      {office.with("agenda",
                   json::array({{{"title", "议题"}, {"kind", "report"}, {"minutes", 601}}})),
       400, "command.malformed"},
      {office.with("agenda",
                   json::array({{{"title", "议题"}, {"kind", "report"}, {"presenter", "p"}}})),
       400, "command.malformed"},
      {office.with("agenda",
                   json::array({{{"title", "议题"}, {"kind", "report"}, {"issue", "none"}}})),
       409, "issue.unknown"},
      {office.with("agenda", many), 409, "agenda.full"},
  };
  for (const auto& [body, status, expected] : refused) {
    INFO(body.dump());
    const auto response = office.post(body, chen);
    CHECK(response.status == status);
    CHECK(code(response) == expected);
  }
  CHECK(office.scene.inner->heads("meeting:").empty());
  CHECK(code(office.post(office.body(), chen, "no key!")) == "http.idempotency_key");
  CHECK(code(office.post(json::array(), chen)) == "http.body");
}

TEST_CASE("an item of the agenda names its issue, with the title it has that day") {
  MeetingOffice office;
  const auto chen = office.staff("chen", "facilitator", "grid-0");
  const IssueId issue("lift");
  REQUIRE(office.scene.registry->report_issue(ActorId("chen"), CommandId("i1"),
                                              {issue, GridId("grid-1"), "12号楼加装电梯", "",
                                               domain::IssueSource::visit}) == live::Written::done);
  const auto answer = office.post(
      office.with("agenda",
                  json::array({{{"title", "议题"}, {"kind", "report"}, {"issue", "lift"}}})),
      chen);
  REQUIRE(answer.status == 200);
  const MeetingId meeting(json::parse(*answer.body)["meeting"].get<std::string>());
  const auto entries = office.entries(meeting.str());
  CHECK(entries.back()["events"][0]["issue"] == json{{"id", "lift"}, {"title", "12号楼加装电梯"}});
  office.scene.settle();
  CHECK(office.lists.meeting(meeting)->issues == std::set{issue});
}

TEST_CASE("only who may convene on the grid and its roll convenes") {
  MeetingOffice office;
  struct Row {
    const char* role;
    const char* grid;
    unsigned status;
  };
  const std::vector<Row> rows = {
      {"facilitator", "grid-1", 200},      {"secretary", "grid-0", 200},
      {"second_secretary", "grid-0", 200}, {"recorder", "grid-0", 403},
      {"supervisor", "grid-0", 403},       {"administrator", "grid-0", 403},
      {"facilitator", "grid-2", 403},      {"", "", 403},
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    INFO(rows[i].role << " on " << rows[i].grid);
    const auto who = office.staff("login-" + std::to_string(i), rows[i].role, rows[i].grid);
    const auto response = office.post(office.body(), who);
    CHECK(response.status == rows[i].status);
    if (rows[i].status == 403) CHECK(code(response) == "permission.denied");
  }
  CHECK(code(office.post(office.body(), "")) == "session.required");
  // The neighbour's grid with this building's roll: both must be the person's.
  const auto next_door = office.staff("next-door", "facilitator", "grid-2");
  CHECK(code(office.post(office.with("grid", "grid-2"), next_door)) == "permission.denied");
}

TEST_CASE("the lists show what is the person's own") {
  MeetingOffice office;
  const auto chen = office.staff("chen", "facilitator", "grid-0");
  const auto recorder = office.staff("li", "recorder", "grid-1");
  const auto stranger = office.staff("wang", "facilitator", "grid-2");
  const auto made = json::parse(*office.post(office.body(), chen).body)["meeting"];

  const auto mine = office.list(list_meetings, chen)["meetings"];
  REQUIRE(mine.size() == 1);
  CHECK(mine[0]["id"] == made);
  CHECK(mine[0]["phase"] == "convened");
  CHECK(mine[0]["grid"]["name"] == "一号楼");
  CHECK(mine[0]["runs"] == true);
  CHECK(office.list(list_meetings, recorder)["meetings"][0]["runs"] == false);
  CHECK(office.list(list_meetings, stranger)["meetings"].empty());
  CHECK(office.list(list_meetings, "")["code"] == "session.required");

  const auto rolls = office.list(list_rolls, chen)["rolls"];
  REQUIRE(rolls.size() == 1);
  CHECK(rolls[0]["id"] == "roll-1");
  CHECK(rolls[0]["kind"] == "households");
  CHECK(rolls[0]["grids"][0]["id"] == "grid-1");
  CHECK(rolls[0]["grids"][1]["id"] == "grid-0");
  REQUIRE(rolls[0]["scopes"].size() == 4);
  CHECK(rolls[0]["scopes"][0] == json{{"kind", "zone"}, {"heads", 8}, {"area", 58'800}});
  CHECK(rolls[0]["scopes"][3] ==
        json{{"kind", "stair"}, {"building", "1"}, {"stair", "2"}, {"heads", 4}, {"area", 29'600}});
  CHECK(office.list(list_rolls, recorder)["rolls"].empty());
  CHECK(office.list(list_rolls, stranger)["rolls"].empty());
  CHECK(office.list(list_rolls, "")["code"] == "session.required");
}

TEST_CASE("templates come with the rules in force today, the usual one first") {
  MeetingOffice office;
  const auto templates =
      json::parse(*list_templates(office.services).body)["templates"].get<std::vector<json>>();
  CHECK(templates.size() == 12);
  const auto group = std::find_if(templates.begin(), templates.end(),
                                  [](const auto& one) { return one["id"] == "owners-group"; });
  REQUIRE(group != templates.end());
  CHECK((*group)["rules"][0]["id"] == "owners-group-ordinary");
  CHECK((*group)["rules"][0]["notice_days"] == 15);
  const auto today = shanghai_date(office.scene.clock.now());
  CHECK((*group)["rules"][0]["earliest"] == to_iso(domain::first_day_after_notice(15, today)));
  CHECK((*group)["rules"][2]["version"] == 2);
  CHECK((*group)["agenda"][3]["kind"] == "decision");
}

}  // namespace roundtable::app::test
