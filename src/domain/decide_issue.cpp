#include "domain/decide_issue.hpp"

#include "domain/decide.hpp"
#include "domain/decide_parts.hpp"
#include "domain/limits.hpp"

namespace roundtable::domain {
namespace {

std::optional<Refusal> words_problem(const std::string& title, const std::string& text) {
  if (auto wrong = text_problem("title", title, kTitleBytesMax)) return wrong;
  return text_problem("text", text, kIssueTextBytesMax, true);
}

/// Whether there is something that may still be changed.
std::optional<Refusal> standing_problem(const Issue& issue) {
  if (issue.grid.empty()) return Refusal{Code::issue_unknown, {{"issue", issue.id.str()}}};
  if (issue.withdrawn) return Refusal{Code::issue_withdrawn, {{"issue", issue.id.str()}}};
  return std::nullopt;
}

IssueDecision decide_given(const Issue& issue, const ReportIssue& command) {
  if (!issue.grid.empty()) return Refusal{Code::issue_exists, {{"issue", issue.id.str()}}};
  if (auto wrong = words_problem(command.title, command.text)) return *wrong;
  return IssueAccepted{
      {IssueReported{issue.id, command.grid, command.title, command.text, command.source}}, {}};
}

IssueDecision decide_given(const Issue& issue, const EditIssue& command) {
  if (auto wrong = standing_problem(issue)) return *wrong;
  if (auto wrong = words_problem(command.title, command.text)) return *wrong;
  // Somebody else changed it meanwhile: nobody writes over what she has not read.
  if (command.base != issue.edits) {
    return Refusal{Code::issue_stale, {{"issue", issue.id.str()}, {"edits", issue.edits}}};
  }
  return IssueAccepted{{IssueEdited{issue.id, issue.grid, command.title, command.text}}, {}};
}

IssueDecision decide_given(const Issue& issue, const WithdrawIssue& command) {
  if (auto wrong = standing_problem(issue)) return *wrong;
  if (auto wrong = text_problem("reason", command.reason, kReasonBytesMax)) return *wrong;
  return IssueAccepted{{IssueWithdrawn{issue.id, issue.grid, command.reason}}, {}};
}

}  // namespace

IssueDecision decide_issue(const Issue& issue, const Command& command) {
  return std::visit(
      [&](const auto& given) -> IssueDecision {
        if constexpr (kIsAboutIssues<std::decay_t<decltype(given)>>) {
          return decide_given(issue, given);
        } else {
          return Refusal{Code::command_unknown_type, {{"type", std::string(type_name(command))}}};
        }
      },
      command);
}

}  // namespace roundtable::domain
