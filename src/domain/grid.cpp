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
  if (places_.contains(node.id)) return GridProblem::duplicate_id;
  std::optional<std::size_t> above;
  if (!node.parent) {
    if (!nodes_.empty()) return GridProblem::second_root;
  } else {
    above = place_of(*node.parent);
    if (!above) return GridProblem::unknown_parent;
    if (at(*above).level >= node.level) return GridProblem::wrong_level;
    nodes_[*above].below.push_back(nodes_.size());
  }
  places_.emplace(node.id, nodes_.size());
  nodes_.push_back({std::move(node), above, {}});
  return std::nullopt;
}

bool GridTree::change(const GridId& id, std::string name, bool retired) {
  const auto place = place_of(id);
  if (!place) return false;
  auto& node = nodes_[*place].node;
  node.name = std::move(name);
  node.retired = retired;
  return true;
}

std::optional<std::size_t> GridTree::place_of(const GridId& id) const {
  const auto found = places_.find(id);
  return found == places_.end() ? std::nullopt : std::optional(found->second);
}

const GridNode* GridTree::find(const GridId& id) const {
  const auto place = place_of(id);
  return place ? &at(*place) : nullptr;
}

const GridNode* GridTree::root() const {
  return nodes_.empty() ? nullptr : &at(0);
}

std::vector<const GridNode*> GridTree::path(const GridId& id) const {
  std::vector<const GridNode*> path;
  for (auto place = place_of(id); place; place = above(*place)) path.push_back(&at(*place));
  std::reverse(path.begin(), path.end());
  return path;
}

std::vector<const GridNode*> GridTree::children(const GridId& id) const {
  std::vector<const GridNode*> children;
  const auto place = place_of(id);
  if (!place) return children;
  children.reserve(nodes_[*place].below.size());
  for (const auto child : nodes_[*place].below) {
    if (!at(child).retired) children.push_back(&at(child));
  }
  return children;
}

std::size_t GridTree::child_count(const GridId& id) const {
  const auto place = place_of(id);
  if (!place) return 0;
  const auto& below = nodes_[*place].below;
  return static_cast<std::size_t>(std::count_if(
      below.begin(), below.end(), [this](std::size_t child) { return !at(child).retired; }));
}

bool GridTree::is_within(const GridId& id, const GridId& ancestor) const {
  const auto wanted = place_of(ancestor);
  if (!wanted) return false;
  // What is above was added before: below that place it cannot be met any more.
  for (auto place = place_of(id); place && *place >= *wanted; place = above(*place)) {
    if (*place == *wanted) return true;
  }
  return false;
}

}  // namespace roundtable::domain
