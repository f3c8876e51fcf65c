// Method: given what was accepted, when a command comes, then exactly these events. Refusals of the
// same commands stand in the table of refusals_test.cpp.
#include "domain/scenario.hpp"

#include "base/ensure.hpp"

using namespace scenario;

TEST_CASE("a meeting is convened with its rules and electorate fixed") {
  Scenario scene;
  const auto command = scene.convene();
  MeetingConvened convened{"12号楼圆桌会",
                           "底楼大厅",
                           "owners_assembly",
                           GridId("grid"),
                           {scene.fixed_rule(), scene.motion_rule()},
                           scene.frozen(),
                           kEvening,
                           false};
  scene.gives(command, {convened});
  CHECK(scene.meeting.phase == Phase::convened);
  CHECK(scene.meeting.rule("ordinary") != nullptr);
  CHECK(scene.meeting.rule("major") == nullptr);
  CHECK(scene.meeting.version == 1);
}

TEST_CASE("a meeting runs from convened to closed") {
  Scenario scene;
  scene.convened();
  scene.gives(AnnounceMeeting{}, {MeetingAnnounced{}});
  CHECK(scene.meeting.agenda.at(scene.item).noticed);
  scene.gives(OpenMeeting{}, {MeetingOpened{}});
  scene.gives(StartMeeting{}, {MeetingStarted{}});
  scene.gives(RecessMeeting{}, {MeetingRecessed{}});
  scene.gives(ResumeMeeting{}, {MeetingResumed{}});
  scene.gives(CloseMeeting{}, {MeetingClosed{}});
  CHECK(scene.meeting.phase == Phase::closed);
}

TEST_CASE("closing ends the item under way in the same entry, also from a recess") {
  Scenario scene;
  scene.in_session().given(RecessMeeting{});
  scene.gives(CloseMeeting{}, {AgendaItemFinished{scene.item}, MeetingClosed{}});
  CHECK_FALSE(scene.meeting.current_item);
}

TEST_CASE("a meeting can be cancelled until it has started") {
  Scenario scene;
  SECTION("convened") {
    scene.convened();
  }
  SECTION("announced") {
    scene.announced();
  }
  SECTION("doors open") {
    scene.doors_open();
  }
  scene.gives(CancelMeeting{"停水"}, {MeetingCancelled{"停水"}});
  CHECK(scene.meeting.phase == Phase::cancelled);
  CHECK(scene.meeting.cancel_reason == "停水");
}

TEST_CASE("a rescheduled meeting keeps what it was first set for") {
  Scenario scene;
  scene.convened();
  const auto first = scene.meeting.scheduled_at;
  const auto place = scene.meeting.place;
  const auto later = first + 7 * kMicrosPerDay;
  scene.gives(RescheduleMeeting{later, "活动室", "停水"},
              {MeetingRescheduled{later, "活动室", "停水"}});
  scene.given(RescheduleMeeting{later + kMicrosPerDay, "活动室", "停电"});
  CHECK(scene.meeting.phase == Phase::convened);
  CHECK(scene.meeting.scheduled_at == later + kMicrosPerDay);
  CHECK(scene.meeting.place == "活动室");
  REQUIRE(scene.meeting.rescheduled);
  CHECK(scene.meeting.rescheduled->from == first);
  CHECK(scene.meeting.rescheduled->place == place);
  CHECK(scene.meeting.rescheduled->reason == "停电");
}

TEST_CASE("starting an item finishes the one before in the same entry") {
  Scenario scene;
  scene.in_session();
  const auto first = scene.item;
  const auto second = AgendaItemId(scene.fresh_id());
  scene.gives(AddAgendaItem{"费用", ItemKind::deliberation},
              {AgendaItemAdded{second, "费用", ItemKind::deliberation}});
  CHECK_FALSE(scene.meeting.agenda.at(second).noticed);
  scene.gives(StartAgendaItem{second}, {AgendaItemFinished{first}, AgendaItemStarted{second}});
  scene.gives(FinishAgendaItem{second}, {AgendaItemFinished{second}});
  CHECK(scene.meeting.agenda.at(first).state == ItemState::done);
  CHECK_FALSE(scene.meeting.current_item);
}

TEST_CASE("who is present is counted by heads, area and mode, and undoing takes it back") {
  Scenario scene;
  scene.doors_open();
  scene.gives(CheckIn{head(1), Category::present, Mode::phone},
              {CheckedIn{head(1), Mode::phone, ActorId("chair")}});
  scene.given(CheckIn{head(2), Category::present, Mode::hall});
  CHECK(scene.meeting.present == Weight{2, Area{16'000}});
  CHECK(scene.meeting.present_modes.at(Mode::phone) == 1);

  scene.gives(UndoCheckIn{head(1)}, {CheckInUndone{head(1)}});
  CHECK(scene.meeting.present == Weight{1, Area{8'000}});
  CHECK(scene.meeting.present_modes.at(Mode::phone) == 0);
  CHECK_FALSE(scene.meeting.attendance.contains(head(1)));
}

TEST_CASE("who leaves is no longer present and may come back in the old place of the list") {
  Scenario scene;
  scene.doors_open().present(2);
  const auto order = scene.meeting.attendance.at(head(1)).order;
  scene.gives(LeaveMeeting{head(1)}, {HeadLeft{head(1)}});
  CHECK(scene.meeting.present.heads == 1);
  CHECK(scene.meeting.attendance.at(head(1)).category == Category::left);
  scene.given(CheckIn{head(1), Category::present, Mode::phone});
  CHECK(scene.meeting.present.heads == 2);
  CHECK(scene.meeting.attendance.at(head(1)).order == order);
}

TEST_CASE("an excuse may come before the doors open, and the excused may come all the same") {
  Scenario scene;
  scene.announced();
  scene.gives(ExcuseHead{head(3), "出差"}, {HeadExcused{head(3), {"出差", ""}, ""}});
  CHECK(scene.meeting.present.heads == 0);
  SECTION("an excuse of the wrong household is taken back") {
    scene.gives(UndoCheckIn{head(3)}, {CheckInUndone{head(3)}});
    CHECK(scene.meeting.attendance.empty());
  }
  SECTION("the excused come") {
    scene.given(OpenMeeting{}).given(CheckIn{head(3), Category::present, Mode::hall});
    CHECK(scene.meeting.present.heads == 1);
    CHECK(scene.meeting.attendance.at(head(3)).reason.empty());
  }
}

TEST_CASE("admitted people have no vote and may change from observer to in attendance") {
  Scenario scene;
  scene.doors_open();
  const PersonId person("p1");
  scene.gives(AdmitPerson{person, Category::observer},
              {PersonAdmitted{person, Category::observer}});
  scene.gives(AdmitPerson{person, Category::in_attendance},
              {PersonAdmitted{person, Category::in_attendance}});
  CHECK(scene.meeting.guests.size() == 1);
  CHECK(scene.meeting.present.heads == 0);
  scene.gives(DismissPerson{person}, {PersonDismissed{person}});
  CHECK(scene.meeting.guests.empty());
}

TEST_CASE("time does not run backwards within a meeting") {
  Scenario scene;
  scene.announced();
  CHECK_THROWS_AS(apply_entry(scene.meeting, {MeetingOpened{}}, Time{1}), BrokenInvariant);
}

TEST_CASE("an event that does not fit is a broken invariant") {
  Scenario scene;
  scene.in_session();
  CHECK_THROWS_AS(apply(scene.meeting, BallotClosed{BallotId("none"), {}, {}, {}, {}}, kEvening),
                  BrokenInvariant);
  CHECK_THROWS_AS(apply(scene.meeting, HeadLeft{head(1)}, kEvening), BrokenInvariant);
  CHECK_THROWS_AS(apply(scene.meeting, AgendaItemStarted{scene.item}, kEvening), BrokenInvariant);
}

TEST_CASE("a rule that counts floor area needs a roll that says it") {
  Scenario scene(ordinary(), people(5));
  scene.refuses(scene.convene(),
                {Code::command_malformed, {{"field", "roll"}, {"why", "no_areas"}}});
}
