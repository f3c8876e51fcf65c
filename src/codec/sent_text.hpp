// Reads a whole JSON text that a stranger sent: not longer and not deeper than it may be, with no
// name given twice, so that what reads it on may recurse and finds one value under each name.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <variant>

namespace roundtable::codec {

struct TextLimits {
  std::size_t bytes_max = 0;
  std::size_t depth_max = 0;  // objects and arrays inside one another
};

/// Why a text is not read: "too_long", "not_json", "too_deep" or "repeated", then with the path of
/// the name that is there twice.
struct UnreadText {
  std::string why;
  std::string field;
};

std::variant<nlohmann::json, UnreadText> read_sent_text(std::string_view text, TextLimits limits);

}  // namespace roundtable::codec
