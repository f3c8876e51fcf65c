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

TEST_CASE("where the roll has moved since the chair saw it, nothing is opened, and she is told") {
  Scene scene;
  const auto item = scene.start_sitting();
  import_flats(*scene.registry, scene, 9, "roll-again");
  const auto refusal = scene.refused(scene.chair, on_building(item, 1));
  CHECK(refusal.code == Code::roll_moved);
  CHECK(refusal.fields == domain::Fields{{"roll", "roll-1"}, {"version", std::int64_t{2}}});
  scene.done(scene.chair, on_building(item, 2));
  CHECK(heads_voting(scene) == 9);
}

TEST_CASE("a roll that another server has changed is the one that is voted on") {
  Scene scene;
  const auto item = scene.start_sitting();
  {
    Registry elsewhere(*scene.inner, scene.clock);
    import_flats(elsewhere, scene, 9, "roll-again");
  }
  const bool says_version = GENERATE(false, true);
  if (says_version) {
    CHECK(scene.refused(scene.chair, on_building(item, 1)).code == Code::roll_moved);
  } else {
    scene.done(scene.chair, on_building(item));
    CHECK(heads_voting(scene) == 9);
  }
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
  CHECK(refusal->code == Code::roll_moved);
}

}  // namespace roundtable::live::test
