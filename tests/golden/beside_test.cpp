// Method: the folder of release 0.1.0 has no table of what is due and what is to be erased. They
// are read in its entries once; they must say what the meetings themselves say when all is applied.
#include <catch2/catch.hpp>
#include <limits>
#include <map>
#include <set>

#include "domain/decide.hpp"
#include "folder.hpp"
#include "live/beside.hpp"

namespace golden {

using namespace roundtable;

namespace {

constexpr std::size_t kAll = 100'000;

std::map<std::string, domain::Meeting> meetings_of(Folder& folder) {
  std::map<std::string, domain::Meeting> meetings;
  const auto sources = folder.sources();
  for (const auto& entry : folder.entries()) {
    if (!entry.stream.starts_with("meeting:")) continue;
    const auto header = log::read_header(entry.header);
    auto& meeting = meetings[entry.stream];
    apply_entry(meeting, codec::read_payload(entry.payload, sources).events, header->at);
  }
  return meetings;
}

}  // namespace

TEST_CASE("what is due and what is to be erased is read in the entries of an older folder") {
  Folder folder;
  std::set<std::pair<std::string, std::string>> open;
  std::set<std::string> withdrawn;
  for (const auto& [stream, meeting] : meetings_of(folder)) {
    for (const auto& [id, ballot] : meeting.ballots) {
      const bool is_due = ballot.state == domain::BallotState::open && ballot.deadline;
      if (is_due) open.emplace(stream, "ballot:" + id.str());
    }
    for (const auto& [id, file] : meeting.files) {
      if (file.withdrawn_at) withdrawn.insert(file.commitment);
    }
  }

  const log::test::StillClock clock;
  const auto log = log::open_sqlite_log(folder.path(), clock);
  std::set<std::string> pending;
  for (const auto& commitment : withdrawn) {
    if (log->sealed(commitment)) pending.insert(commitment);
  }
  REQUIRE(log->needs_rebuild());
  live::rebuild_beside(*log, [](std::string_view what, const std::string& detail) {
    FAIL(std::string(what) + ": " + detail);
  });
  CHECK_FALSE(log->needs_rebuild());
  std::set<std::pair<std::string, std::string>> due;
  for (const auto& one : log->due_until(Time{std::numeric_limits<std::int64_t>::max()}, kAll)) {
    due.emplace(one.stream, one.key);
  }
  CHECK(due == open);
  const auto found = log->pending_erasures(kAll);
  CHECK(std::set<std::string>(found.begin(), found.end()) == pending);
}

TEST_CASE("a deadline that is set and lifted again is due no more") {
  domain::BallotOpened opened;
  opened.ballot = BallotId("b-1");
  CHECK(live::due_changes({opened}, 7).empty());
  opened.deadline = Time{5};
  domain::BallotClosed closed;
  closed.ballot = opened.ballot;
  domain::BallotAnnulled annulled;
  annulled.ballot = BallotId("b-2");
  const auto changes = live::due_changes({opened, closed, annulled}, 7);
  REQUIRE(changes.size() == 3);
  CHECK(changes[0].at == Time{5});
  CHECK(changes[0].version == 7);
  CHECK(changes[1].key == changes[0].key);
  CHECK_FALSE(changes[1].at.has_value());
  CHECK(live::ballot_due(changes[2].key) == BallotId("b-2"));
  CHECK_FALSE(live::ballot_due("sitting:b-2").has_value());
}

}  // namespace golden
