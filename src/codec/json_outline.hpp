// Where things stand in a JSON text, beside its values: the range of every member and element by
// its path, repeated keys and depth. Internal to `codec`; nlohmann stays in the .cpp.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace roundtable::codec {

struct JsonOutline {
  /// Bytes [begin, end) of a value; `named_at` is where its key ends (for an element, its begin).
  struct Range {
    std::size_t named_at = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  std::map<std::string, Range, std::less<>> ranges;  // "command.scope.kind", "basis.0.law"
  std::optional<std::string> repeated;               // path of the first key given twice
  bool too_deep = false;
  std::optional<std::size_t> broken_at;  // the text is no JSON from this byte on
};

/// Stops at the first thing that is wrong. `depth_max` counts objects and arrays.
JsonOutline outline_json(std::string_view text, std::size_t depth_max);

/// 1-based line of a byte.
std::size_t line_of(std::string_view text, std::size_t byte);

}  // namespace roundtable::codec
