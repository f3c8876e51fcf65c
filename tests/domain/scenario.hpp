// Given what was accepted, when a command comes, then exactly these events or this refusal. Every
// accepted entry is also encoded, decoded and applied to a second meeting, which must stay equal to
// the first: what is replayed is what was lived.
#pragma once

#include <catch2/catch.hpp>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "codec/entry_json.hpp"
#include "domain/decide.hpp"
#include "domain/describe/events.hpp"

namespace scenario {

using namespace roundtable;
using namespace roundtable::domain;

/// 2 November 2026, 19:00 in Shanghai.
inline const Time kEvening = start_of_day({2026, 11, 2}) + 19LL * 3600 * kMicrosPerSecond;
inline constexpr std::int64_t kMinute = 60 * kMicrosPerSecond;

inline Rule owners_rule(std::string id, Threshold majority) {
  Rule rule;
  rule.id = std::move(id);
  rule.title = {"业主共同决定", "Owners' decision"};
  rule.body = "owners_assembly";
  rule.body_name = {"业主大会", "Owners' assembly"};
  rule.effective_from = {2021, 1, 1};
  rule.basis = {{{"民法典", "Civil Code"}, "第278条", ""}};
  rule.by_area = true;
  rule.quorum_kind = QuorumKind::participation;
  rule.quorum = {2, 3, Comparison::at_least};
  rule.majority = majority;
  rule.notice_days = 15;
  rule.proxies_allowed = true;
  rule.proxies_per_agent_max = 3;
  rule.scopes = {ScopeKind::zone, ScopeKind::building};
  rule.objection_days = 7;
  rule.legal_effect = {"对全体业主具有约束力", "Binds all owners"};
  return rule;
}
inline Rule ordinary() {
  return owners_rule("ordinary", {1, 2, Comparison::more_than});
}
inline Rule major() {
  return owners_rule("major", {3, 4, Comparison::at_least});
}

inline Rule sitting_rule(std::string id, Threshold quorum, MajorityOf of) {
  Rule rule = owners_rule(std::move(id), {1, 2, Comparison::more_than});
  rule.by_area = false;
  rule.quorum_kind = QuorumKind::presence;
  rule.quorum = quorum;
  rule.majority_of = of;
  rule.notice_days = 0;
  rule.proxies_allowed = false;
  rule.change_until_close = false;
  return rule;
}
inline Rule committee() {
  return sitting_rule("committee", {1, 2, Comparison::more_than}, MajorityOf::all);
}
inline Rule representatives() {
  return sitting_rule("representatives", {2, 3, Comparison::at_least}, MajorityOf::present);
}
inline Rule residents() {
  return sitting_rule("residents", {1, 2, Comparison::more_than}, MajorityOf::present);
}
inline Rule poll() {
  Rule rule = sitting_rule("poll", {}, MajorityOf::participants);
  rule.quorum_kind = QuorumKind::none;
  rule.change_until_close = true;
  return rule;
}

/// What every meeting decides the motions of its deliberation under.
inline Rule motion() {
  Rule rule = poll();
  rule.id = "motion";
  rule.body = kDeliberation;
  rule.abstention = false;
  rule.scopes = {ScopeKind::zone, ScopeKind::building, ScopeKind::stair};
  return rule;
}

inline HeadId head(int number) {
  return HeadId("h" + std::to_string(number));
}
/// The same household where it speaks or moves.
inline SpeakerId speaker(int number) {
  return SpeakerId(head(number).str());
}

/// Flats of building 12, one owner each.
inline Roll flats(int count, Area area = Area{8'000}) {
  std::vector<UnitRow> rows;
  std::vector<HeadId> heads;
  for (int i = 1; i <= count; ++i) {
    rows.push_back({UnitId("u" + std::to_string(i)), "12", "1", area, AreaSource::land_register,
                    UnitKind::dwelling, "", false});
    heads.push_back(head(i));
  }
  return make_roll(RollId("roll"), GridId("grid"), rows, heads);
}

/// A body that counts people alone.
inline Roll people(int count) {
  Roll roll;
  roll.id = RollId("roll");
  roll.grid = GridId("grid");
  for (int i = 1; i <= count; ++i) roll.heads.push_back(head(i));
  return roll;
}

inline std::string described(const Refusal& refusal) {
  std::string text(to_string(refusal.code));
  for (const auto& [name, value] : refusal.fields) {
    text += " " + name + "=";
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      text += std::to_string(*number);
    } else {
      text += std::get<std::string>(value);
    }
  }
  return text;
}

/// The stored form shows two lists of events to be the same, or where they differ.
inline std::string described(const std::vector<Event>& events) {
  return codec::encode_payload({events, {}}).bytes;
}

class Scenario {
 public:
  explicit Scenario(Rule rule = ordinary(), Roll roll = flats(12))
      : rule_{"rule-" + rule.id, std::make_shared<const Rule>(rule)}, roll_(std::move(roll)) {}

  // ---- the setting ---------------------------------------------------------------------------
  Scenario& at(Time time) {
    now_ = time;
    return *this;
  }
  Scenario& later(std::int64_t micros) { return at(now_ + micros); }
  Scenario& binding() {
    binding_ = BindingBasis{"业主大会议事规则第12条"};
    return *this;
  }
  /// As it was convened before there was a rule for motions.
  Scenario& without_motions() {
    decides_motions_ = false;
    return *this;
  }
  Scenario& sealed_values_erased() {
    sealed_.clear();
    return *this;
  }

  // ---- what was done before ------------------------------------------------------------------
  Scenario& given(const Command& command) {
    const auto decision = decide(meeting, with_document(command), context(command));
    if (const auto* refusal = std::get_if<Refusal>(&decision)) {
      FAIL(type_name(command) << " was refused: " << described(*refusal));
    }
    take(std::get<Accepted>(decision));
    return *this;
  }
  /// Convened `days` before the evening of the meeting; time stands at that evening.
  Scenario& convened(std::int64_t days_before = 16) {
    at(kEvening + -days_before * kMicrosPerDay);
    given(convene());
    given(AddAgendaItem{matter_item()});
    item = AgendaItemId(made);
    return *this;
  }
  Scenario& announced(std::int64_t days_before = 16) {
    convened(days_before).given(AnnounceMeeting{});
    return at(kEvening);
  }
  Scenario& doors_open() { return announced().given(OpenMeeting{}); }
  Scenario& in_session() { return doors_open().given(StartMeeting{}).given(StartAgendaItem{item}); }
  Scenario& present(int heads, Mode mode = Mode::hall) {
    for (int i = 1; i <= heads; ++i) given(CheckIn{head(i), Category::present, mode});
    return *this;
  }
  Scenario& ballot_open() { return ballot_open(open_ballot()); }
  Scenario& ballot_open(const OpenBallot& command) {
    given(command);
    ballot = BallotId(made);
    return *this;
  }
  /// Heads vote from the first on; a second call continues.
  Scenario& votes(int count, const Paper& paper) {
    for (int i = 0; i < count; ++i) given(cast(++voters_, paper));
    return *this;
  }

  // ---- commands of this meeting --------------------------------------------------------------
  ConveneMeeting convene() const {
    ConveneMeeting command;
    command.title = "12号楼圆桌会";
    command.place = "底楼大厅";
    command.body = rule_.value->body;
    command.grid = GridId("grid");
    command.roll = roll_.id;
    command.rules = {rule_.value->id};
    command.scheduled_at = kEvening;
    return command;
  }
  /// An item that says what is put to the vote, and under which rule.
  ItemText matter_item() const {
    ItemText text{"加装电梯", ItemKind::decision};
    text.matter = "同意吗？";
    text.rule = rule_.value->id;
    return text;
  }
  OpenBallot open_ballot() const {
    OpenBallot command;
    command.item = item;
    command.question = "同意吗？";
    command.rule = rule_.value->id;
    return command;
  }
  CastBallot cast(int number, Paper paper, Channel channel = Channel::phone) const {
    // Somebody who has not checked in: a word of how that came about.
    return {ballot, head(number), std::move(paper), channel,
            channel == Channel::helper ? "上门登记" : ""};
  }

  // ---- when and then -------------------------------------------------------------------------
  void refuses(const Command& command, const Refusal& expected) {
    const auto before = meeting;
    const auto decision = decide(meeting, with_document(command), context(command));
    INFO(type_name(command) << " should be refused: " << described(expected));
    CHECK(meeting == before);
    const auto* refusal = std::get_if<Refusal>(&decision);
    if (refusal == nullptr) {
      FAIL_CHECK("accepted: " << described(std::get<Accepted>(decision).events));
      return;
    }
    CHECK(described(*refusal) == described(expected));
  }
  void gives(const Command& command, const std::vector<Event>& expected) {
    const auto decision = decide(meeting, with_document(command), context(command));
    INFO(type_name(command));
    if (const auto* refusal = std::get_if<Refusal>(&decision)) {
      FAIL_CHECK("refused: " << described(*refusal));
      return;
    }
    CHECK(described(std::get<Accepted>(decision).events) == described(expected));
    take(std::get<Accepted>(decision));
  }
  const Ballot& the_ballot() const { return meeting.ballots.at(ballot); }
  std::string fresh_id() const { return "made-" + std::to_string(serial_); }
  FixedRule fixed_rule() const { return rule_; }
  FixedRule motion_rule() const { return motion_; }
  FixedRoll frozen(const Scope& scope = {}) {
    const auto name = "roll-" + std::string(to_string(scope.kind)) + scope.building + scope.stair;
    auto& known = rolls_[name];
    if (known == nullptr) {
      known = std::make_shared<const RollSnapshot>(take_snapshot(roll_, scope));
    }
    return {name, known};
  }
  codec::Sources sources() const {
    codec::Sources sources;
    sources.rule = [this](std::string_view name) {
      return name == motion_.sha256 ? motion_.value : rule_.value;
    };
    sources.roll = [this](std::string_view name) { return rolls_.at(std::string(name)); };
    sources.sealed = [this](std::string_view name) -> std::optional<std::string> {
      const auto found = sealed_.find(std::string(name));
      if (found == sealed_.end()) return std::nullopt;
      return found->second;
    };
    return sources;
  }
  /// As the server gives it: with the document that was made.
  static Command with_document(Command command) {
    auto* publish = std::get_if<PublishRecord>(&command);
    if (publish == nullptr || publish->made.index() != 0) return command;
    publish->made = Document{{"结果", "Result"}, {"sha-zh", "sha-en"}, "〔2026〕1号", "model"};
    return command;
  }
  Context context(const Command& command) {
    Context context;
    context.at = now_;
    context.actor = ActorId("chair");
    context.fresh_id = fresh_id();
    context.binding = binding_;
    context.roll_at = {"roll:roll", 5, std::string(64, 'a')};
    context.model = "model";
    if (std::holds_alternative<ConveneMeeting>(command)) {
      context.rules = {rule_};
      if (decides_motions_) context.rules.push_back(motion_);
      context.snapshot = frozen(std::get<ConveneMeeting>(command).scope);
    }
    if (const auto* open = std::get_if<OpenBallot>(&command)) {
      context.snapshot = frozen(open->scope);
    }
    if (std::holds_alternative<PutProposal>(command) ||
        std::holds_alternative<PutAmendment>(command)) {
      context.snapshot = frozen(meeting.electorate.value->scope);
    }
    return context;
  }

  Meeting meeting;
  Meeting replayed;
  AgendaItemId item;
  BallotId ballot;
  std::string made;                   // the fresh id of the newest entry
  std::vector<std::string> payloads;  // of every entry
  std::vector<Time> times;

 private:
  void take(Accepted accepted) {
    made = fresh_id();
    describe::seal(accepted.events, [&](std::string_view value) {
      return describe::Commitment{"salt-" + made,
                                  "sealed-" + made + "-" + std::to_string(value.size())};
    });
    ++serial_;
    apply_entry(meeting, accepted.events, now_);
    auto encoded = codec::encode_payload({accepted.events, accepted.result});
    for (const auto& sealed : encoded.sealed) sealed_[sealed.commitment] = sealed.value;
    const auto decoded = codec::decode_payload(encoded.bytes, sources());
    CHECK(codec::encode_payload(decoded).bytes == encoded.bytes);
    apply_entry(replayed, decoded.events, now_);
    CHECK(replayed == meeting);
    payloads.push_back(std::move(encoded.bytes));
    times.push_back(now_);
  }

  FixedRule rule_;
  FixedRule motion_{"rule-motion", std::make_shared<const Rule>(motion())};
  bool decides_motions_ = true;
  Roll roll_;
  std::map<std::string, std::shared_ptr<const RollSnapshot>> rolls_;
  std::map<std::string, std::string> sealed_;
  std::optional<BindingBasis> binding_;
  Time now_ = kEvening;
  int serial_ = 1;
  int voters_ = 0;
};

}  // namespace scenario
