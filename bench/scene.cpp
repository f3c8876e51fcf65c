#include "scene.hpp"

#include "product.hpp"

namespace roundtable::bench {
namespace {

const MeetingId kMeeting(kMeetingName);
const GridId kGrid("bench-grid");
const RollId kRoll("bench-roll");
const std::string kSceneChair = "chair";
const std::string kRule = "owners-group-ordinary";
const domain::Scope kBuilding{domain::ScopeKind::building, "1", ""};

constexpr std::int64_t kSceneFlatCenti = 8'000;  // 80 m²

class Scene {
 public:
  Scene(app::System& system, const SceneOptions& options) : system_(system), options_(options) {}

  /// The ballot's id.
  std::string prepare() {
    import_building();
    sign_everybody_in();
    Giver chair(system_, kMeeting, kChairToken);
    chair.give(convening());
    const auto item = chair.give(domain::AddAgendaItem{"-", domain::ItemKind::decision}, "item");
    chair.give(domain::AnnounceMeeting{});
    chair.give(domain::OpenMeeting{});
    chair.give(domain::StartMeeting{});
    chair.give(domain::StartAgendaItem{AgendaItemId(item)});
    domain::OpenBallot open;
    open.item = AgendaItemId(item);
    open.question = "?";
    open.rule = kRule;
    open.scope = kBuilding;
    open.counts = options_.counts;
    return chair.give(open, "ballot");
  }

 private:
  void import_building() {
    const ActorId by("system");
    std::vector<domain::UnitRow> rows;
    std::vector<HeadId> heads;
    for (std::size_t i = 0; i < options_.voters; ++i) {
      rows.push_back({UnitId("unit-" + std::to_string(i)), "1", "", Area{kSceneFlatCenti},
                      domain::AreaSource::land_register, domain::UnitKind::dwelling, "", false});
      heads.push_back(head_of(i));
    }
    need_stored(system_.registry().import_grids(
        by, CommandId("grids"),
        {{kGrid, "bench", domain::GridLevel::neighbourhood, std::nullopt, ""}}));
    need_stored(system_.registry().import_roll(by, CommandId("roll"),
                                               domain::make_roll(kRoll, kGrid, rows, heads)));
  }

  void sign_everybody_in() {
    std::vector<directory::Session> sessions{
        session_of(kChairToken, "staff", kSceneChair, kMeeting)};
    for (std::size_t i = 0; i < options_.voters; ++i) {
      sessions.push_back(session_of(token_of(i), "resident", head_of(i).str(), kMeeting));
      sessions.back().head = head_of(i).str();
    }
    system_.directory().add_account({kSceneChair, kSceneChair, ""});
    system_.directory().grant({kSceneChair, "facilitator", kGrid.str()});
    system_.directory().add_sessions(sessions);
  }

  static domain::ConveneMeeting convening() {
    domain::ConveneMeeting convene;
    convene.title = "bench";
    convene.place = "-";
    convene.body = "owners_group";
    convene.grid = kGrid;
    convene.roll = kRoll;
    convene.scope = kBuilding;
    convene.rules = {kRule};
    convene.scheduled_at = system_clock().now();
    return convene;
  }

  app::System& system_;
  const SceneOptions& options_;
};

}  // namespace

HeadId head_of(std::size_t voter) {
  return HeadId("head-" + std::to_string(voter));
}

std::string token_of(std::size_t voter) {
  return "bench-token-" + std::to_string(voter);
}

Measured measure_scene(const Setup& setup, const SceneOptions& options,
                       const std::function<void(Lines&)>& crowd) {
  const DataFolder data(setup.data());
  Child server([&](Lines& lines) {
    serve_product(lines, setup.shards(), data.path(),
                  [&](app::System& system) { return Scene(system, options).prepare(); });
  });
  Child clients(crowd);
  return measure(server, clients, options.voters);
}

}  // namespace roundtable::bench
