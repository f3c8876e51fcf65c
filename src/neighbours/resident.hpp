// What a simulated resident would do as the meeting stands: a pure function of seed, view and `me`.
// Whoever lives low and whoever lives high look at an elevator differently; most listen, some
// speak, a few write; nearly everybody votes, after having read.
#pragma once

#include <vector>

#include "neighbours/dice.hpp"
#include "neighbours/repertoire.hpp"
#include "neighbours/wish.hpp"

namespace roundtable::neighbours {

struct Resident {
  Dice dice;                             // of this person
  int floor = 0;                         // 0: not known
  std::uint64_t talks_permille = 1'000;  // of what people usually say
};

/// The floor from a room's label: 5 of "502室", 12 of "1203室", 0 where it has no such number.
int floor_of(std::string_view label);

/// How somebody thinks about a topic.
Side leaning(const Resident& who, const Topic& topic);

std::vector<Wish> wishes_of(const Resident& who, const Repertoire& words, const Seen& seen);

}  // namespace roundtable::neighbours
