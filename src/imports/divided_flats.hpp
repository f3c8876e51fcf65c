// Which flats of one roll are parts of a flat of another: 101 that became 101A and 101B, 101 and
// 102 that became 101-102, and 101 that gave 102 a room away. Read forwards it is a split, read
// backwards a merging.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "imports/flat_change.hpp"

namespace roundtable::imports {

/// The flats of one of two rolls, and which of them is the same on the other.
struct RollSide {
  std::vector<SeenFlat> flats;
  std::vector<std::optional<std::size_t>> same;  // its place on the other side
  std::vector<bool> told;                        // what became of it has been said

  bool is_single(std::size_t i) const { return !same[i] && !told[i]; }
};

/// By the flat of `wholes` that was divided: its parts among those that `parts` alone has. A flat
/// that both have may be divided too, where it is larger on the side of `wholes`.
std::map<std::size_t, std::vector<std::size_t>> divided_flats(const RollSide& wholes,
                                                              const RollSide& parts);

}  // namespace roundtable::imports
