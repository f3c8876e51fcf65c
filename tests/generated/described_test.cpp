// Method: every command and event is filled in by its own description - each member with a value of
// its kind, some left out - written, read and written again. The stored form of each event in full
// is kept in tests/data/golden/events-described.jsonl; script/generate adds the forms that are not
// yet there and never changes a line: stored bytes are for ever.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <map>

#include "codec/entry_json.hpp"
#include "codec/frame_json.hpp"
#include "codec/registry_json.hpp"
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
  explicit Filler(std::size_t round) : round_(round), next_(round) {}

  void fill(const std::vector<Member>& members, void* whole) {
    each_member(members, whole, [&](const Member& member, void* where) {
      if (member.presence == Presence::unsent || leaves_out(member)) return;
      fill_in(member, where);
    });
  }

 private:
  /// In the first round everything is there.
  bool leaves_out(const Member& member) {
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
        if (member.each == Kind::choice) {
          const auto names = member.names();
          return std::vector<std::string>{std::string(names[next_ % names.size()])};
        }
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
  std::size_t next_;
};

std::string stored(const Event& event) {
  return codec::encode_payload({{event}, {}}).bytes;
}
std::string stored(const IssueEvent& event) {
  return codec::encode_issue_payload({event});
}

std::string stored(const RegisterEvent& event) {
  return std::visit([](const auto& one) { return codec::encode_registry_payload(one); }, event);
}
/// Read back from an entry of a register.
RegisterEvent register_event_in(const std::string& text) {
  const auto widened = [](auto&& one) -> RegisterEvent {
    if constexpr (std::is_constructible_v<RegisterEvent, decltype(one)>) return one;
    throw codec::DecodeFailure("an event of an issue");
  };
  return std::visit(widened, codec::decode_registry_payload(text));
}

template <class AnyEvent>
AnyEvent filled(const RowOf<AnyEvent>& row, std::size_t round) {
  auto event = row.make();
  Filler(round).fill(row.members, whole(event));
  if (row.upcast != nullptr) row.upcast(whole(event));
  return event;
}

/// Each event's forms, the first one first: one more for every time that a member was added.
std::map<std::string, std::vector<std::string>> kept() {
  std::map<std::string, std::vector<std::string>> lines;
  std::ifstream file(kGolden + "events-described.jsonl");
  for (std::string line; std::getline(file, line);) {
    const auto tab = line.find('\t');
    lines[line.substr(0, tab)].push_back(line.substr(tab + 1));
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

TEST_CASE("every event of an issue, however it is filled in, is read as it was stored") {
  for (const auto& row : issue_events()) {
    for (std::size_t round = 0; round < kRounds; ++round) {
      const auto text = stored(filled(row, round));
      INFO(text);
      const auto read = codec::read_issue_payload(text);
      REQUIRE(read.events.size() == 1);
      CHECK(read.events.front().index() == row.index);
      CHECK(stored(read.events.front()) == text);
    }
  }
}

TEST_CASE("every event of a register, however it is filled in, is read as it was stored") {
  for (const auto& row : register_events()) {
    for (std::size_t round = 0; round < kRounds; ++round) {
      const auto text = stored(filled(row, round));
      INFO(text);
      const auto read = register_event_in(text);
      CHECK(read.index() == row.index);
      CHECK(stored(read) == text);
    }
  }
}

TEST_CASE("the stored form of every event is what it was when it was first described") {
  auto lines = kept();
  if (std::getenv("ROUNDTABLE_GENERATE") != nullptr) {
    const auto add = [&](const auto& row) {
      auto& forms = lines[std::string(row.name)];
      const auto now = stored(filled(row, 0));
      if (std::find(forms.begin(), forms.end(), now) == forms.end()) forms.push_back(now);
    };
    for (const auto& row : events()) add(row);
    for (const auto& row : issue_events()) add(row);
    for (const auto& row : register_events()) add(row);
    std::ofstream file(kGolden + "events-described.jsonl");
    for (const auto& [name, forms] : lines) {
      for (const auto& line : forms) file << name << '\t' << line << '\n';
    }
  }
  // What was added since is left out where it says nothing: older entries stay as they are.
  const auto hold = [&](const auto& row, const auto& again) {
    INFO(row.name << " has no line, or another one: run script/generate for a new event or member");
    const auto& forms = lines[std::string(row.name)];
    REQUIRE_FALSE(forms.empty());
    CHECK(forms.back() == stored(filled(row, 0)));
    for (const auto& line : forms) CHECK(stored(again(line)) == line);
  };
  for (const auto& row : events()) {
    hold(row,
         [](const auto& line) { return codec::decode_payload(line, sources()).events.front(); });
  }
  for (const auto& row : issue_events()) {
    hold(row, [](const auto& line) { return codec::read_issue_payload(line).events.front(); });
  }
  for (const auto& row : register_events()) hold(row, register_event_in);
}

TEST_CASE("a name belongs to one command or event, and each is found by it") {
  for (const auto& row : commands()) CHECK(find_command(row.name) == &row);
  for (const auto& row : events()) CHECK(find_event(row.name) == &row);
  for (const auto& row : issue_events()) {
    CHECK(find_issue_event(row.name) == &row);
    CHECK(find_event(row.name) == nullptr);
  }
  for (const auto& row : register_events()) {
    CHECK(find_register_event(row.name) == &row);
    CHECK(find_event(row.name) == nullptr);
    CHECK(find_issue_event(row.name) == nullptr);
  }
  CHECK(find_command("floor.grab") == nullptr);
  CHECK(find_event("floor_grabbed") == nullptr);
}
