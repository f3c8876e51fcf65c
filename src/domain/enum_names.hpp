// The value that a name stands for, told by the names that the values themselves have. Internal to
// `domain`.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace roundtable::domain {

/// Nothing where none of them is called that.
template <class Enum, std::size_t kSize>
std::optional<Enum> named(const std::array<Enum, kSize>& known, std::string_view text) {
  for (const auto value : known) {
    if (to_string(value) == text) return value;
  }
  return std::nullopt;
}

}  // namespace roundtable::domain
