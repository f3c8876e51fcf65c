// Method: the cases the program ships are read; broken ones stop with their file and the step.
#include "demo/case.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>

#include "ops/observe.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::demo::test {
namespace {

using nlohmann::json;

const std::string kTemplates = ROUNDTABLE_SOURCE_DIR "/templates";

/// A server on loopback, on an empty folder with a grid and nothing else.
struct Empty {
  Empty() {
    system.start();
    const auto written = system.registry().import_grids(
        ActorId("system"), CommandId("grids"),
        {{GridId("g"), "开鲁二村", domain::GridLevel::neighbourhood, std::nullopt, ""}});
    REQUIRE(written == live::Written::done);
  }
  std::string stops_at(const json& body) {
    try {
      play_case(system, clock, {"broken.json", body});
    } catch (const std::runtime_error& failure) {
      return failure.what();
    }
    return "";
  }

  log::test::TemporaryFolder folder;
  ShiftedClock clock;
  ops::Log lines{system_clock(), ops::Level::error};
  app::System system{
      app::SystemOptions{folder.path(), kTemplates, folder.path(), {}, {}, "", "", "", {}}, clock,
      system_randomness(), lines};
};

json small_case() {
  return json::parse(R"({
    "name": {"zh": "小", "en": "small"}, "host": "small", "page": "g",
    "accounts": [{"id": "chair", "login": "chair", "name": "陈", "roles": {"g": "facilitator"}}],
    "rolls": [{"id": "r", "grid": "g", "prefix": "h-", "names": ["王芳", "李强"]}],
    "issues": [{"id": "i", "grid": "g", "title": "路灯坏了", "source": "visit",
                "at": [-3, "09:05"], "by": "chair"}],
    "meetings": [{"id": "m", "steps": [
      {"at": [-2, "10:00"], "by": "chair",
       "do": {"type": "meeting.convene", "title": "路灯", "place": "活动室", "body": "consultation",
              "grid": "g", "roll": "r", "scope": {"kind": "zone"}, "rules": ["roundtable"],
              "scheduled_at": {"$time": [1, "19:00"]}, "demonstration": true}},
      {"by": "chair", "keep": {"item": "lamp"},
       "do": {"type": "agenda.add", "title": "怎么修", "kind": "deliberation", "issue": "i"}},
      {"by": "chair", "do": {"type": "meeting.announce"}},
      {"at": [-1, "20:30"], "by": "h-1", "keep": {"proposal": "p"},
       "do": {"type": "proposal.table", "item": "$lamp", "title": "换新灯", "text": "换三盏。",
              "who": "物业", "where": "门口", "by": {"$date": 9}}},
      {"each": ["h-2"], "by": "$each",
       "do": {"type": "proposal.support", "proposal": "$p", "support": true}}]}]
  })");
}

}  // namespace

TEST_CASE("a case is played: dated back, with what was kept, each for each") {
  Empty empty;
  CHECK(empty.stops_at(small_case()).empty());
  REQUIRE(empty.system.read_models().wait(std::chrono::seconds(20)));
  const auto meeting = empty.system.lists().meeting(MeetingId("m"));
  REQUIRE(meeting);
  CHECK(meeting->phase == domain::Phase::announced);
  CHECK(meeting->demonstration);
  CHECK(meeting->issues == std::set<IssueId>{IssueId("i")});
  CHECK(meeting->scheduled_at > system_clock().now());
  const auto issue = empty.system.registry().issue(IssueId("i"));
  REQUIRE(issue);
  CHECK(issue->reported_at < system_clock().now());
  CHECK(empty.system.directory().label("h-2") == "李强");
  // The clock is as it was.
  CHECK(empty.clock.now() - system_clock().now() < 60 * kMicrosPerSecond);
}

TEST_CASE("accounts of a case act for its organisations, as far as these can give the role") {
  const json firm = {{"id", "firm"}, {"kind", "property_firm"}, {"grid", "g"}, {"name", "物业"}};
  auto body = small_case();
  body["organisations"] = json::array({firm});
  body["accounts"].push_back({{"id", "handler"},
                              {"login", "handler"},
                              {"name", "冯"},
                              {"acts_for", "firm"},
                              {"roles", {{"g", "handler"}}}});
  Empty empty;
  CHECK(empty.stops_at(body).empty());
  CHECK(empty.system.directory().organisation("firm")->name == "物业");
  body["accounts"].back()["roles"]["g"] = "facilitator";
  CHECK_THAT(Empty().stops_at(body), Catch::Contains("can give that role"));
}

TEST_CASE("a case that is refused, or makes no sense, says where") {
  using Change = void (*)(json&);
  const std::vector<std::pair<Change, std::string>> broken = {
      {[](json& c) { c["meetings"][0]["steps"][1]["do"]["kind"] = "chat"; }, "command.malformed"},
      {[](json& c) { c["meetings"][0]["steps"][2]["by"] = "h-1"; }, "permission.denied"},
      {[](json& c) { c["meetings"][0]["steps"][3]["do"]["item"] = "$unkept"; }, "broken.json"},
      {[](json& c) { c["meetings"][0]["steps"][0]["at"][1] = "ten"; }, "ten is no time of day"},
      {[](json& c) { c["issues"][0]["source"] = "rumour"; }, "there is no such source"},
      {[](json& c) { c["accounts"][0]["roles"]["g"] = "king"; }, "there is no such role"},
      {[](json& c) { c["accounts"][0]["acts_for"] = "club"; }, "there is no such organisation"},
      {[](json& c) {
         c["organisations"] = json::array({json{{"kind", "club"}}});
       },
       "there is no such kind"},
  };
  for (const auto& [change, sentence] : broken) {
    Empty empty;
    auto body = small_case();
    change(body);
    const auto said = empty.stops_at(body);
    CHECK_THAT(said, Catch::StartsWith("the case broken.json stopped at "));
    CHECK_THAT(said, Catch::Contains(sentence));
  }
}

TEST_CASE("every file of the shipped cases is there, is small, and is of a kind that is taken") {
  std::set<std::string> used;
  for (const auto& one : read_cases(kTemplates + "/demo")) {
    for (const auto& meeting : one.body.value("meetings", json::array())) {
      for (const auto& step : meeting.at("steps")) {
        if (!step.contains("file")) continue;
        const auto name = step.at("file").at("name").get<std::string>();
        INFO(one.file << " " << name);
        const auto bytes = log::test::bytes_of_file(one.folder + "/files/" + name);
        CHECK(domain::recognised(bytes));
        CHECK(bytes.size() < 100 * 1024);
        used.insert(name);
      }
    }
  }
  for (const auto& entry : std::filesystem::directory_iterator(kTemplates + "/demo/files")) {
    CHECK(used.contains(entry.path().filename().string()));
  }
}

TEST_CASE("a file of a case is added as one that is uploaded, under what was kept") {
  Empty empty;
  log::test::TemporaryFolder folder;
  std::filesystem::create_directory(folder.file("files"));
  std::ofstream(folder.file("files/lamp.pdf")) << "%PDF-1.4 lamp";
  auto body = small_case();
  auto& steps = body["meetings"][0]["steps"];
  steps.push_back({{"by", "chair"},
                   {"file", {{"name", "lamp.pdf"}, {"title", "灯具样式"}, {"item", "$lamp"}}}});
  play_case(empty.system, empty.clock, {"files.json", body, folder.path()});
  REQUIRE(empty.system.read_models().wait(std::chrono::seconds(20)));
  const auto meeting = empty.system.lists().meeting(MeetingId("m"));
  REQUIRE(meeting->files.size() == 1);
  const auto& file = meeting->files.begin()->second;
  CHECK(file.title == "灯具样式");
  CHECK_FALSE(file.item.empty());
  CHECK(empty.system.log().sealed(file.commitment)->value == "%PDF-1.4 lamp");
  CHECK_THAT(Empty().stops_at(body),
             Catch::Contains("lamp.pdf") && Catch::Contains("cannot be read"));
}

TEST_CASE("the cases that are shipped name each account, roll, issue and meeting once") {
  std::set<std::string> ids;
  const auto cases = read_cases(kTemplates + "/demo");
  CHECK(cases.size() == 6);
  CHECK(cases.back().meetings().back() == MeetingId("demo-elevator"));
  for (const auto& one : cases) {
    for (const char* kind : {"accounts", "rolls", "issues", "meetings"}) {
      for (const auto& thing : one.body.value(kind, json::array())) {
        INFO(one.file << " " << thing.at("id"));
        CHECK(ids.insert(thing.at("id")).second);
      }
    }
  }
}

TEST_CASE("a folder of cases that is not there, or holds no JSON, is told") {
  log::test::TemporaryFolder folder;
  CHECK_THROWS_WITH(read_cases(folder.path() + "/none"), Catch::Contains("cannot read"));
  std::ofstream(folder.file("bad.json")) << "{";
  CHECK_THROWS_WITH(read_cases(folder.path()), Catch::StartsWith("bad.json: "));
}

}  // namespace roundtable::demo::test
