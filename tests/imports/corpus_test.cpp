// Method: every file of tests/data/csv is read, and what comes of it is compared with the file of
// the same name beside it, which a person wrote: rows, counts, names, and every problem with its
// place, code and fields, in order and none besides. tests/data/csv/README.md explains the lines.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "imports/grids.hpp"
#include "imports/problem_sentences.hpp"
#include "imports/roll_plan.hpp"
#include "sample.hpp"

namespace roundtable::imports::test {
namespace {

namespace fs = std::filesystem;

std::string with_dash(const std::string& text) {
  return text.empty() ? "-" : text;
}

/// The fields that an expected line names, of the problem that came: "value=310118".
std::string named_fields(const Problem& problem, const std::string& expected) {
  std::istringstream words(expected);
  std::string out;
  std::string word;
  for (int i = 0; i < 4; ++i) words >> word;  // kind, place, cell, code
  while (words >> word) {
    const auto equals = word.find('=');
    if (equals == std::string::npos) continue;
    const auto field = problem.fields.find(word.substr(0, equals));
    out += " " + word.substr(0, equals + 1) +
           (field == problem.fields.end() ? "(none)" : field->second);
  }
  return out;
}

std::vector<std::string> lines_for(const char* kind, const Problems& problems,
                                   const std::vector<std::string>& expected) {
  std::vector<std::string> lines;
  for (const auto& problem : problems) {
    const auto beginning = kind + std::string(" ") + std::to_string(problem.place.line) + ":" +
                           std::to_string(problem.place.column) + " " +
                           with_dash(problem.place.cell) + " " +
                           std::string(to_string(problem.code));
    const auto same = std::find_if(expected.begin(), expected.end(), [&](const auto& line) {
      return line == beginning || line.starts_with(beginning + " ");
    });
    lines.push_back(beginning + (same == expected.end() ? "" : named_fields(problem, *same)));
  }
  return lines;
}

void append(std::vector<std::string>& lines, std::vector<std::string> more) {
  lines.insert(lines.end(), more.begin(), more.end());
}

/// Lines of `expected` that begin so, or their values compared with what came.
bool asks(const std::vector<std::string>& expected, const std::string& beginning) {
  return std::any_of(expected.begin(), expected.end(),
                     [&](const auto& line) { return line.starts_with(beginning); });
}

std::vector<std::string> counts(const Report& report, const std::vector<std::string>& expected) {
  std::vector<std::string> lines = {"encoding " + std::string(to_string(report.encoding)),
                                    "rows " + std::to_string(report.rows)};
  const auto add = [&](const std::string& name, std::size_t value) {
    if (asks(expected, name + " ")) lines.push_back(name + " " + std::to_string(value));
  };
  add("added", report.added);
  add("same", report.same);
  add("buildings", report.buildings);
  add("heads", report.heads);
  add("area", static_cast<std::size_t>(report.area_centi));
  return lines;
}

std::vector<std::string> grids_outcome(const std::string& bytes,
                                       const std::vector<std::string>& expected) {
  const auto import = read_grids(bytes, domain::GridTree());
  auto lines = counts(import.report, expected);
  for (const auto& node : import.added) {
    const auto line = "name " + node.id.str() + " " + node.name;
    if (asks(expected, "name " + node.id.str() + " ")) lines.push_back(line);
  }
  append(lines, lines_for("problem", import.report.problems, expected));
  append(lines, lines_for("notice", import.report.notices, expected));
  domain::GridTree tree;
  for (const auto& node : import.added) {
    if (tree.add(node)) lines.push_back("cannot be added: " + node.id.str());
  }
  if (!import.report.problems.empty() && !import.added.empty()) lines.push_back("not nothing");
  return lines;
}

std::vector<std::string> roll_outcome(const std::string& bytes,
                                      const std::vector<std::string>& expected) {
  auto file = read_roll(bytes, plainly_hashed);
  if (file.report.problems.empty()) {
    plan_roll(file, RollId("r"), GridId("g"), std::nullopt, FreshIds());
  }
  auto lines = counts(file.report, expected);
  for (const auto& line : file.lines) {
    if (!asks(expected, "unit ")) break;
    lines.push_back("unit " + line.building + " " + with_dash(line.stair) + " " + line.room + " " +
                    std::to_string(line.area.centi) + " " +
                    std::string(domain::to_string(line.source)));
  }
  append(lines, lines_for("problem", file.report.problems, expected));
  append(lines, lines_for("notice", file.report.notices, expected));
  for (const auto& overlap : file.report.overlaps) {
    std::string line = "overlap";
    for (const auto& unit : overlap.units) line += " " + std::to_string(unit.place.line);
    lines.push_back(line);
  }
  for (const auto& question : file.report.questions) {
    auto line = "question " + std::string(to_string(question.kind));
    for (const auto& unit : question.units) line += " " + std::to_string(unit.place.line);
    lines.push_back(line);
  }
  return lines;
}

std::vector<fs::path> corpus() {
  std::vector<fs::path> files;
  for (const auto& file : fs::directory_iterator(source_folder() + "/tests/data/csv")) {
    if (file.path().extension() == ".csv") files.push_back(file.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

TEST_CASE("what offices hand in is read as it was meant, or refused with the place") {
  const auto files = corpus();
  CHECK(files.size() >= 90);
  for (const auto& file : files) {
    auto beside = file;
    std::istringstream lines(bytes_of(beside.replace_extension(".expected")));
    std::vector<std::string> expected;
    for (std::string line; std::getline(lines, line);) expected.push_back(line);
    const auto bytes = bytes_of(file);
    const bool grids = file.filename().string().starts_with("grids_");
    auto came = grids ? grids_outcome(bytes, expected) : roll_outcome(bytes, expected);
    INFO(file.filename().string());
    std::sort(expected.begin(), expected.end());
    std::sort(came.begin(), came.end());
    CHECK(came == expected);
  }
}

TEST_CASE("every problem and notice has a sentence in both languages, without a gap in it") {
  for (const auto code : all_codes()) {
    INFO(to_string(code));
    const auto text = sentence({code, {}, {}});
    CHECK_FALSE(text.zh.empty());
    CHECK_FALSE(text.en.empty());
  }
  for (const auto& file : corpus()) {
    const bool grids = file.filename().string().starts_with("grids_");
    const auto report = grids ? read_grids(bytes_of(file), domain::GridTree()).report
                              : read_roll(bytes_of(file), plainly_hashed).report;
    for (const auto& problem : report.problems) {
      INFO(file.filename().string() << ": " << sentence(problem).zh);
      for (const auto* gap : {"“”", "{", "}", "  "}) {
        CHECK(sentence(problem).zh.find(gap) == std::string::npos);
        CHECK(sentence(problem).en.find(gap) == std::string::npos);
      }
    }
  }
}

}  // namespace roundtable::imports::test
