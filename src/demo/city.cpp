#include "demo/city.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <numeric>
#include <stdexcept>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "imports/grids.hpp"
#include "imports/problem_sentences.hpp"

namespace roundtable::demo {
namespace {

using namespace domain;

/// FNV-1a, 32 bits: the same on every machine, unlike std::hash.
std::uint32_t spread(std::string_view text) {
  std::uint32_t hash = 2'166'136'261;
  for (const char byte : text) {
    hash ^= static_cast<unsigned char>(byte);
    hash *= 16'777'619;
  }
  return hash;
}

/// 2 to 8: large and small neighbourhoods, as everywhere.
std::size_t weight_of(const GridNode& neighbourhood) {
  return 2 + spread(neighbourhood.id.str()) % 7;
}

/// "开鲁二村居委会" stands for 开鲁二村; other names stay whole.
std::string stem_of(std::string_view name) {
  for (const std::string_view office : {"社区居委会", "居委会", "村委会"}) {
    if (name.size() > office.size() && name.ends_with(office)) {
      return std::string(name.substr(0, name.size() - office.size()));
    }
  }
  return std::string(name);
}

/// 1 to 99.
std::string in_chinese(std::size_t number) {
  static constexpr std::array<const char*, 10> kDigits = {"",   "一", "二", "三", "四",
                                                          "五", "六", "七", "八", "九"};
  if (number < 10) return kDigits[number];
  const std::string tens = number < 20 ? "" : kDigits[number / 10];
  return tens + "十" + kDigits[number % 10];
}

GridNode microgrid(const GridNode& neighbourhood, std::size_t number) {
  return {GridId(neighbourhood.id.str() + "-m" + std::to_string(number)),
          stem_of(neighbourhood.name) + "第" + in_chinese(number) + "微网格", GridLevel::microgrid,
          neighbourhood.id, std::string(kGeneratedKind)};
}

std::vector<GridNode> divisions(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file) throw std::runtime_error("cannot read " + path);
  auto import = imports::read_grids(bytes, GridTree());
  if (!import.report.problems.empty()) {
    throw std::runtime_error(imports::line_of(import.report.problems.front(), path, "en"));
  }
  return std::move(import.added);
}

/// Every district, and whole those subdistricts that hold one of the places.
std::vector<GridNode> around(const std::vector<GridNode>& nodes,
                             const std::vector<GridId>& places) {
  std::unordered_map<GridId, const GridNode*> known;
  for (const auto& node : nodes) known[node.id] = &node;
  const auto subdistrict_of = [&](const GridId& grid) -> GridId {
    auto at = known.find(grid);
    while (at != known.end() && at->second->level > GridLevel::subdistrict && at->second->parent) {
      at = known.find(*at->second->parent);
    }
    return at == known.end() ? GridId() : at->first;
  };
  std::unordered_set<GridId> kept;
  for (const auto& place : places) kept.insert(subdistrict_of(place));
  std::vector<GridNode> part;
  std::copy_if(nodes.begin(), nodes.end(), std::back_inserter(part), [&](const auto& node) {
    return node.level < GridLevel::subdistrict || kept.contains(subdistrict_of(node.id));
  });
  return part;
}

}  // namespace

// Shares by weight, rounded down; what is left goes to the largest remainders, equal ones by code.
std::vector<GridNode> make_microgrids(const std::vector<GridNode>& nodes, std::size_t count) {
  std::vector<const GridNode*> neighbourhoods;
  for (const auto& node : nodes) {
    if (node.level == GridLevel::neighbourhood) neighbourhoods.push_back(&node);
  }
  if (neighbourhoods.size() > count) {
    throw std::runtime_error("there are fewer microgrids than neighbourhoods");
  }
  // One each first, so that the smallest share is none too small.
  const auto to_share = count - neighbourhoods.size();
  std::size_t weights = 0;
  for (const auto* one : neighbourhoods) weights += weight_of(*one);
  std::vector<std::size_t> shares;
  std::vector<std::size_t> by_remainder(neighbourhoods.size());
  std::size_t given = 0;
  for (const auto* one : neighbourhoods) {
    shares.push_back(1 + to_share * weight_of(*one) / weights);
    given += shares.back();
  }
  std::iota(by_remainder.begin(), by_remainder.end(), std::size_t{0});
  std::sort(by_remainder.begin(), by_remainder.end(), [&](std::size_t a, std::size_t b) {
    const auto left_of = [&](std::size_t i) {
      return to_share * weight_of(*neighbourhoods[i]) % weights;
    };
    if (left_of(a) != left_of(b)) return left_of(a) > left_of(b);
    return neighbourhoods[a]->id < neighbourhoods[b]->id;
  });
  for (std::size_t i = 0; given < count; ++i, ++given) ++shares[by_remainder[i]];

  std::vector<GridNode> made;
  made.reserve(count);
  for (std::size_t i = 0; i < neighbourhoods.size(); ++i) {
    for (std::size_t number = 1; number <= shares[i]; ++number) {
      made.push_back(microgrid(*neighbourhoods[i], number));
    }
  }
  return made;
}

std::vector<GridNode> make_city(const std::string& divisions_csv,
                                const std::vector<CaseGrid>& cases,
                                const std::vector<GridId>& places) {
  auto nodes = divisions(divisions_csv);
  auto microgrids = make_microgrids(nodes, kCityMicrogrids);
  for (const auto& grid : cases) {
    for (const auto& held : grid.holds) {
      const auto found = std::find_if(nodes.begin(), nodes.end(),
                                      [&](const auto& node) { return node.id == held; });
      if (found == nodes.end() || found->parent != grid.node.parent) {
        throw std::runtime_error("the area " + grid.node.id.str() + " cannot hold " + held.str());
      }
      found->parent = grid.node.id;
    }
  }
  std::move(microgrids.begin(), microgrids.end(), std::back_inserter(nodes));
  for (const auto& grid : cases) nodes.push_back(grid.node);
  if (!places.empty()) nodes = around(nodes, places);
  std::stable_sort(nodes.begin(), nodes.end(),
                   [](const auto& a, const auto& b) { return a.level < b.level; });
  GridTree tree;
  for (const auto& node : nodes) {
    if (const auto problem = tree.add(node)) {
      throw std::runtime_error("the grid " + node.id.str() +
                               " cannot be added: " + std::string(to_string(*problem)));
    }
  }
  return nodes;
}

}  // namespace roundtable::demo
