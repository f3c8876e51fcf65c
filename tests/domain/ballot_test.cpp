// Method: given what was accepted, when a command comes, then exactly these events. Refusals of the
// same commands stand in the table of refusals_test.cpp.
#include "domain/scenario.hpp"

#include "base/ensure.hpp"

using namespace scenario;

namespace {

BallotCast cast_event(const Scenario& scene, int number, const Paper& paper,
                      Channel channel = Channel::phone) {
  BallotCast cast;
  cast.ballot = scene.ballot;
  cast.head = head(number);
  cast.paper.value = paper;
  cast.channel = channel;
  cast.entered_by = ActorId("chair");
  return cast;
}

BallotClosed closed_event(const Scenario& scene, ClosedBy by, Time at, Outcome outcome) {
  return {scene.ballot, by, at, scene.the_ballot().tally, outcome};
}

OpenBallot confidential(const Scenario& scene) {
  auto command = scene.open_ballot();
  command.secrecy = Secrecy::confidential;
  command.counts = Counts::hidden;
  return command;
}

}  // namespace

TEST_CASE("the full days of a notice lie between its day and the meeting's") {
  CHECK(first_day_after_notice(15, {2026, 11, 25}) == Date{2026, 12, 11});
  CHECK(first_day_after_notice(15, {2026, 11, 26}) == Date{2026, 12, 12});
  CHECK(first_day_after_notice(0, {2026, 11, 25}) == Date{2026, 11, 25});
}

TEST_CASE("a ballot opens under the meeting's rule, the frozen roll and who is present now") {
  Scenario scene;
  scene.in_session().present(3);
  BallotOpened opened;
  opened.ballot = BallotId(scene.fresh_id());
  opened.item = scene.item;
  opened.question = "同意吗？";
  opened.rule = scene.fixed_rule();
  opened.method = method_of_before(false);
  opened.roll = scene.frozen();
  opened.present = {3, Area{24'000}};
  scene.gives(scene.open_ballot(), {opened});
  CHECK(scene.meeting.open_ballot == opened.ballot);
  CHECK(scene.meeting.ballots.at(opened.ballot).standing == Standing::opinion_poll);
}

TEST_CASE("with a recorded legal basis a ballot binds and names it") {
  Scenario scene;
  scene.in_session().binding().ballot_open();
  CHECK(scene.the_ballot().standing == Standing::binding);
  CHECK(scene.the_ballot().standing_basis == "业主大会议事规则第12条");
}

TEST_CASE("fifteen full days must lie between notice and a binding ballot, none before a poll") {
  const std::int64_t days = GENERATE(15, 16);
  Scenario scene;
  scene.announced(days).given(OpenMeeting{}).given(StartMeeting{});
  scene.given(StartAgendaItem{scene.item});
  SECTION("binding") {
    scene.binding();
    if (days == 15) {
      scene.refuses(scene.open_ballot(),
                    {Code::meeting_notice_too_short,
                     {{"days", std::int64_t{14}}, {"needs", std::int64_t{15}}}});
    } else {
      scene.given(scene.open_ballot());
    }
  }
  SECTION("a poll") {
    scene.given(scene.open_ballot());
  }
}

TEST_CASE("the day of the notice counts by Shanghai's midnight, not by hours") {
  Scenario scene;
  scene.convened().at(start_of_day({2026, 10, 18}) + -1);  // 17 October, 23:59
  scene.given(AnnounceMeeting{}).at(start_of_day({2026, 11, 2}));
  scene.given(OpenMeeting{}).given(StartMeeting{}).given(StartAgendaItem{scene.item});
  scene.binding().given(scene.open_ballot());
}

TEST_CASE("a meeting set for another time after its announcement is announced anew") {
  Scenario scene;
  scene.convened(90);
  scene.given(AnnounceMeeting{}).at(start_of_day({2026, 10, 18}) + -1);
  const AgendaItemId added(scene.fresh_id());
  scene.given(AddAgendaItem{"费用", ItemKind::decision});
  CHECK_FALSE(scene.meeting.agenda.at(added).noticed);
  scene.given(RescheduleMeeting{start_of_day({2026, 11, 3}), "活动室", "停水"});
  CHECK(scene.meeting.phase == Phase::announced);
  CHECK(scene.meeting.agenda.at(added).noticed);
  SECTION("too early") {
    scene.at(start_of_day({2026, 11, 1}));
    scene.given(OpenMeeting{}).given(StartMeeting{}).given(StartAgendaItem{scene.item});
    scene.binding().refuses(scene.open_ballot(),
                            {Code::meeting_notice_too_short,
                             {{"days", std::int64_t{14}}, {"needs", std::int64_t{15}}}});
  }
  SECTION("after so many full days, but on another day than the one announced") {
    scene.at(start_of_day({2026, 11, 2}));
    scene.given(OpenMeeting{}).given(StartMeeting{}).given(StartAgendaItem{scene.item});
    scene.binding().refuses(scene.open_ballot(),
                            {Code::ballot_other_day, {{"announced", "2026-11-03"}}});
  }
  SECTION("on that day") {
    scene.at(start_of_day({2026, 11, 3}));
    scene.given(OpenMeeting{}).given(StartMeeting{}).given(StartAgendaItem{scene.item});
    scene.binding().given(scene.open_ballot());
  }
}

TEST_CASE(
    "a vote of a household is one vote; the newest counts, through whatever channel it came") {
  Scenario scene;
  scene.in_session().present(1).ballot_open();
  scene.gives(scene.cast(1, Paper{"yes"}, Channel::helper),
              {cast_event(scene, 1, Paper{"yes"}, Channel::helper)});
  CHECK(scene.the_ballot().tally.of(kYes) == Weight{1, Area{8'000}});

  scene.gives(scene.cast(1, Paper{"no"}), {cast_event(scene, 1, Paper{"no"})});
  const auto& ballot = scene.the_ballot();
  CHECK(ballot.tally.of(kYes) == Weight{});
  CHECK(ballot.tally.of(kNo) == Weight{1, Area{8'000}});
  CHECK(ballot.casts.at(head(1)).changes == 1);
  CHECK(ballot.channels.at(Channel::helper) == 0);
  CHECK(ballot.channels.at(Channel::phone) == 1);
}

TEST_CASE("a vote entered by a helper says who entered it") {
  Scenario scene;
  scene.in_session().present(4).ballot_open();
  scene.given(scene.cast(4, Paper{"abstain"}, Channel::helper));
  const auto& cast = scene.the_ballot().casts.at(head(4));
  CHECK(cast.channel == Channel::helper);
  CHECK(cast.entered_by == ActorId("chair"));
}

TEST_CASE("owners need not be present to take part, and a proxy may stand for them") {
  Scenario scene;
  scene.in_session().ballot_open();
  scene.given(scene.cast(1, Paper{"yes"}));
}

TEST_CASE("members of a sitting vote only while present, and nobody comes in their place") {
  Scenario scene(committee(), people(7));
  scene.in_session().present(4);
  scene.refuses(CheckIn{head(5), Category::present, Mode::proxy},
                {Code::attendance_no_proxy, {{"head", "h5"}}});
  scene.ballot_open();
  CHECK(scene.the_ballot().present_at_opening == Weight{4, {}});
  scene.given(scene.cast(1, Paper{"yes"}));
  scene.refuses(scene.cast(5, Paper{"yes"}), {Code::ballot_not_present, {{"head", "h5"}}});
  scene.refuses(scene.cast(6, Paper{"yes"}, Channel::helper),
                {Code::ballot_not_present, {{"head", "h6"}}});
  scene.given(LeaveMeeting{head(2)});
  scene.refuses(scene.cast(2, Paper{"yes"}), {Code::ballot_not_present, {{"head", "h2"}}});
}

TEST_CASE("who comes after the opening is in neither the quorum nor the votes of those present") {
  Scenario scene(committee(), people(7));
  scene.in_session().present(4).ballot_open();
  scene.given(CheckIn{head(6), Category::present, Mode::hall});
  scene.refuses(scene.cast(6, Paper{"yes"}), {Code::ballot_not_present, {{"head", "h6"}}});
  scene.given(LeaveMeeting{head(2)}).given(CheckIn{head(2), Category::present, Mode::hall});
  scene.given(scene.cast(2, Paper{"yes"}));
}

TEST_CASE("the chair closes: totals and outcome are part of the event") {
  Scenario scene(major());
  scene.in_session().ballot_open().votes(6, Paper{"yes"}).votes(2, Paper{"no"}).later(kMinute);
  scene.gives(CloseBallot{scene.ballot},
              {closed_event(scene, ClosedBy::chair, kEvening + kMinute, Outcome::passed)});
  CHECK(scene.the_ballot().outcome == Outcome::passed);
  CHECK(scene.the_ballot().verdict().outcome == Outcome::passed);
  CHECK_FALSE(scene.meeting.open_ballot);
}

TEST_CASE("from the deadline on no vote counts, even if no closing is recorded yet") {
  Scenario scene;
  auto command = scene.in_session().open_ballot();
  const auto deadline = kEvening + 10 * kMinute;
  command.deadline = deadline;
  scene.ballot_open(command);
  scene.at(deadline + -1).given(scene.cast(1, Paper{"yes"}));
  scene.at(deadline);
  const Refusal closed{Code::ballot_closed,
                       {{"ballot", scene.ballot.str()}, {"closed_at", deadline.micros}}};
  scene.refuses(scene.cast(2, Paper{"yes"}), closed);

  SECTION("the server closes it, effective at the deadline") {
    scene.later(3 * kMinute);
    scene.gives(CloseBallotAtDeadline{scene.ballot},
                {closed_event(scene, ClosedBy::deadline, deadline, Outcome::no_quorum)});
    scene.refuses(CloseBallotAtDeadline{scene.ballot}, closed);
    scene.refuses(scene.cast(2, Paper{"yes"}), closed);
  }
  SECTION("a chair who closes after it closes at the deadline too") {
    scene.later(3 * kMinute);
    scene.gives(CloseBallot{scene.ballot},
                {closed_event(scene, ClosedBy::deadline, deadline, Outcome::no_quorum)});
  }
}

TEST_CASE("a confidential choice stands in the log as a commitment alone") {
  Scenario scene;
  scene.in_session().ballot_open(confidential(scene));
  const auto commitment = "sealed-" + scene.fresh_id() + "-2";
  scene.given(scene.cast(1, Paper{"no"}));
  const auto& payload = scene.payloads.back();
  CHECK(payload.find("\"no\"") == std::string::npos);
  CHECK(codec::named_commitments(payload) == std::vector<std::string>{commitment});
  CHECK(scene.the_ballot().casts.at(head(1)).paper.commitment == commitment);
  CHECK(scene.the_ballot().tally.of(kNo).heads == 1);
}

TEST_CASE("after the sealed values are erased the totals of the closing stand") {
  Scenario scene;
  scene.in_session().ballot_open(confidential(scene)).votes(8, Paper{"yes"});
  scene.given(scene.cast(1, Paper{"no"})).given(CloseBallot{scene.ballot});
  const auto tally = scene.the_ballot().tally;
  scene.sealed_values_erased();

  Meeting later;
  for (std::size_t i = 0; i < scene.payloads.size(); ++i) {
    apply_entry(later, codec::decode_payload(scene.payloads[i], scene.sources()).events,
                scene.times[i]);
  }
  const auto& ballot = later.ballots.at(scene.ballot);
  CHECK(ballot.tally == tally);
  CHECK_FALSE(ballot.casts.at(head(1)).paper.value);
  CHECK(ballot.verdict().outcome == Outcome::passed);
}

TEST_CASE("a confidential choice in clear is a broken invariant, so it never reaches the log") {
  Scenario scene;
  scene.in_session().ballot_open(confidential(scene));
  CHECK_THROWS_AS(apply(scene.meeting, cast_event(scene, 1, Paper{"yes"}), kEvening),
                  BrokenInvariant);
}

TEST_CASE("a ballot may be annulled while open, and closed as long as it is not published") {
  Scenario scene;
  scene.in_session().ballot_open().votes(9, Paper{"yes"});
  SECTION("open") {}
  SECTION("closed") {
    scene.given(CloseBallot{scene.ballot});
  }
  scene.gives(AnnulBallot{scene.ballot, "问题写错了"},
              {BallotAnnulled{scene.ballot, "问题写错了"}});
  CHECK(scene.the_ballot().state == BallotState::annulled);
  CHECK(scene.the_ballot().verdict().outcome == Outcome::pending);
  CHECK_FALSE(scene.meeting.open_ballot);
  scene.ballot_open();
}

TEST_CASE("objections are open from the day after publication for the days of the rule") {
  Scenario scene;
  scene.in_session().ballot_open().votes(9, Paper{"yes"}).given(CloseBallot{scene.ballot});
  scene.given(CloseMeeting{});
  RecordPublished published;
  published.record = RecordId(scene.fresh_id());
  published.ballot = scene.ballot;
  published.number = "〔2026〕1号";
  published.title = {"结果", "Result"};
  published.sha256 = {"sha-zh", "sha-en"};
  published.contact = "居委会";
  published.objection_from = {2026, 11, 3};
  published.objection_until = {2026, 11, 9};
  published.model = "model";
  scene.gives(PublishRecord{scene.ballot, "居委会"}, {published});
  CHECK(scene.the_ballot().record == published.record);
  CHECK(scene.meeting.records.size() == 1);
}

TEST_CASE("a rule without an objection period gives the day of publication itself") {
  auto rule = ordinary();
  rule.objection_days = 0;
  const auto period = objection_period(rule, kEvening, {});
  CHECK(period.from == Date{2026, 11, 2});
  CHECK(period.until == Date{2026, 11, 2});
}

TEST_CASE("a meeting of one building holds ballots of that building") {
  Scenario scene;
  auto convene = scene.convene();
  convene.scope = {ScopeKind::building, "12", ""};
  scene.at(kEvening + -16 * kMicrosPerDay).given(convene);
  scene.given(AddAgendaItem{"题", ItemKind::decision});
  scene.item = AgendaItemId(scene.made);
  scene.given(AnnounceMeeting{}).at(kEvening).given(OpenMeeting{}).given(StartMeeting{});
  scene.given(StartAgendaItem{scene.item});
  auto command = scene.open_ballot();
  scene.refuses(command, {Code::rule_scope, {{"rule", "ordinary"}, {"scope", "zone"}}});
  command.scope = convene.scope;
  scene.ballot_open(command);
  CHECK(scene.the_ballot().basis().all == Weight{12, Area{96'000}});
}
