// Method: files are imported into a log and a Directory, which are then looked at byte by byte; the
// log loses answers from a seed, or takes nothing at all.
#include "http/importer.hpp"

#include "office.hpp"
#include "support/fault_log.hpp"

namespace roundtable::http::test {

TEST_CASE("a check tells what would change and leaves nothing behind") {
  Office office;
  auto checked = office.grids("a", kTree, true);
  CHECK(checked.outcome == Outcome::checked);
  CHECK(checked.report.added == 5);
  CHECK(office.registry->grids()->size() == 0);
  REQUIRE(office.grids("a", kTree).outcome == Outcome::imported);
  checked = office.roll("b", kRoll, true);
  CHECK(checked.outcome == Outcome::checked);
  CHECK(checked.report.added == 2);
  CHECK(checked.report.heads == 2);
  CHECK(office.labels().empty());
  CHECK_FALSE(office.directory->setting("owner_key").has_value());
  CHECK(office.log->heads("roll:").empty());
}

TEST_CASE("one problem keeps the whole file back") {
  Office office;
  CHECK(office.grids("a", kTree + "x,一,area,nowhere\n").outcome == Outcome::refused);
  CHECK(office.log->heads("").empty());
  REQUIRE(office.grids("a", kTree).outcome == Outcome::imported);
  CHECK(office.roll("b", kRoll + "12,1,103,-1,survey,,\n").outcome == Outcome::refused);
  CHECK(office.labels().empty());
  CHECK(office.log->heads("roll:").empty());
}

TEST_CASE("the log gets ids and areas; rooms and names go to the Directory, owner keys nowhere") {
  Office office;
  REQUIRE(office.grids("a", kTree).outcome == Outcome::imported);
  REQUIRE(office.roll("b", kRoll).outcome == Outcome::imported);
  const auto logged = office.log_bytes();
  CHECK(logged.find("6810") != std::string::npos);
  for (const auto* personal : {"王建国", "赵六", "1949", "101室", "\"101\"", "\"102\""}) {
    INFO(personal);
    CHECK(logged.find(personal) == std::string::npos);
  }
  const auto labels = office.labels();
  const auto roll = office.only_roll();
  CHECK(labels.at(roll->units[0].id.str()) == "101室");
  CHECK(labels.at("representative:" + roll->units[0].head.str()) == "王建国");
  CHECK(log::is_sha256_hex(labels.at("owner:" + roll->units[0].head.str())));
  for (const auto& [id, text] : labels) {
    CHECK(text.find("1949") == std::string::npos);
    CHECK(text.find("赵六") == std::string::npos);
  }
  // With another key of the installation the same owner has another hash.
  Office other;
  other.randomness = live::test::SeededRandomness(8);
  REQUIRE(other.grids("a", kTree).outcome == Outcome::imported);
  REQUIRE(other.roll("b", kRoll).outcome == Outcome::imported);
  CHECK(other.labels().at("owner:" + other.only_roll()->units[0].head.str()) !=
        labels.at("owner:" + roll->units[0].head.str()));
}

TEST_CASE("erasing a household erases all that the Directory knows of it") {
  Office office;
  REQUIRE(office.grids("a", kTree).outcome == Outcome::imported);
  REQUIRE(office.roll("b", kRoll).outcome == Outcome::imported);
  const auto unit = office.only_roll()->units[0];
  office.directory->erase({unit.id.str(), unit.head.str()});
  for (const auto& [id, text] : office.labels()) {
    CHECK(id.find(unit.id.str()) == std::string::npos);
    CHECK(id.find(unit.head.str()) == std::string::npos);
  }
  CHECK(office.labels().size() == 5);
}

TEST_CASE("a roll that comes again keeps its id, its units and its households") {
  Office office;
  REQUIRE(office.grids("a", kTree).outcome == Outcome::imported);
  REQUIRE(office.roll("b", kRoll).outcome == Outcome::imported);
  const auto before = office.only_roll();
  office.restart();
  const auto answer =
      office.roll("c", kRoll + "12,1,103,50,survey,,\n12,1,201,40,survey,赵六,赵六\n");
  REQUIRE(answer.outcome == Outcome::imported);
  CHECK(answer.report.added == 2);
  CHECK(answer.report.same == 1);
  CHECK(answer.report.changed == 1);  // 赵六 is named as the representative now
  const auto after = office.only_roll();
  CHECK(after->id == before->id);
  REQUIRE(after->units.size() == 4);
  CHECK(after->units[0].id == before->units[0].id);
  CHECK(after->units[0].head == before->units[0].head);
  CHECK(after->units[3].head == before->units[1].head);
  CHECK(office.labels().at(before->units[1].head.str()) == "102室、201室");
  CHECK(office.log->heads("roll:").front().version == 2);
}

TEST_CASE("a file that changes nothing writes nothing") {
  Office office;
  REQUIRE(office.grids("a", kTree).outcome == Outcome::imported);
  REQUIRE(office.roll("b", kRoll).outcome == Outcome::imported);
  CHECK(office.grids("c", kTree).outcome == Outcome::imported);
  CHECK(office.roll("d", kRoll).outcome == Outcome::imported);
  CHECK(office.log->heads("grids").front().version == 1);
  CHECK(office.log->heads("roll:").front().version == 1);
}

TEST_CASE("the same request again gets the first answer, also after a restart") {
  Office office;
  const auto grids = office.grids("a", kTree);
  const auto roll = office.roll("b", kRoll);
  REQUIRE(roll.outcome == Outcome::imported);
  office.restart();
  CHECK(office.grids("a", kTree).result == grids.result);
  CHECK(office.roll("b", kRoll).result == roll.result);
  CHECK(json::parse(roll.result).at("added") == 2);
  CHECK(office.grids("a", kTree + "x,一,area,31\n").outcome == Outcome::id_reused);
  CHECK(office.roll("b", kRoll + "12,1,103,50,survey,,\n").outcome == Outcome::id_reused);
  CHECK(office.log->heads("roll:").front().version == 1);
}

TEST_CASE(
    "whatever answers the log loses, the same request ends with one roll and all its labels") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    INFO("seed " << seed);
    live::test::SteppedClock clock;
    log::test::Faults faults;
    faults.seed = seed;
    faults.torn_permille = 500;
    faults.forgotten_permille = 500;
    Office office(log::test::make_fault_log(log::open_memory_log(clock), faults));
    while (office.grids("a", kTree).outcome != Outcome::imported) {
    }
    for (int tries = 0; office.roll("b", kRoll).outcome != Outcome::imported; ++tries) {
      REQUIRE(tries < 100);
    }
    CHECK(office.log->heads("roll:").size() == 1);
    CHECK(office.log->heads("roll:").front().version == 1);
    const auto labels = office.labels();
    const auto roll = office.only_roll();
    REQUIRE(roll->units.size() == 2);
    for (const auto& unit : roll->units) {
      CHECK(labels.contains(unit.id.str()));
      CHECK(labels.contains("room:" + unit.id.str()));
      CHECK(labels.contains("owner:" + unit.head.str()));
    }
  }
}

TEST_CASE("what the log did not take leaves nothing new in the Directory") {
  live::test::SteppedClock clock;
  const log::test::TemporaryFolder folder;
  log::LogOptions full;
  full.queued_batches_max = 0;
  {
    Office office(log::open_sqlite_log(folder.path(), clock));
    REQUIRE(office.grids("a", kTree).outcome == Outcome::imported);
  }
  Office office(log::open_sqlite_log(folder.path(), clock, full));
  CHECK(office.roll("b", kRoll).outcome == Outcome::unavailable);
  CHECK(office.labels().empty());
  CHECK(office.grids("c", "n2,新凯,neighbourhood,310118\n").outcome == Outcome::unavailable);
}

TEST_CASE("a change of the roll that the log did not take changes no name either") {
  live::test::SteppedClock clock;
  const log::test::TemporaryFolder folder;
  Office office(log::open_sqlite_log(folder.path(), clock));
  REQUIRE(office.grids("a", kTree).outcome == Outcome::imported);
  REQUIRE(office.roll("b", kRoll).outcome == Outcome::imported);
  const auto before = office.labels();
  log::LogOptions full;
  full.queued_batches_max = 0;
  office.importer.reset();
  office.registry.reset();
  office.log.reset();
  office.log = log::open_sqlite_log(folder.path(), clock, full);
  office.restart();
  CHECK(office.roll("c", "12,1,101,68.10,survey,新业主,李四\n12,1,301,50,survey,,\n").outcome ==
        Outcome::unavailable);
  CHECK(office.labels() == before);
}

TEST_CASE("a grid with several rolls has to be told which one is meant") {
  Office office;
  REQUIRE(office.grids("a", kTree).outcome == Outcome::imported);
  REQUIRE(office.roll("b", kRoll, false, "first").outcome == Outcome::imported);
  REQUIRE(office.roll("c", kRoll, false, "second").outcome == Outcome::imported);
  const auto answer = office.roll("d", kRoll);
  CHECK(answer.outcome == Outcome::roll_ambiguous);
  CHECK(answer.choice == std::vector<std::string>{"first", "second"});
  CHECK(office.roll("e", kRoll, false, "second").outcome == Outcome::imported);
  CHECK(
      office.importer->roll(Office::ask("f"), GridId("n1"), "first", kRollHeader + kRoll).outcome ==
      Outcome::roll_elsewhere);
  CHECK(office.importer->roll(Office::ask("g"), GridId("n9"), "", kRollHeader + kRoll).outcome ==
        Outcome::grid_unknown);
}

TEST_CASE("an import that was worked out on an older tree is worked out anew") {
  Office office;
  REQUIRE(office.grids("a", kTree).outcome == Outcome::imported);
  const auto old = office.registry->grids();
  REQUIRE(office.grids("b", "n2,新凯,neighbourhood,310118\n").outcome == Outcome::imported);
  const live::ImportRequest late{ActorId("admin"), CommandId("c"), std::string(64, 'a'), "{}"};
  const std::vector<domain::GridNode> same_code = {
      {GridId("n2"), "另一个", domain::GridLevel::building, GridId("31"), ""}};
  CHECK(office.registry->import_grids(late, same_code, old) == live::Written::stale);
  CHECK(office.registry->grids()->find(GridId("n2"))->name == "新凯");
  CHECK(office.log->heads("grids").front().version == 2);
}

TEST_CASE("a list of members on the same grid is neither mistaken for the roll nor overwritten") {
  Office office;
  REQUIRE(office.grids("tree", kTree).outcome == Outcome::imported);
  const domain::Roll members{RollId("members"), GridId("b12"), {HeadId("h1"), HeadId("h2")}, {}};
  REQUIRE(office.registry->import_roll(ActorId("admin"), CommandId("m"), members) ==
          live::Written::done);
  CHECK(office.roll("k1", kRoll, false, "members").outcome == Outcome::roll_of_members);
  const auto first = office.roll("k2", kRoll);
  CHECK(first.outcome == Outcome::imported);
  CHECK(first.roll != "members");
  const auto again = office.roll("k3", kRoll + "12,1,103,50,survey,,\n");
  CHECK(again.outcome == Outcome::imported);
  CHECK(again.roll == first.roll);
  CHECK(office.registry->roll(RollId("members"))->heads == members.heads);
}

TEST_CASE(
    "heads that a person has not confirmed are not imported, and a changed list is not either") {
  Office office;
  REQUIRE(office.grids("a", kTree).outcome == Outcome::imported);
  const auto two = kRollHeader +
                   "12,1,101,50,survey,王伟,\n13,1,101,50,survey,王伟,\n"
                   "13,1,102,50,survey,310115198001010120,\n"
                   "13,1,103,50,survey,310115 19800101 0120,\n";
  const auto import = [&](const std::string& id, const std::string& confirm,
                          const std::set<std::string>& join = {}) {
    return office.importer->roll({ActorId("admin"), CommandId(id), false, confirm, join},
                                 GridId("b12"), "", two);
  };
  const auto refused = import("b", "");
  CHECK(refused.outcome == Outcome::unconfirmed);
  REQUIRE(refused.report.questions.size() == 2);
  CHECK(refused.report.questions[0].kind == imports::QuestionKind::name_elsewhere);
  CHECK(refused.report.questions[1].kind == imports::QuestionKind::written_differently);
  CHECK_FALSE(refused.confirm.empty());
  CHECK(office.labels().empty());
  CHECK(office.log->heads("roll:").empty());
  // What a check says to confirm, another file's does not.
  const auto other = office.roll("c", "12,1,101,50,survey,王伟,\n13,1,101,50,survey,王伟,\n", true);
  CHECK(other.confirm != refused.confirm);
  CHECK(import("d", other.confirm).outcome == Outcome::unconfirmed);
  CHECK(import("e", refused.confirm, {"perhaps_same-2"}).outcome == Outcome::unconfirmed);
  const auto done = import("f", refused.confirm, {"name_elsewhere-2"});
  CHECK(done.outcome == Outcome::imported);
  CHECK(done.report.heads == 2);
  CHECK(import("f", refused.confirm, {"name_elsewhere-2"}).result == done.result);
  CHECK(import("f", refused.confirm).outcome == Outcome::id_reused);
  // The roll that is there has it so now: nothing is asked any more.
  const auto again = import("g", "");
  CHECK(again.outcome == Outcome::imported);
  CHECK(again.confirm.empty());
  CHECK(again.report.heads == 2);
  CHECK(office.log->heads("roll:").front().version == 1);
}

TEST_CASE("a roll in which nobody has two flats needs no confirmation") {
  Office office;
  REQUIRE(office.grids("a", kTree).outcome == Outcome::imported);
  const auto answer =
      office.importer->roll(Office::ask("b"), GridId("b12"), "", kRollHeader + kRoll);
  CHECK(answer.outcome == Outcome::imported);
  CHECK(answer.confirm.empty());
}

}  // namespace roundtable::http::test
