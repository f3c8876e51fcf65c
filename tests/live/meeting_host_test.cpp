// What a meeting promises: nothing is answered before it is durable, a command has one effect
// however often it comes, an unknown outcome is settled by the log, a deadline counts even
// unrecorded.
#include "codec/frame_json.hpp"
#include "live/scene.hpp"
#include "log/hash_chain.hpp"
#include "support/fault_log.hpp"

namespace roundtable::live::test {
namespace {

using domain::Code;
using domain::Paper;

domain::CastBallot vote(const BallotId& ballot, Paper paper) {
  return {ballot, HeadId{}, std::move(paper), domain::Channel::phone};
}

}  // namespace

TEST_CASE("nothing is answered and nothing is shown before it is durable") {
  Scene scene;
  const auto item = scene.start_sitting();
  const auto ballot = scene.open_ballot(item);
  TestSocket socket;
  scene.connect(socket, scene.resident(0));
  scene.settle();
  const auto before = socket.view;

  scene.log.hold();
  const auto answer = scene.submit(scene.resident(0), vote(ballot, Paper{"yes"}));
  scene.settle();
  CHECK_FALSE(answer->has_value());
  CHECK(socket.view == before);

  scene.log.release();
  scene.strand.run_until([&] { return answer->has_value(); });
  CHECK(std::holds_alternative<Done>(**answer));
  scene.settle();
  CHECK(socket.view["ballots"][ballot.str()]["participation"]["heads"] == 1);
}

TEST_CASE("a refusal that rests on what is not durable waits for it") {
  Scene scene;
  scene.start_sitting();
  scene.log.hold();
  const auto first = scene.submit(scene.resident(0), domain::CheckIn{});
  const auto second = scene.submit(scene.resident(0), domain::CheckIn{});
  scene.run_ready();
  CHECK_FALSE(first->has_value());
  CHECK_FALSE(second->has_value());
  scene.log.release();
  scene.strand.run_until([&] { return second->has_value(); });
  CHECK(std::holds_alternative<Done>(**first));
  REQUIRE(std::holds_alternative<domain::Refusal>(**second));
  CHECK(std::get<domain::Refusal>(**second).code == Code::attendance_already);
}

TEST_CASE("a repeated command gets its first answer, also after a restart") {
  Scene scene;
  const auto item = scene.start_sitting();
  const auto ballot = scene.open_ballot(item);
  const auto first = scene.done(scene.resident(0), vote(ballot, Paper{"yes"}), "my-vote");
  scene.done(scene.resident(0), vote(ballot, Paper{"no"}), "my-change");
  const auto again = scene.done(scene.resident(0), vote(ballot, Paper{"yes"}), "my-vote");
  CHECK(again.version == first.version);
  CHECK(again.hash == first.hash);

  scene.restart();
  const auto after = scene.done(scene.resident(0), vote(ballot, Paper{"yes"}), "my-vote");
  CHECK(after.version == first.version);
  CHECK(after.result == first.result);
  TestSocket socket;
  scene.connect(socket, scene.resident(0));
  CHECK(socket.me["ballots"][ballot.str()]["cast"]["choice"] == "no");
}

TEST_CASE("the same id with another body is refused, and another person may use it") {
  Scene scene;
  const auto item = scene.start_sitting();
  const auto ballot = scene.open_ballot(item);
  scene.done(scene.resident(0), vote(ballot, Paper{"yes"}), "id-1");
  CHECK(scene.refused(scene.resident(0), vote(ballot, Paper{"no"}), "id-1").code ==
        Code::command_id_reused);
  scene.done(scene.resident(1), vote(ballot, Paper{"no"}), "id-1");
}

TEST_CASE("a refused command leaves no trace: sent again it is decided anew") {
  Scene scene;
  const auto item = scene.start_sitting();
  domain::OpenBallot open;
  open.item = item;
  open.question = "?";
  open.rule = "owners-group-ordinary";
  open.scope = {domain::ScopeKind::building, "1", ""};
  const auto ballot = scene.open_ballot(item);
  CHECK(scene.refused(scene.chair, open, "second").code == Code::ballot_another_open);
  scene.done(scene.chair, domain::CloseBallot{ballot});
  scene.done(scene.chair, open, "second");
}

TEST_CASE("a vote stamped at the deadline is too late even before the closing is recorded") {
  Scene scene;
  const auto item = scene.start_sitting();
  const auto deadline = scene.clock.now() + 60 * kMicrosPerSecond;
  const auto ballot =
      scene.open_ballot(item, domain::Secrecy::named, domain::Counts::live, deadline);
  scene.done(scene.resident(0), vote(ballot, Paper{"yes"}));
  scene.clock.forward(60 * kMicrosPerSecond);
  const auto refusal = scene.refused(scene.resident(1), vote(ballot, Paper{"yes"}));
  CHECK(refusal.code == Code::ballot_closed);
}

TEST_CASE("a dropped connection never changes attendance") {
  Scene scene;
  scene.start_sitting();
  TestSocket phone;
  const auto ref = scene.connect(phone, scene.resident(0));
  scene.done(scene.resident(0), domain::CheckIn{});
  scene.hub->closed(ref);
  scene.hall->leave(ref, scene.meeting);
  TestSocket console;
  scene.connect(console, scene.chair);
  CHECK(console.view["attendance"]["heads_present"] == 1);
}

TEST_CASE("a confidential choice is in no entry and in nobody's view") {
  Scene scene;
  const auto item = scene.start_sitting();
  const auto ballot =
      scene.open_ballot(item, domain::Secrecy::confidential, domain::Counts::hidden);
  TestSocket console;
  scene.connect(console, scene.chair);
  scene.done(scene.resident(0), vote(ballot, Paper{"no"}));
  scene.settle();
  const auto entry = scene.inner->read(StreamName(scene.meeting).str(), 0, 1'000).back();
  const auto stored = json::parse(entry.payload)["events"][0];
  CHECK_FALSE(stored.contains("choice"));
  REQUIRE(stored["sealed"].is_string());
  const auto sealed = scene.inner->sealed(stored["sealed"].get<std::string>());
  REQUIRE(sealed);
  CHECK(sealed->value == "no");
  CHECK(log::commit_to(sealed->salt, sealed->value) == stored["sealed"]);
  // The hash of the command is no way round either: three texts would be tried in a moment.
  const auto header = log::read_header(entry.header);
  for (const auto* bytes : {"yes", "no", "abstain"}) {
    const auto text = codec::write_command(vote(ballot, Paper{bytes}));
    CHECK(header->command_sha256 != log::sha256_hex(text));
  }
  const auto& shown = console.view["ballots"][ballot.str()];
  CHECK_FALSE(shown.contains("tally"));
  CHECK(shown["participation"]["heads"] == 1);
  // What may be chosen is told to everybody, by ballot and rule; "no" stands nowhere else.
  auto told = console.view;
  told["ballots"][ballot.str()].erase("options");
  told.erase("rules");
  CHECK(told.dump().find("\"no\"") == std::string::npos);

  scene.done(scene.chair, domain::CloseBallot{ballot});
  scene.settle();
  // One vote alone: what came of it is told, and not how it came about.
  CHECK(console.view["ballots"][ballot.str()]["verdict"]["outcome"] == "no_quorum");
  CHECK_FALSE(console.view["ballots"][ballot.str()].contains("tally"));
}

TEST_CASE("annulling a ballot shows nothing that was hidden while it ran") {
  Scene scene;
  const auto item = scene.start_sitting();
  const auto ballot = scene.open_ballot(item, domain::Secrecy::named, domain::Counts::hidden);
  scene.done(scene.resident(0), vote(ballot, Paper{"no"}));
  scene.done(scene.chair, domain::AnnulBallot{ballot, "问题写错了"});
  TestSocket console;
  scene.connect(console, scene.chair);
  const auto& shown = console.view["ballots"][ballot.str()];
  CHECK(shown["state"] == "annulled");
  CHECK_FALSE(shown.contains("tally"));
}

TEST_CASE("while a confidential ballot runs, nobody sees whose area has just come in, or when") {
  Scene scene;
  const auto item = scene.start_sitting();
  const auto ballot =
      scene.open_ballot(item, domain::Secrecy::confidential, domain::Counts::hidden);
  TestSocket console;
  scene.connect(console, scene.chair);
  scene.done(scene.resident(0), vote(ballot, Paper{"no"}));
  scene.settle();
  const auto& shown = console.view["ballots"][ballot.str()];
  CHECK(shown["participation"] == json{{"heads", 1}});
  CHECK_FALSE(shown["verdict"]["tests"].contains("quorum_area"));
  CHECK(shown["verdict"]["tests"].contains("quorum_heads"));
  CHECK(shown["voted"][Scene::head(0).str()] == json::object());
  CHECK(shown["not_voted"].size() == 7);
  CHECK(shown["channels"].empty());
}

TEST_CASE("a confidential ballot tells how the votes fell once five took part, until annulled") {
  const int voters = GENERATE(4, 5);
  Scene scene;
  const auto item = scene.start_sitting();
  const auto ballot =
      scene.open_ballot(item, domain::Secrecy::confidential, domain::Counts::hidden);
  TestSocket console;
  scene.connect(console, scene.chair);
  for (int flat = 0; flat < voters; ++flat) {
    scene.done(scene.resident(flat), vote(ballot, flat == 0 ? Paper{"no"} : Paper{"yes"}));
  }
  scene.done(scene.chair, domain::CloseBallot{ballot});
  scene.settle();
  const auto shown = [&]() -> const json& { return console.view["ballots"][ballot.str()]; };
  CHECK(shown()["verdict"]["outcome"] != "pending");
  CHECK(shown().contains("tally") == (voters == 5));
  CHECK(shown()["verdict"]["tests"].contains("majority_heads") == (voters == 5));
  // Every flat of the house has an area of its own: sums by area would tell who said no.
  CHECK(shown()["participation"] == json{{"heads", voters}});
  CHECK(shown()["area_withheld"] == true);
  CHECK_FALSE(shown()["verdict"]["tests"]["quorum_area"].contains("part"));
  CHECK(shown()["verdict"]["tests"]["quorum_area"].contains("holds"));
  CHECK_FALSE(shown()["share"].contains("quorum_area"));
  if (voters == 5) {
    CHECK(shown()["tally"]["no"] == json{{"heads", 1}});
    CHECK_FALSE(shown()["verdict"]["tests"]["majority_area"].contains("missing"));
  }
  const auto entry = scene.inner->read(StreamName(scene.meeting).str(), 0, 1'000).back();
  const auto closing = json::parse(entry.payload)["events"][0];
  CHECK(closing["tally"]["yes"] == json{{"area", 0}, {"heads", voters - 1}});
  CHECK(closing["in_heads"]["area_withheld"] == true);

  scene.done(scene.chair, domain::AnnulBallot{ballot, "问题写错了"});
  scene.settle();
  CHECK_FALSE(shown().contains("tally"));
  CHECK_FALSE(shown()["verdict"]["tests"].contains("majority_heads"));
  CHECK(shown()["participation"] == json{{"heads", voters}});
  CHECK(shown()["channels"].empty());
}

TEST_CASE("a confidential vote is answered as the first time, and its id takes no other choice") {
  Scene scene;
  const auto item = scene.start_sitting();
  const auto ballot =
      scene.open_ballot(item, domain::Secrecy::confidential, domain::Counts::hidden);
  const auto first = scene.done(scene.resident(0), vote(ballot, Paper{"no"}), "v1");
  CHECK(scene.done(scene.resident(0), vote(ballot, Paper{"no"}), "v1").hash == first.hash);
  CHECK(scene.refused(scene.resident(0), vote(ballot, Paper{"yes"}), "v1").code ==
        Code::command_id_reused);
  scene.restart();
  CHECK(scene.done(scene.resident(0), vote(ballot, Paper{"no"}), "v1").hash == first.hash);
  CHECK(scene.refused(scene.resident(0), vote(ballot, Paper{"yes"}), "v1").code ==
        Code::command_id_reused);
}

TEST_CASE("why a household is excused stands sealed, for those who run the meeting alone") {
  Scene scene;
  scene.start_sitting();
  TestSocket console;
  scene.connect(console, scene.chair);
  TestSocket phone;
  scene.connect(phone, scene.resident(0));
  scene.done(scene.chair, domain::ExcuseHead{Scene::head(3), "住院"});
  scene.settle();
  const auto entry = scene.inner->read(StreamName(scene.meeting).str(), 0, 1'000).back();
  CHECK(entry.payload.find("住院") == std::string::npos);
  CHECK(console.view["attendance"]["people"][Scene::head(3).str()]["reason"] == "住院");
  CHECK(phone.view.dump().find("住院") == std::string::npos);
  const auto commitment = json::parse(entry.payload)["events"][0]["sealed"].get<std::string>();
  REQUIRE(scene.inner->erase_sealed(commitment));
  scene.restart();
  TestSocket later;
  scene.connect(later, scene.chair);
  CHECK(later.view["attendance"]["people"][Scene::head(3).str()]["category"] == "excused");
  CHECK(later.view.dump().find("住院") == std::string::npos);
}

TEST_CASE("nobody convenes with the roll of a grid that is not theirs") {
  Scene scene;
  const GridId other("grid-2");  // the building next door
  const auto neighbour = std::make_shared<const Subject>(
      Subject{SubjectKind::staff, ActorId("neighbour"), {}, "", {{Role::facilitator, other}}, ""});
  auto convene = scene.convening();
  convene.grid = other;
  CHECK(scene.refused(neighbour, convene).code == Code::permission_denied);
}

TEST_CASE("a vote received before the deadline counts although it is decided after it") {
  Scene scene;
  const auto item = scene.start_sitting();
  const auto deadline = scene.clock.now() + 60 * kMicrosPerSecond;
  const auto ballot =
      scene.open_ballot(item, domain::Secrecy::named, domain::Counts::live, deadline);
  scene.clock.forward(59 * kMicrosPerSecond);
  scene.log.hold();
  const auto first = scene.submit(scene.resident(0), vote(ballot, Paper{"yes"}));
  scene.run_ready();  // its append is under way
  const auto second = scene.submit(scene.resident(1), vote(ballot, Paper{"yes"}));
  scene.clock.forward(2 * kMicrosPerSecond);
  const auto late = scene.submit(scene.resident(2), vote(ballot, Paper{"yes"}));
  scene.log.release();
  scene.strand.run_until(
      [&] { return first->has_value() && second->has_value() && late->has_value(); });
  CHECK(std::holds_alternative<Done>(**second));
  REQUIRE(std::holds_alternative<domain::Refusal>(**late));
  CHECK(std::get<domain::Refusal>(**late).code == Code::ballot_closed);
}

TEST_CASE("while the server stops a command is unknown, since it may be recorded already") {
  Scene scene;
  const auto item = scene.start_sitting();
  const auto ballot = scene.open_ballot(item);
  scene.done(scene.resident(0), vote(ballot, Paper{"yes"}), "v1");
  scene.hall->stop_taking();
  CHECK(std::holds_alternative<Unknown>(
      scene.give(scene.resident(0), vote(ballot, Paper{"yes"}), "v1")));
}

TEST_CASE("whatever the log does to answers and deliveries, a command happens once or not at all") {
  const auto first_seed = static_cast<std::uint64_t>(std::random_device{}());
  const int seeds = std::getenv("ROUNDTABLE_LONG") != nullptr ? 500 : 60;
  for (int i = 0; i < seeds; ++i) {
    const auto seed = first_seed + static_cast<std::uint64_t>(i);
    INFO("seed " << seed);
    SteppedClock clock;
    log::test::Faults faults;
    faults.seed = seed;
    faults.torn_permille = 300;
    faults.delayed_permille = 300;
    faults.repeated_permille = 300;
    faults.forgotten_permille = 500;
    // The scene is built on a log that still behaves; the same log then begins to fail.
    Scene scene(log::test::make_fault_log(log::open_memory_log(clock), faults), seed);
    const auto insist = [&](const std::shared_ptr<const Subject>& who, domain::Command command,
                            const std::string& id) {
      for (;;) {
        const auto answer = scene.give(who, command, id);
        if (const auto* done = std::get_if<Done>(&answer)) return *done;
        REQUIRE(std::holds_alternative<Unknown>(answer));
      }
    };
    domain::ConveneMeeting convene;
    convene.title = convene.place = "-";
    convene.body = "owners_group";
    convene.grid = GridId("grid-1");
    convene.roll = RollId("roll-1");
    convene.scope = {domain::ScopeKind::building, "1", ""};
    convene.rules = {"owners-group-ordinary"};
    convene.scheduled_at = clock.now();
    insist(scene.chair, convene, "convene");
    const AgendaItemId item(
        made(insist(scene.chair, domain::AddAgendaItem{"-", {}}, "item"), "item"));
    insist(scene.chair, domain::AnnounceMeeting{}, "announce");
    insist(scene.chair, domain::OpenMeeting{}, "open");
    insist(scene.chair, domain::StartMeeting{}, "start");
    insist(scene.chair, domain::StartAgendaItem{item}, "start-item");
    domain::OpenBallot open;
    open.item = item;
    open.question = "?";
    open.rule = "owners-group-ordinary";
    open.scope = {domain::ScopeKind::building, "1", ""};
    const BallotId ballot(made(insist(scene.chair, open, "open-ballot"), "ballot"));

    TestSocket socket;
    scene.connect(socket, scene.chair);
    std::map<std::string, Done> answered;
    for (int flat = 0; flat < 8; ++flat) {
      const auto id = "vote-" + std::to_string(flat);
      answered[id] = insist(scene.resident(flat),
                            vote(ballot, flat % 3 == 0 ? Paper{"no"} : Paper{"yes"}), id);
    }
    std::map<std::string, int> seen;
    for (const auto& entry : scene.inner->read(StreamName(scene.meeting).str(), 0, 10'000)) {
      const auto header = log::read_header(entry.header);
      REQUIRE(header);
      ++seen[header->actor.str() + "/" + header->command_id.str()];
      const auto known = answered.find(header->command_id.str());
      if (known != answered.end()) CHECK(known->second.hash == entry.hash);
    }
    for (const auto& [key, times] : seen) CHECK(times == 1);
    scene.restart();
    TestSocket fresh;
    scene.connect(fresh, scene.chair);
    CHECK(fresh.view["ballots"][ballot.str()]["tally"]["yes"]["heads"] == 5);
    CHECK(fresh.view["ballots"][ballot.str()]["tally"]["no"]["heads"] == 3);
  }
}

}  // namespace roundtable::live::test
