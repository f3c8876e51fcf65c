// Method: what the documents promise is read out of them and compared with the lists in the code:
// refusal codes, commands, events; and every link to a file is followed.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "source_tree.hpp"

using namespace tidy;

namespace {

const SourceFile& file_at(std::string_view path) {
  const SourceFile* file = find_file(path);
  INFO(path);
  REQUIRE(file != nullptr);
  return *file;
}

/// Codes of the table under "### Refusals": rows begin with "| `code`".
std::set<std::string> documented_codes() {
  std::set<std::string> codes;
  bool inside = false;
  for (const std::string& line : file_at("docs/protocol.md").lines) {
    if (line.starts_with("#")) inside = line == "### Refusals";
    if (!inside || !line.starts_with("| `")) continue;
    codes.insert(line.substr(3, line.find('`', 3) - 3));
  }
  return codes;
}

/// The first underscore of an enumerator is the dot of its code.
std::set<std::string> codes_in_code() {
  std::set<std::string> codes;
  for (std::string name :
       names_between(file_at("src/domain/refusal.hpp").text, "enum class Code {", "};")) {
    const auto underscore = name.find('_');
    REQUIRE(underscore != std::string::npos);
    name[underscore] = '.';
    codes.insert(name);
  }
  return codes;
}

/// Codes that are refused before there is a command; documented with the frames and with HTTP.
bool is_outside_the_domain(const std::string& code) {
  for (const char* prefix : {"frame.", "invitation.", "sign_in.", "limit.", "http."}) {
    if (code.starts_with(prefix)) return true;
  }
  return false;
}

void expect_in_glossary(const std::vector<std::string>& names) {
  REQUIRE(!names.empty());
  const std::string& glossary = file_at("docs/glossary.md").text;
  std::vector<std::string> problems;
  for (const std::string& name : names) {
    if (glossary.find("`" + name + "`") == std::string::npos) {
      problems.push_back("docs/glossary.md does not explain `" + name + "`");
    }
  }
  expect_none(problems);
}

bool is_document(const SourceFile& file) {
  return file.ends_with(".md") && (file.under("docs") || file.path.find('/') == std::string::npos);
}

/// Targets of [text](target) that are files of ours.
std::vector<std::string> links_of(const SourceFile& file) {
  std::vector<std::string> links;
  for (auto at = file.text.find("]("); at != std::string::npos; at = file.text.find("](", at + 2)) {
    std::string target = file.text.substr(at + 2, file.text.find(')', at) - at - 2);
    target = target.substr(0, target.find('#'));
    if (!target.empty() && target.find("://") == std::string::npos) links.push_back(target);
  }
  return links;
}

}  // namespace

TEST_CASE("every refusal code is documented, and every documented one exists") {
  const auto documented = documented_codes();
  const auto existing = codes_in_code();
  std::vector<std::string> problems;
  for (const std::string& code : existing) {
    if (!documented.contains(code)) problems.push_back("docs/protocol.md does not list " + code);
  }
  for (const std::string& code : documented) {
    if (!existing.contains(code) && !is_outside_the_domain(code)) {
      problems.push_back("src/domain/refusal.hpp does not have " + code);
    }
  }
  expect_none(problems);
}

TEST_CASE("every problem of an import is documented") {
  const std::string& page = file_at("docs/imports.md").text;
  std::vector<std::string> problems;
  for (std::string name :
       names_between(file_at("src/imports/problem.hpp").text, "enum class Code {", "};")) {
    const auto underscore = name.find('_');
    REQUIRE(underscore != std::string::npos);
    name[underscore] = '.';
    if (page.find("`" + name + "`") == std::string::npos) {
      problems.push_back("docs/imports.md does not explain " + name);
    }
  }
  expect_none(problems);
}

TEST_CASE("the glossary explains every command and every event") {
  const auto alternatives = [](const char* path, const std::string& alias) {
    auto names = names_between(file_at(path).text, "using " + alias + " =", ">;");
    std::erase_if(names, [](const auto& name) { return name == "std" || name == "variant"; });
    return names;
  };
  expect_in_glossary(alternatives("src/domain/command.hpp", "Command"));
  expect_in_glossary(alternatives("src/domain/event.hpp", "Event"));
}

TEST_CASE("every link in the documents leads to a file") {
  std::vector<std::string> problems;
  for (const SourceFile& file : all_files()) {
    if (!is_document(file)) continue;
    const auto folder = (source_root() / file.path).parent_path();
    for (const std::string& link : links_of(file)) {
      if (!std::filesystem::exists(folder / link)) {
        problems.push_back(file.path + ": no such file: " + link);
      }
    }
  }
  expect_none(problems);
}

TEST_CASE("every page of the documents is found from docs/README.md") {
  const std::string& map = file_at("docs/README.md").text;
  std::vector<std::string> problems;
  for (const SourceFile& file : all_files()) {
    if (!file.under("docs") || file.path == "docs/README.md") continue;
    const std::string name = file.path.substr(5);
    const bool decision = name.starts_with("decisions/");
    if (!decision && map.find(name) == std::string::npos) problems.push_back(file.path);
  }
  expect_none(problems);
}
