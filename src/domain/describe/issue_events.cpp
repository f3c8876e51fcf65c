// The events of issues, described as those of meetings are.
#include <algorithm>

#include "domain/describe/events.hpp"
#include "domain/describe/make.hpp"
#include "domain/limits.hpp"

namespace roundtable::domain::describe {
namespace {

template <class E>
IssueEventRow issue_event(std::string_view name, std::string_view zh, std::vector<Member> members) {
  IssueEventRow out;
  out.name = name;
  out.zh = zh;
  out.members = std::move(members);
  out.make = [] { return IssueEvent(E{}); };
  out.index = IssueEvent(E{}).index();
  return out;
}

}  // namespace

const std::vector<IssueEventRow>& issue_events() {
  // In the order of the variant.
  static const std::vector<IssueEventRow> kRows = {
      issue_event<IssueReported>(
          "issue_reported", "事项已登记",
          {id<&IssueReported::issue>("issue"), id<&IssueReported::grid>("grid"),
           text<&IssueReported::title>("title", kTitleBytesMax),
           optional(text<&IssueReported::text>("text", kIssueTextBytesMax)),
           choice<issue_source_from, &IssueReported::source>("source")}),
      issue_event<IssueEdited>("issue_edited", "事项已修改",
                               {id<&IssueEdited::issue>("issue"), id<&IssueEdited::grid>("grid"),
                                text<&IssueEdited::title>("title", kTitleBytesMax),
                                optional(text<&IssueEdited::text>("text", kIssueTextBytesMax))}),
      issue_event<IssueWithdrawn>(
          "issue_withdrawn", "事项已撤回",
          {id<&IssueWithdrawn::issue>("issue"), id<&IssueWithdrawn::grid>("grid"),
           text<&IssueWithdrawn::reason>("reason", kReasonBytesMax)}),
  };
  return kRows;
}

const IssueEventRow& row_of(const IssueEvent& event) {
  return issue_events()[event.index()];
}

const IssueEventRow* find_issue_event(std::string_view name) {
  const auto& rows = issue_events();
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.name == name; });
  return found == rows.end() ? nullptr : &*found;
}

void* whole(IssueEvent& event) {
  return std::visit([](auto& one) -> void* { return &one; }, event);
}
const void* whole(const IssueEvent& event) {
  return std::visit([](const auto& one) -> const void* { return &one; }, event);
}

}  // namespace roundtable::domain::describe
