// `me`: what a stream shows one follower of her own - of a meeting her seat, what she may do now,
// her votes with their receipts. Made for each follower anew, so it is written as text at once.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "views/view_state.hpp"

namespace roundtable::views {

/// Who `me` is rendered for. What it points to lives as long as the call.
struct Viewer {
  std::string_view kind;                          // "resident" | "staff" | "observer"
  std::string_view actor;                         // "" for an observer without a session
  std::string_view name;                          // "" where none is known
  HeadId head;                                    // "" without a seat
  std::vector<std::string_view> roles;            // on this meeting's grid
  const std::vector<std::string>* may = nullptr;  // types of commands that would be accepted now
  /// Those of staff that wait for something to end, with the code they would be refused with.
  const std::map<std::string, std::string>* held = nullptr;
  /// To staff: under each rule that asks for a notice, the first day on which votes keep to it.
  std::vector<std::pair<std::string_view, Date>> notice{};
};

/// Where the standing vote of a head is recorded, for its receipt.
struct Receipt {
  std::uint64_t version = 0;
  std::string hash;
};

std::string me_json(const ViewState& state, const Viewer& viewer,
                    const std::map<BallotId, Receipt>& receipts);
/// Of an issue, whose followers have nothing of their own in it.
std::string issue_me_json(const Viewer& viewer);

}  // namespace roundtable::views
