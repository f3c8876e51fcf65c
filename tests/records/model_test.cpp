// The record model: its bytes change when what the document says does, and not otherwise; nobody is
// in it of whom the document does not speak.
#include "records/model.hpp"

#include <catch2/catch.hpp>

#include "codec/entry_json.hpp"
#include "records/forms.hpp"
#include "sample.hpp"

using namespace roundtable;
using namespace roundtable::records;
using namespace roundtable::domain;
using Catch::Matchers::Contains;

namespace {

MinutesFacts office() {
  MinutesFacts out;
  out.record = sample::facts();
  out.record.handled_by = "a-clerk";
  return out;
}

Meeting adopted() {
  auto meeting = sample::elevator_meeting();
  const auto& ballot = sample::only_ballot(meeting);
  meeting.electorate = ballot.roll;
  meeting.rules = {ballot.rule};
  meeting.started_at = ballot.opened_at;
  meeting.closed_at = ballot.closed_at;
  for (const auto* id : {"h001", "h002", "h003"}) {
    meeting.attendance[HeadId(id)].category = Category::present;
  }
  meeting.guests[PersonId("zhang")].category = Category::in_attendance;
  meeting.guests[PersonId("child")].category = Category::observer;
  Speech speech;
  speech.id = SpeechId("s1");
  speech.speaker = SpeakerId("h002");
  speech.subject = {ballot.item, {}};
  speech.state = SpeechState::spoken;
  speech.granted_at = ballot.opened_at;
  speech.finished_at = ballot.opened_at + kMicrosPerSecond;
  meeting.speeches[speech.id] = speech;
  meeting.minutes.state = MinutesState::adopted;
  meeting.minutes.adopted_at = *ballot.closed_at + kMicrosPerDay;
  meeting.last_at = *meeting.minutes.adopted_at;
  return meeting;
}

std::string outcome_bytes(Meeting meeting) {
  return write_model(sample::model_of(meeting, &sample::only_ballot(meeting), office()));
}
std::string minutes_bytes(const Meeting& meeting) {
  return write_model(sample::model_of(meeting, nullptr, office()));
}

}  // namespace

TEST_CASE("a model read from its bytes has the same bytes") {
  const auto outcome = outcome_bytes(sample::elevator_meeting(Standing::binding));
  CHECK(write_model(read_model(outcome)) == outcome);
  const auto minutes = minutes_bytes(adopted());
  CHECK(write_model(read_model(minutes)) == minutes);
}

TEST_CASE("what a result does not say does not change its model") {
  const auto before = outcome_bytes(sample::elevator_meeting());
  auto meeting = sample::elevator_meeting();
  meeting.last_at = meeting.last_at + kMicrosPerDay;
  meeting.version += 100;
  meeting.attendance[HeadId("h001")].category = Category::present;
  meeting.phase = Phase::closed;
  meeting.minutes.sections["opening"].text = "大家到齐了。";
  meeting.agenda.begin()->second.state = ItemState::done;
  meeting.agenda[AgendaItemId("i2")].text.title = "另一项";
  CHECK(outcome_bytes(meeting) == before);
}

TEST_CASE("what a result says changes its model") {
  const auto before = outcome_bytes(sample::elevator_meeting());
  auto title = sample::elevator_meeting();
  title.agenda.begin()->second.text.title = "改了";
  CHECK(outcome_bytes(title) != before);
  auto votes = sample::elevator_meeting();
  sample::set_votes(sample::only_ballot(votes), 15, 4, 1);
  CHECK(outcome_bytes(votes) != before);
  auto file = sample::elevator_meeting();
  file.files[FileId("f1")] = {FileId("f1"),         1,  {}, "方案", Media::pdf, 9,
                              std::string(64, '9'), "", {}};
  CHECK(outcome_bytes(file) != before);
}

TEST_CASE("a model of minutes names only those of whom the minutes speak") {
  const auto bytes = minutes_bytes(adopted());
  CHECK_THAT(bytes, Contains("\"h002\""));
  CHECK_THAT(bytes, Contains("\"zhang\""));
  for (const auto* id : {"\"h001\"", "\"h003\"", "\"h024\"", "\"child\""}) {
    CHECK_THAT(bytes, !Contains(id));
  }
  // Who attended is counted.
  auto others = adopted();
  others.attendance.erase(HeadId("h001"));
  others.attendance[HeadId("h009")].category = Category::present;
  CHECK(minutes_bytes(others) == bytes);
  others.attendance[HeadId("h010")].category = Category::present;
  CHECK(minutes_bytes(others) != bytes);
  // And how they came.
  auto came = adopted();
  came.attendance[HeadId("h001")].mode = Mode::hall;
  CHECK(minutes_bytes(came) != bytes);
  CHECK_THAT(minutes_bytes(came), Contains(R"("present_modes":{"hall":1,"phone":2})"));
}

TEST_CASE("a model of minutes counts what was objected to, and says not by whom nor what") {
  auto meeting = adopted();
  const auto before = minutes_bytes(meeting);
  auto& one = meeting.minutes.objections[7];
  one = {HeadId("h003"), "opening", 0, 0, Time{1}, "没有记张三", false, true};
  CHECK(minutes_bytes(meeting) == before);
  one.withdrawn = false;
  const auto bytes = minutes_bytes(meeting);
  CHECK_THAT(bytes, Contains(R"("minutes_objected":{"opening":{"made":1}})"));
  CHECK_THAT(bytes, !Contains("h003") && !Contains("没有记张三"));
  CHECK(write_model(read_model(bytes)) == bytes);
}

TEST_CASE("what happens after minutes were adopted changes their model where they tell it") {
  const auto before = minutes_bytes(adopted());
  auto later = adopted();
  later.last_at = later.last_at + kMicrosPerDay;
  CHECK(minutes_bytes(later) == before);
  PublishedRecord record;
  record.id = RecordId("r1");
  record.ballot = sample::only_ballot(later).id;
  record.number = "〔2026〕2号";
  later.records[record.id] = record;
  CHECK(minutes_bytes(later) != before);
}

TEST_CASE("what is no model is refused") {
  const auto bytes = outcome_bytes(sample::elevator_meeting());
  auto newer = bytes;
  newer.replace(newer.rfind("\"v\":1"), 5, "\"v\":9");
  for (const auto& text : {std::string("{"), std::string("[]"), std::string("{}"), newer,
                           bytes.substr(0, bytes.size() / 2)}) {
    CHECK_THROWS_AS(read_model(text), codec::DecodeFailure);
  }
}

TEST_CASE("every form is found by its name, and the model is one of them") {
  for (const auto& form : forms()) CHECK(find_form(form.name) == &form);
  CHECK(find_form("papyrus") == nullptr);
  auto meeting = sample::elevator_meeting();
  const auto model = sample::model_of(meeting, &sample::only_ballot(meeting), office());
  CHECK(find_form("json")->make(sample::templates(), model, {}, Lang::zh) == write_model(model));
}
