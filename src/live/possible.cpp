#include "live/possible.hpp"

#include <algorithm>

#include "domain/decide.hpp"
#include "domain/limits.hpp"

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
    context_.document = Document{};
    context_.commitments.fill("probe");
    context_.text_commitment = "probe";
    context_.salt = "probe";
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

void probe_meeting(Prober& prober, const Meeting& meeting) {
  prober.probe(AnnounceMeeting{});
  prober.probe(OpenMeeting{});
  prober.probe(StartMeeting{});
  prober.probe(RecessMeeting{});
  prober.probe(ResumeMeeting{});
  prober.probe(CloseMeeting{});
  prober.probe(CancelMeeting{"-"});
  prober.probe(RescheduleMeeting{prober.now(), meeting.place + "-", "-"});
}

void probe_agenda(Prober& prober, const Meeting& meeting) {
  const ItemText text{"-", ItemKind::deliberation};
  prober.probe(AddAgendaItem{text});
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
  prober.probe(SetFloor{meeting.floor});
  prober.probe(SetChair{});
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
    const auto choice = ballot.tally.choices().front();
    if (subject.kind == SubjectKind::resident) {
      prober.probe(CastBallot{ballot.id, subject.head, choice, Channel::phone});
    } else if (!ballot.roll.value->heads.empty()) {
      prober.probe(
          CastBallot{ballot.id, ballot.roll.value->heads.begin()->first, choice, Channel::helper},
          true);
    }
  }
  for (const auto& [id, ballot] : meeting.ballots) {
    prober.probe(AnnulBallot{id, "-"});
    prober.probe(PublishRecord{id, "-"});
  }
}

/// A probe writes nothing: it names the edit that is stored.
void probe_minutes(Prober& prober, const Meeting& meeting, const Subject& subject) {
  prober.probe(SignMinutes{subject.head});
  const SectionId opening(kOpeningSection);
  const auto found = meeting.minutes.sections.find(opening);
  const auto base = found == meeting.minutes.sections.end() ? 0 : found->second.base;
  prober.probe(EditMinutes{{opening, base, ""}});
  prober.probe(ProposeMinutes{});
  prober.probe(CorrectMinutes{{opening, base, ""}, "-"});
  prober.probe(AdoptMinutes{});
  if (!meeting.agenda.empty()) {
    prober.probe(RecordDecision{meeting.agenda.begin()->first, "-", {}, {}});
  }
  for (const auto& [id, agreement] : meeting.minutes.decisions) {
    prober.probe(WithdrawDecision{id});
  }
  prober.probe(PublishRecord{{}, "-"});
}

void probe_files(Prober& prober, const Meeting& meeting) {
  AddFile file;
  file.title = "-";
  file.media = Media::pdf;
  prober.probe(file);
  for (const auto& [id, known] : meeting.files) prober.probe(WithdrawFile{id, "-"});
}

}  // namespace

std::vector<std::string> possible_commands(const Meeting& meeting, const Subject& subject,
                                           const std::set<Role>& roles, Time now) {
  Prober prober(meeting, subject, roles, now);
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

}  // namespace roundtable::live
