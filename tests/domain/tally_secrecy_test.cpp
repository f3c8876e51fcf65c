// What published sums tell of single votes: held against every assignment that there is.
#include "domain/ballot/tally_secrecy.hpp"
#include "domain/scenario.hpp"

using namespace scenario;

namespace {

std::vector<Area> areas(const std::vector<std::int64_t>& centi) {
  std::vector<Area> out;
  for (const auto one : centi) out.push_back(Area{one});
  return out;
}

std::vector<Weight> sums_of(const std::vector<std::int64_t>& voted,
                            const std::vector<std::size_t>& choice_of, std::size_t choices) {
  std::vector<Weight> out(choices);
  for (std::size_t i = 0; i < voted.size(); ++i) {
    out[choice_of[i]] = out[choice_of[i]] + Weight{1, Area{voted[i]}};
  }
  return out;
}

/// All assignments one by one.
std::vector<bool> by_trying_all(const std::vector<std::int64_t>& voted,
                                const std::vector<Weight>& sums) {
  std::vector<std::vector<bool>> seen(voted.size(), std::vector<bool>(sums.size(), false));
  std::vector<std::size_t> now(voted.size(), 0);
  for (;;) {
    if (sums_of(voted, now, sums.size()) == sums) {
      for (std::size_t i = 0; i < now.size(); ++i) seen[i][now[i]] = true;
    }
    std::size_t place = 0;
    while (place < now.size() && ++now[place] == sums.size()) now[place++] = 0;
    if (place == now.size()) break;
  }
  std::vector<bool> out;
  for (const auto& one : seen) out.push_back(std::count(one.begin(), one.end(), true) < 2);
  return out;
}

OpenBallot secret(const Scenario& scene) {
  auto command = scene.open_ballot();
  command.secrecy = Secrecy::confidential;
  command.counts = Counts::hidden;
  return command;
}

}  // namespace

TEST_CASE("a vote is given away where it is the same in every assignment, and only there") {
  std::uint64_t seed = 20'261'202;
  const auto below = [&](std::uint64_t end) {
    seed = seed * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
    return static_cast<std::size_t>((seed >> 33U) % end);
  };
  int given_away = 0;
  int kept = 0;
  for (int round = 0; round < 150; ++round) {
    const auto choices = 2 + below(2);
    const auto kinds = 2 + below(5);  // of flats
    std::vector<std::int64_t> voted;
    std::vector<std::size_t> choice_of;
    const auto voters = 1 + below(7);
    for (std::size_t i = 0; i < voters; ++i) {
      voted.push_back(static_cast<std::int64_t>(60 + 7 * below(kinds)));
      choice_of.push_back(below(choices));
    }
    const auto sums = sums_of(voted, choice_of, choices);
    const auto found = votes_given_away(areas(voted), sums);
    REQUIRE(found == by_trying_all(voted, sums));
    for (const bool one : found) ++(one ? given_away : kept);
  }
  CHECK(given_away > 100);
  CHECK(kept > 100);
}

TEST_CASE("a building of a few kinds of flats is worked out within the bound") {
  std::vector<std::int64_t> voted;
  std::vector<std::size_t> choice_of;
  for (std::size_t i = 0; i < 24; ++i) {
    voted.push_back(std::vector<std::int64_t>{5'412, 7'035, 8'890, 10'277}[i % 4]);
    choice_of.push_back(i < 16 ? 0 : i < 22 ? 1 : 2);
  }
  const auto found = votes_given_away(areas(voted), sums_of(voted, choice_of, 3));
  CHECK(std::count(found.begin(), found.end(), true) == 0);
  // One flat like no other: whoever sums up knows.
  voted[0] = 20'001;
  const auto one = votes_given_away(areas(voted), sums_of(voted, choice_of, 3));
  CHECK(one[0]);
}

TEST_CASE("what cannot be worked out is taken for given away") {
  std::vector<std::int64_t> voted;
  std::vector<std::size_t> choice_of;
  for (std::size_t i = 0; i < 60; ++i) {
    voted.push_back(static_cast<std::int64_t>(6'000 + i * i * 13 + i));
    choice_of.push_back(i % 3);
  }
  SECTION("too much work") {
    const auto found = votes_given_away(areas(voted), sums_of(voted, choice_of, 3));
    CHECK(std::count(found.begin(), found.end(), false) == 0);
  }
  SECTION("sums that no assignment gives") {
    const auto found =
        votes_given_away(areas({8'000, 8'000}), {{2, Area{8'000}}, {1, Area{8'000}}});
    CHECK(found == std::vector<bool>{true, true});
  }
  SECTION("all alike") {
    CHECK(votes_given_away(areas({8'000, 8'000}), {{2, Area{16'000}}, {}}) ==
          std::vector<bool>{true, true});
  }
  SECTION("nobody") {
    CHECK(votes_given_away({}, {{}, {}}).empty());
  }
}

TEST_CASE("a closing tells areas where single votes stay unknown") {
  Scenario scene;
  scene.in_session().ballot_open(secret(scene)).votes(9, Paper{"yes"});
  scene.given(scene.cast(1, Paper{"no"})).given(CloseBallot{scene.ballot});
  const auto& ballot = scene.the_ballot();
  CHECK_FALSE(ballot.in_heads.area_withheld);
  CHECK(ballot.tally.of(kYes) == Weight{8, Area{64'000}});
  CHECK(scene.payloads.back().find("in_heads") == std::string::npos);
}

TEST_CASE("where votes would be given away, the closing has heads and what was reached, no area") {
  Scenario scene;
  scene.in_session().ballot_open(secret(scene)).votes(9, Paper{"yes"});
  scene.given(CloseBallot{scene.ballot});  // all alike: the sums tell each vote
  const auto& payload = scene.payloads.back();
  CHECK(payload.find(R"("yes":{"area":0,"heads":9})") != std::string::npos);
  CHECK(payload.find(R"("area":72000)") == std::string::npos);
  const auto check = [&](const Ballot& ballot) {
    CHECK(ballot.in_heads.area_withheld);
    CHECK(ballot.tally.participating == Weight{9, Area{}});
    const auto verdict = ballot.verdict();
    CHECK(verdict.outcome == ballot.outcome);
    for (const auto& test : verdict.tests) {
      INFO(test.id());
      CHECK(test.withheld == (test.measure == Measure::area));
      if (test.withheld) CHECK(test.part + test.whole + test.left + test.right + test.missing == 0);
    }
  };
  check(scene.the_ballot());
  // Also once the sealed choices are gone.
  scene.sealed_values_erased();
  Meeting later;
  for (std::size_t i = 0; i < scene.payloads.size(); ++i) {
    apply_entry(later, codec::decode_payload(scene.payloads[i], scene.sources()).events,
                scene.times[i]);
  }
  check(later.ballots.at(scene.ballot));
  CHECK(later.ballots.at(scene.ballot).verdict().tests.size() ==
        scene.the_ballot().verdict().tests.size());
}

TEST_CASE("of a closing that holds areas it should not, nobody hears them") {
  Scenario scene;
  scene.in_session().ballot_open(secret(scene)).votes(9, Paper{"yes"});
  BallotClosed closed{scene.ballot, ClosedBy::chair, kEvening, scene.the_ballot().tally,
                      scene.the_ballot().verdict().outcome};
  const auto before = scene.the_ballot().counting->count(scene.the_ballot().asked(),
                                                         scene.the_ballot().tally, true);
  closed.outcome = before.verdict.outcome;
  auto meeting = scene.meeting;
  apply(meeting, closed, kEvening);
  const auto& ballot = *meeting.ballot(scene.ballot);
  CHECK(ballot.in_heads.area_withheld);
  CHECK(ballot.tally.of(kYes) == Weight{9, Area{}});
  const auto after = ballot.verdict();
  REQUIRE(after.tests.size() == before.verdict.tests.size());
  for (std::size_t i = 0; i < after.tests.size(); ++i) {
    CHECK(after.tests[i].holds == before.verdict.tests[i].holds);
  }
  CHECK(after.outcome == before.verdict.outcome);
}
