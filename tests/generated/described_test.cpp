// Method: every command and event is filled in by its own description - each member with a value of
// its kind, some left out - written, read and written again. The stored form of each event in full
// is kept in tests/data/golden/events-described.jsonl; script/generate adds the kinds that are not
// yet there and never changes a line: stored bytes are for ever.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <map>

#include "codec/entry_json.hpp"
#include "codec/frame_json.hpp"
#include "domain/describe/commands.hpp"
#include "domain/describe/events.hpp"
#include "support/counting.hpp"

namespace {

using namespace roundtable;
using namespace roundtable::domain;
using namespace roundtable::domain::describe;

const std::string kGolden = std::string(ROUNDTABLE_SOURCE_DIR) + "/tests/data/golden/";
constexpr std::size_t kRounds = 40;

FixedRule some_rule() {
  Rule rule;
  rule.id = "some-rule";
  rule.version = 3;
  return {std::string(64, 'a'), std::make_shared<const Rule>(rule)};
}

codec::Sources sources() {
  codec::Sources out;
  out.rule = [](std::string_view) { return some_rule().value; };
  out.roll = [](std::string_view) { return std::make_shared<const RollSnapshot>(); };
  out.sealed = [](std::string_view) { return std::nullopt; };
  return out;
}

/// Values one after another, so that no two members hold the same.
class Filler {
 public:
  explicit Filler(std::size_t round, bool with_added = true)
      : round_(round), with_added_(with_added), next_(round) {}

  void fill(const std::vector<Member>& members, void* whole) {
    each_member(members, whole, [&](const Member& member, void* where) {
      if (member.presence == Presence::unsent || leaves_out(member)) return;
      fill_in(member, where);
    });
  }

 private:
  /// In the first round everything is there.
  bool leaves_out(const Member& member) {
    if (member.added && !with_added_) return true;
    const bool may = member.presence == Presence::optional || member.kind == Kind::id_or_truth;
    return may && round_ != 0 && fresh() % 3 == 0;
  }
  Plain text(const Member& member) {
    if (member.kind == Kind::text) return "文" + std::to_string(next_);
    if (member.kind == Kind::paragraph) return "p" + std::to_string(1 + next_ % 9);
    if (member.kind == Kind::paper) return next_ % 2 == 0 ? "yes" : "o2";
    if (member.kind == Kind::day) return "2026-12-1" + std::to_string(next_ % 10);
    if (member.kind != Kind::choice) return "id" + std::to_string(next_);
    const auto names = member.names();
    return std::string(names[next_ % names.size()]);
  }
  Plain plain_of(const Member& member) {
    const auto number = static_cast<std::int64_t>(fresh());
    switch (form_of(member.kind)) {
      case Form::number:
        return member.least + number;
      case Form::truth:
        return round_ == 0 || next_ % 2 == 0;
      case Form::list: {
        const auto least = static_cast<std::size_t>(member.least) + 1;
        return std::vector<std::string>(least, "项" + std::to_string(next_));
      }
      case Form::text:
      case Form::own:
        break;
    }
    return text(member);
  }
  void fill_object(const Member& member, void* object) {
    fill(member.parts(), object);
    while (member.check != nullptr && member.check(object)) {
      for (const auto& part : member.parts()) {
        if (part.presence == Presence::optional) part.set(object, std::string());
      }
      fill(member.parts(), object);
    }
  }
  void fill_in(const Member& member, void* whole) {
    if (member.kind == Kind::object) return fill_object(member, inside(member, whole));
    if (member.kind == Kind::rule) *static_cast<FixedRule*>(inside(member, whole)) = some_rule();
    if (member.kind == Kind::rules) {
      static_cast<std::vector<FixedRule>*>(inside(member, whole))->push_back(some_rule());
    }
    if (member.kind == Kind::roll) {
      *static_cast<FixedRoll*>(inside(member, whole)) = {std::string(64, 'b'), nullptr};
    }
    if (member.kind == Kind::tally) {
      auto& tally = *static_cast<Tally*>(inside(member, whole));
      tally = domain::test::yes_no_tally();
      tally.add(kNo, {7, Area{6'810}});
    }
    if (member.kind == Kind::numbers) {
      using Numbers = std::vector<std::pair<std::string, std::int64_t>>;
      static_cast<Numbers*>(inside(member, whole))->emplace_back("most", fresh());
    }
    if (member.kind == Kind::sealed) {
      REQUIRE(member.unseal(whole, {std::nullopt, std::string(64, 'c'), ""}));
    }
    if (form_of(member.kind) != Form::own) REQUIRE(member.set(whole, plain_of(member)));
  }

  /// A step of a small linear generator: the same numbers in every run.
  std::size_t fresh() {
    constexpr std::size_t kFactor = 75;
    constexpr std::size_t kStep = 74;
    constexpr std::size_t kPrime = 65'537;
    next_ = (next_ * kFactor + kStep) % kPrime;
    return next_;
  }

  std::size_t round_;
  bool with_added_;
  std::size_t next_;
};

std::string stored(const Event& event) {
  return codec::encode_payload({{event}, {}}).bytes;
}

Event filled(const EventRow& row, std::size_t round, bool with_added = true) {
  auto event = row.make();
  Filler(round, with_added).fill(row.members, whole(event));
  if (row.upcast != nullptr) row.upcast(whole(event));
  return event;
}

/// In full as it was first described, and where it has members that were added later, with them.
std::map<std::string, std::string> in_full(const EventRow& row) {
  const std::string name(row.name);
  std::map<std::string, std::string> lines = {{name, stored(filled(row, 0, false))}};
  const bool grown = std::any_of(row.members.begin(), row.members.end(),
                                 [](const Member& member) { return member.added; });
  if (grown) lines[name + "+"] = stored(filled(row, 0));
  return lines;
}

std::map<std::string, std::string> kept() {
  std::map<std::string, std::string> lines;
  std::ifstream file(kGolden + "events-described.jsonl");
  for (std::string line; std::getline(file, line);) {
    const auto tab = line.find('\t');
    lines[line.substr(0, tab)] = line.substr(tab + 1);
  }
  return lines;
}

}  // namespace

TEST_CASE("every command, however it is filled in, is read as it was written") {
  for (const auto& row : commands()) {
    if (row.comes != Comes::by_socket) continue;
    for (std::size_t round = 0; round < kRounds; ++round) {
      auto command = row.make();
      Filler(round).fill(row.members, whole(command));
      const auto text = codec::write_command(command);
      INFO(text);
      const auto read = codec::parse_command(text);
      REQUIRE(std::holds_alternative<Command>(read));
      CHECK(codec::write_command(std::get<Command>(read)) == text);
      CHECK(std::get<Command>(read).index() == row.index);
    }
  }
}

TEST_CASE("every event, however it is filled in, is read as it was stored") {
  for (const auto& row : events()) {
    for (std::size_t round = 0; round < kRounds; ++round) {
      const auto text = stored(filled(row, round));
      INFO(text);
      const auto read = codec::decode_payload(text, sources());
      REQUIRE(read.events.size() == 1);
      CHECK(read.events.front().index() == row.index);
      CHECK(stored(read.events.front()) == text);
    }
  }
}

TEST_CASE("the stored form of every event is what it was when it was first described") {
  auto lines = kept();
  if (std::getenv("ROUNDTABLE_GENERATE") != nullptr) {
    for (const auto& row : events()) lines.merge(in_full(row));
    std::ofstream file(kGolden + "events-described.jsonl");
    for (const auto& [name, line] : lines) file << name << '\t' << line << '\n';
  }
  for (const auto& row : events()) {
    INFO(row.name << " has no line, or another one: run script/generate for a new event");
    for (const auto& [name, line] : in_full(row)) CHECK(lines[name] == line);
  }
}

TEST_CASE("a name belongs to one command or event, and each is found by it") {
  for (const auto& row : commands()) CHECK(find_command(row.name) == &row);
  for (const auto& row : events()) CHECK(find_event(row.name) == &row);
  CHECK(find_command("floor.grab") == nullptr);
  CHECK(find_event("floor_grabbed") == nullptr);
}
