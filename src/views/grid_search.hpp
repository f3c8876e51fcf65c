// Grid search: finds grids by a part of their name, or by the beginning of their code. All names
// of a tree stand in one text that is read from end to end: for Shanghai's 40,000 grids that takes
// less than a millisecond (docs/performance.md), and there is nothing to keep in step. Built anew
// when the tree is another one. Safe from any thread.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "domain/grid.hpp"

namespace roundtable::views {

inline constexpr std::size_t kGridsFoundMax = 20;
inline constexpr std::size_t kGridQueryBytesMax = 120;  // a long name and the district before it
inline constexpr std::size_t kGridQueryWordsMax = 4;

struct FoundGrids {
  std::vector<const domain::GridNode*> nodes;  // of the tree that was asked about; best first
  std::size_t total = 0;                       // how many fit in all
};

class GridSearch {
 public:
  /// Words are told apart by spaces; width and case do not matter. At least one is in the grid's
  /// own name or begins its code, every other one there or in the name of a grid above. Best first:
  /// the whole name, its beginning, then elsewhere; among equals the higher level, then the order
  /// of the tree. Nothing where the query has no word.
  FoundGrids find(const std::shared_ptr<const domain::GridTree>& tree, std::string_view query);

 private:
  struct Names;
  std::shared_ptr<const Names> names_of(const std::shared_ptr<const domain::GridTree>& tree);

  std::mutex mutex_;  // held for a pointer's copy, or while the names of a new tree are gathered
  std::shared_ptr<const Names> names_;
};

}  // namespace roundtable::views
