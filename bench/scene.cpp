#include "scene.hpp"

#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <thread>

#include "app/system.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::bench {
namespace {

using nlohmann::json;

const MeetingId kMeeting(kMeetingName);
const GridId kGrid("bench-grid");
const RollId kRoll("bench-roll");
const std::string kChair = "chair";
const std::string kRule = "owners-group-ordinary";
const domain::Scope kBuilding{domain::ScopeKind::building, "1", ""};

constexpr std::int64_t kFlatCenti = 8'000;  // 80 m²

HeadId head_of(std::size_t voter) {
  return HeadId("head-" + std::to_string(voter));
}

log::Session session_of(const std::string& token, const std::string& kind,
                        const std::string& actor) {
  log::Session session;
  session.token_sha256 = log::sha256_hex(token);
  session.actor = actor;
  session.kind = kind;
  session.meeting = kMeeting.str();
  session.created_at = system_clock().now();
  session.expires_at = session.created_at + kMicrosPerDay;
  return session;
}

void need_stored(live::Written written) {
  if (written == live::Written::done) return;
  throw std::runtime_error("the building of the benchmark was not stored");
}

class Scene {
 public:
  Scene(app::System& system, const SceneOptions& options) : system_(system), options_(options) {}

  /// The ballot's id.
  std::string prepare() {
    import_building();
    sign_everybody_in();
    convene();
    const auto item = made(give(domain::AddAgendaItem{"-", domain::ItemKind::decision}), "item");
    give(domain::AnnounceMeeting{});
    give(domain::OpenMeeting{});
    give(domain::StartMeeting{});
    give(domain::StartAgendaItem{AgendaItemId(item)});
    domain::OpenBallot open;
    open.item = AgendaItemId(item);
    open.question = "?";
    open.rule = kRule;
    open.scope = kBuilding;
    open.counts = options_.counts;
    return made(give(open), "ballot");
  }

 private:
  void import_building() {
    const ActorId by("system");
    std::vector<domain::UnitRow> rows;
    std::vector<HeadId> heads;
    for (std::size_t i = 0; i < options_.voters; ++i) {
      rows.push_back({UnitId("unit-" + std::to_string(i)), "1", "", Area{kFlatCenti},
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
    std::vector<log::Session> sessions{session_of(kChairToken, "staff", kChair)};
    for (std::size_t i = 0; i < options_.voters; ++i) {
      sessions.push_back(session_of(token_of(i), "resident", head_of(i).str()));
      sessions.back().head = head_of(i).str();
    }
    system_.directory().add_account({kChair, kChair, ""});
    system_.directory().grant({kChair, "facilitator", kGrid.str()});
    system_.directory().add_sessions(sessions);
    chair_ = std::make_shared<const live::Subject>(system_.identity().subject(kChairToken));
  }

  void convene() {
    domain::ConveneMeeting convene;
    convene.title = "bench";
    convene.place = "-";
    convene.body = "owners_group";
    convene.grid = kGrid;
    convene.roll = kRoll;
    convene.scope = kBuilding;
    convene.rules = {kRule};
    convene.scheduled_at = system_clock().now();
    give(convene);
  }

  std::string give(domain::Command command) {
    const auto name = std::string(type_name(command));
    const auto answer = system_.give(kMeeting, chair_, CommandId("c" + std::to_string(++step_)),
                                     std::move(command));
    if (const auto* done = std::get_if<live::Done>(&answer)) return done->result;
    const auto* refusal = std::get_if<domain::Refusal>(&answer);
    throw std::runtime_error(
        name + (refusal == nullptr ? " was not answered"
                                   : " was refused: " + std::string(to_string(refusal->code))));
  }
  static std::string made(const std::string& result, const char* what) {
    return json::parse(result).at(what).get<std::string>();
  }

  app::System& system_;
  const SceneOptions& options_;
  std::shared_ptr<const live::Subject> chair_;
  int step_ = 0;
};

/// A server of the rig.
void serve(Lines& lines, const SceneOptions& options, std::size_t shards, const std::string& data) {
  app::SystemOptions running;
  running.data = data;
  running.templates = BENCH_SOURCE_DIR "/templates";
  running.web = BENCH_SOURCE_DIR "/web-ui/dist";
  running.server.shards = shards;
  ops::Log journal(system_clock(), ops::Level::warning);
  app::System system(running, system_clock(), system_randomness(), journal);
  system.start();
  const auto ballot = Scene(system, options).prepare();
  lines.say(Address{system.port(), ballot}.line());
  for (std::string order; lines.hear(order);) {
    const auto count = settle_count(order);
    if (!count) throw std::runtime_error("not for the whole product: " + order);
    while (system.server().counters().sockets_open < *count) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    lines.say("settled");
  }
  system.stop();
}

}  // namespace

std::string token_of(std::size_t voter) {
  return "bench-token-" + std::to_string(voter);
}

Measured measure_scene(const Setup& setup, const SceneOptions& options,
                       const std::function<void(Lines&)>& crowd) {
  const DataFolder data(setup.data());
  Child server([&](Lines& lines) { serve(lines, options, setup.shards(), data.path()); });
  Child clients(crowd);
  return measure(server, clients, options.voters);
}

}  // namespace roundtable::bench
