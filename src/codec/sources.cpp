#include "codec/sources.hpp"

#include <map>
#include <memory>

#include "codec/rule_json.hpp"

namespace roundtable::codec {
namespace {

struct Cache {
  std::map<std::string, std::shared_ptr<const domain::Rule>, std::less<>> rules;
  std::map<std::string, std::shared_ptr<const domain::RollSnapshot>, std::less<>> rolls;
};

}  // namespace

Sources make_sources(std::function<std::string(std::string_view)> content,
                     std::function<std::optional<std::string>(std::string_view)> sealed) {
  auto cache = std::make_shared<Cache>();
  Sources sources;
  sources.rule = [cache, content](std::string_view sha256) {
    auto& slot = cache->rules[std::string(sha256)];
    if (slot == nullptr) {
      auto parsed = parse_rule(content(sha256));
      if (const auto* problem = std::get_if<RuleProblem>(&parsed)) {
        throw DecodeFailure("rule " + std::string(sha256) + ": " + problem->reason);
      }
      slot = std::make_shared<const domain::Rule>(std::get<domain::Rule>(std::move(parsed)));
    }
    return slot;
  };
  sources.roll = [cache, content](std::string_view sha256) {
    auto& slot = cache->rolls[std::string(sha256)];
    if (slot == nullptr) {
      slot = std::make_shared<const domain::RollSnapshot>(decode_snapshot(content(sha256)));
    }
    return slot;
  };
  sources.sealed = std::move(sealed);
  return sources;
}

}  // namespace roundtable::codec
