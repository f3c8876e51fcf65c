// The commands that are given to other streams than meetings, described.
#include "domain/describe/make_command.hpp"

namespace roundtable::domain::describe {
namespace {

template <class C>
CommandRow given_to(std::string_view stream, std::string_view name, Words words, Who who,
                    std::vector<Member> members) {
  auto out = command<C>(name, words, who, kRulesSay, std::move(members));
  out.stream = stream;
  return out;
}

}  // namespace

CommandRows issue_commands() {
  constexpr std::string_view kIssue = "issue";
  return {
      given_to<ReportIssue>(
          kIssue, "issue.report", {"登记事项", "under a fresh id"}, Who::reports,
          {id<&ReportIssue::grid>("grid"), text<&ReportIssue::title>("title", kTitleBytesMax),
           optional(text<&ReportIssue::text>("text", kIssueTextBytesMax)),
           choice<issue_source_from, &ReportIssue::source>("source")}),
      given_to<EditIssue>(
          kIssue, "issue.edit", {"修改事项", "`base`: `edits` of the view that was written on"},
          Who::reporter_or_registers,
          {number<&EditIssue::base>("base", ""), text<&EditIssue::title>("title", kTitleBytesMax),
           optional(text<&EditIssue::text>("text", kIssueTextBytesMax))}),
      given_to<WithdrawIssue>(
          kIssue, "issue.withdraw",
          {"撤回事项",
           "it was none, or is registered elsewhere; its words are no longer listed, found or "
           "shown; no agenda takes it up from then on, and one that has goes on naming it"},
          Who::reporter_or_registers, {text<&WithdrawIssue::reason>("reason", kReasonBytesMax)}),
  };
}

// What it says is no text of its own: it stands in the table that is imported.
CommandRows register_commands() {
  auto change = given_to<ChangeRegister>(
      "register", "register.change",
      {"更新名册、网格或依据",
       "what a change of the grids, a roll or the legal bases becomes: imports, single grids, "
       "lists of members, bases"},
      Who::registers, {optional(number<&ChangeRegister::base>("base", ""))});
  change.comes = Comes::over_http;
  return {std::move(change)};
}

}  // namespace roundtable::domain::describe
