#include "neighbours/dice.hpp"

namespace roundtable::neighbours {
namespace {

// FNV-1a over the text, then the finaliser of splitmix64, so that texts that differ in one letter
// have nothing to do with each other.
constexpr std::uint64_t kFnvPrime = 0x100000001B3;
constexpr std::uint64_t kFnvBasis = 0xCBF29CE484222325;

std::uint64_t mixed(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15;
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EB;
  return x ^ (x >> 31U);
}

}  // namespace

std::uint64_t Dice::draw(std::string_view about) const {
  std::uint64_t hash = kFnvBasis ^ mixed(seed_);
  for (const char letter : about) hash = (hash ^ static_cast<std::uint8_t>(letter)) * kFnvPrime;
  return mixed(hash);
}

bool Dice::permille(std::string_view about, std::uint64_t of_thousand) const {
  return draw(about) % 1'000 < of_thousand;
}

std::int64_t Dice::between(std::string_view about, std::int64_t least, std::int64_t most) const {
  if (most <= least) return least;
  return least +
         static_cast<std::int64_t>(draw(about) % static_cast<std::uint64_t>(most - least + 1));
}

std::size_t Dice::pick(std::string_view about, std::size_t size) const {
  return size == 0 ? 0 : static_cast<std::size_t>(draw(about) % size);
}

}  // namespace roundtable::neighbours
