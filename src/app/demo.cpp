// `roundtable demo`: the server with a demonstration in it, and the links into it.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "app/commands.hpp"
#include "app/demo_data.hpp"
#include "app/run.hpp"

namespace roundtable::app {
namespace {

using nlohmann::json;

/// Each persona has a host name of its own below localhost, so that several tabs of one browser are
/// several people. With a public address there is one host for all.
class Addresses {
 public:
  Addresses(const ops::Settings& settings, std::uint16_t port)
      : port_(std::to_string(port)), personas_(settings.base_url.empty()) {
    base_ = personas_ ? "http://localhost:" + port_ : settings.base_url;
  }
  const std::string& base() const { return base_; }
  std::string url(const DemoLink& link) const {
    const bool own_host = personas_ && !link.host.empty();
    return (own_host ? "http://" + link.host + ":" + port_ : base_) + link.path;
  }

 private:
  std::string port_;
  bool personas_;
  std::string base_;
};

json links_json(const DemoLinks& links, const Addresses& addresses) {
  json out = {{"base", addresses.base()},
              {"meeting", links.meeting},
              {"facilitator", addresses.url(links.facilitator)},
              {"recorder", addresses.url(links.recorder)},
              {"hall", addresses.url(links.hall)},
              {"grid", addresses.url(links.grid)},
              {"cases", json::array()},
              {"residents", json::array()},
              {"records", json::array()}};
  for (const auto& resident : links.residents) {
    out["residents"].push_back({{"unit", resident.name}, {"url", addresses.url(resident)}});
  }
  for (const auto& one : links.cases) {
    out["cases"].push_back({{"name", {{"zh", one.zh}, {"en", one.en}}},
                            {"grid", addresses.url(one.grid)},
                            {"facilitator", addresses.url(one.facilitator)}});
  }
  for (const auto& record : links.records) {
    out["records"].push_back({{"id", record}, {"url", addresses.base() + "/records/" + record}});
  }
  return out;
}

/// Whole or not at all: who waits for the file never reads half of it.
void write_links(const std::string& path, const json& links) {
  const auto half = path + ".part";
  {
    std::ofstream file(half, std::ios::binary | std::ios::trunc);
    file << links.dump(2) << "\n";
    if (!file.flush()) throw std::runtime_error("cannot write " + half);
  }
  std::filesystem::rename(half, path);
}

void print_tour(const DemoLinks& links, const Addresses& addresses) {
  std::printf(
      "\n圆桌演示 · Roundtable demonstration (演示数据 / demonstration data)\n\n"
      "  主持人 Facilitator   %s\n"
      "  大屏   Hall          %s\n"
      "  网格   Grid          %s\n",
      addresses.url(links.facilitator).c_str(), addresses.url(links.hall).c_str(),
      addresses.url(links.grid).c_str());
  for (const auto& resident : links.residents) {
    const bool named = resident.host == "low.localhost" || resident.host == "mid.localhost" ||
                       resident.host == "high.localhost";
    if (!named) continue;
    std::printf("  居民   %s          %s\n", resident.name.c_str(),
                addresses.url(resident).c_str());
  }
  for (const auto& record : links.records) {
    std::printf("  公示   Record        %s/records/%s\n", addresses.base().c_str(), record.c_str());
  }
  std::printf("\n  全市 The whole city   %s/g/root\n", addresses.base().c_str());
  for (const auto& one : links.cases) {
    std::printf("  %s\n    %s\n    %s\n", one.zh.c_str(), one.en.c_str(),
                addresses.url(one.grid).c_str());
  }
  std::printf("\n  Ctrl-C ends it. 按 Ctrl-C 结束。\n\n");
  std::fflush(stdout);
}

int demo(const ops::Settings& settings, const std::string& links_file) {
  ShiftedClock clock;
  return run_system(settings, clock, [&](System& system) {
    const auto templates = settings.templates.empty() ? ops::find_templates(ops::program_folder())
                                                      : settings.templates;
    const auto links = make_demo(system, clock, system_randomness(), templates);
    system.ready();
    const Addresses addresses(settings, system.port());
    if (!links_file.empty()) write_links(links_file, links_json(links, addresses));
    print_tour(links, addresses);
  });
}

}  // namespace

void add_demo(CLI::App& program, int& exit_code) {
  auto* command = program.add_subcommand(
      "demo", "Run the server with a demonstration: a city, and six matters its neighbours settle");
  auto flags = std::make_shared<SettingFlags>(*command);
  auto links = std::make_shared<std::string>();
  command->add_option("--links", *links,
                      "Write the ways in (facilitator, residents, hall, records) to this file as "
                      "JSON, once the server is ready");
  command->footer(
      "A fresh folder is filled, an existing one is continued. Links of the demonstration can be\n"
      "used again and again; real invitations cannot.\n"
      "Example: roundtable demo --data data/demo --listen 127.0.0.1:8080 --links links.json");
  command->callback([flags, links, &exit_code] { exit_code = demo(flags->settings(), *links); });
}

}  // namespace roundtable::app
