// Refusals of writing the minutes and of what was agreed, as rows of the table (refusals_test.cpp).
#include "domain/limits.hpp"
#include "domain/refusal_rows.hpp"

namespace scenario {
namespace {

const SectionId kOpening(kOpeningSection);

EditMinutes edit(std::int64_t base, std::string text = "大家到齐了。") {
  return {{kOpening, base, std::move(text)}};
}
CorrectMinutes correct(std::int64_t base, std::string note = "写错了时间") {
  return {{kOpening, base, "大家到齐了。"}, std::move(note)};
}
void sitting(Scenario& scene) {
  scene.in_session();
}
void written(Scenario& scene) {
  scene.in_session().given(edit(0, "甲"));
}
void over(Scenario& scene) {
  scene.in_session().given(FinishAgendaItem{scene.item}).given(CloseMeeting{});
}
void proposed(Scenario& scene) {
  over(scene);
  scene.given(edit(0, "甲")).given(ProposeMinutes{});
}
void proposed_to_one(Scenario& scene) {
  scene.in_session().present(2);
  scene.given(edit(0, "甲")).given(ProposeMinutes{});
}
void signed_by_one(Scenario& scene) {
  proposed_to_one(scene);
  scene.given(SignMinutes{head(1)});
}
void adopted(Scenario& scene) {
  proposed(scene);
  scene.given(AdoptMinutes{});
}
void published(Scenario& scene) {
  adopted(scene);
  scene.given(PublishRecord{{}, "居委会"});
}
void agreed(Scenario& scene) {
  sitting(scene);
  scene.given(RecordDecision{scene.item, "请三家单位报价", {}, {}});
}
RecordDecision agree(const Scenario& scene) {
  return {scene.item, "请三家单位报价", {}, {}};
}
auto in_state(Code code, const char* state) {
  return with({code, {{"state", state}}});
}

std::vector<Row> signing_rows() {
  return {
      {"a draft is not signed", written, always(SignMinutes{head(1)}),
       in_state(Code::minutes_state, "draft")},
      {"nor are adopted minutes", adopted, always(SignMinutes{head(1)}),
       in_state(Code::minutes_locked, "adopted")},
      {"who was not there signs nothing", signed_by_one, always(SignMinutes{head(3)}),
       with({Code::attendance_not_checked_in, {{"head", head(3).str()}}})},
      {"nor does a stranger", signed_by_one, always(SignMinutes{HeadId("stranger")}),
       with({Code::attendance_unknown_head, {{"head", "stranger"}}})},
      {"nor is another version signed than was read", proposed_to_one,
       always(SignMinutes{head(1), 1}),
       with({Code::minutes_moved, {{"version", std::int64_t{2}}}})},
      {"nor one that is not there yet", proposed_to_one, always(SignMinutes{head(1), 3}),
       with({Code::minutes_moved, {{"version", std::int64_t{2}}}})},
      {"a household signs once", signed_by_one, always(SignMinutes{head(1)}),
       with({Code::minutes_signed, {{"head", head(1).str()}}})},
  };
}

}  // namespace

std::vector<Row> minutes_rows() {
  std::vector<Row> rows = {
      {"a stale edit is refused with what is stored", written, always(edit(0, "乙")),
       with({Code::minutes_stale, {{"base", std::int64_t{1}}, {"text", "甲"}}})},
      {"an edit from nowhere too", sitting, always(edit(3)),
       with({Code::minutes_stale, {{"base", std::int64_t{0}}, {"text", ""}}})},
      {"a stale correction too", proposed, always(correct(0)),
       with({Code::minutes_stale, {{"base", std::int64_t{1}}, {"text", "甲"}}})},
      {"a section is the opening, an item or the closing", sitting,
       always(EditMinutes{{"nowhere", 0, "x"}}),
       with({Code::agenda_unknown_item, {{"item", "nowhere"}}})},
      {"a section has a bound", sitting, always(edit(0, std::string(kSectionBytesMax + 1, 'x'))),
       with(malformed("text", "too_long"))},
      {"and no control characters", sitting, always(edit(0, "a\tb")),
       with(hides("text", "U+0009", 2))},
      {"what was proposed is corrected, not edited", proposed, always(edit(1)),
       in_state(Code::minutes_state, "proposed")},
      {"what was not proposed is edited, not corrected", written, always(correct(1)),
       in_state(Code::minutes_state, "draft")},
      {"a correction says why", proposed, always(correct(1, " ")),
       with(malformed("note", "empty"))},
      {"a correction says why in few words", proposed,
       always(correct(1, std::string(kReasonBytesMax + 1, 'x'))),
       with(malformed("note", "too_long"))},
      {"adopted minutes are locked", adopted, always(edit(1)),
       in_state(Code::minutes_locked, "adopted")},
      {"against corrections too", adopted, always(correct(1)),
       in_state(Code::minutes_locked, "adopted")},
      {"published ones as well", published, always(correct(1)),
       in_state(Code::minutes_locked, "published")},
      {"minutes are proposed once", proposed, always(ProposeMinutes{}),
       in_state(Code::minutes_state, "proposed")},
      {"and not before there is anything to tell", [](Scenario& scene) { scene.doors_open(); },
       always(ProposeMinutes{}),
       with({Code::meeting_wrong_phase,
             {{"phase", "open"}, {"needs", "in_session,recess,closed"}}})},
      {"nor while a ballot runs, whose outcome belongs in them", ballot_open,
       always(ProposeMinutes{}), with_ballot(Code::meeting_ballot_open)},
      {"minutes are adopted after they were proposed", over, always(AdoptMinutes{}),
       in_state(Code::minutes_state, "draft")},
      {"and after the meeting", sitting, always(AdoptMinutes{}),
       with({Code::meeting_wrong_phase, {{"phase", "in_session"}, {"needs", "closed"}}})},
      {"and once", adopted, always(AdoptMinutes{}), in_state(Code::minutes_locked, "adopted")},
      {"minutes are published after they were adopted", proposed,
       always(PublishRecord{{}, "居委会"}), in_state(Code::minutes_state, "proposed")},
      {"with somebody to turn to", adopted, always(PublishRecord{{}, ""}),
       with(malformed("contact", "empty"))},
      {"and once only", published, always(PublishRecord{{}, "居委会"}),
       [](Scenario& scene) {
         return Refusal{Code::record_already_published, {{"record", scene.made}}};
       }},
      {"a cancelled meeting has no minutes",
       [](Scenario& scene) { scene.announced().given(CancelMeeting{"停水"}); }, always(edit(0)),
       with({Code::meeting_wrong_phase,
             {{"phase", "cancelled"},
              {"needs", "convened,announced,open,in_session,recess,closed"}}})},
  };
  for (auto& row : signing_rows()) rows.push_back(std::move(row));
  return rows;
}

std::vector<Row> objection_rows() {
  const auto object = [](std::int64_t base, std::int64_t line = 0, std::string text = "漏了一户") {
    return always(ObjectToMinutes{head(1), kOpening, base, line, std::move(text)});
  };
  const auto to_agreed = [](std::int64_t base, std::int64_t line) {
    return [base, line](Scenario& scene) {
      const auto& agreed = scene.meeting.minutes.decisions.begin()->first;
      return Command(ObjectToMinutes{head(1), agreed.str(), base, line, "不是三家"});
    };
  };
  const auto agreed_and_proposed = [](Scenario& scene) {
    scene.in_session().present(1);
    scene.given(RecordDecision{scene.item, "请三家单位报价", {}, {}}).given(ProposeMinutes{});
  };
  return {
      {"nobody objects to a draft", written, object(1), in_state(Code::minutes_state, "draft")},
      {"nor to adopted minutes", adopted, object(1), in_state(Code::minutes_locked, "adopted")},
      {"who was not there objects to nothing", signed_by_one,
       always(ObjectToMinutes{head(3), kOpening, 1, 0, "x"}),
       with({Code::attendance_not_checked_in, {{"head", head(3).str()}}})},
      {"nor does a stranger", signed_by_one,
       always(ObjectToMinutes{HeadId("stranger"), kOpening, 1, 0, "x"}),
       with({Code::attendance_unknown_head, {{"head", "stranger"}}})},
      {"an objection is to the text as it stands", signed_by_one, object(0),
       with({Code::minutes_stale, {{"base", std::int64_t{1}}, {"text", "甲"}}})},
      {"and to a section that there is", signed_by_one,
       always(ObjectToMinutes{head(1), "nowhere", 0, 0, "x"}),
       with({Code::agenda_unknown_item, {{"item", "nowhere"}}})},
      {"a line of it is one that there is", signed_by_one, object(1, 2),
       with(malformed("line", "out_of_range"))},
      {"and says something",
       [](Scenario& scene) {
         scene.in_session().present(1).given(edit(0, "甲\n \n乙")).given(ProposeMinutes{});
       },
       object(1, 2), with(malformed("line", "out_of_range"))},
      {"an objection says what is wrong", signed_by_one, object(1, 1, "　\n"),
       with(malformed("text", "empty"))},
      {"in so many words", signed_by_one, object(1, 1, std::string(kObjectionBytesMax + 1, 'x')),
       with(malformed("text", "too_long"))},
      {"what was agreed has no lines", agreed_and_proposed, to_agreed(0, 1),
       with(malformed("line", "not_allowed"))},
      {"and is never written anew", agreed_and_proposed, to_agreed(1, 0),
       with({Code::minutes_stale, {{"base", std::int64_t{0}}, {"text", "请三家单位报价"}}})},
      {"what was withdrawn cannot be wrong",
       [agreed_and_proposed](Scenario& scene) {
         agreed_and_proposed(scene);
         scene.given(WithdrawDecision{scene.meeting.minutes.decisions.begin()->first});
       },
       to_agreed(0, 0),
       [](Scenario& scene) {
         const auto& agreed = scene.meeting.minutes.decisions.begin()->first;
         return Refusal{Code::decision_withdrawn, {{"decision", agreed.str()}}};
       }},
  };
}

std::vector<Row> objection_room_rows() {
  const auto full = [](int by, std::size_t most) {
    return [by, most](Scenario& scene) {
      signed_by_one(scene);
      for (std::size_t i = 1; i <= most; ++i) {
        const auto line = static_cast<std::int64_t>(i);
        apply(scene.meeting, MinutesObjected{head(by), kOpening, 1, line, {"x", ""}, ""}, kEvening);
      }
    };
  };
  const auto another = always(ObjectToMinutes{head(1), kOpening, 1, 0, "x"});
  const auto refused = [](std::size_t most) {
    return with({Code::minutes_objections_full, {{"max", static_cast<std::int64_t>(most)}}});
  };
  return {{"a household has so many objections", full(1, kObjectionsPerHeadMax), another,
           refused(kObjectionsPerHeadMax)},
          {"and a meeting", full(2, kObjectionsPerMeetingMax), another,
           refused(kObjectionsPerMeetingMax)}};
}

std::vector<Row> decision_rows() {
  return {
      {"a decision belongs to an item", sitting,
       always(RecordDecision{AgendaItemId("no"), "x", {}, {}}),
       with({Code::agenda_unknown_item, {{"item", "no"}}})},
      {"a decision says what", sitting,
       [](Scenario& scene) {
         return RecordDecision{scene.item, "　", {}, {}};
       },
       with(malformed("text", "empty"))},
      {"in so many words", sitting,
       [](Scenario& scene) {
         return RecordDecision{scene.item, std::string(kDecisionBytesMax + 1, 'x'), {}, {}};
       },
       with(malformed("text", "too_long"))},
      {"who is responsible is known to the meeting", sitting,
       [](Scenario& scene) {
         return RecordDecision{scene.item, "x", SpeakerId("nobody"), {}};
       },
       with({Code::floor_unknown_speaker, {{"speaker", "nobody"}}})},
      {"a person or a body is responsible, not both", sitting,
       [](Scenario& scene) {
         return RecordDecision{scene.item, "x", SpeakerId(head(1).str()), {}, "物业服务企业"};
       },
       with(malformed("party", "not_allowed"))},
      {"decisions have an end",
       [](Scenario& scene) {
         scene.in_session();
         for (std::size_t i = 0; i < kDecisionsPerMeetingMax; ++i) {
           const DecisionId id("d" + std::to_string(i));
           apply(scene.meeting, DecisionRecorded{id, scene.item, "x", {}, {}}, kEvening);
         }
       },
       agree, with({Code::decision_full, {{"max", std::int64_t{kDecisionsPerMeetingMax}}}})},
      {"nothing is agreed on top of adopted minutes", adopted, agree,
       in_state(Code::minutes_locked, "adopted")},
      {"only what was agreed is withdrawn", sitting, always(WithdrawDecision{DecisionId("no")}),
       with({Code::decision_unknown, {{"decision", "no"}}})},
      {"and once",
       [](Scenario& scene) {
         agreed(scene);
         const auto decision = scene.made;
         scene.given(WithdrawDecision{DecisionId(decision)});
         scene.made = decision;
       },
       [](Scenario& scene) { return WithdrawDecision{DecisionId(scene.made)}; },
       [](Scenario& scene) {
         return Refusal{Code::decision_withdrawn, {{"decision", scene.made}}};
       }},
  };
}

}  // namespace scenario
