#include "codec/command_read.hpp"

#include <algorithm>

#include "codec/command_members.hpp"

namespace roundtable::codec {
namespace {

/// More than the rules allow, so that they can say how many they do.
constexpr std::size_t kPlansReadMax = 100;

using namespace domain;
using nlohmann::json;

template <class C>
Command plain(Members&) {
  return C{};
}

Command convene(Members& m) {
  ConveneMeeting c;
  m.text("title", c.title);
  m.text("place", c.place);
  m.text("body", c.body);
  m.id("grid", c.grid);
  m.id("roll", c.roll);
  m.scope("scope", c.scope);
  m.texts("rules", c.rules, kRulesPerMeetingMax);
  m.time("scheduled_at", c.scheduled_at);
  m.truth("demonstration", c.demonstration, Need::optional);
  m.both_languages("forum", c.forum);
  return c;
}
Command cancel(Members& m) {
  CancelMeeting c;
  m.text("reason", c.reason);
  return c;
}
Command reschedule(Members& m) {
  RescheduleMeeting c;
  m.time("scheduled_at", c.scheduled_at);
  m.text("place", c.place);
  m.text("reason", c.reason);
  return c;
}
void item_text(Members& m, ItemText& text) {
  m.text("title", text.title);
  m.name("kind", text.kind, item_kind_from);
  m.number("minutes", text.minutes, Need::optional);
  m.id("presenter", text.presenter, Need::optional);
  m.id("issue", text.issue, Need::optional);
}
Command add_item(Members& m) {
  AddAgendaItem c;
  item_text(m, c.text);
  return c;
}
Command edit_item(Members& m) {
  EditAgendaItem c;
  m.id("item", c.item);
  item_text(m, c.text);
  return c;
}
Command move_item(Members& m) {
  MoveAgendaItem c;
  m.id("item", c.item);
  m.id("before", c.before, Need::optional);
  return c;
}
Command defer_item(Members& m) {
  DeferAgendaItem c;
  m.id("item", c.item);
  m.text("reason", c.reason);
  return c;
}
template <class C>
Command on_item(Members& m) {
  C c;
  m.id("item", c.item);
  return c;
}
Command check_in(Members& m) {
  CheckIn c;
  m.id("head", c.head, Need::optional);
  m.name("category", c.category, category_from, Need::optional);
  m.name("mode", c.mode, mode_from);
  return c;
}
Command undo_check_in(Members& m) {
  UndoCheckIn c;
  m.id("head", c.head);
  return c;
}
Command leave(Members& m) {
  LeaveMeeting c;
  m.id("head", c.head, Need::optional);
  return c;
}
Command excuse(Members& m) {
  ExcuseHead c;
  m.id("head", c.head);
  m.text("reason", c.reason);
  return c;
}
Command admit(Members& m) {
  AdmitPerson c;
  m.id("person", c.person);
  m.name("category", c.category, category_from);
  return c;
}
Command dismiss(Members& m) {
  DismissPerson c;
  m.id("person", c.person);
  return c;
}
Command set_floor(Members& m) {
  SetFloor c;
  m.number("seconds", c.settings.seconds);
  m.number("turns", c.settings.turns);
  m.truth("alternate", c.settings.alternate, Need::required);
  return c;
}
Command set_chair(Members& m) {
  SetChair c;
  m.id("speaker", c.speaker, Need::optional);
  return c;
}
Command request_floor(Members& m) {
  RequestFloor c;
  m.id("speaker", c.speaker, Need::optional);
  m.name("stance", c.stance, stance_from);
  return c;
}
template <class C>
Command on_speech(Members& m) {
  C c;
  m.id("speech", c.speech);
  return c;
}
Command extend_speech(Members& m) {
  ExtendSpeech c;
  m.id("speech", c.speech);
  m.number("seconds", c.seconds);
  return c;
}
Command raise_card(Members& m) {
  RaiseCard c;
  m.name("kind", c.kind, card_kind_from);
  m.id("about", c.about, Need::optional);
  m.id("speaker", c.speaker, Need::optional);
  return c;
}
Command settle_card(Members& m) {
  SettleCard c;
  m.id("card", c.card);
  m.name("outcome", c.outcome, card_outcome_from);
  return c;
}
Command open_ballot(Members& m) {
  OpenBallot c;
  m.id("item", c.item);
  m.text("question", c.question);
  m.text("detail", c.detail, Need::optional);
  if (m.has("options")) m.texts("options", c.plans.emplace(), kPlansReadMax);
  m.text("rule", c.rule);
  m.scope("scope", c.scope);
  m.name("secrecy", c.secrecy, secrecy_from);
  m.name("counts", c.counts, counts_from);
  m.time("deadline", c.deadline);
  return c;
}
Command cast_ballot(Members& m) {
  CastBallot c;
  m.id("ballot", c.ballot);
  m.id("head", c.head, Need::optional);
  m.name("choice", c.choice, choice_from);
  m.name("channel", c.channel, channel_from, Need::optional);
  return c;
}
Command close_ballot(Members& m) {
  CloseBallot c;
  m.id("ballot", c.ballot);
  return c;
}
Command annul_ballot(Members& m) {
  AnnulBallot c;
  m.id("ballot", c.ballot);
  m.text("reason", c.reason);
  return c;
}
void section_text(Members& m, SectionText& written) {
  AgendaItemId section;  // "opening" and "closing" have the form of ids too
  m.id("section", section);
  written.section = section.str();
  m.number("base", written.base);
  m.text("text", written.text);
}
Command edit_minutes(Members& m) {
  EditMinutes c;
  section_text(m, c.written);
  return c;
}
Command correct_minutes(Members& m) {
  CorrectMinutes c;
  section_text(m, c.written);
  m.text("note", c.note);
  return c;
}
Command sign_minutes(Members& m) {
  SignMinutes c;
  m.id("head", c.head, Need::optional);
  return c;
}
Command record_decision(Members& m) {
  RecordDecision c;
  m.id("item", c.item);
  m.text("text", c.text);
  m.id("responsible", c.responsible, Need::optional);
  m.date("due", c.due);
  m.text("party", c.party, Need::optional);
  return c;
}
Command withdraw_decision(Members& m) {
  WithdrawDecision c;
  m.id("decision", c.decision);
  return c;
}
Command withdraw_file(Members& m) {
  WithdrawFile c;
  m.id("file", c.file);
  m.text("reason", c.reason);
  return c;
}
/// Of a ballot or of the minutes, never of both.
Command publish(Members& m) {
  PublishRecord c;
  bool minutes = false;
  m.truth("minutes", minutes, Need::optional);
  m.id("ballot", c.ballot, minutes ? Need::optional : Need::required);
  if (minutes && !c.ballot.empty()) m.refuse("ballot", "not_allowed");
  m.text("contact", c.contact);
  return c;
}

/// Missing on purpose: closing at a deadline, a command of the server alone, and adding a file,
/// which comes with its bytes over HTTP (app/file_routes.hpp).
const CommandReaders& command_readers() {
  static const CommandReaders kReaders = {
      {"meeting.convene", convene},
      {"meeting.announce", plain<AnnounceMeeting>},
      {"meeting.open", plain<OpenMeeting>},
      {"meeting.start", plain<StartMeeting>},
      {"meeting.recess", plain<RecessMeeting>},
      {"meeting.resume", plain<ResumeMeeting>},
      {"meeting.close", plain<CloseMeeting>},
      {"meeting.cancel", cancel},
      {"meeting.reschedule", reschedule},
      {"agenda.add", add_item},
      {"agenda.edit", edit_item},
      {"agenda.move", move_item},
      {"agenda.start", on_item<StartAgendaItem>},
      {"agenda.finish", on_item<FinishAgendaItem>},
      {"agenda.defer", defer_item},
      {"agenda.reset", on_item<ResetAgendaItem>},
      {"attendance.check_in", check_in},
      {"attendance.undo", undo_check_in},
      {"attendance.leave", leave},
      {"attendance.excuse", excuse},
      {"attendance.admit", admit},
      {"attendance.dismiss", dismiss},
      {"floor.set", set_floor},
      {"floor.chair", set_chair},
      {"floor.request", request_floor},
      {"floor.withdraw", on_speech<WithdrawSpeech>},
      {"floor.grant", on_speech<GrantFloor>},
      {"floor.finish", on_speech<FinishSpeech>},
      {"floor.extend", extend_speech},
      {"floor.undo", on_speech<UndoSpeech>},
      {"card.raise", raise_card},
      {"card.settle", settle_card},
      {"ballot.open", open_ballot},
      {"ballot.cast", cast_ballot},
      {"ballot.close", close_ballot},
      {"ballot.annul", annul_ballot},
      {"minutes.edit", edit_minutes},
      {"minutes.propose", plain<ProposeMinutes>},
      {"minutes.correct", correct_minutes},
      {"minutes.adopt", plain<AdoptMinutes>},
      {"minutes.sign", sign_minutes},
      {"decision.record", record_decision},
      {"decision.withdraw", withdraw_decision},
      {"record.publish", publish},
      {"file.withdraw", withdraw_file},
  };
  return kReaders;
}

}  // namespace

Refusal malformed(std::string field, std::string why) {
  // Not the whole of what a stranger sent comes back.
  field.resize(std::min(field.size(), kIdLengthMax));
  return {Code::command_malformed, {{"field", std::move(field)}, {"why", std::move(why)}}};
}

std::variant<Command, Refusal> read_command(const json& object) {
  if (!object.is_object()) return malformed("", "wrong_kind");
  Members members(object, "");
  std::string type;
  members.text("type", type);
  if (members.problem()) return *members.problem();
  auto found = command_readers().find(type);
  if (found == command_readers().end()) {
    found = proposal_command_readers().find(type);
    if (found == proposal_command_readers().end()) {
      return Refusal{Code::command_unknown_type, {{"type", type.substr(0, kIdLengthMax)}}};
    }
  }
  auto command = found->second(members);
  members.finish();
  if (members.problem()) return *members.problem();
  return command;
}

}  // namespace roundtable::codec
