// Refusals of agenda steps, of the floor and of cards, as rows of the table (refusals_test.cpp).
#include <algorithm>

#include "domain/limits.hpp"
#include "domain/refusal_rows.hpp"

namespace scenario {
namespace {

const Command kAsk = RequestFloor{speaker(1), Stance::in_favour};

void nothing_under_way(Scenario& scene) {
  scene.in_session().given(FinishAgendaItem{scene.item});
}
/// The newest wish to speak.
SpeechId speech(const Scenario& scene) {
  const auto newest = std::max_element(
      scene.meeting.speeches.begin(), scene.meeting.speeches.end(),
      [](const auto& a, const auto& b) { return a.second.order < b.second.order; });
  return newest == scene.meeting.speeches.end() ? SpeechId{} : newest->first;
}
void asked(Scenario& scene) {
  scene.in_session().given(kAsk);
}
void speaking(Scenario& scene) {
  asked(scene);
  scene.given(GrantFloor{speech(scene)});
}
void turns_used(Scenario& scene) {
  scene.in_session();
  for (int turn = 0; turn < 2; ++turn) {
    scene.given(kAsk).given(GrantFloor{speech(scene)});
    scene.given(FinishSpeech{speech(scene), {}});
  }
}
void card_raised(Scenario& scene) {
  scene.in_session().given(RaiseCard{CardKind::civility, {}, speaker(1)});
}

template <class C>
auto on_speech() {
  return [](Scenario& scene) {
    C command;
    command.speech = speech(scene);
    return Command(command);
  };
}
Refusal speech_refusal(Scenario& scene, Code code) {
  return {code, {{"speech", speech(scene).str()}}};
}
auto with_speech(Code code) {
  return [code](Scenario& scene) { return speech_refusal(scene, code); };
}
auto with_state(const char* state) {
  return [state](Scenario& scene) {
    return Refusal{Code::floor_speech_state, {{"speech", speech(scene).str()}, {"state", state}}};
  };
}

}  // namespace

std::vector<Row> floor_rows() {
  return {
      {"nobody asks for the floor while no item is under way", nothing_under_way, always(kAsk),
       with({Code::floor_closed, {}})},
      {"only who is on the roll or admitted speaks", in_session,
       always(RequestFloor{SpeakerId("stranger"), Stance::neither}),
       with({Code::floor_unknown_speaker, {{"speaker", "stranger"}}})},
      {"only who is on the roll or admitted is called by a name", in_session,
       always(CallSpeaker{SpeakerId("stranger"), "王阿姨"}),
       with({Code::floor_unknown_speaker, {{"speaker", "stranger"}}})},
      {"a name is not blank", in_session, always(CallSpeaker{speaker(1), "　"}),
       with(malformed("name", "empty"))},
      {"nor longer than twenty characters", in_session,
       always(CallSpeaker{speaker(1), "一二三四五六七八九十一二三四五六七八九十一"}),
       with(malformed("name", "too_long"))},
      {"nor of two lines", in_session, always(CallSpeaker{speaker(1), "王\n阿姨"}),
       with(malformed("name", "control_character"))},
      {"nor written the other way round", in_session,
       always(CallSpeaker{speaker(1), "王\u202e阿姨"}), with(hides("name", "U+202E", 2))},
      {"who goes by number goes by it already", in_session, always(NumberSpeaker{speaker(1)}),
       with({Code::floor_not_called, {{"speaker", "h1"}}})},
      {"who waits does not ask again", asked, always(kAsk), with_speech(Code::floor_already)},
      {"nor who has the floor", speaking, always(kAsk), with_speech(Code::floor_already)},
      {"two turns are all", turns_used, always(kAsk),
       with({Code::floor_turns_used, {{"turns", std::int64_t{2}}}})},
      {"the chair has no stance",
       [](Scenario& scene) { scene.in_session().given(SetChair{speaker(1)}); }, always(kAsk),
       with({Code::floor_chair_has_no_stance, {{"speaker", "h1"}}})},
      {"one speaker at a time",
       [](Scenario& scene) {
         speaking(scene);
         scene.given(RequestFloor{speaker(2), Stance::against});
       },
       on_speech<GrantFloor>(),
       [](Scenario& scene) {
         return Refusal{Code::floor_busy, {{"speech", scene.meeting.current_speech->str()}}};
       }},
      {"sides alternate",
       [](Scenario& scene) {
         asked(scene);
         scene.given(RequestFloor{speaker(2), Stance::in_favour});
       },
       on_speech<GrantFloor>(),
       [](Scenario& scene) {
         return Refusal{Code::floor_out_of_turn,
                        {{"next", speaking_order(scene.meeting).front().str()}}};
       }},
      {"a wish of an earlier item gets no floor in this one",
       [](Scenario& scene) {
         asked(scene);
         scene.given(AddAgendaItem{{"下一项", ItemKind::report}});
         scene.given(StartAgendaItem{AgendaItemId(scene.made)});
       },
       on_speech<GrantFloor>(), with({Code::floor_closed, {}})},
      {"who has the floor does not get it again", speaking, on_speech<GrantFloor>(),
       with_speech(Code::floor_busy)},
  };
}

std::vector<Row> speech_rows() {
  return {
      {"a speech that was never asked for", in_session, always(GrantFloor{SpeechId("no")}),
       with({Code::floor_unknown_speech, {{"speech", "no"}}})},
      {"who speaks cannot withdraw", speaking, on_speech<WithdrawSpeech>(), with_state("speaking")},
      {"who waits cannot finish", asked, on_speech<FinishSpeech>(), with_state("waiting")},
      {"who waits is not extended", asked,
       [](Scenario& scene) {
         return ExtendSpeech{speech(scene), 60};
       },
       with_state("waiting")},
      {"an extension has a bound", speaking,
       [](Scenario& scene) {
         return ExtendSpeech{speech(scene), kTurnSecondsMax};
       },
       with(malformed("seconds", "out_of_range"))},
      {"what was not granted is not undone", asked, on_speech<UndoSpeech>(), with_state("waiting")},
      {"nobody takes back what is another's", asked,
       [](Scenario& scene) {
         return WithdrawSpeech{speech(scene), speaker(2)};
       },
       with_speech(Code::floor_not_yours)},
      {"a turn is not a moment", in_session, always(SetFloor{{5, 2, true}}),
       with(malformed("seconds", "out_of_range"))},
      {"and there is at least one", in_session, always(SetFloor{{60, 0, true}}),
       with(malformed("turns", "out_of_range"))},
      {"the queue has an end",
       [](Scenario& scene) {
         scene.in_session();
         for (std::size_t i = 0; i < kSpeechesWaitingMax; ++i) {
           const auto id = "p" + std::to_string(i);
           apply(scene.meeting, PersonAdmitted{PersonId(id), Category::observer}, kEvening);
           apply(
               scene.meeting,
               FloorRequested{SpeechId(id), SpeakerId(id), Stance::neither, {scene.item, {}}, true},
               kEvening);
         }
       },
       always(kAsk), with({Code::floor_full, {{"max", std::int64_t{kSpeechesWaitingMax}}}})},
      {"and one person does not use up what all share",
       [](Scenario& scene) {
         scene.in_session();
         for (std::size_t i = 0; i < kSpeechesPerSpeakerMax; ++i) {
           scene.given(kAsk).given(WithdrawSpeech{speech(scene), speaker(1)});
         }
       },
       always(kAsk),
       with({Code::floor_person_full, {{"max", std::int64_t{kSpeechesPerSpeakerMax}}}})},
  };
}

std::vector<Row> card_and_item_rows() {
  return {
      {"one card at a time", card_raised, always(RaiseCard{CardKind::off_topic, {}, speaker(1)}),
       [](Scenario& scene) {
         return Refusal{Code::card_already, {{"card", scene.made}}};
       }},
      {"only a raised card is settled", in_session,
       always(SettleCard{CardId("no"), CardState::upheld}),
       with({Code::card_unknown, {{"card", "no"}}})},
      {"and once",
       [](Scenario& scene) {
         card_raised(scene);
         const auto card = scene.made;
         scene.given(SettleCard{CardId(card), CardState::upheld});
         scene.made = card;
       },
       [](Scenario& scene) {
         return SettleCard{CardId(scene.made), CardState::dismissed};
       },
       [](Scenario& scene) {
         return Refusal{Code::card_settled, {{"card", scene.made}, {"state", "upheld"}}};
       }},
      {"an item belongs to an issue that exists", in_session,
       always(AddAgendaItem{{"x", ItemKind::report, 5, {}, IssueId("none")}}),
       with({Code::issue_unknown, {{"issue", "none"}}})},
      {"an item is not moved before itself", in_session,
       [](Scenario& scene) {
         return MoveAgendaItem{scene.item, scene.item};
       },
       [](Scenario& scene) {
         return Refusal{Code::agenda_unknown_item, {{"item", scene.item.str()}}};
       }},
      {"deferring wants a reason", in_session,
       [](Scenario& scene) {
         return DeferAgendaItem{scene.item, " "};
       },
       with(malformed("reason", "empty"))},
      {"what waits is not reset", [](Scenario& scene) { scene.doors_open(); },
       [](Scenario& scene) { return ResetAgendaItem{scene.item}; },
       [](Scenario& scene) {
         return Refusal{Code::agenda_item_state,
                        {{"item", scene.item.str()}, {"state", "waiting"}}};
       }},
      {"what is done is not edited", nothing_under_way,
       [](Scenario& scene) {
         return EditAgendaItem{scene.item, {"x", ItemKind::report}};
       },
       [](Scenario& scene) {
         return Refusal{Code::agenda_item_state, {{"item", scene.item.str()}, {"state", "done"}}};
       }},
  };
}

}  // namespace scenario
