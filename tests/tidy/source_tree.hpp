// The project's own text files, read once for the tidy tests, and small helpers to look into them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tidy {

struct SourceFile {
  std::string path;  // relative to the project's root, with '/'
  std::string text;
  std::vector<std::string> lines;  // without the newline

  bool under(std::string_view folder) const;
  bool ends_with(std::string_view ending) const { return std::string_view(path).ends_with(ending); }
  /// "domain" for src/domain/ballot/tally.cpp; "" outside src.
  std::string room() const;
};

std::filesystem::path source_root();
/// Everything that belongs to the project: no build results, installed packages, run-time data.
const std::vector<SourceFile>& all_files();
/// Null where there is no such file.
const SourceFile* find_file(std::string_view path);
/// The same of one that must be there.
const SourceFile& file_at(std::string_view path);
/// C++ files of ours: src, tests, bench.
std::vector<const SourceFile*> cpp_files();

/// "path:12: what is wrong", for lines counted from 0.
std::string at_line(const SourceFile& file, std::size_t line, std::string_view what);
/// Fails the running test with one line a problem, if there are any.
void expect_none(const std::vector<std::string>& problems);

/// The same text with comments, string and character literals and preprocessor lines blanked out;
/// newlines stay.
std::string only_code(std::string_view text);

struct Function {
  std::string name;        // as far as it can be told, for the message
  std::size_t first_line;  // counted from 0, where its signature begins
  std::size_t lines;
};
/// Bodies of functions, found by their braces. Good enough for code formatted by clang-format.
std::vector<Function> functions_in(std::string_view text);

struct Include {
  std::string target;
  bool quoted;  // "x" rather than <x>
  std::size_t line;
};
std::vector<Include> includes_of(const SourceFile& file);

/// The names inside `using NAME = std::variant<…>;` or `enum class NAME {…};`, in order.
std::vector<std::string> names_between(std::string_view text, std::string_view begin,
                                       std::string_view end);

}  // namespace tidy
