// Method: lengths, header comments and characters of every file of ours are looked at as text; the
// scanner that finds functions is itself tried on a small piece of code first.
#include <array>
#include <catch2/catch.hpp>

#include "source_tree.hpp"

using namespace tidy;

namespace {

constexpr std::size_t kFunctionLinesMax = 70;
constexpr std::size_t kSourceLinesMax = 450;
constexpr std::size_t kWebLinesMax = 300;
constexpr std::size_t kHeaderCommentLinesMax = 16;

std::size_t lines_max(const SourceFile& file) {
  if (file.under("src") && (file.ends_with(".cpp") || file.ends_with(".hpp"))) {
    return kSourceLinesMax;
  }
  const bool web = file.under("web-ui/src");
  if (web && (file.ends_with(".ts") || file.ends_with(".svelte"))) return kWebLinesMax;
  return 0;
}

/// What people write by hand, unlike lock files and approved output.
bool is_hand_written(const SourceFile& file) {
  return !file.ends_with("package-lock.json") && !file.under("tests/data") &&
         !file.under("tests/golden") && !file.ends_with(".inc") && file.path != "LICENSE";
}

std::size_t leading_comment_lines(const SourceFile& file) {
  std::size_t lines = 0;
  for (const std::string& line : file.lines) {
    if (line.starts_with("//")) {
      ++lines;
    } else if (line != "#pragma once" || lines > 0) {
      break;
    }
  }
  return lines;
}

}  // namespace

TEST_CASE("the scanner finds functions and their length") {
  const auto functions = functions_in(
      "namespace a {\n"
      "struct B : C<int()> {\n"
      "  B() : x_(1) {}\n"
      "  int x_ = 1'000;  // not {\n"
      "};\n"
      "const int kTable[]{1, 2};\n"
      "int f(\n"
      "    int x) {\n"
      "  const char* text = \"{\";\n"
      "  if (x) {\n"
      "    return '}';\n"
      "  }\n"
      "  return 0;\n"
      "}\n"
      "}\n");
  REQUIRE(functions.size() == 2);
  CHECK(functions[0].lines == 1);
  CHECK(functions[1].name == "f");
  CHECK(functions[1].first_line == 6);
  CHECK(functions[1].lines == 8);
}

TEST_CASE("no function is longer than 70 lines") {
  std::vector<std::string> problems;
  for (const SourceFile* file : cpp_files()) {
    for (const Function& function : functions_in(file->text)) {
      if (function.lines <= kFunctionLinesMax) continue;
      problems.push_back(at_line(*file, function.first_line,
                                 function.name + " has " + std::to_string(function.lines) +
                                     " lines; " + std::to_string(kFunctionLinesMax) + " at most"));
    }
  }
  expect_none(problems);
}

TEST_CASE("no file is longer than it may be") {
  std::vector<std::string> problems;
  for (const SourceFile& file : all_files()) {
    const std::size_t max = lines_max(file);
    if (max == 0 || file.lines.size() <= max) continue;
    problems.push_back(file.path + " has " + std::to_string(file.lines.size()) + " lines; " +
                       std::to_string(max) + " at most");
  }
  expect_none(problems);
}

TEST_CASE("every header is included once and opens with what it is") {
  std::vector<std::string> problems;
  for (const SourceFile* file : cpp_files()) {
    if (!file->ends_with(".hpp")) continue;
    const std::size_t comment = leading_comment_lines(*file);
    if (comment == 0 || comment > kHeaderCommentLinesMax) {
      problems.push_back(file->path + ": opens with a comment of 3-8 lines on what it is");
    }
    if (file->text.find("#pragma once\n") == std::string::npos) {
      problems.push_back(file->path + ": has no #pragma once");
    }
  }
  expect_none(problems);
}

TEST_CASE("there are no tabs, no spaces at line ends, and a newline at the end") {
  std::vector<std::string> problems;
  for (const SourceFile& file : all_files()) {
    if (!is_hand_written(file)) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const std::string& line = file.lines[i];
      if (line.find('\t') != std::string::npos) problems.push_back(at_line(file, i, "tab"));
      if (line.find('\r') != std::string::npos) problems.push_back(at_line(file, i, "CR"));
      if (!line.empty() && line.back() == ' ' && !file.ends_with(".md")) {
        problems.push_back(at_line(file, i, "space at the end"));
      }
    }
    if (!file.text.empty() && file.text.back() != '\n') {
      problems.push_back(file.path + ": no newline at the end");
    }
  }
  expect_none(problems);
}

TEST_CASE("nothing is left for later in a comment") {
  // Put together here, so that this file does not find itself.
  const std::array<std::string, 4> marks{std::string("TO") + "DO", std::string("FIX") + "ME",
                                         std::string("XX") + "X:", std::string("HA") + "CK:"};
  std::vector<std::string> problems;
  for (const SourceFile& file : all_files()) {
    if (!is_hand_written(file)) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      for (const std::string& mark : marks) {
        if (file.lines[i].find(mark) != std::string::npos) {
          problems.push_back(at_line(file, i, mark));
        }
      }
    }
  }
  expect_none(problems);
}

TEST_CASE("no file names a package registry's host or a folder of one machine") {
  const std::array<std::string, 6> hosts{
      std::string("registry.") + "npmjs",  std::string("registry.") + "yarnpkg",
      std::string("deb.") + "debian.org",  std::string("ftp.") + "debian.org",
      std::string("security.") + "debian", std::string("npm") + "mirror.com"};
  const std::array<std::string, 3> folders{std::string("/wo") + "rk/", std::string("/ro") + "ot/",
                                           std::string("/ho") + "me/"};
  const std::string inside_path =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.}-";
  std::vector<std::string> problems;
  for (const SourceFile& file : all_files()) {
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const std::string& line = file.lines[i];
      for (const std::string& host : hosts) {
        if (line.find(host) != std::string::npos) problems.push_back(at_line(file, i, host));
      }
      for (const std::string& folder : folders) {
        const auto found = line.find(folder);
        if (found == std::string::npos) continue;
        const bool begins = found == 0 || inside_path.find(line[found - 1]) == std::string::npos;
        if (begins) problems.push_back(at_line(file, i, "path of one machine: " + folder));
      }
    }
  }
  expect_none(problems);
}
