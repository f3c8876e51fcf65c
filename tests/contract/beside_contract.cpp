// What stands beside the entries, written in their transaction: places, guards, what is due,
// answers, erasures that are pending, numbers of series.
#include <catch2/catch.hpp>

#include "event_log_contract.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::log::test {
namespace {

constexpr std::size_t kAll = 1'000;

void places(EventLog& log) {
  Listener listener(log);
  auto meeting = no_entries_of("meeting:m");
  auto grid = no_entries_of("grid:g");
  CHECK(log.moved_after({}, kAll).moved.empty());
  CHECK(log.moved_after({}, kAll).place == Place{});
  const auto first = append_now(log, batch_after(meeting, {"1", "2"}));
  const auto second = append_now(log, batch_after(grid, {"1"}));
  const auto third = append_now(log, batch_after(meeting, {"3"}));

  SECTION("who stored something is told its place, and so are followers") {
    const auto newest = log.checkpoint();
    CHECK(third.place == Place{newest->number, newest->hash});
    CHECK(listener.places() == std::vector<Place>{first.place, second.place, third.place});
  }
  SECTION("who follows reads on from a place, so many numbers at a time") {
    const auto all = log.moved_after({}, kAll);
    CHECK(all.known);
    CHECK(all.place == third.place);
    CHECK(all.moved ==
          std::vector<Moved>{{1, "meeting:m", 0, 2}, {2, "grid:g", 0, 1}, {3, "meeting:m", 2, 3}});
    const auto one = log.moved_after(first.place, 1);
    CHECK(one.place == second.place);
    CHECK(one.moved == std::vector<Moved>{{2, "grid:g", 0, 1}});
    const auto rest = log.moved_after(one.place, kAll);
    CHECK(rest.place == third.place);
    CHECK(rest.moved == std::vector<Moved>{{3, "meeting:m", 2, 3}});
    CHECK(log.moved_after(third.place, kAll).moved.empty());
    CHECK(log.moved_after(third.place, kAll).place == third.place);
  }
  SECTION("a place that the chain does not know is said to be none") {
    CHECK_FALSE(log.moved_after({2, first.place.hash}, kAll).known);
    CHECK_FALSE(log.moved_after({4, third.place.hash}, kAll).known);
    CHECK(log.moved_after({4, third.place.hash}, kAll).moved.empty());
  }
  SECTION("one commit of several streams and batches is one place") {
    Answers answers;
    auto other = no_entries_of("meeting:other");
    Place gate;
    {
      Gate held(log);
      gate = Place{log.checkpoint()->number, log.checkpoint()->hash};
      log.append(batch_after(meeting, {"4"}), answers.next());
      log.append(batch_after(other, {"1"}), answers.next());
      log.append(batch_after(meeting, {"5", "6"}), answers.next());
    }
    answers.wait();
    const auto after = log.moved_after(gate, kAll);
    CHECK(after.moved == std::vector<Moved>{{gate.number + 1, "meeting:m", 3, 6},
                                            {gate.number + 1, "meeting:other", 0, 1}});
  }
}

Batch guarded(Batch batch, std::string stream, std::uint64_t version) {
  batch.guards.push_back({std::move(stream), version});
  return batch;
}

void guards(EventLog& log) {
  auto roll = no_entries_of("roll:r");
  REQUIRE(append_now(log, batch_after(roll, {"1", "2"})) == Appended::stored);
  auto meeting = no_entries_of("meeting:m");
  SECTION("a batch is stored where what it rests on has not moved") {
    CHECK(append_now(log, guarded(batch_after(meeting, {"1"}), "roll:r", 2)) == Appended::stored);
    CHECK(append_now(log, guarded(batch_after(meeting, {"2"}), "roll:none", 0)) ==
          Appended::stored);
  }
  SECTION("otherwise it is a conflict and nothing of it is written") {
    for (const auto wrong : std::vector<std::uint64_t>{0, 1, 3}) {
      auto head = meeting;
      auto batch = guarded(batch_after(head, {"1"}), "roll:r", wrong);
      batch.content.push_back(make_content("of a conflict"));
      CHECK(append_now(log, std::move(batch)) == Appended::conflict);
    }
    auto head = meeting;
    CHECK(append_now(log, guarded(batch_after(head, {"1"}), "roll:none", 1)) == Appended::conflict);
    CHECK(log.read("meeting:m", 0, 1).empty());
    CHECK_FALSE(log.content(sha256_hex("of a conflict")).has_value());
  }
  SECTION("what earlier batches of the same commit moved counts") {
    Answers answers;
    auto late = no_entries_of("meeting:late");
    {
      Gate gate(log);
      log.append(guarded(batch_after(meeting, {"1"}), "roll:r", 2), answers.next());
      log.append(batch_after(roll, {"3"}), answers.next());
      auto head = late;
      log.append(guarded(batch_after(head, {"1"}), "roll:r", 2), answers.next());
      log.append(guarded(batch_after(late, {"1"}), "roll:r", 3), answers.next());
    }
    const auto outcomes = answers.wait();
    CHECK(outcomes[0].front() == Appended::stored);
    CHECK(outcomes[1].front() == Appended::stored);
    CHECK(outcomes[2].front() == Appended::conflict);
    CHECK(outcomes[3].front() == Appended::stored);
  }
}

void due_times(EventLog& log) {
  auto meeting = no_entries_of("meeting:m");
  auto other = no_entries_of("meeting:other");
  auto batch = batch_after(meeting, {"1"});
  batch.due = {{"late", Time{300}}, {"early", Time{100}}, {"early", Time{200}}};
  REQUIRE(append_now(log, std::move(batch)) == Appended::stored);
  batch = batch_after(other, {"1"});
  batch.due = {{"early", Time{100}}};
  REQUIRE(append_now(log, std::move(batch)) == Appended::stored);

  SECTION("what is due is read in the order of its times; the last time given holds") {
    CHECK(log.due_until(Time{99}, kAll).empty());
    const std::vector<Due> until_200 = {{"meeting:other", "early", Time{100}},
                                        {"meeting:m", "early", Time{200}}};
    CHECK(log.due_until(Time{200}, kAll) == until_200);
    CHECK(log.due_until(Time{1'000}, kAll).size() == 3);
    CHECK(log.due_until(Time{1'000}, 1).front().stream == "meeting:other");
  }
  SECTION("it is moved and lifted by later entries") {
    batch = batch_after(meeting, {"2"});
    batch.due = {{"early", std::nullopt}, {"late", Time{50}}, {"never", std::nullopt}};
    REQUIRE(append_now(log, std::move(batch)) == Appended::stored);
    CHECK(log.due_until(Time{99}, kAll) == std::vector<Due>{{"meeting:m", "late", Time{50}}});
    CHECK(log.due_until(Time{1'000}, kAll).size() == 2);
  }
  SECTION("a conflict changes nothing of it") {
    auto ghost = no_entries_of("meeting:m");
    batch = batch_after(ghost, {"1"});
    batch.due = {{"early", std::nullopt}};
    REQUIRE(append_now(log, std::move(batch)) == Appended::conflict);
    CHECK(log.due_until(Time{1'000}, kAll).size() == 3);
  }
}

Reaction taken_up(std::uint64_t version, std::string key) {
  Reaction reaction;
  reaction.reactor = "bell";
  reaction.stream = "meeting:m";
  reaction.version = version;
  reaction.key = std::move(key);
  return reaction;
}

void reactions(EventLog& log) {
  auto meeting = no_entries_of("meeting:m");
  auto batch = batch_after(meeting, {"1"});
  batch.due = {{"early", Time{100}, 1}, {"late", Time{200}, 1}};
  REQUIRE(append_now(log, std::move(batch)) == Appended::stored);
  const auto early = taken_up(1, "early");

  SECTION("a reactor's place is kept") {
    const auto newest = log.checkpoint();
    CHECK_FALSE(log.reactor_place("bell").has_value());
    log.note({{{"bell", {}}, {"other", {newest->number, newest->hash}}}, {}});
    CHECK(log.reactor_place("bell") == Place{});
    log.note({{{"bell", {newest->number, newest->hash}}}, {}});
    CHECK(log.reactor_place("bell") == Place{newest->number, newest->hash});
  }
  SECTION("what is taken up is no longer read as due, however it ends") {
    log.note({{}, {early}});
    CHECK(log.due_until(Time{300}, kAll) == std::vector<Due>{{"meeting:m", "late", Time{200}, 1}});
    auto refused = early;
    refused.state = Reacted::refused;
    log.note({{}, {refused}});
    CHECK(log.due_until(Time{300}, kAll).size() == 1);
  }
  SECTION("what a later entry makes due of the same name is due anew") {
    log.note({{}, {early}});
    batch = batch_after(meeting, {"2"});
    batch.due = {{"early", Time{150}, 2}};
    REQUIRE(append_now(log, std::move(batch)) == Appended::stored);
    CHECK(log.due_until(Time{150}, kAll) == std::vector<Due>{{"meeting:m", "early", Time{150}, 2}});
  }
  SECTION("what became of it is read again; only what is not finished is listed") {
    auto other = taken_up(1, "late");
    log.note({{}, {early, other}});
    CHECK(log.unfinished_reactions(kAll) == std::vector<Reaction>{early, other});
    CHECK(log.unfinished_reactions(1) == std::vector<Reaction>{early});
    auto done = early;
    done.state = Reacted::done;
    other.state = Reacted::given_up;
    other.tries = 10;
    other.why = "unknown";
    log.note({{}, {done, other}});
    CHECK(log.reaction(early) == done);
    CHECK(log.unfinished_reactions(kAll) == std::vector<Reaction>{other});
    CHECK_FALSE(log.reaction(taken_up(2, "early")).has_value());
    auto of_another = early;
    of_another.reactor = "other";
    CHECK_FALSE(log.reaction(of_another).has_value());
  }
}

void answers(EventLog& log) {
  auto meeting = no_entries_of("meeting:m");
  REQUIRE(append_now(log, batch_after(meeting, {"1", "2"})) == Appended::stored);
  const ActorId actor("account-1");
  CHECK(log.answered_at("meeting:m", actor, CommandId("command-2")) == 2);
  CHECK_FALSE(log.answered_at("meeting:m", actor, CommandId("command-3")).has_value());
  CHECK_FALSE(log.answered_at("meeting:other", actor, CommandId("command-2")).has_value());
  CHECK_FALSE(
      log.answered_at("meeting:m", ActorId("account-2"), CommandId("command-2")).has_value());
}

void withdrawals(EventLog& log) {
  auto meeting = no_entries_of("meeting:m");
  const auto note = seal('n', "a note");
  auto batch = batch_after(meeting, {"1"});
  batch.sealed = {note};
  REQUIRE(append_now(log, std::move(batch)) == Appended::stored);
  CHECK(log.pending_erasures(kAll).empty());
  batch = batch_after(meeting, {"2"});
  batch.withdrawn = {note.commitment, seal('o', "never stored").commitment};
  REQUIRE(append_now(log, std::move(batch)) == Appended::stored);
  CHECK(log.pending_erasures(kAll).size() == 2);
  CHECK(log.pending_erasures(1).size() == 1);
  CHECK(log.sealed(note.commitment).has_value());
  CHECK(log.erase_sealed(note.commitment));
  CHECK_FALSE(log.erase_sealed(seal('o', "never stored").commitment));
  CHECK(log.pending_erasures(kAll).empty());
}

void numbers(EventLog& log) {
  auto meeting = no_entries_of("meeting:m");
  const auto taking = [&meeting](std::uint64_t number) {
    auto head = meeting;
    auto batch = batch_after(head, {"taken"});
    batch.numbers = {{"record:2026", number}};
    return batch;
  };
  const auto take = [&](std::uint64_t number) {
    const auto outcome = append_now(log, taking(number));
    if (outcome == Appended::stored) batch_after(meeting, {"taken"});
    return outcome;
  };
  CHECK(log.next_number("record:2026") == 1);
  CHECK(take(1) == Appended::stored);
  CHECK(take(1) == Appended::conflict);
  CHECK(take(7) == Appended::stored);
  CHECK(take(3) == Appended::conflict);
  CHECK(log.next_number("record:2026") == 8);
  CHECK(log.next_number("record:2027") == 1);
  Answers outcomes;
  {
    Gate gate(log);
    auto other = no_entries_of("meeting:other");
    auto again = batch_after(other, {"1"});
    again.numbers = {{"record:2026", 8}};
    log.append(taking(8), outcomes.next());
    log.append(std::move(again), outcomes.next());
  }
  CHECK(outcomes.wait()[0].front() == Appended::stored);
  CHECK(outcomes.wait()[1].front() == Appended::conflict);
}

}  // namespace

void beside_contract(const OpenLog& open) {
  SECTION("places") {
    places(*open({}));
  }
  SECTION("guards") {
    guards(*open({}));
  }
  SECTION("what is due") {
    due_times(*open({}));
  }
  SECTION("what reactors have taken up and what became of it") {
    reactions(*open({}));
  }
  SECTION("an answer is found by who gave the command and under which id") {
    answers(*open({}));
  }
  SECTION("what is withdrawn is pending until it is erased") {
    withdrawals(*open({}));
  }
  SECTION("a number of a series is taken once; gaps are allowed") {
    numbers(*open({}));
  }
}

}  // namespace roundtable::log::test
