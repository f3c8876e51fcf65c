// Resolves what payloads name (rules, roll snapshots) from a content store, each value once.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "codec/entry_json.hpp"

namespace roundtable::codec {

/// `content` gives the bytes behind a SHA-256; where it has none, what names them is a
/// DecodeFailure. `sealed` gives the value behind a commitment; null: nothing that was sealed is
/// asked for. The returned functions share a cache, so that the frozen roll of a ballot is parsed
/// once and then shared.
Sources make_sources(const std::function<std::optional<std::string>(std::string_view)>& content,
                     std::function<std::optional<std::string>(std::string_view)> sealed = nullptr);

}  // namespace roundtable::codec
