#include "domain/grid.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace roundtable::domain {
namespace {

constexpr std::array kLevels = {
    GridLevel::city,          GridLevel::district,  GridLevel::subdistrict, GridLevel::area,
    GridLevel::neighbourhood, GridLevel::microgrid, GridLevel::building};

}  // namespace

std::string_view to_string(GridLevel level) {
  switch (level) {
    case GridLevel::city:
      return "city";
    case GridLevel::district:
      return "district";
    case GridLevel::subdistrict:
      return "subdistrict";
    case GridLevel::area:
      return "area";
    case GridLevel::neighbourhood:
      return "neighbourhood";
    case GridLevel::microgrid:
      return "microgrid";
    case GridLevel::building:
      return "building";
  }
  return "";
}

std::optional<GridLevel> grid_level_from(std::string_view text) {
  for (const auto level : kLevels) {
    if (to_string(level) == text) return level;
  }
  return std::nullopt;
}

std::string_view to_string(GridProblem problem) {
  switch (problem) {
    case GridProblem::duplicate_id:
      return "duplicate_id";
    case GridProblem::unknown_parent:
      return "unknown_parent";
    case GridProblem::wrong_level:
      return "wrong_level";
    case GridProblem::second_root:
      return "second_root";
  }
  return "";
}

std::optional<GridProblem> GridTree::add(GridNode node) {
  if (nodes_.contains(node.id)) return GridProblem::duplicate_id;
  if (!node.parent) {
    if (root_) return GridProblem::second_root;
    root_ = node.id;
  } else {
    const auto* parent = find(*node.parent);
    if (parent == nullptr) return GridProblem::unknown_parent;
    if (parent->level >= node.level) return GridProblem::wrong_level;
    children_[parent->id].push_back(node.id);
  }
  auto id = node.id;
  nodes_.emplace(std::move(id), std::move(node));
  return std::nullopt;
}

const GridNode* GridTree::find(const GridId& id) const {
  const auto found = nodes_.find(id);
  return found == nodes_.end() ? nullptr : &found->second;
}

const GridNode* GridTree::root() const {
  return root_ ? find(*root_) : nullptr;
}

std::vector<const GridNode*> GridTree::path(const GridId& id) const {
  std::vector<const GridNode*> path;
  for (const auto* node = find(id); node != nullptr;
       node = node->parent ? find(*node->parent) : nullptr) {
    path.push_back(node);
  }
  std::reverse(path.begin(), path.end());
  return path;
}

std::vector<const GridNode*> GridTree::children(const GridId& id) const {
  std::vector<const GridNode*> children;
  const auto found = children_.find(id);
  if (found == children_.end()) return children;
  children.reserve(found->second.size());
  for (const auto& child : found->second) children.push_back(find(child));
  return children;
}

bool GridTree::is_within(const GridId& id, const GridId& ancestor) const {
  for (const auto* node = find(id); node != nullptr;
       node = node->parent ? find(*node->parent) : nullptr) {
    if (node->id == ancestor) return true;
  }
  return false;
}

}  // namespace roundtable::domain
