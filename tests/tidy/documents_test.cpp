// Method: what the documents promise is read out of them and compared with the lists in the code:
// refusal codes, commands, events; every link to a file is followed, and so is every page that any
// file of ours cites, with the section and the number it names.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstring>
#include <regex>
#include <set>

#include "source_tree.hpp"

using namespace tidy;

namespace {

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

/// A page as a comment or a document cites it: by its path, behind which may stand numbers of its
/// sections (2.3, 3.1), or a heading in quotes and the number of an item below it.
struct Citation {
  std::string page;
  std::size_t line = 0;              // counted from 0
  std::string heading;               // "" : none is named
  std::vector<std::string> numbers;  // of sections, or of items under the heading
};

bool is_in_path(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || (c != '\0' && std::strchr("_./-", c));
}

/// What follows a page's name, as one line without the marks of comments.
std::string after_page(std::string_view text) {
  const std::string next(text.substr(0, 160));
  return std::regex_replace(next, std::regex("\\s*\\n\\s*(//+|#|\\*)?\\s*"), " ");
}

/// `after` is what follows the page: 2.3, 3.1 or , "A heading" 2 or , section 8.
void read_place(const std::string& after, Citation& citation) {
  static const std::regex kHeading("^\\)?,? (?:\"([^\"]+)\"|section ([A-Z][A-Za-z]*))");
  static const std::regex kNumbers(
      "^\\)?(?:, section)? ([0-9]+(?:\\.[0-9]+)*(?:, [0-9]+(?:\\.[0-9]+)+)*)(?![0-9A-Za-z%])");
  std::smatch found;
  std::string rest = after;
  if (std::regex_search(after, found, kHeading)) {
    citation.heading = found[1].matched ? found[1] : found[2];
    rest = found.suffix();
  }
  if (!std::regex_search(rest, found, kNumbers)) return;
  const std::string list = found[1];
  const std::regex number("[0-9.]+");
  for (std::sregex_iterator at(list.begin(), list.end(), number), end; at != end; ++at) {
    citation.numbers.push_back(at->str());
  }
}

/// Every page that is named in a text; addresses of the web and bare endings are none.
std::vector<Citation> citations_in(const std::string& text) {
  std::vector<Citation> citations;
  const std::string ending = ".md";
  for (auto at = text.find(ending); at != std::string::npos; at = text.find(ending, at + 1)) {
    const auto end = at + ending.size();
    if (end < text.size() && (is_in_path(text[end]) && text[end] != '.')) continue;
    auto begin = at;
    while (begin > 0 && is_in_path(text[begin - 1])) --begin;
    Citation citation;
    citation.page = text.substr(begin, end - begin);
    if (citation.page == ending || citation.page.starts_with("//")) continue;
    citation.line = static_cast<std::size_t>(std::count(text.begin(), text.begin() + begin, '\n'));
    read_place(after_page(std::string_view(text).substr(end)), citation);
    citations.push_back(citation);
  }
  return citations;
}

/// The page that a file names from the root, from its own folder, or as the package installs it.
const SourceFile* page_of(const SourceFile& file, const std::string& name) {
  const std::string installed = "/usr/share/doc/roundtable/";
  if (name.starts_with(installed)) return find_file("docs/" + name.substr(installed.size()));
  if (const SourceFile* page = find_file(name)) return page;
  const auto beside = std::filesystem::path(file.path).parent_path() / name;
  if (const SourceFile* page = find_file(beside.lexically_normal().generic_string())) return page;
  // A script that starts out from its package's folder, not from its own.
  return name.starts_with("../") ? find_file(name.substr(3)) : nullptr;
}

bool is_heading(const std::string& line) {
  return line.starts_with("#") && line.find_first_not_of('#') == line.find(' ');
}

/// "2.3" of "### 2.3 Counting heads"; "" of any other line.
std::string number_of(const std::string& line) {
  if (!is_heading(line)) return {};
  const std::string title = line.substr(line.find(' ') + 1);
  std::string number = title.substr(0, title.find_first_not_of("0123456789."));
  if (number.ends_with(".")) number.pop_back();
  return number;
}

/// What is missing of the place that a citation names in its page; "" : nothing.
std::string missing_place(const SourceFile& page, const Citation& citation) {
  bool inside = false;
  std::set<std::string> numbers;
  for (const std::string& line : page.lines) {
    if (citation.heading.empty()) {
      numbers.insert(number_of(line));
    } else if (is_heading(line)) {
      inside = inside || line.substr(line.find(' ') + 1) == citation.heading;
      if (inside && !numbers.empty()) break;
    } else if (inside) {
      numbers.insert(line.substr(0, std::min(line.find(". "), line.size())));
    }
  }
  if (!citation.heading.empty() && !inside) return "\"" + citation.heading + "\"";
  for (const std::string& number : citation.numbers) {
    if (!numbers.contains(number)) return number;
  }
  return {};
}

/// The four digits of each decision that is cited by its number: docs/decisions/0004.
std::vector<std::string> decisions_in(const std::string& text) {
  const std::string folder = "decisions/";
  std::vector<std::string> numbers;
  for (auto at = text.find(folder); at != std::string::npos; at = text.find(folder, at + 1)) {
    const std::string number = text.substr(at + folder.size(), 4);
    if (number.find_first_not_of("0123456789") == std::string::npos) numbers.push_back(number);
  }
  return numbers;
}

bool is_decision(const std::string& number) {
  return std::any_of(all_files().begin(), all_files().end(), [&](const SourceFile& file) {
    return file.path.starts_with("docs/decisions/" + number + "-");
  });
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
  expect_in_glossary(alternatives("src/domain/event.hpp", "AnyEvent"));
  expect_in_glossary(alternatives("src/domain/issue.hpp", "IssueEvent"));
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

TEST_CASE("a citation is read with its heading and its numbers, over the end of a line") {
  // The names are put together here, so that this file is not taken to cite them.
  const std::string page = std::string("docs/a") + ".md";
  const auto read = [&](const std::string& after) {
    const auto citations = citations_in("(" + page + after);
    REQUIRE(citations.size() == 1);
    CHECK(citations[0].page == page);
    return citations[0];
  };
  CHECK(read(" 2.3, 3.1). No more.").numbers == std::vector<std::string>{"2.3", "3.1"});
  CHECK(read("\n/// 6: small groups").numbers == std::vector<std::string>{"6"});
  CHECK(read(" 5.1, rules 1-10)").numbers == std::vector<std::string>{"5.1"});
  CHECK(read(", \"A\n// heading\" 2)").heading == "A heading");
  CHECK(read(", \"A heading\" 2)").numbers == std::vector<std::string>{"2"});
  CHECK(read("), section 8.").numbers == std::vector<std::string>{"8"});
  CHECK(read(", section HTTP)").heading == "HTTP");
  CHECK(read(" has 3 parts").numbers.empty());
  CHECK(citations_in("https://example.org/" + page + " and *." + "md").empty());
}

TEST_CASE("every page that is cited is in the project, with the section that is named") {
  std::vector<std::string> problems;
  for (const SourceFile& file : all_files()) {
    for (const Citation& citation : citations_in(file.text)) {
      const SourceFile* page = page_of(file, citation.page);
      if (page == nullptr) {
        problems.push_back(at_line(file, citation.line, "no such page: " + citation.page));
        continue;
      }
      const std::string missing = missing_place(*page, citation);
      if (missing.empty()) continue;
      problems.push_back(at_line(file, citation.line, citation.page + " has no " + missing));
    }
    for (const std::string& number : decisions_in(file.text)) {
      if (!is_decision(number)) problems.push_back(file.path + ": no such decision: " + number);
    }
  }
  expect_none(problems);
}
