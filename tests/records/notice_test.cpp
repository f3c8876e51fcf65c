// The notice of a meeting: what it says in both languages, what has changed since, and the same for
// a calendar.
#include "records/notice.hpp"

#include <catch2/catch.hpp>

#include "records/forms.hpp"
#include "sample.hpp"

using namespace roundtable;
using namespace roundtable::records;
using namespace roundtable::domain;
using Catch::Matchers::Contains;

namespace {

Meeting called() {
  auto meeting = sample::elevator_meeting();
  const auto& ballot = sample::only_ballot(meeting);
  meeting.electorate = ballot.roll;
  meeting.rules = {ballot.rule};
  meeting.phase = Phase::announced;
  meeting.scheduled_at = ballot.opened_at;
  meeting.agenda.begin()->second.text.minutes = 40;
  AgendaItem late;
  late.id = AgendaItemId("i0");
  late.order = 7;
  late.text = {"楼道堆物", ItemKind::report, 20, SpeakerId("h003")};
  meeting.agenda[late.id] = late;
  return meeting;
}

Model notice_of(const Meeting& meeting) {
  const auto known = sample::facts();
  ModelFacts facts;
  facts.path = known.path;
  facts.issuer = known.issuer;
  Making made;
  made.at = *meeting.announced_at;
  made.stream = known.stream;
  made.version = 4;
  made.hash = known.hash;
  made.key = known.key;
  return read_model(write_model(notice_model(meeting, std::move(facts), std::move(made), {})));
}

std::string notice_in(const Meeting& meeting, Lang lang) {
  return render_notice(sample::templates(), notice_of(meeting), lang);
}
std::string calendar_of(const Meeting& meeting) {
  return find_form("ics")->make(sample::templates(), notice_of(meeting), {}, Lang::zh);
}

}  // namespace

TEST_CASE("a notice says when and where, who calls, who may decide, and what is on the agenda") {
  const auto zh = notice_in(called(), Lang::zh);
  for (const auto* said :
       {"会议通知",
        "2026年11月20日<span class=\"whole\">（星期五）19:00</span>，约&nbsp;60&nbsp;分钟",
        "<dd>12号楼底楼大厅</dd>", "<dd>开鲁二村12号楼业主小组</dd>",
        "<dd>名册所列 24 位业主（专有部分面积合计 ", "<strong>业主共同决定：重大事项</strong>",
        "<strong>一、按方案二加装电梯</strong> <span class=\"second whole\">（表决，40 分钟）",
        "<strong>二、楼道堆物</strong> <span class=\"second whole\">（通报，20 分钟）</span><br>"
        "<span class=\"second\">通知发出以后列入或改动，不作有约束力的表决。",
        "凭发给各户的邀请"}) {
    CHECK_THAT(zh, Contains(said));
  }
  const auto en = notice_in(called(), Lang::en);
  for (const auto* said :
       {"Notice of meeting", "Friday, 20 November 2026, <span", "19:00 (Shanghai)",
        "<dd>24 owners on the roll, with ", "(report, 20 minutes)"}) {
    CHECK_THAT(en, Contains(said));
  }
  CHECK(main_part(zh).size() > 0);
}

TEST_CASE("a notice bears the fingerprint of the key that signs") {
  for (const auto lang : {Lang::zh, Lang::en}) {
    CHECK_THAT(notice_in(called(), lang),
               Contains("<code>bbbb bbbb bbbb bbbb 7777 7777 7777 7777</code>"));
  }
}

TEST_CASE("a notice says how each rule decides, and whether it was given in time") {
  auto meeting = called();
  auto rule = std::make_shared<Rule>(*meeting.rules.front().value);
  rule->notice_days = 15;
  meeting.rules.front().value = rule;
  auto zh = notice_in(meeting, Lang::zh);
  CHECK_THAT(zh, Contains("参与表决的人数和面积均不少于全部的三分之二，表决才有效。"
                          "同意的人数和面积均不少于参与表决的四分之三，方为通过。"));
  CHECK_THAT(zh, Contains("须提前 15\u00A0日通知（通知当日和会议当日不计）；"
                          "本次提前 16\u00A0日，符合要求。"));
  CHECK_THAT(zh, !Contains("没有写明适用规则的"));
  meeting.announced_at = *meeting.announced_at + 2 * kMicrosPerDay;
  CHECK_THAT(notice_in(meeting, Lang::zh),
             Contains("本次提前 14\u00A0日，时间不够：最早可在2026年"));
  CHECK_THAT(notice_in(meeting, Lang::en),
             Contains("this notice leaves 14 full days, so that the meeting can only ask for"));
  // What is so under every rule is said once; a rule that needs all is no fraction.
  auto other = std::make_shared<Rule>(*rule);
  other->title = {"一致同意", "Unanimous"};
  other->majority = {1, 1, Comparison::at_least};
  other->majority_of = MajorityOf::all;
  meeting.rules.push_back({std::string(64, 'b'), other});
  zh = notice_in(meeting, Lang::zh);
  CHECK_THAT(zh, Contains("须经全部一致同意，方为通过。") && Contains("没有写明适用规则的"));
  CHECK(zh.find("本次提前") == zh.rfind("本次提前"));
}

TEST_CASE("a notice without agenda or rules has no empty parts") {
  auto meeting = called();
  meeting.agenda.clear();
  meeting.rules.clear();
  const auto zh = notice_in(meeting, Lang::zh);
  CHECK_THAT(zh, Contains("议程还没有排定。") && !Contains("表决规则") && !Contains("附件") &&
                     !Contains("约&nbsp;"));
}

TEST_CASE("a notice names nobody of the roll, and nothing of the sitting changes it") {
  auto meeting = called();
  const auto bytes = write_model(notice_of(meeting));
  CHECK_THAT(bytes, !Contains("\"h0"));
  meeting.attendance[HeadId("h001")].category = Category::present;
  meeting.agenda.begin()->second.state = ItemState::current;
  meeting.opened_at = meeting.scheduled_at;
  CHECK(write_model(notice_of(meeting)) == bytes);
  meeting.place = "居委会会议室";
  CHECK(write_model(notice_of(meeting)) != bytes);
}

TEST_CASE("a notice says that a meeting was moved, or cancelled, and why") {
  auto meeting = called();
  meeting.rescheduled =
      Rescheduling{meeting.scheduled_at, meeting.place, "停水", *meeting.announced_at};
  meeting.scheduled_at = meeting.scheduled_at + kMicrosPerDay;
  CHECK_THAT(notice_in(meeting, Lang::zh),
             Contains("原定：2026年11月20日（星期五）19:00。原因：停水"));
  CHECK_THAT(notice_in(meeting, Lang::zh), !Contains("取消"));
  meeting.rescheduled->at = Time{meeting.announced_at->micros - 1};
  CHECK_THAT(notice_in(meeting, Lang::zh), !Contains("原定"));
  meeting.phase = Phase::cancelled;
  meeting.cancel_reason = "人数不足";
  CHECK_THAT(notice_in(meeting, Lang::zh), Contains("本次会议已取消。</strong>原因：人数不足"));
  CHECK_THAT(notice_in(meeting, Lang::zh), !Contains("怎样参加"));
  CHECK_THAT(notice_in(meeting, Lang::en), Contains("This meeting is cancelled.</strong> Reason"));
}

TEST_CASE("a calendar is told the time in UTC, as long as the agenda, in lines that fit") {
  auto meeting = called();
  meeting.title = "加装电梯, 第二次; 圆桌会，请各户派人参加，不能来的可以委托他人";
  const auto text = calendar_of(meeting);
  CHECK_THAT(text, Contains("DTSTART:20261120T110000Z\r\nDTEND:20261120T120000Z\r\n"));
  CHECK_THAT(text, Contains("UID:meeting-m1@roundtable\r\n"));
  CHECK_THAT(text, Contains("SUMMARY:加装电梯\\, 第二次\\; 圆桌会"));
  CHECK_THAT(text, Contains("STATUS:CONFIRMED\r\n"));
  for (std::size_t at = 0, end = 0; (end = text.find("\r\n", at)) != text.npos; at = end + 2) {
    CHECK(end - at <= 75);
    // A character is not cut in two.
    CHECK((static_cast<unsigned char>(text[text[at] == ' ' ? at + 1 : at]) & 0xC0U) != 0x80U);
  }
  meeting.phase = Phase::cancelled;
  CHECK_THAT(calendar_of(meeting), Contains("STATUS:CANCELLED\r\n"));
}

TEST_CASE("a calendar takes a meeting that was moved for the same one, by its newer number") {
  auto meeting = called();
  const auto file = [&](std::uint64_t version) {
    auto model = notice_of(meeting);
    model.made.version = version;
    return find_form("ics")->make(sample::templates(), model, {}, Lang::zh);
  };
  const auto first = file(4);
  meeting.scheduled_at = meeting.scheduled_at + kMicrosPerDay;
  const auto moved = file(9);
  CHECK_THAT(first, Contains("\r\nMETHOD:PUBLISH\r\n") && Contains("\r\nSEQUENCE:4\r\n"));
  CHECK_THAT(moved, Contains("UID:meeting-m1@roundtable\r\n") && Contains("\r\nSEQUENCE:9\r\n") &&
                        Contains("DTSTART:20261121T110000Z\r\n"));
}

TEST_CASE("no character of a text ends a line of a calendar") {
  auto meeting = called();
  meeting.title = "圆桌会\r\nATTENDEE:mailto:a@b";
  meeting.place.clear();
  const auto text = calendar_of(meeting);
  CHECK_THAT(text, Contains("SUMMARY:圆桌会\\nATTENDEE:mailto:a@b\r\n"));
  CHECK_THAT(text, !Contains("LOCATION"));
}

TEST_CASE("only a notice has a form for calendars") {
  CHECK(find_form("ics")->fits(DocumentKind::notice));
  CHECK_FALSE(find_form("ics")->fits(DocumentKind::minutes));
}
