// Bodies of members: an owners' committee has an odd number of them, they vote by name and in
// person, and a sitting without enough of them decides nothing.
#include <catch2/catch.hpp>

#include "domain/scenario.hpp"

using namespace scenario;

namespace {

/// As the house's own: templates/rules/owners-committee.3.json.
Rule owners_committee() {
  auto rule = committee();
  rule.body = "owners_committee";
  rule.named_only = true;
  rule.signatures = true;
  rule.members_min = 5;
  rule.members_small = 3;
  rule.members_odd = true;
  return rule;
}

}  // namespace

TEST_CASE("a committee has five members or more, an odd number, or three in a small zone") {
  const int members = GENERATE(2, 3, 4, 5, 6, 7);
  Scenario scene(owners_committee(), people(members));
  if (members == 3 || members == 5 || members == 7) {
    scene.given(scene.convene());
  } else {
    scene.refuses(scene.convene(), {Code::meeting_member_count,
                                    {{"members", std::int64_t{members}},
                                     {"needs", std::int64_t{5}},
                                     {"small", std::int64_t{3}}}});
  }
}

TEST_CASE("a committee's members vote by name") {
  Scenario scene(owners_committee(), people(7));
  auto command = scene.in_session().present(4).open_ballot();
  command.secrecy = Secrecy::confidential;
  command.counts = Counts::hidden;
  scene.refuses(command, {Code::ballot_named_only, {{"rule", "committee"}}});
}

TEST_CASE("a binding vote is not opened with too few present, and says how many are missing") {
  Scenario scene(owners_committee(), people(7));
  scene.in_session().present(3).binding();
  scene.refuses(
      scene.open_ballot(),
      {Code::ballot_too_few_present,
       {{"present", std::int64_t{3}}, {"all", std::int64_t{7}}, {"missing", std::int64_t{1}}}});
  scene.given(CheckIn{head(4), Category::present, Mode::hall}).ballot_open();
  CHECK(scene.the_ballot().standing == Standing::binding);
}

TEST_CASE("a poll is opened with too few present") {
  Scenario scene(representatives(), people(60));
  scene.in_session().present(39).ballot_open();
  CHECK(scene.the_ballot().present_at_opening.heads == 39);
}

TEST_CASE("of sixty representatives forty are enough for a vote, and thirty-nine are not") {
  Scenario scene(representatives(), people(60));
  scene.in_session().present(39).binding();
  scene.refuses(
      scene.open_ballot(),
      {Code::ballot_too_few_present,
       {{"present", std::int64_t{39}}, {"all", std::int64_t{60}}, {"missing", std::int64_t{1}}}});
  scene.given(CheckIn{head(40), Category::present, Mode::hall}).ballot_open();
}

TEST_CASE("who was counted as present is corrected only once the vote is annulled") {
  Scenario scene(owners_committee(), people(7));
  scene.in_session().present(4).ballot_open();
  const auto vote = scene.ballot;
  const Refusal counted{Code::attendance_counted, {{"head", "h4"}, {"ballot", vote.str()}}};
  scene.refuses(UndoCheckIn{head(4)}, counted);
  scene.votes(4, Paper{"yes"}).given(CloseBallot{vote});
  scene.refuses(UndoCheckIn{head(4)}, counted);
  scene.given(AnnulBallot{vote, "四号委员并未到场"});
  scene.given(UndoCheckIn{head(4)});
  // The question is open again, with those who are there.
  scene.binding().refuses(
      scene.open_ballot(),
      {Code::ballot_too_few_present,
       {{"present", std::int64_t{3}}, {"all", std::int64_t{7}}, {"missing", std::int64_t{1}}}});
}

TEST_CASE("owners' votes do not rest on who was there: a check-in is undone as ever") {
  Scenario scene;
  scene.in_session().present(4).ballot_open();
  scene.given(UndoCheckIn{head(4)});
}
