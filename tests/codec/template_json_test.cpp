// Method: one good template is read whole; then it is damaged in one place at a time, and the
// refusal must name that very line.
#include "codec/file_json.hpp"

#include <catch2/catch.hpp>

using namespace roundtable;
using namespace roundtable::domain;

namespace {

const std::vector<std::string> kGoodTemplate = {
    R"({)",
    R"(  "id": "sample",)",
    R"(  "version": 2,)",
    R"(  "name": {"zh": "样例会", "en": "Sample"},)",
    R"(  "purpose": {"zh": "做个样子。", "en": "To show."},)",
    R"(  "body": "consultation",)",
    R"(  "rules": ["roundtable",)",
    R"(            "consultation-poll"],)",
    R"(  "roll": "either",)",
    R"(  "levels": ["neighbourhood", "building"],)",
    R"(  "notice_days": 3,)",
    R"(  "agenda": [)",
    R"(    {"title": {"zh": "通报", "en": "Report"}, "kind": "report", "minutes": 10},)",
    R"(    {"title": {"zh": "表决", "en": "Vote"}, "kind": "decision", "minutes": 20})",
    R"(  ],)",
    R"(  "outputs": [{"zh": "意见", "en": "An opinion"}],)",
    R"(  "legal_effect": {"zh": "不具约束力", "en": "Advisory"},)",
    R"(  "sources": [{"name": {"zh": "某法", "en": "A law"}, "place": "第32条"},)",
    R"(              {"name": {"zh": "某报", "en": "A paper"}}],)",
    R"(  "note": {"zh": "设置", "en": "A setting"})",
    R"(})",
};

std::string joined_lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += line + "\n";
  return text;
}

struct TemplateRow {
  std::size_t line;  // where the damage is, 1-based
  std::string replacement, field, reason;
  std::size_t named = 0;  // the line to be named, where it is another
};

}  // namespace

TEST_CASE("a meeting template is read with all its fields") {
  const auto read =
      std::get<MeetingTemplate>(codec::parse_meeting_template(joined_lines(kGoodTemplate)));
  CHECK(read.id == "sample");
  CHECK(read.version == 2);
  CHECK(read.name == Text{"样例会", "Sample"});
  CHECK(read.purpose.en == "To show.");
  CHECK(read.body == "consultation");
  CHECK(read.rules == std::vector<std::string>{"roundtable", "consultation-poll"});
  CHECK(read.roll == RollKind::either);
  CHECK(read.levels == std::vector{GridLevel::neighbourhood, GridLevel::building});
  CHECK(read.notice_days == 3);
  REQUIRE(read.agenda.size() == 2);
  CHECK(read.agenda[1].title == Text{"表决", "Vote"});
  CHECK(read.agenda[1].kind == ItemKind::decision);
  CHECK(read.agenda[1].minutes == 20);
  CHECK(read.outputs == std::vector{Text{"意见", "An opinion"}});
  CHECK(read.legal_effect.zh == "不具约束力");
  REQUIRE(read.sources.size() == 2);
  CHECK(read.sources[0].place == "第32条");
  CHECK(read.sources[1].place.empty());
}

TEST_CASE("a malformed meeting template is refused with the line, the field and the reason") {
  const auto row = GENERATE(values<TemplateRow>({
      {2, R"(  "id": "two words",)", "id", "must be 1-64"},
      {2, R"()", "id", "is missing", 1},
      {3, R"(  "version": 0,)", "version", "must be from 1"},
      {3, R"(  "version": 2, "colour": "red",)", "colour", "is not known"},
      {4, R"(  "name": {"zh": "样例会"},)", "name.en", "is missing"},
      {6, R"(  "body": "",)", "body", "must not be empty"},
      {8, R"(            "roundtable"],)", "rules.1", "is there twice"},
      {8, R"(            7],)", "rules.1", "must be 1-64 characters"},
      {9, R"(  "roll": "everybody",)", "roll", "must be one of households"},
      {10, R"(  "levels": [],)", "levels", "must be a list of at least one"},
      {10, R"(  "levels": ["moon"],)", "levels.0", "must be one of city"},
      {10, R"(  "levels": ["building", "building"],)", "levels.1", "is there twice"},
      {11, R"(  "notice_days": 367,)", "notice_days", "must be from 0 to 366"},
      {14, R"(    {"title": {"zh": "表决", "en": "Vote"}, "kind": "party", "minutes": 20})",
       "agenda.1.kind", "must be one of report"},
      {14, R"(    {"title": {"zh": "表决", "en": "Vote"}, "kind": "decision", "minutes": 0})",
       "agenda.1.minutes", "must be from 1 to 600"},
      {14, R"(    {"title": {"zh": "表决", "en": "Vote"}, "kind": "decision"})", "agenda.1.minutes",
       "is missing"},
      {14,
       R"(    {"title": {"zh": ")" + std::string(301, 'x') +
           R"(", "en": "Vote"}, "kind": "decision", "minutes": 5})",
       "agenda.1.title.zh", "must have at most 300 bytes"},
      {16, R"(  "outputs": "意见",)", "outputs", "must be a list"},
      {16, R"(  "outputs": [{"zh": "意见", "en": "An opinion", "de": "x"}],)", "outputs.0.de",
       "is not known"},
      {17, R"(  "legal_effect": {"zh": "", "en": "Advisory"},)", "legal_effect.zh",
       "must not be empty"},
      {19, R"(              {"name": {"zh": "某报", "en": "A paper"}, "place": ""}],)",
       "sources.1.place", "must not be empty"},
      {20, R"(  "note": "设置")", "note", "must be an object"},
      {11, R"(  "notice_days": 3 3,)", "", "is no JSON"},
  }));
  auto lines = kGoodTemplate;
  lines[row.line - 1] = row.replacement;
  INFO(row.replacement);
  const auto parsed = codec::parse_meeting_template(joined_lines(lines));
  REQUIRE(std::holds_alternative<codec::JsonProblem>(parsed));
  const auto& problem = std::get<codec::JsonProblem>(parsed);
  CHECK(problem.field == row.field);
  CHECK(problem.line == (row.named != 0 ? row.named : row.line));
  CHECK_THAT(problem.reason, Catch::Matchers::StartsWith(row.reason));
}

TEST_CASE("an agenda or a file without end is refused") {
  auto lines = kGoodTemplate;
  lines[11] = R"(  "agenda": [)";
  for (int i = 0; i < 100; ++i) lines[11] += lines[12];
  const auto parsed = codec::parse_meeting_template(joined_lines(lines));
  REQUIRE(std::holds_alternative<codec::JsonProblem>(parsed));
  CHECK(std::get<codec::JsonProblem>(parsed).reason == "must have at most 100");
  CHECK(std::holds_alternative<codec::JsonProblem>(
      codec::parse_meeting_template(std::string(64 * 1024 + 1, ' '))));
}
