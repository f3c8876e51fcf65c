// The minutes from draft to published, and what was agreed.
#include "domain/limits.hpp"
#include "domain/scenario.hpp"

using namespace scenario;

namespace {

const SectionId kOpening(kOpeningSection);

EditMinutes edit(std::int64_t base, std::string text) {
  return {{kOpening, base, std::move(text)}};
}
Scenario sitting() {
  Scenario scene(ordinary());
  scene.in_session();
  return scene;
}
const MinutesSection& opening(const Scenario& scene) {
  return scene.meeting.minutes.sections.at(kOpening);
}

}  // namespace

TEST_CASE("an edit counts up and the newest text stands") {
  auto scene = sitting();
  scene.given(edit(0, "甲")).given(edit(1, "甲乙"));
  CHECK(opening(scene).base == 2);
  CHECK(opening(scene).text == "甲乙");
  CHECK_FALSE(opening(scene).corrected);
}

TEST_CASE("a section may be emptied again") {
  auto scene = sitting();
  scene.given(edit(0, "甲")).given(edit(1, ""));
  CHECK(opening(scene).text.empty());
}

TEST_CASE("the log holds a commitment to a section and not its text") {
  auto scene = sitting();
  scene.given(edit(0, "张阿姨说她家漏水"));
  CHECK(scene.payloads.back().find("漏水") == std::string::npos);
  CHECK(scene.payloads.back().find(R"("sealed")") != std::string::npos);
}

TEST_CASE("minutes whose text was erased still replay, with their steps") {
  auto scene = sitting();
  scene.given(edit(0, "甲")).given(ProposeMinutes{});
  scene.sealed_values_erased();
  Meeting again;
  for (std::size_t i = 0; i < scene.payloads.size(); ++i) {
    apply_entry(again, codec::decode_payload(scene.payloads[i], scene.sources()).events,
                scene.times[i]);
  }
  CHECK(again.minutes.state == MinutesState::proposed);
  CHECK(again.minutes.sections.at(kOpening).base == 1);
  CHECK(again.minutes.sections.at(kOpening).text.empty());
}

TEST_CASE(
    "minutes of a closed meeting are still written, proposed, corrected, adopted, published") {
  auto scene = sitting();
  scene.given(FinishAgendaItem{scene.item}).given(CloseMeeting{});
  scene.given(edit(0, "甲")).given(ProposeMinutes{});
  scene.given(CorrectMinutes{{kOpening, 1, "乙"}, "人名写错"});
  CHECK(opening(scene).corrected);
  CHECK(opening(scene).base == 2);
  scene.given(AdoptMinutes{});
  CHECK(scene.meeting.minutes.adopted_at == kEvening);
  scene.given(PublishRecord{{}, "居委会"});
  CHECK(scene.meeting.minutes.state == MinutesState::published);
  const auto& record = scene.meeting.records.at(scene.meeting.minutes.record);
  CHECK(record.ballot.empty());
  CHECK(record.objection_until == shanghai_date(kEvening));
}

TEST_CASE("what was signed and then changed is signed again by who had signed") {
  auto scene = sitting();
  scene.present(2).given(edit(0, "甲")).given(ProposeMinutes{});
  scene.gives(SignMinutes{head(1)}, {MinutesSigned{head(1)}});
  scene.given(SignMinutes{head(2)});
  CHECK(scene.meeting.minutes.signed_by.size() == 2);
  SECTION("by a correction") {
    scene.given(CorrectMinutes{{kOpening, 1, "乙"}, "人名写错"});
  }
  SECTION("by a decision") {
    scene.given(RecordDecision{scene.item, "报价", {}, {}});
  }
  CHECK(scene.meeting.minutes.signed_by.empty());
  CHECK(scene.meeting.minutes.lapsed == std::set{head(1), head(2)});
  scene.given(SignMinutes{head(1)});
  CHECK(scene.meeting.minutes.lapsed == std::set{head(2)});
}

TEST_CASE("the version of the minutes grows with all that they say, and signing names it") {
  auto scene = sitting();
  const auto version = [&] { return version_of(scene.meeting.minutes); };
  scene.present(1);
  CHECK(version() == 1);
  scene.given(edit(0, "甲。"));
  CHECK(version() == 2);
  scene.given(RecordDecision{scene.item, "报价", {}, {}});
  CHECK(version() == 3);
  scene.given(ProposeMinutes{});
  CHECK(version() == 3);
  scene.given(CorrectMinutes{{kOpening, 1, "甲 。"}, "空格"});  // of form alone
  CHECK(version() == 4);
  scene.given(WithdrawDecision{scene.meeting.minutes.decisions.begin()->first});
  CHECK(version() == 5);
  scene.gives(SignMinutes{head(1), 5}, {MinutesSigned{head(1)}});
  CHECK(version() == 5);
}

TEST_CASE("a correction of form alone keeps who found the minutes right") {
  auto scene = sitting();
  scene.present(1).given(edit(0, "同意装12 号楼,年底前.")).given(ProposeMinutes{});
  scene.given(SignMinutes{head(1)});
  const auto text = "同意装 12 号楼，\n年底前.";
  scene.gives(CorrectMinutes{{kOpening, 1, text}, "标点"},
              {MinutesCorrected{kOpening, {text, ""}, "标点", "", true}});
  CHECK(scene.meeting.minutes.signed_by.contains(head(1)));
  CHECK(scene.meeting.minutes.lapsed.empty());
  scene.given(CorrectMinutes{{kOpening, 2, "不同意装12号楼，年底前."}, "漏字"});
  CHECK(scene.meeting.minutes.lapsed == std::set{head(1)});
}

TEST_CASE("form is blanks, lines and the width of punctuation, and nothing that says something") {
  CHECK(same_but_for_form("共 20 户，同意。", "共20户,\n同意。"));
  CHECK(same_but_for_form("", " \n"));
  for (const auto& [before, after] :
       {std::pair{"不，同意", "不同意"}, std::pair{"3 0 户", "30 户"}, std::pair{"1.5", "15"},
        std::pair{"not able", "notable"}, std::pair{"住户", "用户"}, std::pair{"12\n30", "1230"}}) {
    INFO(before);
    CHECK_FALSE(same_but_for_form(before, after));
  }
}

TEST_CASE("what somebody said is written in a line, of who has had the floor") {
  auto scene = sitting();
  scene.present(1).given(RequestFloor{SpeakerId(head(1).str()), Stance::against});
  const SpeechId speech(scene.made);
  const EditMinutes written{{speech.str(), 0, "担心采光"}};
  scene.refuses(written, {Code::agenda_unknown_item, {{"item", speech.str()}}});
  scene.given(GrantFloor{speech}).given(written);
  CHECK(scene.meeting.minutes.sections.at(speech.str()).text == "担心采光");
  scene.refuses(EditMinutes{{speech.str(), 1, std::string(kSaidBytesMax + 1, 'x')}},
                {Code::command_malformed, {{"field", "text"}, {"why", "too_long"}}});
}

TEST_CASE("a decision names who does it by when; withdrawn it stays in history") {
  auto scene = sitting();
  const DecisionId decision(scene.fresh_id());
  scene.gives(RecordDecision{scene.item, "报价", SpeakerId(head(1).str()), Date{2026, 12, 31}},
              {DecisionRecorded{decision, scene.item, "报价", SpeakerId(head(1).str()),
                                Date{2026, 12, 31}}});
  scene.given(WithdrawDecision{decision});
  const auto& agreement = scene.meeting.minutes.decisions.at(decision);
  CHECK(agreement.withdrawn);
  CHECK(agreement.text == "报价");
}

TEST_CASE("a decision that was recorded wrongly can be put right until the minutes are adopted") {
  auto scene = sitting();
  scene.given(RecordDecision{scene.item, "报价", {}, {}});
  const DecisionId wrong(scene.made);
  scene.given(ProposeMinutes{});
  scene.given(WithdrawDecision{wrong}).given(RecordDecision{scene.item, "比价", {}, {}});
  CHECK(scene.meeting.minutes.decisions.size() == 2);
}

TEST_CASE("recesses are kept with their times") {
  auto scene = sitting();
  scene.later(kMinute).given(RecessMeeting{}).later(kMinute).given(ResumeMeeting{});
  REQUIRE(scene.meeting.recesses.size() == 1);
  CHECK(scene.meeting.recesses.front().from == kEvening + kMinute);
  CHECK(scene.meeting.recesses.front().until == kEvening + 2 * kMinute);
}
