// Method: every #include of every file under src is compared with one table of what each room of
// the house may see (docs/architecture.md, "Folders and what they may include").
#include <algorithm>
#include <catch2/catch.hpp>
#include <cctype>
#include <map>
#include <set>
#include <sstream>
#include <utility>

#include "source_tree.hpp"

using namespace tidy;

namespace {

struct Fence {
  std::set<std::string> rooms;     // folders of ours, its own aside
  std::set<std::string> anywhere;  // libraries, also in its headers
  std::set<std::string> in_cpp;    // libraries, in .cpp files only
};

const std::map<std::string, Fence> kFences{
    {"base", {{}, {}, {"posix"}}},
    {"domain", {{"base"}, {}, {}}},
    {"imports", {{"base", "domain"}, {}, {"iconv", "icu", "libzip", "expat"}}},
    {"media", {{"base", "domain"}, {}, {"qpdf"}}},
    {"codec", {{"base", "domain"}, {"nlohmann", "simdjson"}, {}}},
    {"log", {{"base"}, {}, {"posix", "SQLiteCpp", "sqlite", "openssl", "sodium"}}},
    {"views", {{"base", "domain", "codec", "log", "records"}, {"nlohmann"}, {"dtl"}}},
    {"directory", {{"base", "log"}, {}, {"SQLiteCpp", "sodium"}}},
    {"records",
     {{"base", "domain", "codec", "log"},
      {"nlohmann"},
      {"mustache", "png", "qrencode", "xlsxwriter"}}},
    {"readmodel",
     {{"base", "domain", "codec", "log", "views"}, {}, {"icu", "SQLiteCpp", "sqlite", "nlohmann"}}},
    {"live",
     {{"base", "domain", "codec", "log", "directory", "views"}, {}, {"icu", "openssl", "sodium"}}},
    {"ops", {{"base"}, {}, {"spdlog", "prometheus"}}},
    {"net", {{"base", "live", "ops"}, {"boost", "posix"}, {"openssl"}}},
    // Simulated people come in as people do, by HTTP and the WebSocket: nothing of the server.
    {"neighbours", {{"base"}, {"nlohmann"}, {"posix"}}},
    {"reactors", {{"base", "domain", "codec", "log", "live"}, {}, {}}},
    {"publish",
     {{"base", "domain", "codec", "log", "directory", "views", "records", "live"}, {}, {}}},
    {"mail",
     {{"base", "domain", "codec", "log", "directory", "views", "records", "live"},
      {},
      {"nlohmann", "sodium", "curl"}}},
    {"http",
     {{"base", "domain", "imports", "media", "codec", "log", "directory", "views", "readmodel",
       "records", "live", "ops", "net", "publish", "mail"},
      {"nlohmann"},
      {"posix"}}},
    {"app",
     {{"base", "domain", "codec", "log", "directory", "views", "readmodel", "live", "reactors",
       "ops", "net", "publish", "mail", "http"},
      {"nlohmann"},
      {"posix"}}},
    {"demo",
     {{"base", "domain", "imports", "codec", "log", "views", "live", "ops", "net", "http", "app"},
      {"nlohmann"},
      {"posix"}}},
    {"cli",
     {{"base", "domain", "imports", "codec", "log", "directory", "records", "live", "ops",
       "neighbours", "mail", "http", "app", "demo"},
      {"nlohmann", "CLI"},
      {"posix"}}},
};

// How a library's headers are told by the beginning of their name.
const std::map<std::string, std::string> kLibraries{
    {"boost/", "boost"},
    {"nlohmann/", "nlohmann"},
    {"dtl/", "dtl"},
    {"SQLiteCpp/", "SQLiteCpp"},
    {"sqlite3.h", "sqlite"},
    {"openssl/", "openssl"},
    {"sodium.h", "sodium"},
    {"sodium/", "sodium"},
    {"spdlog/", "spdlog"},
    {"prometheus/", "prometheus"},
    {"kainjow/", "mustache"},
    {"mustache.hpp", "mustache"},
    {"CLI/", "CLI"},
    {"simdjson.h", "simdjson"},
    {"curl/", "curl"},
    {"sys/", "posix"},
    {"netinet/", "posix"},
    {"arpa/", "posix"},
    {"unistd.h", "posix"},
    {"fcntl.h", "posix"},
    {"signal.h", "posix"},
    {"poll.h", "posix"},
    {"netdb.h", "posix"},
    {"ifaddrs.h", "posix"},
    {"net/if.h", "posix"},
    {"termios.h", "posix"},
    {"iconv.h", "iconv"},
    {"unicode/", "icu"},
    {"letters_table.inc", "icu"},  // made from it while building
    {"spawn.h", "posix"},
    {"qpdf/", "qpdf"},
    {"zip.h", "libzip"},
    {"expat.h", "expat"},
    {"png.h", "png"},
    {"qrencode.h", "qrencode"},
    {"xlsxwriter.h", "xlsxwriter"},
};

/// "" for the standard library, "?" for what the table does not know.
std::string library_of(const std::string& header) {
  for (const auto& [prefix, library] : kLibraries) {
    if (header.starts_with(prefix)) return library;
  }
  return header.find_first_of("./") == std::string::npos ? "" : "?";
}

/// Nothing, or what is wrong with this include in this room.
std::string trespass(const SourceFile& file, const Include& include) {
  const Fence& fence = kFences.at(file.room());
  if (include.quoted) {
    const std::string room = include.target.substr(0, include.target.find('/'));
    if (room == file.room() || fence.rooms.contains(room)) return {};
    return file.room() + " may not include " + include.target;
  }
  const std::string library = library_of(include.target);
  if (library.empty() || fence.anywhere.contains(library)) return {};
  if (fence.in_cpp.contains(library)) {
    return file.ends_with(".cpp") ? "" : library + " belongs into .cpp files: " + include.target;
  }
  return file.room() + " may not include <" + include.target + ">";
}

/// Adds every header of ours that `file` leads to.
void follow_includes(const SourceFile& file, std::set<std::string>& reached) {
  for (const Include& include : includes_of(file)) {
    const SourceFile* header = find_file("src/" + include.target);
    if (include.quoted && header != nullptr && reached.insert(header->path).second) {
      follow_includes(*header, reached);
    }
  }
}

/// "`base`, `log` (SQLite)" as the names in it.
std::set<std::string> names_in(std::string_view cell) {
  std::set<std::string> names;
  std::string name;
  for (const char letter : std::string(cell) + ',') {
    if (std::isalnum(static_cast<unsigned char>(letter)) != 0) {
      name += letter;
    } else if (!name.empty()) {
      names.insert(std::exchange(name, {}));
    }
  }
  return names;
}

/// Room by room, the cells after its name in the table of docs/architecture.md.
std::map<std::string, std::vector<std::string>> documented_rooms() {
  std::map<std::string, std::vector<std::string>> rooms;
  std::istringstream lines(file_at("docs/architecture.md").text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("| `")) continue;
    std::vector<std::string> cells;
    std::istringstream row(line.substr(1));
    for (std::string cell; std::getline(row, cell, '|');) cells.push_back(cell);
    if (cells.size() == 4) rooms[*names_in(cells[0]).begin()] = {cells[2], cells[3]};
  }
  return rooms;
}

/// As the table writes it: POSIX stands in a sentence of its own, SQLite has two libraries.
std::set<std::string> documented_libraries(const Fence& fence) {
  static const std::map<std::string, std::string> kNames{
      {"SQLiteCpp", "SQLite"}, {"sqlite", "SQLite"}, {"openssl", "OpenSSL"},
      {"boost", "Boost"},      {"CLI", "CLI11"},     {"icu", "ICU"}};
  std::set<std::string> names;
  for (const auto* some : {&fence.anywhere, &fence.in_cpp}) {
    for (const auto& library : *some) {
      if (library == "posix") continue;
      const auto known = kNames.find(library);
      names.insert(known == kNames.end() ? library : known->second);
    }
  }
  return names;
}

}  // namespace

TEST_CASE("the table of rooms in docs/architecture.md says what the fences say") {
  const auto documented = documented_rooms();
  std::set<std::string> rooms;
  for (const auto& [room, cells] : documented) rooms.insert(room);
  std::set<std::string> fenced;
  for (const auto& [room, fence] : kFences) fenced.insert(room);
  CHECK(rooms == fenced);
  for (const auto& [room, cells] : documented) {
    INFO(room);
    CHECK(names_in(cells[0]) == kFences.at(room).rooms);
    CHECK(names_in(cells[1]) == documented_libraries(kFences.at(room)));
  }
}

TEST_CASE("every file under src lies in a room of the house") {
  std::vector<std::string> problems;
  for (const SourceFile* file : cpp_files()) {
    if (file->under("src") && !kFences.contains(file->room())) problems.push_back(file->path);
  }
  expect_none(problems);
}

TEST_CASE("a room includes only what its fence lets in") {
  std::vector<std::string> problems;
  for (const SourceFile* file : cpp_files()) {
    if (!kFences.contains(file->room())) continue;
    for (const Include& include : includes_of(*file)) {
      const std::string problem = trespass(*file, include);
      if (!problem.empty()) problems.push_back(at_line(*file, include.line, problem));
    }
  }
  expect_none(problems);
}

TEST_CASE("what is included in quotes stands under src") {
  std::vector<std::string> problems;
  for (const SourceFile* file : cpp_files()) {
    if (!file->under("src")) continue;
    for (const Include& include : includes_of(*file)) {
      if (include.quoted && find_file("src/" + include.target) == nullptr) {
        problems.push_back(at_line(*file, include.line, "no such file: " + include.target));
      }
    }
  }
  expect_none(problems);
}

TEST_CASE("Boost does not leak: no other room reaches a header of net that includes it") {
  std::set<std::string> reached;
  for (const SourceFile* file : cpp_files()) {
    if (file->under("src") && file->room() != "net") follow_includes(*file, reached);
  }
  std::vector<std::string> problems;
  for (const std::string& path : reached) {
    for (const Include& include : includes_of(*find_file(path))) {
      if (library_of(include.target) == "boost") problems.push_back(path);
    }
  }
  expect_none(problems);
}

TEST_CASE("every header is included by somebody else") {
  std::set<std::string> included;
  for (const SourceFile* file : cpp_files()) {
    for (const Include& include : includes_of(*file)) {
      const std::string target = "src/" + include.target;
      const std::string own = target.substr(0, target.rfind('.')) + ".cpp";
      if (include.quoted && file->path != own) included.insert(target);
    }
  }
  std::vector<std::string> problems;
  for (const SourceFile* file : cpp_files()) {
    const bool header = file->under("src") && file->ends_with(".hpp");
    if (header && !included.contains(file->path)) problems.push_back(file->path + " is not used");
  }
  expect_none(problems);
}

TEST_CASE("only one file of the web client knows WebSocket") {
  std::vector<std::string> problems;
  for (const SourceFile& file : all_files()) {
    const bool test = file.path.find(".test.") != std::string::npos;
    if (!file.under("web-ui/src") || test || file.path == "web-ui/src/protocol/socket.ts") continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      if (file.lines[i].find("new WebSocket(") != std::string::npos) {
        problems.push_back(at_line(file, i, "sockets belong into protocol/socket.ts"));
      }
    }
  }
  expect_none(problems);
}
