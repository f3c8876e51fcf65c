// Commands to their wire form: what `parse_command` reads. One overload a command.
#include <nlohmann/json.hpp>

#include "codec/entry_parts.hpp"
#include "codec/frame_json.hpp"

namespace roundtable::codec {
namespace {

using namespace domain;
using nlohmann::json;

template <class Tag>
void put(json& out, const char* key, const Id<Tag>& id) {
  if (!id.empty()) out[key] = id.str();
}

json scope_text(const Scope& scope) {
  auto out = scope_json(scope);
  for (const auto* key : {"building", "stair"}) {
    if (out.at(key) == "") out.erase(key);
  }
  return out;
}

struct CommandToJson {
  json operator()(const ConveneMeeting& c) const {
    json out = {{"title", c.title},     {"place", c.place},
                {"body", c.body},       {"grid", c.grid.str()},
                {"roll", c.roll.str()}, {"scope", scope_text(c.scope)},
                {"rules", c.rules},     {"scheduled_at", c.scheduled_at.micros}};
    if (c.demonstration) out["demonstration"] = true;
    if (!c.forum.zh.empty()) out["forum"] = {{"zh", c.forum.zh}, {"en", c.forum.en}};
    return out;
  }
  json operator()(const AnnounceMeeting&) const { return json::object(); }
  json operator()(const OpenMeeting&) const { return json::object(); }
  json operator()(const StartMeeting&) const { return json::object(); }
  json operator()(const RecessMeeting&) const { return json::object(); }
  json operator()(const ResumeMeeting&) const { return json::object(); }
  json operator()(const CloseMeeting&) const { return json::object(); }
  json operator()(const CancelMeeting& c) const { return {{"reason", c.reason}}; }
  json operator()(const RescheduleMeeting& c) const {
    return {{"scheduled_at", c.scheduled_at.micros}, {"place", c.place}, {"reason", c.reason}};
  }
  static json item_text(const ItemText& text) {
    json out = {{"title", text.title}, {"kind", to_string(text.kind)}};
    if (text.minutes != 0) out["minutes"] = text.minutes;
    put(out, "presenter", text.presenter);
    put(out, "issue", text.issue);
    return out;
  }
  json operator()(const AddAgendaItem& c) const { return item_text(c.text); }
  json operator()(const EditAgendaItem& c) const {
    auto out = item_text(c.text);
    out["item"] = c.item.str();
    return out;
  }
  json operator()(const MoveAgendaItem& c) const {
    json out = {{"item", c.item.str()}};
    put(out, "before", c.before);
    return out;
  }
  json operator()(const DeferAgendaItem& c) const {
    return {{"item", c.item.str()}, {"reason", c.reason}};
  }
  json operator()(const ResetAgendaItem& c) const { return {{"item", c.item.str()}}; }
  json operator()(const StartAgendaItem& c) const { return {{"item", c.item.str()}}; }
  json operator()(const FinishAgendaItem& c) const { return {{"item", c.item.str()}}; }
  json operator()(const CheckIn& c) const {
    json out = {{"mode", to_string(c.mode)}};
    put(out, "head", c.head);
    if (c.category != Category::present) out["category"] = to_string(c.category);
    return out;
  }
  json operator()(const UndoCheckIn& c) const { return {{"head", c.head.str()}}; }
  json operator()(const LeaveMeeting& c) const {
    json out = json::object();
    put(out, "head", c.head);
    return out;
  }
  json operator()(const ExcuseHead& c) const {
    return {{"head", c.head.str()}, {"reason", c.reason}};
  }
  json operator()(const AdmitPerson& c) const {
    return {{"person", c.person.str()}, {"category", to_string(c.category)}};
  }
  json operator()(const DismissPerson& c) const { return {{"person", c.person.str()}}; }
  json operator()(const SetFloor& c) const {
    return {{"seconds", c.settings.seconds},
            {"turns", c.settings.turns},
            {"alternate", c.settings.alternate}};
  }
  json operator()(const SetChair& c) const {
    json out = json::object();
    put(out, "speaker", c.speaker);
    return out;
  }
  json operator()(const RequestFloor& c) const {
    json out = {{"stance", to_string(c.stance)}};
    put(out, "speaker", c.speaker);
    return out;
  }
  json operator()(const WithdrawSpeech& c) const { return {{"speech", c.speech.str()}}; }
  json operator()(const GrantFloor& c) const { return {{"speech", c.speech.str()}}; }
  json operator()(const FinishSpeech& c) const { return {{"speech", c.speech.str()}}; }
  json operator()(const ExtendSpeech& c) const {
    return {{"speech", c.speech.str()}, {"seconds", c.seconds}};
  }
  json operator()(const UndoSpeech& c) const { return {{"speech", c.speech.str()}}; }
  json operator()(const RaiseCard& c) const {
    json out = {{"kind", to_string(c.kind)}};
    put(out, "about", c.about);
    put(out, "speaker", c.speaker);
    return out;
  }
  json operator()(const SettleCard& c) const {
    return {{"card", c.card.str()}, {"outcome", to_string(c.outcome)}};
  }
  static json proposal_text(const ProposalText& text) {
    json out = {{"title", text.title}, {"who", text.who}, {"where", text.where}};
    std::string whole;
    for (const auto& paragraph : text.paragraphs) {
      if (!whole.empty()) whole += "\n";
      whole += paragraph;
    }
    out["text"] = std::move(whole);
    if (text.by) out["by"] = to_iso(*text.by);
    if (text.cost) out["cost"] = *text.cost;
    return out;
  }
  json operator()(const TableProposal& c) const {
    auto out = proposal_text(c.text);
    out["item"] = c.item.str();
    put(out, "mover", c.mover);
    return out;
  }
  json operator()(const EditProposal& c) const {
    auto out = proposal_text(c.text);
    out["proposal"] = c.proposal.str();
    out["base"] = c.base;
    return out;
  }
  json operator()(const WithdrawProposal& c) const { return {{"proposal", c.proposal.str()}}; }
  json operator()(const SupportProposal& c) const {
    json out = {{"proposal", c.proposal.str()}, {"support", c.support}};
    put(out, "speaker", c.speaker);
    return out;
  }
  json operator()(const DiscussProposal& c) const { return {{"proposal", c.proposal.str()}}; }
  json operator()(const DeferProposal& c) const {
    return {{"proposal", c.proposal.str()}, {"reason", c.reason}};
  }
  json operator()(const PutProposal& c) const { return {{"proposal", c.proposal.str()}}; }
  json operator()(const TableAmendment& c) const {
    json out = {{"proposal", c.proposal.str()}, {"paragraph", c.paragraph}, {"text", c.text}};
    put(out, "mover", c.mover);
    return out;
  }
  json operator()(const AcceptAmendment& c) const { return {{"amendment", c.amendment.str()}}; }
  json operator()(const WithdrawAmendment& c) const { return {{"amendment", c.amendment.str()}}; }
  json operator()(const PutAmendment& c) const { return {{"amendment", c.amendment.str()}}; }
  json operator()(const OpenBallot& c) const {
    json out = {{"item", c.item.str()},
                {"question", c.question},
                {"rule", c.rule},
                {"scope", scope_text(c.scope)},
                {"secrecy", to_string(c.secrecy)},
                {"counts", to_string(c.counts)}};
    if (!c.detail.empty()) out["detail"] = c.detail;
    if (c.plans) out["options"] = *c.plans;
    if (c.deadline) out["deadline"] = c.deadline->micros;
    return out;
  }
  json operator()(const CastBallot& c) const {
    json out = {{"ballot", c.ballot.str()}, {"choice", to_string(c.choice)}};
    put(out, "head", c.head);
    if (c.channel != Channel::phone) out["channel"] = to_string(c.channel);
    return out;
  }
  json operator()(const CloseBallot& c) const { return {{"ballot", c.ballot.str()}}; }
  json operator()(const CloseBallotAtDeadline& c) const { return {{"ballot", c.ballot.str()}}; }
  json operator()(const AnnulBallot& c) const {
    return {{"ballot", c.ballot.str()}, {"reason", c.reason}};
  }
  static json section_text(const SectionText& written) {
    return {{"section", written.section}, {"base", written.base}, {"text", written.text}};
  }
  json operator()(const EditMinutes& c) const { return section_text(c.written); }
  json operator()(const ProposeMinutes&) const { return json::object(); }
  json operator()(const CorrectMinutes& c) const {
    auto out = section_text(c.written);
    out["note"] = c.note;
    return out;
  }
  json operator()(const AdoptMinutes&) const { return json::object(); }
  json operator()(const SignMinutes& c) const {
    json out = json::object();
    put(out, "head", c.head);
    return out;
  }
  json operator()(const RecordDecision& c) const {
    json out = {{"item", c.item.str()}, {"text", c.text}};
    put(out, "responsible", c.responsible);
    if (!c.party.empty()) out["party"] = c.party;
    if (c.due) out["due"] = to_iso(*c.due);
    return out;
  }
  json operator()(const WithdrawDecision& c) const { return {{"decision", c.decision.str()}}; }
  json operator()(const PublishRecord& c) const {
    if (c.ballot.empty()) return {{"minutes", true}, {"contact", c.contact}};
    return {{"ballot", c.ballot.str()}, {"contact", c.contact}};
  }
  /// Without the commitment: a file sent again is the same command, under another salt.
  json operator()(const AddFile& c) const {
    json out = {{"title", c.title}, {"bytes", c.bytes}, {"sha256", c.sha256}};
    put(out, "item", c.item);
    return out;
  }
  json operator()(const WithdrawFile& c) const {
    return {{"file", c.file.str()}, {"reason", c.reason}};
  }
};

}  // namespace

std::string write_command(const Command& command) {
  auto out = std::visit(CommandToJson{}, command);
  out["type"] = type_name(command);
  return out.dump();
}

}  // namespace roundtable::codec
