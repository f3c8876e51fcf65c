// Method: meetings in every phase on three grids, listed for the two grids that lie within.
#include "views/lists.hpp"

#include <catch2/catch.hpp>

using namespace roundtable;
using namespace roundtable::domain;

namespace {

views::ViewState state(const char* id, const char* grid, Phase phase, std::int64_t at,
                       std::vector<std::int64_t> published = {}) {
  views::ViewState out;
  out.meeting.id = MeetingId(id);
  out.meeting.grid = GridId(grid);
  out.meeting.phase = phase;
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

struct Listed {
  Listed() {
    lists.update(state("old", "a", Phase::closed, 10, {11, 30}));
    lists.update(state("older", "b", Phase::closed, 5, {20}));
    lists.update(state("later", "a", Phase::announced, 300));
    lists.update(state("soon", "b", Phase::convened, 200));
    lists.update(state("now", "b", Phase::in_session, 100));
    lists.update(state("elsewhere", "c", Phase::in_session, 100, {40}));
  }
  views::ListedWithin within(const views::PartsAsked& asked) const {
    return lists.within([](const GridId& grid) { return grid != GridId("c"); }, asked);
  }
  views::Lists lists;
};

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
  views::Lists lists;
  auto first = state("first", "a", Phase::announced, 10);
  first.meeting.agenda[AgendaItemId("i")].text.issue = IssueId("lift");
  auto second = state("second", "b", Phase::announced, 20);
  second.meeting.agenda[AgendaItemId("i")].text.issue = IssueId("lift");
  lists.update(first);
  lists.update(second);
  const auto taking_up = [&](const char* issue) {
    std::string out;
    const auto found = lists.taking_up({IssueId(issue)});
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

TEST_CASE("a part says how long the whole is, and what is past the end is empty") {
  const Listed all;
  const auto part = all.within({1, 2, 2, 20});
  CHECK(ids(part) == "soon later | old-11");
  CHECK(part.meetings.total == 5);
  CHECK(part.records.total == 3);
  CHECK(ids(all.within({9, 20, 9, 20})) == "|");
}

TEST_CASE("a household's meetings are those of its roll") {
  views::Lists lists;
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
    for (const auto& meeting : lists.of_roll(RollId(roll))) out += meeting.id.str() + " ";
    return out;
  };
  of("first", "stair 1", false);
  of("second", "stair 1", false);
  CHECK_FALSE(lists.has_demonstration());
  of("other", "stair 2", true);
  of("first", "stair 1", false);
  CHECK(meetings("stair 1") == "first second ");
  CHECK(meetings("stair 2") == "other ");
  CHECK(meetings("stair 3").empty());
  CHECK(lists.has_demonstration());
}
