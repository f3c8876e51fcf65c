// Method: without libFuzzer, every target is given each file that is kept for it, then a fixed
// number of changes of it, the same ones every time: bytes turned, put in, taken out, pieces of
// another file in their place. What a target promises must hold of all of them.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "fuzz/targets.hpp"

namespace roundtable::fuzz {
namespace {

namespace fs = std::filesystem;

struct Target {
  std::string name;
  void (*run)(std::string_view);
};

const Target kTargets[] = {
    {"frame", frame},
    {"json_body", json_body},
    {"http_request", http_request},
    {"import_grids", import_grids},
    {"import_roll", import_roll},
    {"import_workbook", import_workbook},
    {"entry", entry},
    {"registers", registers},
    {"data_file", data_file},
    {"log_text", log_text},
    {"media", media},
    {"receipt", receipt},
};

constexpr int kChangesOfEach = 40;
constexpr std::size_t kBytesMax = 8'192;

std::vector<std::string> kept_in(const fs::path& folder, std::string_view ending) {
  std::vector<fs::path> paths;
  if (fs::is_directory(folder)) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() == ending) paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> files;
  for (const auto& path : paths) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    files.push_back(text.str());
  }
  return files;
}

/// The importers' own tests keep their files elsewhere.
std::vector<std::string> kept_for(const Target& target) {
  const fs::path tests = fs::path(ROUNDTABLE_SOURCE_DIR) / "tests";
  auto files = kept_in(tests / "fuzz" / "corpus" / target.name, ".seed");
  if (target.name.starts_with("import_")) {
    for (auto& file : kept_in(tests / "data" / "csv", ".csv")) files.push_back(std::move(file));
  }
  return files;
}

using Chance = std::mt19937;

std::size_t below(Chance& chance, std::size_t bound) {
  return bound == 0 ? 0 : chance() % bound;
}

std::string changed(std::string bytes, const std::string& other, Chance& chance) {
  const auto changes = 1 + below(chance, 4);
  for (std::size_t i = 0; i < changes; ++i) {
    const auto at = below(chance, bytes.size() + 1);
    const auto length = below(chance, 9);
    switch (below(chance, 4)) {
      case 0:
        if (at < bytes.size()) bytes[at] = static_cast<char>(below(chance, 256));
        break;
      case 1:
        bytes.insert(at, 1, static_cast<char>(below(chance, 256)));
        break;
      case 2:
        bytes.erase(at, length);
        break;
      default:
        bytes.insert(at, other.substr(below(chance, other.size() + 1), 4 * length));
    }
  }
  bytes.resize(std::min(bytes.size(), kBytesMax));
  return bytes;
}

/// What is shown of bytes that broke a promise.
std::string in_hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += {kDigits[byte >> 4U], kDigits[byte & 15U]};
  }
  return hex;
}

}  // namespace

TEST_CASE("every target keeps its promises with what is kept of it, and with changes of that") {
  for (const auto& target : kTargets) {
    INFO(target.name);
    const auto files = kept_for(target);
    REQUIRE(!files.empty());
    Chance chance(1);  // NOLINT(cert-msc51-cpp): the same every time
    for (const auto& file : files) {
      for (int i = 0; i <= kChangesOfEach; ++i) {
        const auto& other = files[below(chance, files.size())];
        const auto bytes = i == 0 ? file : changed(file, other, chance);
        try {
          target.run(bytes);
        } catch (const std::exception& problem) {
          FAIL_CHECK(problem.what() << ": " << in_hex(bytes));
        }
      }
    }
  }
}

}  // namespace roundtable::fuzz
