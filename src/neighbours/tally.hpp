// Tally: what a run of neighbours did, counted, and told in words at its end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace roundtable::neighbours {

struct Tally {
  std::uint64_t people = 0;
  std::uint64_t arrived = 0;  // with a first snapshot
  std::uint64_t commands = 0;
  std::uint64_t done = 0;
  std::uint64_t unknown = 0;  // sent again with the same id
  std::uint64_t snapshots = 0;
  std::uint64_t patches = 0;
  std::uint64_t lost = 0;  // connections, by themselves or by the server
  std::uint64_t resumed_by_patch = 0;
  std::uint64_t resumed_by_snapshot = 0;
  std::uint64_t view_differences = 0;
  std::map<std::string, std::uint64_t> by_type;   // commands done
  std::map<std::string, std::uint64_t> refused;   // by code
  std::map<std::string, std::uint64_t> kept_out;  // joins, by code
  std::map<std::string, std::uint64_t> errors;    // frames that could not be served, by code
  std::map<std::string, std::uint64_t> closed;    // connections by the server, by close code
  std::vector<std::uint32_t> answer_us;
  std::vector<std::uint32_t> resume_us;  // from connecting to the first frame of the meeting

  /// Several lines of text.
  std::string told() const;
};

/// The value that so many of a thousand do not exceed; 0 of nothing. Sorts.
std::uint32_t permille_of(std::vector<std::uint32_t>& values, std::size_t permille);

}  // namespace roundtable::neighbours
