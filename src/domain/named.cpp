#include "domain/named.hpp"

namespace roundtable::domain {

std::set<SpeakerId> named_speakers(const Meeting& meeting) {
  std::set<SpeakerId> named{meeting.chair};
  for (const auto& [id, item] : meeting.agenda) named.insert(item.text.presenter);
  for (const auto& [id, speech] : meeting.speeches) named.insert(speech.speaker);
  for (const auto& [id, card] : meeting.cards) named.insert(card.raised_by);
  for (const auto& [id, proposal] : meeting.proposals) named.insert(proposal.mover);
  for (const auto& [id, amendment] : meeting.amendments) named.insert(amendment.mover);
  for (const auto& [id, agreement] : meeting.minutes.decisions) named.insert(agreement.responsible);
  named.erase(SpeakerId{});
  return named;
}

}  // namespace roundtable::domain
