// The big town: a folder whose log has as many entries as years of a large district leave behind.
// Every entry is a command given to the running product - decided, chained, stored in groups, each
// with an fsync - by people of its own: roundtables of 60 households that check in, speak, move,
// vote and have their minutes written, and one assembly of thousands with a tenth of all entries,
// 100,000 at most.
#pragma once

#include <cstddef>
#include <string>

#include "app/system.hpp"

namespace roundtable::bench {

/// Who has signed in as facilitator of the whole town.
inline constexpr const char* kTownToken = "bench-town-facilitator";

struct Town {
  std::size_t meetings = 0;
  std::size_t entries = 0;  // of all meetings
  std::size_t largest = 0;  // of them in the largest meeting
  std::string largest_id;
  std::string small_id;  // one of the others
};

/// At least so many entries; throws std::runtime_error where a command is not done.
Town build_town(app::System& system, std::size_t entries);

}  // namespace roundtable::bench
