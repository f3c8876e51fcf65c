// Method: meetings in every phase on three grids, two of which lie within a fourth, kept in a file
// and read from it.
#include "readmodel/list_reader.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <catch2/catch.hpp>

#include "readmodel/list_writer.hpp"
#include "readmodel/search_writer.hpp"
#include "support/log_helpers.hpp"

using namespace roundtable;
using namespace roundtable::domain;
using namespace roundtable::readmodel;

namespace {

views::ViewState state(const char* id, const char* grid, Phase phase, std::int64_t at,
                       std::vector<std::int64_t> published = {}) {
  views::ViewState out;
  out.meeting.id = MeetingId(id);
  out.meeting.grid = GridId(grid);
  out.meeting.phase = phase;
  if (phase != Phase::convened) out.meeting.announced_at = Time{1};
  out.meeting.scheduled_at = Time{at};
  out.meeting.electorate.value = std::make_shared<const RollSnapshot>();
  for (const auto when : published) {
    PublishedRecord record;
    record.id = RecordId(std::string(id) + "-" + std::to_string(when));
    record.published_at = Time{when};
    out.record_versions[record.id] = 1;
    out.meeting.records[record.id] = record;
  }
  return out;
}

struct Lists {
  Lists() {
    const auto below = [](const char* id, const char* above) {
      return GridNode{GridId(id), id, GridLevel::building, GridId(above), ""};
    };
    search.put_grids({{GridId("top"), "top", GridLevel::city, std::nullopt, ""},
                      {GridId("all"), "all", GridLevel::neighbourhood, GridId("top"), ""},
                      below("a", "all"),
                      below("b", "all"),
                      {GridId("c"), "c", GridLevel::neighbourhood, GridId("top"), ""}});
  }
  void update(const views::ViewState& state) { writer.put(views::listed_of(state)); }
  const ListReader* operator->() const { return &reader; }

  log::test::TemporaryFolder folder;
  ModelFile file{folder.file("model.db")};
  std::unique_ptr<SQLite::Database> database = open_tables_to_write(file.path());
  SearchWriter search{*database};
  ListWriter writer{*database, search.grids()};
  ListReader reader{file};
};

struct Listed {
  Listed() {
    lists.update(state("old", "a", Phase::closed, 10, {11, 30}));
    lists.update(state("older", "b", Phase::closed, 5, {20}));
    lists.update(state("later", "a", Phase::announced, 300));
    lists.update(state("soon", "b", Phase::announced, 200));
    lists.update(state("now", "b", Phase::in_session, 100));
    lists.update(state("elsewhere", "c", Phase::in_session, 100, {40}));
  }
  views::ListedWithin within(const views::PartsAsked& asked) const {
    return lists->within(GridId("all"), asked);
  }
  Lists lists;
};

std::string records_of(const views::ListedMeeting& meeting) {
  std::string out;
  for (const auto& record : meeting.records) out += record.record.id.str() + " ";
  return out;
}

std::string ids(const views::ListedWithin& listed) {
  std::string out;
  for (const auto& meeting : listed.meetings.rows) out += meeting.id.str() + " ";
  out += "|";
  for (const auto& record : listed.records.rows) out += " " + record.record.id.str();
  return out;
}

}  // namespace

TEST_CASE("meetings under way come first, then those to come, then those over") {
  CHECK(ids(Listed().within({0, 20, 0, 20})) ==
        "now soon later old older | old-30 older-20 old-11");
}

TEST_CASE("an issue's meetings are those whose agenda takes it up now") {
  Lists lists;
  auto first = state("first", "a", Phase::announced, 10);
  first.meeting.agenda[AgendaItemId("i")].text.issue = IssueId("lift");
  auto second = state("second", "b", Phase::announced, 20);
  second.meeting.agenda[AgendaItemId("i")].text.issue = IssueId("lift");
  lists.update(first);
  lists.update(second);
  const auto taking_up = [&](const char* issue) {
    std::string out;
    const auto found = lists->taking_up({IssueId(issue)});
    for (const auto& [id, meetings] : found) {
      for (const auto& meeting : meetings) out += meeting.id.str() + " ";
    }
    return out;
  };
  CHECK(taking_up("lift") == "first second ");
  CHECK(taking_up("parking").empty());
  first.meeting.agenda[AgendaItemId("i")].text.issue = IssueId("parking");
  lists.update(first);
  CHECK(taking_up("lift") == "second ");
  CHECK(taking_up("parking") == "first ");
}

TEST_CASE(
    "a meeting in preparation is listed to who prepares it, and to all once it is announced") {
  Lists lists;
  lists.update(state("told", "a", Phase::announced, 100));
  auto prepared = state("prepared", "b", Phase::convened, 50);
  prepared.meeting.agenda[AgendaItemId("i")].text.issue = IssueId("lift");
  lists.update(prepared);
  const auto listed = [&] { return lists->within(GridId("all"), {0, 20, 0, 20}); };
  const auto taking_up = [&] { return lists->taking_up({IssueId("lift")}).size(); };
  CHECK(ids(listed()) == "told |");
  CHECK(listed().meetings.total == 1);
  CHECK(taking_up() == 0);
  CHECK(lists->below({GridId("all")}).size() == 2);

  prepared.meeting.scheduled_at = Time{60};
  lists.update(prepared);
  CHECK(lists->below({GridId("all")}).size() == 2);
  prepared.meeting.phase = Phase::announced;
  prepared.meeting.announced_at = Time{1};
  lists.update(prepared);
  CHECK(ids(listed()) == "prepared told |");
  CHECK(listed().meetings.total == 2);
  CHECK(taking_up() == 1);
  CHECK(lists->below({GridId("all")}).size() == 2);

  // One that was called off before anybody was told stays nobody's business.
  auto dropped = state("dropped", "b", Phase::convened, 70);
  lists.update(dropped);
  dropped.meeting.phase = Phase::cancelled;
  lists.update(dropped);
  CHECK(ids(listed()) == "prepared told |");
}

TEST_CASE("a part says how long the whole is, and what is past the end is empty") {
  const Listed all;
  const auto part = all.within({1, 2, 2, 20});
  CHECK(ids(part) == "soon later | old-11");
  CHECK(part.meetings.total == 5);
  CHECK(part.records.total == 3);
  CHECK(ids(all.within({9, 20, 9, 20})) == "|");
}

TEST_CASE("a household's meetings are those of its roll") {
  Lists lists;
  const auto of = [&](const char* id, const char* roll, bool demonstration) {
    auto one = state(id, "a", Phase::announced, 10);
    auto electorate = std::make_shared<RollSnapshot>();
    electorate->roll = RollId(roll);
    one.meeting.electorate.value = electorate;
    one.meeting.demonstration = demonstration;
    lists.update(one);
  };
  const auto meetings = [&](const char* roll) {
    std::string out;
    for (const auto& meeting : lists->of_roll(RollId(roll))) out += meeting.id.str() + " ";
    return out;
  };
  of("first", "stair 1", false);
  of("second", "stair 1", false);
  CHECK_FALSE(lists->has_demonstration());
  of("other", "stair 2", true);
  of("first", "stair 1", false);
  CHECK(meetings("stair 1") == "first second ");
  CHECK(meetings("stair 2") == "other ");
  CHECK(meetings("stair 3").empty());
  CHECK(lists->has_demonstration());
}

TEST_CASE("a meeting that moves on leaves its old place in the lists") {
  Lists lists;
  lists.update(state("m", "a", Phase::announced, 300));
  lists.update(state("other", "b", Phase::announced, 200));
  lists.update(state("m", "a", Phase::in_session, 300, {11}));
  lists.update(state("m", "a", Phase::in_session, 300, {11}));
  const auto all = lists->within(GridId("top"), {0, 20, 0, 20});
  CHECK(ids(all) == "m other | m-11");
  CHECK(all.meetings.total == 2);
  CHECK(all.records.total == 1);
  CHECK(ids(lists->within(GridId("c"), {0, 20, 0, 20})) == "|");
}

TEST_CASE("what is listed of a meeting is read as it was written") {
  Lists lists;
  auto written = state("m", "a", Phase::recess, 300, {11});
  auto& meeting = written.meeting;
  meeting.title = "楼事会\"";
  meeting.place = "大厅";
  meeting.announced_at = Time{1};
  meeting.rescheduled = Rescheduling{Time{5}, "门厅", "停电", Time{7}};
  MeetingFile file;
  file.id = FileId("f");
  file.title = "图纸";
  file.media = Media::png;
  file.withdrawn_at = Time{9};
  meeting.files[file.id] = file;
  auto& record = meeting.records.begin()->second;
  record.number = "〔2026〕3号";
  record.objection_until = Date{2026, 12, 5};
  record.title = {"公告", "Notice"};
  lists.update(written);
  const auto read = lists->meeting(MeetingId("m"));
  REQUIRE(read);
  CHECK(read->title == meeting.title);
  CHECK(read->phase == Phase::recess);
  CHECK(read->scheduled_at == Time{300});
  CHECK(read->is_public);
  CHECK(read->rescheduled);
  CHECK(read->now.rescheduled == meeting.rescheduled);
  CHECK(read->files == meeting.files);
  REQUIRE(read->records.size() == 1);
  CHECK(read->records.front().record == record);
  CHECK_FALSE(read->records.front().outcome);
  CHECK(lists->record(record.id)->meeting == MeetingId("m"));
  CHECK(lists->record_numbers(GridId("a")) == std::vector<std::string>{"〔2026〕3号"});
  CHECK_FALSE(lists->meeting(MeetingId("none")));
}

TEST_CASE(
    "issues of a grid are those on it and below, the newest first, and those above if asked") {
  Lists lists;
  std::int64_t day = 0;
  const auto report = [&](const char* id, const char* grid) {
    lists.search.put({Kind::issue, id, GridId(grid), "停车难", "没有车位",
                      Time{(20'000 + ++day) * kMicrosPerDay}, "visit", "{}"});
  };
  report("first", "a");
  report("top", "top");
  report("elsewhere", "c");
  report("middle", "all");
  report("other", "b");
  const auto found = [&](const views::IssuesAsked& asked) {
    std::string out;
    for (const auto& issue : lists->issues(asked)) out += issue.id.str() + " ";
    return out;
  };
  CHECK(found({GridId("all"), false, 9}) == "other middle first ");
  CHECK(found({GridId("a"), false, 9}) == "first ");
  CHECK(found({GridId("a"), true, 9}) == "middle top first ");
  CHECK(found({GridId("top"), false, 2}) == "other middle ");
  CHECK(found({GridId("none"), true, 9}).empty());
  const auto issue = lists->issues({GridId("c"), false, 1}).front();
  CHECK(issue.title == "停车难");
  CHECK(issue.text == "没有车位");
  CHECK(issue.source == IssueSource::visit);
  CHECK(issue.reported_at == Time{20'003 * kMicrosPerDay});
}

TEST_CASE("lists that are made for the first time say so instead of nothing") {
  Lists lists;
  lists.file.set_answers(false);
  CHECK_THROWS_AS(lists->meeting(MeetingId("m")), views::NotYet);
  lists.file.set_answers(true);
  CHECK_FALSE(lists->meeting(MeetingId("m")));
}

TEST_CASE("a meeting in a list brings what was published of it") {
  Listed listed;
  const auto part = listed.within({0, 20, 0, 20});
  for (const auto& meeting : part.meetings.rows) {
    INFO(meeting.id.str());
    CHECK(records_of(meeting) == (meeting.id.str() == "old"     ? "old-11 old-30 "
                                  : meeting.id.str() == "older" ? "older-20 "
                                                                : ""));
  }
  auto taking = state("taker", "a", Phase::closed, 10, {50});
  taking.meeting.agenda[AgendaItemId("i")].text.issue = IssueId("lift");
  listed.lists.update(taking);
  const auto takers = listed.lists->taking_up({IssueId("lift")});
  REQUIRE(takers.size() == 1);
  CHECK(records_of(takers.begin()->second.front()) == "taker-50 ");
}
