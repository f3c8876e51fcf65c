// What happened to a register (台账): the grid tree, a roll, the legal bases. Large values are
// content named by SHA-256; an event only names them.
#pragma once

#include <string>
#include <variant>

#include "base/ids.hpp"

namespace roundtable::domain {

struct GridsImported {
  std::string content;  // SHA-256 of the whole tree
};
struct RollImported {
  RollId roll;
  GridId grid;
  std::string content;  // SHA-256 of the whole roll
};
/// Ballots of that body on that grid bind when they are cast here (docs/domain.md 2.7).
struct BindingBasisRecorded {
  GridId grid;
  std::string body;
  std::string text;
  bool below = false;  // on the grids below it too; entries that do not say so mean one grid
};
/// What a grid is called from then on, and whether it is one of those that are no more: what was
/// held there stays, and nothing new is (an estate is pulled down, two microgrids become one).
struct GridChanged {
  GridId grid;
  std::string name;
  bool retired = false;
};
/// Another key signs the log's checkpoints (log::KeyChange); who had it done stands in the entry.
struct KeyRenewed {
  std::string from;  // public keys in hex
  std::string to;
};
using RegisterEvent =
    std::variant<GridsImported, RollImported, BindingBasisRecorded, GridChanged, KeyRenewed>;

}  // namespace roundtable::domain
