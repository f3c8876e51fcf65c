#include "live/kinds.hpp"

#include <string>
#include <variant>

#include "live/issue_stream.hpp"
#include "live/meeting_stream.hpp"

namespace roundtable::live {
namespace {

std::unique_ptr<Aggregate> make_meeting(std::string_view id, HostServices& services) {
  return std::make_unique<MeetingStream>(MeetingId(std::string(id)), services);
}

bool convenes(const Submission& submission) {
  return std::holds_alternative<domain::ConveneMeeting>(submission.command);
}

std::unique_ptr<Aggregate> make_issue(std::string_view id, HostServices& services) {
  return std::make_unique<IssueStream>(IssueId(std::string(id)), services);
}

bool reports(const Submission& submission) {
  return std::holds_alternative<domain::ReportIssue>(submission.command);
}

constexpr Kind kKinds[] = {
    {"meeting", make_meeting, convenes, domain::Code::meeting_unknown},
    {"issue", make_issue, reports, domain::Code::issue_unknown},
};

}  // namespace

const Kind* kind_named(std::string_view name) {
  for (const auto& kind : kKinds) {
    if (kind.name == name) return &kind;
  }
  return nullptr;
}

}  // namespace roundtable::live
