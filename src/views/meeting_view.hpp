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

/// Who `me` is rendered for.
struct Viewer {
  std::string kind;                // "resident" | "staff" | "observer"
  std::string actor;               // "" for an observer without a session
  std::string name;                // "" where none is known
  HeadId head;                     // "" without a seat
  std::vector<std::string> roles;  // on this meeting's grid
  std::vector<std::string> may;    // command types that would be accepted now
};
/// Where the standing vote of a head is recorded, for its receipt.
struct Receipt {
  std::uint64_t version = 0;
  std::string hash;
};
std::string me_json(const ViewState& state, const Viewer& viewer,
                    const std::map<BallotId, Receipt>& receipts);

}  // namespace roundtable::views
