#include "imports/roll_plan.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "imports/cell.hpp"
#include "imports/roll_changes.hpp"
#include "imports/roll_groups.hpp"

namespace roundtable::imports {
namespace {

using namespace domain;

using Spot = std::tuple<std::string, std::string, std::string>;  // building, stair, room

/// Units of one household of the file, and the household that is to hold them.
struct Group {
  std::vector<std::size_t> lines;
  std::set<std::string> owners;
  std::set<std::string> earlier;  // RollLine::owner_earlier
  std::optional<HeadId> head;
};

class Planner {
 public:
  Planner(RollFile& file, const std::optional<PresentRoll>& present, RollPlan& plan,
          const std::function<std::string()>& fresh_id)
      : file_(file), present_(present), plan_(plan), fresh_id_(fresh_id) {}

  void run(const RollId& id, const GridId& grid, const std::set<std::string>& joins) {
    if (present_) {
      plan_.roll.count_titled_parking = present_->roll.count_titled_parking;
      for (const auto& unit : present_->roll.units) {
        const auto room = present_->rooms.find(unit.id);
        if (room == present_->rooms.end()) continue;
        // A letter may have had another form when it was imported.
        there_.emplace(Spot(plain(unit.building), plain(unit.stair), plain(room->second)), &unit);
      }
      for (const auto& [head, household] : present_->households) {
        owners_there_.emplace(head, kept_owners(household.owner));
      }
    }
    match_units();
    group(id, grid, joins);
    // Whoever holds the same key comes before whoever merely holds the same flat.
    for (const bool by_key : {true, false}) {
      for (auto& group : groups_) choose_head(group, by_key);
    }
    name_heads(id, grid);
    label();
    count();
  }

 private:
  std::string fresh() {
    plan_.fresh_ids.push_back(fresh_id_());
    return plan_.fresh_ids.back();
  }

  void match_units() {
    for (const auto& line : file_.lines) {
      const auto found = there_.find(Spot(line.building, line.stair, line.room));
      const auto* unit = found == there_.end() ? nullptr : found->second;
      matched_.push_back(unit);
      rows_.push_back({unit != nullptr ? unit->id : UnitId(fresh()), line.building, line.stair,
                       line.area, line.source, line.kind, "", false});
    }
  }

  std::optional<Standing> standing(std::size_t line) const {
    if (matched_[line] == nullptr) return std::nullopt;
    const auto& head = matched_[line]->head;
    return Standing{head, &owners_there(head)};
  }

  const KeptOwners& owners_there(const HeadId& head) const {
    static const KeptOwners kNone;
    const auto known = owners_there_.find(head);
    return known == owners_there_.end() ? kNone : known->second;
  }

  /// The rule of who is one head stays with the domain: it is told who owns what, and numbers them;
  /// names come later.
  void group(const RollId& id, const GridId& grid, const std::set<std::string>& joins) {
    std::vector<std::optional<Standing>> there;
    for (std::size_t i = 0; i < rows_.size(); ++i) there.push_back(standing(i));
    auto grouped = group_lines(file_, there, joins);
    file_.report.questions = std::move(grouped.questions);
    plan_.joins_known = grouped.joins_known;
    if (grouped.too_many) file_.report.problems.push_back(too_many_questions());
    std::vector<HeadId> numbers;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      rows_[i].owner_key = std::to_string(grouped.group_of[i]);
      numbers.emplace_back(std::to_string(i));
    }
    const auto roll = make_roll(id, grid, rows_, numbers);
    groups_.resize(roll.heads.size());
    for (std::size_t line = 0; line < roll.units.size(); ++line) {
      auto& group = groups_[std::stoul(roll.units[line].head.str())];
      const auto& read = file_.lines[line];
      group.lines.push_back(line);
      if (auto owner = owner_of(read); !owner.empty()) group.owners.insert(std::move(owner));
      if (!read.undelivered && !read.owner_earlier.empty()) {
        group.earlier.insert(read.owner_earlier);
      }
    }
  }

  /// One of its owners is the household's that is there.
  static bool has_owner_of(const Group& group, const KeptOwners& there) {
    return std::any_of(there.begin(), there.end(), [&](std::string_view one) {
      const std::string owner(one);
      return group.owners.contains(owner) || group.earlier.contains(owner);
    });
  }

  /// False where the file says that somebody else owns it now. A file without a key says nothing.
  static bool may_be_the_same(const KeptOwners& before, const Group& group) {
    if (before.empty() || has_owner_of(group, before)) return true;
    return group.owners.empty() && before != KeptOwners{kUndeliveredOwner};
  }

  /// Of the households that held its units before, the one with the most of them.
  void choose_head(Group& group, bool by_key) {
    if (!present_ || group.head) return;
    struct Candidate {
      HeadId head;
      bool fits = false;
      std::size_t units = 0;
    };
    std::vector<Candidate> candidates;  // in the order of the file
    std::map<HeadId, std::size_t> places;
    for (const auto line : group.lines) {
      if (matched_[line] == nullptr) continue;
      const auto& head = matched_[line]->head;
      const auto [place, fresh] = places.emplace(head, candidates.size());
      if (fresh) {
        const auto& before = owners_there(head);
        const bool fits = by_key ? has_owner_of(group, before) : may_be_the_same(before, group);
        candidates.push_back({head, fits && !taken_.contains(head), 0});
      }
      ++candidates[place->second].units;
    }
    std::erase_if(candidates, [](const Candidate& one) { return !one.fits; });
    const auto best =
        std::max_element(candidates.begin(), candidates.end(),
                         [](const auto& a, const auto& b) { return a.units < b.units; });
    if (best == candidates.end()) return;
    group.head = best->head;
    taken_.insert(best->head);
  }

  void name_heads(const RollId& id, const GridId& grid) {
    std::vector<HeadId> heads;
    for (auto& group : groups_) {
      if (!group.head) group.head = HeadId(fresh());
      heads.push_back(*group.head);
      Household household{owners_kept(group.owners), ""};
      if (present_ && group.owners.empty()) {
        const auto before = present_->households.find(*group.head);
        if (before != present_->households.end()) household.owner = before->second.owner;
      }
      for (const auto line : group.lines) {
        if (household.representative.empty()) {
          household.representative = file_.lines[line].representative;
        }
      }
      plan_.households.emplace(*group.head, std::move(household));
    }
    const bool parking = plan_.roll.count_titled_parking;
    plan_.roll = make_roll(id, grid, rows_, heads);
    plan_.roll.count_titled_parking = parking;
  }

  /// Short where it is clear: the building is named where there are several, or a room is twice.
  void label() {
    std::set<std::string> buildings;
    std::set<std::string> rooms;
    bool twice = false;
    for (const auto& line : file_.lines) {
      buildings.insert(line.building);
      twice = !rooms.insert(line.room).second || twice;
    }
    const bool whole = buildings.size() > 1 || twice;
    for (std::size_t i = 0; i < file_.lines.size(); ++i) {
      plan_.rooms[rows_[i].id] = file_.lines[i].room;
      plan_.labels[rows_[i].id.str()] = unit_label(file_.lines[i], whole);
    }
    for (const auto& group : groups_) {
      constexpr std::size_t kRoomsNamed = 3;
      std::string text;
      for (std::size_t i = 0; i < std::min(group.lines.size(), kRoomsNamed); ++i) {
        text += (i == 0 ? "" : "、") + unit_label(file_.lines[group.lines[i]], whole);
      }
      if (group.lines.size() > kRoomsNamed) {
        text += "等" + std::to_string(group.lines.size()) + "套";
      }
      plan_.labels[group.head->str()] = std::move(text);
    }
  }

  void count() {
    auto& report = file_.report;
    report.heads = groups_.size();
    std::set<UnitId> kept;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (matched_[i] == nullptr) {
        ++report.added;
        continue;
      }
      kept.insert(matched_[i]->id);
      const bool moved = unit_differs(*matched_[i], plan_.roll.units[i]);
      plan_.differs = plan_.differs || moved;
      ++(moved || household_differs(plan_.roll.units[i].head) ? report.changed : report.same);
    }
    if (present_) list_removed(kept);
    plan_.differs = plan_.differs || !present_ || report.added > 0 || report.removed > 0;
  }

  void list_removed(const std::set<UnitId>& kept) {
    auto& report = file_.report;
    for (const auto& unit : present_->roll.units) {
      if (kept.contains(unit.id)) continue;
      const auto room = present_->rooms.find(unit.id);
      report.removed_units.push_back(
          {unit.building, unit.stair, room == present_->rooms.end() ? "" : room->second, {}});
    }
    report.removed = report.removed_units.size();
  }

  static bool unit_differs(const Unit& before, const Unit& now) {
    return before.area != now.area || before.area_source != now.area_source ||
           before.kind != now.kind || before.head != now.head;
  }

  bool household_differs(const HeadId& head) const {
    const auto before = present_->households.find(head);
    const auto& now = plan_.households.at(head);
    const auto representative =
        before == present_->households.end() ? "" : before->second.representative;
    return representative != now.representative;
  }

  RollFile& file_;
  const std::optional<PresentRoll>& present_;
  RollPlan& plan_;
  const std::function<std::string()>& fresh_id_;
  std::map<Spot, const Unit*> there_;
  std::vector<const Unit*> matched_;  // by line of the file
  std::vector<UnitRow> rows_;
  std::vector<Group> groups_;
  std::set<HeadId> taken_;
  std::map<HeadId, KeptOwners> owners_there_;
};

}  // namespace

RollPlan plan_roll(RollFile& file, const RollId& id, const GridId& grid,
                   const std::optional<PresentRoll>& present,
                   const std::function<std::string()>& fresh_id,
                   const std::set<std::string>& joins) {
  RollPlan plan;
  Planner(file, present, plan, fresh_id).run(id, grid, joins);
  if (present) file.report.changes = roll_changes(file, *present, plan);
  return plan;
}

std::string room_in_label(const std::string& label) {
  auto text = plain(label);
  for (const std::string_view ending : {"室", "房", "户"}) {
    if (text.ends_with(ending)) text.resize(text.size() - ending.size());
  }
  for (const std::string_view before : {"号楼", "单元", "车位", "商铺"}) {
    const auto at = text.rfind(before);
    if (at != std::string::npos) text.erase(0, at + before.size());
  }
  return text;
}

}  // namespace roundtable::imports
