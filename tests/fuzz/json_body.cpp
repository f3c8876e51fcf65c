#include <nlohmann/json.hpp>
#include <variant>

#include "codec/sent_text.hpp"
#include "fuzz/targets.hpp"

namespace roundtable::fuzz {
namespace {

// As http/answer.hpp has them.
constexpr codec::TextLimits kBodyLimits{64 * 1024, 8};

std::size_t depth_of(const nlohmann::json& value) {
  if (!value.is_structured()) return 0;
  std::size_t below = 0;
  for (const auto& part : value) below = std::max(below, depth_of(part));
  return below + 1;
}

}  // namespace

void json_body(std::string_view bytes) {
  const auto read = codec::read_sent_text(bytes, kBodyLimits);
  const auto* body = std::get_if<nlohmann::json>(&read);
  if (body == nullptr) return;
  promise(depth_of(*body) <= kBodyLimits.depth_max, "no body is deeper than it may be");
  const auto again =
      codec::read_sent_text(body->dump(), {8 * kBodyLimits.bytes_max, kBodyLimits.depth_max});
  const auto* same = std::get_if<nlohmann::json>(&again);
  promise(same != nullptr && *same == *body, "a body that was written is read as it was");
}

}  // namespace roundtable::fuzz
