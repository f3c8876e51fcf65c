#include "ideas.hpp"

#include <iterator>

#include "live/scene.hpp"

namespace simulation {
namespace {

using namespace roundtable;
using namespace roundtable::domain;

/// One of those, mostly; now and then something that nobody knows.
template <class Id, class Value>
Id some(Chance& chance, const std::map<Id, Value>& known) {
  if (known.empty() || chance.permille(20)) return Id("nobody-knows");
  return std::next(known.begin(), static_cast<std::ptrdiff_t>(chance.below(known.size())))->first;
}

class Ideas {
 public:
  Ideas(Chance& chance, const Meeting& meeting, HeadId head, Time now)
      : chance_(chance), meeting_(meeting), head_(std::move(head)), now_(now) {}

  Command for_resident() {
    switch (chance_.below(15)) {
      case 14:
        return chance_.permille(500) ? Command(ReleaseVote{ballot(), {}})
                                     : Command(ObjectToVote{some(chance_, meeting_.ballots), {}});
      case 0:
        return CheckIn{{}, Category::present, Mode::phone};
      case 1:
        return LeaveMeeting{};
      case 2:
      case 3:
        return RequestFloor{{}, stance()};
      case 4:
        return WithdrawSpeech{some(chance_, meeting_.speeches), {}};
      case 5:
        return FinishSpeech{some(chance_, meeting_.speeches), {}};
      case 6:
        return RaiseCard{CardKind::off_topic, {}, {}};
      case 7:
        return TableProposal{some(chance_, meeting_.agenda), {}, proposal_text()};
      case 8:
        return SupportProposal{some(chance_, meeting_.proposals), {}, chance_.permille(800)};
      case 9:
        return TableAmendment{some(chance_, meeting_.proposals), {}, "p1", words()};
      case 10:
        return of_mover();
      default:
        return CastBallot{ballot(), {}, paper(), Channel::phone};
    }
  }

  Command for_staff() {
    switch (chance_.below(12)) {
      case 0:
      case 1:
        return of_phase();
      case 11:
        return of_files();
      case 2:
      case 3:
        return of_agenda();
      case 4:
        return of_attendance();
      case 5:
        return of_floor();
      case 6:
      case 7:
        return of_proposals();
      case 8:
        return of_minutes();
      default:
        return of_ballots();
    }
  }

 private:
  Command of_phase() {
    if (chance_.permille(100)) {
      return RescheduleMeeting{now_ + chance_.below(90) * kMicrosPerDay, words(), words()};
    }
    if (meeting_.phase == Phase::convened) return AnnounceMeeting{};
    if (meeting_.phase == Phase::announced) return OpenMeeting{};
    if (meeting_.phase == Phase::open) return StartMeeting{};
    if (meeting_.phase == Phase::recess) return ResumeMeeting{};
    if (chance_.permille(30)) return CloseMeeting{};
    if (chance_.permille(100)) return RecessMeeting{};
    return StartAgendaItem{some(chance_, meeting_.agenda)};
  }
  Command of_agenda() {
    const auto item = some(chance_, meeting_.agenda);
    switch (chance_.below(8)) {
      case 0:
        return AddAgendaItem{{words(), ItemKind::decision, 10}};
      case 1:
        return EditAgendaItem{item, {words(), ItemKind::deliberation}};
      case 2:
        return MoveAgendaItem{item, {}};
      case 3:
        return chance_.permille(300) ? Command(FinishAgendaItem{item}) : StartAgendaItem{item};
      case 4:
        return chance_.permille(200) ? Command(DeferAgendaItem{item, words()})
                                     : StartAgendaItem{item};
      case 5:
        return ResetAgendaItem{item};
      default:
        return StartAgendaItem{item};
    }
  }
  Command of_attendance() {
    switch (chance_.below(5)) {
      case 0:
        return UndoCheckIn{somebody()};
      case 1:
        return LeaveMeeting{somebody()};
      case 2:
        return ExcuseHead{somebody(), words()};
      case 3: {
        const PersonId guest("guest-" + std::to_string(chance_.below(5)));
        return chance_.permille(300) ? Command(DismissPerson{guest})
                                     : AdmitPerson{guest, Category::in_attendance};
      }
      default:
        return CheckIn{somebody(), Category::present, Mode::hall};
    }
  }
  Command of_floor() {
    const auto speech = some(chance_, meeting_.speeches);
    switch (chance_.below(9)) {
      case 0:
        return RequestFloor{speaker(), stance()};
      case 1:
        return FinishSpeech{speech, {}};
      case 2:
        return ExtendSpeech{speech, 60};
      case 3:
        return UndoSpeech{speech};
      case 4:
        return SetFloor{{60, 3, chance_.permille(500)}};
      case 5:
        return SettleCard{some(chance_, meeting_.cards), CardState::upheld};
      case 6:
        return SetChair{chance_.permille(500) ? speaker() : SpeakerId{}};
      default: {
        const auto order = speaking_order(meeting_);
        return GrantFloor{order.empty() ? speech : order.front()};
      }
    }
  }
  Command of_mover() {
    switch (chance_.below(4)) {
      case 0:
        return EditProposal{some(chance_, meeting_.proposals),
                            {},
                            static_cast<std::int64_t>(chance_.below(2)),
                            proposal_text()};
      case 1:
        return WithdrawProposal{some(chance_, meeting_.proposals), {}};
      case 2:
        return WithdrawAmendment{some(chance_, meeting_.amendments), {}};
      default:
        return AcceptAmendment{some(chance_, meeting_.amendments), {}};
    }
  }
  Command of_proposals() {
    const auto proposal = meeting_.current_proposal.value_or(some(chance_, meeting_.proposals));
    switch (chance_.below(7)) {
      case 0:
        return TableProposal{meeting_.current_item.value_or(AgendaItemId("none")), speaker(),
                             proposal_text()};
      case 1:
        return TableAmendment{proposal, speaker(), "p2", words()};
      case 2:
        return AcceptAmendment{some(chance_, meeting_.amendments), {}};
      case 3:
        return PutAmendment{some(chance_, meeting_.amendments)};
      case 4:
        return PutProposal{proposal};
      case 5:
        return chance_.permille(200) ? Command(DeferProposal{proposal, words()})
                                     : Command(DiscussProposal{proposal});
      default:
        return DiscussProposal{some(chance_, meeting_.proposals)};
    }
  }
  Command of_ballots() {
    switch (chance_.below(9)) {
      case 8:
        return chance_.permille(500)
                   ? Command(ReopenBallot{some(chance_, meeting_.ballots), words()})
                   : Command(AnnulBallot{some(chance_, meeting_.ballots), words()});
      case 0:
        return CloseBallot{ballot()};
      case 1:
        return chance_.permille(200)
                   ? Command(AnnulBallot{some(chance_, meeting_.ballots), words()})
                   : Command(CloseBallot{ballot()});
      case 2:
        return PublishRecord{some(chance_, meeting_.ballots), words()};
      case 3:
      case 4: {
        OpenBallot open;
        open.item = meeting_.current_item.value_or(AgendaItemId("none"));
        open.question = words();
        open.rule = "owners-group-ordinary";
        open.scope = {ScopeKind::building, "1", ""};
        open.secrecy = chance_.permille(300) ? Secrecy::confidential : Secrecy::named;
        open.counts = open.secrecy == Secrecy::named ? Counts::live : Counts::hidden;
        if (chance_.permille(300)) open.plans = {"方案一", "方案二", "方案三"};
        if (chance_.permille(300)) open.deadline = now_ + 20 * kMicrosPerSecond;
        return open;
      }
      default:
        return CastBallot{ballot(), somebody(), paper(), Channel::helper, words()};
    }
  }

  Command of_minutes() {
    const auto& minutes = meeting_.minutes;
    const auto section =
        chance_.permille(500) ? std::string(kOpeningSection) : some(chance_, meeting_.agenda).str();
    const auto written = minutes.sections.find(section);
    const auto base = written == minutes.sections.end() ? 0 : written->second.base;
    switch (chance_.below(10)) {
      case 0:
        return ProposeMinutes{};
      case 1:
        return CorrectMinutes{{section, base, words()}, words()};
      case 2:
        return AdoptMinutes{};
      case 3:
      case 4:
        return RecordDecision{some(chance_, meeting_.agenda), words(), speaker(), {}};
      case 5:
        return WithdrawDecision{some(chance_, minutes.decisions)};
      case 6:
        return PublishRecord{{}, words()};
      case 7:
        if (chance_.permille(500)) return SignMinutes{somebody()};
        return ObjectToMinutes{somebody(), section, base, 0, words()};
      default:
        return EditMinutes{{section, base, words()}};
    }
  }

  Command of_files() {
    if (chance_.permille(300)) return WithdrawFile{some(chance_, meeting_.files), words()};
    // A title of its own gives it bytes of its own.
    return live::test::paper(words() + std::to_string(chance_.below(1'000'000'000)),
                             some(chance_, meeting_.agenda));
  }

  HeadId somebody() { return some(chance_, meeting_.electorate.value->heads); }
  SpeakerId speaker() {
    if (!meeting_.guests.empty() && chance_.permille(300)) {
      return SpeakerId(some(chance_, meeting_.guests).str());
    }
    return SpeakerId(somebody().str());
  }
  BallotId ballot() { return meeting_.open_ballot.value_or(some(chance_, meeting_.ballots)); }
  /// Mostly one of those that the ballot offers.
  Paper paper() {
    const auto* now = meeting_.ballot(ballot());
    if (now == nullptr || chance_.permille(50)) return Paper{"none"};
    return Paper{chance_.one_of(now->choices).id};
  }
  Stance stance() {
    return chance_.one_of<Stance>(
        {Stance::in_favour, Stance::against, Stance::question, Stance::neither});
  }
  std::string words() { return chance_.one_of<std::string>({"车棚", "电梯", "停车", "充电口"}); }
  ProposalText proposal_text() {
    return {words(), {words() + "要改", words() + "要装"}, "居委会", "架空层"};
  }

  Chance& chance_;
  const Meeting& meeting_;
  HeadId head_;
  Time now_;
};

}  // namespace

Command any_command(Chance& chance, const Meeting& meeting, const HeadId& head, Time now) {
  Ideas ideas(chance, meeting, head, now);
  return head.empty() ? ideas.for_staff() : ideas.for_resident();
}

}  // namespace simulation
