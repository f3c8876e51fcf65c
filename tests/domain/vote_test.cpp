// Votes that somebody else enters, what a household says of them, and a ballot that was closed by
// mistake: what is given, then what stands.
#include "domain/scenario.hpp"

using namespace scenario;

namespace {

const VoteTrail& trail_of(const Scenario& scene, int number) {
  return scene.the_ballot().trails.at(head(number));
}

}  // namespace

TEST_CASE("a vote from the household's own phone is not overwritten until the household lets it") {
  Scenario scene;
  scene.in_session().present(1).ballot_open().given(scene.cast(1, Paper{"yes"}));
  for (const auto channel : {Channel::helper, Channel::hand, Channel::paper, Channel::proxy}) {
    scene.refuses(
        scene.cast(1, Paper{"no"}, channel),
        {Code::ballot_cast_by_household, {{"ballot", scene.ballot.str()}, {"head", "h1"}}});
  }
  scene.given(ReleaseVote{scene.ballot, head(1)});
  CHECK(scene.the_ballot().tally.of(kYes).heads == 1);  // it stands until then

  SECTION("then staff enter one, once") {
    scene.given(scene.cast(1, Paper{"no"}, Channel::helper));
    CHECK(scene.the_ballot().tally.of(kNo).heads == 1);
    CHECK_FALSE(trail_of(scene, 1).released);
    scene.given(scene.cast(1, Paper{"abstain"}));
    scene.refuses(
        scene.cast(1, Paper{"no"}, Channel::helper),
        {Code::ballot_cast_by_household, {{"ballot", scene.ballot.str()}, {"head", "h1"}}});
  }
  SECTION("a new vote of its own takes the release back") {
    scene.given(scene.cast(1, Paper{"no"}));
    scene.refuses(
        scene.cast(1, Paper{"yes"}, Channel::helper),
        {Code::ballot_cast_by_household, {{"ballot", scene.ballot.str()}, {"head", "h1"}}});
  }
}

TEST_CASE("a vote through another channel is kept beside the one that takes its place") {
  Scenario scene;
  scene.in_session().present(1).ballot_open().given(scene.cast(1, Paper{"yes"}, Channel::hand));
  scene.later(kMinute).given(scene.cast(1, Paper{"no"}));
  scene.later(kMinute).given(scene.cast(1, Paper{"abstain"}));  // a change of mind, on one phone
  CHECK(trail_of(scene, 1).earlier ==
        std::vector{EarlierVote{Channel::hand, ActorId("chair"), kEvening}});
  CHECK(scene.the_ballot().casts.at(head(1)).channel == Channel::phone);
}

TEST_CASE("a helper says why who has not checked in votes through her; the words can be erased") {
  Scenario scene;
  scene.in_session().present(1).ballot_open();
  auto command = scene.cast(2, Paper{"yes"}, Channel::helper);
  command.reason = "住院，电话委托";
  scene.given(command);
  CHECK(trail_of(scene, 2).reason == "住院，电话委托");
  CHECK(scene.payloads.back().find("住院") == std::string::npos);
  CHECK(codec::named_commitments(scene.payloads.back()).size() == 1);

  scene.given(scene.cast(1, Paper{"yes"}, Channel::helper));
  CHECK(codec::named_commitments(scene.payloads.back()).empty());  // present: nothing to explain
}

TEST_CASE("a household objects to what was entered for it, and the vote stays as it is") {
  Scenario scene;
  scene.in_session().present(3).ballot_open();
  scene.given(scene.cast(1, Paper{"yes"}, Channel::helper));
  scene.given(scene.cast(2, Paper{"yes"}));
  scene.later(kMinute).given(ObjectToVote{scene.ballot, head(1)});
  CHECK(trail_of(scene, 1).objected_at == kEvening + kMinute);
  CHECK(scene.the_ballot().tally.of(kYes).heads == 2);
  CHECK(objections(scene.the_ballot()) == 1);

  SECTION("also after the closing, and where its own vote has taken the place since") {
    scene.given(scene.cast(3, Paper{"no"}, Channel::hand)).given(scene.cast(3, Paper{"yes"}));
    scene.given(CloseBallot{scene.ballot});
    scene.later(kMinute).given(ObjectToVote{scene.ballot, head(3)});
    CHECK(objections(scene.the_ballot()) == 2);
  }
  SECTION("what is entered after that may be objected to again") {
    scene.later(kMinute).given(scene.cast(1, Paper{"no"}, Channel::hand));
    scene.later(kMinute).given(ObjectToVote{scene.ballot, head(1)});
    CHECK(trail_of(scene, 1).objected_at == kEvening + 3 * kMinute);
    CHECK(objections(scene.the_ballot()) == 1);
  }
}

TEST_CASE("a ballot closed by mistake goes on with the votes it had, and says so") {
  Scenario scene(major());
  auto command = scene.in_session().open_ballot();
  command.deadline = kEvening + 60 * kMinute;
  scene.ballot_open(command).votes(9, Paper{"yes"}).later(kMinute);
  scene.given(CloseBallot{scene.ballot}).later(kMinute);
  scene.gives(ReopenBallot{scene.ballot, "误触"},
              {BallotReopened{scene.ballot, "误触", command.deadline}});
  const auto& ballot = scene.the_ballot();
  CHECK(ballot.state == BallotState::open);
  CHECK(scene.meeting.open_ballot == scene.ballot);
  CHECK(ballot.outcome == Outcome::pending);
  CHECK(ballot.tally.of(kYes).heads == 9);
  CHECK(ballot.reopenings ==
        std::vector{Reopening{kEvening + kMinute, kEvening + 2 * kMinute, "误触"}});

  scene.given(scene.cast(1, Paper{"no"})).given(scene.cast(10, Paper{"yes"}));
  scene.at(*command.deadline).given(CloseBallotAtDeadline{scene.ballot});
  CHECK(scene.the_ballot().tally.of(kNo).heads == 1);
  CHECK(scene.the_ballot().closed_by == ClosedBy::deadline);
}

TEST_CASE("slips count as used once each, and only those that were made here") {
  Scenario scene;
  scene.in_session()
      .given(MakeSlips{{head(1), head(2)}, {}})
      .given(MakeSlips{{head(2)}, {head(2)}});
  scene.given(UseSlip{head(2)}).given(UseSlip{head(2)}).given(UseSlip{head(3)});
  CHECK(scene.meeting.slips == SlipCounts{3, 1, 1});
}
