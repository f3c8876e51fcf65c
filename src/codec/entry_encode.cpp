// Events to their stored form. One overload an event: a new one does not compile until it is here.
#include <nlohmann/json.hpp>

#include "base/ensure.hpp"
#include "codec/entry_json.hpp"
#include "codec/entry_parts.hpp"

namespace roundtable::codec {
namespace {

using namespace domain;
using nlohmann::json;

json text_json(const Text& text) {
  return {{"zh", text.zh}, {"en", text.en}};
}

json rule_json(const FixedRule& rule) {
  return {{"id", rule.value->id}, {"version", rule.value->version}, {"sha256", rule.sha256}};
}

json weight_json(const Weight& weight) {
  return {{"heads", weight.heads}, {"area", weight.area.centi}};
}

json tally_json(const Tally& tally) {
  json out = json::object();
  for (const auto choice : tally.choices()) {
    out[std::string(to_string(choice))] = weight_json(tally.of(choice));
  }
  return out;
}

struct EventToJson {
  std::vector<SealedValue>& sealed;

  json operator()(const MeetingConvened& e) const {
    json rules = json::array();
    for (const auto& rule : e.rules) rules.push_back(rule_json(rule));
    json out = {{"title", e.title},
                {"place", e.place},
                {"body", e.body},
                {"grid", e.grid.str()},
                {"rules", std::move(rules)},
                {"electorate", e.electorate.sha256},
                {"scheduled_at", e.scheduled_at.micros},
                {"demonstration", e.demonstration}};
    if (!e.forum.zh.empty()) out["forum"] = text_json(e.forum);
    return out;
  }
  json operator()(const MeetingAnnounced&) const { return json::object(); }
  json operator()(const MeetingOpened&) const { return json::object(); }
  json operator()(const MeetingStarted&) const { return json::object(); }
  json operator()(const MeetingRecessed&) const { return json::object(); }
  json operator()(const MeetingResumed&) const { return json::object(); }
  json operator()(const MeetingClosed&) const { return json::object(); }
  json operator()(const MeetingCancelled& e) const { return {{"reason", e.reason}}; }
  json operator()(const MeetingRescheduled& e) const {
    return {{"scheduled_at", e.scheduled_at.micros}, {"place", e.place}, {"reason", e.reason}};
  }

  static json item_text(const AgendaItemId& item, const ItemText& text) {
    json out = {{"item", item.str()}, {"title", text.title}, {"kind", to_string(text.kind)}};
    if (text.minutes != 0) out["minutes"] = text.minutes;
    if (!text.presenter.empty()) out["presenter"] = text.presenter.str();
    if (!text.issue.empty()) {
      out["issue"] = {{"id", text.issue.str()}, {"title", text.issue_title}};
    }
    return out;
  }
  json operator()(const AgendaItemEdited& e) const { return item_text(e.item, e.text); }
  json operator()(const AgendaItemMoved& e) const {
    return {{"item", e.item.str()}, {"before", e.before.str()}};
  }
  json operator()(const AgendaItemDeferred& e) const {
    return {{"item", e.item.str()}, {"reason", e.reason}};
  }
  json operator()(const AgendaItemReset& e) const { return {{"item", e.item.str()}}; }
  json operator()(const AgendaItemAdded& e) const { return item_text(e.item, e.text); }
  json operator()(const AgendaItemStarted& e) const { return {{"item", e.item.str()}}; }
  json operator()(const AgendaItemFinished& e) const { return {{"item", e.item.str()}}; }

  json operator()(const CheckedIn& e) const {
    return {
        {"head", e.head.str()}, {"mode", to_string(e.mode)}, {"entered_by", e.entered_by.str()}};
  }
  json operator()(const CheckInUndone& e) const { return {{"head", e.head.str()}}; }
  json operator()(const HeadLeft& e) const { return {{"head", e.head.str()}}; }
  json operator()(const HeadExcused& e) const {
    if (e.reason.commitment.empty()) {
      return {{"head", e.head.str()}, {"reason", e.reason.value.value_or("")}};
    }
    if (e.reason.value && !e.salt.empty()) {
      sealed.push_back({e.reason.commitment, e.salt, *e.reason.value});
    }
    return {{"head", e.head.str()}, {"sealed", e.reason.commitment}};
  }
  json operator()(const PersonAdmitted& e) const {
    return {{"person", e.person.str()}, {"category", to_string(e.category)}};
  }
  json operator()(const PersonDismissed& e) const { return {{"person", e.person.str()}}; }

  json operator()(const FloorSet& e) const {
    return {{"seconds", e.settings.seconds},
            {"turns", e.settings.turns},
            {"alternate", e.settings.alternate}};
  }
  json operator()(const ChairSet& e) const { return {{"speaker", e.speaker.str()}}; }
  json operator()(const FloorRequested& e) const {
    return {{"speech", e.speech.str()},
            {"speaker", e.speaker.str()},
            {"stance", to_string(e.stance)},
            {"item", e.subject.item.str()},
            {"proposal", e.subject.proposal.str()},
            {"entered", e.entered}};
  }
  json operator()(const SpeechWithdrawn& e) const { return {{"speech", e.speech.str()}}; }
  json operator()(const FloorGranted& e) const {
    return {{"speech", e.speech.str()}, {"seconds", e.seconds}};
  }
  json operator()(const SpeechFinished& e) const { return {{"speech", e.speech.str()}}; }
  json operator()(const SpeechExtended& e) const {
    return {{"speech", e.speech.str()}, {"seconds", e.seconds}};
  }
  json operator()(const SpeechUndone& e) const { return {{"speech", e.speech.str()}}; }
  json operator()(const CardRaised& e) const {
    return {{"card", e.card.str()},
            {"kind", to_string(e.kind)},
            {"raised_by", e.raised_by.str()},
            {"about", e.about.str()}};
  }
  json operator()(const CardSettled& e) const {
    return {{"card", e.card.str()}, {"outcome", to_string(e.outcome)}};
  }

  static json proposal_text(const ProposalId& proposal, const ProposalText& text) {
    json out = {{"proposal", proposal.str()},
                {"title", text.title},
                {"paragraphs", text.paragraphs},
                {"who", text.who},
                {"where", text.where}};
    if (text.by) out["by"] = to_iso(*text.by);
    if (text.cost) out["cost"] = *text.cost;
    return out;
  }
  json operator()(const ProposalTabled& e) const {
    auto out = proposal_text(e.proposal, e.text);
    out["item"] = e.item.str();
    out["mover"] = e.mover.str();
    return out;
  }
  json operator()(const ProposalEdited& e) const { return proposal_text(e.proposal, e.text); }
  json operator()(const ProposalWithdrawn& e) const { return {{"proposal", e.proposal.str()}}; }
  json operator()(const ProposalSupported& e) const {
    return {{"proposal", e.proposal.str()}, {"speaker", e.speaker.str()}, {"support", e.support}};
  }
  json operator()(const ProposalDiscussed& e) const { return {{"proposal", e.proposal.str()}}; }
  json operator()(const ProposalDeferred& e) const {
    return {{"proposal", e.proposal.str()}, {"reason", e.reason}};
  }
  json operator()(const ProposalDecided& e) const {
    return {{"proposal", e.proposal.str()}, {"adopted", e.adopted}};
  }
  json operator()(const AmendmentTabled& e) const {
    return {{"amendment", e.amendment.str()},
            {"proposal", e.proposal.str()},
            {"mover", e.mover.str()},
            {"paragraph", paragraph_key(e.paragraph)},
            {"text", e.text}};
  }
  json operator()(const AmendmentAccepted& e) const { return {{"amendment", e.amendment.str()}}; }
  json operator()(const AmendmentWithdrawn& e) const { return {{"amendment", e.amendment.str()}}; }
  json operator()(const AmendmentDecided& e) const {
    return {{"amendment", e.amendment.str()}, {"adopted", e.adopted}};
  }

  json operator()(const BallotOpened& e) const {
    json out = {{"ballot", e.ballot.str()},
                {"item", e.item.str()},
                {"question", e.question},
                {"detail", e.detail},
                {"rule", rule_json(e.rule)},
                {"roll", e.roll.sha256},
                {"scope", scope_json(e.scope)},
                {"secrecy", to_string(e.secrecy)},
                {"counts", to_string(e.counts)},
                {"standing", to_string(e.standing)},
                {"standing_basis", e.standing_basis},
                {"present", weight_json(e.present)}};
    if (e.deadline) out["deadline"] = e.deadline->micros;
    if (!e.plans.empty()) out["options"] = e.plans;
    if (!e.about.amendment.empty()) out["about"]["amendment"] = e.about.amendment.str();
    if (!e.about.proposal.empty()) out["about"]["proposal"] = e.about.proposal.str();
    return out;
  }
  json operator()(const BallotCast& e) const {
    json out = {{"ballot", e.ballot.str()},
                {"head", e.head.str()},
                {"channel", to_string(e.channel)},
                {"entered_by", e.entered_by.str()},
                {"verified_by", e.verified_by.str()}};
    ensure(e.choice.value.has_value() || !e.choice.commitment.empty(), "a vote has a choice");
    if (e.choice.commitment.empty()) {
      out["choice"] = to_string(*e.choice.value);
      return out;
    }
    out["sealed"] = e.choice.commitment;
    // Without its salt it was read from a log, which holds salt and value already.
    if (e.choice.value && !e.salt.empty()) {
      sealed.push_back({e.choice.commitment, e.salt, std::string(to_string(*e.choice.value))});
    }
    return out;
  }
  json operator()(const BallotClosed& e) const {
    return {{"ballot", e.ballot.str()},
            {"by", to_string(e.by)},
            {"effective_at", e.effective_at.micros},
            {"tally", tally_json(e.tally)},
            {"outcome", to_string(e.outcome)}};
  }
  json operator()(const BallotAnnulled& e) const {
    return {{"ballot", e.ballot.str()}, {"reason", e.reason}};
  }
  /// Without its salt it was read from a log, which holds salt and value already.
  json section(const SectionId& id, const SealedText& text, const std::string& salt) const {
    if (text.value && !salt.empty()) sealed.push_back({text.commitment, salt, *text.value});
    return {{"section", id}, {"sealed", text.commitment}};
  }
  json operator()(const MinutesEdited& e) const { return section(e.section, e.text, e.salt); }
  json operator()(const MinutesProposed&) const { return json::object(); }
  json operator()(const MinutesCorrected& e) const {
    auto out = section(e.section, e.text, e.salt);
    out["note"] = e.note;
    return out;
  }
  json operator()(const MinutesAdopted&) const { return json::object(); }
  json operator()(const MinutesSigned& e) const { return {{"head", e.head.str()}}; }
  json operator()(const DecisionRecorded& e) const {
    json out = {{"decision", e.decision.str()},
                {"item", e.item.str()},
                {"text", e.text},
                {"responsible", e.responsible.str()}};
    if (!e.party.empty()) out["party"] = e.party;
    if (e.due) out["due"] = to_iso(*e.due);
    return out;
  }
  json operator()(const DecisionWithdrawn& e) const { return {{"decision", e.decision.str()}}; }
  json operator()(const RecordPublished& e) const {
    json out = {{"record", e.record.str()},
                {"number", e.number},
                {"title", text_json(e.title)},
                {"sha256", text_json(e.sha256)},
                {"contact", e.contact},
                {"objection_from", to_iso(e.objection_from)},
                {"objection_until", to_iso(e.objection_until)}};
    if (e.ballot.empty()) {
      out["minutes"] = true;
    } else {
      out["ballot"] = e.ballot.str();
    }
    return out;
  }
  // The bytes are not carried by the event: who appends the entry seals them beside it.
  json operator()(const FileAdded& e) const {
    json out = {{"file", e.file.str()}, {"title", e.title},   {"media", to_string(e.media)},
                {"bytes", e.bytes},     {"sha256", e.sha256}, {"sealed", e.commitment}};
    if (!e.item.empty()) out["item"] = e.item.str();
    return out;
  }
  json operator()(const FileWithdrawn& e) const {
    return {{"file", e.file.str()}, {"reason", e.reason}};
  }
};

}  // namespace

nlohmann::json fields_value(const Fields& fields) {
  json out = json::object();
  for (const auto& [name, value] : fields) {
    std::visit([&, &key = name](const auto& plain) { out[key] = plain; }, value);
  }
  return out;
}

nlohmann::json scope_json(const Scope& scope) {
  return {{"kind", to_string(scope.kind)}, {"building", scope.building}, {"stair", scope.stair}};
}

EncodedPayload encode_payload(const Payload& payload) {
  EncodedPayload encoded;
  json events = json::array();
  for (const auto& event : payload.events) {
    auto line = std::visit(EventToJson{encoded.sealed}, event);
    line["type"] = type_name(event);
    line["v"] = kEventVersion;
    events.push_back(std::move(line));
  }
  const json whole = {{"events", std::move(events)}, {"result", fields_value(payload.result)}};
  try {
    encoded.bytes = whole.dump();
  } catch (const json::exception&) {
    ensure(false, "texts are UTF-8 before they become events");
  }
  return encoded;
}

std::string encode_snapshot(const RollSnapshot& snapshot) {
  json heads = json::object();
  for (const auto& [id, head] : snapshot.heads) {
    json units = json::array();
    for (const auto& unit : head.units) units.push_back(unit.str());
    heads[id.str()] = {{"area", head.area.centi}, {"units", std::move(units)}};
  }
  return json{{"roll", snapshot.roll.str()},
              {"scope", scope_json(snapshot.scope)},
              {"heads", std::move(heads)}}
      .dump();
}

std::string encode_roll(const Roll& roll) {
  json heads = json::array();
  for (const auto& head : roll.heads) heads.push_back(head.str());
  json units = json::array();
  for (const auto& unit : roll.units) {
    units.push_back({{"id", unit.id.str()},
                     {"building", unit.building},
                     {"stair", unit.stair},
                     {"area", unit.area.centi},
                     {"area_source", to_string(unit.area_source)},
                     {"kind", to_string(unit.kind)},
                     {"head", unit.head.str()}});
  }
  return json{{"id", roll.id.str()},
              {"grid", roll.grid.str()},
              {"heads", std::move(heads)},
              {"units", std::move(units)},
              {"count_titled_parking", roll.count_titled_parking}}
      .dump();
}

}  // namespace roundtable::codec
