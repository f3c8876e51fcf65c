// Who may do what: one table, one row a command, one column a kind of person.
#include <catch2/catch.hpp>

#include "live/permission.hpp"

namespace roundtable::live {
namespace {

using namespace domain;

const HeadId kOwn("own");
const HeadId kOther("other");

struct Row {
  Command command;
  const char* allowed;  // f facilitator, s secretary, 2 second secretary, r recorder,
                        // a administrator, v supervisor, h helper, m resident, o observer, n nobody
};

Subject person(char kind) {
  Subject subject;
  if (kind == 'n') return subject;
  if (kind == 'o') {
    subject.kind = SubjectKind::observer;
    return subject;
  }
  subject.kind = kind == 'm' ? SubjectKind::resident : SubjectKind::staff;
  if (kind == 'm') subject.head = kOwn;
  return subject;
}

Roles roles(char kind) {
  switch (kind) {
    case 'f':
      return {Role::facilitator};
    case 's':
      return {Role::secretary};
    case '2':
      return {Role::second_secretary};
    case 'r':
      return {Role::recorder};
    case 'a':
      return {Role::administrator};
    case 'v':
      return {Role::supervisor};
    case 'h':
      return {Role::helper};
    default:
      return {};
  }
}

std::vector<Row> meeting_rows() {
  return {
      {ConveneMeeting{}, "fs2"},
      {AnnounceMeeting{}, "fs2"},
      {OpenMeeting{}, "fs2"},
      {StartMeeting{}, "fs2"},
      {RecessMeeting{}, "fs2"},
      {ResumeMeeting{}, "fs2"},
      {CloseMeeting{}, "fs2"},
      {CancelMeeting{}, "fs2"},
      {RescheduleMeeting{}, "fs2"},
      {RenewRoll{}, "fs2"},
      {AddAgendaItem{}, "fs2"},
      {EditAgendaItem{}, "fs2"},
      {MoveAgendaItem{}, "fs2"},
      {DeferAgendaItem{}, "fs2"},
      {ResetAgendaItem{}, "fs2"},
      {StartAgendaItem{}, "fs2"},
      {FinishAgendaItem{}, "fs2"},
      {CheckIn{kOwn, Category::present, Mode::phone}, "fs2m"},
      {CheckIn{kOwn, Category::present, Mode::hall}, "fs2h"},
      {CheckIn{kOther, Category::present, Mode::phone}, "fs2"},
      {UndoCheckIn{kOwn}, "fs2"},
      {LeaveMeeting{kOwn}, "fs2mh"},
      {LeaveMeeting{kOther}, "fs2h"},
      {ExcuseHead{kOwn, ""}, "fs2"},
      {AdmitPerson{}, "fs2"},
      {DismissPerson{}, "fs2"},
      {SetFloor{}, "fs2"},
      {SetChair{}, "fs2"},
      {CallSpeaker{SpeakerId(kOwn.str()), ""}, "m"},
      {CallSpeaker{SpeakerId(kOther.str()), ""}, ""},
      {NumberSpeaker{SpeakerId(kOwn.str())}, "fs2m"},
      {NumberSpeaker{SpeakerId(kOther.str())}, "fs2"},
      {RequestFloor{SpeakerId(kOwn.str())}, "fs2m"},
      {RequestFloor{SpeakerId(kOther.str())}, "fs2"},
      {WithdrawSpeech{SpeechId("s"), SpeakerId(kOwn.str())}, "fs2m"},
      {WithdrawSpeech{SpeechId("s"), {}}, "fs2"},
      {GrantFloor{}, "fs2"},
      {FinishSpeech{SpeechId("s"), SpeakerId(kOwn.str())}, "fs2m"},
      {FinishSpeech{SpeechId("s"), {}}, "fs2"},
      {ExtendSpeech{}, "fs2"},
      {UndoSpeech{}, "fs2"},
      {RaiseCard{CardKind::civility, {}, SpeakerId(kOwn.str())}, "fs2m"},
      {RaiseCard{CardKind::civility, {}, SpeakerId(kOther.str())}, "fs2"},
      {SettleCard{}, "fs2"},
  };
}

std::vector<Row> decision_rows() {
  return {
      {TableProposal{AgendaItemId("i"), SpeakerId(kOwn.str()), {}}, "fs2m"},
      {TableProposal{AgendaItemId("i"), SpeakerId(kOther.str()), {}}, "fs2"},
      {EditProposal{ProposalId("p"), SpeakerId(kOwn.str()), 0, {}}, "fs2m"},
      {EditProposal{ProposalId("p"), {}, 0, {}}, "fs2"},
      {WithdrawProposal{ProposalId("p"), SpeakerId(kOwn.str())}, "fs2m"},
      {WithdrawProposal{ProposalId("p"), {}}, "fs2"},
      {SupportProposal{ProposalId("p"), SpeakerId(kOwn.str())}, "fs2m"},
      {SupportProposal{ProposalId("p"), SpeakerId(kOther.str())}, "fs2"},
      {DiscussProposal{}, "fs2"},
      {DeferProposal{}, "fs2"},
      {PutProposal{}, "fs2"},
      {TableAmendment{ProposalId("p"), SpeakerId(kOwn.str()), "p1", ""}, "fs2m"},
      {TableAmendment{ProposalId("p"), SpeakerId(kOther.str()), "p1", ""}, "fs2"},
      {AcceptAmendment{AmendmentId("a"), SpeakerId(kOwn.str())}, "fs2m"},
      {AcceptAmendment{AmendmentId("a"), {}}, "fs2"},
      {WithdrawAmendment{AmendmentId("a"), SpeakerId(kOwn.str())}, "fs2m"},
      {WithdrawAmendment{AmendmentId("a"), {}}, "fs2"},
      {PutAmendment{}, "fs2"},
      {OpenBallot{}, "fs2"},
      {CastBallot{BallotId("b"), kOwn, Paper{"yes"}, Channel::phone}, "m"},
      {CastBallot{BallotId("b"), kOther, Paper{"yes"}, Channel::phone}, ""},
      {CastBallot{BallotId("b"), kOwn, Paper{"yes"}, Channel::helper}, "fs2"},
      {CastBallot{BallotId("b"), kOther, Paper{"yes"}, Channel::helper}, "fs2"},
      {CastBallot{BallotId("b"), kOther, Paper{"yes"}, Channel::hand}, "fs2"},
      {CastBallot{BallotId("b"), kOwn, Paper{"yes"}, Channel::hand}, "fs2"},
      {CastBallot{BallotId("b"), kOther, Paper{"yes"}, Channel::paper}, ""},
      {MakeSlips{{kOwn}, {}}, "fs2"},
      {UseSlip{kOwn}, "m"},
      {UseSlip{kOther}, ""},
      {ReleaseVote{BallotId("b"), kOwn}, "m"},
      {ReleaseVote{BallotId("b"), kOther}, ""},
      {ObjectToVote{BallotId("b"), kOwn}, "m"},
      {ObjectToVote{BallotId("b"), kOther}, ""},
      {CloseBallot{}, "fs2"},
      {ReopenBallot{}, "fs2"},
      {CloseBallotAtDeadline{}, ""},
      {AnnulBallot{}, "fs2"},
      {EditMinutes{}, "fs2r"},
      {ProposeMinutes{}, "fs2r"},
      {CorrectMinutes{}, "fs2r"},
      {AdoptMinutes{}, "fs2"},
      {SignMinutes{kOwn}, "m"},
      {SignMinutes{kOther}, ""},
      {ObjectToMinutes{kOwn, "opening"}, "m"},
      {ObjectToMinutes{kOther, "opening"}, ""},
      {RecordDecision{}, "fs2r"},
      {WithdrawDecision{}, "fs2r"},
      {PublishRecord{}, "fs2r"},
      {AddFile{}, "fs2r"},
      {WithdrawFile{}, "fs2r"},
  };
}

std::vector<Row> issue_rows() {
  return {
      {ReportIssue{}, "fs2r"},
      {EditIssue{}, "s2a"},
      {WithdrawIssue{}, "s2a"},
      {ChangeRegister{}, "s2a"},
  };
}

}  // namespace

TEST_CASE("the table of who may give which command") {
  auto rows = meeting_rows();
  for (auto& row : decision_rows()) rows.push_back(std::move(row));
  for (auto& row : issue_rows()) rows.push_back(std::move(row));
  std::set<std::string_view> types;
  for (const auto& row : rows) types.insert(type_name(row.command));
  CHECK(types.size() == std::variant_size_v<Command>);
  for (const auto& row : rows) {
    for (const char kind : std::string("fs2ravhmon")) {
      INFO(type_name(row.command) << " by " << kind);
      const bool allowed = std::string(row.allowed).find(kind) != std::string::npos;
      CHECK(permitted(person(kind), roles(kind), row.command) == allowed);
    }
  }
}

TEST_CASE("whoever reported an issue may change and withdraw it, whatever roles are left") {
  CHECK(permitted(person('f'), {}, EditIssue{}, true));
  CHECK(permitted(person('f'), {}, WithdrawIssue{}, true));
  CHECK_FALSE(permitted(person('f'), roles('f'), EditIssue{}, false));
  CHECK_FALSE(permitted(person('f'), {}, ReportIssue{}, true));
}

TEST_CASE("the table of who may do what at the Desk") {
  const std::vector<std::pair<DeskAct, std::string>> rows = {
      {DeskAct::keep_accounts, "a"},
      {DeskAct::invite_households, "fs2"},
      {DeskAct::report_issues, "frs2"},
      {DeskAct::replace_phone, "fs2"},
  };
  for (const auto& [act, allowed] : rows) {
    for (const char kind : std::string("fs2ravhmon")) {
      INFO(static_cast<int>(act) << " by " << kind);
      CHECK(permitted(person(kind), roles(kind), act) == (allowed.find(kind) != std::string::npos));
    }
  }
  CHECK_FALSE(permitted(person('m'), roles('a'), DeskAct::keep_accounts));
}

TEST_CASE("a role reaches its grid and everything below, and nothing beside") {
  GridTree grids;
  const auto add = [&](const char* id, GridLevel level, std::optional<GridId> parent) {
    REQUIRE_FALSE(grids.add({GridId(id), id, level, std::move(parent), ""}));
  };
  add("town", GridLevel::subdistrict, std::nullopt);
  add("east", GridLevel::neighbourhood, GridId("town"));
  add("west", GridLevel::neighbourhood, GridId("town"));
  add("house", GridLevel::building, GridId("east"));
  Subject subject;
  subject.roles = {{Role::facilitator, GridId("east")}};
  CHECK(roles_on(subject, grids, GridId("house")).contains(Role::facilitator));
  CHECK(roles_on(subject, grids, GridId("east")).contains(Role::facilitator));
  CHECK(roles_on(subject, grids, GridId("west")).empty());
  CHECK(roles_on(subject, grids, GridId("town")).empty());
}

TEST_CASE("the staff view is for those who run, record or supervise the meeting") {
  for (const char kind : std::string("fs2rvh")) CHECK(sees_staff_view(roles(kind)));
  for (const char kind : std::string("amon")) CHECK_FALSE(sees_staff_view(roles(kind)));
}

}  // namespace roundtable::live
