#include "base/percent.hpp"

#include "base/ensure.hpp"

namespace roundtable {

std::string percent(std::int64_t part, std::int64_t whole) {
  // The largest number in use is a city's floor area in 0.01 m², about 1e12.
  constexpr std::int64_t kNumberMax = INT64_MAX / 4'000;
  ensure(part >= 0 && part <= kNumberMax, "a part can be multiplied by two thousand");
  ensure(whole >= 0 && whole <= kNumberMax, "a whole can be multiplied by two thousand");
  if (whole == 0) return "0.0";
  const std::int64_t permille = (2'000 * part + whole) / (2 * whole);
  return std::to_string(permille / 10) + "." + std::to_string(permille % 10);
}

}  // namespace roundtable
