#include "served.hpp"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "http_client.hpp"

namespace roundtable::bench {
namespace {

using nlohmann::json;

constexpr std::chrono::seconds kStartPatience{120};
constexpr std::chrono::milliseconds kStartLook{100};
constexpr std::chrono::seconds kEndPatience{180};
// Takes its standard error into the file that is named first.
constexpr const char* kIntoFile = R"(log=$1; shift; exec "$@" 2>"$log")";

std::vector<json> lines_of(const std::string& path) {
  std::ifstream file(path);
  std::vector<json> lines;
  for (std::string line; std::getline(file, line);) {
    auto said = json::parse(line, nullptr, false);
    lines.push_back(said.is_object() ? std::move(said) : json(line));
  }
  return lines;
}

}  // namespace

Served::Served(const std::string& program, const std::string& folder)
    : log_(folder + "/server.log"),
      child_({"/bin/sh", "-c", kIntoFile, "sh", log_, program, "serve", "--data", folder + "/data",
              "--listen", "127.0.0.1:0", "--templates", BENCH_SOURCE_DIR "/templates",
              // A whole city comes from this one address.
              "--address-sockets-max", "0"}) {
  await_port();
}

void Served::await_port() {
  const auto latest = std::chrono::steady_clock::now() + kStartPatience;
  while (port_ == 0) {
    const bool ended = child_.speaks(kStartLook);
    if (ended || std::chrono::steady_clock::now() > latest) {
      throw std::runtime_error("the server does not start: " + unusual());
    }
    for (const auto& line : lines_of(log_)) {
      if (!line.is_object() || line.value("what", "") != "server_started") continue;
      port_ = line.at("port").get<std::uint16_t>();
    }
  }
}

long Served::threads() const {
  const std::filesystem::directory_iterator threads("/proc/" + std::to_string(child_.pid()) +
                                                    "/task");
  return static_cast<long>(std::distance(begin(threads), end(threads)));
}

long Served::open_files() const {
  const std::filesystem::directory_iterator files("/proc/" + std::to_string(child_.pid()) + "/fd");
  return static_cast<long>(std::distance(begin(files), end(files)));
}

int Served::stop() {
  return child_.end(SIGTERM, kEndPatience);
}

std::string Served::unusual() const {
  std::string text;
  for (const auto& line : lines_of(log_)) {
    if (line.is_object() && line.value("level", "") == "info") continue;
    text += (line.is_object() ? line.dump() : line.get<std::string>()) + "\n";
  }
  return text;
}

Metrics metrics_of(std::uint16_t port) {
  std::istringstream text(HttpClient(port).get("/metrics"));
  Metrics metrics;
  for (std::string line; std::getline(text, line);) {
    const auto space = line.rfind(' ');
    if (line.starts_with('#') || space == std::string::npos) continue;
    metrics[line.substr(0, space)] = std::atof(line.c_str() + space);
  }
  return metrics;
}

std::map<std::string, double> by_label(const Metrics& metrics, const std::string& name) {
  std::map<std::string, double> found;
  for (const auto& [known, value] : metrics) {
    if (!known.starts_with(name + "{") || value == 0) continue;
    const auto from = known.find('"') + 1;
    found[known.substr(from, known.rfind('"') - from)] = value;
  }
  return found;
}

}  // namespace roundtable::bench
