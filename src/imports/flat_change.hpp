// What a later file changes on the roll that is there, each change as its own kind, with the flats
// as they stand on the roll and as the file has them.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "domain/roll.hpp"

namespace roundtable::imports {

/// In the order in which people look at them.
enum class ChangeKind {
  sold,            // other owners: bought, inherited, handed over, or one more name
  split,           // one flat before, several now
  merged,          // several before, one now
  moved,           // the same flat under another address
  added,           // nothing of it before
  removed,         // nothing of it in the file
  area,            // another area, or another source of it
  use,             // dwelling, shop, parking
  regrouped,       // the same owners, counted with other flats than before
  representative,  // somebody else speaks and votes for the household
};
inline constexpr std::array kChangeKinds = {
    ChangeKind::sold,      ChangeKind::split,         ChangeKind::merged, ChangeKind::moved,
    ChangeKind::added,     ChangeKind::removed,       ChangeKind::area,   ChangeKind::use,
    ChangeKind::regrouped, ChangeKind::representative};
std::string_view to_string(ChangeKind kind);

struct SeenFlat {
  std::string building;
  std::string stair;
  std::string room;
  Area area;
  domain::AreaSource source = domain::AreaSource::land_register;
  domain::UnitKind kind = domain::UnitKind::dwelling;
  std::string representative;  // a name, or ""
};

struct FlatChange {
  ChangeKind kind = ChangeKind::added;
  std::vector<SeenFlat> before;
  std::vector<SeenFlat> after;
};

}  // namespace roundtable::imports
