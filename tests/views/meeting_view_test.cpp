// What an audience is told of the time of an agenda item: the client's clock adds to what was used
// only the stretch that runs.
#include "views/meeting_view.hpp"

#include <catch2/catch.hpp>
#include <memory>
#include <nlohmann/json.hpp>

using namespace roundtable;
using namespace roundtable::domain;

namespace {

nlohmann::json told_item(const AgendaItem& item) {
  views::ViewState state;
  state.meeting.electorate.value = std::make_shared<RollSnapshot>();
  state.meeting.agenda[item.id] = item;
  const auto view =
      nlohmann::json::parse(views::snapshot_json(state, {}, views::Audience::everyone));
  return view.at("agenda").at(item.id.str());
}

AgendaItem begun() {
  AgendaItem item;
  item.id = AgendaItemId("i1");
  item.text.title = "加装电梯";
  item.state = ItemState::current;
  item.started_at = Time{1'000'000'000};
  item.running_from = item.started_at;
  return item;
}

}  // namespace

TEST_CASE("a recess does not count twice what an item has used") {
  auto item = begun();
  CHECK(told_item(item).at("started_at") == 1'000'000'000);
  item.running_from.reset();
  item.used = 600 * kMicrosPerSecond;
  CHECK(told_item(item).at("used") == 600);
  CHECK_FALSE(told_item(item).contains("started_at"));
  item.running_from = Time{3'000'000'000};
  CHECK(told_item(item).at("started_at") == 3'000'000'000);
}

TEST_CASE("an item that is done says when it began") {
  auto item = begun();
  item.running_from.reset();
  item.state = ItemState::done;
  CHECK(told_item(item).at("started_at") == 1'000'000'000);
}
