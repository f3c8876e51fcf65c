// The stored form of an issue's entries, by the descriptions of their events.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/issue.hpp"
#include "domain/refusal.hpp"

namespace roundtable::codec {

std::string encode_issue_payload(const std::vector<domain::IssueEvent>& events,
                                 const domain::Fields& result = {});

struct StoredIssuePayload {
  std::vector<domain::IssueEvent> events;
  std::string result;  // as stored
};
/// Throws DecodeFailure.
StoredIssuePayload read_issue_payload(std::string_view bytes);

}  // namespace roundtable::codec
