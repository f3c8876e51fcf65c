// People: how simulated people (src/neighbours) meet in a benchmark, and what they may not be met
// with: whatever a person would not be refused for, an outcome nobody knows, a socket that the
// server closed, two views that differ at the same place.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "neighbours/town.hpp"

namespace roundtable::bench {

struct PeopleOptions {
  std::int64_t pace = 2;  // how many times as fast as people
  std::uint64_t seed = 1;
  std::uint64_t talks_permille = 1'000;  // of what people usually say
};

neighbours::TownOptions town_of(const PeopleOptions& options, std::uint16_t port);
neighbours::Repertoire words_of_people();

/// True where somebody else was quicker or the moment had gone; false for a mistake of the people
/// themselves and for what the server owes them.
bool is_peoples_own(const std::string& refusal);
/// What went otherwise than people meet, by name and count; empty when nothing did.
std::vector<std::string> strange(const neighbours::Tally& tally);
/// Throws std::runtime_error, with what they did, when there is any of it.
void need_sound(const neighbours::Tally& tally);

}  // namespace roundtable::bench
