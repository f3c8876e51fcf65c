#include "live/kinds.hpp"

#include <string>
#include <variant>

#include "live/issue_stream.hpp"
#include "live/meeting_stream.hpp"
#include "live/register_stream.hpp"

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

std::unique_ptr<Aggregate> make_register(std::string_view, HostServices&) {
  return std::make_unique<RegisterStream>();
}

bool changes(const Submission& submission) {
  return std::holds_alternative<domain::ChangeRegister>(submission.command);
}

constexpr Kind kKinds[] = {
    {"meeting", "meeting", make_meeting, convenes, domain::Code::meeting_unknown},
    {"issue", "issue", make_issue, reports, domain::Code::issue_unknown},
    // Every change may be their first: there is always such a stream.
    {"grids", "register", make_register, changes, domain::Code::command_unknown_type},
    {"roll", "register", make_register, changes, domain::Code::command_unknown_type},
    {"standing", "register", make_register, changes, domain::Code::command_unknown_type},
    {log::kKeys, "register", make_register, changes, domain::Code::command_unknown_type},
};

}  // namespace

const Kind* kind_named(std::string_view name) {
  for (const auto& kind : kKinds) {
    if (kind.name == name) return &kind;
  }
  return nullptr;
}

}  // namespace roundtable::live
