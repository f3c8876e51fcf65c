// The events of issues, described as those of meetings are.
#include "domain/describe/make_event.hpp"

namespace roundtable::domain::describe {

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
  return find_row(issue_events(), name);
}

void* whole(IssueEvent& event) {
  return std::visit([](auto& one) -> void* { return &one; }, event);
}
const void* whole(const IssueEvent& event) {
  return std::visit([](const auto& one) -> const void* { return &one; }, event);
}

}  // namespace roundtable::domain::describe
