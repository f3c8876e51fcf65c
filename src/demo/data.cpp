#include "demo/data.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>

#include "demo/case.hpp"
#include "demo/offices.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::demo {
namespace {

using namespace domain;

const GridId kBuilding("310110016015-12");
const RollId kRoll("demo-building-12");
/// The meeting the demonstration is about. It is made last: where it is, everything is.
const MeetingId kLive("demo-elevator");
constexpr std::int64_t kTenYearsDays = 3'650;
constexpr std::chrono::minutes kListsPatience{5};

/// Waits until the lists have what the log has.
void know_the_lists(app::System& system) {
  if (system.read_models().wait(kListsPatience)) return;
  throw std::runtime_error("the lists of the demonstration could not be made in time");
}

/// The city with what the cases need in it, then one case after another.
void fill(app::System& system, ShiftedClock& clock, const std::string& templates,
          const std::vector<DemoCase>& cases, CityPart part) {
  for (const auto& one : cases) {
    for (const auto& meeting : one.meetings()) {
      // Commands dated relative to "today" cannot be repeated with the same ids on another day.
      if (!system.lists().meeting(meeting)) continue;
      throw std::runtime_error("this folder holds half a demonstration: remove it and start again");
    }
  }
  std::vector<CaseGrid> grids;
  std::vector<GridId> places;
  for (const auto& one : cases) {
    if (part == CityPart::around_cases) places.push_back(one.page());
    for (auto& grid : one.grids()) grids.push_back(std::move(grid));
  }
  const auto city = make_city(templates + "/grids/shanghai-divisions.csv", grids, places);
  const auto written =
      system.registry().import_grids(ActorId("system"), CommandId("demo-grids"), city);
  if (written != live::Written::done) {
    throw std::runtime_error("the city of the demonstration could not be stored");
  }
  enter_offices(system, grids);
  // The cases publish records, whose numbers go on behind those that the lists know.
  know_the_lists(system);
  for (const auto& one : cases) play_case(system, clock, one);
}

/// Demonstration links are the same after a restart: tokens derive from a seed kept in the folder.
/// Real invitations never do.
class Links {
 public:
  Links(app::System& system, Randomness& randomness) : system_(system) {
    auto& directory = system.directory();
    if (const auto seed = directory.setting("demo_seed")) {
      seed_ = *seed;
    } else {
      seed_ = random_token(randomness);
      directory.put_setting("demo_seed", seed_);
    }
  }

  DemoLink link(const std::string& name, const std::string& host, const std::string& kind,
                const std::string& subject, const MeetingId& meeting = kLive) {
    const auto token = log::sha256_hex("demo:" + seed_ + ":" + kind + ":" + subject);
    if (!system_.directory().invitation(log::sha256_hex(token))) {
      directory::Invitation invitation;
      invitation.token_sha256 = log::sha256_hex(token);
      invitation.code_sha256 = log::sha256_hex("no code:" + token);
      invitation.kind = kind;
      invitation.subject = subject;
      invitation.meeting = meeting.str();
      invitation.expires_at = system_clock().now() + kTenYearsDays * kMicrosPerDay;
      invitation.reusable = true;
      system_.directory().add_invitation(invitation, system_clock().now());
    }
    return {name, host, "/join/" + token};
  }

 private:
  app::System& system_;
  std::string seed_;
};

/// Three residents have names in the tour: ground floor, fifth and sixth floor.
std::string host_of(const std::string& room) {
  if (room == "102室") return "low.localhost";
  if (room == "502室") return "mid.localhost";
  if (room == "601室") return "high.localhost";
  return "r" + room.substr(0, room.find_first_not_of("0123456789")) + ".localhost";
}

/// Of the accounts that act for an organisation. A folder of an earlier version has none.
void link_organisations(app::System& system, Links& links, const DemoCase& one,
                        std::vector<DemoLink>& into) {
  for (const auto& account : one.body.value("accounts", nlohmann::json::array())) {
    const auto organisation = system.directory().organisation(account.value("acts_for", ""));
    if (!organisation) continue;
    const auto host = account.at("login").get<std::string>() + ".localhost";
    into.push_back(
        links.link(organisation->name, host, "staff", account.at("id").get<std::string>()));
  }
}

DemoCaseLink case_link(Links& links, const DemoCase& one) {
  const auto meetings = one.meetings();
  const auto host = one.host() + ".localhost";
  DemoCaseLink made{one.zh(), one.en(), {"grid", "", "/g/" + one.page().str()}, {}};
  if (!one.facilitator().empty()) {
    // Before there is a meeting one comes in for none.
    made.facilitator = links.link("facilitator", host, "staff", one.facilitator(),
                                  meetings.empty() ? MeetingId() : meetings.back());
  }
  return made;
}

}  // namespace

DemoLinks make_demo(app::System& system, ShiftedClock& clock, Randomness& randomness,
                    const std::string& templates, CityPart part) {
  const auto cases = read_cases(templates + "/demo");
  know_the_lists(system);
  if (!system.lists().meeting(kLive)) {
    fill(system, clock, templates, cases, part);
    know_the_lists(system);
  }

  Links links(system, randomness);
  DemoLinks made;
  made.meeting = kLive.str();
  made.facilitator = links.link("facilitator", "chair.localhost", "staff", "demo-chair");
  made.recorder = links.link("recorder", "recorder.localhost", "staff", "demo-recorder");
  made.hall = {"hall", "hall.localhost", "/m/" + kLive.str() + "/hall"};
  made.grid = {"grid", "", "/g/" + kBuilding.str()};
  const auto roll = system.registry().roll(kRoll);
  if (roll == nullptr) throw std::runtime_error("the roll of the demonstration is not there");
  for (const auto& head : roll->heads) {
    const auto room = system.directory().label(head.str()).value_or("");
    made.residents.push_back(links.link(room, host_of(room), "resident", head.str()));
  }
  for (const auto& meeting : system.lists().on_grid(kBuilding)) {
    for (const auto& record : meeting.records) made.records.push_back(record.record.id.str());
  }
  for (const auto& one : cases) {
    link_organisations(system, links, one, made.organisations);
    // A folder of an earlier version holds the elevator alone.
    const bool there = system.registry().grids()->find(one.page()) != nullptr;
    if (there && system.directory().label(one.facilitator())) {
      made.cases.push_back(case_link(links, one));
    }
  }
  return made;
}

}  // namespace roundtable::demo
