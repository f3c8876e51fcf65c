// The commands of proposals and of what is to be changed in them, described.
#include "domain/describe/make_command.hpp"

namespace roundtable::domain::describe {
namespace {

/// The text comes as one; its lines are the paragraphs.
Member whole_text() {
  auto out = text<&ProposalText::title>("text");
  out.get = [](const void* whole) {
    std::string joined;
    for (const auto& paragraph : static_cast<const ProposalText*>(whole)->paragraphs) {
      if (!joined.empty()) joined += "\n";
      joined += paragraph;
    }
    return Plain(std::move(joined));
  };
  out.set = [](void* whole, Plain&& value) {
    static_cast<ProposalText*>(whole)->paragraphs = paragraphs_of(std::get<std::string>(value));
    return true;
  };
  out.bound = kProposalBytesMax;
  return out;
}

const std::vector<Member>& proposal_text_asked() {
  static const std::vector<Member> kMembers = {
      text<&ProposalText::title>("title", kTitleBytesMax),
      whole_text(),
      text<&ProposalText::who>("who", kPartyBytesMax),
      text<&ProposalText::where>("where", kPartyBytesMax),
      optional(day<&ProposalText::by>("by")),
      optional(number<&ProposalText::cost>("cost", "cents", 0, kCostCentsMax))};
  return kMembers;
}

}  // namespace

CommandRows proposal_commands() {
  using enum Who;
  return {
      command<TableProposal>(
          "proposal.table",
          {"提出提案", "the lines of `text` are the paragraphs; staff name the `mover`"},
          own_or_runs, kNotOver,
          {id<&TableProposal::item>("item"), own_head<&TableProposal::mover>("mover"),
           part<&TableProposal::text>(proposal_text_asked)}),
      command<EditProposal>(
          "proposal.edit",
          {"改提案",
           "until somebody supports or amends it; `base` counts the edits of the text that was "
           "written on"},
          own_or_runs, kNotOver,
          {id<&EditProposal::proposal>("proposal"), number<&EditProposal::base>("base", ""),
           part<&EditProposal::text>(proposal_text_asked),
           unsent(own_head<&EditProposal::mover>("mover"))}),
      command<WithdrawProposal>("proposal.withdraw", {"撤回提案"}, own_or_runs, kNotOver,
                                {id<&WithdrawProposal::proposal>("proposal"),
                                 unsent(own_head<&WithdrawProposal::mover>("mover"))}),
      command<SupportProposal>(
          "proposal.support", {"支持提案", "`false` takes it back"}, own_or_runs, kNotOver,
          {id<&SupportProposal::proposal>("proposal"), truth<&SupportProposal::support>("support"),
           own_head<&SupportProposal::speaker>("speaker")}),
      command<DiscussProposal>("proposal.discuss",
                               {"讨论这个提案", "the floor is on it from now on"}, runs, kSitting,
                               {id<&DiscussProposal::proposal>("proposal")}),
      command<DeferProposal>(
          "proposal.defer", {"搁置提案"}, runs, kNotOver,
          {id<&DeferProposal::proposal>("proposal"), asked_reason<&DeferProposal::reason>()}),
      command<PutProposal>("proposal.put",
                           {"提案付表决",
                            "opens a ballot on it: households alone, for and against, more for "
                            "than against carries"},
                           runs, kNotOver, {id<&PutProposal::proposal>("proposal")}),
  };
}

CommandRows amendment_commands() {
  using enum Who;
  return {
      command<TableAmendment>("amendment.table", {"提出修改"}, own_or_runs, kRulesSay,
                              {id<&TableAmendment::proposal>("proposal"),
                               member<&TableAmendment::paragraph>(Kind::paragraph, "paragraph"),
                               text<&TableAmendment::text>("text", kParagraphBytesMax),
                               own_head<&TableAmendment::mover>("mover")}),
      command<AcceptAmendment>("amendment.accept", {"接受修改", "by who moved the proposal"},
                               own_or_runs, kNotOver,
                               {id<&AcceptAmendment::amendment>("amendment"),
                                unsent(own_head<&AcceptAmendment::mover>("mover"))}),
      command<WithdrawAmendment>("amendment.withdraw", {"撤回修改"}, own_or_runs, kNotOver,
                                 {id<&WithdrawAmendment::amendment>("amendment"),
                                  unsent(own_head<&WithdrawAmendment::mover>("mover"))}),
      command<PutAmendment>("amendment.put",
                            {"修改付表决", "opens a ballot on it, as on a proposal"}, runs,
                            kNotOver, {id<&PutAmendment::amendment>("amendment")}),
  };
}

}  // namespace roundtable::domain::describe
