#include "codec/sent_text.hpp"

#include <nlohmann/json.hpp>

#include "codec/json_outline.hpp"

namespace roundtable::codec {

std::variant<nlohmann::json, UnreadText> read_sent_text(std::string_view text, TextLimits limits) {
  if (text.size() > limits.bytes_max) return UnreadText{"too_long", ""};
  const auto outline = outline_json(text, limits.depth_max);
  if (outline.too_deep) return UnreadText{"too_deep", ""};
  if (outline.repeated) return UnreadText{"repeated", *outline.repeated};
  if (outline.broken_at) return UnreadText{"not_json", ""};
  auto read = nlohmann::json::parse(text, nullptr, false);
  if (read.is_discarded()) return UnreadText{"not_json", ""};
  return read;
}

}  // namespace roundtable::codec
