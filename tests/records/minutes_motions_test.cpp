// How the published minutes tell of proposals, amendments and votes: whole, once, and readable by
// somebody who was not there.
#include <catch2/catch.hpp>

#include "records/minutes.hpp"
#include "sample.hpp"

using namespace roundtable;
using namespace roundtable::records;
using namespace roundtable::domain;
using Catch::Matchers::Contains;

namespace {

const Time kEvening = start_of_day({2026, 11, 20}) + 19LL * 3600 * kMicrosPerSecond;
constexpr std::int64_t kMinute = 60 * kMicrosPerSecond;
const AgendaItemId kItem("i1");
const ProposalId kProposal("q1");

Time after(std::int64_t minutes) {
  return kEvening + minutes * kMinute;
}

Ballot a_vote(const Meeting& meeting, const char* id, Motion about, int yes, int no) {
  Ballot ballot = meeting.ballots.begin()->second;
  auto rule = *ballot.rule.value;
  rule.by_area = false;
  rule.quorum_kind = QuorumKind::participation;
  rule.quorum = {1, 100, Comparison::at_least};
  rule.majority = {1, 2, Comparison::more_than};
  rule.majority_of = MajorityOf::participants;
  ballot.rule = {std::string(64, 'f'), std::make_shared<const Rule>(std::move(rule))};
  ballot.id = BallotId(id);
  ballot.about = std::move(about);
  ballot.question = "架空层车棚";
  sample::set_votes(ballot, yes, no, 0);
  ballot.channels = {{Channel::hand, yes + no}};
  return ballot;
}

/// A proposal of two paragraphs; of each somebody wants another wording: the one is accepted, the
/// other put to the vote and lost; then the proposal is carried.
Meeting deliberated() {
  auto meeting = sample::elevator_meeting();
  auto& big = sample::only_ballot(meeting);
  meeting.electorate = big.roll;
  meeting.rules = {big.rule};
  meeting.phase = Phase::closed;
  meeting.started_at = kEvening;
  meeting.closed_at = after(90);
  meeting.minutes.state = MinutesState::adopted;
  meeting.minutes.adopted_at = after(100);
  meeting.agenda[kItem].started_at = after(5);
  meeting.agenda[kItem].finished_at = after(85);

  auto& proposal = meeting.proposals[kProposal];
  proposal.id = kProposal;
  proposal.item = kItem;
  proposal.mover = SpeakerId("h005");
  proposal.text = {"架空层车棚",       {"拆旧棚。", "装十个充电口。"},
                   "居委会",           "架空层",
                   Date{2026, 12, 31}, 3'000'050};
  proposal.state = ProposalState::adopted;
  proposal.tabled_at = after(16);
  proposal.decided_at = after(30);
  proposal.ballot = BallotId("v2");
  const auto amend = [&](const char* id, std::size_t paragraph, const char* from, const char* to,
                         AmendmentState state) -> Amendment& {
    auto& amendment = meeting.amendments[AmendmentId(id)];
    amendment.id = AmendmentId(id);
    amendment.proposal = kProposal;
    amendment.mover = SpeakerId("h002");
    amendment.paragraph = paragraph;
    amendment.old = from;
    amendment.text = to;
    amendment.state = state;
    amendment.tabled_at = after(17);
    amendment.decided_at = after(20);
    return amendment;
  };
  amend("a1", 1, "装五个“快充”口。", "装十个充电口。", AmendmentState::accepted);
  amend("a2", 0, "拆旧棚。", "留下旧棚。", AmendmentState::rejected).ballot = BallotId("v1");
  const auto put = [&](const Ballot& ballot, std::int64_t minutes) {
    auto& there = meeting.ballots[ballot.id] = ballot;
    there.closed_at = after(minutes);
  };
  put(a_vote(meeting, "v1", {kProposal, AmendmentId("a2")}, 2, 4), 20);
  put(a_vote(meeting, "v2", {kProposal, {}}, 5, 1), 30);
  return meeting;
}

std::string motions_document(const Meeting& meeting, Lang lang) {
  MinutesFacts facts;
  facts.record = sample::facts();
  facts.name = [](const std::string&) { return ""; };
  return sample::published(meeting, nullptr, facts, lang);
}

std::size_t times(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != text.npos; at += part.size()) ++count;
  return count;
}

}  // namespace

TEST_CASE(
    "a proposal stands in the minutes in the words it was tabled with, paragraph by paragraph") {
  const auto zh = motions_document(deliberated(), Lang::zh);
  CHECK_THAT(zh, Contains("住户1提出提案“架空层车棚”。实施：居委会；地点：架空层；"
                          "期限：2026年12月31日；费用：30,000.50 元。</p>\n"
                          "<p class=\"wording\">（一）拆旧棚。</p>\n"
                          "<p class=\"wording\">（二）装五个“快充”口。</p>"));
  const auto en = motions_document(deliberated(), Lang::en);
  CHECK_THAT(en, Contains("<p class=\"wording\">(2) 装五个“快充”口。</p>"));
}

TEST_CASE("an amendment says which words become which") {
  const auto zh = motions_document(deliberated(), Lang::zh);
  CHECK_THAT(zh, Contains("住户2提出修改：提案“架空层车棚”第二段由“装五个‘快充’口”"
                          "改为“装十个充电口”。"));
  CHECK_THAT(zh, Contains("提案人接受住户2对提案“架空层车棚”第二段的修改。"));
  CHECK_THAT(zh, !Contains("修正"));
  CHECK_THAT(motions_document(deliberated(), Lang::en),
             Contains("Household 2 moved to amend paragraph 2 of the proposal “架空层车棚” from "
                      "“装五个‘快充’口” to “装十个充电口”."));
}

TEST_CASE("a vote on a motion and what became of it are one sentence") {
  const auto zh = motions_document(deliberated(), Lang::zh);
  CHECK_THAT(zh, Contains("就住户2对提案“架空层车棚”第一段的修改举手表决，24 户中 6 户参与，"
                          "同意 2 户，反对 4 户。会上表决：未通过（不代替业主表决）。"));
  CHECK_THAT(zh, Contains("就提案“架空层车棚”举手表决，24 户中 6 户参与，同意 5 户，反对 1 户。"
                          "会上表决：通过（不代替业主表决）。"));
  CHECK(times(zh, "未通过") == 1);
  CHECK_THAT(zh, !Contains("多于"));
  CHECK_THAT(
      motions_document(deliberated(), Lang::en),
      Contains("The amendment of Household 2 to paragraph 1 of the proposal “架空层车棚” was "
               "put to a show of hands, in which 6 households of 24 took part: 2 households for, "
               "4 households against. Vote of the meeting: not passed (no substitute for a vote of "
               "the owners)."));
}

TEST_CASE("a tie says why it is lost") {
  auto meeting = deliberated();
  auto& vote = meeting.ballots.at(BallotId("v1"));
  sample::set_votes(vote, 3, 3, 0);
  vote.channels = {{Channel::phone, 6}};
  CHECK_THAT(motions_document(meeting, Lang::zh),
             Contains("第一段的修改表决，24 户中 6 户参与，同意、反对各 3 "
                      "户，票数相同。会上表决：未通过（不代替业主表决）。"));
}

TEST_CASE("what was carried stands in full behind its vote, as the opinion of the meeting") {
  auto meeting = deliberated();
  CHECK_THAT(motions_document(meeting, Lang::zh),
             Contains("会上表决：通过（不代替业主表决）。经表决，会议形成如下意见：</p>\n"
                      "<p class=\"wording\">（一）拆旧棚。</p>\n"
                      "<p class=\"wording\">（二）装十个充电口。</p>"));
  CHECK_THAT(motions_document(meeting, Lang::en),
             Contains("By this vote the meeting is of the following opinion:</p>"));
  // As it was tabled it stands once.
  meeting.amendments.erase(AmendmentId("a1"));
  const auto unchanged = motions_document(meeting, Lang::zh);
  CHECK(times(unchanged, "经表决，会议形成如下意见：") == 1);
  CHECK(times(unchanged, "（二）装十个充电口。") == 1);
  CHECK(unchanged.find("形成如下意见") < unchanged.find("（二）装十个充电口。"));
}

TEST_CASE("what was not carried is no opinion of the meeting, and stands where it was tabled") {
  auto meeting = deliberated();
  meeting.proposals.at(kProposal).state = ProposalState::rejected;
  const auto text = motions_document(meeting, Lang::zh);
  CHECK_THAT(text, !Contains("形成如下意见"));
  CHECK(times(text, "（一）拆旧棚。") == 1);
}

TEST_CASE(
    "a proposal taken up again later stands where it was tabled, its vote where it was taken") {
  auto meeting = deliberated();
  auto& later = meeting.agenda[AgendaItemId("i2")];
  later.id = AgendaItemId("i2");
  later.order = 7;
  later.text = {"征询意见", ItemKind::decision};
  later.started_at = after(25);
  meeting.agenda[kItem].finished_at = after(24);
  meeting.proposals.at(kProposal).item = later.id;
  meeting.ballots.at(BallotId("v2")).item = later.id;
  const auto text = motions_document(meeting, Lang::zh);
  const auto heading = text.find("二、征询意见");
  REQUIRE(heading != text.npos);
  CHECK(text.find("提出提案") < heading);
  CHECK(text.find("提出修改") < heading);
  CHECK(text.find("同意 5 户") > heading);
}

TEST_CASE("a poll says that it binds nobody, and how many voted without a phone") {
  const auto meeting = deliberated();
  CHECK_THAT(motions_document(meeting, Lang::zh),
             Contains("就“同意按方案二加装电梯吗？”一题进行了表决。"
                      "意见征询：达到要求（不具约束力）。参与表决 20 位业主"));
  CHECK_THAT(motions_document(meeting, Lang::zh),
             Contains("参与表决者中，9 位业主由工作人员代录。"));
  CHECK_THAT(motions_document(meeting, Lang::en),
             Contains("Opinion poll: requirement met (not binding)."));
  CHECK_THAT(motions_document(meeting, Lang::en),
             Contains("Of those who took part, 9 owners voted through staff who entered it."));
  auto binding = deliberated();
  binding.ballots.at(BallotId("b1")).standing = Standing::binding;
  CHECK_THAT(motions_document(binding, Lang::zh), Contains("正式表决：通过（具有约束力）。"));
}
