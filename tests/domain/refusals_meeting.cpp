// Refusals about the meeting's life, its agenda and who is there, as rows of the table
// (refusals_test.cpp).
#include "domain/limits.hpp"
#include "domain/refusal_rows.hpp"

namespace scenario {
namespace {

void nothing(Scenario&) {}
void convened(Scenario& scene) {
  scene.convened();
}
constexpr std::int64_t kLater = 7 * kMicrosPerDay;
auto reschedule(std::int64_t from_now, const char* place, const char* reason = "停水") {
  return [=](Scenario& scene) {
    return Command(RescheduleMeeting{scene.meeting.last_at + from_now, place, reason});
  };
}

template <class Change>
auto convene_with(Change change) {
  return [change](Scenario& scene) {
    auto command = scene.convene();
    change(command);
    return Command(command);
  };
}
Command start_it(Scenario& scene) {
  return StartAgendaItem{scene.item};
}
Command finish_it(Scenario& scene) {
  return FinishAgendaItem{scene.item};
}

const std::string kNotOver = "convened,announced,open,in_session,recess";

}  // namespace

std::vector<Row> meeting_rows() {
  return {
      {"nothing can happen before a meeting is convened", nothing, always(AnnounceMeeting{}),
       with({Code::meeting_unknown, {}})},
      {"a meeting is convened once", convened, convene_with([](auto&) {}),
       with({Code::meeting_exists, {}})},
      {"a meeting has a title", nothing, convene_with([](auto& c) { c.title = " \u3000\n"; }),
       with(malformed("title", "empty"))},
      {"a title has a limit", nothing,
       convene_with([](auto& c) { c.title = std::string(kTitleBytesMax + 1, 'x'); }),
       with(malformed("title", "too_long"))},
      {"a meeting has a place", nothing, convene_with([](auto& c) { c.place = ""; }),
       with(malformed("place", "empty"))},
      {"texts hold no control characters", nothing, convene_with([](auto& c) { c.place = "a\tb"; }),
       with(hides("place", "U+0009", 2))},
      {"nor those of two bytes", nothing, convene_with([](auto& c) { c.place = "会场\u0085b"; }),
       with(hides("place", "U+0085", 3))},
      {"what shows nothing is empty", nothing,
       convene_with([](auto& c) { c.title = " \u3000\u3164\u200d\u2800\t\u00ad\n"; }),
       with(malformed("title", "empty"))},
      {"a meeting is set for a day one could mean", nothing,
       convene_with([](auto& c) { c.scheduled_at = Time{INT64_MAX}; }),
       with(malformed("scheduled_at", "out_of_range"))},
      {"not for one long past", nothing,
       convene_with([](auto& c) { c.scheduled_at = c.scheduled_at + -40 * kMicrosPerDay; }),
       with(malformed("scheduled_at", "out_of_range"))},
      {"a rule must exist", nothing, convene_with([](auto& c) { c.rules = {"none"}; }),
       with({Code::rule_unknown, {{"rule", "none"}}})},
      {"a rule must be of the meeting's body", nothing,
       convene_with([](auto& c) { c.body = "owners_committee"; }),
       with({Code::rule_unknown, {{"rule", "ordinary"}}})},
      {"a rule is named once", nothing, convene_with([](auto& c) {
         c.rules = {"ordinary", "ordinary"};
       }),
       with(malformed("rules", "repeated"))},
      {"rules have a limit", nothing,
       convene_with([](auto& c) { c.rules.assign(kRulesPerMeetingMax + 1, "x"); }),
       with(malformed("rules", "too_many"))},
      {"a meeting is convened on the roll that the chair saw", nothing,
       convene_with([](auto& c) { c.roll_version = 4; }),
       with({Code::roll_moved, {{"roll", "roll"}, {"version", std::int64_t{5}}}})},
      {"somebody must be entitled", nothing, convene_with([](auto& c) {
         c.scope = {ScopeKind::building, "99", ""};
       }),
       with({Code::ballot_empty_roll, {{"scope", "building"}}})},
      {"an announced meeting is not announced again", announced, always(AnnounceMeeting{}),
       with(wrong_phase("announced", "convened"))},
      {"doors open only after the announcement", convened, always(OpenMeeting{}),
       with(wrong_phase("convened", "announced"))},
      {"a sitting begins only with open doors", announced, always(StartMeeting{}),
       with(wrong_phase("announced", "open"))},
      {"a recess is of a sitting", doors_open, always(RecessMeeting{}),
       with(wrong_phase("open", "in_session"))},
      {"only a recess is resumed", in_session, always(ResumeMeeting{}),
       with(wrong_phase("in_session", "recess"))},
      {"only a sitting is closed", doors_open, always(CloseMeeting{}),
       with(wrong_phase("open", "in_session,recess"))},
      {"a roll is taken over where it has changed", in_session, always(RenewRoll{"过户", {}}),
       with({Code::roll_unchanged, {}})},
      {"a sitting is not cancelled", in_session, always(CancelMeeting{"x"}),
       with(wrong_phase("in_session", "convened,announced,open"))},
      {"a cancelling has a reason", announced, always(CancelMeeting{""}),
       with(malformed("reason", "empty"))},
      {"no recess while a ballot is open", ballot_open, always(RecessMeeting{}),
       with_ballot(Code::meeting_ballot_open)},
      {"no closing while a ballot is open", ballot_open, always(CloseMeeting{}),
       with_ballot(Code::meeting_ballot_open)},
  };
}

std::vector<Row> reschedule_rows() {
  return {
      {"once the doors are open a meeting is where it is", doors_open, reschedule(kLater, "甲"),
       with(wrong_phase("open", "convened,announced"))},
      {"a rescheduling says why", announced, reschedule(kLater, "甲", " "),
       with(malformed("reason", "empty"))},
      {"and where", announced, reschedule(kLater, ""), with(malformed("place", "empty"))},
      {"not for a day that is over", announced, reschedule(-2 * kMicrosPerDay, "甲"),
       with(malformed("scheduled_at", "out_of_range"))},
      {"nor for years ahead", announced, reschedule(800 * kMicrosPerDay, "甲"),
       with(malformed("scheduled_at", "out_of_range"))},
      {"and something changes by it", announced,
       [](Scenario& scene) {
         return RescheduleMeeting{scene.meeting.scheduled_at, scene.meeting.place, "停水"};
       },
       with(malformed("scheduled_at", "unchanged"))},
  };
}

std::vector<Row> agenda_rows() {
  return {
      {"a closed meeting gets no more items", closed, always(AddAgendaItem{"x", ItemKind::report}),
       with(wrong_phase("closed", kNotOver.c_str()))},
      {"an item is decided under a rule of the meeting", convened,
       [](Scenario& scene) {
         auto text = scene.matter_item();
         text.rule = "major";
         return Command(AddAgendaItem{text});
       },
       with({Code::rule_unknown, {{"rule", "major"}}})},
      {"an item has a title", convened, always(AddAgendaItem{"", ItemKind::report}),
       with(malformed("title", "empty"))},
      {"an agenda has a limit",
       [](Scenario& scene) {
         scene.convened();
         for (std::size_t i = 1; i < kAgendaItemsMax; ++i) {
           scene.given(AddAgendaItem{"x", ItemKind::report});
         }
       },
       always(AddAgendaItem{"x", ItemKind::report}),
       with({Code::agenda_full, {{"max", std::int64_t{kAgendaItemsMax}}}})},
      {"items are worked through in a sitting", doors_open, start_it,
       with(wrong_phase("open", "in_session"))},
      {"nor are they finished outside one", doors_open, finish_it,
       with(wrong_phase("open", "in_session"))},
      {"an item must be on the agenda", in_session, always(StartAgendaItem{AgendaItemId("no")}),
       with({Code::agenda_unknown_item, {{"item", "no"}}})},
      {"also to be finished", in_session, always(FinishAgendaItem{AgendaItemId("no")}),
       with({Code::agenda_unknown_item, {{"item", "no"}}})},
      {"an item under way is not started again", in_session, start_it,
       [](Scenario& scene) {
         return Refusal{Code::agenda_item_state,
                        {{"item", scene.item.str()}, {"state", "current"}}};
       }},
      {"a finished item is not finished again",
       [](Scenario& scene) { scene.in_session().given(FinishAgendaItem{scene.item}); }, finish_it,
       [](Scenario& scene) {
         return Refusal{Code::agenda_item_state, {{"item", scene.item.str()}, {"state", "done"}}};
       }},
      {"an item does not end while its ballot is open", ballot_open, finish_it,
       with_ballot(Code::meeting_ballot_open)},
      {"nor does the next one start",
       [](Scenario& scene) {
         const auto first = scene.in_session().ballot_open().item;
         scene.given(AddAgendaItem{"x", ItemKind::report});
         scene.item = AgendaItemId(scene.made);
         REQUIRE(scene.item != first);
       },
       start_it, with_ballot(Code::meeting_ballot_open)},
  };
}

std::vector<Row> attendance_rows() {
  return {
      {"nobody checks in before the doors open", announced,
       always(CheckIn{head(1), Category::present, Mode::phone}),
       with(wrong_phase("announced", "open,in_session,recess"))},
      {"nor after the meeting", closed, always(CheckIn{head(1), Category::present, Mode::phone}),
       with(wrong_phase("closed", "open,in_session,recess"))},
      {"checking in makes present and nothing else", doors_open,
       always(CheckIn{head(1), Category::observer, Mode::phone}),
       with(malformed("category", "not_present"))},
      {"who is not on the roll does not check in", doors_open,
       always(CheckIn{head(99), Category::present, Mode::phone}),
       with({Code::attendance_unknown_head, {{"head", "h99"}}})},
      {"nor does nobody", doors_open, always(CheckIn{HeadId(), Category::present, Mode::phone}),
       with({Code::attendance_unknown_head, {{"head", ""}}})},
      {"who is present does not check in again",
       [](Scenario& scene) { scene.doors_open().present(1); },
       always(CheckIn{head(1), Category::present, Mode::hall}),
       with({Code::attendance_already, {{"head", "h1"}, {"category", "present"}}})},
      {"what is not noted is not undone", doors_open, always(UndoCheckIn{head(1)}),
       with({Code::attendance_not_checked_in, {{"head", "h1"}}})},
      {"an undoing names a head on the roll", doors_open, always(UndoCheckIn{head(99)}),
       with({Code::attendance_unknown_head, {{"head", "h99"}}})},
      {"who is not here does not leave", doors_open, always(LeaveMeeting{head(1)}),
       with({Code::attendance_not_checked_in, {{"head", "h1"}}})},
      {"who has left does not leave again",
       [](Scenario& scene) { scene.doors_open().present(1).given(LeaveMeeting{head(1)}); },
       always(LeaveMeeting{head(1)}), with({Code::attendance_not_checked_in, {{"head", "h1"}}})},
      {"an excuse has a reason", announced, always(ExcuseHead{head(1), ""}),
       with(malformed("reason", "empty"))},
      {"who is present is not excused", [](Scenario& scene) { scene.doors_open().present(1); },
       always(ExcuseHead{head(1), "x"}),
       with({Code::attendance_already, {{"head", "h1"}, {"category", "present"}}})},
      {"a guest has no category of voters", doors_open,
       always(AdmitPerson{PersonId("p"), Category::present}),
       with(malformed("category", "not_admitted"))},
      {"a guest is admitted once",
       [](Scenario& scene) {
         scene.doors_open().given(AdmitPerson{PersonId("p"), Category::observer});
       },
       always(AdmitPerson{PersonId("p"), Category::observer}),
       with({Code::attendance_already, {{"head", "p"}, {"category", "observer"}}})},
      {"who was not admitted cannot be taken back", doors_open,
       always(DismissPerson{PersonId("p")}),
       with({Code::attendance_unknown_person, {{"person", "p"}}})},
      {"a guest whose turn it was to present was there",
       [](Scenario& scene) {
         scene.doors_open().given(AdmitPerson{PersonId("p"), Category::in_attendance});
         scene.given(AddAgendaItem{{"汇报", ItemKind::report, 0, SpeakerId("p")}});
       },
       always(DismissPerson{PersonId("p")}), with({Code::attendance_has_acted, {{"person", "p"}}})},
  };
}

}  // namespace scenario
