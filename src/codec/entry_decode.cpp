// Stored entries back to events. Whatever does not fit is a DecodeFailure: the bytes are damaged,
// or a newer version of the program wrote them.
#include "codec/entry_json.hpp"
#include "codec/entry_parts.hpp"
#include "codec/entry_read.hpp"

namespace roundtable::codec {
namespace {

using namespace domain;

Weight weight_of(const StoredValue& object, const char* key) {
  const auto& weight = object.at(key);
  return {number_of(weight, "heads"), Area{number_of(weight, "area")}};
}

Scope scope_of(const StoredValue& object) {
  const auto& json_scope = object.at("scope");
  Scope scope;
  read_name(json_scope, "kind", scope_kind_from, scope.kind);
  scope.building = text_of(json_scope, "building");
  scope.stair = text_of(json_scope, "stair");
  return scope;
}

Motion motion_of(const StoredValue& about) {
  Motion motion;
  if (about.contains("proposal")) read_id(about, "proposal", motion.proposal);
  if (about.contains("amendment")) read_id(about, "amendment", motion.amendment);
  return motion;
}

class Reader {
 public:
  Reader(const StoredValue& event, const Sources& sources) : e_(event), sources_(sources) {}

  Event meeting_convened() const {
    MeetingConvened out;
    out.title = text_of(e_, "title");
    out.place = text_of(e_, "place");
    out.body = text_of(e_, "body");
    read_id(e_, "grid", out.grid);
    for (const auto& rule : e_.at("rules").parts()) out.rules.push_back(rule_of(rule));
    out.electorate = roll_of("electorate");
    out.scheduled_at = time_of(e_, "scheduled_at");
    out.demonstration = e_.at("demonstration").get<bool>();
    if (e_.contains("forum")) {
      out.forum = {text_of(e_.at("forum"), "zh"), text_of(e_.at("forum"), "en")};
    }
    return out;
  }
  Event meeting_cancelled() const { return MeetingCancelled{text_of(e_, "reason")}; }
  Event meeting_rescheduled() const {
    return MeetingRescheduled{time_of(e_, "scheduled_at"), text_of(e_, "place"),
                              text_of(e_, "reason")};
  }

  /// The events that name one thing and say nothing else of it.
  template <class E, auto kMember>
  Event naming(const char* key) const {
    E out;
    read_id(e_, key, out.*kMember);
    return out;
  }

  Event checked_in() const {
    CheckedIn out;
    read_id(e_, "head", out.head);
    read_name(e_, "mode", mode_from, out.mode);
    read_id(e_, "entered_by", out.entered_by);
    return out;
  }
  Event head_excused() const {
    HeadExcused out;
    read_id(e_, "head", out.head);
    if (e_.contains("sealed")) {
      out.reason.commitment = text_of(e_, "sealed");
      out.reason.value = sources_.sealed(out.reason.commitment);
    } else {
      out.reason.value = text_of(e_, "reason");
    }
    return out;
  }
  Event person_admitted() const {
    PersonAdmitted out;
    read_id(e_, "person", out.person);
    read_name(e_, "category", category_from, out.category);
    return out;
  }

  static std::vector<std::string> plans_of(const StoredValue& listed) {
    auto plans = listed.get<std::vector<std::string>>();
    if (plans.size() < kPlansMin || plans.size() > kPlansMax) {
      throw DecodeFailure("a single choice with too few or too many plans");
    }
    return plans;
  }
  /// Only the tally of a single choice knows "none of these"; what is neither that nor an
  /// abstention is a plan.
  static std::size_t plans_counted(const StoredValue& tally) {
    if (!tally.contains("none")) return 0;
    const auto plans = tally.size() < 2 ? 0 : tally.size() - 2;
    if (plans < kPlansMin || plans > kPlansMax) {
      throw DecodeFailure("a tally of too few or too many plans");
    }
    return plans;
  }
  Event ballot_opened() const {
    BallotOpened out;
    read_id(e_, "ballot", out.ballot);
    read_id(e_, "item", out.item);
    out.question = text_of(e_, "question");
    out.detail = text_of(e_, "detail");
    out.rule = rule_of(e_.at("rule"));
    out.roll = roll_of("roll");
    out.scope = scope_of(e_);
    read_name(e_, "secrecy", secrecy_from, out.secrecy);
    read_name(e_, "counts", counts_from, out.counts);
    read_name(e_, "standing", standing_from, out.standing);
    out.standing_basis = text_of(e_, "standing_basis");
    out.present = weight_of(e_, "present");
    if (e_.contains("deadline")) out.deadline = time_of(e_, "deadline");
    if (e_.contains("options")) out.plans = plans_of(e_.at("options"));
    if (e_.contains("about")) out.about = motion_of(e_.at("about"));
    return out;
  }
  Event ballot_cast() const {
    BallotCast out;
    read_id(e_, "ballot", out.ballot);
    read_id(e_, "head", out.head);
    if (e_.contains("sealed")) {
      out.choice.commitment = text_of(e_, "sealed");
      if (const auto value = sources_.sealed(out.choice.commitment)) {
        out.choice.value = choice_from(*value);
        if (!out.choice.value) throw DecodeFailure("a sealed choice is none of a ballot");
      }
    } else {
      Choice choice{};
      read_name(e_, "choice", choice_from, choice);
      out.choice.value = choice;
    }
    read_name(e_, "channel", channel_from, out.channel);
    read_id(e_, "entered_by", out.entered_by);
    read_id_or_none(e_, "verified_by", out.verified_by);
    return out;
  }
  Event ballot_closed() const {
    BallotClosed out;
    read_id(e_, "ballot", out.ballot);
    read_name(e_, "by", closed_by_from, out.by);
    out.effective_at = time_of(e_, "effective_at");
    out.tally.plans = plans_counted(e_.at("tally"));
    for (const auto choice : out.tally.choices()) {
      out.tally.add(choice, weight_of(e_.at("tally"), std::string(to_string(choice)).c_str()));
    }
    read_name(e_, "outcome", outcome_from, out.outcome);
    return out;
  }
  Event ballot_annulled() const {
    BallotAnnulled out;
    read_id(e_, "ballot", out.ballot);
    out.reason = text_of(e_, "reason");
    return out;
  }
  Event record_published() const {
    RecordPublished out;
    read_id(e_, "record", out.record);
    if (!e_.contains("minutes")) read_id(e_, "ballot", out.ballot);
    out.number = text_of(e_, "number");
    out.title = both_languages(e_, "title");
    out.sha256 = both_languages(e_, "sha256");
    out.contact = text_of(e_, "contact");
    out.objection_from = date_of(e_, "objection_from");
    out.objection_until = date_of(e_, "objection_until");
    return out;
  }

 private:
  FixedRule rule_of(const StoredValue& named) const {
    FixedRule rule{text_of(named, "sha256"), nullptr};
    rule.value = sources_.rule(rule.sha256);
    if (rule.value == nullptr || rule.value->id != text_of(named, "id") ||
        rule.value->version != number_of(named, "version")) {
      throw DecodeFailure("rule " + rule.sha256 + " is not the one the entry names");
    }
    return rule;
  }
  FixedRoll roll_of(const char* key) const {
    FixedRoll roll{text_of(e_, key), nullptr};
    roll.value = sources_.roll(roll.sha256);
    if (roll.value == nullptr) throw DecodeFailure("roll " + roll.sha256 + " is missing");
    return roll;
  }

  const StoredValue& e_;
  const Sources& sources_;
};

template <class E>
Event plain(const Reader&) {
  return E{};
}

using Read = Event (*)(const Reader&);

const std::map<std::string, Read, std::less<>>& event_readers() {
  static const std::map<std::string, Read, std::less<>> kReaders = {
      {"meeting_convened", [](const Reader& r) { return r.meeting_convened(); }},
      {"meeting_announced", plain<MeetingAnnounced>},
      {"meeting_opened", plain<MeetingOpened>},
      {"meeting_started", plain<MeetingStarted>},
      {"meeting_recessed", plain<MeetingRecessed>},
      {"meeting_resumed", plain<MeetingResumed>},
      {"meeting_closed", plain<MeetingClosed>},
      {"meeting_cancelled", [](const Reader& r) { return r.meeting_cancelled(); }},
      {"meeting_rescheduled", [](const Reader& r) { return r.meeting_rescheduled(); }},
      {"checked_in", [](const Reader& r) { return r.checked_in(); }},
      {"check_in_undone",
       [](const Reader& r) { return r.naming<CheckInUndone, &CheckInUndone::head>("head"); }},
      {"head_left", [](const Reader& r) { return r.naming<HeadLeft, &HeadLeft::head>("head"); }},
      {"head_excused", [](const Reader& r) { return r.head_excused(); }},
      {"person_admitted", [](const Reader& r) { return r.person_admitted(); }},
      {"person_dismissed",
       [](const Reader& r) {
         return r.naming<PersonDismissed, &PersonDismissed::person>("person");
       }},
      {"ballot_opened", [](const Reader& r) { return r.ballot_opened(); }},
      {"ballot_cast", [](const Reader& r) { return r.ballot_cast(); }},
      {"ballot_closed", [](const Reader& r) { return r.ballot_closed(); }},
      {"ballot_annulled", [](const Reader& r) { return r.ballot_annulled(); }},
      {"record_published", [](const Reader& r) { return r.record_published(); }},
  };
  return kReaders;
}

Event read_event(const StoredValue& event, const Sources& sources) {
  const auto type = event.at("type").text();
  if (number_of(event, "v") != kEventVersion) {
    throw DecodeFailure("a newer version of " + std::string(type));
  }
  if (const auto found = event_readers().find(type); found != event_readers().end()) {
    return found->second(Reader(event, sources));
  }
  for (const auto* part : {&floor_readers(), &proposal_readers(), &file_readers()}) {
    if (const auto found = part->find(type); found != part->end()) return found->second(event);
  }
  if (const auto found = minutes_readers().find(type); found != minutes_readers().end()) {
    return found->second(event, sources);
  }
  throw DecodeFailure("unknown event " + std::string(type));
}

Fields read_fields(const StoredValue& object) {
  Fields fields;
  for (const auto& [name, value] : object.items()) {
    if (value.is_string()) {
      fields.emplace_back(name, value.get<std::string>());
    } else {
      fields.emplace_back(name, value.get<std::int64_t>());
    }
  }
  return fields;
}

std::vector<Event> read_events(const StoredValue& whole, const Sources& sources) {
  const auto& events = whole.at("events");
  if (!events.is_array()) throw DecodeFailure("no list of events");
  std::vector<Event> read;
  read.reserve(1);  // one, nearly always
  for (const auto& event : events.parts()) read.push_back(read_event(event, sources));
  return read;
}

StoredValue result_of(const StoredValue& whole) {
  const auto result = whole.at("result");
  if (!result.is_object()) throw DecodeFailure("no result");
  return result;
}

}  // namespace

Payload decode_payload(std::string_view bytes, const Sources& sources) {
  const StoredJson payload(bytes);
  const auto whole = payload.whole();
  return {read_events(whole, sources), read_fields(result_of(whole))};
}

StoredPayload read_payload(std::string_view bytes, const Sources& sources) {
  const StoredJson payload(bytes);
  const auto whole = payload.whole();
  return {read_events(whole, sources), result_of(whole).stored()};
}

std::string result_json(std::string_view payload) {
  const StoredJson stored(payload);
  return result_of(stored.whole()).stored();
}

RollSnapshot decode_snapshot(std::string_view bytes) {
  const StoredJson stored(bytes);
  const auto whole = stored.whole();
  RollSnapshot snapshot;
  read_id(whole, "roll", snapshot.roll);
  snapshot.scope = scope_of(whole);
  for (const auto& [id, value] : whole.at("heads").items()) {
    if (!is_id(id)) throw DecodeFailure("a head's key is no id");
    auto& head = snapshot.heads[HeadId(std::string(id))];
    head.area.centi = number_of(value, "area");
    for (const auto& unit : value.at("units").parts()) {
      head.units.emplace_back(unit.get<std::string>());
    }
    snapshot.total_area += head.area;
  }
  return snapshot;
}

Roll decode_roll(std::string_view bytes) {
  const StoredJson stored(bytes);
  const auto whole = stored.whole();
  Roll roll;
  read_id(whole, "id", roll.id);
  read_id(whole, "grid", roll.grid);
  for (const auto& head : whole.at("heads").parts())
    roll.heads.emplace_back(head.get<std::string>());
  for (const auto& line : whole.at("units").parts()) {
    Unit unit;
    read_id(line, "id", unit.id);
    unit.building = text_of(line, "building");
    unit.stair = text_of(line, "stair");
    unit.area.centi = number_of(line, "area");
    read_name(line, "area_source", area_source_from, unit.area_source);
    read_name(line, "kind", unit_kind_from, unit.kind);
    read_id(line, "head", unit.head);
    roll.units.push_back(std::move(unit));
  }
  roll.count_titled_parking = whole.at("count_titled_parking").get<bool>();
  return roll;
}

std::vector<std::string> named_content(std::string_view payload) {
  const StoredJson stored(payload);
  std::vector<std::string> names;
  for (const auto& event : stored.whole().at("events").parts()) {
    const auto type = text_of(event, "type");
    if (type == "meeting_convened") {
      for (const auto& rule : event.at("rules").parts()) names.push_back(text_of(rule, "sha256"));
      names.push_back(text_of(event, "electorate"));
    } else if (type == "ballot_opened") {
      names.push_back(text_of(event.at("rule"), "sha256"));
      names.push_back(text_of(event, "roll"));
    } else if (type == "record_published") {
      const auto documents = both_languages(event, "sha256");
      names.push_back(documents.zh);
      names.push_back(documents.en);
    }
  }
  return names;
}

bool names_event(std::string_view payload, std::string_view type) {
  const StoredJson stored(payload);
  for (const auto& event : stored.whole().at("events").parts()) {
    if (text_of(event, "type") == type) return true;
  }
  return false;
}

std::vector<std::string> named_commitments(std::string_view payload) {
  const StoredJson stored(payload);
  std::vector<std::string> names;
  for (const auto& event : stored.whole().at("events").parts()) {
    if (event.contains("sealed")) names.push_back(text_of(event, "sealed"));
  }
  return names;
}

}  // namespace roundtable::codec
