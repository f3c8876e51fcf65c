// The published minutes: golden bytes in both languages, sentences, and whom they never name.
#include "records/minutes.hpp"

#include <catch2/catch.hpp>

#include "golden.hpp"
#include "log/hash_chain.hpp"
#include "records/attachments.hpp"
#include "records/sentences.hpp"
#include "sample.hpp"

using namespace roundtable;
using namespace roundtable::records;
using namespace roundtable::domain;
using Catch::Matchers::Contains;

namespace {

const Time kSittingEvening = start_of_day({2026, 11, 20}) + 19LL * 3600 * kMicrosPerSecond;
constexpr std::int64_t kMinuteMicros = 60 * kMicrosPerSecond;
const AgendaItemId kSittingItem("i1");

Speech speech(const char* id, const char* speaker, Stance stance, std::int64_t after,
              std::int64_t seconds) {
  Speech out;
  out.id = SpeechId(id);
  out.speaker = SpeakerId(speaker);
  out.stance = stance;
  out.subject = {kSittingItem, {}};
  out.state = SpeechState::spoken;
  out.granted_at = kSittingEvening + after * kMinuteMicros;
  out.finished_at = *out.granted_at + seconds * kMicrosPerSecond;
  return out;
}

void add_people(Meeting& meeting) {
  std::int64_t number = 0;
  for (const auto& [id, head] : meeting.electorate.value->heads) {
    if (++number > 21) break;
    auto& attendance = meeting.attendance[id];
    attendance.category = number == 20   ? Category::left
                          : number == 21 ? Category::excused
                                         : Category::present;
  }
  meeting.present = {19, {}};
  meeting.present_at_start = {17, {}};
  meeting.guests[PersonId("zhang")].category = Category::in_attendance;
  meeting.guests[PersonId("child")].category = Category::observer;
}

void add_talk(Meeting& meeting) {
  const auto add = [&](const Speech& one) { meeting.speeches[one.id] = one; };
  add(speech("s1", "h005", Stance::in_favour, 6, 100));
  add(speech("s2", "h002", Stance::against, 9, 120));
  add(speech("s3", "zhang", Stance::neither, 12, 61));
  add(speech("s4", "h005", Stance::question, 14, 20));
  Speech waiting = speech("s5", "h003", Stance::in_favour, 20, 1);
  waiting.state = SpeechState::waiting;
  waiting.granted_at.reset();
  waiting.finished_at.reset();
  add(waiting);
  Card card;
  card.id = CardId("c1");
  card.kind = CardKind::off_topic;
  card.raised_by = SpeakerId("h005");
  card.about = SpeechId("s2");
  card.item = kSittingItem;
  card.at = kSittingEvening + 10 * kMinuteMicros;
  card.state = CardState::upheld;
  meeting.cards[card.id] = card;
}

void add_minutes(Meeting& meeting, bool narrative) {
  auto& minutes = meeting.minutes;
  minutes.state = MinutesState::adopted;
  minutes.proposed_at = kSittingEvening + 100 * kMinuteMicros;
  if (narrative) minutes.signed_by[HeadId("h002")] = kSittingEvening + 110 * kMinuteMicros;
  minutes.adopted_at = kSittingEvening + 24 * 60 * kMinuteMicros;
  if (narrative) {
    minutes.sections["opening"] = {0, 1, "主持人宣读议事规则。\n\n大家无异议。", false};
    minutes.sections[kSittingItem.str()] = {1, 2, "低层住户关心采光，高层住户关心出行。", true};
    minutes.sections["closing"] = {2, 1, "下次会议另行通知。", false};
  }
  Agreement agreement;
  agreement.id = DecisionId("d1");
  agreement.item = kSittingItem;
  agreement.text = "请三家单位报价";
  agreement.responsible = SpeakerId("zhang");
  agreement.due = Date{2026, 12, 31};
  minutes.decisions[agreement.id] = agreement;
  Agreement withdrawn = agreement;
  withdrawn.id = DecisionId("d2");
  withdrawn.text = "写错的一条";
  withdrawn.withdrawn = true;
  minutes.decisions[withdrawn.id] = withdrawn;
}

/// The elevator meeting with talk, decisions and, if wanted, a recorder's narrative.
Meeting a_meeting(bool narrative) {
  auto meeting = sample::elevator_meeting();
  const auto& ballot = sample::only_ballot(meeting);
  meeting.electorate = ballot.roll;
  meeting.rules = {ballot.rule};
  meeting.phase = Phase::closed;
  meeting.started_at = kSittingEvening;
  meeting.closed_at = kSittingEvening + 90 * kMinuteMicros;
  meeting.recesses = {{kSittingEvening + 30 * kMinuteMicros, kSittingEvening + 40 * kMinuteMicros}};
  auto& item = meeting.agenda[kSittingItem];
  item.started_at = kSittingEvening + 5 * kMinuteMicros;
  item.text.presenter = SpeakerId("zhang");
  auto& deferred = meeting.agenda[AgendaItemId("i2")];
  deferred.id = AgendaItemId("i2");
  deferred.order = 5;
  deferred.text = {"楼道堆物", ItemKind::deliberation, 0, {}, IssueId("is"), "楼道堆物整治"};
  deferred.state = ItemState::deferred;
  deferred.reason = "物业没有到场";
  auto& unreached = meeting.agenda[AgendaItemId("i3")];
  unreached.id = AgendaItemId("i3");
  unreached.order = 6;
  unreached.text = {"其他", ItemKind::report};
  PublishedRecord record;
  record.id = RecordId("r1");
  record.ballot = ballot.id;
  record.number = "〔2026〕2号";
  record.title = {"表决结果", "Result of the vote"};
  meeting.records[record.id] = record;
  add_people(meeting);
  add_talk(meeting);
  add_minutes(meeting, narrative);
  return meeting;
}

MinutesFacts facts() {
  MinutesFacts out;
  out.record = sample::facts();
  out.record.objection_from = out.record.objection_until = {2026, 11, 20};
  out.chaired_by = "陈晓东";
  out.recorded_by = "李梅";
  out.adopted_by = "周敏";
  out.name = [](const std::string& id) { return id == "zhang" ? "张建国" : ""; };
  return out;
}

std::string document(const Meeting& meeting, Lang lang, const MinutesFacts& known = facts()) {
  return sample::published(meeting, nullptr, known, lang);
}

std::string rendered(Lang lang, bool narrative = true) {
  const auto meeting = a_meeting(narrative);
  return sample::published(meeting, nullptr, facts(), lang);
}

std::string minutes_golden(const std::string& name, Lang lang) {
  return "minutes_" + name + "." + std::string(to_string(lang)) + ".html";
}

}  // namespace

TEST_CASE("published minutes say what was approved, with a narrative and without") {
  const auto lang = GENERATE(Lang::zh, Lang::en);
  CHECK(sample::differs_from_golden(minutes_golden("written", lang), rendered(lang)) == "");
  CHECK(sample::differs_from_golden(minutes_golden("bare", lang), rendered(lang, false)) == "");
}

TEST_CASE("minutes give the same bytes for the same meeting") {
  CHECK(rendered(Lang::zh) == rendered(Lang::zh));
}

TEST_CASE("minutes name no household, a guest by the surname, and whoever acted in office whole") {
  for (const auto lang : {Lang::zh, Lang::en}) {
    const auto text = rendered(lang);
    for (const auto* name : {"张建国", "h005", "h002", "zhang"}) {
      CHECK_THAT(text, !Contains(name));
    }
    CHECK_THAT(text, Contains("陈晓东"));
    CHECK_THAT(text, Contains("李梅"));
    CHECK_THAT(text, Contains("张**"));
  }
  // The same household has the same number throughout.
  CHECK_THAT(rendered(Lang::zh), Contains("住户1发言，表示同意"));
  CHECK_THAT(rendered(Lang::zh), Contains("住户1提问。"));
}

TEST_CASE("who left has attended, and how many were there at the opening stands beside it") {
  const auto text = rendered(Lang::zh);
  CHECK_THAT(text, Contains("<dt>应到</dt><dd>24 位业主</dd>"));
  CHECK_THAT(text, Contains("<dt>出席</dt><dd>20 位业主（会议开始时 17 位业主）</dd>"));
  CHECK_THAT(text, Contains("<dt>其中中途离会</dt><dd>1 位业主</dd>"));
  CHECK_THAT(text, !Contains("会议开始。"));
  CHECK_THAT(rendered(Lang::en), Contains("20 owners (17 owners at the opening)"));
}

TEST_CASE("how those who attended came stands below how many they were, who has left counted too") {
  auto meeting = a_meeting(false);
  std::size_t number = 0;
  for (auto& [id, attendance] : meeting.attendance) {
    // The twentieth has left, the last is excused.
    ++number;
    attendance.mode = number <= 12 ? Mode::hall : number <= 14 ? Mode::proxy : Mode::phone;
  }
  CHECK_THAT(document(meeting, Lang::zh),
             Contains("<dt>到会方式</dt><dd>现场由工作人员签到 12 位业主；手机签到 6 位业主；"
                      "委托代理人到会（由工作人员登记） 2 位业主</dd>"));
  CHECK_THAT(
      document(meeting, Lang::en),
      Contains("<dt>How they came</dt><dd>12 owners checked in by staff in the hall; 6 owners "
               "checked in by phone; 2 owners represented by proxy"));
}

TEST_CASE("nobody came: the minutes do not say how") {
  auto meeting = a_meeting(false);
  meeting.attendance.clear();
  CHECK_THAT(document(meeting, Lang::zh), !Contains("到会方式"));
}

TEST_CASE("minutes say when somebody left, in the order of the hours and without saying who") {
  auto meeting = a_meeting(false);
  const auto leave = [&](const char* head, std::int64_t after) {
    auto& attendance = meeting.attendance[HeadId(head)];
    attendance.category = Category::left;
    attendance.at = kSittingEvening + after * kMinuteMicros;
  };
  for (auto& [id, attendance] : meeting.attendance) {
    if (attendance.category == Category::left) attendance.category = Category::present;
  }
  leave("h004", 65);
  leave("h009", 40);
  CHECK_THAT(document(meeting, Lang::zh),
             Contains("<dt>其中中途离会</dt><dd>2 位业主（19:40、20:05）</dd>"));
  CHECK_THAT(document(meeting, Lang::en),
             Contains("<dt>Of these left early</dt><dd>2 owners (19:40, 20:05)</dd>"));
  // Whose hour is whose changes nothing of what is said.
  auto other = meeting;
  std::swap(other.attendance[HeadId("h004")].at, other.attendance[HeadId("h009")].at);
  CHECK(document(other, Lang::zh) == document(meeting, Lang::zh));
}

TEST_CASE("where many left one after another, the first hour and the last are told") {
  auto meeting = a_meeting(false);
  std::int64_t after = 30;
  for (auto& [id, attendance] : meeting.attendance) {
    attendance.category = Category::left;
    attendance.at = kSittingEvening + after++ * kMinuteMicros;
  }
  CHECK_THAT(document(meeting, Lang::zh), Contains("21 位业主（19:30至19:50）"));
}

TEST_CASE("the times of an item stand in its heading and nowhere else, and its presenter below") {
  auto meeting = a_meeting(false);
  CHECK_THAT(document(meeting, Lang::zh), Contains("（表决，19:05）"));
  meeting.agenda[kSittingItem].finished_at = kSittingEvening + 21 * kMinuteMicros;
  const auto text = document(meeting, Lang::zh);
  CHECK_THAT(text, Contains("（表决，19:05至19:21）"));
  CHECK_THAT(text, Contains("由张**介绍。"));
  CHECK_THAT(text, !Contains("进入议题"));
  CHECK_THAT(text, !Contains("会议结束。"));
  CHECK_THAT(document(meeting, Lang::en), Contains("(decision, 19:05 to 19:21)"));
}

TEST_CASE("a speech is told without seconds, and its length from one minute on") {
  const auto text = rendered(Lang::zh);
  CHECK_THAT(text, Contains("<time>19:06</time> 住户1发言，表示同意，用时约 2 分钟。"));
  CHECK_THAT(text, Contains("<time>19:14</time> 住户1提问。"));
  CHECK_THAT(rendered(Lang::en), Contains("Household 1 spoke in favour for about 2 minutes."));
  CHECK_THAT(rendered(Lang::en), Contains("Household 1 asked a question."));
}

TEST_CASE("what somebody said stands below who spoke, where it was written down") {
  auto meeting = a_meeting(true);
  meeting.minutes.sections["s2"] = {5, 1, "采光受影响，{补偿}要先谈", false};
  CHECK_THAT(document(meeting, Lang::zh),
             Contains("住户2发言，表示反对，用时约 2 分钟。</p>\n"
                      "<p class=\"wording\">采光受影响，｛补偿｝要先谈。</p>"));
  meeting.minutes.sections["s2"].text.clear();
  CHECK_THAT(document(meeting, Lang::zh), !Contains("采光受影响"));
}

TEST_CASE("those who found the minutes right are told of how many, and that they did it by phone") {
  CHECK_THAT(rendered(Lang::zh),
             Contains("到会的 20 位业主中，有 1 位业主在手机上核对纪要，确认内容属实。本纪要于"
                      "2026年11月21日19:00由周敏确认。"));
  CHECK_THAT(rendered(Lang::en), Contains("Of the 20 owners present, 1 read the proposed "
                                          "minutes on the phone and confirmed them."));
  CHECK_THAT(rendered(Lang::en), Contains("adopted on 21 November 2026, 19:00 by 周敏."));
}

TEST_CASE(
    "what was objected to is counted by the part it belongs to, in the order of the meeting") {
  const auto meeting = a_meeting(true);
  auto known = facts();
  CHECK_THAT(document(meeting, Lang::zh, known), !Contains("异议 "));
  known.objected["closing"] = {3, 3};
  known.objected[kSittingItem.str()] = {3, 2};
  known.objected["opening"] = {1, 0};
  CHECK(objected_sentence(meeting, known.objected).zh ==
        "到会成员核对期间，对“开场”部分提出异议 1 条，未作更正；对“按方案二加装电梯”部分提出异议 3 "
        "条，其中 2 条之后已更正；对“结尾”部分提出异议 3 条，之后均已更正。");
  CHECK(objected_sentence(meeting, known.objected).en ==
        "While those present checked these minutes they raised 1 objection to the opening, with no "
        "correction since; 3 objections to “按方案二加装电梯”, 2 of them corrected since; 3 "
        "objections to "
        "the closing, all corrected since.");
}

TEST_CASE("the minutes tell the objections before they say that they were adopted, and of nobody") {
  auto meeting = a_meeting(true);
  auto& objections = meeting.minutes.objections;
  objections[90] = {HeadId("h003"), "opening", 1, 1, Time{1}, "张三根本没来", true};
  objections[91] = {HeadId("h004"), "s1", 0, 0, Time{1}, "我没有这么说"};
  objections[92] = {HeadId("h004"), "d1", 0, 0, Time{1}, "不是三家"};
  objections[93] = {HeadId("h006"), "closing", 1, 0, Time{1}, "看错了", false, true};
  const auto text = document(meeting, Lang::zh);
  CHECK_THAT(text, Contains("到会成员核对期间，对“开场”部分提出异议 1 条，之后已更正；对“") &&
                       Contains("”部分提出异议 2 条，未作更正。本纪要于"));
  CHECK_THAT(text, !Contains("根本没来") && !Contains("这么说") && !Contains("“结尾”部分"));
  CHECK_THAT(document(meeting, Lang::en),
             Contains("they raised 1 objection to the opening, corrected since;"));
}

TEST_CASE("what was withdrawn and what was never heard is not in the minutes") {
  const auto text = rendered(Lang::zh);
  CHECK_THAT(text, !Contains("写错的一条"));
  CHECK_THAT(text, !Contains("住户3"));
}

TEST_CASE("what people type is never taken for a label, nor for markup") {
  auto meeting = a_meeting(true);
  meeting.minutes.decisions.begin()->second.text = "{h005} <b>报价</b>";
  const auto text = sample::published(meeting, nullptr, facts(), Lang::zh);
  CHECK_THAT(text, Contains("｛h005｝ &lt;b&gt;报价"));
}

TEST_CASE("a decision may name a firm or a body as responsible") {
  auto meeting = a_meeting(true);
  auto& agreement = meeting.minutes.decisions.begin()->second;
  agreement.responsible = {};
  agreement.party = "{物业}服务企业";
  CHECK_THAT(sample::published(meeting, nullptr, facts(), Lang::zh),
             Contains("责任单位：｛物业｝服务企业"));
  CHECK_THAT(sample::published(meeting, nullptr, facts(), Lang::en),
             Contains("Responsible: ｛物业｝服务企业"));
}

TEST_CASE("a household responsible for a task is named by its building and its representative") {
  auto meeting = a_meeting(true);
  meeting.minutes.decisions.at(DecisionId("d1")).responsible = SpeakerId("h007");
  auto known = facts();
  known.building = [](const std::string& id) { return id == "h007" ? "7" : ""; };
  known.representative = [](const std::string&) { return "王小明"; };
  CHECK_THAT(document(meeting, Lang::zh, known),
             Contains("1. 请三家单位报价。责任人：7号楼业主 王**；完成时限：2026年12月31日。"));
  CHECK_THAT(document(meeting, Lang::en, known), Contains("Responsible: 王** (owner, Building 7)"));
  CHECK_THAT(document(meeting, Lang::zh, known), !Contains("小明"));

  SECTION("by number where no name is known, and a room is none") {
    const auto label = GENERATE("", "7号楼101室", "13812345678");
    known.representative = [label](const std::string&) { return label; };
    CHECK_THAT(document(meeting, Lang::zh, known), Contains("责任人：7号楼业主（住户3）；"));
    CHECK_THAT(document(meeting, Lang::en, known),
               Contains("Responsible: Household 3, Building 7;"));
    CHECK_THAT(document(meeting, Lang::zh, known), !Contains("101室"));
  }
}

TEST_CASE("a guest stands as announced in office, and by the surname where only a name was typed") {
  const auto meeting = a_meeting(true);
  auto known = facts();
  known.name = [](const std::string&) { return "电梯公司 顾工"; };
  CHECK_THAT(document(meeting, Lang::zh, known), Contains("<dd>1 人：电梯公司 顾工</dd>"));
  CHECK_THAT(document(meeting, Lang::zh, known), Contains("电梯公司 顾工发言"));
  known.name = [](const std::string&) { return "欧阳小明"; };
  CHECK_THAT(document(meeting, Lang::zh, known), Contains("<dd>1 人：欧阳**</dd>"));
}

TEST_CASE("what was agreed is one list of tasks behind the items, and a result is a notice") {
  const auto text = rendered(Lang::zh);
  const auto list = text.find("<h3>议定事项（任务清单）</h3>");
  REQUIRE(list != text.npos);
  CHECK(list > text.find("三、其他"));
  CHECK(text.find("1. 请三家单位报价。责任人：张**；完成时限：2026年12月31日。") > list);
  CHECK_THAT(text, Contains("详见<a href=\"/records/r1\">〔2026〕2号公示</a>"));
}

TEST_CASE("members of a list sit in office and are named") {
  auto meeting = a_meeting(false);
  auto roll = *meeting.electorate.value;
  for (auto& [head, seat] : roll.heads) seat.units.clear();
  meeting.electorate = {std::string(64, 'e'),
                        std::make_shared<const RollSnapshot>(std::move(roll))};
  auto named = facts();
  named.name = [](const std::string& id) { return "成员" + id; };
  const auto text = sample::published(meeting, nullptr, named, Lang::zh);
  CHECK_THAT(text, Contains("成员h005发言"));
  CHECK_THAT(text, !Contains("住户1"));
}

TEST_CASE("minutes name their files in order, by kind, size and the beginning of the SHA-256") {
  auto meeting = a_meeting(true);
  const auto add = [&](const char* id, std::int64_t order, const char* title, Media media,
                       std::int64_t bytes) {
    meeting.files[FileId(id)] = {FileId(id), order, {}, title, media, bytes, std::string(64, id[0]),
                                 "sealed",   {}};
  };
  const auto told = [&](Lang lang) { return sample::published(meeting, nullptr, facts(), lang); };
  CHECK_THAT(told(Lang::zh), !Contains("附件"));
  add("b", 1, "方案平面示意", Media::pdf, 86'211);
  add("a", 2, "走访照片", Media::jpeg, 2'500'000);
  add("c", 3, "写错的", Media::png, 9);
  meeting.files[FileId("c")].withdrawn_at = kSittingEvening;
  const auto text = told(Lang::zh);
  CHECK_THAT(text,
             Contains("<dt>附件</dt><dd>1. <a href=\"/files/m1/b\">《方案平面示意》</a>"
                      "（PDF，85 KB，SHA-256 前 12 位 <code>bbbbbbbbbbbb</code>）<br>"
                      "2. <a href=\"/files/m1/a\">《走访照片》</a>"
                      "（JPEG 图片，2.4 MB，SHA-256 前 12 位 <code>aaaaaaaaaaaa</code>）</dd>"));
  CHECK_THAT(text, !Contains("写错的"));
  CHECK_THAT(told(Lang::en), Contains("<dt>Attachments</dt>") && Contains("JPEG image, 2.4 MB"));
}

TEST_CASE("the size of a file is told in whole kilobytes or in tenths of a megabyte, rounded up") {
  CHECK(size_words(1) == "1 KB");
  CHECK(size_words(1'025) == "2 KB");
  CHECK(size_words(1'023 * 1'024) == "1023 KB");
  CHECK(size_words(1'024 * 1'024) == "1.0 MB");
  CHECK(size_words(10 * 1'024 * 1'024) == "10.0 MB");
}

TEST_CASE("a length of time is told in minutes and seconds") {
  CHECK(duration_words(0).zh == "0 秒");
  CHECK(duration_words(1).en == "1 second");
  CHECK(duration_words(60).zh == "1 分钟");
  CHECK(duration_words(120).en == "2 minutes");
  CHECK(duration_words(61).zh == "1 分 1 秒");
  CHECK(duration_words(61).en == "1 minute 1 second");
}

TEST_CASE("every place for a label is filled, and an open brace stays what it is") {
  const auto label = [](const std::string& id) { return "<" + id + ">"; };
  CHECK(with_labels("{a}和{b}。", label) == "<a>和<b>。");
  CHECK(with_labels("{a", label) == "{a");
  CHECK(with_labels("", label).empty());
}
