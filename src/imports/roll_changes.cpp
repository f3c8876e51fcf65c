#include "imports/roll_changes.hpp"

#include <algorithm>
#include <map>

#include "imports/divided_flats.hpp"
#include "imports/roll_groups.hpp"
#include "imports/same_flat.hpp"

namespace roundtable::imports {
namespace {

class Changes {
 public:
  Changes(const RollFile& file, const PresentRoll& present, const RollPlan& plan)
      : file_(file), present_(present), plan_(plan) {}

  std::vector<FlatChange> run() {
    look_at_both();
    find_moved([&](const auto& owners, std::size_t i) { return owners_kept_at(owners, i); },
               [&](std::size_t i) { return owners_in_file(i); });
    find_moved([&](const auto&, std::size_t i) { return addresses(was_.flats[i]); },
               [&](std::size_t i) { return addresses(now_.flats[i]); });
    tell_divided(was_, now_, ChangeKind::split);
    tell_divided(now_, was_, ChangeKind::merged);
    for (std::size_t i = 0; i < now_.flats.size(); ++i) tell(i);
    for (std::size_t i = 0; i < was_.flats.size(); ++i) {
      if (was_.is_single(i)) out_.push_back({ChangeKind::removed, {was_.flats[i]}, {}});
    }
    std::stable_sort(out_.begin(), out_.end(),
                     [](const auto& a, const auto& b) { return a.kind < b.kind; });
    return std::move(out_);
  }

 private:
  static SeenFlat seen(const domain::Unit& unit, std::string room, std::string representative) {
    return {unit.building,    unit.stair, std::move(room),          unit.area,
            unit.area_source, unit.kind,  std::move(representative)};
  }

  const std::string& representative_before(const HeadId& head) const {
    static const std::string kNobody;
    const auto known = present_.households.find(head);
    return known == present_.households.end() ? kNobody : known->second.representative;
  }

  void look_at_both() {
    std::map<UnitId, std::size_t> there;
    for (const auto& unit : present_.roll.units) {
      const auto room = present_.rooms.find(unit.id);
      there.emplace(unit.id, was_.flats.size());
      was_.flats.push_back(seen(unit, room == present_.rooms.end() ? "" : room->second,
                                representative_before(unit.head)));
    }
    for (const auto& [head, household] : present_.households) {
      owners_.emplace(head, kept_owners(household.owner));
    }
    was_.same.resize(was_.flats.size());
    for (std::size_t i = 0; i < plan_.roll.units.size(); ++i) {
      const auto& unit = plan_.roll.units[i];
      now_.flats.push_back(
          seen(unit, file_.lines[i].room, plan_.households.at(unit.head).representative));
      const auto found = there.find(unit.id);
      now_.same.push_back(found == there.end() ? std::nullopt : std::optional(found->second));
      if (now_.same.back()) was_.same[*now_.same.back()] = i;
    }
    was_.told.resize(was_.flats.size(), false);
    now_.told.resize(now_.flats.size(), false);
    now_divided_.resize(now_.flats.size(), false);
  }

  const KeptOwners& owners_before(std::size_t i) const {
    static const KeptOwners kNone;
    const auto known = owners_.find(present_.roll.units[i].head);
    return known == owners_.end() ? kNone : known->second;
  }

  /// A mark of the flat itself, so that the same mark of another is another flat.
  static std::string mark(const SeenFlat& flat, std::string_view text) {
    return std::to_string(flat.area.centi) + " " + std::string(to_string(flat.kind)) + " " +
           std::string(text);
  }

  std::vector<std::string> owners_kept_at(const KeptOwners& owners, std::size_t i) const {
    std::vector<std::string> marks;
    for (const auto owner : owners) {
      if (owner != kUndeliveredOwner) marks.push_back(mark(was_.flats[i], owner));
    }
    return marks;
  }

  std::vector<std::string> owners_in_file(std::size_t i) const {
    const auto& line = file_.lines[i];
    std::vector<std::string> marks;
    if (line.undelivered) return marks;
    for (const auto& owner : {line.owner, line.owner_earlier}) {
      if (!owner.empty()) marks.push_back(mark(now_.flats[i], owner));
    }
    return marks;
  }

  /// The same address in two forms; and the same but for the stair.
  static std::vector<std::string> addresses(const SeenFlat& flat) {
    RollLine line;
    line.building = flat.building;
    line.stair = flat.stair;
    line.room = flat.room;
    line.kind = flat.kind;
    auto loose = mark(flat, "spot " + loose_spot(line));
    line.stair.clear();
    return {std::move(loose), mark(flat, "without stair " + loose_spot(line))};
  }

  /// Nobody knows of them that they are two.
  bool may_be_one(std::size_t before, std::size_t now) const {
    const auto& line = file_.lines[now];
    const auto& owners = owners_before(before);
    return owners.empty() || owner_of(line).empty() || is_kept(owners, line);
  }

  /// One alone of those that are gone and one alone of those that are new have the same mark.
  template <class MarksBefore, class MarksNow>
  void find_moved(const MarksBefore& marks_before, const MarksNow& marks_now) {
    struct Marked {
      std::vector<std::size_t> before;
      std::vector<std::size_t> now;
    };
    std::map<std::string, Marked> marked;
    for (std::size_t i = 0; i < was_.flats.size(); ++i) {
      if (!was_.is_single(i)) continue;
      for (auto& one : marks_before(owners_before(i), i)) {
        marked[std::move(one)].before.push_back(i);
      }
    }
    if (marked.empty()) return;
    for (std::size_t i = 0; i < now_.flats.size(); ++i) {
      if (!now_.is_single(i)) continue;
      for (const auto& one : marks_now(i)) {
        const auto known = marked.find(one);
        if (known != marked.end()) known->second.now.push_back(i);
      }
    }
    for (const auto& [text, one] : marked) {
      if (one.before.size() != 1 || one.now.size() != 1) continue;
      const auto before = one.before.front();
      const auto now = one.now.front();
      if (was_.told[before] || now_.told[now] || !may_be_one(before, now)) continue;
      was_.told[before] = now_.told[now] = true;
      out_.push_back({ChangeKind::moved, {was_.flats[before]}, {now_.flats[now]}});
    }
  }

  void tell_divided(RollSide& wholes, RollSide& parts, ChangeKind kind) {
    const bool split = kind == ChangeKind::split;
    for (const auto& [whole, found] : divided_flats(wholes, parts)) {
      std::vector<SeenFlat> one = {wholes.flats[whole]};
      std::vector<SeenFlat> several;
      if (const auto same = wholes.same[whole]) {
        several.push_back(parts.flats[*same]);
        now_divided_[split ? *same : whole] = true;
      } else {
        wholes.told[whole] = true;
      }
      for (const auto part : found) {
        parts.told[part] = true;
        several.push_back(parts.flats[part]);
      }
      out_.push_back(split ? FlatChange{kind, std::move(one), std::move(several)}
                           : FlatChange{kind, std::move(several), std::move(one)});
    }
  }

  /// The flat of that line, as far as nothing has been said of it.
  void tell(std::size_t i) {
    const auto& now = now_.flats[i];
    if (!now_.same[i]) {
      if (!now_.told[i]) out_.push_back({ChangeKind::added, {}, {now}});
      return;
    }
    const auto& before = was_.flats[*now_.same[i]];
    const auto changed = [&](ChangeKind kind) { out_.push_back({kind, {before}, {now}}); };
    const bool other_head = present_.roll.units[*now_.same[i]].head != plan_.roll.units[i].head;
    if (other_head) {
      changed(may_be_one(*now_.same[i], i) ? ChangeKind::regrouped : ChangeKind::sold);
    }
    if (!now_divided_[i] && (before.area != now.area || before.source != now.source)) {
      changed(ChangeKind::area);
    }
    if (before.kind != now.kind) changed(ChangeKind::use);
    if (!other_head && before.representative != now.representative) {
      changed(ChangeKind::representative);
    }
  }

  const RollFile& file_;
  const PresentRoll& present_;
  const RollPlan& plan_;
  RollSide was_;
  RollSide now_;
  std::vector<bool> now_divided_;  // its other area was told as a division
  std::map<HeadId, KeptOwners> owners_;
  std::vector<FlatChange> out_;
};

}  // namespace

std::string_view to_string(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::sold:
      return "sold";
    case ChangeKind::split:
      return "split";
    case ChangeKind::merged:
      return "merged";
    case ChangeKind::moved:
      return "moved";
    case ChangeKind::added:
      return "added";
    case ChangeKind::removed:
      return "removed";
    case ChangeKind::area:
      return "area";
    case ChangeKind::use:
      return "use";
    case ChangeKind::regrouped:
      return "regrouped";
    case ChangeKind::representative:
      break;
  }
  return "representative";
}

std::vector<FlatChange> roll_changes(const RollFile& file, const PresentRoll& present,
                                     const RollPlan& plan) {
  return Changes(file, present, plan).run();
}

}  // namespace roundtable::imports
