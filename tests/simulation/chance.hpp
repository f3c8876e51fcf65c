// Chance from a seed: the same seed gives the same meeting.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

namespace simulation {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : engine_(seed) {}
  /// 0 … below-1.
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : engine_() % limit; }
  bool permille(unsigned of_thousand) { return engine_() % 1'000 < of_thousand; }
  template <class T>
  const T& one_of(const std::vector<T>& values) {
    return values[below(values.size())];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace simulation
