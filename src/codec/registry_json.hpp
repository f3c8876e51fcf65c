// The stored form of what meetings rest on: the grid tree, rolls, issues, and the legal bases an
// administrator recorded. Large values are content named by SHA-256; an entry only names them.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "codec/entry_json.hpp"
#include "domain/grid.hpp"
#include "domain/issue.hpp"
#include "domain/roll.hpp"

namespace roundtable::codec {

struct GridsImported {
  std::string content;  // SHA-256 of encode_grids(...)
};
struct RollImported {
  RollId roll;
  GridId grid;
  std::string content;  // SHA-256 of encode_roll(...)
};
/// Ballots of that body on that grid and below bind when they are cast here (docs/domain.md 2.7).
struct BindingBasisRecorded {
  GridId grid;
  std::string body;
  std::string text;
};
using domain::IssueEdited;
using domain::IssueReported;
using domain::IssueWithdrawn;
/// Of issues the first event of the entry.
using RegistryEvent = std::variant<GridsImported, RollImported, BindingBasisRecorded, IssueReported,
                                   IssueEdited, IssueWithdrawn>;

/// `result`: what the change was answered, a JSON object.
std::string encode_registry_payload(const RegistryEvent& event, std::string_view result = "{}");
/// Throws DecodeFailure.
RegistryEvent decode_registry_payload(std::string_view payload);

std::string encode_grids(const std::vector<domain::GridNode>& nodes);
/// Throws DecodeFailure.
std::vector<domain::GridNode> decode_grids(std::string_view bytes);

}  // namespace roundtable::codec
