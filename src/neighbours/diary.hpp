// Diary: when a neighbour will do what. A wish gets its time when its occasion arises, loses it
// when the occasion goes, and is acted on once. Times are milliseconds of a clock that is passed
// in.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "neighbours/wish.hpp"

namespace roundtable::neighbours {

/// How fast life goes: 1000 is as people are, 20000 twenty times as fast.
struct Pace {
  std::int64_t permille = 1'000;
  std::int64_t of(std::int64_t ms) const { return ms * 1'000 / permille; }
};

class Diary {
 public:
  explicit Diary(Pace pace) : pace_(pace) {}

  /// What one wishes as things stand now.
  void look(std::vector<Wish> wishes, std::int64_t now_ms);
  /// The wish whose time came first, if one's has come; it is not taken again unless `again`.
  std::optional<Wish> take_due(std::int64_t now_ms);
  /// It did not come to pass for a reason that will go: try after so long.
  void again(const Wish& wish, std::int64_t at_ms);
  /// When the next one is due; nothing where there is none.
  std::optional<std::int64_t> next_ms() const;

 private:
  struct Entry {
    std::int64_t at_ms = 0;
    Wish wish;
  };
  std::map<std::string, Entry>::const_iterator first() const;

  Pace pace_;
  std::map<std::string, Entry> entries_;
  std::map<std::string, std::int64_t> put_off_;  // keys that are tried again, from when
  std::set<std::string> done_;
};

}  // namespace roundtable::neighbours
