// Dice: what a neighbour is like and how long they take, as a pure function of a seed and of what
// it is about. Asking twice gives the same answer, and nothing depends on the order of asking - so
// the same seed gives the same people, whatever the network does to the order of events.
#pragma once

#include <cstdint>
#include <string_view>

namespace roundtable::neighbours {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : seed_(seed) {}
  /// The dice of one person among many, or of one meeting.
  Dice of(std::string_view whom) const { return Dice(draw(whom)); }

  std::uint64_t draw(std::string_view about) const;
  /// True for so many of a thousand.
  bool permille(std::string_view about, std::uint64_t of_thousand) const;
  /// From `least` to `most`, both included.
  std::int64_t between(std::string_view about, std::int64_t least, std::int64_t most) const;
  /// 0 … size-1; 0 where there is nothing to choose from.
  std::size_t pick(std::string_view about, std::size_t size) const;

 private:
  std::uint64_t seed_;
};

}  // namespace roundtable::neighbours
