// Stored events of proposals and amendments.
#include "codec/entry_read.hpp"

namespace roundtable::codec {
namespace {

using namespace domain;

ProposalText proposal_text_of(const StoredValue& e) {
  ProposalText text;
  text.title = text_of(e, "title");
  text.paragraphs = e.at("paragraphs").get<std::vector<std::string>>();
  text.who = text_of(e, "who");
  text.where = text_of(e, "where");
  if (e.contains("by")) text.by = date_of(e, "by");
  if (e.contains("cost")) text.cost = number_of(e, "cost");
  return text;
}

Event proposal_tabled(const StoredValue& e) {
  ProposalTabled out;
  read_id(e, "proposal", out.proposal);
  read_id(e, "item", out.item);
  read_id(e, "mover", out.mover);
  out.text = proposal_text_of(e);
  return out;
}

Event proposal_edited(const StoredValue& e) {
  ProposalEdited out;
  read_id(e, "proposal", out.proposal);
  out.text = proposal_text_of(e);
  return out;
}

Event proposal_supported(const StoredValue& e) {
  ProposalSupported out;
  read_id(e, "proposal", out.proposal);
  read_id(e, "speaker", out.speaker);
  out.support = e.at("support").get<bool>();
  return out;
}

Event proposal_deferred(const StoredValue& e) {
  ProposalDeferred out;
  read_id(e, "proposal", out.proposal);
  out.reason = text_of(e, "reason");
  return out;
}

Event proposal_decided(const StoredValue& e) {
  ProposalDecided out;
  read_id(e, "proposal", out.proposal);
  out.adopted = e.at("adopted").get<bool>();
  return out;
}

template <class E>
Event on_proposal(const StoredValue& e) {
  E out;
  read_id(e, "proposal", out.proposal);
  return out;
}

Event amendment_tabled(const StoredValue& e) {
  AmendmentTabled out;
  read_id(e, "amendment", out.amendment);
  read_id(e, "proposal", out.proposal);
  read_id(e, "mover", out.mover);
  const auto paragraph = paragraph_from(text_of(e, "paragraph"));
  if (!paragraph) throw DecodeFailure("no such paragraph " + text_of(e, "paragraph"));
  out.paragraph = *paragraph;
  out.text = text_of(e, "text");
  return out;
}

Event amendment_decided(const StoredValue& e) {
  AmendmentDecided out;
  read_id(e, "amendment", out.amendment);
  out.adopted = e.at("adopted").get<bool>();
  return out;
}

template <class E>
Event on_amendment(const StoredValue& e) {
  E out;
  read_id(e, "amendment", out.amendment);
  return out;
}

}  // namespace

const PartReaders& proposal_readers() {
  static const PartReaders kReaders = {
      {"proposal_tabled", proposal_tabled},
      {"proposal_edited", proposal_edited},
      {"proposal_withdrawn", on_proposal<ProposalWithdrawn>},
      {"proposal_supported", proposal_supported},
      {"proposal_discussed", on_proposal<ProposalDiscussed>},
      {"proposal_deferred", proposal_deferred},
      {"proposal_decided", proposal_decided},
      {"amendment_tabled", amendment_tabled},
      {"amendment_accepted", on_amendment<AmendmentAccepted>},
      {"amendment_withdrawn", on_amendment<AmendmentWithdrawn>},
      {"amendment_decided", amendment_decided},
  };
  return kReaders;
}

}  // namespace roundtable::codec
