#include "domain/describe/other_commands.hpp"

#include "domain/describe/make.hpp"
#include "domain/limits.hpp"

namespace roundtable::domain::describe {
namespace {

template <class C>
CommandRow given_to(std::string_view stream, std::string_view name, Who who,
                    std::vector<Member> members) {
  CommandRow out;
  out.name = name;
  out.who = who;
  out.members = std::move(members);
  out.stream = stream;
  out.make = [] { return Command(C{}); };
  out.index = Command(C{}).index();
  return out;
}

}  // namespace

std::vector<CommandRow> issue_commands() {
  constexpr std::string_view kIssue = "issue";
  return {
      given_to<ReportIssue>(
          kIssue, "issue.report", Who::reports,
          {id<&ReportIssue::grid>("grid"), text<&ReportIssue::title>("title", kTitleBytesMax),
           optional(text<&ReportIssue::text>("text", kIssueTextBytesMax)),
           choice<issue_source_from, &ReportIssue::source>("source")}),
      given_to<EditIssue>(
          kIssue, "issue.edit", Who::reporter_or_registers,
          {number<&EditIssue::base>("base", ""), text<&EditIssue::title>("title", kTitleBytesMax),
           optional(text<&EditIssue::text>("text", kIssueTextBytesMax))}),
      given_to<WithdrawIssue>(kIssue, "issue.withdraw", Who::reporter_or_registers,
                              {text<&WithdrawIssue::reason>("reason", kReasonBytesMax)}),
  };
}

// What it says is no text of its own: it stands in the table that is imported.
std::vector<CommandRow> register_commands() {
  auto change = given_to<ChangeRegister>("register", "register.change", Who::registers,
                                         {optional(number<&ChangeRegister::base>("base", ""))});
  change.comes = Comes::over_http;
  return {std::move(change)};
}

}  // namespace roundtable::domain::describe
