// The view of one issue as JSON (docs/protocol.md), the same for everybody: an issue is public. Of
// one that was withdrawn its words are no longer told, only that and why.
#pragma once

#include <string>

#include "domain/issue.hpp"

namespace roundtable::views {

std::string issue_snapshot_json(const domain::Issue& issue);
/// The merge patch that brings any older view to this one.
std::string issue_patch_json(const domain::Issue& issue);

}  // namespace roundtable::views
