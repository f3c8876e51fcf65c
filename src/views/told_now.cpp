#include "views/told_now.hpp"

#include <algorithm>

namespace roundtable::views {
namespace {

using namespace domain;

bool voted_on(const Meeting& meeting, const AgendaItemId& item) {
  return std::any_of(meeting.ballots.begin(), meeting.ballots.end(), [&](const auto& one) {
    const Ballot& ballot = one.second;
    return ballot.item == item && ballot.state == BallotState::closed &&
           ballot.about.amendment.empty();
  });
}

/// The first on the agenda that waits behind all that were begun: what was passed over does not
/// come by itself.
std::string next_title(const Meeting& meeting) {
  const AgendaItem* last = nullptr;
  for (const auto& [id, item] : meeting.agenda) {
    if (item.started_at && (last == nullptr || item.order > last->order)) last = &item;
  }
  const AgendaItem* next = nullptr;
  for (const auto& [id, item] : meeting.agenda) {
    if (item.state != ItemState::waiting) continue;
    if (last != nullptr && item.order < last->order) continue;
    if (next == nullptr || item.order < next->order) next = &item;
  }
  return next == nullptr ? "" : next->text.title;
}

}  // namespace

ToldNow told_now(const Meeting& meeting) {
  ToldNow now;
  now.balloted = !meeting.ballots.empty();
  now.cancel_reason = meeting.cancel_reason;
  now.rescheduled = meeting.rescheduled;
  const bool sits = meeting.phase == Phase::in_session;
  if (sits && meeting.current_item) {
    const auto& item = meeting.agenda.at(*meeting.current_item);
    now.item = item.text.title;
    now.kind = item.text.kind;
    now.voted = voted_on(meeting, item.id);
  }
  if (sits && meeting.current_proposal) {
    const auto& text = meeting.proposals.at(*meeting.current_proposal).text;
    now.proposal = text.title;
    now.paragraphs = text.paragraphs;
  }
  if (sits || meeting.phase == Phase::open) now.next = next_title(meeting);
  if (meeting.open_ballot) {
    const auto& ballot = *meeting.ballot(*meeting.open_ballot);
    now.question = ballot.question;
    now.detail = ballot.detail;
    now.motion = !ballot.about.empty();
    now.amendment = !ballot.about.amendment.empty();
  }
  return now;
}

}  // namespace roundtable::views
