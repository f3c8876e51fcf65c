#include "app/demo_data.hpp"

#include <algorithm>
#include <stdexcept>

#include "app/demo_city.hpp"
#include "codec/frame_json.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::app {
namespace {

using namespace domain;

const GridId kBuilding("310110016015-12");
const GridId kMicrogrid("310110016015-m3");  // 开鲁二村第三微网格
const GridId kNeighbourhood("310110016015");
const RollId kRoll("demo-building-12");
const MeetingId kFinished("demo-survey");
const MeetingId kLive("demo-elevator");
constexpr std::int64_t kHour = 3'600 * kMicrosPerSecond;
constexpr std::int64_t kTenYearsDays = 3'650;

/// One flat: rooms 1 and 2 of a floor are in the first stair, 3 and 4 in the second.
struct Flat {
  int floor = 1;
  int place = 1;
  std::string room() const { return std::to_string(floor) + "0" + std::to_string(place); }
  HeadId head() const { return HeadId("demo-head-" + room()); }
  UnitId unit() const { return UnitId("demo-unit-" + room()); }
  /// 68.10 m² on the inner side, 76.60 m² on the gable: 1,736.40 m² in all.
  Area area() const { return Area{place == 1 || place == 4 ? 7'660 : 6'810}; }
};

std::vector<Flat> flats() {
  std::vector<Flat> all;
  for (int floor = 1; floor <= 6; ++floor) {
    for (int place = 1; place <= 4; ++place) all.push_back({floor, place});
  }
  return all;
}

std::vector<GridNode> demonstration_grids(const std::string& divisions_csv) {
  const GridNode building{kBuilding, "12号楼", GridLevel::building, kMicrogrid,
                          std::string(kGeneratedKind)};
  return make_city(divisions_csv, {{building, {}}});
}

class Seeder {
 public:
  Seeder(System& system, ShiftedClock& clock) : system_(system), clock_(clock) {}

  void run(const std::string& grids_csv) {
    const ActorId operators("system");
    store(system_.registry().import_grids(operators, CommandId("demo-grids"),
                                          demonstration_grids(grids_csv)));
    store(system_.registry().import_roll(operators, CommandId("demo-roll"), roll()));
    make_accounts();
    finished_meeting();
    live_meeting();
    clock_.shift(0);
  }

 private:
  static void store(live::Written written) {
    if (written != live::Written::done)
      throw std::runtime_error("the demonstration could not be stored");
  }

  Roll roll() {
    std::vector<UnitRow> rows;
    std::vector<HeadId> heads;
    std::vector<log::Label> labels;
    for (const auto& flat : flats()) {
      rows.push_back({flat.unit(), "12", flat.place <= 2 ? "1" : "2", flat.area(),
                      AreaSource::land_register, UnitKind::dwelling, flat.room(), false});
      heads.push_back(flat.head());
      labels.push_back({flat.unit().str(), "unit", flat.room() + "室"});
      labels.push_back({flat.head().str(), "head", flat.room() + "室"});
    }
    system_.directory().put_labels(labels);
    return make_roll(kRoll, kBuilding, rows, heads);
  }

  void make_accounts() {
    auto& directory = system_.directory();
    directory.add_account({"demo-chair", "chair", ""});
    directory.add_account({"demo-recorder", "recorder", ""});
    directory.put_labels(
        {{"demo-chair", "account", "陈主持"}, {"demo-recorder", "account", "李记录"}});
    directory.grant({"demo-chair", "facilitator", kNeighbourhood.str()});
    directory.grant({"demo-recorder", "recorder", kNeighbourhood.str()});
    chair_ = std::make_shared<const live::Subject>(
        live::Subject{live::SubjectKind::staff,
                      ActorId("demo-chair"),
                      {},
                      "陈主持",
                      {{live::Role::facilitator, kNeighbourhood}},
                      ""});
  }

  static std::shared_ptr<const live::Subject> resident(const HeadId& head) {
    return std::make_shared<const live::Subject>(
        live::Subject{live::SubjectKind::resident, ActorId(head.str()), head, "", {}, ""});
  }

  /// Gives a command as one would on that day; what it made comes back.
  std::string give(const MeetingId& meeting, std::shared_ptr<const live::Subject> who,
                   Command command) {
    const CommandId id("demo-" + std::to_string(++step_));
    const auto answer = system_.give(meeting, std::move(who), id, std::move(command));
    const auto* done = std::get_if<live::Done>(&answer);
    if (done == nullptr) {
      const auto* refusal = std::get_if<Refusal>(&answer);
      throw std::runtime_error(
          "the demonstration was refused at step " + std::to_string(step_) + ": " +
          (refusal != nullptr ? std::string(to_string(refusal->code)) : "unknown"));
    }
    return done->result;
  }
  std::string made(const std::string& result, const char* what) {
    return text_member(nlohmann::json::parse(result), what);
  }

  /// Moves the clock to `days` ago at that hour in Shanghai.
  void at(std::int64_t days_ago, std::int64_t hour, std::int64_t minute = 0) {
    const auto now = system_clock().now();
    const auto day = days_from_epoch(shanghai_date(now)) - days_ago;
    const auto then = start_of_day(date_from_days(day)) + (hour * 60 + minute) * kHour / 60;
    clock_.shift(then - now);
  }

  void convene(const MeetingId& meeting, std::string title, std::vector<std::string> rules,
               Time scheduled_at) {
    ConveneMeeting command;
    command.title = std::move(title);
    command.place = "开鲁二村居民活动室（12号楼旁）";
    command.body = "owners_group";
    command.grid = kBuilding;
    command.roll = kRoll;
    command.scope = {ScopeKind::building, "12", ""};
    command.rules = std::move(rules);
    command.scheduled_at = scheduled_at;
    command.demonstration = true;
    give(meeting, chair_, std::move(command));
  }

  void finished_meeting() {
    at(30, 10);
    convene(kFinished, "加装电梯意愿征询会", {"owners-group-ordinary"},
            clock_.now() + 17 * kMicrosPerDay);
    const AgendaItemId item(
        made(give(kFinished, chair_, AddAgendaItem{"是否启动加装电梯前期工作", ItemKind::decision}),
             "item"));
    give(kFinished, chair_, AnnounceMeeting{});
    at(13, 18, 30);
    give(kFinished, chair_, OpenMeeting{});
    for (const auto& flat : flats()) {
      if (flat.room() == "103" || flat.room() == "304") continue;
      const bool in_hall = flat.floor % 3 == 0;
      give(kFinished, in_hall ? chair_ : resident(flat.head()),
           CheckIn{flat.head(), Category::present, in_hall ? Mode::hall : Mode::phone});
    }
    at(13, 19);
    give(kFinished, chair_, StartMeeting{});
    give(kFinished, chair_, StartAgendaItem{item});
    at(13, 19, 20);
    OpenBallot open;
    open.item = item;
    open.question = "同意启动加装电梯的前期工作（勘察、方案和费用测算）吗？";
    open.detail = "只决定是否开始前期工作，不决定方案，也不产生分摊费用。";
    open.rule = "owners-group-ordinary";
    open.scope = {ScopeKind::building, "12", ""};
    const BallotId ballot(made(give(kFinished, chair_, open), "ballot"));
    vote(ballot);
    at(13, 19, 40);
    give(kFinished, chair_, CloseBallot{ballot});
    give(kFinished, chair_, FinishAgendaItem{item});
    give(kFinished, chair_, CloseMeeting{});
    at(12, 10);
    give(kFinished, chair_,
         PublishRecord{ballot,
                       "12号楼加装电梯自治小组信箱（12号楼底楼门厅），或开鲁二村居委会接待窗口"});
  }

  void vote(const BallotId& ballot) {
    for (const auto& flat : flats()) {
      const auto room = flat.room();
      if (room == "103" || room == "304" || room == "204") continue;
      auto choice = Choice::yes;
      if (room == "101" || room == "102" || room == "203") choice = Choice::no;
      if (room == "201") choice = Choice::abstain;
      const bool helped = flat.floor % 3 == 0 && flat.place == 2;
      give(kFinished, helped ? chair_ : resident(flat.head()),
           CastBallot{ballot, flat.head(), choice, helped ? Channel::helper : Channel::phone});
    }
  }

  void live_meeting() {
    at(17, 10);
    const auto today = shanghai_date(system_clock().now());
    convene(kLive, "加装电梯圆桌会", {"elevator-building", "owners-group-ordinary"},
            start_of_day(today) + 19 * kHour);
    const std::pair<const char*, ItemKind> items[] = {
        {"通报前期工作和两个方案", ItemKind::report},
        {"费用怎么分摊", ItemKind::deliberation},
        {"方案二：讨论与表决", ItemKind::decision},
        {"底层住户的顾虑和补偿", ItemKind::deliberation},
        {"下一步分工", ItemKind::deliberation},
    };
    for (const auto& [title, kind] : items) give(kLive, chair_, AddAgendaItem{title, kind});
    give(kLive, chair_, AnnounceMeeting{});
  }

  System& system_;
  ShiftedClock& clock_;
  std::shared_ptr<const live::Subject> chair_;
  int step_ = 0;
};

/// Demonstration links are the same after a restart: tokens derive from a seed kept in the folder.
/// Real invitations never do.
class Links {
 public:
  Links(System& system, Randomness& randomness) : system_(system) {
    auto& directory = system.directory();
    if (const auto seed = directory.setting("demo_seed")) {
      seed_ = *seed;
    } else {
      seed_ = random_token(randomness);
      directory.put_setting("demo_seed", seed_);
    }
  }

  DemoLink link(const std::string& name, const std::string& host, const std::string& kind,
                const std::string& subject) {
    const auto token = log::sha256_hex("demo:" + seed_ + ":" + kind + ":" + subject);
    if (!system_.directory().invitation(log::sha256_hex(token))) {
      log::Invitation invitation;
      invitation.token_sha256 = log::sha256_hex(token);
      invitation.code_sha256 = log::sha256_hex("no code:" + token);
      invitation.kind = kind;
      invitation.subject = subject;
      invitation.meeting = kLive.str();
      invitation.expires_at = system_clock().now() + kTenYearsDays * kMicrosPerDay;
      invitation.reusable = true;
      system_.directory().add_invitation(invitation, system_clock().now());
    }
    return {name, host, "/join/" + token};
  }

 private:
  System& system_;
  std::string seed_;
};

/// Three residents have names in the tour: ground floor, fifth and sixth floor.
std::string host_of(const Flat& flat) {
  const auto room = flat.room();
  if (room == "102") return "low.localhost";
  if (room == "502") return "mid.localhost";
  if (room == "601") return "high.localhost";
  return "r" + room + ".localhost";
}

}  // namespace

DemoLinks make_demo(System& system, ShiftedClock& clock, Randomness& randomness,
                    const std::string& grids_csv) {
  if (!system.lists().meeting(kLive)) {
    // Commands dated relative to "today" cannot be repeated with the same ids on another day.
    if (system.lists().meeting(kFinished)) {
      throw std::runtime_error("this folder holds half a demonstration: remove it and start again");
    }
    Seeder(system, clock).run(grids_csv);
  }

  Links links(system, randomness);
  DemoLinks made;
  made.meeting = kLive.str();
  made.facilitator = links.link("facilitator", "chair.localhost", "staff", "demo-chair");
  made.recorder = links.link("recorder", "recorder.localhost", "staff", "demo-recorder");
  made.hall = {"hall", "hall.localhost", "/m/" + kLive.str() + "/hall"};
  made.grid = {"grid", "", "/g/" + kBuilding.str()};
  for (const auto& flat : flats()) {
    made.residents.push_back(
        links.link(flat.room() + "室", host_of(flat), "resident", flat.head().str()));
  }
  for (const auto& meeting : system.lists().on_grid(kBuilding)) {
    for (const auto& record : meeting.records) made.records.push_back(record.record.id.str());
  }
  return made;
}

}  // namespace roundtable::app
