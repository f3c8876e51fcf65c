// Issues as streams that people join: reported, changed and withdrawn by who may, seen live by who
// looks, followed by the registry - and read from the log after a restart.
#include "live/issue_stream.hpp"

#include <future>

#include "codec/frame_json.hpp"
#include "codec/registry_json.hpp"
#include "live/scene.hpp"
#include "log/next_entry.hpp"

namespace roundtable::live::test {
namespace {

using namespace domain;

const IssueId kIssue("issue-1");
const GridId kIssueGrid("grid-1");

std::shared_ptr<const Subject> staff_of(const char* name, std::vector<RoleOnGrid> roles) {
  return std::make_shared<const Subject>(
      Subject{SubjectKind::staff, ActorId(name), {}, "", std::move(roles), ""});
}

struct Street {
  Scene scene;
  std::shared_ptr<const Subject> reporter = staff_of("walker", {{Role::recorder, kIssueGrid}});
  std::shared_ptr<const Subject> keeper = staff_of("keeper", {{Role::secretary, GridId("grid-0")}});
  int step = 0;

  Answer give(const std::shared_ptr<const Subject>& who, Command command,
              const std::string& id = "", const IssueId& issue = kIssue) {
    std::optional<Answer> answer;
    Submission submission;
    submission.subject = who;
    submission.id = CommandId(id.empty() ? "s" + std::to_string(++step) : id);
    submission.command_sha256 = log::sha256_hex(codec::write_command(command));
    submission.command = std::move(command);
    submission.reply = [&](const Answer& given) { answer = given; };
    scene.hall->submit(issue, std::move(submission));
    scene.strand.run_until([&] { return answer.has_value(); });
    return *answer;
  }
  void done(const std::shared_ptr<const Subject>& who, Command command) {
    REQUIRE(std::holds_alternative<Done>(give(who, std::move(command))));
  }
  std::string refused(const std::shared_ptr<const Subject>& who, Command command,
                      const IssueId& issue = kIssue) {
    const auto answer = give(who, std::move(command), "", issue);
    REQUIRE(std::holds_alternative<Refusal>(answer));
    return std::string(to_string(std::get<Refusal>(answer).code));
  }
  void reported() {
    done(reporter, ReportIssue{kIssueGrid, "门禁坏了", "已经两周", IssueSource::resident});
  }
  SocketRef join(TestSocket& socket, const std::shared_ptr<const Subject>& who,
                 std::optional<std::uint64_t> since = std::nullopt) {
    const auto ref = scene.hub->opened(0, socket, who->session);
    scene.hall->join(ref, who, kIssue, {false, since, ""},
                     [&](std::string_view code) { refusal = code; });
    scene.run_ready();
    return ref;
  }
  std::string refusal;
};

}  // namespace

TEST_CASE("an issue is stored as ever, and what follows it stands in its own stream") {
  Street street;
  street.reported();
  street.done(street.reporter, EditIssue{0, "门禁又坏了", ""});
  street.done(street.keeper, WithdrawIssue{"修好了"});
  const auto entries = street.scene.inner->read("issue:issue-1", 0, 10);
  REQUIRE(entries.size() == 3);
  CHECK(entries[0].payload ==
        R"({"events":[{"grid":"grid-1","issue":"issue-1","source":"resident","text":"已经两周",)"
        R"("title":"门禁坏了","type":"issue_reported","v":1}],"result":{}})");
  CHECK(entries[1].payload ==
        R"({"events":[{"grid":"grid-1","issue":"issue-1","title":"门禁又坏了",)"
        R"("type":"issue_edited","v":1}],"result":{}})");
  CHECK(entries[2].payload == R"({"events":[{"grid":"grid-1","issue":"issue-1","reason":"修好了",)"
                              R"("type":"issue_withdrawn","v":1}],"result":{}})");
}

TEST_CASE("who looks at an issue sees it change, and what one may do with it end") {
  Street street;
  street.reported();
  TestSocket walker;
  TestSocket guest;
  street.join(walker, street.reporter);
  street.join(guest, std::make_shared<const Subject>());
  CHECK(walker.view["issue"]["title"] == "门禁坏了");
  CHECK(walker.me["kind"] == "staff");
  CHECK(walker.me["may"] == json{{"issue.edit", true}, {"issue.withdraw", true}});
  CHECK(guest.view == walker.view);
  CHECK(guest.me["may"] == json::object());

  street.done(street.keeper, EditIssue{0, "门禁又坏了", ""});
  street.scene.settle();
  for (const auto* socket : {&walker, &guest}) {
    CHECK(socket->view["issue"]["title"] == "门禁又坏了");
    CHECK(socket->view["issue"]["edits"] == 1);
    CHECK_FALSE(socket->view["issue"].contains("text"));
    CHECK(socket->seq == 2);
  }
  street.done(street.reporter, WithdrawIssue{"修好了"});
  street.scene.settle();
  for (const auto* socket : {&walker, &guest}) {
    CHECK(socket->view["issue"]["withdrawn"]["reason"] == "修好了");
    CHECK_FALSE(socket->view["issue"].contains("title"));
    CHECK(socket->me["may"] == json::object());
  }
  // What was shown step by step is what a newcomer is shown.
  TestSocket late;
  street.join(late, street.keeper);
  CHECK(late.view == walker.view);
}

TEST_CASE("a page that comes back gets one patch from where it was") {
  Street street;
  street.reported();
  TestSocket socket;
  const auto ref = street.join(socket, street.keeper);
  street.scene.hall->leave(ref, kIssue);
  street.done(street.reporter, EditIssue{0, "一", ""});
  street.done(street.reporter, EditIssue{1, "二", ""});
  street.scene.settle();
  socket.frames.clear();
  street.join(socket, street.keeper, 1);
  REQUIRE(socket.frames.front()["op"] == "patch");
  CHECK(socket.view["issue"]["title"] == "二");
}

TEST_CASE("who neither reported an issue nor keeps its grid leaves it as it is") {
  Street street;
  street.reported();
  const auto runs = staff_of("runs", {{Role::facilitator, kIssueGrid}});
  const auto beside = staff_of("beside", {{Role::secretary, GridId("grid-2")}});
  for (const auto& who : {runs, beside, street.scene.resident(1)}) {
    CHECK(street.refused(who, EditIssue{0, "题", ""}) == "permission.denied");
    CHECK(street.refused(who, WithdrawIssue{"错"}) == "permission.denied");
  }
  const IssueId other("issue-2");
  const ReportIssue lamp{kIssueGrid, "路灯不亮", "", IssueSource::patrol};
  CHECK(street.refused(street.scene.resident(1), lamp, other) == "permission.denied");
  CHECK(street.refused(beside, lamp, other) == "permission.denied");
  auto nowhere = lamp;
  nowhere.grid = GridId("none");
  CHECK(street.refused(runs, nowhere, other) == "permission.denied");
  CHECK(std::holds_alternative<Done>(street.give(runs, lamp, "", other)));
}

TEST_CASE("there is no issue that nobody has reported, and none takes a meeting's commands") {
  Street street;
  CHECK(street.refused(street.keeper, EditIssue{0, "题", ""}) == "issue.unknown");
  TestSocket socket;
  street.join(socket, street.keeper);
  CHECK(street.refusal == "issue.unknown");
  CHECK(socket.frames.empty());
  street.reported();
  CHECK(street.refused(street.scene.chair, OpenMeeting{}) == "command.unknown_type");
  CHECK(street.scene.refused(street.scene.chair, WithdrawIssue{"错"}).code ==
        Code::command_unknown_type);
}

TEST_CASE("a change that comes again is answered as the first time, after a restart too") {
  Street street;
  street.reported();
  const EditIssue edit{0, "门禁又坏了", ""};
  const auto first = std::get<Done>(street.give(street.reporter, edit, "same"));
  for (int round = 0; round < 2; ++round) {
    const auto again = std::get<Done>(street.give(street.reporter, edit, "same"));
    CHECK(again.version == first.version);
    CHECK(again.hash == first.hash);
    street.scene.restart();
  }
  const auto other = street.give(street.reporter, EditIssue{1, "别的", ""}, "same");
  CHECK(std::get<Refusal>(other).code == Code::command_id_reused);
  CHECK(street.scene.inner->read("issue:issue-1", 0, 10).size() == 2);
}

TEST_CASE("a meeting takes up the newest words of an issue, and none that was withdrawn") {
  Street street;
  street.reported();
  street.done(street.reporter, EditIssue{0, "门禁又坏了", ""});
  CHECK(street.scene.registry->issue_title(kIssue, kIssueGrid) == "门禁又坏了");
  street.done(street.keeper, WithdrawIssue{"修好了"});
  CHECK_FALSE(street.scene.registry->issue_title(kIssue, kIssueGrid));
  REQUIRE(street.scene.registry->issue(kIssue));
  CHECK(street.scene.registry->issue(kIssue)->withdrawn->reason == "修好了");

  const Registry again(*street.scene.inner, street.scene.clock);
  CHECK(again.issue(kIssue)->title == "门禁又坏了");
  CHECK(again.issue(kIssue)->reported_by == ActorId("walker"));
  CHECK(again.issue(kIssue)->withdrawn);
}

TEST_CASE("an issue that is withdrawn while an item is on its way to it is not taken up") {
  Street street;
  street.reported();
  auto& scene = street.scene;
  scene.start_sitting();
  scene.log.hold();
  AddAgendaItem add;
  add.text.title = "门禁";
  add.text.minutes = 10;
  add.text.issue = kIssue;
  const auto answer = scene.submit(scene.chair, add);
  scene.run_ready();
  // Somewhere else, and first on the disk.
  auto batch = log::next_entry(
      *scene.inner,
      {"issue:issue-1", ActorId("keeper"), CommandId("elsewhere"), log::sha256_hex("withdraw"),
       codec::encode_issue_payload({IssueWithdrawn{kIssue, kIssueGrid, "修好了"}})},
      scene.clock.now());
  std::promise<log::Appended> stored;
  scene.inner->append(std::move(batch),
                      [&](log::Outcome outcome) { stored.set_value(outcome.appended); });
  REQUIRE(stored.get_future().get() == log::Appended::stored);
  scene.log.release();
  scene.strand.run_until([&] { return answer->has_value(); });
  const auto* refusal = std::get_if<Refusal>(&**answer);
  REQUIRE(refusal != nullptr);
  CHECK(refusal->code == Code::issue_unknown);
}

TEST_CASE("an item goes on naming the issue that was withdrawn; no other item may take it up") {
  Street street;
  street.reported();
  auto& scene = street.scene;
  scene.start_sitting();
  AddAgendaItem add{{"门禁怎么办", ItemKind::deliberation, 0, {}, kIssue}};
  const AgendaItemId item(made(scene.done(scene.chair, add), "item"));
  street.done(street.keeper, WithdrawIssue{"修好了"});
  CHECK(scene.refused(scene.chair, add).code == Code::issue_unknown);
  TestSocket socket;
  scene.connect(socket, scene.chair);
  scene.done(scene.chair,
             EditAgendaItem{item, {"门禁和围墙", ItemKind::deliberation, 0, {}, kIssue}});
  scene.settle();
  const auto& shown = socket.view["agenda"][item.str()];
  CHECK(shown["title"] == "门禁和围墙");
  CHECK(shown["issue"] == json{{"id", "issue-1"}, {"title", "门禁坏了"}});
}

}  // namespace roundtable::live::test
