// The grid tree (网格): city → district → subdistrict 街镇 → area 片区 → neighbourhood 居民区 →
// microgrid 微网格 → building 楼组. Levels may be skipped downwards (an area grid is optional),
// never inverted. Names repeat (271 in Shanghai): key on the id. The names of levels are
// configuration.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/ids.hpp"

namespace roundtable::domain {

enum class GridLevel { city, district, subdistrict, area, neighbourhood, microgrid, building };
std::string_view to_string(GridLevel level);
std::optional<GridLevel> grid_level_from(std::string_view text);

struct GridNode {
  GridId id;
  std::string name;
  GridLevel level = GridLevel::building;
  std::optional<GridId> parent;  // absent only for the root
  std::string kind;              // "" | "street_block" | "market" | "office_building" | "generated"
  bool retired = false;          // is no more: stays for what was held there
};

enum class GridProblem { duplicate_id, unknown_parent, wrong_level, second_root };
std::string_view to_string(GridProblem problem);

/// A node no office gave: made up so that a demonstration has something to show. Says so wherever
/// it is seen.
inline constexpr std::string_view kGeneratedKind = "generated";

/// Immutable once built; shared by all threads as a shared_ptr<const GridTree>. A whole city has
/// tens of thousands of nodes: by id they are found by hash, upwards and downwards by place.
class GridTree {
 public:
  /// Adds below an existing parent; a parent must be of a higher level than its child.
  std::optional<GridProblem> add(GridNode node);

  /// False where there is no such grid.
  bool change(const GridId& id, std::string name, bool retired);

  const GridNode* find(const GridId& id) const;
  const GridNode* root() const;
  /// From the root down to `id` itself; empty when unknown.
  std::vector<const GridNode*> path(const GridId& id) const;
  /// Those that are in use, in the order added.
  std::vector<const GridNode*> children(const GridId& id) const;
  std::size_t child_count(const GridId& id) const;
  /// True if `id` is `ancestor` or below it.
  bool is_within(const GridId& id, const GridId& ancestor) const;
  std::size_t size() const { return nodes_.size(); }

  /// Nodes by place, in the order added: parents come before their children.
  const GridNode& at(std::size_t place) const { return nodes_[place].node; }
  /// Where its parent is; the root has none.
  std::optional<std::size_t> above(std::size_t place) const { return nodes_[place].above; }

 private:
  struct Placed {
    GridNode node;
    std::optional<std::size_t> above;
    std::vector<std::size_t> below;
  };
  std::optional<std::size_t> place_of(const GridId& id) const;

  std::deque<Placed> nodes_;  // adding moves none
  std::unordered_map<GridId, std::size_t> places_;
};

}  // namespace roundtable::domain
