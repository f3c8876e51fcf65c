#include "codec/command_read.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "domain/limits.hpp"

namespace roundtable::codec {
namespace {

using namespace domain;
using nlohmann::json;

enum class Need { required, optional };

/// Reads the members of one object. The first thing wrong stays in `problem`; after it, reading
/// goes on harmlessly with empty values.
class Members {
 public:
  Members(const json& object, std::string prefix) : object_(object), prefix_(std::move(prefix)) {}

  const std::optional<Refusal>& problem() const { return problem_; }
  void refuse(const std::string& field, std::string why) {
    if (!problem_) problem_ = malformed(prefix_ + field, std::move(why));
  }

  void text(const char* key, std::string& value, Need need = Need::required) {
    if (const auto* found = take(key, need)) {
      if (!found->is_string()) return refuse(key, "wrong_kind");
      value = found->get<std::string>();
    }
  }
  template <class Tag>
  void id(const char* key, Id<Tag>& value, Need need = Need::required) {
    std::string text_value;
    text(key, text_value, need);
    if (text_value.empty() && need == Need::optional && !object_.contains(key)) return;
    if (!is_id(text_value)) return refuse(key, "bad_id");
    value = Id<Tag>(std::move(text_value));
  }
  template <class Enum>
  void name(const char* key, Enum& value, std::optional<Enum> (*from)(std::string_view),
            Need need = Need::required) {
    const auto* found = take(key, need);
    if (found == nullptr) return;
    if (!found->is_string()) return refuse(key, "wrong_kind");
    const auto known = from(found->get_ref<const std::string&>());
    if (!known) return refuse(key, "unknown_value");
    value = *known;
  }
  void time(const char* key, Time& value) {
    if (const auto* found = take(key, Need::required)) read_time(key, *found, value);
  }
  void time(const char* key, std::optional<Time>& value) {
    if (const auto* found = take(key, Need::optional)) read_time(key, *found, value.emplace());
  }
  /// A whole number of at least zero; the rules know how much is too much.
  void number(const char* key, std::int64_t& value, Need need = Need::required) {
    const auto* found = take(key, need);
    if (found == nullptr) return;
    if (!found->is_number_integer()) return refuse(key, "wrong_kind");
    if (found->is_number_unsigned() && found->get<std::uint64_t>() > std::uint64_t{INT64_MAX}) {
      return refuse(key, "out_of_range");
    }
    value = found->get<std::int64_t>();
    if (value < 0) refuse(key, "out_of_range");
  }
  void date(const char* key, std::optional<Date>& value) {
    const auto* found = take(key, Need::optional);
    if (found == nullptr) return;
    if (!found->is_string()) return refuse(key, "wrong_kind");
    value = date_from_iso(found->get_ref<const std::string&>());
    if (!value) refuse(key, "unknown_value");
  }
  void truth(const char* key, bool& value, Need need) {
    if (const auto* found = take(key, need)) {
      if (!found->is_boolean()) return refuse(key, "wrong_kind");
      value = found->get<bool>();
    }
  }
  void texts(const char* key, std::vector<std::string>& values, std::size_t count_max) {
    const auto* found = take(key, Need::required);
    if (found == nullptr) return;
    if (!found->is_array()) return refuse(key, "wrong_kind");
    if (found->size() > count_max) return refuse(key, "too_many");
    for (const auto& element : *found) {
      if (!element.is_string()) return refuse(key, "wrong_kind");
      values.push_back(element.get<std::string>());
    }
  }
  void scope(const char* key, Scope& value) {
    const auto* found = take(key, Need::required);
    if (found == nullptr) return;
    if (!found->is_object()) return refuse(key, "wrong_kind");
    Members inner(*found, prefix_ + key + ".");
    inner.name("kind", value.kind, scope_kind_from);
    inner.text("building", value.building, Need::optional);
    inner.text("stair", value.stair, Need::optional);
    inner.check_scope(value);
    inner.finish();
    if (!problem_) problem_ = inner.problem();
  }
  void finish() {
    for (const auto& [key, value] : object_.items()) {
      if (!taken_.contains(key)) return refuse(key, "unknown");
    }
  }

 private:
  const json* take(const char* key, Need need) {
    taken_.insert(key);
    const auto found = object_.find(key);
    if (found != object_.end()) return &*found;
    if (need == Need::required) refuse(key, "missing");
    return nullptr;
  }
  void read_time(const char* key, const json& found, Time& value) {
    // Beyond int64 nlohmann reads an unsigned number or a float: neither is an instant.
    if (!found.is_number_integer()) return refuse(key, "wrong_kind");
    if (found.is_number_unsigned() && found.get<std::uint64_t>() > std::uint64_t{INT64_MAX}) {
      return refuse(key, "out_of_range");
    }
    value.micros = found.get<std::int64_t>();
    if (value.micros < 0) refuse(key, "out_of_range");
  }
  void check_scope(const Scope& scope) {
    const bool building = !scope.building.empty();
    const bool stair = !scope.stair.empty();
    if (building != (scope.kind != ScopeKind::zone)) {
      refuse("building", building ? "not_allowed" : "missing");
    }
    if (stair && scope.kind != ScopeKind::stair) refuse("stair", "not_allowed");
    if (scope.building.size() > kTitleBytesMax) refuse("building", "too_long");
    if (scope.stair.size() > kTitleBytesMax) refuse("stair", "too_long");
  }

  const json& object_;
  std::string prefix_;
  std::set<std::string> taken_;
  std::optional<Refusal> problem_;
};

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
  return c;
}
Command cancel(Members& m) {
  CancelMeeting c;
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
  m.text("section", written.section);
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
Command record_decision(Members& m) {
  RecordDecision c;
  m.id("item", c.item);
  m.text("text", c.text);
  m.id("responsible", c.responsible, Need::optional);
  m.date("due", c.due);
  return c;
}
Command withdraw_decision(Members& m) {
  WithdrawDecision c;
  m.id("decision", c.decision);
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

using Read = Command (*)(Members&);

/// Closing at a deadline is missing on purpose: the server alone gives that command.
const std::map<std::string, Read, std::less<>>& readers() {
  static const std::map<std::string, Read, std::less<>> kReaders = {
      {"meeting.convene", convene},
      {"meeting.announce", plain<AnnounceMeeting>},
      {"meeting.open", plain<OpenMeeting>},
      {"meeting.start", plain<StartMeeting>},
      {"meeting.recess", plain<RecessMeeting>},
      {"meeting.resume", plain<ResumeMeeting>},
      {"meeting.close", plain<CloseMeeting>},
      {"meeting.cancel", cancel},
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
      {"decision.record", record_decision},
      {"decision.withdraw", withdraw_decision},
      {"record.publish", publish},
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
  const auto found = readers().find(type);
  if (found == readers().end()) {
    return Refusal{Code::command_unknown_type, {{"type", type.substr(0, kIdLengthMax)}}};
  }
  auto command = found->second(members);
  members.finish();
  if (members.problem()) return *members.problem();
  return command;
}

}  // namespace roundtable::codec
