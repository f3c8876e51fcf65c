// The frames in which views of a stream go out (docs/protocol.md), the same for every kind: the
// member that holds the id is named after the kind. What stands in a view is the kind's own matter.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/stream_name.hpp"

namespace roundtable::views {

std::string snapshot_frame(const StreamName& stream, std::uint64_t seq, std::string_view view,
                           std::string_view me);
/// `me` empty: left out.
std::string patch_frame(const StreamName& stream, std::uint64_t seq, std::string_view patch,
                        std::string_view me);
std::string live_frame(const StreamName& stream, std::size_t online,
                       const std::map<std::string, std::string>& labels);

}  // namespace roundtable::views
