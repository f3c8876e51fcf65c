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
  return read_model(write_model(notice_model(meeting, std::move(facts), std::move(made))));
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
       {"会议通知", "<dd>2026年11月20日19:00</dd>", "<dd>12号楼底楼大厅</dd>",
        "<dd>开鲁二村12号楼业主小组</dd>", "<dt>应到</dt><dd>24 户</dd>",
        "<dd>业主共同决定：重大事项</dd>", "一、按方案二加装电梯（表决，40 分钟）",
        "二、楼道堆物（通报，20 分钟）发出通知以后列入"}) {
    CHECK_THAT(zh, Contains(said));
  }
  const auto en = notice_in(called(), Lang::en);
  for (const auto* said : {"Notice of the meeting", "20 November 2026, 19:00 (Shanghai)",
                           "<dt>Entitled</dt><dd>24 owners</dd>", "(report, 20 minutes)"}) {
    CHECK_THAT(en, Contains(said));
  }
  CHECK(main_part(zh).size() > 0);
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
  meeting.rescheduled = Rescheduling{meeting.scheduled_at, meeting.place, "停水", meeting.last_at};
  meeting.scheduled_at = meeting.scheduled_at + kMicrosPerDay;
  CHECK_THAT(notice_in(meeting, Lang::zh),
             Contains("原定2026年11月20日19:00在12号楼底楼大厅举行。原因：停水"));
  CHECK_THAT(notice_in(meeting, Lang::zh), !Contains("取消"));
  meeting.phase = Phase::cancelled;
  meeting.cancel_reason = "人数不足";
  CHECK_THAT(notice_in(meeting, Lang::zh), Contains("本次会议取消，原因：人数不足"));
  CHECK_THAT(notice_in(meeting, Lang::en), Contains("This meeting is cancelled: 人数不足"));
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

TEST_CASE("only a notice has a form for calendars") {
  CHECK(find_form("ics")->fits(DocumentKind::notice));
  CHECK_FALSE(find_form("ics")->fits(DocumentKind::minutes));
}
