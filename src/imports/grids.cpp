#include "imports/grids.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "imports/cell.hpp"
#include "imports/limits.hpp"
#include "imports/table.hpp"

namespace roundtable::imports {
namespace {

using namespace domain;

enum : std::size_t { kGridCode, kGridName, kGridLevel, kGridParent, kGridKind };

const std::vector<Column>& grid_columns() {
  static const std::vector<Column> kColumns = {
      {"code", true, true, {"代码", "编码", "区划代码", "网格代码", "网格编码"}, Holds::number},
      {"name", true, true, {"名称", "网格名称", "区划名称"}, Holds::name},
      {"level", true, true, {"层级", "级别", "网格层级"}},
      {"parent",
       true,
       false,
       {"上级", "上级代码", "上级编码", "上级网格", "父级", "父级代码"},
       Holds::number},
      {"kind", false, false, {"类别", "类型", "网格类别", "网格类型"}},
  };
  return kColumns;
}

std::optional<GridLevel> level_named(const std::string& text) {
  static const std::unordered_map<std::string, GridLevel> kChinese = {
      {"市", GridLevel::city},
      {"直辖市", GridLevel::city},
      {"区", GridLevel::district},
      {"县", GridLevel::district},
      {"区县", GridLevel::district},
      {"街镇", GridLevel::subdistrict},
      {"街道", GridLevel::subdistrict},
      {"镇", GridLevel::subdistrict},
      {"乡", GridLevel::subdistrict},
      {"乡镇", GridLevel::subdistrict},
      {"片区", GridLevel::area},
      {"片区网格", GridLevel::area},
      {"综合网格", GridLevel::area},
      {"居民区", GridLevel::neighbourhood},
      {"社区", GridLevel::neighbourhood},
      {"居委会", GridLevel::neighbourhood},
      {"村委会", GridLevel::neighbourhood},
      {"居村", GridLevel::neighbourhood},
      {"微网格", GridLevel::microgrid},
      {"楼组", GridLevel::building},
      {"楼组网格", GridLevel::building},
      {"楼栋", GridLevel::building},
  };
  const auto key = name_key(text);
  if (const auto known = grid_level_from(key)) return known;
  const auto found = kChinese.find(key);
  return found == kChinese.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string> grid_kind_named(const std::string& text) {
  static const std::unordered_map<std::string, std::string> kGridKinds = {
      {"", ""},
      {"streetblock", "street_block"},
      {"街区", "street_block"},
      {"market", "market"},
      {"市场", "market"},
      {"集市", "market"},
      {"officebuilding", "office_building"},
      {"商务楼宇", "office_building"},
      {"楼宇", "office_building"},
  };
  const auto found = kGridKinds.find(name_key(text));
  return found == kGridKinds.end() ? std::nullopt : std::optional(found->second);
}

/// Addresses have it for the top grid, whatever its code; so another one could never be opened.
constexpr std::string_view kTopOfAll = "root";

/// One line of the file; `level` is absent where its word is unknown.
struct Line {
  GridNode node;
  std::optional<GridLevel> level;
  Place code_at;
  Place level_at;
  Place parent_at;
};

class GridsReader {
 public:
  GridsReader(const GridTree& present, GridsImport& out) : present_(present), out_(out) {}

  void run(std::string_view bytes) {
    auto& report = out_.report;
    const auto table = read_table(bytes, grid_columns(), report);
    if (!table) return;
    report.rows = table->rows.size();
    for (const auto& row : table->rows) {
      if (are_enough(report.problems, row.place)) break;
      take(row);
    }
    for (const auto& line : lines_) {
      if (are_enough(report.problems, line.code_at)) break;
      hold_against_others(line);
    }
    find_cycles();
    if (report.problems.empty()) sort_out();
    std::stable_sort(
        report.problems.begin(), report.problems.end(), [](const Problem& a, const Problem& b) {
          return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
        });
  }

 private:
  void found(Code code, const Place& place, std::map<std::string, std::string> fields) {
    out_.report.problems.push_back({code, place, std::move(fields)});
  }

  void take(const TableRow& row) {
    Line line;
    const auto code = plain(row.cells[kGridCode].text);
    const auto parent = plain(row.cells[kGridParent].text);
    line.node.name = tidy(row.cells[kGridName].text);
    line.code_at = row.cells[kGridCode].place;
    line.level_at = row.cells[kGridLevel].place;
    line.parent_at = row.cells[kGridParent].place;
    if (line.node.name.size() > kGridNameBytesMax) {
      found(Code::field_too_long, row.cells[kGridName].place,
            {{"field", "name"}, {"max", std::to_string(kGridNameBytesMax)}});
    }
    const auto level = plain(row.cells[kGridLevel].text);
    line.level = level_named(level);
    if (!line.level && !level.empty()) {
      found(Code::grid_level_unknown, line.level_at, {{"value", level}});
    }
    line.node.level = line.level.value_or(GridLevel::building);
    const auto kind = grid_kind_named(row.cells[kGridKind].text);
    if (!kind) {
      found(Code::grid_kind_unknown, row.cells[kGridKind].place,
            {{"value", plain(row.cells[kGridKind].text)}});
    }
    line.node.kind = kind.value_or("");
    if (!parent.empty()) line.node.parent = GridId(parent);
    note_sample(code, line);
    if (code.empty()) return;
    if (!is_id(code)) return found(Code::grid_code_form, line.code_at, {{"value", code}});
    line.node.id = GridId(code);
    keep(std::move(line));
  }

  void note_sample(const std::string& code, const Line& line) {
    auto& sample = out_.report.sample;
    if (sample.size() == kSampleRows) return;
    sample.push_back({{"code", code},
                      {"name", line.node.name},
                      {"level", line.level ? std::string(to_string(*line.level)) : ""},
                      {"parent", line.node.parent ? line.node.parent->str() : ""},
                      {"kind", line.node.kind}});
  }

  /// Names that came before letters had one form are the same where they look the same.
  static bool same(const GridNode& a, const GridNode& b) {
    return tidy(a.name) == tidy(b.name) && a.level == b.level && a.parent == b.parent &&
           a.kind == b.kind;
  }

  /// The same line twice is one; another line with the same code is a problem.
  void keep(Line line) {
    const auto [at, fresh] = by_code_.emplace(line.node.id.str(), lines_.size());
    if (fresh) return lines_.push_back(std::move(line));
    const auto& first = lines_[at->second];
    if (same(first.node, line.node)) {
      ++out_.report.same;
    } else {
      found(Code::grid_code_twice, line.code_at,
            {{"value", line.node.id.str()}, {"first_line", std::to_string(first.code_at.line)}});
    }
  }

  const Line* line_of(const GridId& id) const {
    const auto at = by_code_.find(id.str());
    return at == by_code_.end() ? nullptr : &lines_[at->second];
  }

  void hold_against_others(const Line& line) {
    const auto& node = line.node;
    if (const auto* there = present_.find(node.id)) {
      if (same(*there, node) || !line.level) return;
      return found(Code::grid_code_taken, line.code_at,
                   {{"value", node.id.str()},
                    {"name", there->name},
                    {"level", std::string(to_string(there->level))},
                    {"parent", there->parent ? there->parent->str() : ""}});
    }
    if (!node.parent) return hold_against_root(line);
    if (node.id.str() == kTopOfAll) {
      return found(Code::grid_code_reserved, line.code_at, {{"value", node.id.str()}});
    }
    const auto* above = line_of(*node.parent);
    const auto* there = present_.find(*node.parent);
    if (above == nullptr && there == nullptr) {
      return found(Code::grid_parent_unknown, line.parent_at, {{"value", node.parent->str()}});
    }
    const auto level = there != nullptr ? std::optional(there->level) : above->level;
    if (level && line.level && *level >= *line.level && node.id != *node.parent) {
      found(Code::grid_wrong_level, line.level_at,
            {{"level", std::string(to_string(*line.level))},
             {"parent", node.parent->str()},
             {"parent_level", std::string(to_string(*level))}});
    }
  }

  void hold_against_root(const Line& line) {
    const auto* there = present_.root();
    if (there != nullptr) {
      found(Code::grid_second_root, line.parent_at, {{"root", there->id.str()}});
    } else if (!root_) {
      root_ = line.node.id;
    } else {
      found(Code::grid_second_root, line.parent_at, {{"root", root_->str()}});
    }
  }

  /// Every line that is its own ancestor is reported once, with the way round.
  void find_cycles() {
    enum class Seen { no, on_the_way, done };
    std::vector<Seen> seen(lines_.size(), Seen::no);
    for (std::size_t start = 0; start < lines_.size(); ++start) {
      std::vector<std::size_t> way;
      auto at = start;
      while (seen[at] == Seen::no) {
        seen[at] = Seen::on_the_way;
        way.push_back(at);
        const auto& node = lines_[at].node;
        const bool ends = !node.parent || present_.find(node.id) != nullptr;
        const auto next = ends ? by_code_.end() : by_code_.find(node.parent->str());
        if (next == by_code_.end()) break;
        at = next->second;
      }
      const auto loop = std::find(way.begin(), way.end(), at);
      const bool closed = seen[at] == Seen::on_the_way && loop != way.end() &&
                          lines_[way.back()].node.parent == lines_[at].node.id;
      if (closed) report_cycle({loop, way.end()});
      for (const auto step : way) seen[step] = Seen::done;
    }
  }

  void report_cycle(const std::vector<std::size_t>& loop) {
    constexpr std::size_t kStepsShown = 6;
    // A level below the other cannot hold all the way round: the cycle is the reason.
    std::set<std::size_t> on_it;
    for (const auto step : loop) on_it.insert(lines_[step].level_at.line);
    std::erase_if(out_.report.problems, [&](const Problem& problem) {
      return problem.code == Code::grid_wrong_level && on_it.contains(problem.place.line);
    });
    for (std::size_t i = 0; i < loop.size(); ++i) {
      std::string path;
      for (std::size_t k = 0; k < std::min(loop.size(), kStepsShown); ++k) {
        path += lines_[loop[(i + k) % loop.size()]].node.id.str() + " → ";
      }
      path += loop.size() > kStepsShown ? "…" : lines_[loop[i]].node.id.str();
      found(Code::grid_cycle, lines_[loop[i]].parent_at, {{"path", path}});
    }
  }

  /// A parent is of a higher level than its child, so that order by level is order by descent.
  void sort_out() {
    for (auto& line : lines_) {
      if (present_.find(line.node.id) != nullptr) {
        ++out_.report.same;
      } else {
        out_.added.push_back(std::move(line.node));
      }
    }
    std::stable_sort(out_.added.begin(), out_.added.end(),
                     [](const GridNode& a, const GridNode& b) { return a.level < b.level; });
    out_.report.added = out_.added.size();
  }

  const GridTree& present_;
  GridsImport& out_;
  std::vector<Line> lines_;
  std::unordered_map<std::string, std::size_t> by_code_;
  std::optional<GridId> root_;
};

}  // namespace

GridsImport read_grids(std::string_view bytes, const GridTree& present) {
  GridsImport out;
  GridsReader(present, out).run(bytes);
  return out;
}

}  // namespace roundtable::imports
