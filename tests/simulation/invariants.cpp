#include "invariants.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "domain/ballot/tally_secrecy.hpp"

namespace simulation {
namespace {

using namespace roundtable;
using namespace roundtable::domain;

/// Counted once more, from the votes alone.
void expect_counted(const Ballot& ballot) {
  Tally again(ballot.choices);
  for (const auto& [head, cast] : ballot.casts) {
    const auto seat = ballot.roll.value->heads.find(head);
    REQUIRE(seat != ballot.roll.value->heads.end());
    REQUIRE(cast.paper.value);
    ballot.counting->add(*cast.paper.value, {1, seat->second.area}, again);
  }
  CHECK((ballot.in_heads.area_withheld ? heads_alone(again) : again) == ballot.tally);
  if (ballot.state != BallotState::closed) return;
  CHECK(ballot.counting->count(ballot.asked(), again, true).verdict.outcome == ballot.outcome);
}

void expect_decided(const Meeting& meeting, const Proposal& proposal) {
  const bool decided =
      proposal.state == ProposalState::adopted || proposal.state == ProposalState::rejected;
  if (!decided) return;
  const auto* ballot = meeting.ballot(proposal.ballot);
  REQUIRE(ballot != nullptr);
  CHECK(ballot->state == BallotState::closed);
  CHECK((ballot->outcome == Outcome::passed) == (proposal.state == ProposalState::adopted));
}

/// What was put to the vote came out as its ballot did; while the vote runs it is undecided.
void expect_voted(const Meeting& meeting, const Amendment& amendment) {
  const bool adopted = amendment.state == AmendmentState::adopted;
  const bool voted = adopted || amendment.state == AmendmentState::rejected;
  if (amendment.ballot.empty()) {
    CHECK_FALSE(voted);
    return;
  }
  const auto& ballot = meeting.ballots.at(amendment.ballot);
  if (ballot.state == BallotState::open) CHECK(amendment.state == AmendmentState::tabled);
  if (!voted) return;
  CHECK(ballot.state == BallotState::closed);
  CHECK((ballot.outcome == Outcome::passed) == adopted);
}

void expect_worded(const Meeting& meeting, const Proposal& proposal) {
  REQUIRE(proposal.amended_by.size() == proposal.text.paragraphs.size());
  for (std::size_t i = 0; i < proposal.amended_by.size(); ++i) {
    if (proposal.amended_by[i].empty()) continue;
    const auto& amendment = meeting.amendments.at(proposal.amended_by[i]);
    CHECK(amendment.text == proposal.text.paragraphs[i]);
    CHECK((amendment.state == AmendmentState::accepted ||
           amendment.state == AmendmentState::adopted));
  }
}

template <class Map, class Is>
auto count(const Map& map, Is is) {
  return std::count_if(map.begin(), map.end(), [&](const auto& known) { return is(known.second); });
}

void expect_one_at_a_time(const Meeting& meeting) {
  const auto open = count(meeting.ballots,
                          [](const Ballot& ballot) { return ballot.state == BallotState::open; });
  CHECK(open == (meeting.open_ballot ? 1 : 0));
  const auto speaking = count(
      meeting.speeches, [](const Speech& speech) { return speech.state == SpeechState::speaking; });
  CHECK(speaking == (meeting.current_speech ? 1 : 0));
  const auto under_way = count(
      meeting.agenda, [](const AgendaItem& item) { return item.state == ItemState::current; });
  CHECK(under_way == (meeting.current_item ? 1 : 0));
  if (meeting.current_proposal) {
    const auto& proposal = meeting.proposals.at(*meeting.current_proposal);
    CHECK(proposal.state == ProposalState::tabled);
    CHECK(meeting.current_item == proposal.item);
  }
}

void expect_present(const Meeting& meeting) {
  Weight present;
  for (const auto& [head, attendance] : meeting.attendance) {
    if (attendance.category != Category::present) continue;
    present = present + Weight{1, meeting.electorate.value->heads.at(head).area};
  }
  CHECK(present == meeting.present);
}

}  // namespace

void expect_consistent(const Meeting& meeting) {
  for (const auto& [id, ballot] : meeting.ballots) expect_counted(ballot);
  for (const auto& [id, proposal] : meeting.proposals) {
    expect_decided(meeting, proposal);
    expect_worded(meeting, proposal);
  }
  for (const auto& [id, amendment] : meeting.amendments) expect_voted(meeting, amendment);
  const auto& minutes = meeting.minutes;
  const bool locked =
      minutes.state == MinutesState::adopted || minutes.state == MinutesState::published;
  CHECK(minutes.adopted_at.has_value() == locked);
  CHECK((minutes.state == MinutesState::published) == !minutes.record.empty());
  for (const auto& [head, at] : minutes.signed_by) {
    CHECK(minutes.proposed_at <= at);
    CHECK_FALSE(minutes.lapsed.contains(head));
  }
  expect_one_at_a_time(meeting);
  expect_present(meeting);
}

}  // namespace simulation
