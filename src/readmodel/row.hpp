// What search knows of one thing: a grid, an issue, a meeting, a record, minutes. No personal data
// and no text that may have to be erased stands in it (docs/architecture.md, "Read models").
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace roundtable::readmodel {

enum class Kind : unsigned char { grid, issue, meeting, record, minutes };
inline constexpr std::array kKinds{Kind::grid, Kind::issue, Kind::meeting, Kind::record,
                                   Kind::minutes};
std::string_view to_string(Kind kind);
std::optional<Kind> kind_from(std::string_view text);

struct Row {
  Kind kind = Kind::issue;
  std::string id;     // of that kind
  GridId grid;        // where it belongs; of a grid, itself
  std::string name;   // its title, or a grid's name: found by pinyin too
  std::string text;   // what else it is found by; ""
  Time at;            // reported, scheduled, published: the newest comes first
  std::string state;  // phase, outcome, level: what a result says of it; ""
  std::string shown;  // what else a result says: a JSON object
  friend bool operator==(const Row&, const Row&) = default;
};

}  // namespace roundtable::readmodel
