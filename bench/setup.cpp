#include "setup.hpp"

#include <sys/vfs.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <thread>

#include "bare_server.hpp"
#include "neighbours/line.hpp"

namespace roundtable::bench {
namespace {

constexpr long kInMemory = 0x01021994;  // TMPFS_MAGIC, man 2 statfs
// Listeners, epoll, the log's files.
constexpr std::size_t kOtherFiles = 100;

bool node_is_there() {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "" : path);
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (::access((folder + "/node").c_str(), X_OK) == 0) return true;
  }
  return false;
}

}  // namespace

void Peer::add_options(CLI::App& app) {
  folder_ = BENCH_SOURCE_DIR "/bench/peers";
  app.add_option("--peer", folder_, "folder of ws_server.mjs, after `npm ci` in it")
      ->capture_default_str();
  app.add_flag("--without-peer", unwanted_, "do not measure Node's ws beside ours");
}

void Peer::look() {
  const char* why = nullptr;
  if (unwanted_) {
    why = "--without-peer was given";
  } else if (!node_is_there()) {
    why = "there is no node in PATH";
  } else if (!std::filesystem::exists(folder_ + "/node_modules/ws/package.json")) {
    why = "its package is not installed (npm ci in bench/peers)";
  }
  there_ = why == nullptr;
  if (!there_) std::printf("note: Node's ws is left out: %s\n", why);
}

std::vector<std::string> Peer::program() const {
  return {"node", "--expose-gc", folder_ + "/ws_server.mjs", std::to_string(kAnswerBytes)};
}

Setup::Setup()
    : shards_(std::max(1U, std::thread::hardware_concurrency())),
      data_(std::filesystem::temp_directory_path()) {}

void Setup::add_options(CLI::App& app) {
  app.add_option("--shards", shards_, "threads of our server that hold sockets")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  app.add_option("--data", data_, "folder for our server's log, on a real disk")
      ->capture_default_str();
  peer_.add_options(app);
  report_.add_options(app);
}

void Setup::add_sizes(CLI::App& app, std::vector<std::size_t> sizes) {
  sizes_ = std::move(sizes);
  app.add_option("--sockets", sizes_, "how many, a row each: 1000,5000")
      ->delimiter(',')
      ->check(CLI::Range(1, 50'000))
      ->capture_default_str();
}

void Setup::add_rounds(CLI::App& app) {
  app.add_option("--rounds", rounds_, "of each row; the median counts")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
}

std::size_t Setup::largest() const {
  return *std::max_element(sizes_.begin(), sizes_.end());
}

void Setup::prepare(std::size_t sockets_max) {
  neighbours::need_open_files(sockets_max + kOtherFiles);
  struct statfs disk {};
  if (::statfs(data_.c_str(), &disk) == 0 && disk.f_type == kInMemory) {
    std::printf("note: %s is in memory, where fsync costs nothing (see --data)\n", data_.c_str());
  }
  peer_.look();
}

int benchmark_main(const std::function<int()>& body) {
  ::setvbuf(stdout, nullptr, _IOLBF, 0);  // rows are seen as they are made
  try {
    return body();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}

}  // namespace roundtable::bench
