// What a meeting decides on from elsewhere: the roll as it is at the store's head, and the one that
// the chair saw.
#include "codec/entry_json.hpp"
#include "scene.hpp"

namespace roundtable::live::test {
namespace {

using domain::Code;

domain::OpenBallot on_building(const AgendaItemId& item,
                               std::optional<std::int64_t> roll_version = std::nullopt) {
  domain::OpenBallot open;
  open.item = item;
  open.question = "同意吗？";
  open.rule = "owners-group-ordinary";
  open.scope = {domain::ScopeKind::building, "1", ""};
  open.roll_version = roll_version;
  return open;
}

/// The roll of the scene with so many flats.
void import_flats(Registry& registry, const Scene& scene, int flats, const std::string& id) {
  std::vector<domain::UnitRow> rows;
  std::vector<HeadId> heads;
  for (int i = 0; i < flats; ++i) {
    rows.push_back({UnitId("unit-" + std::to_string(i)), "1", "1", Area{7'000},
                    domain::AreaSource::land_register, domain::UnitKind::dwelling, "", false});
    heads.push_back(Scene::head(i));
  }
  REQUIRE(registry.import_roll(ActorId("system"), CommandId(id),
                               domain::make_roll(scene.roll, GridId("grid-1"), rows, heads)) ==
          Written::done);
}

json newest_event(Scene& scene) {
  const auto entries = scene.inner->read(StreamName(scene.meeting).str(), 0, 1'000);
  return json::parse(entries.back().payload)["events"][0];
}

std::size_t heads_voting(Scene& scene) {
  const auto snapshot = scene.inner->content(newest_event(scene)["roll"].get<std::string>());
  REQUIRE(snapshot.has_value());
  return codec::decode_snapshot(*snapshot).heads.size();
}

}  // namespace

TEST_CASE("a ballot opened on the roll that the chair saw says where that roll was read") {
  Scene scene;
  const auto item = scene.start_sitting();
  scene.done(scene.chair, on_building(item, 1));
  const auto head = scene.inner->heads("roll:").at(0);
  CHECK(newest_event(scene)["roll_at"] ==
        json{{"stream", "roll:roll-1"}, {"version", 1}, {"hash", head.hash}});
}

TEST_CASE("a ballot opened without a word on the roll is stored as it always was") {
  Scene scene;
  const auto item = scene.start_sitting();
  scene.done(scene.chair, on_building(item));
  CHECK_FALSE(newest_event(scene).contains("roll_at"));
}

TEST_CASE("a meeting has one electorate: where the register has changed, the chair decides") {
  Scene scene;
  const auto item = scene.start_sitting();
  scene.done(scene.resident(0), domain::CheckIn{});
  scene.done(scene.resident(7), domain::CheckIn{});
  const bool elsewhere = GENERATE(false, true);
  if (elsewhere) {
    Registry other(*scene.inner, scene.clock);
    import_flats(other, scene, 9, "roll-again");
  } else {
    import_flats(*scene.registry, scene, 9, "roll-again");
  }
  const auto refusal = scene.refused(scene.chair, on_building(item));
  CHECK(refusal.code == Code::roll_changed);
  CHECK(refusal.fields == domain::Fields{{"came", std::int64_t{1}},
                                         {"went", std::int64_t{0}},
                                         {"changed", std::int64_t{7}},
                                         {"heads_before", std::int64_t{8}},
                                         {"heads_after", std::int64_t{9}},
                                         {"area_before", std::int64_t{58'800}},
                                         {"area_after", std::int64_t{63'000}}});
  CHECK(scene.refused(scene.resident(8), domain::CheckIn{}).code == Code::attendance_unknown_head);
  SECTION("and leaves the meeting's own") {
    auto open = on_building(item, 1);
    open.keep_roll = true;
    scene.done(scene.chair, open);
    CHECK(heads_voting(scene) == 8);
  }
  SECTION("and takes the new one over, with a reason") {
    CHECK(scene.refused(scene.chair, domain::RenewRoll{" ", {}}).code == Code::command_malformed);
    CHECK(scene.refused(scene.chair, domain::RenewRoll{"8号房过户", 1}).code == Code::roll_moved);
    TestSocket console;
    scene.connect(console, scene.chair);
    scene.done(scene.chair, domain::RenewRoll{"8号房过户", 2});
    CHECK(newest_event(scene)["reason"] == "8号房过户");
    scene.settle();
    CHECK(console.view["attendance"]["heads_total"] == 9);
    CHECK(console.view["attendance"]["heads_present"] == 2);
    CHECK(console.view["attendance"]["area_present"] == 14'000);
    CHECK(console.view["seats"].size() == 9);
    CHECK(scene.refused(scene.chair, domain::RenewRoll{"再来", {}}).code == Code::roll_unchanged);
    scene.done(scene.resident(8), domain::CheckIn{});
    scene.done(scene.chair, on_building(item));
    CHECK(heads_voting(scene) == 9);
    scene.done(scene.resident(8),
               domain::CastBallot{BallotId(newest_event(scene)["ballot"].get<std::string>()),
                                  Scene::head(8), domain::Paper{"yes"}});
  }
}

TEST_CASE("whoever is no longer on a renewed roll is not present any more") {
  Scene scene;
  scene.start_sitting();
  scene.done(scene.resident(0), domain::CheckIn{});
  scene.done(scene.resident(7), domain::CheckIn{});
  import_flats(*scene.registry, scene, 7, "roll-again");
  TestSocket console;
  scene.connect(console, scene.chair);
  scene.done(scene.chair, domain::RenewRoll{"7号房过户", {}});
  scene.settle();
  CHECK(console.view["attendance"]["heads_present"] == 1);
  CHECK(console.view["attendance"]["people"][Scene::head(7).str()]["category"] == "left");
  CHECK_FALSE(console.view["seats"].contains(Scene::head(7).str()));
}

TEST_CASE("a roll that moves while the ballot is on its way to the disk is decided on anew") {
  Scene scene;
  const auto item = scene.start_sitting();
  scene.log.hold();
  const auto answer = scene.submit(scene.chair, on_building(item, 1));
  scene.run_ready();
  import_flats(*scene.registry, scene, 9, "roll-again");
  scene.log.release();
  scene.strand.run_until([&] { return answer->has_value(); });
  const auto* refusal = std::get_if<domain::Refusal>(&**answer);
  REQUIRE(refusal != nullptr);
  CHECK(refusal->code == Code::roll_changed);
}

TEST_CASE("a grid that is retired while a meeting is on its way to it has no meeting") {
  Scene scene;
  const GridId grid("grid-1");
  scene.log.hold();
  const auto answer = scene.submit(scene.chair, scene.convening());
  scene.run_ready();
  auto& registry = *scene.registry;
  REQUIRE(registry.change_grid(ActorId("secretary"), CommandId("gone"), {grid, "一号楼", true},
                               registry.grids(), registry.next_convening(grid)) == Written::done);
  scene.log.release();
  scene.strand.run_until([&] { return answer->has_value(); });
  const auto* refusal = std::get_if<domain::Refusal>(&**answer);
  REQUIRE(refusal != nullptr);
  CHECK(refusal->code == Code::permission_denied);
  CHECK(scene.inner->heads("meeting:").empty());
}

TEST_CASE("a meeting that is convened while its grid is being retired keeps the grid") {
  Scene scene;
  const GridId grid("grid-1");
  auto& registry = *scene.registry;
  const auto tree = registry.grids();
  const auto retire = [&](const char* id, const log::TakenNumber& convening) {
    return registry.change_grid(ActorId("secretary"), CommandId(id), {grid, "一号楼", true}, tree,
                                convening);
  };
  const auto seen = registry.next_convening(grid);  // and no meeting is there yet
  scene.done(scene.chair, scene.convening());
  CHECK(retire("gone", seen) == Written::stale);
  CHECK_FALSE(registry.grids()->find(grid)->retired);
  // Convened elsewhere it concerns nobody; looked at again it is what whoever looks makes of it.
  CHECK(registry.next_convening(GridId("grid-2")).number == 1);
  CHECK(retire("gone", registry.next_convening(grid)) == Written::done);
}

}  // namespace roundtable::live::test
