// One phrase says how a ballot came out and what that is worth; nothing is called binding that is
// not.
#include "records/outcome_phrase.hpp"

#include <catch2/catch.hpp>

#include "records/sentences.hpp"
#include "sample.hpp"

using namespace roundtable;
using namespace roundtable::records;
using namespace roundtable::domain;
using Catch::Matchers::Contains;

namespace {

std::string document(Meeting& meeting, Lang lang, const OutcomeFacts& facts = sample::facts()) {
  MinutesFacts known;
  known.record = facts;
  return sample::published(meeting, &sample::only_ballot(meeting), known, lang);
}

/// Under the rule as `change` makes it.
template <class Change>
void change_rule(Ballot& ballot, Change change) {
  auto rule = *ballot.rule.value;
  change(rule);
  ballot.rule.value = std::make_shared<const Rule>(rule);
}

Meeting motion_meeting() {
  auto meeting = sample::elevator_meeting();
  auto& ballot = sample::only_ballot(meeting);
  ballot.about.proposal = ProposalId("p1");
  change_rule(ballot, [](Rule& rule) {
    rule.body = kDeliberation;
    rule.by_area = false;
    rule.abstention = false;
    rule.quorum_kind = QuorumKind::none;
    rule.majority = {1, 2, Comparison::more_than};
    rule.majority_of = MajorityOf::participants;
    rule.basis = {{{"南塘十三条议事规则（参照）", "Nantang rules"}, "第11—13条", ""}};
  });
  ballot.count_by(method_of_before(false), {});
  sample::set_votes(ballot, 12, 5, 0);
  return meeting;
}

}  // namespace

TEST_CASE("a phrase says the result and what it is worth") {
  const auto zh = [](Worth worth, Outcome outcome) {
    return outcome_phrase(worth, outcome, Lang::zh);
  };
  CHECK(zh(Worth::opinion_poll, Outcome::passed) == "意见征询：达到要求（不具约束力）");
  CHECK(zh(Worth::opinion_poll, Outcome::not_passed) == "意见征询：未达到要求（不具约束力）");
  CHECK(zh(Worth::opinion_poll, Outcome::no_quorum) == "意见征询：未达到参与要求（不具约束力）");
  CHECK(zh(Worth::motion, Outcome::passed) == "会上表决：通过（不代替业主表决）");
  CHECK(zh(Worth::binding, Outcome::passed) == "正式表决：通过（具有约束力）");
  CHECK(zh(Worth::binding, Outcome::not_passed) == "正式表决：未通过（未形成决定）");
  CHECK(zh(Worth::binding, Outcome::no_quorum) == "正式表决：未达到参与要求（未形成决定）");
  CHECK(outcome_phrase(Worth::opinion_poll, Outcome::passed, Lang::en) ==
        "Opinion poll: requirement met (not binding)");
  CHECK(outcome_phrase(Worth::binding, Outcome::no_quorum, Lang::en) ==
        "Binding vote: too few took part (nothing is decided)");
}

TEST_CASE("the record, the running minutes and the minutes use that phrase") {
  const auto standing = GENERATE(Standing::opinion_poll, Standing::binding);
  const auto [yes, no] = GENERATE(table<int, int>({{16, 3}, {3, 16}, {3, 1}}));
  const auto lang = GENERATE(Lang::zh, Lang::en);
  auto meeting = sample::elevator_meeting(standing);
  auto& ballot = sample::only_ballot(meeting);
  sample::set_votes(ballot, yes, no, 0);
  const auto phrase = outcome_phrase(worth_of(ballot), ballot.outcome, lang);
  CHECK_THAT(document(meeting, lang), Contains(phrase));
  CHECK_THAT(pick(ballot_sentence(ballot), lang), Contains(phrase));
  CHECK_THAT(pick(vote_sentence(meeting, ballot), lang), Contains(phrase));
}

TEST_CASE("effect and cancellation are told only of what was decided") {
  const auto [yes, no, decided] =
      GENERATE(table<int, int, bool>({{16, 3, true}, {3, 16, false}, {3, 1, false}}));
  auto meeting = sample::elevator_meeting(Standing::binding);
  sample::set_votes(sample::only_ballot(meeting), yes, no, 0);
  for (const auto& [lang, effect, article] :
       {std::tuple{Lang::zh, "对本楼全体业主有约束力", "第280条"},
        {Lang::en, "It binds all owners", "Article 280"}}) {
    const auto bytes = document(meeting, lang);
    CHECK((bytes.find(effect) != bytes.npos) == decided);
    CHECK((bytes.find(article) != bytes.npos) == decided);
  }
}

TEST_CASE("a consultation recorded as binding is published as the opinion poll it was") {
  auto meeting = sample::elevator_meeting(Standing::binding);
  change_rule(sample::only_ballot(meeting), [](Rule& rule) { rule.body = "consultation"; });
  const auto bytes = document(meeting, Lang::zh);
  CHECK_THAT(bytes, Contains("意见征询：达到要求（不具约束力）"));
  CHECK_THAT(bytes, !Contains("正式表决") && !Contains("有约束力。"));
}

TEST_CASE("owners are counted as owners and never as households") {
  auto meeting = sample::elevator_meeting();
  const auto bytes = document(meeting, Lang::zh);
  CHECK_THAT(bytes, Contains("24 位业主") && Contains("内环：人数") && Contains("参与表决人数"));
  CHECK_THAT(bytes, !Contains(" 户") && !Contains("户数"));
}

TEST_CASE("a motion's record shows no abstentions and cites no law") {
  auto meeting = motion_meeting();
  const auto zh = document(meeting, Lang::zh);
  CHECK_THAT(zh, Contains("会上表决：通过（不代替业主表决）") && Contains("议事规则出处"));
  CHECK_THAT(zh, !Contains("弃权") && !Contains("法律依据") && !Contains("第280条"));
  CHECK_THAT(document(meeting, Lang::en), !Contains("bstain") && !Contains("Legal basis"));
}

TEST_CASE("invalid papers are told of only where papers were checked") {
  auto meeting = sample::elevator_meeting();
  auto& ballot = sample::only_ballot(meeting);
  CHECK_THAT(document(meeting, Lang::zh), !Contains("无效"));
  ballot.channels = {{Channel::phone, 11}, {Channel::paper, 9}};
  CHECK_THAT(document(meeting, Lang::zh), Contains("无效 0"));
}

TEST_CASE("the record of a later vote names the annulled one before it, without its votes") {
  auto meeting = sample::elevator_meeting();
  auto& ballot = sample::only_ballot(meeting);
  auto earlier = ballot;
  ballot.order = 2;
  earlier.id = BallotId("b0");
  earlier.order = 1;
  earlier.state = BallotState::annulled;
  earlier.annul_reason = "问句写错";
  sample::set_votes(earlier, 7, 1, 0);
  auto other = earlier;
  other.id = BallotId("b9");
  other.item = AgendaItemId("i9");
  other.annul_reason = "另一项";
  meeting.ballots.emplace(earlier.id, earlier);
  meeting.ballots.emplace(other.id, other);
  MinutesFacts facts;
  facts.record = sample::facts();
  const auto bytes =
      sample::published(meeting, &meeting.ballots.at(BallotId("b1")), facts, Lang::zh);
  CHECK_THAT(bytes, Contains("已经作废，不计入本结果。作废理由：问句写错"));
  CHECK_THAT(bytes, !Contains("另一项") && !Contains("7 位业主"));
}

TEST_CASE("publication after the day the law sets is said to be late") {
  auto meeting = sample::elevator_meeting();
  change_rule(sample::only_ballot(meeting), [](Rule& rule) {
    rule.publish_within_days = 3;
    rule.numbers = {
        {"publish_within_days", {"某规定第26条", "Some regulation, Article 26"}, false}};
  });
  auto facts = sample::facts();
  facts.published_at = start_of_day({2026, 11, 25});
  facts.terms.due = {2026, 11, 25};
  CHECK_THAT(document(meeting, Lang::zh, facts), !Contains("逾期"));
  facts.published_at = start_of_day({2026, 11, 27});
  CHECK_THAT(document(meeting, Lang::zh, facts),
             Contains("某规定第26条要求在 3 日内公布") && Contains("已经逾期 2 日"));
  CHECK_THAT(document(meeting, Lang::en, facts), Contains("2 days late"));
}

TEST_CASE(
    "a time of publication is not called one for objections, and a year without data is told") {
  auto meeting = sample::people_meeting();
  change_rule(sample::only_ballot(meeting), [](Rule& rule) { rule.publish_for_days = 15; });
  auto facts = sample::facts();
  facts.objection_from = facts.objection_until = shanghai_date(facts.published_at);
  facts.terms.until = {2027, 1, 4};
  facts.terms.lacking = {2027};
  const auto bytes = document(meeting, Lang::zh, facts);
  CHECK_THAT(bytes, Contains("不少于 15 日") && Contains("不是异议期") &&
                        Contains("2027年的放假调休安排尚未录入"));
  CHECK_THAT(bytes, !Contains("<dt>异议</dt>"));
}
