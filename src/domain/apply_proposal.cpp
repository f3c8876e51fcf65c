#include "base/ensure.hpp"
#include "domain/apply_parts.hpp"

namespace roundtable::domain {

void ProposalApplier::operator()(const ProposalTabled& e) const {
  Proposal proposal;
  proposal.id = e.proposal;
  proposal.order = meeting.next_order++;
  proposal.item = e.item;
  proposal.mover = e.mover;
  proposal.text = e.text;
  proposal.amended_by.resize(e.text.paragraphs.size());
  proposal.tabled_at = at;
  ensure(meeting.proposals.emplace(e.proposal, std::move(proposal)).second, "a new proposal");
}

void ProposalApplier::operator()(const ProposalEdited& e) const {
  auto& proposal = proposal_of(e.proposal);
  proposal.text = e.text;
  proposal.amended_by.assign(e.text.paragraphs.size(), {});
  ++proposal.base;
}

void ProposalApplier::operator()(const ProposalWithdrawn& e) const {
  settle(e.proposal, ProposalState::withdrawn);
}

void ProposalApplier::operator()(const ProposalSupported& e) const {
  auto& supporters = proposal_of(e.proposal).supporters;
  if (e.support) {
    supporters.insert(e.speaker);
  } else {
    supporters.erase(e.speaker);
  }
}

void ProposalApplier::operator()(const ProposalDiscussed& e) const {
  ensure(meeting.current_item.has_value(), "a proposal is discussed under an item");
  proposal_of(e.proposal).item = *meeting.current_item;
  meeting.current_proposal = e.proposal;
}

void ProposalApplier::operator()(const ProposalDeferred& e) const {
  proposal_of(e.proposal).reason = e.reason;
  settle(e.proposal, ProposalState::deferred);
}

void ProposalApplier::operator()(const ProposalDecided& e) const {
  settle(e.proposal, e.adopted ? ProposalState::adopted : ProposalState::rejected);
}

void ProposalApplier::operator()(const AmendmentTabled& e) const {
  const auto& proposal = proposal_of(e.proposal);
  ensure(e.paragraph < proposal.text.paragraphs.size(), "an amendment is to a paragraph");
  Amendment amendment;
  amendment.id = e.amendment;
  amendment.order = meeting.next_order++;
  amendment.proposal = e.proposal;
  amendment.mover = e.mover;
  amendment.paragraph = e.paragraph;
  amendment.text = e.text;
  amendment.tabled_at = at;
  amendment.old = proposal.text.paragraphs[e.paragraph];
  ensure(meeting.amendments.emplace(e.amendment, std::move(amendment)).second, "a new amendment");
}

void ProposalApplier::operator()(const AmendmentAccepted& e) const {
  take_in(amendment_of(e.amendment), AmendmentState::accepted);
}

void ProposalApplier::operator()(const AmendmentWithdrawn& e) const {
  auto& amendment = amendment_of(e.amendment);
  amendment.state = AmendmentState::withdrawn;
  amendment.decided_at = at;
}

void ProposalApplier::operator()(const AmendmentDecided& e) const {
  auto& amendment = amendment_of(e.amendment);
  if (e.adopted) return take_in(amendment, AmendmentState::adopted);
  amendment.state = AmendmentState::rejected;
  amendment.decided_at = at;
}

void ProposalApplier::put(const Motion& about, const BallotId& ballot) const {
  if (!about.amendment.empty()) {
    amendment_of(about.amendment).ballot = ballot;
  } else if (!about.proposal.empty()) {
    proposal_of(about.proposal).ballot = ballot;
  }
}

void ProposalApplier::annul(const Motion& about) const {
  if (!about.amendment.empty()) {
    auto& amendment = amendment_of(about.amendment);
    auto& proposal = proposal_of(amendment.proposal);
    // Unless later words stand there by now.
    if (proposal.amended_by[amendment.paragraph] == amendment.id) {
      proposal.text.paragraphs[amendment.paragraph] = amendment.old;
      proposal.amended_by[amendment.paragraph] = {};
    }
    amendment.state = AmendmentState::tabled;
    amendment.decided_at.reset();
  } else if (!about.proposal.empty()) {
    auto& proposal = proposal_of(about.proposal);
    proposal.state = ProposalState::tabled;
    proposal.decided_at.reset();
  }
}

void ProposalApplier::reopen(const Motion& about) const {
  if (about.empty()) return;
  if (!about.amendment.empty()) {
    const auto& amendment = amendment_of(about.amendment);
    const auto decided_at = amendment.decided_at;
    // What lapsed with its words stands again.
    for (auto& [id, other] : meeting.amendments) {
      const bool lapsed_with_it =
          other.state == AmendmentState::lapsed && other.proposal == amendment.proposal &&
          other.paragraph == amendment.paragraph && other.decided_at == decided_at;
      if (!lapsed_with_it) continue;
      other.state = AmendmentState::tabled;
      other.decided_at.reset();
    }
  }
  annul(about);
  meeting.current_proposal = about.proposal;
}

void ProposalApplier::settle(const ProposalId& id, ProposalState state) const {
  auto& proposal = proposal_of(id);
  proposal.state = state;
  proposal.decided_at = at;
  if (meeting.current_proposal == id) meeting.current_proposal.reset();
}

// The paragraph gets new words; what was to change the old ones is void.
void ProposalApplier::take_in(Amendment& amendment, AmendmentState state) const {
  auto& proposal = proposal_of(amendment.proposal);
  proposal.text.paragraphs[amendment.paragraph] = amendment.text;
  proposal.amended_by[amendment.paragraph] = amendment.id;
  amendment.state = state;
  amendment.decided_at = at;
  for (auto& [id, other] : meeting.amendments) {
    const bool same_words =
        other.proposal == amendment.proposal && other.paragraph == amendment.paragraph;
    if (!same_words || other.state != AmendmentState::tabled) continue;
    other.state = AmendmentState::lapsed;
    other.decided_at = at;
  }
}

Proposal& ProposalApplier::proposal_of(const ProposalId& id) const {
  const auto found = meeting.proposals.find(id);
  ensure(found != meeting.proposals.end(), "events speak of proposals that were tabled");
  return found->second;
}

Amendment& ProposalApplier::amendment_of(const AmendmentId& id) const {
  const auto found = meeting.amendments.find(id);
  ensure(found != meeting.amendments.end(), "events speak of amendments that were tabled");
  return found->second;
}

}  // namespace roundtable::domain
