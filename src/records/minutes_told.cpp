#include "records/minutes_told.hpp"

#include <algorithm>
#include <limits>

#include "records/sentence_parts.hpp"
#include "records/sentences.hpp"

namespace roundtable::records {
namespace {

using namespace domain;

constexpr auto kLast = std::numeric_limits<std::int64_t>::max();

bool was_voted_on(const Meeting& meeting, const BallotId& id) {
  const auto* ballot = meeting.ballot(id);
  return ballot != nullptr && ballot->state == BallotState::closed;
}

/// Where a motion was tabled. A proposal that nobody voted on moves to the item that takes it up
/// again, and belongs there from then on.
AgendaItemId tabled_under(const Meeting& meeting, const AgendaItemId& now, Time at) {
  const auto& item = meeting.agenda.at(now);
  if (!item.started_at || *item.started_at <= at) return now;
  for (const auto& [id, other] : meeting.agenda) {
    if (other.started_at && *other.started_at <= at && other.finished_at &&
        at <= *other.finished_at) {
      return id;
    }
  }
  return now;
}

bool is_carried(const Meeting& meeting, const Proposal& proposal) {
  return proposal.state == ProposalState::adopted && was_voted_on(meeting, proposal.ballot);
}

/// What was said, where the recorder has written it down.
std::vector<Text> said_words(const Meeting& meeting, const SpeechId& speech) {
  const auto found = meeting.minutes.sections.find(speech.str());
  if (found == meeting.minutes.sections.end() || found->second.text.empty()) return {};
  return {Text{ended(found->second.text, Lang::zh), ended(found->second.text, Lang::en)}};
}

void add_proposals(std::vector<Told>& out, const Meeting& meeting, const AgendaItemId& item) {
  for (const auto& [id, proposal] : meeting.proposals) {
    if (tabled_under(meeting, proposal.item, proposal.tabled_at) == item) {
      // What was carried as it was tabled stands once, as the opinion of the meeting.
      const bool as_tabled = is_carried(meeting, proposal) && !is_amended(meeting, proposal);
      out.push_back({proposal.tabled_at, proposal.order, proposal_sentence(proposal),
                     as_tabled ? std::vector<Text>{} : tabled_paragraphs(meeting, proposal)});
    }
    // What a ballot settled is told with the ballot.
    if (proposal.item != item || !proposal.decided_at) continue;
    const bool voted =
        was_voted_on(meeting, proposal.ballot) &&
        (proposal.state == ProposalState::adopted || proposal.state == ProposalState::rejected);
    if (!voted) out.push_back({*proposal.decided_at, kLast, proposal_left_sentence(proposal)});
  }
}

void add_amendments(std::vector<Told>& out, const Meeting& meeting, const AgendaItemId& item) {
  for (const auto& [id, amendment] : meeting.amendments) {
    const auto& proposal = meeting.proposals.at(amendment.proposal);
    if (tabled_under(meeting, proposal.item, amendment.tabled_at) == item) {
      out.push_back({amendment.tabled_at, amendment.order, amendment_in_full(meeting, amendment)});
    }
    // One that nobody settled ends with its proposal.
    const auto end = amendment.decided_at.value_or(proposal.decided_at.value_or(meeting.last_at));
    const bool voted =
        was_voted_on(meeting, amendment.ballot) &&
        (amendment.state == AmendmentState::adopted || amendment.state == AmendmentState::rejected);
    if (!voted && tabled_under(meeting, proposal.item, end) == item) {
      out.push_back({end, kLast - 1, amendment_left_sentence(meeting, amendment)});
    }
  }
}

/// A vote, and in full the words that were carried.
Told told_vote(const Meeting& meeting, const BallotId& id, const Ballot& ballot) {
  Told out{ballot.closed_at.value_or(ballot.opened_at), ballot.order,
           vote_sentence(meeting, ballot)};
  const auto& about = ballot.about;
  if (about.proposal.empty() || !about.amendment.empty()) return out;
  const auto& proposal = meeting.proposals.at(about.proposal);
  if (!is_carried(meeting, proposal) || proposal.ballot != id) return out;
  out.sentence.zh += "经表决，会议形成如下意见：";
  out.sentence.en += " By this vote the meeting is of the following opinion:";
  out.paragraphs = paragraphs_now(proposal);
  return out;
}

}  // namespace

std::vector<Told> told_of(const Meeting& meeting, const AgendaItem& item) {
  std::vector<Told> out;
  for (const auto& [id, speech] : meeting.speeches) {
    if (speech.subject.item != item.id || !speech.finished_at) continue;
    out.push_back(
        {*speech.granted_at, speech.order, heard_sentence(speech), said_words(meeting, id)});
  }
  for (const auto& [id, card] : meeting.cards) {
    if (card.item == item.id && card.state != CardState::raised) {
      out.push_back({card.at, card.order, card_sentence(card)});
    }
  }
  add_proposals(out, meeting, item.id);
  add_amendments(out, meeting, item.id);
  for (const auto& [id, ballot] : meeting.ballots) {
    if (ballot.item != item.id || ballot.state == BallotState::open) continue;
    out.push_back(told_vote(meeting, id, ballot));
  }
  std::stable_sort(out.begin(), out.end(), [](const Told& a, const Told& b) {
    return std::pair(a.at, a.order) < std::pair(b.at, b.order);
  });
  return out;
}

}  // namespace roundtable::records
