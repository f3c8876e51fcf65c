#include "live/possible.hpp"

#include <algorithm>
#include <utility>

#include "domain/decide.hpp"
#include "domain/describe/commands.hpp"
#include "domain/limits.hpp"
#include "domain/named.hpp"

namespace roundtable::live {
namespace {

using namespace domain;

using describe::Member;
using describe::Plain;
using describe::Presence;

const std::string kProbe = "probe";

/// Refusals that speak of the person that a probe happens to name, not of the moment: the command
/// itself is possible.
bool about_who_is_named(Code code) {
  return code == Code::attendance_already || code == Code::attendance_not_checked_in ||
         code == Code::ballot_not_present || code == Code::ballot_already_cast ||
         code == Code::floor_already || code == Code::floor_turns_used ||
         code == Code::floor_chair_has_no_stance || code == Code::card_already ||
         code == Code::floor_not_called || code == Code::ballot_cast_by_household;
}

/// The chair who asks for the vote is told who must be heard or decided first; a chair who moves
/// something, that a chair has no opinion.
bool is_told_why(const Command& command, Code code) {
  if (std::holds_alternative<TableProposal>(command)) return about_who_is_named(code);
  return (std::holds_alternative<PutProposal>(command) ||
          std::holds_alternative<PutAmendment>(command)) &&
         (code == Code::proposal_amendments_open || code == Code::floor_still_wanted ||
          code == Code::floor_busy);
}

template <class Map>
std::vector<Plain> ids_of(const Map& known) {
  std::vector<Plain> ids;
  for (const auto& [id, value] : known) ids.emplace_back(id.str());
  return ids;
}

bool names_a_person(const Member& member) {
  return member.kind == describe::Kind::own_head || member.name == "head" ||
         member.name == "person";
}

/// What a probe must say that its description does not tell: what fits this meeting.
struct Fitting {
  const Meeting& meeting;
  bool is_resident;
  Time now;

  void operator()(RescheduleMeeting& command) const {
    command.scheduled_at = now;
    command.place = meeting.place + "-";
  }
  void operator()(CheckIn& command) const { command.mode = is_resident ? Mode::phone : Mode::hall; }
  void operator()(AdmitPerson& command) const { command = {PersonId(kProbe), Category::observer}; }
  void operator()(RequestFloor& command) const { command.stance = Stance::neither; }
  void operator()(EditProposal& command) const {
    command.base = meeting.proposals.at(command.proposal).base;
  }
  void operator()(OpenBallot& command) const {
    if (meeting.rules.empty()) return;
    const auto& rule = *meeting.rules.front().value;
    command.rule = rule.id;
    if (!rule.scopes.empty()) command.scope.kind = rule.scopes.front();
    const auto& heads = meeting.electorate.value->heads;
    if (rule.others_decide && !heads.empty()) command.interest.applicant = heads.begin()->first;
    command.counts = Counts::hidden;
  }
  void operator()(CastBallot& command) const {
    const auto& ballot = meeting.ballots.at(command.ballot);
    command.paper = Paper{ballot.choices.front().id};
    if (is_resident) return;
    command.channel = Channel::helper;
    command.reason = "-";
    const auto& heads = ballot.roll.value->heads;
    if (!heads.empty()) command.head = heads.begin()->first;
  }
  /// A probe writes nothing: it names the edit that is stored.
  void operator()(SectionText& written) const {
    const auto found = meeting.minutes.sections.find(written.section);
    if (found != meeting.minutes.sections.end()) written.base = found->second.base;
  }
  void operator()(EditMinutes& command) const { (*this)(command.written); }
  void operator()(CorrectMinutes& command) const { (*this)(command.written); }
  void operator()(ObjectToMinutes& command) const {
    SectionText read;
    read.section = command.section;
    (*this)(read);
    command.base = read.base;
  }
  void operator()(PublishRecord& command) const { command.made = Document{}; }
  void operator()(AddFile& command) const { command.media = Media::pdf; }
  template <class Other>
  void operator()(Other&) const {}
};

/// Fills in each command by its description in every way that names what is there, and asks.
class Prober {
 public:
  Prober(const Meeting& meeting, const Subject& subject, const Roles& roles, Time now)
      : meeting_(meeting), subject_(subject), roles_(roles) {
    context_.at = std::max(now, meeting.last_at);
    context_.actor = subject.actor;
    context_.fresh_id = kProbe;
    context_.snapshot = meeting.electorate;
    context_.asking = true;
  }

  void probe(const describe::CommandRow& row) {
    const auto& phases = row.phases;
    const bool now =
        phases.empty() || std::find(phases.begin(), phases.end(), meeting_.phase) != phases.end();
    if (!now || row.stream != "meeting") return;
    row_ = &row;
    over_ = false;
    auto command = row.make();
    Slots slots;
    describe::each_member(row.members, describe::whole(command),
                          [&](const Member& member, void* where) {
                            if (is_filled_in(member)) slots.push_back({&member, where});
                          });
    fill_in(command, slots, 0);
  }
  Possible found() && {
    for (const auto& name : found_) held_.erase(name);
    return {{found_.begin(), found_.end()}, std::move(held_)};
  }

 private:
  struct Slot {
    const Member* member;
    void* where;
  };
  using Slots = std::vector<Slot>;

  bool is_resident() const { return subject_.kind == SubjectKind::resident; }

  /// What may be left out is, but for whose command it is; what has no standard value is fitting.
  static bool is_filled_in(const Member& member) {
    if (member.kind == describe::Kind::own_head) return true;
    if (member.kind == describe::Kind::time ||
        describe::form_of(member.kind) == describe::Form::own ||
        member.kind == describe::Kind::texts || member.kind == describe::Kind::paper) {
      return false;
    }
    return member.presence == Presence::required;
  }
  void fill_in(Command& command, const Slots& slots, std::size_t next) {
    if (over_) return;
    if (next == slots.size()) return ask(command, slots);
    const auto& slot = slots[next];
    for (auto& value : values_of(*slot.member)) {
      slot.member->set(slot.where, std::move(value));
      fill_in(command, slots, next + 1);
    }
  }
  void ask(Command& command, const Slots& slots) {
    std::visit(Fitting{meeting_, is_resident(), context_.at}, command);
    if (!permitted(subject_, roles_, command)) {
      if (waits_for_owners(subject_, roles_, command)) {
        held_.emplace(type_name(command), to_string(Code::permission_owners_papers));
      }
      // Whom it names makes no difference then, but where the row looks into the command.
      over_ = row_->allows == nullptr;
      return;
    }
    const auto decision = decide(meeting_, command, context_);
    const auto* refusal = std::get_if<Refusal>(&decision);
    const bool names_anybody =
        !is_resident() && std::any_of(slots.begin(), slots.end(), [](const Slot& slot) {
          return names_a_person(*slot.member);
        });
    if (refusal == nullptr || is_told_why(command, refusal->code) ||
        (names_anybody && about_who_is_named(refusal->code))) {
      found_.emplace(type_name(command));
      over_ = true;
    } else if (refusal->code == Code::meeting_ballot_open && subject_.kind == SubjectKind::staff) {
      held_.emplace(type_name(command), to_string(refusal->code));
    }
  }

  std::vector<Plain> values_of(const Member& member) const {
    if (member.kind == describe::Kind::number) return {member.least};
    if (member.kind == describe::Kind::truth) return {false};
    if (member.kind == describe::Kind::choice) return {std::string(member.names().front())};
    if (member.kind == describe::Kind::text) return {std::string("-")};
    if (member.kind == describe::Kind::paragraph) return paragraphs();
    if (member.presence == Presence::unsent && !is_resident()) return {std::string()};
    return named(member);
  }
  std::vector<Plain> named(const Member& member) const {
    const auto name = member.name;
    if (name == "person") return people();
    if (names_a_person(member)) return anybody();
    if (name == "item") return ids_of(meeting_.agenda);
    if (name == "speech") return speeches();
    if (name == "card") return ids_of(meeting_.cards);
    if (name == "proposal") return ids_of(meeting_.proposals);
    if (name == "amendment") return ids_of(meeting_.amendments);
    if (name == "section") return {std::string(kOpeningSection)};
    if (name == "decision") return ids_of(meeting_.minutes.decisions);
    if (name == "file") return ids_of(meeting_.files);
    if (name != "ballot") return {};
    auto ballots = ids_of(meeting_.ballots);
    if (member.kind == describe::Kind::id_or_truth) ballots.emplace_back(std::string());
    return ballots;
  }
  /// The own household; for staff anybody of the roll stands for all.
  std::vector<Plain> anybody() const {
    if (is_resident()) return {subject_.head.str()};
    const auto& heads = meeting_.electorate.value->heads;
    if (heads.empty()) return {};
    return {heads.begin()->first.str()};
  }
  std::vector<Plain> people() const {
    auto guests = ids_of(meeting_.guests);
    guests.emplace_back(kProbe);
    return guests;
  }
  /// The own ones; for staff whose turn it is, and who has the floor: a long meeting has thousands.
  /// What was granted can be undone later.
  std::vector<Plain> speeches() const {
    std::vector<Plain> ids;
    if (!is_resident()) {
      const auto order = speaking_order(meeting_);
      if (!order.empty()) ids.emplace_back(order.front().str());
      if (meeting_.current_speech) ids.emplace_back(meeting_.current_speech->str());
      if (row_->name != "floor.undo") return ids;
    }
    for (const auto& [id, speech] : meeting_.speeches) {
      const bool own = speech.speaker.str() == subject_.head.str();
      if (is_resident() ? own : speech.granted_at.has_value()) ids.emplace_back(id.str());
    }
    return ids;
  }
  /// As many as the longest proposal has.
  std::vector<Plain> paragraphs() const {
    std::size_t most = 0;
    for (const auto& [id, proposal] : meeting_.proposals) {
      most = std::max(most, proposal.text.paragraphs.size());
    }
    std::vector<Plain> keys;
    for (std::size_t i = 0; i < most; ++i) keys.emplace_back(paragraph_key(i));
    return keys;
  }

  const Meeting& meeting_;
  const Subject& subject_;
  const Roles& roles_;
  Context context_;
  const describe::CommandRow* row_ = nullptr;  // what is being probed
  bool over_ = false;                          // no more of it need be asked
  std::set<std::string, std::less<>> found_;
  std::map<std::string, std::string> held_;
};

/// Most ballots are all phones: of those nobody need be looked up.
bool some_entered(const Ballot& ballot) {
  return !ballot.trails.empty() ||
         std::any_of(ballot.channels.begin(), ballot.channels.end(), [](const auto& channel) {
           return channel.first != Channel::phone && channel.second > 0;
         });
}

/// What `decide` knows of a household that has neither spoken nor moved anything.
std::string class_of_household(const Meeting& meeting, const HeadId& head) {
  std::string known = meeting.electorate.value->heads.contains(head) ? "m" : "o";
  if (const auto seat = meeting.attendance.find(head); seat != meeting.attendance.end()) {
    known += to_string(seat->second.category);
    known += to_string(seat->second.mode);
  }
  const auto called = meeting.called.find(SpeakerId(head.str()));
  known += called != meeting.called.end() && !called->second.commitment.empty() ? "+n" : "";
  known += meeting.minutes.signed_by.contains(head) ? "+s" : "";
  for (const auto& [id, ballot] : meeting.ballots) {
    if (ballot.state != BallotState::annulled && some_entered(ballot) && may_object(ballot, head)) {
      known += "+o";
      break;
    }
  }
  if (!meeting.open_ballot) return known;
  const auto& ballot = meeting.ballots.at(*meeting.open_ballot);
  known += ballot.roll.value->heads.contains(head) ? "+b" : "";
  known += ballot.present.contains(head) ? "+p" : "";
  known += ballot.casts.contains(head) ? "+c" : "";
  known += may_release(ballot, head) ? "+r" : "";
  return known;
}

/// Another letter for each kind, so that no two classes share a name.
std::string class_of(const Meeting& meeting, const std::set<SpeakerId>& named,
                     const Subject& subject, const Roles& roles) {
  if (subject.kind == SubjectKind::resident) {
    if (named.contains(SpeakerId(subject.head.str()))) return "h:" + subject.head.str();
    return "c:" + class_of_household(meeting, subject.head);
  }
  std::string held = std::string(to_string(subject.kind)) + ":";
  for (const auto& [role, kind] : roles.held()) {
    held.append(to_string(role)).append(kind ? to_string(*kind) : "").append(",");
  }
  if (roles.place.authorised) held += "authorised";
  return held;
}

}  // namespace

Possible possible_commands(const Meeting& meeting, const Subject& subject, const Roles& roles,
                           Time now) {
  Prober prober(meeting, subject, roles, now);
  for (const auto& row : describe::commands()) prober.probe(row);
  return std::move(prober).found();
}

const Possible& PossibleByClass::of(const Meeting& meeting, const Subject& subject,
                                    const Roles& roles, Time now) {
  constexpr std::int64_t kKeptMicrosMax = 100'000;
  const auto age = now.micros - worked_out_.micros;
  if (version_ != meeting.version || age < 0 || age > kKeptMicrosMax) {
    version_ = meeting.version;
    worked_out_ = now;
    named_ = named_speakers(meeting);
    by_class_.clear();
  }
  const auto [known, fresh] = by_class_.try_emplace(class_of(meeting, named_, subject, roles));
  if (fresh) known->second = possible_commands(meeting, subject, roles, now);
  return known->second;
}

}  // namespace roundtable::live
