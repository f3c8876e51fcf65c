#include "growth.hpp"

#include <cmath>

namespace roundtable::bench {
namespace {

/// Sums of products around the means.
struct Spread {
  double minutes = 0;
  double held = 0;
  double minutes_held = 0;
  double minutes_memory = 0;
  double held_memory = 0;
};

Spread spread_of(const std::vector<Sample>& samples) {
  Sample mean;
  for (const auto& sample : samples) {
    mean.minutes += sample.minutes;
    mean.memory_kb += sample.memory_kb;
    mean.most_held += sample.most_held;
  }
  const auto count = static_cast<double>(samples.empty() ? 1 : samples.size());
  Spread spread;
  for (const auto& sample : samples) {
    const auto minutes = sample.minutes - mean.minutes / count;
    const auto held = sample.most_held - mean.most_held / count;
    const auto memory = sample.memory_kb - mean.memory_kb / count;
    spread.minutes += minutes * minutes;
    spread.held += held * held;
    spread.minutes_held += minutes * held;
    spread.minutes_memory += minutes * memory;
    spread.held_memory += held * memory;
  }
  return spread;
}

}  // namespace

double slope_kb_a_minute(const std::vector<Sample>& samples) {
  const auto spread = spread_of(samples);
  return spread.minutes == 0 ? 0 : spread.minutes_memory / spread.minutes;
}

Growth growth_of(const std::vector<Sample>& samples) {
  const auto spread = spread_of(samples);
  const auto both = spread.minutes * spread.held - spread.minutes_held * spread.minutes_held;
  // Where both always went together nothing can be told apart: all of it counts as growth.
  if (std::abs(both) < 1e-9 * spread.minutes * spread.held || both == 0) {
    return {slope_kb_a_minute(samples), 0};
  }
  return {
      (spread.minutes_memory * spread.held - spread.held_memory * spread.minutes_held) / both,
      (spread.held_memory * spread.minutes - spread.minutes_memory * spread.minutes_held) / both};
}

}  // namespace roundtable::bench
