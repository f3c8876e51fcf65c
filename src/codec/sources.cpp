#include "codec/sources.hpp"

#include <map>
#include <memory>

#include "codec/file_json.hpp"

namespace roundtable::codec {
namespace {

struct Cache {
  std::map<std::string, std::shared_ptr<const domain::Rule>, std::less<>> rules;
  std::map<std::string, std::shared_ptr<const domain::RollSnapshot>, std::less<>> rolls;
};

}  // namespace

Sources make_sources(const std::function<std::optional<std::string>(std::string_view)>& content,
                     std::function<std::optional<std::string>(std::string_view)> sealed) {
  auto cache = std::make_shared<Cache>();
  const auto needed = [content](std::string_view sha256) {
    auto bytes = content(sha256);
    if (!bytes) throw DecodeFailure("content " + std::string(sha256) + " is missing");
    return *std::move(bytes);
  };
  if (sealed == nullptr) {
    sealed = [](std::string_view) -> std::optional<std::string> { return std::nullopt; };
  }
  Sources sources;
  sources.rule = [cache, needed](std::string_view sha256) {
    auto& slot = cache->rules[std::string(sha256)];
    if (slot == nullptr) {
      auto parsed = parse_rule(needed(sha256));
      if (const auto* problem = std::get_if<JsonProblem>(&parsed)) {
        throw DecodeFailure("rule " + std::string(sha256) + ": " + problem->reason);
      }
      slot = std::make_shared<const domain::Rule>(std::get<domain::Rule>(std::move(parsed)));
    }
    return slot;
  };
  sources.roll = [cache, needed](std::string_view sha256) {
    auto& slot = cache->rolls[std::string(sha256)];
    if (slot == nullptr) {
      slot = std::make_shared<const domain::RollSnapshot>(decode_snapshot(needed(sha256)));
    }
    return slot;
  };
  sources.sealed = std::move(sealed);
  return sources;
}

}  // namespace roundtable::codec
