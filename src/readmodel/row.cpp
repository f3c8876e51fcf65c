#include "readmodel/row.hpp"

#include <algorithm>

namespace roundtable::readmodel {
namespace {

constexpr std::array<std::string_view, 5> kNames{"grid", "issue", "meeting", "record", "minutes"};

}  // namespace

std::string_view to_string(Kind kind) {
  return kNames.at(static_cast<std::size_t>(kind));
}

std::optional<Kind> kind_from(std::string_view text) {
  const auto found = std::find(kNames.begin(), kNames.end(), text);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Kind>(found - kNames.begin());
}

}  // namespace roundtable::readmodel
