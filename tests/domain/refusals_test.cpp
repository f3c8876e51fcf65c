// Method: a table. Every row brings a meeting to a state and gives one command that must be refused
// with exactly this code and these fields; a refusal changes nothing (Scenario checks it). The last
// case holds the table complete: every code the domain can give occurs.
#include <set>

#include "domain/limits.hpp"
#include "domain/refusal_rows.hpp"

using namespace scenario;

namespace {

void ballot_closed(Scenario& scene) {
  scene.in_session().ballot_open().given(CloseBallot{scene.ballot});
}
void ballot_annulled(Scenario& scene) {
  scene.in_session().ballot_open().given(AnnulBallot{scene.ballot, "错"});
}
void published(Scenario& scene) {
  ballot_closed(scene);
  scene.given(PublishRecord{scene.ballot, "居委会"});
}
template <class Change>
auto open_with(Change change) {
  return [change](Scenario& scene) {
    auto command = scene.open_ballot();
    change(command);
    return Command(command);
  };
}
Command open(Scenario& scene) {
  return scene.open_ballot();
}
Command cast(Scenario& scene) {
  return scene.cast(1, Paper{"yes"});
}
Command close_it(Scenario& scene) {
  return CloseBallot{scene.ballot};
}
Command annul_it(Scenario& scene) {
  return AnnulBallot{scene.ballot, "错"};
}
Command publish_it(Scenario& scene) {
  return PublishRecord{scene.ballot, "居委会"};
}

std::vector<Row> plan_rows() {
  return {
      {"a deadline is one that people live to see", in_session,
       open_with([](OpenBallot& open) { open.deadline = Time{INT64_MAX}; }),
       with(malformed("deadline", "out_of_range"))},
      {"one plan is no choice", in_session,
       [](Scenario& scene) {
         auto among = scene.open_ballot();
         among.plans = {"方案一"};
         return Command(among);
       },
       with({Code::ballot_plan_count,
             {{"min", std::int64_t{kPlansMin}}, {"max", std::int64_t{kPlansMax}}}})},
      {"plans differ in more than width, capitals and what shows nothing", in_session,
       [](Scenario& scene) {
         auto among = scene.open_ballot();
         among.plans = {"方案A（3台）", "方案 ａ(3\u3164台)"};
         return Command(among);
       },
       with({Code::ballot_plan_twice, {{"text", "方案 ａ(3\u3164台)"}}})},
      {"plans differ in more than spaces", in_session,
       [](Scenario& scene) {
         auto among = scene.open_ballot();
         among.plans = {"方案一", " 方案一\u3000"};
         return Command(among);
       },
       with({Code::ballot_plan_twice, {{"text", "方案一"}}})},
      {"a plan says something", in_session,
       [](Scenario& scene) {
         auto among = scene.open_ballot();
         among.plans = {"方案一", " "};
         return Command(among);
       },
       with(malformed("options", "empty"))},
      {"a way of counting that the rule does not name", in_session,
       [](Scenario& scene) {
         auto open = scene.open_ballot();
         open.method = "drawing_lots";
         return Command(open);
       },
       with({Code::ballot_method, {{"rule", "ordinary"}, {"method", "drawing_lots"}}})},
  };
}

std::vector<Row> binding_rows() {
  return {
      {"a binding matter stood on the announced agenda",
       [](Scenario& scene) {
         scene.in_session().binding().given(AddAgendaItem{"临时", ItemKind::decision});
         scene.item = AgendaItemId(scene.made);
         scene.given(StartAgendaItem{scene.item});
       },
       open, with({Code::ballot_not_noticed, {{"question", "同意吗？"}}})},
      {"a binding vote is on the matter that was announced",
       [](Scenario& scene) { scene.in_session().binding(); },
       open_with([](auto& c) { c.question = "同意动用五百万元吗？"; }),
       with({Code::ballot_other_matter, {{"announced", "同意吗？"}}})},
      {"under the rule that the notice named for it",
       [](Scenario& scene) {
         scene.convened();
         auto text = scene.matter_item();
         text.rule = "motion";
         scene.given(EditAgendaItem{scene.item, text}).given(AnnounceMeeting{}).at(kEvening);
         scene.given(OpenMeeting{}).given(StartMeeting{}).given(StartAgendaItem{scene.item});
         scene.binding();
       },
       open, with({Code::ballot_other_rule, {{"rule", "ordinary"}, {"needs", "motion"}}})},
      {"and on the day that was announced",
       [](Scenario& scene) {
         scene.announced().later(kMicrosPerDay).given(OpenMeeting{}).given(StartMeeting{});
         scene.given(StartAgendaItem{scene.item}).binding();
       },
       open, with({Code::ballot_other_day, {{"announced", "2026-11-02"}}})},
  };
}

std::vector<Row> open_rows() {
  return {
      {"ballots are opened in a sitting", doors_open, open,
       with(wrong_phase("open", "in_session"))},
      {"one ballot at a time", ballot_open, open, with_ballot(Code::ballot_another_open)},
      {"a ballot has a question", in_session, open_with([](auto& c) { c.question = ""; }),
       with(malformed("question", "empty"))},
      {"a detail has a limit", in_session,
       open_with([](auto& c) { c.detail = std::string(kDetailBytesMax + 1, 'x'); }),
       with(malformed("detail", "too_long"))},
      {"a ballot is on an item of the agenda", in_session,
       open_with([](auto& c) { c.item = AgendaItemId("no"); }),
       with({Code::agenda_unknown_item, {{"item", "no"}}})},
      {"a ballot is on the item under way",
       [](Scenario& scene) { scene.in_session().given(FinishAgendaItem{scene.item}); }, open,
       [](Scenario& scene) {
         return Refusal{Code::agenda_item_state, {{"item", scene.item.str()}, {"state", "done"}}};
       }},
      {"a ballot is under a rule of the meeting", in_session,
       open_with([](auto& c) { c.rule = "major"; }),
       with({Code::rule_unknown, {{"rule", "major"}}})},
      {"a rule is for certain scopes", in_session, open_with([](auto& c) {
         c.scope = {ScopeKind::stair, "12", "1"};
       }),
       with({Code::rule_scope, {{"rule", "ordinary"}, {"scope", "stair"}}})},
      {"confidential votes are not counted live", in_session,
       open_with([](auto& c) { c.secrecy = Secrecy::confidential; }),
       with({Code::ballot_live_and_confidential, {}})},
      {"few households keep no secret from each other", in_session, open_with([](auto& c) {
         c.secrecy = Secrecy::confidential;
         c.counts = Counts::hidden;
       }),
       with({Code::ballot_too_few_for_secrecy,
             {{"heads", std::int64_t{4}}, {"needs", std::int64_t{kConfidentialHeadsMin}}}}),
       4},
      {"a deadline is not now", in_session, open_with([](auto& c) { c.deadline = kEvening; }),
       with({Code::ballot_deadline_past, {{"deadline", kEvening.micros}}})},
      {"a ballot is opened on the roll that the chair saw", in_session,
       open_with([](auto& c) { c.roll_version = 6; }),
       with({Code::roll_moved, {{"roll", "roll"}, {"version", std::int64_t{5}}}})},
      {"a ballot has voters", in_session, open_with([](auto& c) {
         c.scope = {ScopeKind::building, "99", ""};
       }),
       with({Code::ballot_empty_roll, {{"scope", "building"}}})},
      {"a meeting has a limit of ballots",
       [](Scenario& scene) {
         scene.in_session();
         for (std::size_t i = 0; i < kBallotsPerMeetingMax; ++i) {
           scene.ballot_open().given(CloseBallot{scene.ballot});
         }
       },
       open, with({Code::ballot_too_many, {{"max", std::int64_t{kBallotsPerMeetingMax}}}})},
  };
}

Refusal closed_at_evening(Scenario& scene) {
  return {Code::ballot_closed, {{"ballot", scene.ballot.str()}, {"closed_at", kEvening.micros}}};
}

std::vector<Row> ballot_rows() {
  return {
      {"votes are for a ballot of this meeting", in_session,
       always(CastBallot{BallotId("no"), head(1), Paper{"yes"}, Channel::phone}),
       with({Code::ballot_unknown, {{"ballot", "no"}}})},
      {"a closed ballot takes no vote", ballot_closed, cast, closed_at_evening},
      {"an annulled ballot takes no vote", ballot_annulled, cast,
       with_ballot(Code::ballot_annulled)},
      {"only the frozen roll votes", ballot_open,
       [](Scenario& scene) { return Command(scene.cast(99, Paper{"yes"})); },
       with({Code::ballot_not_eligible, {{"head", "h99"}}})},
      {"a ballot takes only what it offers", ballot_open,
       [](Scenario& scene) { return Command(scene.cast(1, Paper{"none"})); },
       [](Scenario& scene) {
         return Refusal{Code::ballot_no_such_option,
                        {{"ballot", scene.ballot.str()}, {"choice", "none"}}};
       }},
      {"a ballot is closed once", ballot_closed, close_it, closed_at_evening},
      {"an annulled ballot is not closed", ballot_annulled, close_it,
       with_ballot(Code::ballot_annulled)},
      {"a ballot to close must be there", in_session, always(CloseBallot{BallotId("no")}),
       with({Code::ballot_unknown, {{"ballot", "no"}}})},
      {"without a deadline none closes it", ballot_open,
       [](Scenario& scene) { return Command(CloseBallotAtDeadline{scene.ballot}); },
       with_ballot(Code::ballot_still_open)},
      {"a ballot to close at its deadline must be there", in_session,
       always(CloseBallotAtDeadline{BallotId("no")}),
       with({Code::ballot_unknown, {{"ballot", "no"}}})},
      {"an annulled ballot has no deadline", ballot_annulled,
       [](Scenario& scene) { return Command(CloseBallotAtDeadline{scene.ballot}); },
       with_ballot(Code::ballot_annulled)},
      {"an annulling has a reason", ballot_open,
       [](Scenario& scene) {
         return Command(AnnulBallot{scene.ballot, ""});
       },
       with(malformed("reason", "empty"))},
      {"a ballot is annulled once", ballot_annulled, annul_it, with_ballot(Code::ballot_annulled)},
      {"a ballot to annul must be there", in_session, always(AnnulBallot{BallotId("no"), "x"}),
       with({Code::ballot_unknown, {{"ballot", "no"}}})},
      {"what is published is not annulled", published, annul_it,
       [](Scenario& scene) {
         return Refusal{Code::record_already_published,
                        {{"record", scene.the_ballot().record.str()}}};
       }},
  };
}

std::vector<Row> publishing_rows() {
  return {
      {"an open ballot is not published", ballot_open, publish_it,
       with_ballot(Code::ballot_still_open)},
      {"an annulled ballot is not published", ballot_annulled, publish_it,
       with_ballot(Code::ballot_annulled)},
      {"a ballot to publish must be there", in_session, always(PublishRecord{BallotId("no"), "x"}),
       with({Code::ballot_unknown, {{"ballot", "no"}}})},
      {"a record is published once", published, publish_it,
       [](Scenario& scene) {
         return Refusal{Code::record_already_published,
                        {{"record", scene.the_ballot().record.str()}}};
       }},
      {"a document that would say something else now is made anew", ballot_closed,
       [](Scenario& scene) {
         return Command(PublishRecord{scene.ballot, "居委会", Document{{}, {}, "", "before"}});
       },
       with({Code::record_changed, {}})},
      {"a template that fails is named with its line", ballot_closed,
       [](Scenario& scene) {
         return Command(
             PublishRecord{scene.ballot, "居委会", BadTemplate{"ballot_outcome.zh", 12}});
       },
       with({Code::record_template, {{"template", "ballot_outcome.zh"}, {"line", 12}}})},
      {"a record is issued by somebody whose official name is known", ballot_closed,
       [](Scenario& scene) {
         return Command(PublishRecord{scene.ballot, "居委会", NoIssuer{}});
       },
       with({Code::record_issuer_needed, {}})},
      {"a record says where to object", ballot_closed,
       [](Scenario& scene) {
         return Command(PublishRecord{scene.ballot, ""});
       },
       with(malformed("contact", "empty"))},
  };
}

void hold(const std::vector<Row>& rows) {
  for (const auto& row : rows) {
    INFO(row.promise);
    Scenario scene(ordinary(), flats(row.flats));
    row.given(scene);
    scene.refuses(row.when(scene), row.refused(scene));
  }
}

/// What cannot be brought about with the ordinary owners' meeting of the rows.
Refusal refused_by_a_full_hall() {
  Scenario scene;
  scene.doors_open();
  for (std::size_t i = 0; i < kAdmittedPeopleMax; ++i) {
    apply(scene.meeting, PersonAdmitted{PersonId("p" + std::to_string(i)), Category::observer},
          kEvening);
  }
  const Refusal full{Code::attendance_full, {{"max", std::int64_t{kAdmittedPeopleMax}}}};
  scene.refuses(AdmitPerson{PersonId("one more"), Category::observer}, full);
  return full;
}

Refusal refused_a_second_vote() {
  Scenario scene(committee(), people(7));
  scene.in_session().present(4).ballot_open().given(scene.cast(1, Paper{"yes"}));
  const auto refusal = about_ballot(Code::ballot_already_cast, scene);
  scene.refuses(scene.cast(1, Paper{"yes"}), refusal);
  return refusal;
}

Refusal refused_the_absent() {
  Scenario scene(committee(), people(7));
  scene.in_session().present(4).ballot_open();
  const Refusal refusal{Code::ballot_not_present, {{"head", "h7"}}};
  scene.refuses(scene.cast(7, Paper{"yes"}), refusal);
  return refusal;
}

Refusal refused_a_proxy() {
  Scenario scene(committee(), people(7));
  scene.in_session();
  const Refusal refusal{Code::attendance_no_proxy, {{"head", "h5"}}};
  scene.refuses(CheckIn{head(5), Category::present, Mode::proxy}, refusal);
  return refusal;
}

Refusal refused_to_correct_what_counts() {
  Scenario scene(committee(), people(7));
  scene.in_session().present(4).ballot_open();
  const Refusal refusal{Code::attendance_counted, {{"head", "h4"}, {"ballot", scene.ballot.str()}}};
  scene.refuses(UndoCheckIn{head(4)}, refusal);
  return refusal;
}

Refusal refused_with_too_few() {
  Scenario scene(committee(), people(7));
  scene.in_session().present(3).binding();
  const Refusal refusal{
      Code::ballot_too_few_present,
      {{"present", std::int64_t{3}}, {"all", std::int64_t{7}}, {"missing", std::int64_t{1}}}};
  scene.refuses(scene.open_ballot(), refusal);
  return refusal;
}

Refusal refused_what_was_not_studied() {
  auto rule = committee();
  rule.prior_party_review = true;
  Scenario scene(rule, people(7));
  scene.in_session().present(4).binding();
  const Refusal refusal{Code::ballot_party_review, {{"item", scene.item.str()}}};
  scene.refuses(scene.open_ballot(), refusal);
  return refusal;
}

Refusal refused_a_secret_vote() {
  auto rule = committee();
  rule.named_only = true;
  Scenario scene(rule, people(7));
  auto command = scene.in_session().present(4).open_ballot();
  command.secrecy = Secrecy::confidential;
  command.counts = Counts::hidden;
  const Refusal refusal{Code::ballot_named_only, {{"rule", "committee"}}};
  scene.refuses(command, refusal);
  return refusal;
}

Refusal refused_an_even_committee() {
  auto rule = committee();
  rule.members_min = 5;
  rule.members_odd = true;
  Scenario scene(rule, people(6));
  const Refusal refusal{
      Code::meeting_member_count,
      {{"members", std::int64_t{6}}, {"needs", std::int64_t{5}}, {"small", std::int64_t{5}}}};
  scene.refuses(scene.convene(), refusal);
  return refusal;
}

Refusal refused_for_short_notice() {
  Scenario scene;
  scene.announced(3).given(OpenMeeting{}).given(StartMeeting{});
  scene.given(StartAgendaItem{scene.item}).binding();
  const Refusal refusal{Code::meeting_notice_too_short,
                        {{"days", std::int64_t{2}}, {"needs", std::int64_t{15}}}};
  scene.refuses(scene.open_ballot(), refusal);
  return refusal;
}

}  // namespace

TEST_CASE("refusals about the meeting") {
  hold(meeting_rows());
  hold(reschedule_rows());
}
TEST_CASE("refusals about the agenda") {
  hold(agenda_rows());
}
TEST_CASE("refusals about attendance") {
  hold(attendance_rows());
}
TEST_CASE("refusals about the floor") {
  hold(floor_rows());
  hold(speech_rows());
}
TEST_CASE("refusals about cards and about steps back on the agenda") {
  hold(card_and_item_rows());
}
TEST_CASE("refusals about proposals, motions and amendments") {
  hold(table_proposal_rows());
  hold(later_proposal_rows());
  hold(motion_rows());
  hold(amendment_rows());
  hold(amendment_vote_rows());
}
TEST_CASE("refusals about the minutes") {
  hold(minutes_rows());
}
TEST_CASE("refusals about what was agreed") {
  hold(decision_rows());
  hold(objection_rows());
  hold(objection_room_rows());
}
TEST_CASE("refusals about files") {
  hold(file_rows());
}
TEST_CASE("refusals to open a ballot") {
  hold(open_rows());
  hold(binding_rows());
  hold(plan_rows());
}
TEST_CASE("refusals about a ballot and its record") {
  hold(ballot_rows());
  hold(publishing_rows());
}
TEST_CASE("refusals about votes entered for others, and to reopen a ballot") {
  hold(vote_rows());
}

TEST_CASE("every code of the domain is in these tables") {
  std::set<std::string> seen;
  for (const auto& rows :
       {meeting_rows(), agenda_rows(),        attendance_rows(),     floor_rows(),
        speech_rows(),  card_and_item_rows(), table_proposal_rows(), later_proposal_rows(),
        motion_rows(),  amendment_rows(),     amendment_vote_rows(), plan_rows(),
        open_rows(),    binding_rows(),       ballot_rows(),         vote_rows(),
        minutes_rows(), decision_rows(),      objection_rows(),      objection_room_rows(),
        file_rows(),    publishing_rows(),    reschedule_rows()}) {
    for (const auto& row : rows) {
      Scenario scene(ordinary(), flats(row.flats));
      row.given(scene);
      seen.emplace(to_string(row.refused(scene).code));
    }
  }
  for (const auto& refusal :
       {refused_by_a_full_hall(), refused_a_second_vote(), refused_the_absent(),
        refused_for_short_notice(), refused_a_proxy(), refused_to_correct_what_counts(),
        refused_with_too_few(), refused_what_was_not_studied(), refused_a_secret_vote(),
        refused_an_even_committee()}) {
    seen.emplace(to_string(refusal.code));
  }
  const std::set<std::string> elsewhere = {"command.id_reused", "command.unknown_type",
                                           "permission.denied", "session.required", "server.busy",
                                           "limit.rate", "log.unavailable",
                                           // Of a register that has changed since:
                                           // live/roll_moved_test.cpp.
                                           "roll.changed",
                                           // Of organisations: live/access_test.cpp.
                                           "permission.owners_papers",
                                           // Of issues: issue_test.cpp.
                                           "issue.exists", "issue.withdrawn", "issue.stale"};
  for (int code = 0; code <= static_cast<int>(Code::log_unavailable); ++code) {
    const std::string name(to_string(static_cast<Code>(code)));
    INFO(name);
    CHECK(seen.contains(name) != elsewhere.contains(name));
  }
}

TEST_CASE("a code is written with a dot after its noun") {
  CHECK(to_string(Code::ballot_live_and_confidential) == "ballot.live_and_confidential");
  CHECK(to_string(Code::command_id_reused) == "command.id_reused");
}
