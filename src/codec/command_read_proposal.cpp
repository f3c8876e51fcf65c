// Commands about proposals and amendments.
#include "codec/command_members.hpp"

namespace roundtable::codec {
namespace {

using namespace domain;

/// The text comes as one; its lines are the paragraphs.
void proposal_text(Members& m, ProposalText& text) {
  std::string paragraphs;
  m.text("title", text.title);
  m.text("text", paragraphs);
  m.text("who", text.who);
  m.text("where", text.where);
  m.date("by", text.by);
  m.number("cost", text.cost);
  text.paragraphs = paragraphs_of(paragraphs);
}
Command table_proposal(Members& m) {
  TableProposal c;
  m.id("item", c.item);
  m.id("mover", c.mover, Need::optional);
  proposal_text(m, c.text);
  return c;
}
Command edit_proposal(Members& m) {
  EditProposal c;
  m.id("proposal", c.proposal);
  m.number("base", c.base);
  proposal_text(m, c.text);
  return c;
}
Command support_proposal(Members& m) {
  SupportProposal c;
  m.id("proposal", c.proposal);
  m.truth("support", c.support, Need::required);
  m.id("speaker", c.speaker, Need::optional);
  return c;
}
Command defer_proposal(Members& m) {
  DeferProposal c;
  m.id("proposal", c.proposal);
  m.text("reason", c.reason);
  return c;
}
template <class C>
Command on_proposal(Members& m) {
  C c;
  m.id("proposal", c.proposal);
  return c;
}
Command table_amendment(Members& m) {
  TableAmendment c;
  m.id("proposal", c.proposal);
  m.text("paragraph", c.paragraph);
  m.text("text", c.text);
  m.id("mover", c.mover, Need::optional);
  return c;
}
template <class C>
Command on_amendment(Members& m) {
  C c;
  m.id("amendment", c.amendment);
  return c;
}

}  // namespace

const CommandReaders& proposal_command_readers() {
  static const CommandReaders kReaders = {
      {"proposal.table", table_proposal},
      {"proposal.edit", edit_proposal},
      {"proposal.withdraw", on_proposal<WithdrawProposal>},
      {"proposal.support", support_proposal},
      {"proposal.discuss", on_proposal<DiscussProposal>},
      {"proposal.defer", defer_proposal},
      {"proposal.put", on_proposal<PutProposal>},
      {"amendment.table", table_amendment},
      {"amendment.accept", on_amendment<AcceptAmendment>},
      {"amendment.withdraw", on_amendment<WithdrawAmendment>},
      {"amendment.put", on_amendment<PutAmendment>},
  };
  return kReaders;
}

}  // namespace roundtable::codec
