// Method: meetings as they stand at one moment; what is told of each to anybody at all.
#include "views/told_now.hpp"

#include <catch2/catch.hpp>

using namespace roundtable;
using namespace roundtable::domain;

namespace {

AgendaItem item(const char* id, std::int64_t order, ItemState state, const char* title) {
  AgendaItem out;
  out.id = AgendaItemId(id);
  out.order = order;
  out.state = state;
  out.text.title = title;
  out.text.kind = ItemKind::decision;
  return out;
}

Meeting sitting() {
  Meeting meeting;
  meeting.phase = Phase::in_session;
  meeting.agenda[AgendaItemId("z")] = item("z", 1, ItemState::current, "加装电梯");
  meeting.agenda[AgendaItemId("b")] = item("b", 3, ItemState::waiting, "停车");
  meeting.agenda[AgendaItemId("y")] = item("y", 2, ItemState::waiting, "楼道照明");
  meeting.current_item = AgendaItemId("z");
  return meeting;
}

Ballot ballot(const char* id, BallotState state) {
  Ballot out;
  out.id = BallotId(id);
  out.item = AgendaItemId("z");
  out.state = state;
  out.question = "同意方案二吗？";
  out.detail = "每层停靠";
  return out;
}

}  // namespace

TEST_CASE("a sitting is told with its item and with what comes next on the agenda") {
  const auto now = views::told_now(sitting());
  CHECK(now.item == "加装电梯");
  CHECK(now.kind == ItemKind::decision);
  CHECK(now.next == "楼道照明");
  CHECK(now.question.empty());
  CHECK_FALSE(now.voted);
  CHECK_FALSE(now.balloted);
}

TEST_CASE("what was passed over does not come next by itself") {
  auto meeting = sitting();
  meeting.agenda[AgendaItemId("a")] = item("a", 0, ItemState::waiting, "通报");
  meeting.agenda.at(AgendaItemId("z")).started_at = Time{1};
  CHECK(views::told_now(meeting).next == "楼道照明");
  meeting.agenda.at(AgendaItemId("b")).started_at = Time{2};
  meeting.agenda.at(AgendaItemId("b")).state = ItemState::done;
  CHECK(views::told_now(meeting).next.empty());
}

TEST_CASE("the proposal under discussion is told as it stands, without who moved it") {
  auto meeting = sitting();
  Proposal proposal;
  proposal.id = ProposalId("p");
  proposal.mover = SpeakerId("somebody");
  proposal.text.title = "先装扶手";
  proposal.text.paragraphs = {"底楼门厅两侧装扶手。", "下月完成。"};
  meeting.proposals[proposal.id] = proposal;
  CHECK(views::told_now(meeting).proposal.empty());
  meeting.current_proposal = proposal.id;
  const auto now = views::told_now(meeting);
  CHECK(now.proposal == "先装扶手");
  CHECK(now.paragraphs == proposal.text.paragraphs);
  meeting.phase = Phase::recess;
  CHECK(views::told_now(meeting).proposal.empty());
}

TEST_CASE("an open ballot is told with its question, a closed one by the item being voted on") {
  auto meeting = sitting();
  meeting.ballots[BallotId("v")] = ballot("v", BallotState::open);
  meeting.open_ballot = BallotId("v");
  const auto open = views::told_now(meeting);
  CHECK(open.question == "同意方案二吗？");
  CHECK(open.detail == "每层停靠");
  CHECK_FALSE(open.motion);
  CHECK_FALSE(open.voted);

  meeting.ballots[BallotId("v")] = ballot("v", BallotState::closed);
  meeting.open_ballot.reset();
  const auto closed = views::told_now(meeting);
  CHECK(closed.question.empty());
  CHECK(closed.voted);
  CHECK(closed.balloted);
}

TEST_CASE("a vote on an amendment is told as one, and does not settle the item") {
  auto meeting = sitting();
  auto one = ballot("v", BallotState::open);
  one.about = {ProposalId("p"), AmendmentId("a")};
  meeting.ballots[one.id] = one;
  meeting.open_ballot = one.id;
  const auto open = views::told_now(meeting);
  CHECK(open.motion);
  CHECK(open.amendment);
  meeting.ballots[one.id].state = BallotState::closed;
  meeting.open_ballot.reset();
  CHECK_FALSE(views::told_now(meeting).voted);
}

TEST_CASE("in a recess and once it is over nothing is under way and nothing comes") {
  auto meeting = sitting();
  for (const auto phase : {Phase::recess, Phase::closed, Phase::cancelled}) {
    meeting.phase = phase;
    const auto now = views::told_now(meeting);
    CHECK(now.item.empty());
    CHECK(now.next.empty());
  }
}
