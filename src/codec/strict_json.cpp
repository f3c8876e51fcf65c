#include "codec/strict_json.hpp"

#include "codec/json_outline.hpp"

namespace roundtable::codec {
namespace {

constexpr std::size_t kDepthMax = 6;

/// A field that is missing has no place of its own: the object it should be in has one.
std::size_t line_of_field(std::string_view text, const JsonOutline& outline, std::string field) {
  for (;;) {
    const auto found = outline.ranges.find(field);
    if (found != outline.ranges.end()) {
      const auto& range = found->second;
      return line_of(text, range.named_at == 0 ? range.begin : range.named_at);
    }
    if (field.empty()) return 1;
    const auto dot = field.rfind('.');
    field.resize(dot == std::string::npos ? 0 : dot);
  }
}

}  // namespace

std::variant<nlohmann::json, JsonProblem> parse_outline(std::string_view text,
                                                        std::size_t bytes_max) {
  if (text.size() > bytes_max) {
    return JsonProblem{1, "", "is longer than " + std::to_string(bytes_max / 1024) + " KiB"};
  }
  const auto outline = outline_json(text, kDepthMax);
  if (outline.broken_at) {
    return JsonProblem{line_of(text, *outline.broken_at), "", "is no JSON from here on"};
  }
  if (outline.repeated) {
    return JsonProblem{line_of_field(text, outline, *outline.repeated), *outline.repeated,
                       "is given twice"};
  }
  if (outline.too_deep) return JsonProblem{1, "", "is nested too deeply"};
  try {
    return nlohmann::json::parse(text);
  } catch (const nlohmann::json::exception& failure) {
    return JsonProblem{1, "", failure.what()};
  }
}

JsonProblem placed(std::string_view text, const FieldProblem& problem) {
  const auto outline = outline_json(text, kDepthMax);
  return {line_of_field(text, outline, problem.field), problem.field, problem.reason};
}

}  // namespace roundtable::codec
