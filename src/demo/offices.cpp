#include "demo/offices.hpp"

#include <set>

#include "live/offices.hpp"

namespace roundtable::demo {
namespace {

using Path = std::vector<const domain::GridNode*>;

/// A building and a microgrid are named with their neighbourhood.
std::string place_words(const Path& path) {
  const auto& here = *path.back();
  const bool small =
      here.level == domain::GridLevel::building || here.level == domain::GridLevel::microgrid;
  if (!small) return here.name;
  for (const auto* node : path) {
    if (node->level == domain::GridLevel::neighbourhood) return node->name + here.name;
  }
  return here.name;
}

/// 开鲁二村居民委员会, of whatever the tree calls the neighbourhood; other grids have no committee.
std::string committee(const domain::GridNode& node) {
  if (node.level != domain::GridLevel::neighbourhood) return node.name;
  if (node.name.ends_with("委员会")) return node.name;
  auto place = node.name;
  for (const std::string_view ending : {"居委会", "居委"}) {
    if (!place.ends_with(ending)) continue;
    place.resize(place.size() - ending.size());
    break;
  }
  return place + "居民委员会";
}

}  // namespace

void enter_offices(app::System& system, const std::vector<CaseGrid>& grids) {
  const auto tree = system.registry().grids();
  const auto bodies = live::issuing_bodies(system.rules());
  std::set<GridId> seen;
  for (const auto& grid : grids) {
    const auto path = tree->path(grid.node.id);
    for (auto end = path.begin(); end != path.end(); ++end) {
      if (!seen.insert((*end)->id).second) continue;
      const auto place = place_words(Path(path.begin(), end + 1));
      for (const auto& [body, name] : bodies) {
        const bool convenes = body == live::kConvener;
        live::put_office(system.directory(), {(*end)->id, body},
                         {convenes ? committee(**end) : place + name.zh, "", ""});
      }
    }
  }
}

}  // namespace roundtable::demo
