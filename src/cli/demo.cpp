// `roundtable demo`: the server with a demonstration in it, and the links into it.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/neighbours_process.hpp"
#include "cli/run.hpp"
#include "demo/data.hpp"

namespace roundtable::cli {
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
  std::string url(const demo::DemoLink& link) const {
    const bool own_host = personas_ && !link.host.empty();
    return (own_host ? "http://" + link.host + ":" + port_ : base_) + link.path;
  }

 private:
  std::string port_;
  bool personas_;
  std::string base_;
};

json links_json(const demo::DemoLinks& links, const Addresses& addresses) {
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
  for (const auto& one : links.organisations) {
    out["organisations"].push_back({{"name", one.name}, {"url", addresses.url(one)}});
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

/// True for the three residents whom the tour names: they are for visitors.
bool is_named(const demo::DemoLink& resident) {
  return resident.host == "low.localhost" || resident.host == "mid.localhost" ||
         resident.host == "high.localhost";
}

void print_tour(const demo::DemoLinks& links, const Addresses& addresses) {
  std::printf(
      "\n圆桌演示 · Roundtable demonstration (演示数据 / demonstration data)\n\n"
      "  主持人 Facilitator   %s\n"
      "  大屏   Hall          %s\n"
      "  网格   Grid          %s\n",
      addresses.url(links.facilitator).c_str(), addresses.url(links.hall).c_str(),
      addresses.url(links.grid).c_str());
  for (const auto& one : links.organisations) {
    std::printf("  组织   %s  %s\n", one.name.c_str(), addresses.url(one).c_str());
  }
  for (const auto& resident : links.residents) {
    if (!is_named(resident)) continue;
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

/// Where a program on this machine reaches the server.
std::string own_address(const ops::Settings& settings, std::uint16_t port) {
  const bool everywhere = settings.host == "0.0.0.0" || settings.host == "::";
  const auto host = everywhere ? std::string("127.0.0.1") : settings.host;
  const bool six = host.find(':') != std::string::npos;
  return (six ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

/// Neighbours in a process of their own, as many as asked for; visitors' flats come last.
std::unique_ptr<NeighboursProcess> let_in(const NeighboursOptions& options,
                                          const demo::DemoLinks& links, const std::string& server,
                                          const std::string& templates) {
  if (options.people == 0) return nullptr;
  if (options.people > links.residents.size()) {
    throw std::runtime_error("the building has only " + std::to_string(links.residents.size()) +
                             " flats");
  }
  auto residents = links.residents;
  std::stable_partition(residents.begin(), residents.end(),
                        [](const demo::DemoLink& one) { return !is_named(one); });
  json ways_in = {{"meeting", links.meeting}, {"residents", json::array()}};
  for (std::size_t i = 0; i < options.people; ++i) {
    ways_in["residents"].push_back({{"url", residents[i].path}});
  }
  std::vector<std::string> arguments{"roundtable",  "neighbours", "--server",
                                     server,        "--pace",     std::to_string(options.pace),
                                     "--templates", templates};
  if (options.seed) arguments.insert(arguments.end(), {"--seed", std::to_string(*options.seed)});
  return std::make_unique<NeighboursProcess>(arguments, ways_in.dump());
}

int demo(const ops::Settings& settings, const std::string& links_file,
         const NeighboursOptions& neighbours, demo::CityPart part) {
  demo::ShiftedClock clock;
  std::unique_ptr<NeighboursProcess> process;
  const auto begin = [&](app::System& system) {
    const auto templates = settings.templates.empty() ? ops::find_templates(ops::program_folder())
                                                      : settings.templates;
    const auto links = demo::make_demo(system, clock, system_randomness(), templates, part);
    system.ready();
    const Addresses addresses(settings, system.port());
    if (!links_file.empty()) write_links(links_file, links_json(links, addresses));
    print_tour(links, addresses);
    process = let_in(neighbours, links, own_address(settings, system.port()), templates);
  };
  return run_system(settings, clock, begin, [&] { process.reset(); });
}

}  // namespace

void add_demo(CLI::App& program, int& exit_code) {
  auto* command = program.add_subcommand(
      "demo", "Run the server with a demonstration: a city, and six matters its neighbours settle");
  auto flags = std::make_shared<SettingFlags>(*command);
  auto links = std::make_shared<std::string>();
  auto neighbours = std::make_shared<NeighboursOptions>();
  command->add_option("--links", *links,
                      "Write the ways in (facilitator, residents, hall, records) to this file as "
                      "JSON, once the server is ready");
  auto small = std::make_shared<bool>(false);
  command->add_flag("--small", *small,
                    "Of the city only the subdistricts the matters are in: a start in a second");
  command->add_option("--neighbours", neighbours->people,
                      "So many simulated residents come to the meeting, from a process of their "
                      "own; without it nothing moves by itself");
  command->add_option("--seed", neighbours->seed, "Who the neighbours are; printed [any]");
  command->add_option("--pace", neighbours->pace, "How many times as fast as people neighbours are")
      ->check(CLI::Range(0.01, 1'000.0))
      ->capture_default_str();
  command->footer(
      "A fresh folder is filled, an existing one is continued. Links of the demonstration can be\n"
      "used again and again; real invitations cannot.\n"
      "Example: roundtable demo --data data/demo --listen 127.0.0.1:8080 --neighbours 20");
  command->callback([flags, links, neighbours, small, &exit_code] {
    exit_code = demo(flags->settings(), *links, *neighbours,
                     *small ? demo::CityPart::around_cases : demo::CityPart::whole);
  });
}

}  // namespace roundtable::cli
