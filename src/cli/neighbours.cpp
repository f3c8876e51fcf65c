// `roundtable neighbours`: simulated residents who come to a meeting over the network as people do.
// `demo --neighbours` starts it as a process of its own; with other settings it is a load
// generator.
#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "base/env.hpp"
#include "cli/commands.hpp"
#include "neighbours/town.hpp"
#include "ops/config.hpp"

namespace roundtable::cli {
namespace {

using nlohmann::json;

struct NeighboursArguments {
  std::string links;
  std::string server;
  std::string templates;
  std::optional<std::uint64_t> seed;
  double pace = 1;
  double minutes = 0;
  std::size_t meetings = 0;
  std::size_t people = 0;
  std::uint64_t lose = 50;
  std::int64_t arrive_s = 60;
  bool facilitate = false;
};

json read_links(const std::string& path) {
  if (path.empty() || path == "-") return json::parse(std::cin);
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return json::parse(file);
}

/// "http://localhost:8080/…" -> "localhost:8080".
std::string authority_of(const std::string& url) {
  constexpr std::string_view kScheme = "http://";
  if (!url.starts_with(kScheme)) {
    throw std::runtime_error("neighbours speak plain HTTP: say --server HOST:PORT");
  }
  const auto rest = url.substr(kScheme.size());
  return rest.substr(0, rest.find('/'));
}

/// The token at the end of an invitation's link.
neighbours::WayIn way_in(const std::string& url) {
  return {url.substr(url.rfind('/') + 1), ""};
}

neighbours::MeetingPeople people_of(const json& meeting, const NeighboursArguments& arguments) {
  neighbours::MeetingPeople people;
  people.meeting = meeting.at("meeting").get<std::string>();
  for (const auto& resident : meeting.at("residents")) {
    if (arguments.people != 0 && people.residents.size() >= arguments.people) break;
    people.residents.push_back(way_in(resident.at("url").get<std::string>()));
  }
  if (arguments.facilitate) {
    people.facilitators.push_back(way_in(meeting.at("facilitator").get<std::string>()));
  }
  return people;
}

std::vector<neighbours::MeetingPeople> meetings_of(const json& links,
                                                   const NeighboursArguments& arguments) {
  std::vector<neighbours::MeetingPeople> all;
  if (!links.contains("meetings")) return {people_of(links, arguments)};
  for (const auto& meeting : links.at("meetings")) {
    if (arguments.meetings != 0 && all.size() >= arguments.meetings) break;
    all.push_back(people_of(meeting, arguments));
  }
  return all;
}

std::uint64_t any_seed() {
  std::array<std::uint8_t, 4> bytes{};
  system_randomness().fill(bytes);
  std::uint64_t seed = 0;
  for (const auto byte : bytes) seed = seed << 8U | byte;
  return seed;
}

int live(const NeighboursArguments& arguments) {
  const auto links = read_links(arguments.links);
  const auto templates = arguments.templates.empty() ? ops::find_templates(ops::program_folder())
                                                     : arguments.templates;
  const auto words = neighbours::Repertoire::read(templates + "/neighbours/words.json");
  neighbours::TownOptions options;
  options.server = neighbours::Address::from(arguments.server.empty()
                                                 ? authority_of(links.at("base").get<std::string>())
                                                 : arguments.server);
  options.seed = arguments.seed.value_or(any_seed());
  options.pace.permille = std::max<std::int64_t>(1, std::llround(arguments.pace * 1'000));
  options.run = random_id(system_randomness()).substr(0, 10);
  options.arrive_ms = arguments.arrive_s * 1'000;
  options.loses_permille = arguments.lose;
  neighbours::Town town(options, words, meetings_of(links, arguments));
  std::printf("neighbours: %zu people, --seed %llu\n", town.size(),
              static_cast<unsigned long long>(options.seed));
  std::fflush(stdout);
  const auto ending = town.run(std::llround(arguments.minutes * 60'000));
  std::printf("neighbours: %s, --seed %llu\n%s", std::string(to_string(ending)).c_str(),
              static_cast<unsigned long long>(options.seed), town.tally().told().c_str());
  std::fflush(stdout);
  return ending == neighbours::Ending::server_gone ? 3 : 0;
}

}  // namespace

void add_neighbours(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<NeighboursArguments>();
  auto* command = program.add_subcommand(
      "neighbours", "Simulated residents who come to a meeting of a running server");
  command->add_option("--links", arguments->links,
                      "The ways in, as `demo --links` writes them [standard input]");
  command->add_option("--server", arguments->server,
                      "Where the server listens, as numbers [what the links say]");
  command->add_option("--seed", arguments->seed, "Who they are and what they do; printed [any]");
  command->add_option("--pace", arguments->pace, "How many times as fast as people are")
      ->check(CLI::Range(0.01, 1'000.0))
      ->capture_default_str();
  command->add_option("--minutes", arguments->minutes, "End after so long; 0: when all have left")
      ->check(CLI::Range(0.0, 1'440.0))
      ->capture_default_str();
  command->add_option("--meetings", arguments->meetings, "Of the links the first so many [all]");
  command->add_option("--people", arguments->people, "Residents of each meeting at most [all]");
  command->add_option("--arrive", arguments->arrive_s, "Seconds within which all have come")
      ->check(CLI::Range(0, 3'600))
      ->capture_default_str();
  command
      ->add_option("--lose", arguments->lose,
                   "Of a thousand connections how many are lost within two minutes")
      ->check(CLI::Range(0, 1'000))
      ->capture_default_str();
  command->add_flag("--facilitate", arguments->facilitate,
                    "Also run the meeting, with the facilitator's link: for load and soak");
  command->add_option("--templates", arguments->templates, "The templates folder [found]");
  command->footer(
      "They do what residents may: arrive, ask for the floor, speak, propose, support, amend,\n"
      "vote, lose the connection and come back. At the end it prints what it did.\n"
      "Example: roundtable neighbours --links data/demo-links.json --people 12 --pace 4");
  command->callback([arguments, &exit_code] { exit_code = live(*arguments); });
}

}  // namespace roundtable::cli
