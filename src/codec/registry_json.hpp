// The stored form of what meetings rest on, by the descriptions of its events: the grid tree,
// rolls, issues, and the legal bases an administrator recorded. Large values are content named by
// SHA-256; an entry only names them.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "codec/entry_json.hpp"
#include "domain/grid.hpp"
#include "domain/issue.hpp"
#include "domain/refusal.hpp"
#include "domain/registers.hpp"
#include "domain/roll.hpp"

namespace roundtable::codec {

using domain::BindingBasisRecorded;
using domain::GridChanged;
using domain::GridsImported;
using domain::IssueEdited;
using domain::IssueReported;
using domain::IssueWithdrawn;
using domain::KeyRenewed;
using domain::RollImported;
/// Of issues the first event of the entry.
using RegistryEvent = std::variant<GridsImported, RollImported, BindingBasisRecorded, GridChanged,
                                   KeyRenewed, IssueReported, IssueEdited, IssueWithdrawn>;

/// `result`: what the change was answered, a JSON object.
std::string encode_registry_payload(const RegistryEvent& event, std::string_view result = "{}");
/// Throws DecodeFailure.
RegistryEvent decode_registry_payload(std::string_view payload);

std::string encode_issue_payload(const std::vector<domain::IssueEvent>& events,
                                 const domain::Fields& result = {});

struct StoredIssuePayload {
  std::vector<domain::IssueEvent> events;
  std::string result;  // as stored
};
/// Throws DecodeFailure.
StoredIssuePayload read_issue_payload(std::string_view bytes);

std::string encode_grids(const std::vector<domain::GridNode>& nodes);
/// Throws DecodeFailure.
std::vector<domain::GridNode> decode_grids(std::string_view bytes);

}  // namespace roundtable::codec
