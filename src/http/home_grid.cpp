#include "http/home_grid.hpp"

namespace roundtable::http {

GridId home_grid(const live::Subject& subject, const live::Registry& registry,
                 const views::Lists& lists) {
  GridId home;
  const auto* root = registry.grids()->root();
  if (root != nullptr) home = root->id;
  if (!subject.roles.empty()) home = subject.roles.front().grid;
  if (subject.head.empty()) return home;
  for (const auto& roll : registry.rolls_with(subject.head)) {
    for (const auto& meeting : lists.of_roll(roll->id)) home = meeting.grid;
  }
  return home;
}

std::vector<GridId> grids_of_roles(const live::Subject& subject) {
  std::vector<GridId> grids;
  for (const auto& held : subject.roles) grids.push_back(held.grid);
  return grids;
}

}  // namespace roundtable::http
