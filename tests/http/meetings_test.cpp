// Convening over HTTP: from a template to a meeting with its rules and agenda in the log, what is
// refused before anything is written, and who may.
#include "doors.hpp"
#include "log/hash_chain.hpp"
#include "support/fault_log.hpp"

namespace roundtable::http::test {
namespace {

using domain::Roll;
using nlohmann::json;

constexpr std::int64_t kDay = kMicrosPerDay;

/// HTTP on a scene.
struct ConveneOffice {
  explicit ConveneOffice(std::unique_ptr<log::EventLog> log = nullptr, std::uint64_t seed = 1)
      : scene(std::move(log), seed) {}

  /// The cookie of an account with that role on that grid; no role for "".
  std::string staff(const std::string& login, const std::string& role, const std::string& grid) {
    return doors.person(role, grid, "staff", login);
  }
  net::HttpResponse convene(const json& body, const std::string& who,
                            const std::string& key = "k1") {
    return doors.answer(post("/api/v1/meetings", body, key, who));
  }
  json list(const std::string& path, const std::string& who) {
    return json::parse(*doors.answer(get(path, who)).body);
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
  std::unique_ptr<directory::Directory> directory = directory::open_directory(folder.path());
  Doors doors{scene, *directory};
  live::TemplateBook& templates = doors.templates;
  Listing& lists = doors.listing;
};

}  // namespace

TEST_CASE("a meeting is convened from a template, with its rules and its agenda as edited") {
  ConveneOffice office;
  const auto chen = office.staff("chen", "facilitator", "grid-0");
  const auto response = office.convene(office.body(), chen);
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
  ConveneOffice office;
  const auto chen = office.staff("chen", "facilitator", "grid-0");
  for (const std::string language : {"zh", "en"}) {
    auto body = office.without("agenda");
    body["language"] = language;
    const auto response = office.convene(body, chen, "k-" + language);
    const auto entries = office.entries(json::parse(*response.body)["meeting"]);
    const auto& proposed = office.templates.find("owners-group")->agenda;
    REQUIRE(entries.size() == 1 + proposed.size());
    const auto& title = language == "en" ? proposed[0].title.en : proposed[0].title.zh;
    CHECK(entries[1]["events"][0]["title"] == title);
  }
}

TEST_CASE("a meeting convened on the roll as it was listed says which version that is") {
  ConveneOffice office;
  const auto chen = office.staff("chen", "facilitator", "grid-0");
  const auto response = office.convene(office.with("roll_version", 1), chen);
  INFO(*response.body);
  REQUIRE(response.status == 200);
  const auto entries = office.entries(json::parse(*response.body)["meeting"]);
  CHECK(entries[0]["events"][0]["electorate_at"]["version"] == 1);
}

TEST_CASE("the same request makes one meeting; another with its key is refused") {
  ConveneOffice office;
  const auto chen = office.staff("chen", "facilitator", "grid-0");
  const auto first = office.convene(office.body(), chen);
  const auto again = office.convene(office.body(), chen);
  CHECK(*again.body == *first.body);
  const auto meeting = json::parse(*first.body)["meeting"].get<std::string>();
  CHECK(office.entries(meeting).size() == 3);
  CHECK(code_of(office.convene(office.with("title", "另一个会"), chen)) == "command.id_reused");
  CHECK(code_of(office.convene(office.without("agenda"), chen)) == "command.id_reused");
  const auto other = office.convene(office.body(), chen, "k2");
  CHECK(json::parse(*other.body)["meeting"] != meeting);
  const auto wang = office.staff("wang", "facilitator", "grid-0");
  CHECK(json::parse(*office.convene(office.body(), wang).body)["meeting"] != meeting);
}

TEST_CASE("whatever the log does in between, the same request ends in one whole meeting") {
  live::test::SteppedClock clock;
  std::size_t in_doubt = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    INFO("seed " << seed);
    log::test::Faults faults;
    faults.seed = seed;
    faults.torn_permille = 400;
    ConveneOffice office(log::test::make_fault_log(log::open_memory_log(clock), faults), seed);
    const auto chen = office.staff("chen", "facilitator", "grid-0");
    auto response = office.convene(office.body(), chen);
    for (; response.status == 503; response = office.convene(office.body(), chen)) {
      CHECK(code_of(response) == "log.unknown");
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
  ConveneOffice office;
  const auto chen = office.staff("chen", "facilitator", "grid-0");
  std::vector<HeadId> members;
  for (const auto* name : {"a", "b", "c", "d", "e"}) members.emplace_back(name);
  const Roll list{RollId("committee"), GridId("grid-0"), members, {}, false};
  REQUIRE(office.scene.registry->import_roll(ActorId("admin"), CommandId("list"), list) ==
          live::Written::done);
  auto body = office.with("template", "owners-committee");
  body["roll"] = "committee";
  body["grid"] = "grid-0";
  body["scope"] = {{"kind", "zone"}};
  const auto response = office.convene(body, chen);
  INFO(*response.body);
  REQUIRE(response.status == 200);
  const auto entries = office.entries(json::parse(*response.body)["meeting"]);
  CHECK(entries[0]["events"][0]["rules"][0]["id"] == "owners-committee");
  body["template"] = "owners-assembly";
  const auto refused = office.convene(body, chen, "k2");
  CHECK(code_of(refused) == "template.roll_kind");
  CHECK(json::parse(*refused.body)["fields"]["needs"] == "households");
}

TEST_CASE("what cannot be convened is refused with its code, and nothing is written") {
  ConveneOffice office;
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
      {office.with("roll_version", 2), 409, "roll.moved"},
      {office.with("roll_version", "one"), 400, "command.malformed"},
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
       404, "issue.unknown"},
      {office.with("agenda", many), 409, "agenda.full"},
  };
  for (const auto& [body, status, expected] : refused) {
    INFO(body.dump());
    const auto response = office.convene(body, chen);
    CHECK(response.status == status);
    CHECK(code_of(response) == expected);
  }
  CHECK(office.scene.inner->heads("meeting:").empty());
  CHECK(code_of(office.convene(office.body(), chen, "no key!")) == "http.idempotency_key");
  CHECK(code_of(office.convene(json::array(), chen)) == "http.body");
}

TEST_CASE("an item of the agenda names its issue, with the title it has that day") {
  ConveneOffice office;
  const auto chen = office.staff("chen", "facilitator", "grid-0");
  const IssueId issue("lift");
  live::test::report(*office.scene.hall, office.scene.strand, issue,
                     {GridId("grid-1"), "12号楼加装电梯", "", domain::IssueSource::visit});
  const auto answer = office.convene(
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
  ConveneOffice office;
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
    const auto response = office.convene(office.body(), who);
    CHECK(response.status == rows[i].status);
    if (rows[i].status == 403) CHECK(code_of(response) == "permission.denied");
  }
  CHECK(code_of(office.convene(office.body(), "")) == "session.required");
  // The neighbour's grid with this building's roll: both must be the person's.
  const auto next_door = office.staff("next-door", "facilitator", "grid-2");
  CHECK(code_of(office.convene(office.with("grid", "grid-2"), next_door)) == "permission.denied");
}

TEST_CASE("a meeting that nobody has announced is there for its staff and its households alone") {
  ConveneOffice office;
  const auto chen = office.staff("chen", "facilitator", "grid-0");
  const auto stranger = office.staff("wang", "facilitator", "grid-2");
  const auto made = json::parse(*office.convene(office.body(), chen).body)["meeting"];
  const auto path = "/api/v1/meetings/" + made.get<std::string>();
  const auto knows = [&](const std::string& who) {
    return office.list("/api/v1/me", who)["meetings"].contains(made.get<std::string>());
  };
  CHECK(office.list(path, "")["code"] == "meeting.unknown");
  CHECK(office.list(path, stranger)["code"] == "meeting.unknown");
  CHECK(office.list(path, chen)["phase"] == "convened");
  CHECK(knows(chen));
  CHECK_FALSE(knows(stranger));
  for (const char* page : {"grid-1", "grid-0", "root"}) {
    const auto grid = office.list("/api/v1/grids/" + std::string(page), "");
    CHECK(grid["meetings"].empty());
    CHECK(grid["meetings_total"] == 0);
  }
  CHECK(code_of(office.doors.answer(post("/api/v1/join", {{"observe", made}}))) ==
        "meeting.unknown");

  live::Submission announce;
  announce.subject = office.scene.chair;
  announce.id = CommandId("announce");
  announce.command = domain::AnnounceMeeting{};
  announce.command_sha256 = log::sha256_hex("announce");
  std::optional<live::Answer> answered;
  announce.reply = [&](const live::Answer& answer) { answered = answer; };
  office.doors.hall().submit(StreamName("meeting", made.get<std::string>()), std::move(announce));
  office.scene.strand.run_until([&] { return answered.has_value(); });
  REQUIRE(std::holds_alternative<live::Done>(*answered));
  CHECK(office.list(path, "")["phase"] == "announced");
  CHECK(office.list("/api/v1/grids/grid-1", "")["meetings_total"] == 1);
  CHECK(office.doors.answer(post("/api/v1/join", {{"observe", made}})).status == 200);
}

TEST_CASE("the lists show what is the person's own") {
  ConveneOffice office;
  const auto chen = office.staff("chen", "facilitator", "grid-0");
  const auto recorder = office.staff("li", "recorder", "grid-1");
  const auto stranger = office.staff("wang", "facilitator", "grid-2");
  const auto made = json::parse(*office.convene(office.body(), chen).body)["meeting"];

  const auto mine = office.list("/api/v1/meetings", chen)["meetings"];
  REQUIRE(mine.size() == 1);
  CHECK(mine[0]["id"] == made);
  CHECK(mine[0]["phase"] == "convened");
  CHECK(mine[0]["grid"]["name"] == "一号楼");
  CHECK(mine[0]["runs"] == true);
  CHECK(office.list("/api/v1/meetings", recorder)["meetings"][0]["runs"] == false);
  CHECK(office.list("/api/v1/meetings", stranger)["meetings"].empty());
  CHECK(office.list("/api/v1/meetings", "")["code"] == "session.required");

  const auto rolls = office.list("/api/v1/rolls", chen)["rolls"];
  REQUIRE(rolls.size() == 1);
  CHECK(rolls[0]["id"] == "roll-1");
  CHECK(rolls[0]["kind"] == "households");
  CHECK(rolls[0]["grids"][0]["id"] == "grid-1");
  CHECK(rolls[0]["grids"][1]["id"] == "grid-0");
  REQUIRE(rolls[0]["scopes"].size() == 4);
  CHECK(rolls[0]["scopes"][0] == json{{"kind", "zone"}, {"heads", 8}, {"area", 58'800}});
  CHECK(rolls[0]["scopes"][3] ==
        json{{"kind", "stair"}, {"building", "1"}, {"stair", "2"}, {"heads", 4}, {"area", 29'600}});
  CHECK(office.list("/api/v1/rolls", recorder)["rolls"].empty());
  CHECK(office.list("/api/v1/rolls", stranger)["rolls"].empty());
  CHECK(office.list("/api/v1/rolls", "")["code"] == "session.required");
}

TEST_CASE("templates come with the rules in force today, the usual one first") {
  ConveneOffice office;
  const auto templates =
      office.list("/api/v1/meeting-templates", "")["templates"].get<std::vector<json>>();
  CHECK(templates.size() == 13);
  const auto group = std::find_if(templates.begin(), templates.end(),
                                  [](const auto& one) { return one["id"] == "owners-group"; });
  REQUIRE(group != templates.end());
  CHECK((*group)["rules"][0]["id"] == "owners-group-ordinary");
  CHECK((*group)["rules"][0]["notice_days"] == 15);
  const auto today = shanghai_date(office.scene.clock.now());
  const auto& rules = office.scene.services->rules;
  const auto* rule = rules.find("owners-group-ordinary", today);
  REQUIRE(rule != nullptr);
  CHECK((*group)["rules"][0]["earliest"] ==
        to_iso(domain::first_day_after_notice(*rule->value, today, rules.calendar())));
  CHECK((*group)["rules"][2]["version"] == 3);
  CHECK((*group)["agenda"][3]["kind"] == "decision");
}

}  // namespace roundtable::http::test
