// The floor (docs/domain.md 5.1, rules 1-10): stance first, sides in turn, turns and seconds a
// person, cards that the chair settles, and a counter-step to each mistake.
#include "domain/scenario.hpp"

using namespace scenario;

namespace {

/// The item is under way; people ask for the floor by number and stance.
class Floor : public Scenario {
 public:
  Floor() { in_session(); }
  SpeechId asks(int number, Stance stance) {
    given(RequestFloor{speaker(number), stance});
    return SpeechId(made);
  }
  Floor& speaks(const SpeechId& speech, std::int64_t seconds = 60) {
    given(GrantFloor{speech});
    later(seconds * kMicrosPerSecond).given(FinishSpeech{speech, {}});
    return *this;
  }
  std::vector<std::string> order() const {
    std::vector<std::string> speakers;
    for (const auto& speech : speaking_order(meeting)) {
      speakers.push_back(meeting.speeches.at(speech).speaker.str());
    }
    return speakers;
  }
};

using Order = std::vector<std::string>;

}  // namespace

TEST_CASE("sides alternate, and within a side who asked first comes first") {
  Floor floor;
  floor.asks(1, Stance::in_favour);
  floor.asks(2, Stance::in_favour);
  floor.asks(3, Stance::in_favour);
  floor.asks(4, Stance::against);
  floor.asks(5, Stance::against);
  CHECK(floor.order() == Order{"h1", "h4", "h2", "h5", "h3"});
}

TEST_CASE("after a speech the other side is next, as long as anybody of it waits") {
  Floor floor;
  floor.speaks(floor.asks(1, Stance::in_favour));
  floor.asks(2, Stance::in_favour);
  CHECK(floor.order() == Order{"h2"});
  floor.asks(3, Stance::against);
  CHECK(floor.order() == Order{"h3", "h2"});
}

TEST_CASE("who has not spoken goes before who has, on the same side") {
  Floor floor;
  floor.speaks(floor.asks(1, Stance::in_favour));
  floor.asks(1, Stance::in_favour);
  floor.asks(2, Stance::in_favour);
  CHECK(floor.order() == Order{"h2", "h1"});
}

TEST_CASE("questions take no side and hold nobody up") {
  Floor floor;
  floor.speaks(floor.asks(1, Stance::in_favour));
  floor.asks(2, Stance::question);
  floor.asks(3, Stance::against);
  CHECK(floor.order() == Order{"h2", "h3"});
}

TEST_CASE("who has left is passed over, keeps the hand and has the turn again on coming back") {
  Floor floor;
  floor.present(2);
  const auto hers = floor.asks(1, Stance::in_favour);
  floor.asks(2, Stance::neither);
  floor.given(LeaveMeeting{head(1)});
  CHECK(floor.order() == Order{"h2"});
  const Refusal gone{Code::attendance_not_checked_in, {{"head", "h1"}}};
  floor.refuses(GrantFloor{hers}, gone);
  floor.refuses(RequestFloor{speaker(1), Stance::neither}, gone);
  floor.given(CheckIn{head(1), Category::present, Mode::hall});
  CHECK(floor.order() == Order{"h1", "h2"});
}

TEST_CASE("who goes out while speaking has spoken, and nobody waits for it to end") {
  Floor floor;
  floor.present(1);
  const auto speech = floor.asks(1, Stance::neither);
  floor.given(GrantFloor{speech});
  floor.gives(LeaveMeeting{head(1)}, {SpeechFinished{speech}, HeadLeft{head(1)}});
  CHECK_FALSE(floor.meeting.current_speech);
}

TEST_CASE("where sides need not alternate the chair may give the floor to anybody who waits") {
  Floor floor;
  floor.asks(1, Stance::in_favour);
  const auto second = floor.asks(2, Stance::in_favour);
  floor.refuses(GrantFloor{second},
                {Code::floor_out_of_turn, {{"next", floor.meeting.speeches.begin()->first.str()}}});
  floor.given(SetFloor{{180, 3, false}}).given(GrantFloor{second});
  CHECK(floor.meeting.speeches.at(second).seconds == 180);
}

TEST_CASE("each person has so many turns on a subject, and again on the next") {
  Floor floor;
  for (int turn = 0; turn < 2; ++turn) floor.speaks(floor.asks(1, Stance::neither));
  floor.refuses(RequestFloor{speaker(1), Stance::neither},
                {Code::floor_turns_used, {{"turns", std::int64_t{2}}}});
  floor.given(AddAgendaItem{{"费用", ItemKind::deliberation}});
  floor.given(StartAgendaItem{AgendaItemId(floor.made)});
  floor.asks(1, Stance::neither);
}

TEST_CASE("the chair has no stance") {
  Floor floor;
  floor.given(SetChair{speaker(1)});
  floor.refuses(RequestFloor{speaker(1), Stance::in_favour},
                {Code::floor_chair_has_no_stance, {{"speaker", "h1"}}});
  floor.asks(1, Stance::neither);
}

TEST_CASE("a speaker is called by the name she chose, until it is taken back") {
  Floor floor;
  floor.gives(CallSpeaker{speaker(1), " 王阿姨　"},
              {SpeakerCalled{speaker(1), {"王阿姨", ""}, ""}});
  CHECK(floor.meeting.called.at(speaker(1)).name == "王阿姨");
  floor.given(CallSpeaker{speaker(1), "3号楼老张"});
  CHECK(floor.meeting.called.at(speaker(1)).name == "3号楼老张");
  floor.gives(NumberSpeaker{speaker(1)}, {SpeakerNumbered{speaker(1)}});
  CHECK(floor.meeting.called.at(speaker(1)).name.empty());
}

TEST_CASE("the floor given to the wrong person does not count") {
  Floor floor;
  const auto wrong = floor.asks(1, Stance::in_favour);
  floor.given(GrantFloor{wrong});
  floor.gives(UndoSpeech{wrong}, {SpeechUndone{wrong}});
  CHECK_FALSE(floor.meeting.current_speech);
  CHECK(turns_of(floor.meeting, {floor.item, {}}, speaker(1)) == 0);
  CHECK(floor.order() == Order{"h1"});
  floor.speaks(wrong);
  floor.given(UndoSpeech{wrong});
  CHECK(floor.order() == Order{"h1"});
}

TEST_CASE(
    "people without a phone speak too: staff enters them, and guests once they are admitted") {
  Floor floor;
  floor.refuses(RequestFloor{SpeakerId("guest"), Stance::question},
                {Code::floor_unknown_speaker, {{"speaker", "guest"}}});
  floor.given(AdmitPerson{PersonId("guest"), Category::in_attendance});
  floor.given(RequestFloor{SpeakerId("guest"), Stance::question});
  CHECK(floor.meeting.speeches.at(SpeechId(floor.made)).entered);
}

TEST_CASE("a speech ends with its item, with a recess and with the meeting") {
  const auto end = GENERATE(0, 1, 2);
  Floor floor;
  const auto speech = floor.asks(1, Stance::neither);
  floor.given(GrantFloor{speech}).later(30 * kMicrosPerSecond);
  if (end == 0) floor.given(FinishAgendaItem{floor.item});
  if (end == 1) floor.given(RecessMeeting{});
  if (end == 2) floor.given(CloseMeeting{});
  CHECK_FALSE(floor.meeting.current_speech);
  CHECK(floor.meeting.speeches.at(speech).state == SpeechState::spoken);
}

TEST_CASE("an extension is added to the speech under way alone") {
  Floor floor;
  const auto speech = floor.asks(1, Stance::neither);
  floor.refuses(ExtendSpeech{speech, 60},
                {Code::floor_speech_state, {{"speech", speech.str()}, {"state", "waiting"}}});
  floor.given(GrantFloor{speech}).given(ExtendSpeech{speech, 60});
  CHECK(floor.meeting.speeches.at(speech).seconds == 180);
}

TEST_CASE("nobody takes back or ends a speech that is another's") {
  Floor floor;
  const auto speech = floor.asks(1, Stance::neither);
  const Refusal refusal{Code::floor_not_yours, {{"speech", speech.str()}}};
  floor.refuses(WithdrawSpeech{speech, speaker(2)}, refusal);
  floor.given(GrantFloor{speech});
  floor.refuses(FinishSpeech{speech, speaker(2)}, refusal);
  floor.given(FinishSpeech{speech, speaker(1)});
}

TEST_CASE("a card is about the speech under way, is raised once at a time, and settled once") {
  Floor floor;
  const auto speech = floor.asks(1, Stance::neither);
  floor.given(GrantFloor{speech});
  floor.given(RaiseCard{CardKind::off_topic, {}, speaker(2)});
  const CardId card(floor.made);
  CHECK(floor.meeting.cards.at(card).about == speech);
  floor.refuses(RaiseCard{CardKind::civility, {}, speaker(2)},
                {Code::card_already, {{"card", card.str()}}});
  floor.given(SettleCard{card, CardState::upheld});
  floor.refuses(SettleCard{card, CardState::dismissed},
                {Code::card_settled, {{"card", card.str()}, {"state", "upheld"}}});
  floor.given(RaiseCard{CardKind::civility, {}, speaker(2)});
}
