// Objections to proposed minutes: to a line, a section, what somebody said or what was agreed.
#include "domain/scenario.hpp"

using namespace scenario;

namespace {

const SectionId kObjectedTo(kOpeningSection);

ObjectToMinutes object(int by, std::int64_t base, std::int64_t line,
                       std::string text = "不是这样") {
  return {head(by), kObjectedTo, base, line, std::move(text)};
}
CorrectMinutes corrected_to(std::int64_t base, std::string text) {
  return {{kObjectedTo, base, std::move(text)}, "更正"};
}
/// Two households are there; the opening has a first line, an empty one and a third.
Scenario proposed() {
  Scenario scene(ordinary());
  scene.in_session().present(2);
  scene.given(EditMinutes{{kObjectedTo, 0, "到会 20 户。\n\n大家无异议。"}})
      .given(ProposeMinutes{});
  return scene;
}
const std::map<std::int64_t, LineObjection>& objections(const Scenario& scene) {
  return scene.meeting.minutes.objections;
}
const LineObjection& only(const Scenario& scene) {
  REQUIRE(objections(scene).size() == 1);
  return objections(scene).begin()->second;
}

}  // namespace

TEST_CASE("who was there says of a line what is wrong, and the log holds a commitment to it") {
  auto scene = proposed();
  const auto said = object(1, 1, 3, "我家不同意");
  scene.gives(said, {MinutesObjected{head(1), kObjectedTo, 1, 3, {"我家不同意", ""}, ""}});
  CHECK(only(scene) == LineObjection{head(1), kObjectedTo, 1, 3, kEvening, "我家不同意"});
  CHECK(scene.payloads.back().find("不同意") == std::string::npos);
  CHECK(scene.payloads.back().find(R"("line":3)") != std::string::npos);
  scene.given(object(2, 1, 0));
  CHECK(scene.payloads.back().find(R"("line")") == std::string::npos);
  CHECK(objections_to(scene.meeting.minutes) == ObjectionCounts{2, 0});
}

TEST_CASE("an objection whose text was erased still replays, with its place") {
  auto scene = proposed();
  scene.given(object(1, 1, 3)).sealed_values_erased();
  Meeting again;
  for (std::size_t i = 0; i < scene.payloads.size(); ++i) {
    apply_entry(again, codec::decode_payload(scene.payloads[i], scene.sources()).events,
                scene.times[i]);
  }
  REQUIRE(again.minutes.objections.size() == 1);
  CHECK(again.minutes.objections.begin()->second.text.empty());
  CHECK(again.minutes.objections.begin()->second.line == 3);
}

TEST_CASE("said again of the same place, it takes the place of the one before") {
  auto scene = proposed();
  scene.given(object(1, 1, 3, "甲")).given(object(1, 1, 1)).given(object(2, 1, 3));
  scene.later(kMinute).given(object(1, 1, 3, "乙"));
  REQUIRE(objections(scene).size() == 3);
  const auto& first = objections(scene).begin()->second;
  CHECK(first.text == "乙");
  CHECK(first.at == kEvening + kMinute);
}

TEST_CASE("a correction of more than form answers what was objected to in that section") {
  auto scene = proposed();
  const auto item = ObjectToMinutes{head(2), scene.item.str(), 0, 0, "我说的没有记"};
  scene.given(object(1, 1, 3)).given(item);
  scene.given(corrected_to(1, "到会20户。\n\n大家无异议。"));
  CHECK(objections_to(scene.meeting.minutes) == ObjectionCounts{2, 0});
  // The place is the same, though the lines are read in another text.
  scene.given(object(1, 2, 3, "还是不对"));
  CHECK(objections(scene).size() == 2);
  CHECK(objections(scene).begin()->second.base == 2);
  scene.given(corrected_to(2, "到会 19 户。"));
  CHECK(objections_to(scene.meeting.minutes) == ObjectionCounts{2, 1});
  CHECK(objections(scene).begin()->second.answered);
  // What was corrected may be wrong again: that is another objection.
  scene.given(object(1, 3, 0)).given(object(1, 3, 1));
  CHECK(objections_to(scene.meeting.minutes) == ObjectionCounts{4, 1});
}

TEST_CASE("what was agreed is objected to by its id, and answered when it is withdrawn") {
  auto scene = proposed();
  scene.given(RecordDecision{scene.item, "请三家单位报价", {}, {}});
  const DecisionId agreed(scene.made);
  scene.given(ObjectToMinutes{head(1), agreed.str(), 0, 0, "是两家"});
  CHECK(only(scene).section == agreed.str());
  CHECK_FALSE(only(scene).answered);
  scene.given(WithdrawDecision{agreed});
  CHECK(only(scene).answered);
}

TEST_CASE("what somebody said is objected to under the speech") {
  auto scene = proposed();
  scene.given(RequestFloor{speaker(1), Stance::against});
  const SpeechId speech(scene.made);
  scene.given(GrantFloor{speech}).given(FinishSpeech{speech, {}});
  scene.given(CorrectMinutes{{speech.str(), 0, "担心采光"}, "补记"});
  scene.given(ObjectToMinutes{head(1), speech.str(), 1, 1, "我没有这么说"});
  CHECK(only(scene).section == speech.str());
}

TEST_CASE("objecting takes back that household's signature alone, signing what it objected to") {
  auto scene = proposed();
  scene.given(SignMinutes{head(1)}).given(SignMinutes{head(2)}).given(object(1, 1, 3));
  const auto& minutes = scene.meeting.minutes;
  CHECK_FALSE(minutes.signed_by.contains(head(1)));
  CHECK(minutes.signed_by.contains(head(2)));
  CHECK(minutes.lapsed.empty());
  scene.given(SignMinutes{head(1)});
  CHECK(only(scene).withdrawn);
  CHECK(objections_to(minutes) == ObjectionCounts{0, 0});
  CHECK(minutes.signed_by.contains(head(1)));
}

TEST_CASE("objections keep nobody from adopting and publishing") {
  auto scene = proposed();
  scene.given(object(1, 1, 3)).given(FinishAgendaItem{scene.item}).given(CloseMeeting{});
  scene.given(AdoptMinutes{}).given(PublishRecord{{}, "居委会"});
  CHECK(scene.meeting.minutes.state == MinutesState::published);
  CHECK(objections_to(scene.meeting.minutes) == ObjectionCounts{1, 0});
}

TEST_CASE("lines are counted from one, and there is nothing beyond the last") {
  CHECK(line_of("甲\n\n乙", 1) == "甲");
  CHECK(line_of("甲\n\n乙", 2).empty());
  CHECK(line_of("甲\n\n乙", 3) == "乙");
  for (const std::int64_t none : {-1, 0, 4}) CHECK(line_of("甲\n\n乙", none).empty());
}
