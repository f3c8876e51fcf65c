// Method: each generated file is made again from the descriptions and compared with the committed
// one. With ROUNDTABLE_GENERATE (set by script/generate) it is rewritten instead.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "generated.hpp"
#include "records/outcome_phrase.hpp"

namespace generated {

std::vector<Member> sent_members(const std::vector<Member>& members) {
  using namespace roundtable::domain::describe;
  std::vector<Member> sent;
  for (const auto& member : members) {
    if (member.presence == Presence::unsent) continue;
    if (member.kind != Kind::part) {
      sent.push_back(member);
      continue;
    }
    for (auto& inner : sent_members(member.parts())) sent.push_back(std::move(inner));
  }
  return sent;
}

std::string outcome_texts() {
  using roundtable::domain::Outcome;
  using roundtable::domain::Worth;
  using roundtable::records::Lang;
  using roundtable::records::outcome_pattern;
  nlohmann::ordered_json out;
  for (const auto worth : {Worth::opinion_poll, Worth::motion, Worth::binding}) {
    for (const auto outcome : {Outcome::passed, Outcome::not_passed, Outcome::no_quorum}) {
      const auto key =
          "verdict." + std::string(to_string(worth)) + "." + std::string(to_string(outcome));
      out[key] = {{"zh", outcome_pattern(worth, outcome, Lang::zh)},
                  {"en", outcome_pattern(worth, outcome, Lang::en)}};
    }
  }
  return out.dump(2) + "\n";
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string out;
  for (const auto& word : words) {
    if (!out.empty()) out += between;
    out += word;
  }
  return out;
}

namespace {

std::string path_of(const std::string& file) {
  return std::string(ROUNDTABLE_SOURCE_DIR) + "/" + file;
}

std::string content_of(const std::string& file) {
  std::ifstream in(path_of(file), std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

void must_be(const std::string& file, const std::string& wanted) {
  if (std::getenv("ROUNDTABLE_GENERATE") != nullptr) {
    std::ofstream(path_of(file), std::ios::binary) << wanted;
  }
  INFO(file << " is stale: run script/generate");
  CHECK((content_of(file) == wanted));
}

/// Of a file that is written by hand but for what stands between its two marks.
void must_hold(const std::string& file, const std::string& begin_mark, const std::string& end_mark,
               const std::string& wanted) {
  const auto text = content_of(file);
  const auto begin = text.find(begin_mark);
  const auto end = text.find(end_mark);
  REQUIRE(begin != std::string::npos);
  REQUIRE(end != std::string::npos);
  must_be(file, text.substr(0, begin) + begin_mark + wanted + text.substr(end));
}

}  // namespace

TEST_CASE("the schemas of the commands are those of their descriptions") {
  must_hold("docs/asyncapi.yaml", "    # ---- Written by script/generate from here\n",
            "    # ---- to here\n", command_schemas());
}

TEST_CASE("the glossary names every command and event as its description does") {
  must_hold("docs/glossary.md", "<!-- Written by script/generate from here -->\n",
            "<!-- to here -->\n", glossary_tables());
}

TEST_CASE("the client's types of the commands are those of their descriptions") {
  must_be("web-ui/src/protocol/commands.ts", command_types());
}

TEST_CASE("the reference page tells the descriptions of today") {
  must_be("docs/reference.md", reference_page());
}

TEST_CASE("screens call an outcome what the published documents call it") {
  must_be("web-ui/src/i18n/texts/public/outcomes.json", outcome_texts());
}

}  // namespace generated
