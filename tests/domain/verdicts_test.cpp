// Method: verdicts that others have worked out (tests/data/oracles/verdicts), each counted here
// from its roll and its votes under the rule of the house by that name. Every number must agree.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "codec/file_json.hpp"
#include "domain/scenario.hpp"
#include "support/counting.hpp"

using namespace scenario;

namespace {

using nlohmann::json;

constexpr Date kToday{2026, 12, 1};

std::string text_of_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The newest text of that rule in force.
Rule house_rule(const std::string& id) {
  std::optional<Rule> found;
  for (const auto& file :
       std::filesystem::directory_iterator(ROUNDTABLE_SOURCE_DIR "/templates/rules")) {
    if (file.path().extension() != ".json") continue;
    auto rule = std::get<Rule>(codec::parse_rule(text_of_file(file.path())));
    const bool in_force =
        rule.effective_from <= kToday && (!rule.effective_until || kToday <= *rule.effective_until);
    if (rule.id != id || !in_force || (found && found->version > rule.version)) continue;
    found = std::move(rule);
  }
  REQUIRE(found);
  return *found;
}

std::string flat_named(const json& where) {
  return where.at("building").get<std::string>() + "-" + where.at("room").get<std::string>();
}

/// One set of owners is one head, whatever the order in which they are listed.
std::string owners_key(const json& owners) {
  auto names = owners.get<std::vector<std::string>>();
  std::sort(names.begin(), names.end());
  std::string key;
  for (const auto& name : names) key += name + "\n";
  return key;
}

struct Electorate {
  Roll roll;
  std::map<std::string, HeadId> voters;  // by flat, or by the number of a member
};

Electorate of_members(const json& vector) {
  Electorate out{people(vector.at("members").get<int>()), {}};
  for (int i = 1; i <= vector.at("members").get<int>(); ++i) {
    out.voters.emplace(std::to_string(i), head(i));
  }
  return out;
}

Electorate of_flats(const json& vector) {
  std::vector<UnitRow> rows;
  std::vector<HeadId> heads;
  for (const auto& unit : vector.at("roll")) {
    rows.push_back({UnitId(flat_named(unit)), unit.at("building"), unit.at("stair"),
                    Area{unit.at("area_centi").get<std::int64_t>()}, AreaSource::land_register,
                    *unit_kind_from(unit.at("kind").get<std::string>()),
                    owners_key(unit.at("owners")), unit.at("undelivered").get<bool>()});
    heads.push_back(head(static_cast<int>(heads.size()) + 1));
  }
  Electorate out{make_roll(RollId("roll"), GridId("grid"), rows, heads), {}};
  for (const auto& unit : out.roll.units) out.voters.emplace(unit.id.str(), unit.head);
  return out;
}

std::string voter_named(const json& vote) {
  if (vote.contains("member")) return std::to_string(vote.at("member").get<int>());
  return flat_named(vote);
}

Scope scope_of(const json& told) {
  return {*scope_kind_from(told.at("kind").get<std::string>()), told.at("building"),
          told.at("stair")};
}

struct Counted {
  Basis basis;
  Tally tally = roundtable::domain::test::yes_no_tally();
  Verdict verdict;
};

Counted counted(const json& vector) {
  const auto rule = house_rule(vector.at("rule"));
  const auto electorate = vector.contains("members") ? of_members(vector) : of_flats(vector);
  const auto roll = take_snapshot(electorate.roll, scope_of(vector.at("scope")));
  Counted out;
  out.basis.all = {roll.total_heads(), roll.total_area};
  for (const auto& member : vector.value("present", json::array())) {
    const auto& seat = roll.heads.at(electorate.voters.at(std::to_string(member.get<int>())));
    out.basis.present = out.basis.present + Weight{1, seat.area};
  }
  std::set<HeadId> voted;
  for (const auto& vote : vector.at("votes")) {
    const auto& voter = electorate.voters.at(voter_named(vote));
    REQUIRE(voted.insert(voter).second);
    out.tally.add(vote.at("choice").get<std::string>(), Weight{1, roll.heads.at(voter).area});
  }
  out.verdict = roundtable::domain::test::judge(rule, out.basis, out.tally, true);
  return out;
}

json told(const Test& test) {
  return {{"part", test.part},
          {"whole", test.whole},
          {"left", test.left},
          {"right", test.right},
          {"holds", test.holds},
          {"missing", test.missing},
          {"op", to_string(test.threshold.comparison)},
          {"num", test.threshold.num},
          {"den", test.threshold.den},
          {"of", to_string(test.of)}};
}

/// Members and motions are counted without areas: there the vector says none, or null.
void agrees(Weight weight, const json& expected) {
  CHECK(weight.heads == expected.at("heads"));
  const auto area = expected.find("area");
  if (area != expected.end() && !area->is_null()) CHECK(weight.area.centi == *area);
}

}  // namespace

TEST_CASE("verdicts that others have worked out are ours too") {
  const auto vectors =
      json::parse(text_of_file(ROUNDTABLE_SOURCE_DIR "/tests/data/oracles/verdicts/vectors.json"));
  CHECK(vectors.at("vectors").size() == 8);
  for (const auto& vector : vectors.at("vectors")) {
    DYNAMIC_SECTION(vector.at("id").get<std::string>()
                    << ": " << vector.at("why").get<std::string>()) {
      const auto ours = counted(vector);
      const auto& expected = vector.at("expected");
      CHECK(to_string(ours.verdict.outcome) == expected.at("outcome").get<std::string>());
      auto tests = json::object();
      for (const auto& test : ours.verdict.tests) tests[std::string(test.id())] = told(test);
      CHECK(tests == expected.at("tests"));
      agrees(ours.basis.all, expected.at("roll"));
      agrees(ours.tally.participating, expected.at("participation"));
      for (const auto& [choice, weight] : expected.at("tally").items()) {
        agrees(ours.tally.of(choice), weight);
      }
      if (expected.contains("present")) agrees(ours.basis.present, expected.at("present"));
    }
  }
}
