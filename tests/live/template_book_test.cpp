// The templates of the house, and what the book refuses at the start.
#include "live/template_book.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "support/log_helpers.hpp"

namespace roundtable::live {
namespace {

using namespace domain;

constexpr Date kToday{2026, 11, 25};
const std::string kFolder = ROUNDTABLE_SOURCE_DIR "/templates/meetings";

RuleBook rules() {
  return RuleBook::load(ROUNDTABLE_SOURCE_DIR "/templates/rules");
}

/// A folder with one template, with `from` replaced by `to` in it.
std::string refusal_of(const std::string& from, const std::string& to, int copies = 1) {
  std::ifstream file(kFolder + "/hearing.json", std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
  const log::test::TemporaryFolder folder;
  for (int i = 0; i < copies; ++i) {
    std::ofstream(folder.path() + "/" + std::to_string(i) + ".json", std::ios::binary) << text;
  }
  try {
    TemplateBook::load(folder.path(), rules());
  } catch (const std::runtime_error& refused) {
    return refused.what();
  }
  return "";
}

}  // namespace

TEST_CASE("there is a template for each of the thirteen kinds of meeting") {
  const auto known = rules();
  const auto book = TemplateBook::load(kFolder, known);
  const std::map<std::string, std::string> bodies = {
      {"roundtable", "consultation"},
      {"hearing", "consultation"},
      {"coordination", "consultation"},
      {"appraisal", "consultation"},
      {"building-council", "consultation"},
      {"street-council", "consultation"},
      {"road-council", "consultation"},
      {"owners-group", "owners_group"},
      {"owners-assembly", "owners_assembly"},
      {"residents-meeting", "residents_meeting"},
      {"representatives-meeting", "representatives_meeting"},
      {"owners-committee", "owners_committee"},
      {"joint-conference", "joint_conference"},
  };
  CHECK(book.all().size() == bodies.size());
  for (const auto& [id, body] : bodies) {
    INFO(id);
    const auto* found = book.find(id);
    REQUIRE(found != nullptr);
    CHECK(found->body == body);
  }
  CHECK(book.find("party") == nullptr);
}

TEST_CASE("every template proposes a vote, and no shorter notice than its usual rule asks for") {
  const auto known = rules();
  const auto book = TemplateBook::load(kFolder, known);
  for (const auto& [id, meeting] : book.all()) {
    INFO(id);
    const auto votes = [](const TemplateItem& item) { return item.kind == ItemKind::decision; };
    CHECK(std::count_if(meeting.agenda.begin(), meeting.agenda.end(), votes) == 1);
    const auto* usual = known.find(meeting.rules.front(), kToday);
    REQUIRE(usual != nullptr);
    CHECK(meeting.notice_days >= usual->value->notice_days);
    // Floor area is counted on a roll of households alone.
    CHECK((meeting.roll == RollKind::households) == usual->value->by_area);
  }
}

TEST_CASE("the rules a meeting may use are those in force that fit its scope, in their order") {
  const auto known = rules();
  const auto book = TemplateBook::load(kFolder, known);
  const auto& group = *book.find("owners-group");
  const std::vector<std::string> all = {"owners-group-ordinary", "owners-group-major",
                                        "elevator-building", "dwelling-to-business"};
  const std::vector<std::string> of_a_stair = {"owners-group-ordinary", "owners-group-major"};
  CHECK(usable_rules(group, known, ScopeKind::building, kToday) == all);
  CHECK(usable_rules(group, known, ScopeKind::stair, kToday) == of_a_stair);
  CHECK(usable_rules(group, known, ScopeKind::zone, kToday).empty());
  CHECK(usable_rules(group, known, ScopeKind::building, Date{1990, 1, 1}).empty());
}

TEST_CASE("a template that does not fit the rules, or is there twice, is refused by its file") {
  CHECK_THAT(refusal_of(R"("version": 1)", R"("version": 0)"),
             Catch::Contains("0.json, line 3, version: must be from 1"));
  CHECK_THAT(refusal_of(R"("rules": ["hearing"])", R"("rules": ["no-such"])"),
             Catch::Contains("0.json: the body consultation has no rule no-such"));
  CHECK_THAT(refusal_of(R"("rules": ["hearing"])", R"("rules": ["owners-major"])"),
             Catch::Contains("the body consultation has no rule owners-major"));
  CHECK_THAT(refusal_of(R"("version": 1)", R"("version": 1)", 2),
             Catch::Contains("1.json: another file holds the template hearing"));
  CHECK_THROWS_WITH(TemplateBook::load("no/such/folder", rules()),
                    Catch::Contains("cannot list meeting templates"));
}

}  // namespace roundtable::live
