// The views of one meeting as JSON (docs/protocol.md): a snapshot is everything an audience may
// see, a patch (RFC 7396) is the changed parts of it rendered from the same functions, so that
// snapshot and patches cannot drift apart. What no audience lists here never leaves the server.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/grid.hpp"
#include "views/view_state.hpp"

namespace roundtable::views {

/// Who is looking. `everyone`: the Hall, observers, anybody. `member`: on the roll. `staff`: runs
/// it.
enum class Audience { everyone, member, staff };
inline constexpr Audience kAudiences[] = {Audience::everyone, Audience::member, Audience::staff};

/// The path of a meeting's grid, root first; copied in because the tree lives elsewhere.
using GridPath = std::vector<domain::GridNode>;

/// The view as a JSON object text.
std::string snapshot_json(const ViewState& state, const GridPath& path, Audience audience);
/// The merge patch that brings any view not older than `changed` to the newest state; "{}" when
/// nothing in it concerns this audience. Time grows with the change, not with the meeting.
std::string patch_json(const ViewState& state, const Changed& changed, Audience audience);

}  // namespace roundtable::views
