#include "sample.hpp"

#include <cstdio>

#include "records/forms.hpp"

namespace roundtable::records::sample {

using namespace domain;

namespace {

Time shanghai(int month, int day, int hour, int minute) {
  return start_of_day({2026, month, day}) + (hour * 60LL + minute) * 60 * kMicrosPerSecond;
}

std::string serial(const char* prefix, int number) {
  char text[16];
  std::snprintf(text, sizeof text, "%s%03d", prefix, number);
  return text;
}

Ballot closed_ballot(Rule rule, RollSnapshot roll, Scope scope) {
  Ballot ballot;
  ballot.id = BallotId("b1");
  ballot.item = AgendaItemId("i1");
  ballot.rule = {std::string(64, 'a'), std::make_shared<const Rule>(std::move(rule))};
  ballot.roll = {std::string(64, 'b'), std::make_shared<const RollSnapshot>(std::move(roll))};
  ballot.scope = std::move(scope);
  ballot.count_by(method_of_before(false), {});
  ballot.opened_at = shanghai(11, 20, 19, 0);
  ballot.state = BallotState::closed;
  ballot.closed_at = shanghai(11, 20, 20, 25);
  return ballot;
}

Meeting meeting_with(Ballot ballot, std::string item) {
  Meeting meeting;
  meeting.id = MeetingId("m1");
  meeting.title = "加装电梯圆桌会";
  meeting.place = "12号楼底楼大厅";
  meeting.grid = GridId("g-building-12");
  meeting.phase = Phase::in_session;
  meeting.announced_at = shanghai(11, 3, 9, 0);
  auto& agenda_item = meeting.agenda[ballot.item];
  agenda_item.id = ballot.item;
  agenda_item.text = {std::move(item), ItemKind::decision};
  agenda_item.state = ItemState::done;
  agenda_item.noticed = true;
  meeting.ballots.emplace(ballot.id, std::move(ballot));
  return meeting;
}

}  // namespace

Rule owners_major() {
  Rule rule;
  rule.id = "owners-major";
  rule.version = 2;
  rule.title = {"业主共同决定：重大事项", "Owners' decision: major matter"};
  rule.body = "owners_group";
  rule.body_name = {"业主小组", "Owners' group"};
  rule.basis = {
      {{"《中华人民共和国民法典》", "Civil Code of the People's Republic of China"},
       "第278条",
       "https://flk.npc.gov.cn/"},
      {{"《上海市住宅物业管理规定》", "Shanghai residential property regulation"}, "第69条", ""}};
  rule.by_area = true;
  rule.quorum_kind = QuorumKind::participation;
  rule.quorum = {2, 3, Comparison::at_least};
  rule.majority = {3, 4, Comparison::at_least};
  rule.legal_effect = {"对本楼全体业主有约束力。", "It binds all owners of the building."};
  return rule;
}

Rule residents_meeting() {
  Rule rule;
  rule.id = "residents-meeting";
  rule.title = {"居民会议决定", "Decision of the residents' meeting"};
  rule.body = "residents_meeting";
  rule.body_name = {"居民会议", "Residents' meeting"};
  rule.basis = {{{"《中华人民共和国城市居民委员会组织法》",
                  "Law on the Organisation of Urban Residents' Committees"},
                 "第27条",
                 ""}};
  rule.quorum_kind = QuorumKind::presence;
  rule.quorum = {1, 2, Comparison::more_than};
  rule.majority = {1, 2, Comparison::more_than};
  rule.majority_of = MajorityOf::present;
  return rule;
}

Meeting elevator_meeting(Standing standing) {
  RollSnapshot roll;
  roll.scope = {ScopeKind::building, "12", ""};
  for (int i = 1; i <= 24; ++i) {
    const Area area{i == 24 ? 17'3640 - 23 * 7'235 : 7'235};
    roll.heads[HeadId(serial("h", i))] = {area, {UnitId(serial("u", i))}};
    roll.total_area += area;
  }
  auto ballot = closed_ballot(owners_major(), roll, roll.scope);
  ballot.question = "同意按方案二加装电梯吗？";
  ballot.detail = "方案二：室外贯通门厅，每层停靠；净费用 42.00 万元，一楼不分摊。";
  ballot.standing = standing;
  if (standing == Standing::binding) ballot.standing_basis = "街道办事处 2026 年第 8 号备案";
  set_votes(ballot, 16, 3, 1);
  ballot.channels = {{Channel::phone, 11}, {Channel::helper, 9}};
  return meeting_with(std::move(ballot), "按方案二加装电梯");
}

Meeting people_meeting() {
  RollSnapshot roll;
  for (int i = 1; i <= 60; ++i) roll.heads[HeadId(serial("p", i))] = {};
  auto ballot = closed_ballot(residents_meeting(), roll, {});
  ballot.question = "同意新的居民公约吗？";
  ballot.present_at_opening = {40, {}};
  ballot.closed_by = ClosedBy::deadline;
  set_votes(ballot, 20, 15, 5);
  ballot.channels = {{Channel::phone, 40}};
  return meeting_with(std::move(ballot), "居民公约");
}

Ballot& only_ballot(Meeting& meeting) {
  return meeting.ballots.begin()->second;
}

void set_votes(Ballot& ballot, int yes, int no, int abstain) {
  ballot.casts.clear();
  ballot.tally = Tally(ballot.choices);
  int voted = 0;
  for (const auto& [id, head] : ballot.roll.value->heads) {
    if (voted == yes + no + abstain) break;
    const auto choice = voted < yes ? kYes : voted < yes + no ? kNo : kAbstain;
    Cast cast;
    cast.paper.value = Paper{std::string(choice)};
    cast.at = ballot.opened_at;
    ballot.casts.emplace(id, cast);
    ballot.tally.add(choice, {1, head.area});
    ++voted;
  }
  ballot.outcome = ballot.verdict().outcome;
}

OutcomeFacts facts() {
  OutcomeFacts out;
  out.path = {"上海市", "杨浦区", "殷行街道", "开鲁二村", "12号楼"};
  out.issuer = {"开鲁二村12号楼业主小组", "Owners' group, 开鲁二村12号楼"};
  out.number = record_number({2026, 11, 20}, 3);
  out.contact = "居委会办公室，工作日9:00至17:00";
  out.handled_by = "陈晓东";
  out.published_at = shanghai(11, 20, 20, 31);
  out.objection_from = {2026, 11, 21};
  out.objection_until = {2026, 12, 5};
  out.stream = "meeting:m1";
  out.version = 213;
  out.hash = std::string(64, 'c');
  out.checkpoint = CheckpointStamp{88, std::string(64, 'd')};
  out.key = std::string(16, 'b') + std::string(16, '7');
  return out;
}

Templates templates() {
  return Templates::load(std::string(ROUNDTABLE_SOURCE_DIR) + "/templates/records");
}

// People in office go by what they are called here, since the samples know no other ids of them.
Model model_of(const Meeting& meeting, const Ballot* ballot, const MinutesFacts& facts) {
  const auto& record = facts.record;
  ModelFacts said{record.path,
                  record.issuer,
                  record.contact,
                  record.objection_from,
                  record.objection_until,
                  ActorId(record.handled_by),
                  ActorId(facts.chaired_by),
                  ActorId(facts.recorded_by),
                  ActorId(facts.adopted_by)};
  said.terms = record.terms;
  if (record.earliest != Date{}) said.earliest = {record.earliest};
  Making made{record.number, record.published_at, record.stream, record.version,
              record.hash,   record.checkpoint,   record.key};
  if (ballot == nullptr) return minutes_model(meeting, std::move(said), std::move(made));
  return outcome_model(meeting, *ballot, std::move(said), std::move(made));
}

std::string published(const Meeting& meeting, const Ballot* ballot, const MinutesFacts& facts,
                      Lang lang) {
  const auto model = read_model(write_model(model_of(meeting, ballot, facts)));
  const auto& record = facts.record;
  Names names{[&](const std::string& id) {
                for (const auto* known : {&record.handled_by, &facts.chaired_by, &facts.recorded_by,
                                          &facts.adopted_by}) {
                  if (id == *known) return id;
                }
                return facts.name ? facts.name(id) : std::string();
              },
              facts.representative, facts.building};
  return make_html(templates(), model, names, lang);
}

}  // namespace roundtable::records::sample
