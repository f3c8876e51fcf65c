#include "live/possible.hpp"

#include <algorithm>

#include "domain/decide.hpp"
#include "domain/describe/commands.hpp"
#include "domain/limits.hpp"
#include "domain/named.hpp"

namespace roundtable::live {
namespace {

using namespace domain;

/// Refusals that speak of the probe's details, not of the moment: the command itself is possible.
bool about_details(Code code) {
  return code == Code::attendance_already || code == Code::attendance_not_checked_in ||
         code == Code::ballot_not_present || code == Code::ballot_already_cast ||
         code == Code::floor_already || code == Code::floor_turns_used ||
         code == Code::floor_chair_has_no_stance || code == Code::card_already ||
         // The chair who asks for the vote is told who must be heard or decided first.
         code == Code::proposal_amendments_open || code == Code::floor_still_wanted ||
         code == Code::floor_busy;
}

class Prober {
 public:
  Prober(const Meeting& meeting, const Subject& subject, const std::set<Role>& roles, Time now)
      : meeting_(meeting), subject_(subject), roles_(roles) {
    context_.at = std::max(now, meeting.last_at);
    context_.actor = subject.actor;
    context_.fresh_id = "probe";
    context_.snapshot = meeting.electorate;
  }

  void probe(const Command& command, bool any_details = false) {
    if (found_.contains(type_name(command))) return;
    if (!permitted(subject_, roles_, command)) return;
    const auto decision = decide(meeting_, command, context_);
    const auto* refusal = std::get_if<Refusal>(&decision);
    if (refusal == nullptr || (any_details && about_details(refusal->code))) {
      found_.emplace(type_name(command));
    }
  }

  Time now() const { return context_.at; }
  std::vector<std::string> found() const { return {found_.begin(), found_.end()}; }

 private:
  const Meeting& meeting_;
  const Subject& subject_;
  const std::set<Role>& roles_;
  Context context_;
  std::set<std::string, std::less<>> found_;
};

/// Whether a probe can be made of the description alone: it names nothing that has to be there.
bool names_nothing(const std::vector<describe::Member>& members) {
  return std::all_of(members.begin(), members.end(), [](const describe::Member& member) {
    using describe::Kind;
    if (member.kind == Kind::part) return names_nothing(member.parts());
    if (member.kind == Kind::own_head) return false;
    return member.presence == describe::Presence::optional || member.kind == Kind::text ||
           member.kind == Kind::number || member.kind == Kind::truth || member.kind == Kind::choice;
  });
}

describe::Plain any_of_its_kind(const describe::Member& member) {
  if (member.kind == describe::Kind::number) return member.least;
  if (member.kind == describe::Kind::truth) return false;
  if (member.kind == describe::Kind::choice) return std::string(member.names().front());
  return std::string("-");
}

void probe_described(Prober& prober) {
  for (const auto& row : describe::commands()) {
    if (row.comes != describe::Comes::by_socket || row.stream != "meeting") continue;
    if (!names_nothing(row.members)) continue;
    auto command = row.make();
    describe::each_member(row.members, describe::whole(command),
                          [](const describe::Member& member, void* where) {
                            if (member.presence == describe::Presence::optional) return;
                            member.set(where, any_of_its_kind(member));
                          });
    prober.probe(command);
  }
}

void probe_meeting(Prober& prober, const Meeting& meeting) {
  prober.probe(RescheduleMeeting{prober.now(), meeting.place + "-", "-"});
}

void probe_agenda(Prober& prober, const Meeting& meeting) {
  const ItemText text{"-", ItemKind::deliberation};
  for (const auto& [id, item] : meeting.agenda) {
    prober.probe(EditAgendaItem{id, text});
    prober.probe(MoveAgendaItem{id, {}});
    prober.probe(StartAgendaItem{id});
    prober.probe(FinishAgendaItem{id});
    prober.probe(DeferAgendaItem{id, "-"});
    prober.probe(ResetAgendaItem{id});
  }
}

void probe_floor(Prober& prober, const Meeting& meeting, const Subject& subject) {
  const SpeakerId own(subject.head.str());
  if (subject.kind == SubjectKind::resident) {
    prober.probe(RequestFloor{own, Stance::neither});
    prober.probe(RaiseCard{CardKind::point_of_order, {}, own});
  } else if (!meeting.electorate.value->heads.empty()) {
    const SpeakerId any(meeting.electorate.value->heads.begin()->first.str());
    prober.probe(RequestFloor{any, Stance::neither}, true);
    prober.probe(RaiseCard{CardKind::point_of_order, {}, any}, true);
  }
  if (subject.kind == SubjectKind::resident) {
    for (const auto& [id, speech] : meeting.speeches) {
      if (speech.speaker != own) continue;
      prober.probe(WithdrawSpeech{id, own});
      prober.probe(FinishSpeech{id, own});
    }
    return;
  }
  if (const auto order = speaking_order(meeting); !order.empty()) {
    prober.probe(GrantFloor{order.front()});
    prober.probe(WithdrawSpeech{order.front(), {}});
  }
  if (meeting.current_speech) {
    prober.probe(FinishSpeech{*meeting.current_speech, {}});
    prober.probe(ExtendSpeech{*meeting.current_speech, kTurnSecondsMin});
  }
  for (const auto& [id, speech] : meeting.speeches) {
    if (speech.granted_at) prober.probe(UndoSpeech{id});
  }
  for (const auto& [id, card] : meeting.cards) prober.probe(SettleCard{id, CardState::upheld});
}

void probe_attendance(Prober& prober, const Meeting& meeting, const Subject& subject) {
  if (subject.kind == SubjectKind::resident) {
    prober.probe(CheckIn{subject.head, Category::present, Mode::phone});
    prober.probe(LeaveMeeting{subject.head});
    return;
  }
  const auto& heads = meeting.electorate.value->heads;
  if (heads.empty()) return;
  const auto head = heads.begin()->first;
  prober.probe(CheckIn{head, Category::present, Mode::hall}, true);
  prober.probe(UndoCheckIn{head}, true);
  prober.probe(LeaveMeeting{head}, true);
  prober.probe(ExcuseHead{head, "-"}, true);
  prober.probe(AdmitPerson{PersonId("probe"), Category::observer}, true);
  if (!meeting.guests.empty()) prober.probe(DismissPerson{meeting.guests.begin()->first}, true);
}

ProposalText any_text() {
  return {"-", {"-"}, "-", "-"};
}

void probe_proposals(Prober& prober, const Meeting& meeting, const Subject& subject) {
  const bool resident = subject.kind == SubjectKind::resident;
  const auto& heads = meeting.electorate.value->heads;
  if (!resident && heads.empty()) return;
  const SpeakerId who(resident ? subject.head.str() : heads.begin()->first.str());
  // Staff may do it in nobody's own right.
  const SpeakerId right = resident ? who : SpeakerId{};
  for (const auto& [id, item] : meeting.agenda)
    prober.probe(TableProposal{id, who, any_text()}, true);
  for (const auto& [id, proposal] : meeting.proposals) {
    if (proposal.state != ProposalState::tabled) continue;
    prober.probe(EditProposal{id, right, proposal.base, any_text()});
    prober.probe(WithdrawProposal{id, right});
    prober.probe(SupportProposal{id, who, !proposal.supporters.contains(who)});
    prober.probe(DiscussProposal{id});
    prober.probe(DeferProposal{id, "-"});
    prober.probe(PutProposal{id}, true);
    for (std::size_t i = 0; i < proposal.text.paragraphs.size(); ++i) {
      prober.probe(TableAmendment{id, who, paragraph_key(i), "-"});
    }
  }
  for (const auto& [id, amendment] : meeting.amendments) {
    if (amendment.state != AmendmentState::tabled) continue;
    prober.probe(AcceptAmendment{id, right});
    prober.probe(WithdrawAmendment{id, right});
    prober.probe(PutAmendment{id}, true);
  }
}

void probe_ballots(Prober& prober, const Meeting& meeting, const Subject& subject) {
  if (meeting.current_item && !meeting.rules.empty()) {
    const auto& rule = *meeting.rules.front().value;
    OpenBallot open;
    open.item = *meeting.current_item;
    open.question = "-";
    open.rule = rule.id;
    if (!rule.scopes.empty()) open.scope.kind = rule.scopes.front();
    open.counts = Counts::hidden;
    prober.probe(open);
  }
  if (meeting.open_ballot) {
    const auto& ballot = meeting.ballots.at(*meeting.open_ballot);
    prober.probe(CloseBallot{ballot.id});
    const Paper paper{ballot.choices.front().id};
    if (subject.kind == SubjectKind::resident) {
      prober.probe(CastBallot{ballot.id, subject.head, paper, Channel::phone});
    } else if (!ballot.roll.value->heads.empty()) {
      prober.probe(
          CastBallot{ballot.id, ballot.roll.value->heads.begin()->first, paper, Channel::helper},
          true);
    }
  }
  for (const auto& [id, ballot] : meeting.ballots) {
    prober.probe(AnnulBallot{id, "-"});
    prober.probe(PublishRecord{id, "-", Document{}});
  }
}

/// A probe writes nothing: it names the edit that is stored.
void probe_minutes(Prober& prober, const Meeting& meeting, const Subject& subject) {
  prober.probe(SignMinutes{subject.head});
  const SectionId opening(kOpeningSection);
  const auto found = meeting.minutes.sections.find(opening);
  const auto base = found == meeting.minutes.sections.end() ? 0 : found->second.base;
  prober.probe(EditMinutes{{opening, base, ""}});
  prober.probe(CorrectMinutes{{opening, base, ""}, "-"});
  if (!meeting.agenda.empty()) {
    prober.probe(RecordDecision{meeting.agenda.begin()->first, "-", {}, {}});
  }
  for (const auto& [id, agreement] : meeting.minutes.decisions) {
    prober.probe(WithdrawDecision{id});
  }
  prober.probe(PublishRecord{{}, "-", Document{}});
}

void probe_files(Prober& prober, const Meeting& meeting) {
  AddFile file;
  file.title = "-";
  file.media = Media::pdf;
  prober.probe(file);
  for (const auto& [id, known] : meeting.files) prober.probe(WithdrawFile{id, "-"});
}

/// What `decide` knows of a household that has neither spoken nor moved anything.
std::string class_of_household(const Meeting& meeting, const HeadId& head) {
  std::string known = meeting.electorate.value->heads.contains(head) ? "m" : "o";
  if (const auto seat = meeting.attendance.find(head); seat != meeting.attendance.end()) {
    known += to_string(seat->second.category);
    known += to_string(seat->second.mode);
  }
  known += meeting.minutes.signed_by.contains(head) ? "+s" : "";
  if (!meeting.open_ballot) return known;
  const auto& ballot = meeting.ballots.at(*meeting.open_ballot);
  known += ballot.roll.value->heads.contains(head) ? "+b" : "";
  known += ballot.present.contains(head) ? "+p" : "";
  known += ballot.casts.contains(head) ? "+c" : "";
  return known;
}

/// Another letter for each kind, so that no two classes share a name.
std::string class_of(const Meeting& meeting, const std::set<SpeakerId>& named,
                     const Subject& subject, const std::set<Role>& roles) {
  if (subject.kind == SubjectKind::resident) {
    if (named.contains(SpeakerId(subject.head.str()))) return "h:" + subject.head.str();
    return "c:" + class_of_household(meeting, subject.head);
  }
  std::string held = std::string(to_string(subject.kind)) + ":";
  for (const auto role : roles) held.append(to_string(role)).append(",");
  return held;
}

}  // namespace

std::vector<std::string> possible_commands(const Meeting& meeting, const Subject& subject,
                                           const std::set<Role>& roles, Time now) {
  Prober prober(meeting, subject, roles, now);
  probe_described(prober);
  probe_meeting(prober, meeting);
  probe_agenda(prober, meeting);
  probe_floor(prober, meeting, subject);
  probe_attendance(prober, meeting, subject);
  probe_proposals(prober, meeting, subject);
  probe_ballots(prober, meeting, subject);
  probe_minutes(prober, meeting, subject);
  probe_files(prober, meeting);
  return prober.found();
}

const std::vector<std::string>& PossibleByClass::of(const Meeting& meeting, const Subject& subject,
                                                    const std::set<Role>& roles, Time now) {
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
