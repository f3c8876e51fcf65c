// Growth: what a server's memory did over time, and how much of it is explained by what the server
// has to hold. Least squares over samples taken at even intervals.
#pragma once

#include <vector>

namespace roundtable::bench {

struct Sample {
  double minutes = 0;
  double memory_kb = 0;  // resident
  double held = 0;       // entries of the meetings in memory
  double most_held = 0;  // so far: what was held once stays with the allocator for the next
  double awake = 0;      // those meetings
  double sockets = 0;
  double entries = 0;  // made durable since the start
  long files = 0;
  long threads = 0;
};

/// memory = base + a_minute * minutes + an_entry * most_held
struct Growth {
  double a_minute_kb = 0;
  double an_entry_kb = 0;
};

/// The line through memory alone.
double slope_kb_a_minute(const std::vector<Sample>& samples);
/// What is left of the slope once the entries that had to be held are allowed for.
Growth growth_of(const std::vector<Sample>& samples);

}  // namespace roundtable::bench
