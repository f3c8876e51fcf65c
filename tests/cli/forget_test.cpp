// `roundtable forget`. Method: a meeting with a confidential ballot is held on a folder, people of
// it are forgotten on chosen days, and then the log, the bytes of the files and what the program's
// own `verify` says of the folder are looked at.
#include <sys/wait.h>

#include <cstdlib>

#include "app/folder_lock.hpp"
#include "cli/forget_plan.hpp"
#include "codec/erasure_json.hpp"
#include "live/scene.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::cli::test {
namespace {

using Catch::Matchers::Contains;
using log::test::TemporaryFolder;

constexpr auto kReason = "住院，家属陪护";
constexpr auto kObjection = "没有记我说的漏水";
constexpr auto kHousehold = "一号楼一百零一室的王建国";
const Person kVoter{"head-1"};
const Person kAbsent{"head-7"};

struct Told {
  int code = -1;
  std::string said;
};

/// The roll of the scene, with the last flat somebody else's.
void sell_flat(live::test::Scene& scene) {
  std::vector<domain::UnitRow> rows;
  std::vector<HeadId> heads;
  for (int i = 0; i < 8; ++i) {
    rows.push_back({UnitId("unit-" + std::to_string(i)), "1", i % 2 == 0 ? "1" : "2",
                    Area{7'000 + i * 100}, domain::AreaSource::land_register,
                    domain::UnitKind::dwelling, "", false});
    heads.push_back(live::test::Scene::head(i < 7 ? i : 8));
  }
  REQUIRE(scene.registry->import_roll(
              ActorId("system"), CommandId("sold"),
              domain::make_roll(scene.roll, GridId("grid-1"), rows, heads)) == live::Written::done);
}

/// A folder that a meeting was held on, with seven choices and one excuse that are sealed.
class HeldFolder {
 public:
  /// `sold`: during the meeting the flat of head-7 becomes that of head-8, who votes too.
  /// `called`: what head-1 chose to be called by when she speaks; `objected`: she was there and
  /// finds the proposed minutes wrong.
  explicit HeldFolder(bool close = true, bool sold = false, const std::string& called = "",
                      bool objected = false) {
    const auto directory = directory::open_directory(data.path());
    directory->put_labels({{"head-1", "head", kHousehold},
                           {"representative:head-1", "representative", "李明"},
                           {"unit-1", "unit", "101室"},
                           {"head-2", "head", "102室"}});
    directory->add_sessions({{"s1", "head-1", "resident", "head-1", "meeting-1", Time{1},
                              Time{4'000'000'000'000'000}, std::nullopt}});
    const log::test::StillClock still;
    live::test::Scene scene{log::open_sqlite_log(data.path(), still)};
    const auto item = scene.start_sitting();
    scene.done(scene.chair, domain::ExcuseHead{live::test::Scene::head(7), kReason});
    if (objected) {
      scene.done(scene.resident(1), domain::CheckIn{});
      scene.done(scene.chair, domain::ProposeMinutes{});
    }
    if (sold) {
      sell_flat(scene);
      scene.done(scene.chair, domain::RenewRoll{"8号房过户", {}});
    }
    const auto ballot =
        scene.open_ballot(item, domain::Secrecy::confidential, domain::Counts::hidden);
    for (int flat = 0; flat < 7; ++flat) {
      scene.done(scene.resident(flat),
                 domain::CastBallot{ballot, HeadId{}, domain::Paper{flat < 5 ? "yes" : "no"}});
    }
    if (sold) {
      scene.done(scene.resident(8), domain::CastBallot{ballot, HeadId{}, domain::Paper{"no"}});
    }
    scene.done(scene.chair, domain::CloseBallot{ballot});
    if (!called.empty()) scene.done(scene.resident(1), domain::CallSpeaker{{}, called});
    if (close) scene.done(scene.chair, domain::CloseMeeting{});
    if (objected) {
      scene.done(scene.resident(1), domain::ObjectToMinutes{{}, "opening", 0, 0, kObjection});
    }
    held_at = scene.clock.now();
    key = scene.inner->public_key();
  }

  Told run(const std::string& arguments) const {
    const auto output = outside.file("output");
    const auto status = std::system(
        (std::string(ROUNDTABLE_PROGRAM) + " " + arguments + " >" + output + " 2>&1").c_str());
    return {WEXITSTATUS(status), log::test::bytes_of_file(output)};
  }
  Told verify() const { return run("verify --data " + data.path() + " --key " + key); }
  bool has_bytes(const std::string& text) const {
    for (const auto* file : {"log.db", "log.db-wal", "directory.db", "directory.db-wal"}) {
      if (log::test::bytes_of_file(data.file(file)).find(text) != std::string::npos) return true;
    }
    return false;
  }
  Time after_days(std::int64_t days) const { return held_at + days * kMicrosPerDay; }

  TemporaryFolder data;
  TemporaryFolder outside;
  std::string key;
  Time held_at;
};

/// As `roundtable forget --although-on-roll` on that day.
ForgetPlan planned(DataFolder& folder, const Person& person, Time now) {
  const ops::Settings settings;
  return plan_forgetting(folder, person, {settings, now, true});
}

std::string all_of(const std::vector<std::string>& sentences) {
  std::string text;
  for (const auto& one : sentences) text += one + "\n";
  return text;
}

void forget_now(DataFolder& folder, log::EventLog& log, const ForgetPlan& plan) {
  const log::test::StillClock clock;
  live::test::SeededRandomness randomness(7);
  forget_person(folder, log, plan, ActorId("account-1"), clock, randomness);
}

std::unique_ptr<log::EventLog> opened(const HeldFolder& held) {
  static const log::test::StillClock clock;
  return log::open_sqlite_log(held.data.path(), clock);
}

}  // namespace

TEST_CASE(
    "names go at once, sealed choices when their time is over, and verify names the command") {
  const HeldFolder held;
  REQUIRE(held.has_bytes(kHousehold));
  DataFolder folder(held.data.path());
  {
    const auto log = opened(held);
    const auto soon = planned(folder, kVoter, held.after_days(1));
    CHECK(all_of(soon.refused) == "");
    CHECK_THAT(all_of(soon.goes), Contains(kHousehold) && Contains("representative 李明") &&
                                      Contains("1 session of a device"));
    CHECK_THAT(all_of(soon.stays), Contains("1 sealed choice") && Contains("retain_votes_days"));
    CHECK(soon.again == date_from_days(days_from_epoch(shanghai_date(held.after_days(1'095))) + 1));
    forget_now(folder, *log, soon);
    CHECK(folder.directory().label("unit-1") == "101室");  // the flat is somebody's still
    CHECK(folder.directory().sessions_of("head-1").empty());
    CHECK(log->heads(codec::kErasuresStream).empty());

    const auto late = planned(folder, kVoter, held.after_days(1'095));
    CHECK_FALSE(late.again.has_value());
    REQUIRE(late.commitments.size() == 1);
    forget_now(folder, *log, late);
    CHECK_FALSE(log->sealed(late.commitments.front()).has_value());
    CHECK(log->pending_erasures(10).empty());
    const auto again = planned(folder, kVoter, held.after_days(1'095));
    CHECK(all_of(again.refused) + all_of(again.goes) + all_of(again.stays) == "");
  }
  CHECK_FALSE(held.has_bytes(kHousehold));
  const auto verified = held.verify();
  INFO(verified.said);
  CHECK(verified.code == 0);
  CHECK_THAT(verified.said, Contains("erased   stream meeting:meeting-1") &&
                                Contains("what ballot_cast sealed was erased by command") &&
                                Contains("of account-1, stream erasures, version 1") &&
                                Contains("1 choices were erased or are withheld") &&
                                !Contains("no command in this log"));
}

TEST_CASE("the reason of an excuse has a period of its own") {
  const HeldFolder held;
  DataFolder folder(held.data.path());
  CHECK_THAT(all_of(planned(folder, kAbsent, held.after_days(364)).stays),
             Contains("1 reason of an excuse") && Contains("retain_excuses_days"));
  const auto plan = planned(folder, kAbsent, held.after_days(365));
  REQUIRE(held.has_bytes(kReason));
  forget_now(folder, *opened(held), plan);
  CHECK_FALSE(held.has_bytes(kReason));
  CHECK(held.verify().code == 0);
}

TEST_CASE("the name that somebody chose for speaking goes with her other names") {
  const std::string name = "三号楼的王阿姨";
  const HeldFolder held(true, false, name);
  DataFolder folder(held.data.path());
  REQUIRE(held.has_bytes(name));
  const auto plan = planned(folder, kVoter, held.after_days(1));
  CHECK_THAT(all_of(plan.goes), Contains("1 name chosen for speaking"));
  forget_now(folder, *opened(held), plan);
  CHECK_FALSE(held.has_bytes(name));
  const auto verified = held.verify();
  INFO(verified.said);
  CHECK(verified.code == 0);
  CHECK_THAT(verified.said, Contains("what speaker_called sealed was erased by command"));
}

TEST_CASE("what a household found wrong with the minutes goes with it, after the same period") {
  const HeldFolder held(true, false, "", true);
  DataFolder folder(held.data.path());
  CHECK_THAT(all_of(planned(folder, kVoter, held.after_days(364)).stays),
             Contains("1 objection to the minutes") && Contains("retain_excuses_days"));
  const auto plan = planned(folder, kVoter, held.after_days(365));
  CHECK_THAT(all_of(plan.goes), Contains("1 objection to the minutes"));
  REQUIRE(held.has_bytes(kObjection));
  forget_now(folder, *opened(held), plan);
  CHECK_FALSE(held.has_bytes(kObjection));
  const auto verified = held.verify();
  INFO(verified.said);
  CHECK(verified.code == 0);
  CHECK_THAT(verified.said, Contains("what minutes_objected sealed was erased by command"));
}

TEST_CASE("who came to a meeting with its renewed roll, and who left with it, can be forgotten") {
  const HeldFolder held(true, true);
  DataFolder folder(held.data.path());
  const auto log = opened(held);
  const auto late = held.after_days(2'000);
  const auto came = planned(folder, Person{"head-8"}, late);
  CHECK(all_of(came.refused) == "");
  CHECK_THAT(all_of(came.goes), Contains("1 sealed choice"));
  CHECK_THAT(all_of(came.remains), Contains("its place on roll"));
  // Of who was only on the roll that the meeting was convened on.
  const auto left = planned(folder, kAbsent, late);
  CHECK(all_of(left.refused) == "");
  CHECK_THAT(all_of(left.goes), Contains("1 reason of an excuse"));
  CHECK_THAT(all_of(left.remains), Contains("1 meeting") && !Contains("its place on roll"));
  REQUIRE(held.has_bytes(kReason));
  forget_now(folder, *log, came);
  forget_now(folder, *log, left);
  CHECK_FALSE(held.has_bytes(kReason));
  CHECK_FALSE(log->sealed(came.commitments.at(0)).has_value());
  const auto verified = held.verify();
  INFO(verified.said);
  CHECK(verified.code == 0);
  CHECK_THAT(verified.said, Contains("1 choices were erased or are withheld") &&
                                Contains("stream erasures, version 2") &&
                                !Contains("no command in this log"));
}

TEST_CASE("a run that was broken off is taken up: nothing is said twice in the log") {
  const HeldFolder held;
  DataFolder folder(held.data.path());
  const auto log = opened(held);
  live::test::HeldLog failing(*log);
  failing.erasures_to_fail = 1;
  const auto plan = planned(folder, kVoter, held.after_days(2'000));
  CHECK_THROWS_AS(forget_now(folder, failing, plan), log::LogFailure);
  CHECK(log->pending_erasures(10) == plan.commitments);
  CHECK(folder.directory().label("head-1") == kHousehold);

  erase_pending(folder, *log);
  CHECK_FALSE(log->sealed(plan.commitments.front()).has_value());
  const auto rest = planned(folder, kVoter, held.after_days(2'000));
  CHECK(rest.commitments.empty());
  forget_now(folder, *log, rest);
  CHECK_FALSE(folder.directory().label("head-1").has_value());
  CHECK(log->read(codec::kErasuresStream, 0, 10).size() == 1);
}

TEST_CASE("nobody is forgotten out of a meeting that is not over, nor off a roll unasked") {
  const HeldFolder ongoing(false);
  DataFolder folder(ongoing.data.path());
  const auto plan = planned(folder, kVoter, ongoing.after_days(2'000));
  CHECK_THAT(all_of(plan.refused), Contains("meeting meeting-1") && Contains("is not over"));
  CHECK_THROWS_WITH(forget_now(folder, *opened(ongoing), plan), Contains("is not over"));
  CHECK(folder.directory().label("head-1") == kHousehold);

  const HeldFolder held;
  DataFolder closed(held.data.path());
  const ops::Settings settings;
  const auto on_roll = plan_forgetting(closed, kVoter, {settings, held.after_days(1), false});
  CHECK_THAT(all_of(on_roll.refused),
             Contains("still stands on roll roll-1") && Contains("--although-on-roll"));
  CHECK_THAT(all_of(planned(closed, Person{"nobody"}, held.held_at).refused),
             Contains("there is nobody nobody"));
}

TEST_CASE("a period for names keeps them too") {
  const HeldFolder held;
  DataFolder folder(held.data.path());
  ops::Settings settings;
  settings.retain_names_days = 30;
  const auto plan = plan_forgetting(folder, kVoter, {settings, held.after_days(29), true});
  CHECK(plan.goes.empty());
  CHECK_THAT(all_of(plan.stays), Contains("retain_names_days"));
  CHECK(plan.again == date_from_days(days_from_epoch(shanghai_date(held.after_days(30))) + 1));
}

TEST_CASE("whom is meant is found by flat, by name, by representative, and never guessed") {
  const HeldFolder held;
  DataFolder folder(held.data.path());
  const auto found = [&](const PersonAsked& asked) {
    const auto person = find_person(folder, asked);
    if (const auto* one = std::get_if<Person>(&person)) return one->id;
    return std::get<std::string>(person);
  };
  CHECK(found({"", "101室", "", ""}) == "head-1");
  CHECK(found({"", "unit-4", "", ""}) == "head-4");
  CHECK(found({"", "", kHousehold, ""}) == "head-1");
  CHECK(found({"", "", "李明", ""}) == "head-1");
  CHECK_THAT(found({"", "", "王五", ""}), Contains("there is nobody called 王五"));
  CHECK_THAT(found({"", "", "", "wang"}), Contains("no account has the login wang"));
  folder.directory().put_labels({{"guest-1", "person", "李明"}});
  CHECK_THAT(found({"", "", "李明", ""}),
             Contains("say which with --id") && Contains("guest-1") && Contains("head-1"));
}

TEST_CASE("an account goes with its login; the last administrator does not") {
  const HeldFolder held;
  DataFolder folder(held.data.path());
  auto& directory = folder.directory();
  directory.add_account({"a1", "zhou", "hash"});
  directory.add_account({"a2", "wu", "hash"});
  directory.put_labels({{"a1", "account", "周管理"}});
  const auto root = folder.root_grid().value().str();
  directory.grant({"a1", "administrator", root});
  const Person account{"a1", true};
  const auto alone = planned(folder, account, held.held_at);
  CHECK_THAT(all_of(alone.refused), Contains("last administrator"));
  auto forced = alone;
  forced.refused.clear();
  const auto log = opened(held);
  CHECK_THROWS_WITH(forget_now(folder, *log, forced), Contains("last administrator"));
  CHECK(directory.account("a1").has_value());

  directory.grant({"a2", "administrator", root});
  const auto plan = planned(folder, account, held.held_at);
  CHECK_THAT(all_of(plan.goes), Contains("account zhou"));
  forget_now(folder, *log, plan);
  CHECK_FALSE(directory.account_by_login("zhou").has_value());
  CHECK(directory.roles("a1").empty());
  CHECK_FALSE(held.has_bytes("周管理"));
}

TEST_CASE("the program shows beside a running server, and erases only without one") {
  const HeldFolder held;
  const auto asked = "forget --data " + held.data.path() + " --id head-1 --although-on-roll";
  {
    const app::FolderLock server(held.data.path());
    const auto shown = held.run(asked);
    INFO(shown.said);
    CHECK_THAT(shown.said, Contains("goes     Directory: head " + std::string(kHousehold)) &&
                               Contains("remains  ") &&
                               Contains("nothing was changed: --erase does it"));
    const auto refused = held.run(asked + " --erase");
    CHECK(refused.code == 1);
    CHECK_THAT(refused.said, Contains("another server is running") && Contains("End it"));
    CHECK(held.has_bytes(kHousehold));
  }
  const auto done = held.run(asked + " --erase");
  INFO(done.said);
  CHECK_THAT(done.said, Contains("erased   Directory: head " + std::string(kHousehold)));
  CHECK_FALSE(held.has_bytes(kHousehold));
  CHECK(held.verify().code == 0);
  CHECK(held.run("forget --data " + held.data.path()).code != 0);
}

}  // namespace roundtable::cli::test
