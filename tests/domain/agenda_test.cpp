// The agenda: times, order, deferring, and the way back from each mistake.
#include "domain/scenario.hpp"

using namespace scenario;

namespace {

AgendaItemId added(Scenario& scene, const std::string& title) {
  scene.given(AddAgendaItem{{title, ItemKind::deliberation}});
  return AgendaItemId(scene.made);
}

std::vector<std::string> titles(const Scenario& scene) {
  std::map<std::int64_t, std::string> by_order;
  for (const auto& [id, item] : scene.meeting.agenda) by_order[item.order] = item.text.title;
  std::vector<std::string> titles;
  for (const auto& [order, title] : by_order) titles.push_back(title);
  return titles;
}

}  // namespace

TEST_CASE("time used is counted while the item is under way and the meeting sits") {
  Scenario scene;
  scene.in_session().later(3 * kMinute).given(RecessMeeting{});
  scene.later(30 * kMinute).given(ResumeMeeting{});
  scene.later(2 * kMinute).given(FinishAgendaItem{scene.item});
  CHECK(scene.meeting.agenda.at(scene.item).used == 5 * kMinute);
}

TEST_CASE("an item started by mistake waits again as if nothing had been") {
  Scenario scene;
  scene.in_session().later(kMinute);
  scene.gives(ResetAgendaItem{scene.item}, {AgendaItemReset{scene.item}});
  const auto& item = scene.meeting.agenda.at(scene.item);
  CHECK(item.state == ItemState::waiting);
  CHECK(item.used == 0);
  CHECK_FALSE(item.started_at);
  CHECK_FALSE(scene.meeting.current_item);
}

TEST_CASE("a finished item taken up again keeps the time it had") {
  Scenario scene;
  scene.in_session().later(4 * kMinute).given(FinishAgendaItem{scene.item});
  scene.given(ResetAgendaItem{scene.item}).given(StartAgendaItem{scene.item});
  scene.later(kMinute).given(FinishAgendaItem{scene.item});
  CHECK(scene.meeting.agenda.at(scene.item).used == 5 * kMinute);
}

TEST_CASE("an item is moved before another or to the end, and nothing else changes its place") {
  Scenario scene;
  scene.convened();
  const auto second = added(scene, "二");
  const auto third = added(scene, "三");
  CHECK(titles(scene) == std::vector<std::string>{"加装电梯", "二", "三"});
  scene.given(MoveAgendaItem{third, scene.item});
  CHECK(titles(scene) == std::vector<std::string>{"三", "加装电梯", "二"});
  scene.given(MoveAgendaItem{scene.item, {}});
  CHECK(titles(scene) == std::vector<std::string>{"三", "二", "加装电梯"});
  scene.refuses(MoveAgendaItem{second, second},
                {Code::agenda_unknown_item, {{"item", second.str()}}});
}

TEST_CASE("an item under another title than the announced one has not been announced") {
  Scenario scene;
  scene.announced();
  auto text = scene.matter_item();
  text.minutes = 30;
  scene.given(EditAgendaItem{scene.item, text});
  CHECK(scene.meeting.agenda.at(scene.item).noticed);
  scene.given(EditAgendaItem{scene.item, {"提高维修资金", ItemKind::decision, 30}});
  CHECK_FALSE(scene.meeting.agenda.at(scene.item).noticed);
}

TEST_CASE("a deferred item keeps its reason until it is taken up again") {
  Scenario scene;
  scene.in_session().given(DeferAgendaItem{scene.item, "报价没到齐"});
  CHECK(scene.meeting.agenda.at(scene.item).state == ItemState::deferred);
  CHECK(scene.meeting.agenda.at(scene.item).reason == "报价没到齐");
  scene.refuses(StartAgendaItem{scene.item},
                {Code::agenda_item_state, {{"item", scene.item.str()}, {"state", "deferred"}}});
  scene.given(ResetAgendaItem{scene.item}).given(StartAgendaItem{scene.item});
  CHECK(scene.meeting.agenda.at(scene.item).reason.empty());
}

TEST_CASE("an item names only an issue and a presenter that exist") {
  Scenario scene;
  scene.convened();
  scene.refuses(AddAgendaItem{{"x", ItemKind::report, 5, SpeakerId("nobody")}},
                {Code::floor_unknown_speaker, {{"speaker", "nobody"}}});
  scene.refuses(AddAgendaItem{{"x", ItemKind::report, 5, {}, IssueId("none")}},
                {Code::issue_unknown, {{"issue", "none"}}});
  scene.refuses(AddAgendaItem{{"x", ItemKind::report, 601}},
                {Code::command_malformed, {{"field", "minutes"}, {"why", "out_of_range"}}});
}
