// Method: one payload of every event type is written and compared byte for byte with the golden
// file tests/data/golden/events-v1.jsonl, which is never changed: stored bytes are for ever. Then
// what was written is read back, and damaged payloads are refused.
#include "codec/entry_json.hpp"
#include "domain/limits.hpp"
#include "support/counting.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <set>
#include <variant>

using namespace roundtable;
using namespace roundtable::domain;

namespace {

const std::string kRuleSha(64, 'a');
const std::string kRollSha(64, 'b');
const std::string kSealed(64, 'c');

FixedRule rule() {
  Rule value;
  value.id = "elevator-building";
  value.version = 2;
  return {kRuleSha, std::make_shared<const Rule>(value)};
}

FixedRoll roll() {
  RollSnapshot value;
  value.roll = RollId("roll-1");
  value.scope = {ScopeKind::stair, "12", "1"};
  value.heads[HeadId("h1")] = {Area{6'810}, {UnitId("u1"), UnitId("u2")}};
  value.heads[HeadId("h2")] = {Area{7'660}, {}};
  value.total_area = Area{14'470};
  return {kRollSha, std::make_shared<const RollSnapshot>(value)};
}

codec::Sources sources(bool erased = false) {
  codec::Sources out;
  out.rule = [](std::string_view sha256) {
    if (sha256 != kRuleSha) throw codec::DecodeFailure("no such rule");
    return rule().value;
  };
  out.roll = [](std::string_view sha256) {
    if (sha256 != kRollSha) throw codec::DecodeFailure("no such roll");
    return roll().value;
  };
  out.sealed = [erased](std::string_view) -> std::optional<std::string> {
    if (erased) return std::nullopt;
    return "no";
  };
  return out;
}

/// Those of version 1; later ones stand in events-described.jsonl (tests/generated).
constexpr std::size_t kKindsOfVersion1 = 57;
const BallotId kBallot("b1");
const HeadId kHead("h1");
const AgendaItemId kItem("i1");
const ProposalId kProposal("q1");
const AmendmentId kAmendment("a1");

BallotOpened opened() {
  BallotOpened event;
  event.ballot = kBallot;
  event.item = kItem;
  event.question = "同意按方案二加装电梯吗？";
  event.detail = "第一行\n\"第二行\"";
  event.rule = rule();
  event.roll = roll();
  event.scope = {ScopeKind::building, "12", ""};
  event.secrecy = Secrecy::confidential;
  event.counts = Counts::hidden;
  event.standing = Standing::binding;
  event.standing_basis = "议事规则第12条";
  event.present = {19, Area{138'860}};
  event.method = method_of_before(false);
  event.deadline = Time{1'763'600'000'000'000};
  return event;
}

BallotOpened opened_about(const Motion& about) {
  auto event = opened();
  event.about = about;
  return event;
}

BallotCast cast(bool sealed) {
  BallotCast event{kBallot, kHead,           {Paper{"no"}, ""}, sealed,
                   "",      Channel::helper, ActorId("chair"),  {}};
  if (sealed) {
    event.paper.commitment = kSealed;
    event.salt = "salt";
    event.verified_by = ActorId("second");
  }
  return event;
}

BallotClosed closed() {
  auto tally = domain::test::yes_no_tally();
  tally.add(kYes, {9, Area{64'810}});
  tally.add(kNo, {3, Area{21'000}});
  tally.add(kAbstain, {2, Area{13'000}});
  return {kBallot, ClosedBy::deadline, Time{1'763'600'000'000'000}, tally, Outcome::no_quorum};
}

BallotOpened opened_among_plans() {
  auto event = opened();
  event.plans = {"方案一", "方案二"};
  event.method = method_of_before(true);
  return event;
}

BallotCast chosen() {
  auto event = cast(false);
  event.paper.value = Paper{"o2"};
  return event;
}

BallotClosed closed_among_plans() {
  auto tally = domain::test::plans_tally(2);
  tally.add(plan_id(0), {9, Area{64'810}});
  tally.add(kNoneOfThese, {2, Area{13'000}});
  return {kBallot, ClosedBy::chair, Time{1'763'600'000'000'000}, tally, Outcome::passed};
}

MeetingConvened convened_as_forum() {
  return {"门厅怎么用",
          "底楼大厅",
          "consultation",
          GridId("g1"),
          {rule()},
          roll(),
          Time{1'763'600'000'000'000},
          false,
          {"楼事会", "Building council"}};
}

RecordPublished published() {
  return {RecordId("r1"),
          kBallot,
          "〔2026〕3号",
          {"表决结果", "Result of the vote"},
          {std::string(64, 'd'), std::string(64, 'e')},
          "居委会接待窗口",
          {2026, 11, 20},
          {2026, 12, 5}};
}

RecordPublished published_minutes() {
  auto out = published();
  out.ballot = {};
  return out;
}

/// Those of deliberating, of the minutes and of a choice among plans.
std::vector<Event> deliberated_events() {
  return {ProposalTabled{kProposal,
                         kItem,
                         SpeakerId("h1"),
                         {"车棚", {"拆", "装"}, "居委会", "架空层", Date{2026, 12, 31}, 3'000'000}},
          ProposalEdited{kProposal, {"车棚", {"装"}, "居委会", "架空层"}},
          ProposalWithdrawn{kProposal},
          ProposalSupported{kProposal, SpeakerId("h1"), false},
          ProposalDiscussed{kProposal},
          ProposalDeferred{kProposal, "等消防意见"},
          ProposalDecided{kProposal, true},
          AmendmentTabled{kAmendment, kProposal, SpeakerId("p1"), 1, "装十个"},
          AmendmentAccepted{kAmendment},
          AmendmentWithdrawn{kAmendment},
          AmendmentDecided{kAmendment, false},
          opened_about({kProposal, kAmendment}),
          MinutesEdited{"opening", {std::nullopt, kSealed}, ""},
          MinutesProposed{},
          MinutesCorrected{kItem.str(), {std::nullopt, kSealed}, "写错了", ""},
          MinutesAdopted{},
          MinutesSigned{kHead},
          DecisionRecorded{DecisionId("d"), kItem, "报价", SpeakerId("h1"), Date{2026, 12, 31}},
          DecisionWithdrawn{DecisionId("d")},
          published_minutes(),
          opened_among_plans(),
          chosen(),
          closed_among_plans(),
          convened_as_forum(),
          DecisionRecorded{DecisionId("d2"), kItem, "报价", {}, {}, "物业服务企业"}};
}

/// One of every event type, in the order of the variant, and the two kinds of votes.
std::vector<Event> every_event() {
  std::vector<Event> events = {
      MeetingConvened{"加装电梯圆桌会",
                      "底楼大厅",
                      "owners_group",
                      GridId("g1"),
                      {rule()},
                      roll(),
                      Time{1'763'600'000'000'000},
                      true},
      MeetingAnnounced{},
      MeetingOpened{},
      MeetingStarted{},
      MeetingRecessed{},
      MeetingResumed{},
      MeetingClosed{},
      MeetingCancelled{"停水"},
      MeetingRescheduled{Time{1'763'700'000'000'000}, "活动室", "停水"},
      AgendaItemAdded{kItem, "方案二", ItemKind::decision},
      AgendaItemStarted{kItem},
      AgendaItemFinished{kItem},
      CheckedIn{kHead, Mode::proxy, ActorId("chair")},
      CheckInUndone{kHead},
      HeadLeft{kHead},
      HeadExcused{kHead, {"出差", ""}, ""},
      PersonAdmitted{PersonId("p1"), Category::in_attendance},
      PersonDismissed{PersonId("p1")},
      opened(),
      cast(false),
      cast(true),
      closed(),
      BallotAnnulled{kBallot, "问题写错了"},
      published(),
      AgendaItemAdded{kItem,
                      {"方案二", ItemKind::decision, 20, SpeakerId("p"), IssueId("is"), "电梯"}},
      AgendaItemEdited{kItem, {"方案三", ItemKind::report}},
      AgendaItemMoved{kItem, AgendaItemId("i2")},
      AgendaItemDeferred{kItem, "材料不全"},
      AgendaItemReset{kItem},
      FloorSet{{180, 3, false}},
      ChairSet{SpeakerId("h1")},
      FloorRequested{SpeechId("s"), SpeakerId("h1"), Stance::question, {kItem, {}}, true},
      SpeechWithdrawn{SpeechId("s")},
      FloorGranted{SpeechId("s"), 120},
      SpeechFinished{SpeechId("s")},
      SpeechExtended{SpeechId("s"), 60},
      SpeechUndone{SpeechId("s")},
      CardRaised{CardId("c"), CardKind::off_topic, SpeakerId("h1"), SpeechId("s")},
      CardSettled{CardId("c"), CardState::upheld},
      HeadExcused{kHead, {std::nullopt, kSealed}, ""}};
  for (auto& event : deliberated_events()) events.push_back(std::move(event));
  FileAdded added{FileId("f1"),         kItem,  "方案平面示意", Media::pdf, 86'211,
                  std::string(64, 'f'), kSealed};
  events.emplace_back(added);
  added.item = {};
  added.media = Media::jpeg;
  events.emplace_back(added);
  events.emplace_back(FileWithdrawn{FileId("f1"), "有住户电话"});
  return events;
}

std::string encoded(const Event& event) {
  return codec::encode_payload({{event}, {{"ballot", "b1"}, {"heads", std::int64_t{2}}}}).bytes;
}

std::vector<std::string> golden() {
  std::ifstream file(ROUNDTABLE_SOURCE_DIR "/tests/data/golden/events-v1.jsonl");
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

}  // namespace

TEST_CASE("every event type is written exactly as the golden file has it") {
  const auto events = every_event();
  if (std::getenv("ROUNDTABLE_APPROVE") != nullptr) {
    std::ofstream file(ROUNDTABLE_SOURCE_DIR "/tests/data/golden/events-v1.jsonl");
    for (const auto& event : events) file << encoded(event) << '\n';
  }
  const auto lines = golden();
  REQUIRE(lines.size() == events.size());
  std::set<std::size_t> types;
  for (std::size_t i = 0; i < events.size(); ++i) {
    CHECK(encoded(events[i]) == lines[i]);
    types.insert(events[i].index());
  }
  CHECK(types.size() == kKindsOfVersion1);
}

TEST_CASE("what the golden file has is read as the event it was") {
  for (const auto& line : golden()) {
    const auto payload = codec::decode_payload(line, sources());
    REQUIRE(payload.events.size() == 1);
    CHECK(encoded(payload.events.front()) == line);
    CHECK(payload.result == Fields{{"ballot", "b1"}, {"heads", std::int64_t{2}}});
    CHECK(codec::result_json(line) == R"({"ballot":"b1","heads":2})");
  }
}

TEST_CASE("reading brings every field back") {
  const auto read = [](const Event& event) {
    return codec::decode_payload(encoded(event), sources()).events.front();
  };
  const auto ballot = std::get<BallotOpened>(read(opened()));
  CHECK(ballot.deadline == opened().deadline);
  CHECK(ballot.rule.value->version == 2);
  CHECK(ballot.roll.value->heads.size() == 2);
  CHECK(ballot.detail == opened().detail);
  const auto vote = std::get<BallotCast>(read(cast(true)));
  CHECK(vote.paper == SealedPaper{Paper{"no"}, kSealed});
  CHECK(vote.verified_by == ActorId("second"));
  CHECK(vote.salt.empty());
  const auto motion = std::get<BallotOpened>(read(opened_about({kProposal, kAmendment})));
  CHECK(motion.about == Motion{kProposal, kAmendment});
  CHECK(ballot.about.empty());
  const auto plans = std::get<BallotOpened>(read(opened_among_plans()));
  CHECK(plans.plans == opened_among_plans().plans);
  CHECK(ballot.plans.empty());
  CHECK(std::get<BallotCast>(read(chosen())).paper.value == Paper{"o2"});
  CHECK(std::get<BallotClosed>(read(closed_among_plans())).tally == closed_among_plans().tally);
  CHECK(std::get<BallotClosed>(read(closed())).tally == closed().tally);
  CHECK(std::get<RecordPublished>(read(published())).objection_until == Date{2026, 12, 5});
}

TEST_CASE("a ballot's method is written where an entry without it would be read as another") {
  const auto through = [](const BallotOpened& event) {
    return std::get<BallotOpened>(codec::decode_payload(encoded(event), sources()).events.front());
  };
  for (const auto& event : {opened(), opened_among_plans()}) {
    CHECK(encoded(event).find("method") == std::string::npos);
    CHECK(through(event).method == event.method);
  }
  auto other = opened_among_plans();
  other.method = {"approval", 2, {{"most", 3}, {"seats", 1}}};
  CHECK(encoded(other).find(
            R"("method":{"name":"approval","parameters":{"most":3,"seats":1},"version":2})") !=
        std::string::npos);
  CHECK(through(other).method == other.method);
  other.method = {"yes_no_abstain"};
  CHECK(through(other).method == other.method);
}

TEST_CASE("who took part is written where the sums of a tally do not say it") {
  CHECK(encoded(closed()).find("took_part") == std::string::npos);
  auto event = closed_among_plans();
  event.tally.mark("o2", {4, Area{30'000}});  // some of those who named the first name it too
  CHECK(encoded(event).find(R"("took_part":{"area":77810,"heads":11})") != std::string::npos);
  const auto read =
      std::get<BallotClosed>(codec::decode_payload(encoded(event), sources()).events.front());
  CHECK(read.tally == event.tally);
}

TEST_CASE("who issues a notice is written where somebody does") {
  CHECK(encoded(MeetingAnnounced{}).find("issuer") == std::string::npos);
  const MeetingAnnounced announced{"", {"开鲁二村居民委员会", "公告〔2026〕1号"}};
  const auto bytes = encoded(announced);
  CHECK(bytes.find(R"("issuer":"开鲁二村居民委员会","number":"公告〔2026〕1号")") !=
        std::string::npos);
  const auto read =
      std::get<MeetingAnnounced>(codec::decode_payload(bytes, sources()).events.front());
  CHECK(read.issued == announced.issued);
}

TEST_CASE("a sealed choice is handed out to be stored beside the log and is not in the payload") {
  const auto payload = codec::encode_payload({{cast(true)}, {}});
  REQUIRE(payload.sealed.size() == 1);
  CHECK(payload.sealed[0].commitment == kSealed);
  CHECK(payload.sealed[0].salt == "salt");
  CHECK(payload.sealed[0].value == "no");
  CHECK(payload.bytes.find("\"no\"") == std::string::npos);
  CHECK(payload.bytes.find("\"salt\"") == std::string::npos);
  CHECK(codec::encode_payload({{cast(false)}, {}}).sealed.empty());
}

TEST_CASE("a file is read without its bytes, whether or not they are still there") {
  const FileAdded added{FileId("f1"), kItem, "图", Media::png, 9, std::string(64, 'f'), kSealed};
  const auto bytes = encoded(added);
  auto never = sources();
  never.sealed = [](std::string_view) -> std::optional<std::string> {
    throw codec::DecodeFailure("nobody asked for the bytes");
  };
  const auto read = std::get<FileAdded>(codec::decode_payload(bytes, never).events.front());
  CHECK(read.commitment == kSealed);
  CHECK(read.media == Media::png);
  CHECK(codec::named_commitments(bytes) == std::vector<std::string>{kSealed});
}

TEST_CASE("an erased choice is read without its value and written again as it was") {
  const auto bytes = encoded(cast(true));
  const auto payload = codec::decode_payload(bytes, sources(true));
  CHECK_FALSE(std::get<BallotCast>(payload.events.front()).paper.value);
  CHECK(codec::encode_payload(payload).bytes == bytes);
}

TEST_CASE("an entry tells the content and the commitments it relies on") {
  const auto bytes =
      codec::encode_payload({{every_event()[0], opened(), cast(true), published()}, {}}).bytes;
  CHECK(codec::named_content(bytes) == std::vector<std::string>{kRuleSha, kRollSha, kRuleSha,
                                                                kRollSha, std::string(64, 'd'),
                                                                std::string(64, 'e')});
  CHECK(codec::named_commitments(bytes) == std::vector<std::string>{kSealed});
}

TEST_CASE("what is no entry of ours is refused") {
  const auto* bytes = GENERATE(
      "", "{", "[]", "null", R"({"events":[]})", R"({"events":{},"result":[]})",
      R"({"events":[{}],"result":{}})", R"({"events":[{"type":"meeting_opened"}],"result":{}})",
      R"({"events":[{"type":"meeting_opened","v":2}],"result":{}})",
      R"({"events":[{"type":"meeting_opened","v":1.0}],"result":{}})",
      R"({"events":[{"type":"from_the_future","v":1}],"result":{}})",
      R"({"events":[{"type":"head_left","v":1}],"result":{}})",
      R"({"events":[{"type":"head_left","v":1,"head":"not an id"}],"result":{}})",
      R"({"events":[{"type":"head_left","v":1,"head":7}],"result":{}})",
      R"({"events":[{"type":"person_admitted","v":1,"person":"p","category":"king"}],"result":{}})",
      R"({"events":[{"type":"meeting_opened","v":1}],"result":{"x":1.5}})",
      R"({"events":[{"type":"meeting_opened","v":1}],"result":{"x":{}}})");
  INFO(bytes);
  CHECK_THROWS_AS(codec::decode_payload(bytes, sources()), codec::DecodeFailure);
}

TEST_CASE("an entry whose rule or roll is missing or another is refused") {
  auto event = opened();
  SECTION("another roll") {
    event.roll.sha256 = std::string(64, 'f');
  }
  SECTION("another rule") {
    event.rule.sha256 = std::string(64, 'f');
  }
  SECTION("another version of the rule") {
    Rule other = *rule().value;
    other.version = 1;
    event.rule.value = std::make_shared<const Rule>(other);
  }
  CHECK_THROWS_AS(codec::decode_payload(encoded(event), sources()), codec::DecodeFailure);
}

TEST_CASE("a single choice with too few or too many plans is refused") {
  const auto count = GENERATE(std::size_t{1}, kPlansMax + 1);
  auto event = opened();
  event.plans.assign(count, "方案");
  CHECK_THROWS_AS(codec::decode_payload(encoded(event), sources()), codec::DecodeFailure);
  if (count < kPlansMax) return;
  auto closing = closed();
  closing.tally = domain::test::plans_tally(2 * count);
  CHECK_THROWS_AS(codec::decode_payload(encoded(closing), sources()), codec::DecodeFailure);
}

TEST_CASE("a snapshot and a roll are read as they were written") {
  const auto bytes = codec::encode_snapshot(*roll().value);
  CHECK(bytes ==
        R"({"heads":{"h1":{"area":6810,"units":["u1","u2"]},"h2":{"area":7660,"units":[]}},)"
        R"("roll":"roll-1","scope":{"building":"12","kind":"stair","stair":"1"}})");
  const auto snapshot = codec::decode_snapshot(bytes);
  CHECK(snapshot.total_area == Area{14'470});
  CHECK(codec::encode_snapshot(snapshot) == bytes);

  Roll whole = make_roll(
      RollId("r"), GridId("g"),
      {{UnitId("u"), "12", "", Area{1}, AreaSource::survey, UnitKind::parking, "key", false}},
      {HeadId("h")});
  whole.count_titled_parking = true;
  const auto text = codec::encode_roll(whole);
  CHECK(codec::encode_roll(codec::decode_roll(text)) == text);
  CHECK(codec::decode_roll(text).count_titled_parking);
  CHECK_THROWS_AS(codec::decode_roll("{}"), codec::DecodeFailure);
  CHECK_THROWS_AS(codec::decode_snapshot(R"({"roll":"r"})"), codec::DecodeFailure);
}
