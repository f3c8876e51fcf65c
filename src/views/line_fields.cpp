#include "views/line_fields.hpp"

#include "domain/describe/events.hpp"

namespace roundtable::views {
namespace {

using namespace domain;

/// The ids, names, texts and numbers of an event, as described.
Fields described_fields(const Event& event) {
  Fields fields;
  describe::each_member(
      describe::row_of(event).members, describe::whole(event),
      [&](const describe::Member& member, const void* where) {
        const auto form = describe::form_of(member.kind);
        if (member.get == nullptr) return;
        auto plain = member.get(where);
        if (form == describe::Form::text) {
          fields.emplace_back(std::string(member.name), std::get<std::string>(std::move(plain)));
        } else if (form == describe::Form::number) {
          fields.emplace_back(std::string(member.name), std::get<std::int64_t>(plain));
        }
      });
  return fields;
}

/// What an event says in the running minutes where it is not what its description has; nothing for
/// a vote.
struct LineFields {
  const Meeting& meeting;  // after the event

  Fields of_speech(const SpeechId& id) const {
    const auto& speech = meeting.speeches.at(id);
    return {{"speech", id.str()},
            {"speaker", speech.speaker.str()},
            {"stance", std::string(to_string(speech.stance))}};
  }

  std::optional<Fields> operator()(const MeetingConvened& e) const {
    return Fields{{"title", e.title}};
  }
  std::optional<Fields> operator()(const RollRenewed& e) const {
    return Fields{{"reason", e.reason},
                  {"before", e.heads_before},
                  {"after", e.electorate.value->total_heads()}};
  }
  std::optional<Fields> operator()(const AgendaItemAdded& e) const {
    return Fields{{"item", e.item.str()}, {"title", e.text.title}};
  }
  std::optional<Fields> operator()(const AgendaItemEdited& e) const {
    return Fields{{"item", e.item.str()}, {"title", e.text.title}};
  }
  std::optional<Fields> operator()(const AgendaItemMoved&) const { return std::nullopt; }
  // What somebody is called by in the hall is no act of the meeting.
  std::optional<Fields> operator()(const SpeakerCalled&) const { return std::nullopt; }
  std::optional<Fields> operator()(const SpeakerNumbered&) const { return std::nullopt; }
  // Who asks is seen in the queue; who has spoken stands in the minutes.
  std::optional<Fields> operator()(const FloorRequested&) const { return std::nullopt; }
  std::optional<Fields> operator()(const SpeechWithdrawn&) const { return std::nullopt; }
  std::optional<Fields> operator()(const FloorGranted& e) const { return of_speech(e.speech); }
  std::optional<Fields> operator()(const SpeechFinished& e) const {
    auto fields = of_speech(e.speech);
    const auto& speech = meeting.speeches.at(e.speech);
    fields.emplace_back("seconds", (*speech.finished_at - *speech.granted_at) / kMicrosPerSecond);
    return fields;
  }
  std::optional<Fields> operator()(const SpeechExtended& e) const {
    auto fields = of_speech(e.speech);
    fields.emplace_back("seconds", e.seconds);
    return fields;
  }
  std::optional<Fields> operator()(const SpeechUndone& e) const { return of_speech(e.speech); }
  std::optional<Fields> operator()(const CardRaised& e) const {
    return Fields{{"card", e.card.str()},
                  {"kind", std::string(to_string(e.kind))},
                  {"speaker", e.raised_by.str()}};
  }
  std::optional<Fields> operator()(const CardSettled& e) const {
    const auto& card = meeting.cards.at(e.card);
    return Fields{{"card", e.card.str()},
                  {"kind", std::string(to_string(card.kind))},
                  {"speaker", card.raised_by.str()},
                  {"outcome", std::string(to_string(e.outcome))}};
  }
  std::optional<Fields> operator()(const AgendaItemStarted& e) const {
    return Fields{{"item", e.item.str()}};
  }
  std::optional<Fields> operator()(const AgendaItemFinished& e) const {
    return Fields{{"item", e.item.str()}};
  }
  std::optional<Fields> operator()(const CheckedIn& e) const {
    return Fields{{"head", e.head.str()}, {"mode", std::string(to_string(e.mode))}};
  }
  std::optional<Fields> operator()(const CheckInUndone& e) const {
    return Fields{{"head", e.head.str()}};
  }
  std::optional<Fields> operator()(const HeadLeft& e) const {
    return Fields{{"head", e.head.str()}};
  }
  std::optional<Fields> operator()(const HeadExcused& e) const {
    return Fields{{"head", e.head.str()}};  // why is between the household and who runs the meeting
  }
  Fields of_proposal(const ProposalId& id) const {
    const auto& proposal = meeting.proposals.at(id);
    return {
        {"proposal", id.str()}, {"speaker", proposal.mover.str()}, {"title", proposal.text.title}};
  }
  Fields of_amendment(const AmendmentId& id) const {
    const auto& amendment = meeting.amendments.at(id);
    return {{"amendment", id.str()},
            {"proposal", amendment.proposal.str()},
            {"paragraph", paragraph_key(amendment.paragraph)},
            {"speaker", amendment.mover.str()},
            {"title", meeting.proposals.at(amendment.proposal).text.title}};
  }
  std::optional<Fields> operator()(const ProposalTabled& e) const {
    return of_proposal(e.proposal);
  }
  std::optional<Fields> operator()(const ProposalEdited& e) const {
    return of_proposal(e.proposal);
  }
  std::optional<Fields> operator()(const ProposalWithdrawn& e) const {
    return of_proposal(e.proposal);
  }
  // How many support it stands with the proposal.
  std::optional<Fields> operator()(const ProposalSupported&) const { return std::nullopt; }
  std::optional<Fields> operator()(const ProposalDiscussed& e) const {
    return of_proposal(e.proposal);
  }
  std::optional<Fields> operator()(const ProposalDeferred& e) const {
    auto fields = of_proposal(e.proposal);
    fields.emplace_back("reason", e.reason);
    return fields;
  }
  std::optional<Fields> operator()(const ProposalDecided& e) const {
    auto fields = of_proposal(e.proposal);
    fields.emplace_back("state", e.adopted ? "adopted" : "rejected");
    return fields;
  }
  std::optional<Fields> operator()(const AmendmentTabled& e) const {
    return of_amendment(e.amendment);
  }
  std::optional<Fields> operator()(const AmendmentAccepted& e) const {
    return of_amendment(e.amendment);
  }
  std::optional<Fields> operator()(const AmendmentWithdrawn& e) const {
    return of_amendment(e.amendment);
  }
  std::optional<Fields> operator()(const AmendmentDecided& e) const {
    auto fields = of_amendment(e.amendment);
    fields.emplace_back("state", e.adopted ? "adopted" : "rejected");
    return fields;
  }
  std::optional<Fields> operator()(const BallotOpened& e) const {
    return Fields{{"ballot", e.ballot.str()}, {"question", e.question}};
  }
  std::optional<Fields> operator()(const BallotCast&) const { return std::nullopt; }
  // What a household says of its vote is for itself and for who runs the meeting.
  std::optional<Fields> operator()(const SlipsMade&) const { return std::nullopt; }
  std::optional<Fields> operator()(const SlipUsed&) const { return std::nullopt; }
  std::optional<Fields> operator()(const VoteExplained&) const { return std::nullopt; }
  std::optional<Fields> operator()(const VoteReleased&) const { return std::nullopt; }
  std::optional<Fields> operator()(const VoteObjected&) const { return std::nullopt; }
  std::optional<Fields> operator()(const BallotReopened& e) const {
    return Fields{{"ballot", e.ballot.str()}, {"reason", e.reason}};
  }
  std::optional<Fields> operator()(const BallotClosed& e) const {
    return Fields{{"ballot", e.ballot.str()},
                  {"by", std::string(to_string(e.by))},
                  {"outcome", std::string(to_string(e.outcome))}};
  }
  std::optional<Fields> operator()(const BallotAnnulled& e) const {
    return Fields{{"ballot", e.ballot.str()}, {"reason", e.reason}};
  }
  // A draft is the recorder's own; what members were shown and what then changed is told.
  std::optional<Fields> operator()(const MinutesEdited&) const { return std::nullopt; }
  std::optional<Fields> operator()(const MinutesProposed&) const { return Fields{}; }
  std::optional<Fields> operator()(const MinutesCorrected& e) const {
    return Fields{{"section", e.section}, {"note", e.note}};
  }
  std::optional<Fields> operator()(const MinutesAdopted&) const { return Fields{}; }
  // How many have signed stands with the minutes; a line for each would push out what was said.
  std::optional<Fields> operator()(const MinutesSigned&) const { return std::nullopt; }
  // What a household finds wrong is for itself and for who runs the meeting.
  std::optional<Fields> operator()(const MinutesObjected&) const { return std::nullopt; }
  std::optional<Fields> of_decision(const DecisionId& id) const {
    const auto& agreement = meeting.minutes.decisions.at(id);
    Fields fields = {
        {"decision", id.str()}, {"item", agreement.item.str()}, {"text", agreement.text}};
    if (!agreement.responsible.empty()) {
      fields.emplace_back("responsible", agreement.responsible.str());
    }
    if (!agreement.party.empty()) fields.emplace_back("party", agreement.party);
    if (agreement.due) fields.emplace_back("due", to_iso(*agreement.due));
    return fields;
  }
  std::optional<Fields> operator()(const DecisionRecorded& e) const {
    return of_decision(e.decision);
  }
  std::optional<Fields> operator()(const DecisionWithdrawn& e) const {
    return of_decision(e.decision);
  }
  std::optional<Fields> operator()(const RecordPublished& e) const {
    Fields fields = {{"record", e.record.str()}, {"number", e.number}};
    if (!e.ballot.empty()) fields.emplace_back("ballot", e.ballot.str());
    return fields;
  }
  std::optional<Fields> operator()(const FileAdded& e) const {
    return Fields{{"file", e.file.str()}, {"title", e.title}};
  }
  std::optional<Fields> operator()(const FileWithdrawn& e) const {
    return Fields{
        {"file", e.file.str()}, {"title", meeting.files.at(e.file).title}, {"reason", e.reason}};
  }
};

}  // namespace

std::optional<Fields> line_fields(const Meeting& meeting, const Event& event) {
  const LineFields said{meeting};
  return std::visit(
      [&](const auto& one) -> std::optional<Fields> {
        if constexpr (requires { said(one); }) {
          return said(one);
        } else {
          return described_fields(event);
        }
      },
      event);
}

}  // namespace roundtable::views
