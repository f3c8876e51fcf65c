// Grids, lists of members and issues entered by hand: the same checks and permission as for files,
// once however often the request comes, names in the Directory alone.
#include "doors.hpp"
#include "office.hpp"

namespace roundtable::http::test {
namespace {

struct Table {
  live::test::Scene scene;
  Office office;
  std::unique_ptr<Doors> doors = opened();
  std::string admin = person("administrator", "31");

  Table() { REQUIRE(office.grids("tree", kTree).outcome == Outcome::imported); }

  std::unique_ptr<Doors> opened() {
    return std::make_unique<Doors>(
        scene, Doors::Behind{*office.directory, *office.registry, *office.log, office.clock,
                             office.importer.get()});
  }
  void restart() {
    doors.reset();
    office.restart();
    doors = opened();
  }
  std::string person(const std::string& role, const std::string& grid) {
    return doors->person(role, grid);
  }
  json told(net::HttpRequest request) {
    const auto response = doors->answer(std::move(request));
    auto body = json::parse(*response.body);
    body["status"] = response.status;
    return body;
  }
  json grid(const json& body, const std::string& who, const std::string& key = "k1") {
    return told(post("/api/v1/grids", body, key, who));
  }
  json members(const json& names, const std::string& who, const std::string& key = "k1",
               const std::string& grid = "n1") {
    return told(post("/api/v1/grids/" + grid + "/members", {{"names", names}}, key, who));
  }
  json report(const json& issue, const std::string& who, const std::string& key = "k1",
              const std::string& grid = "n1") {
    return told(post("/api/v1/grids/" + grid + "/issues", issue, key, who));
  }
  /// Titles of the issues listed for that grid.
  json issues(const std::string& grid, const std::string& query = "") {
    json titles = json::array();
    const auto answer = told(get("/api/v1/grids/" + grid + "/issues", "", query));
    for (const auto& issue : answer["issues"]) titles.push_back(issue["title"]);
    return titles;
  }
};

json lift_issue(const std::string& title = "12号楼加装电梯") {
  return {{"title", title}, {"text", "五、六楼老人上下楼困难。"}, {"source", "visit"}};
}

json building(const std::string& name = "13号楼") {
  return {{"name", name}, {"level", "building"}, {"parent", "n1"}};
}

}  // namespace

TEST_CASE("one grid is added below its parent, once however often the request comes") {
  Table table;
  const auto first = table.grid(building(), table.admin);
  INFO(first.dump());
  REQUIRE(first["status"] == 200);
  CHECK(table.grid(building(), table.admin) == first);
  const GridId made(first["grid"].get<std::string>());
  const auto grids = table.office.registry->grids();
  REQUIRE(grids->find(made) != nullptr);
  CHECK(grids->find(made)->name == "13号楼");
  CHECK(grids->find(made)->parent == GridId("n1"));
  CHECK(grids->children(GridId("n1")).size() == 2);
  CHECK(table.grid(building("14号楼"), table.admin)["code"] == "command.id_reused");

  auto named = building("“东”, \"西\"楼");
  named["code"] = "b15";
  CHECK(table.grid(named, table.admin, "k2")["grid"] == "b15");
  CHECK(table.office.registry->grids()->find(GridId("b15"))->name == "“东”, \"西\"楼");
}

TEST_CASE("a grid that does not fit the tree is refused as in a file") {
  Table table;
  const auto with = [](const char* field, const char* value) {
    auto body = building();
    body[field] = value;
    return body;
  };
  const std::vector<std::pair<json, std::string>> refused = {
      {with("parent", "n9"), "grid.parent_unknown"},  {with("level", "city"), "grid.wrong_level"},
      {with("level", "floor"), "grid.level_unknown"}, {with("code", "b12"), "grid.code_taken"},
      {with("code", "b/1"), "grid.code_form"},        {with("name", ""), "field.missing"},
      {with("kind", "castle"), "grid.kind_unknown"},  {with("parent", ""), "grid.second_root"},
  };
  for (const auto& [body, code] : refused) {
    INFO(body.dump());
    const auto answer = table.grid(body, table.admin);
    CHECK(answer["status"] == 422);
    CHECK(answer["code"] == "import.refused");
    CHECK(answer["fields"]["problems"][0]["code"] == code);
  }
  CHECK(table.office.registry->grids()->size() == 5);
  CHECK(table.grid(with("colour", "red"), table.admin)["code"] == "http.body");
  CHECK(table.grid({{"name", 7}}, table.admin)["code"] == "http.body");
  CHECK(table.grid(building(), table.admin, "no key!")["code"] == "http.idempotency_key");
}

TEST_CASE("who keeps the registers adds grids and members, and nobody else") {
  Table table;
  struct Row {
    const char* role;
    const char* grid;
    unsigned status;
  };
  const Row rows[] = {
      {"administrator", "310110", 200}, {"secretary", "n1", 200},   {"second_secretary", "n1", 200},
      {"administrator", "310118", 403}, {"facilitator", "31", 403}, {"recorder", "31", 403},
      {"supervisor", "31", 403},
  };
  for (const auto& row : rows) {
    INFO(row.role << " on " << row.grid);
    const auto who = table.person(row.role, row.grid);
    CHECK(table.grid(building(std::string(row.role) + row.grid), who)["status"] == row.status);
    CHECK(table.members({"王芳"}, who, "m1")["status"] == row.status);
  }
  CHECK(table.grid(building(), "")["code"] == "session.required");
  CHECK(table.members({"王芳"}, "")["code"] == "session.required");
}

TEST_CASE("a list of members is a roll on which each counts as one") {
  Table table;
  const auto first = table.members({"王芳", "李强", "赵六"}, table.admin);
  REQUIRE(first["status"] == 200);
  CHECK(table.members({"王芳", "李强", "赵六"}, table.admin) == first);
  const auto rolls = table.office.registry->rolls_of(GridId("n1"));
  REQUIRE(rolls.size() == 1);
  CHECK(rolls[0]->id.str() == first["roll"]);
  CHECK(rolls[0]->units.empty());
  CHECK(take_snapshot(*rolls[0], {}).total_heads() == 3);
  CHECK(table.office.directory->label(rolls[0]->heads[1].str()) == "李强");
  CHECK(table.office.log_bytes().find("李强") == std::string::npos);

  CHECK(table.members({"王芳", "李强"}, table.admin)["code"] == "command.id_reused");
  CHECK(table.members({"王芳", "李强", "孙七"}, table.admin)["code"] == "command.id_reused");
  CHECK(table.office.directory->label(rolls[0]->heads[2].str()) == "赵六");
  CHECK(table.members({"王芳"}, table.admin, "k2")["roll"] != first["roll"]);
}

TEST_CASE("what is no list of different names is refused") {
  Table table;
  json many = json::array();
  for (int i = 0; i <= 500; ++i) many.push_back("成员" + std::to_string(i));
  const std::vector<json> refused = {
      json::array(), {"王芳", ""}, {"王芳", 7}, "王芳", {"王\n芳"}, {std::string(121, 'x')}, many};
  for (const auto& names : refused) {
    INFO(names.dump().substr(0, 60));
    CHECK(table.members(names, table.admin)["code"] == "http.body");
  }
  for (const auto* again : {"王芳", "王 芳", "\u2068王芳\u2069"}) {
    const auto answer = table.members({"王芳", again}, table.admin);
    CHECK(answer["code"] == "members.repeated");
    CHECK(answer["fields"]["name"] == again);
  }
  CHECK(table.members({"阿里·买买提", "阿里•买买提"}, table.admin)["code"] == "members.repeated");
  for (const auto* nobody : {"无", "-", "同上"}) {
    CHECK(table.members({"王芳", nobody}, table.admin)["code"] == "members.nobody");
  }
  CHECK(table.members({"王芳"}, table.admin, "no key!")["code"] == "http.idempotency_key");
  CHECK(table.members({"王芳"}, table.admin, "k1", "n9")["code"] == "grid.unknown");
  CHECK(table.office.registry->rolls().empty());
}

TEST_CASE("an issue is registered once, and everyone on its branch finds it") {
  Table table;
  const auto staff = table.person("facilitator", "n1");
  const auto first = table.report(lift_issue(), staff);
  INFO(first.dump());
  REQUIRE(first["status"] == 200);
  CHECK(table.report(lift_issue(), staff) == first);
  CHECK(table.report(lift_issue("另一件"), staff)["code"] == "command.id_reused");
  table.office.clock.forward(1);
  CHECK(table.report(lift_issue("楼道堆物"), staff, "k2", "b12")["status"] == 200);

  CHECK(table.issues("n1") == json{"楼道堆物", "12号楼加装电梯"});
  CHECK(table.issues("310110") == json{"楼道堆物", "12号楼加装电梯"});
  CHECK(table.issues("310118") == json::array());
  CHECK(table.issues("b12") == json{"楼道堆物"});
  CHECK(table.issues("b12", "above=1") == json{"楼道堆物", "12号楼加装电梯"});

  table.restart();
  CHECK(table.issues("n1") == json{"楼道堆物", "12号楼加装电梯"});
  CHECK(table.report(lift_issue(), staff) == first);
}

TEST_CASE("a grid is renamed and put out of use by who keeps it, and not while it is in use") {
  Table table;
  const auto change = [&](const std::string& grid, const json& body, const std::string& who,
                          const std::string& key) {
    return table.told(post("/api/v1/grids/" + grid + "/change", body, key, who));
  };
  const auto keeper = table.person("secretary", "n1");
  const auto recorder = table.person("recorder", "n1");
  CHECK(change("b12", {{"name", "12号"}}, recorder, "k")["status"] == 403);
  CHECK(change("b12", {{"name", " "}}, keeper, "k")["code"] == "http.body");
  CHECK(change("b12", {{"name", "12号"}, {"retired", "yes"}}, keeper, "k")["code"] == "http.body");
  CHECK(change("b12", {{"name", "12号甲楼"}}, keeper, "k1")["status"] == 200);
  CHECK(change("b12", {{"name", "12号甲楼"}}, keeper, "k1")["status"] == 200);
  CHECK(table.told(get("/api/v1/grids/b12", ""))["name"] == "12号甲楼");
  const auto found = [&](const std::string& words) {
    return table.told(get("/api/v1/grids", "", "query=" + words))["grids"].size();
  };
  CHECK(found("12号甲楼") == 1);

  const json gone = {{"name", "12号甲楼"}, {"retired", true}};
  CHECK(change("n1", {{"name", "开鲁二村"}, {"retired", true}}, keeper, "k2")["code"] ==
        "grid.in_use");
  views::ViewState state;
  state.meeting.id = MeetingId("m1");
  state.meeting.grid = GridId("b12");
  state.meeting.phase = domain::Phase::convened;
  state.meeting.electorate.value = std::make_shared<const domain::RollSnapshot>();
  table.doors->listing.update(state);
  CHECK(change("b12", gone, keeper, "k3")["code"] == "grid.in_use");
  state.meeting.phase = domain::Phase::cancelled;
  table.doors->listing.update(state);
  CHECK(change("b12", gone, keeper, "k3")["status"] == 200);
  CHECK(table.told(get("/api/v1/grids/b12", ""))["retired"] == true);
  CHECK(table.told(get("/api/v1/grids/n1", ""))["children"] == json::array());
  CHECK(found("12号甲楼") == 0);
  table.restart();
  CHECK(change("b12", {{"name", "12号楼"}}, keeper, "k4")["status"] == 200);
  CHECK(table.told(get("/api/v1/grids/n1", ""))["children"].size() == 1);
}

TEST_CASE("an issue leads to its meetings, what they published and what was agreed by whom") {
  Table table;
  const auto staff = table.person("facilitator", "n1");
  const IssueId issue(table.report(lift_issue(), staff)["issue"].get<std::string>());
  const auto path = "/api/v1/issues/" + issue.str();
  CHECK(table.told(get(path, ""))["meetings"] == json::array());
  CHECK(table.told(get("/api/v1/issues/nothing", ""))["code"] == "issue.unknown");

  REQUIRE(table.office.roll("r1", kRoll).outcome == Outcome::imported);
  const auto roll = table.office.registry->rolls_of(GridId("b12")).front();
  const auto named = std::find_if(roll->heads.begin(), roll->heads.end(), [&](const auto& head) {
    return table.office.directory->label("representative:" + head.str()) == "王建国";
  });
  REQUIRE(named != roll->heads.end());
  views::ViewState state;
  auto& meeting = state.meeting;
  meeting.id = MeetingId("m1");
  meeting.title = "加装电梯圆桌会";
  meeting.grid = GridId("b12");
  meeting.phase = domain::Phase::closed;
  meeting.announced_at = Time{1};
  domain::RollSnapshot snapshot;
  snapshot.roll = roll->id;
  meeting.electorate.value = std::make_shared<const domain::RollSnapshot>(snapshot);
  auto& item = meeting.agenda[AgendaItemId("i1")];
  item.text.title = "费用怎么分摊";
  item.text.issue = issue;
  const auto agree = [&](const char* id, std::int64_t order, const AgendaItemId& under,
                         const SpeakerId& responsible, const char* party, bool withdrawn = false) {
    meeting.minutes.decisions[DecisionId(id)] = {
        DecisionId(id),     order,     under, std::string("约定") + id, responsible,
        Date{2026, 12, 31}, withdrawn, party};
  };
  agree("a", 2, AgendaItemId("i1"), {}, "电梯公司");
  agree("b", 1, AgendaItemId("i1"), SpeakerId(named->str()), "");
  agree("c", 3, AgendaItemId("i1"), {}, "", true);
  agree("d", 4, AgendaItemId("elsewhere"), {}, "");
  table.doors->listing.update(state);
  CHECK_FALSE(table.told(get(path, ""))["meetings"][0].contains("decisions"));

  domain::PublishedRecord minutes;
  minutes.id = RecordId("r-1");
  minutes.number = "〔2026〕1号";
  meeting.minutes.record = minutes.id;
  meeting.records[minutes.id] = minutes;
  state.record_versions[minutes.id] = 9;
  agree("a", 2, AgendaItemId("i1"), {}, "电梯公司");
  table.doors->listing.update(state);
  const auto told = table.told(get(path, ""))["meetings"][0];
  INFO(told.dump());
  CHECK(told["records"][0]["id"] == "r-1");
  const json first = {{"text", "约定b"},   {"item", "费用怎么分摊"}, {"who", "王**"},
                      {"household", true}, {"building", "12"},       {"due", "2026-12-31"}};
  const json second = {
      {"text", "约定a"}, {"item", "费用怎么分摊"}, {"who", "电梯公司"}, {"due", "2026-12-31"}};
  CHECK(told["decisions"] == json{first, second});
  const auto grid = table.told(get("/api/v1/grids/b12", ""))["meetings"][0];
  CHECK(grid["records"][0]["id"] == "r-1");
  CHECK(grid["decisions"].size() == 3);
}

TEST_CASE("who may change an issue is told so, and what was withdrawn is listed no more") {
  Table table;
  const auto staff = table.person("facilitator", "n1");
  const IssueId issue(table.report(lift_issue(), staff)["issue"].get<std::string>());
  const auto may_change = [&](const std::string& who) {
    const auto answer = table.told(get("/api/v1/grids/n1/issues", who));
    REQUIRE(answer["issues"].size() == 1);
    return answer["issues"][0].value("may_change", false);
  };
  CHECK(may_change(staff));  // who reported it
  CHECK(may_change(table.person("secretary", "310110")));
  CHECK(may_change(table.admin));
  CHECK_FALSE(may_change(table.person("recorder", "n1")));
  CHECK_FALSE(may_change(table.person("secretary", "310118")));
  CHECK_FALSE(may_change(""));

  live::Submission withdraw;
  withdraw.subject =
      std::make_shared<const live::Subject>(live::Subject{live::SubjectKind::staff,
                                                          ActorId("keeper"),
                                                          {},
                                                          "",
                                                          {{live::Role::secretary, GridId("n1")}},
                                                          ""});
  withdraw.id = CommandId("w");
  withdraw.command = domain::WithdrawIssue{"已经装好"};
  withdraw.command_sha256 = std::string(64, 'a');
  std::optional<live::Answer> answer;
  withdraw.reply = [&](const live::Answer& given) { answer = given; };
  table.doors->hall().submit(issue, std::move(withdraw));
  table.scene.strand.run_until([&] { return answer.has_value(); });
  REQUIRE(std::holds_alternative<live::Done>(*answer));
  CHECK(table.issues("n1") == json::array());
  CHECK_FALSE(table.office.registry->issue_title(issue, GridId("n1")));
  table.restart();
  CHECK(table.issues("n1") == json::array());
}

TEST_CASE("a meeting takes up the issues of its branch of the tree alone") {
  Table table;
  const auto staff = table.person("facilitator", "n1");
  const IssueId issue(table.report(lift_issue(), staff)["issue"].get<std::string>());
  const auto& registry = *table.office.registry;
  CHECK(registry.issue_title(issue, GridId("b12")) == "12号楼加装电梯");
  CHECK(registry.issue_title(issue, GridId("310110")) == "12号楼加装电梯");
  CHECK_FALSE(registry.issue_title(issue, GridId("310118")));
  CHECK_FALSE(registry.issue_title(IssueId("none"), GridId("b12")));
}

TEST_CASE(
    "an issue that cannot stand is refused with its reason, and so is who may not report one") {
  Table table;
  const auto staff = table.person("recorder", "n1");
  CHECK(table.report({{"title", "x"}}, staff)["code"] == "http.body");
  CHECK(table.report({{"title", "x"}, {"source", "rumour"}}, staff)["code"] == "http.body");
  auto more = lift_issue();
  more["name"] = "王建国";
  CHECK(table.report(more, staff)["code"] == "http.body");
  const auto empty = table.report(lift_issue(""), staff);
  CHECK(empty["status"] == 400);
  CHECK(empty["code"] == "command.malformed");
  CHECK(empty["fields"]["field"] == "title");
  CHECK(table.report(lift_issue(std::string(301, 'x')), staff)["fields"]["field"] == "title");
  CHECK(table.report(lift_issue(), staff, "not an id")["code"] == "http.idempotency_key");
  CHECK(table.report(lift_issue(), staff, "k1", "nowhere")["code"] == "grid.unknown");
  CHECK(table.report(lift_issue(), staff, "k1", "310118")["code"] == "permission.denied");
  CHECK(table.report(lift_issue(), table.person("supervisor", "n1"))["code"] ==
        "permission.denied");
  CHECK(table.report(lift_issue(), "")["code"] == "session.required");
  CHECK(table.issues("31") == json::array());
}

}  // namespace roundtable::http::test
