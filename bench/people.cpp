#include "people.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>

namespace roundtable::bench {
namespace {

// Of the program that plays the people, and of the machine; a person meets none of them.
constexpr const char* kForeign[] = {
    "command.malformed", "command.unknown_type", "command.id_reused",
    "permission.denied", "meeting.unknown",      "session.required",
    "limit.rate",        "server.busy",          "log.unavailable"};

std::string counted(const std::string& what, std::uint64_t count) {
  return what + " " + std::to_string(count);
}

}  // namespace

neighbours::TownOptions town_of(const PeopleOptions& options, std::uint16_t port) {
  neighbours::TownOptions town;
  town.server = {"127.0.0.1", port};
  town.seed = options.seed;
  town.pace.permille = options.pace * 1'000;
  town.talks_permille = options.talks_permille;
  town.run = "bench";
  town.hears_signals = false;
  return town;
}

neighbours::Repertoire words_of_people() {
  return neighbours::Repertoire::read(BENCH_SOURCE_DIR "/templates/neighbours/words.json");
}

bool is_peoples_own(const std::string& refusal) {
  return std::find(std::begin(kForeign), std::end(kForeign), refusal) == std::end(kForeign);
}

std::vector<std::string> strange(const neighbours::Tally& tally) {
  std::vector<std::string> found;
  if (tally.view_differences != 0) {
    found.push_back(counted("views that differ", tally.view_differences));
  }
  if (tally.unknown != 0) found.push_back(counted("unknown outcomes", tally.unknown));
  for (const auto& [code, count] : tally.errors) found.push_back(counted("error " + code, count));
  for (const auto& [code, count] : tally.closed) found.push_back(counted("closed " + code, count));
  for (const auto& [code, count] : tally.kept_out) {
    found.push_back(counted("kept out " + code, count));
  }
  for (const auto& [code, count] : tally.refused) {
    if (!is_peoples_own(code)) found.push_back(counted("refused " + code, count));
  }
  return found;
}

void need_sound(const neighbours::Tally& tally) {
  if (!strange(tally).empty()) throw std::runtime_error("not as people meet:\n" + tally.told());
}

}  // namespace roundtable::bench
