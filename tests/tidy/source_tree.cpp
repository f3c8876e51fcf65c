#include "source_tree.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <fstream>
#include <set>
#include <sstream>

namespace tidy {
namespace {

namespace fs = std::filesystem;

// Not ours, or made by a run: the same list as .gitignore, and what holds no text.
const std::set<std::string> kSkippedFolders{
    ".git", ".cache", ".node", "build", "data", "node_modules", "dist", "images", "test-results"};
const std::set<std::string> kTextEndings{
    ".cpp",     ".hpp",    ".cmake", ".json", ".md",   ".ts",  ".mts", ".js",
    ".mjs",     ".svelte", ".css",   ".html", ".yaml", ".yml", ".txt", ".mustache",
    ".meeting", ".csv",    ".svg",   ".conf", ".inc",  ""};

std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

bool is_skipped(const fs::directory_entry& entry) {
  const std::string name = entry.path().filename().string();
  if (!entry.is_directory() || !kSkippedFolders.contains(name)) return false;
  // tests/data holds approved files of ours.
  return !(name == "data" && entry.path().parent_path().filename() == "tests");
}

std::vector<SourceFile> read_all() {
  std::vector<SourceFile> files;
  for (auto entry = fs::recursive_directory_iterator(source_root());
       entry != fs::recursive_directory_iterator(); ++entry) {
    if (is_skipped(*entry)) entry.disable_recursion_pending();
    // In a second work tree `.git` is a file.
    if (!entry->is_regular_file() || entry->path().filename() == ".git") continue;
    const fs::path& path = entry->path();
    if (!kTextEndings.contains(path.extension().string())) continue;
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    files.push_back(
        {fs::relative(path, source_root()).generic_string(), text.str(), split_lines(text.str())});
  }
  std::sort(files.begin(), files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return files;
}

}  // namespace

bool SourceFile::under(std::string_view folder) const {
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

std::string SourceFile::room() const {
  if (!under("src")) return {};
  const auto slash = path.find('/', 4);
  return slash == std::string::npos ? std::string{} : path.substr(4, slash - 4);
}

fs::path source_root() {
  return ROUNDTABLE_SOURCE_DIR;
}

const std::vector<SourceFile>& all_files() {
  static const std::vector<SourceFile> kFiles = read_all();
  return kFiles;
}

const SourceFile* find_file(std::string_view path) {
  for (const SourceFile& file : all_files()) {
    if (file.path == path) return &file;
  }
  return nullptr;
}

const SourceFile& file_at(std::string_view path) {
  const SourceFile* file = find_file(path);
  INFO(path);
  REQUIRE(file != nullptr);
  return *file;
}

std::vector<const SourceFile*> cpp_files() {
  std::vector<const SourceFile*> found;
  for (const SourceFile& file : all_files()) {
    const bool ours = file.under("src") || file.under("tests") || file.under("bench");
    if (ours && (file.ends_with(".cpp") || file.ends_with(".hpp"))) found.push_back(&file);
  }
  return found;
}

std::string at_line(const SourceFile& file, std::size_t line, std::string_view what) {
  return file.path + ":" + std::to_string(line + 1) + ": " + std::string(what);
}

void expect_none(const std::vector<std::string>& problems) {
  std::string list;
  for (const std::string& problem : problems) list += problem + "\n";
  INFO(list);
  CHECK(problems.empty());
}

std::vector<Include> includes_of(const SourceFile& file) {
  std::vector<Include> includes;
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    const std::string& line = file.lines[i];
    if (!line.starts_with("#include ")) continue;
    const auto open = line.find_first_of("<\"");
    if (open == std::string::npos) continue;
    const auto close = line.find(line[open] == '<' ? '>' : '"', open + 1);
    if (close == std::string::npos) continue;
    includes.push_back({line.substr(open + 1, close - open - 1), line[open] == '"', i});
  }
  return includes;
}

std::vector<std::string> names_between(std::string_view text, std::string_view begin,
                                       std::string_view end) {
  const auto from = text.find(begin);
  if (from == std::string_view::npos) return {};
  const auto start = from + begin.size();
  const std::string body = only_code(text.substr(start, text.find(end, start) - start));
  std::vector<std::string> names;
  std::string name;
  for (const char c : body + " ") {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_') {
      name += c;
    } else if (!name.empty()) {
      names.push_back(std::exchange(name, {}));
    }
  }
  return names;
}

}  // namespace tidy
