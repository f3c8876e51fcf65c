#include "imports/divided_flats.hpp"

#include <string>
#include <string_view>
#include <tuple>

namespace roundtable::imports {
namespace {

using FlatSpot = std::tuple<std::string, std::string, std::string>;  // building, stair, room

bool is_numeral(char c) {
  return c >= '0' && c <= '9';
}

/// "101-102" and "101、102" as 101, 102; nothing where the room is one alone.
std::vector<std::string> rooms_in(std::string_view room) {
  constexpr std::array<std::string_view, 8> kBetween = {"-", "+", "/", ",", "、", "和", "&", "~"};
  std::vector<std::string> rooms(1);
  while (!room.empty()) {
    std::size_t bytes = 0;
    for (const auto between : kBetween) {
      if (room.starts_with(between)) bytes = between.size();
    }
    if (bytes > 0) {
      rooms.emplace_back();
    } else {
      bytes = 1;
      rooms.back() += room.front();
    }
    room.remove_prefix(bytes);
  }
  if (rooms.size() < 2) rooms.clear();
  return rooms;
}

class Divider {
 public:
  Divider(const RollSide& wholes, const RollSide& parts) : wholes_(wholes), parts_(parts) {}

  std::map<std::size_t, std::vector<std::size_t>> run() {
    for (std::size_t i = 0; i < wholes_.flats.size(); ++i) {
      if (!wholes_.is_single(i) && lost(i).centi <= 0) continue;
      const auto& flat = wholes_.flats[i];
      by_name_.emplace(FlatSpot(flat.building, flat.stair, flat.room), i);
      for (auto& room : rooms_in(flat.room)) {
        by_room_.emplace(FlatSpot(flat.building, flat.stair, std::move(room)), i);
      }
    }
    find_by_name();
    find_by_area();
    return std::move(found_);
  }

 private:
  /// How much smaller a flat of both is on the side of the parts.
  Area lost(std::size_t whole) const {
    const auto same = wholes_.same[whole];
    if (!same || wholes_.told[whole]) return {};
    return {wholes_.flats[whole].area.centi - parts_.flats[*same].area.centi};
  }

  std::optional<std::size_t> whole_named_in(const SeenFlat& part) const {
    // 101A and 101-1 are called after 101; 1011 is not, and the longer name is meant.
    for (auto length = part.room.size(); length-- > 1;) {
      if (is_numeral(part.room[length])) continue;
      const auto found = by_name_.find(
          FlatSpot(part.building, part.stair, std::string(part.room.substr(0, length))));
      if (found != by_name_.end()) return found->second;
    }
    const auto found = by_room_.find(FlatSpot(part.building, part.stair, part.room));
    return found == by_room_.end() ? std::nullopt : std::optional(found->second);
  }

  void find_by_name() {
    for (std::size_t i = 0; i < parts_.flats.size(); ++i) {
      if (!parts_.is_single(i)) continue;
      if (const auto whole = whole_named_in(parts_.flats[i])) found_[*whole].push_back(i);
    }
    // One part is no division of a flat that is gone: it was called otherwise.
    std::erase_if(found_, [&](const auto& one) {
      return wholes_.is_single(one.first) && one.second.size() < 2;
    });
  }

  /// Without a name that says it: exactly what one flat has lost is the area of exactly one other
  /// at the same stair.
  void find_by_area() {
    using Missing = std::tuple<std::string, std::string, std::int64_t>;
    struct Fitting {
      std::vector<std::size_t> wholes;
      std::vector<std::size_t> parts;
    };
    std::map<Missing, Fitting> fitting;
    for (std::size_t i = 0; i < wholes_.flats.size(); ++i) {
      const auto area = lost(i).centi;
      if (area <= 0 || found_.contains(i)) continue;
      const auto& flat = wholes_.flats[i];
      fitting[Missing(flat.building, flat.stair, area)].wholes.push_back(i);
    }
    if (fitting.empty()) return;
    std::vector<bool> taken(parts_.flats.size(), false);
    for (const auto& [whole, parts] : found_) {
      for (const auto part : parts) taken[part] = true;
    }
    for (std::size_t i = 0; i < parts_.flats.size(); ++i) {
      if (!parts_.is_single(i) || taken[i]) continue;
      const auto& flat = parts_.flats[i];
      const auto place = fitting.find(Missing(flat.building, flat.stair, flat.area.centi));
      if (place != fitting.end()) place->second.parts.push_back(i);
    }
    for (const auto& [missing, one] : fitting) {
      if (one.wholes.size() == 1 && one.parts.size() == 1) found_[one.wholes.front()] = one.parts;
    }
  }

  const RollSide& wholes_;
  const RollSide& parts_;
  std::map<FlatSpot, std::size_t> by_name_;
  std::map<FlatSpot, std::size_t> by_room_;  // rooms that its name names together
  std::map<std::size_t, std::vector<std::size_t>> found_;
};

}  // namespace

std::map<std::size_t, std::vector<std::size_t>> divided_flats(const RollSide& wholes,
                                                              const RollSide& parts) {
  return Divider(wholes, parts).run();
}

}  // namespace roundtable::imports
