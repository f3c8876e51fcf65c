// What entries name by its SHA-256: rolls, their snapshots, the grid tree.
#include "codec/described_json.hpp"
#include "codec/registry_json.hpp"
#include "domain/describe/values.hpp"

namespace roundtable::codec {
namespace {

namespace describe = domain::describe;

/// It names nothing that stands elsewhere.
void read_content(const StoredValue& stored, const Members& members, void* whole) {
  read_stored(stored, 1, members, whole, Sources{});
}

}  // namespace

std::string encode_snapshot(const domain::RollSnapshot& snapshot) {
  return value_json(describe::snapshot_content(), &snapshot).dump();
}

domain::RollSnapshot decode_snapshot(std::string_view bytes) {
  const StoredJson stored(bytes);
  domain::RollSnapshot snapshot;
  read_content(stored.whole(), describe::snapshot_content(), &snapshot);
  for (const auto& [id, head] : snapshot.heads) snapshot.total_area += head.area;
  return snapshot;
}

std::string encode_roll(const domain::Roll& roll) {
  return value_json(describe::roll_content(), &roll).dump();
}

domain::Roll decode_roll(std::string_view bytes) {
  const StoredJson stored(bytes);
  domain::Roll roll;
  read_content(stored.whole(), describe::roll_content(), &roll);
  return roll;
}

std::string encode_grids(const std::vector<domain::GridNode>& nodes) {
  auto all = nlohmann::json::array();
  for (const auto& node : nodes) all.push_back(value_json(describe::grid_content(), &node));
  return all.dump();
}

std::vector<domain::GridNode> decode_grids(std::string_view bytes) {
  const StoredJson stored(bytes);
  std::vector<domain::GridNode> nodes;
  for (const auto& node : stored.whole().parts()) {
    read_content(node, describe::grid_content(), &nodes.emplace_back());
  }
  return nodes;
}

}  // namespace roundtable::codec
