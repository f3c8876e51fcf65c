// Method: tables of what a client may send and of what it may not, each with the exact answer.
#include "codec/frame_json.hpp"

#include <catch2/catch.hpp>

using namespace roundtable;
using namespace roundtable::domain;

namespace {

std::string refusal_of(const std::string& command) {
  const auto parsed = codec::parse_command(command);
  const auto* refusal = std::get_if<Refusal>(&parsed);
  if (refusal == nullptr) return "accepted";
  return std::string(to_string(refusal->code)) + " " + codec::fields_json(refusal->fields);
}

std::string malformed(const std::string& field, const std::string& why) {
  return R"(command.malformed {"field":")" + field + R"(","why":")" + why + "\"}";
}

std::string bad_frame(const std::string& text) {
  const auto frame = codec::parse_client_frame(text);
  const auto* bad = std::get_if<codec::BadFrame>(&frame);
  return bad == nullptr ? "a frame" : bad->code;
}

std::string nested(std::size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

/// That many times, parted by commas.
std::string many(const std::string& what, int count) {
  std::string out = what;
  for (int i = 1; i < count; ++i) out += "," + what;
  return out;
}

const Scope kBuilding{ScopeKind::building, "12", ""};

std::vector<Command> commands_of_the_meeting() {
  return {
      ConveneMeeting{
          "t", "p", "owners_group", GridId("g"), RollId("r"), kBuilding, {"a", "b"}, Time{7}, true},
      AnnounceMeeting{},
      OpenMeeting{},
      StartMeeting{},
      RecessMeeting{},
      ResumeMeeting{},
      CloseMeeting{},
      CancelMeeting{"停水"},
      RescheduleMeeting{Time{9}, "活动室", "停水"},
      RenewRoll{"301室过户", 4}};
}

/// Every command of the wire with all its fields.
std::vector<Command> every_command() {
  auto all = commands_of_the_meeting();
  const std::vector<Command> others{
      AddAgendaItem{{"方案", ItemKind::report, 15, SpeakerId("p"), IssueId("is")}},
      EditAgendaItem{AgendaItemId("i"), {"方案二", ItemKind::decision}},
      MoveAgendaItem{AgendaItemId("i"), AgendaItemId("j")},
      DeferAgendaItem{AgendaItemId("i"), "材料不全"},
      ResetAgendaItem{AgendaItemId("i")},
      StartAgendaItem{AgendaItemId("i")},
      FinishAgendaItem{AgendaItemId("i")},
      CheckIn{HeadId("h"), Category::observer, Mode::proxy},
      UndoCheckIn{HeadId("h")},
      LeaveMeeting{HeadId("h")},
      ExcuseHead{HeadId("h"), "出差"},
      AdmitPerson{PersonId("p"), Category::in_attendance},
      DismissPerson{PersonId("p")},
      SetFloor{{180, 3, false}},
      SetChair{SpeakerId("h")},
      CallSpeaker{SpeakerId("h"), "王阿姨"},
      NumberSpeaker{SpeakerId("h")},
      RequestFloor{SpeakerId("h"), Stance::against},
      WithdrawSpeech{SpeechId("s"), {}},
      GrantFloor{SpeechId("s")},
      FinishSpeech{SpeechId("s"), {}},
      ExtendSpeech{SpeechId("s"), 60},
      UndoSpeech{SpeechId("s")},
      RaiseCard{CardKind::civility, SpeechId("s"), SpeakerId("h")},
      SettleCard{CardId("c"), CardState::dismissed},
      TableProposal{AgendaItemId("i"),
                    SpeakerId("h"),
                    {"题", {"一", "二"}, "谁", "哪", Date{2026, 12, 31}, 100}},
      EditProposal{ProposalId("p"), {}, 3, {"题", {"一"}, "谁", "哪"}},
      WithdrawProposal{ProposalId("p"), {}},
      SupportProposal{ProposalId("p"), SpeakerId("h"), false},
      DiscussProposal{ProposalId("p")},
      DeferProposal{ProposalId("p"), "改天"},
      PutProposal{ProposalId("p")},
      TableAmendment{ProposalId("p"), SpeakerId("h"), "p2", "新"},
      AcceptAmendment{AmendmentId("a"), {}},
      WithdrawAmendment{AmendmentId("a"), {}},
      PutAmendment{AmendmentId("a")},
      OpenBallot{AgendaItemId("i"),
                 "问",
                 "详",
                 "major",
                 {ScopeKind::stair, "12", "1"},
                 Secrecy::confidential,
                 Counts::hidden,
                 Time{9},
                 std::vector<std::string>{"方案一", "方案二"}},
      CastBallot{BallotId("b"), HeadId("h"), Paper{"no"}, Channel::helper, "上门登记"},
      CloseBallot{BallotId("b")},
      AnnulBallot{BallotId("b"), "错"},
      PublishRecord{BallotId("b"), "居委会"},
      EditMinutes{{"opening", 2, "开场"}},
      ProposeMinutes{},
      CorrectMinutes{{"closing", 3, "结尾"}, "写错"},
      AdoptMinutes{},
      SignMinutes{HeadId("h")},
      SignMinutes{HeadId("h"), 4},
      ObjectToMinutes{HeadId("h"), "opening", 2, 1, "漏了一户"},
      ObjectToMinutes{HeadId("h"), "opening", 2, 0, "漏了一户"},
      RecordDecision{AgendaItemId("i"), "报价", SpeakerId("h"), Date{2026, 12, 31}},
      WithdrawDecision{DecisionId("d")},
      WithdrawFile{FileId("f"), "有电话"}};
  all.insert(all.end(), others.begin(), others.end());
  return all;
}

/// Commands with members that are mostly left out.
std::vector<Command> rarer_commands() {
  ConveneMeeting council;
  council.title = "门厅怎么用";
  council.place = "门厅";
  council.body = "consultation";
  council.grid = GridId("g");
  council.roll = RollId("r");
  council.forum = {"楼事会", "Building council"};
  return {council,
          RecordDecision{AgendaItemId("i"), "报价", {}, std::nullopt, "物业服务企业"},
          ReleaseVote{BallotId("b"), HeadId("h")},
          ObjectToVote{BallotId("b"), HeadId("h")},
          ReopenBallot{BallotId("b"), "误触"},
          ReportIssue{GridId("g"), "门禁坏了", "已经两周", IssueSource::visit},
          EditIssue{2, "门禁坏了", "已经三周"},
          WithdrawIssue{"重复登记"}};
}

}  // namespace

TEST_CASE("every command is read as it was written") {
  auto commands = every_command();
  for (auto& rarer : rarer_commands()) commands.push_back(std::move(rarer));
  for (const auto& command : commands) {
    const auto text = codec::write_command(command);
    INFO(text);
    const auto parsed = codec::parse_command(text);
    REQUIRE(std::holds_alternative<Command>(parsed));
    CHECK(std::get<Command>(parsed).index() == command.index());
    CHECK(codec::write_command(std::get<Command>(parsed)) == text);
  }
  // Closing at a deadline is the server's, and a file comes with its bytes over HTTP.
  CHECK(refusal_of(codec::write_command(AddFile{})) ==
        R"(command.unknown_type {"type":"file.add"})");
  CHECK(refusal_of(codec::write_command(CloseBallotAtDeadline{BallotId("b")})) ==
        R"(command.unknown_type {"type":"ballot.close_at_deadline"})");
}

TEST_CASE("a record is of a ballot or of the minutes, never of both or of neither") {
  const auto minutes =
      codec::parse_command(R"({"type":"record.publish","minutes":true,"contact":"居委会"})");
  CHECK(std::get<PublishRecord>(std::get<Command>(minutes)).ballot.empty());
  CHECK(refusal_of(R"({"type":"record.publish","minutes":true,"ballot":"b","contact":"x"})") ==
        R"(command.malformed {"field":"ballot","why":"not_allowed"})");
  CHECK(refusal_of(R"({"type":"record.publish","contact":"x"})") ==
        R"(command.malformed {"field":"ballot","why":"missing"})");
  CHECK(refusal_of(R"({"type":"decision.record","item":"i","text":"x","due":"2026-02-30"})") ==
        R"(command.malformed {"field":"due","why":"bad_date"})");
}

TEST_CASE("fields that may be left out get their meaning") {
  const auto vote = std::get<Command>(
      codec::parse_command(R"({"type":"ballot.cast","ballot":"b","choice":"yes"})"));
  CHECK(std::get<CastBallot>(vote).head.empty());
  CHECK(std::get<CastBallot>(vote).channel == Channel::phone);
  const auto check_in =
      std::get<Command>(codec::parse_command(R"({"type":"attendance.check_in","mode":"phone"})"));
  CHECK(std::get<CheckIn>(check_in).head.empty());
  CHECK(std::get<CheckIn>(check_in).category == Category::present);
  const auto leave = std::get<Command>(codec::parse_command(R"({"type":"attendance.leave"})"));
  CHECK(std::get<LeaveMeeting>(leave).head.empty());
  const auto open = std::get<Command>(codec::parse_command(
      R"({"type":"ballot.open","item":"i","question":"q","rule":"r","scope":{"kind":"zone"},)"
      R"("secrecy":"named","counts":"live"})"));
  CHECK_FALSE(std::get<OpenBallot>(open).deadline);
  CHECK(std::get<OpenBallot>(open).detail.empty());
  CHECK_FALSE(std::get<OpenBallot>(open).plans);
}

TEST_CASE("a command that cannot be read is refused with the field and why") {
  struct Row {
    std::string command, refusal;
  };
  const std::string kOpen =
      R"({"type":"ballot.open","item":"i","question":"q","rule":"r","secrecy":"named",)"
      R"("counts":"live",)";
  const std::string kTable =
      R"({"type":"proposal.table","item":"i","title":"t","text":"x","who":"w","where":"h",)";
  const auto row = GENERATE_COPY(values<Row>({
      {"", malformed("", "not_json")},
      {"{", malformed("", "not_json")},
      {"{} {}", malformed("", "not_json")},
      {"\"\xff\"", malformed("", "not_json")},
      {"[]", malformed("", "wrong_kind")},
      {"7", malformed("", "wrong_kind")},
      {"{}", malformed("type", "missing")},
      {R"({"type":7})", malformed("type", "wrong_kind")},
      {R"({"type":"floor.grab"})", R"(command.unknown_type {"type":"floor.grab"})"},
      {R"({"type":"meeting.open","x":1})", malformed("x", "unknown")},
      {R"({"type":"meeting.open","type":"meeting.close"})", malformed("type", "repeated")},
      {R"({"type":"agenda.start"})", malformed("item", "missing")},
      {R"({"type":"agenda.start","item":7})", malformed("item", "wrong_kind")},
      {R"({"type":"agenda.start","item":null})", malformed("item", "wrong_kind")},
      {R"({"type":"agenda.start","item":""})", malformed("item", "bad_id")},
      {R"({"type":"agenda.start","item":"a b"})", malformed("item", "bad_id")},
      {R"({"type":"agenda.start","item":")" + std::string(65, 'x') + "\"}",
       malformed("item", "bad_id")},
      {R"({"type":"attendance.leave","head":""})", malformed("head", "bad_id")},
      {R"({"type":"ballot.cast","ballot":"b","choice":"maybe"})",
       malformed("choice", "unknown_value")},
      {R"({"type":"proposal.support","proposal":"p"})", malformed("support", "missing")},
      {R"({"type":"proposal.support","proposal":"p","support":1})",
       malformed("support", "wrong_kind")},
      {kTable + R"("by":"2026-02-30"})", malformed("by", "bad_date")},
      {kTable + R"("by":20261231})", malformed("by", "wrong_kind")},
      {kTable + R"("cost":-1})", malformed("cost", "out_of_range")},
      {kTable + R"("cost":1.5})", malformed("cost", "wrong_kind")},
      {kOpen + R"("scope":{"kind":"zone"},"options":"a"})", malformed("options", "wrong_kind")},
      {kOpen + R"("scope":{"kind":"zone"},"options":[1,2]})", malformed("options", "wrong_kind")},
      {kOpen + R"("scope":"zone"})", malformed("scope", "wrong_kind")},
      {kOpen + R"("scope":{}})", malformed("scope.kind", "missing")},
      {kOpen + R"("scope":{"kind":"moon"}})", malformed("scope.kind", "unknown_value")},
      {kOpen + R"("scope":{"kind":"zone","x":1}})", malformed("scope.x", "unknown")},
      {kOpen + R"("scope":{"kind":"zone","":1}})", malformed("scope.", "unknown")},
      {kOpen + R"("scope":{"kind":"zone","kind":"stair"}})", malformed("scope.kind", "repeated")},
      {kOpen + R"("scope":{"kind":"building"}})", malformed("scope.building", "missing")},
      {kOpen + R"("scope":{"kind":"zone","building":"12"}})",
       malformed("scope.building", "not_allowed")},
      {kOpen + R"("scope":{"kind":"building","building":"12","stair":"1"}})",
       malformed("scope.stair", "not_allowed")},
      {kOpen + R"("scope":{"kind":"zone"},"deadline":1.5})", malformed("deadline", "wrong_kind")},
      {kOpen + R"("scope":{"kind":"zone"},"deadline":1e3})", malformed("deadline", "wrong_kind")},
      {kOpen + R"("scope":{"kind":"zone"},"deadline":"1"})", malformed("deadline", "wrong_kind")},
      {kOpen + R"("scope":{"kind":"zone"},"deadline":-1})", malformed("deadline", "out_of_range")},
      {kOpen + R"("scope":{"kind":"zone"},"deadline":9223372036854775808})",
       malformed("deadline", "out_of_range")},
      {kOpen + R"("scope":{"kind":"zone"},"deadline":99999999999999999999})",
       malformed("deadline", "wrong_kind")},
      {nested(4), malformed("", "too_deep")},
      {std::string(64 * 1024 + 1, ' '), malformed("", "too_long")},
  }));
  INFO(row.command.substr(0, 200));
  CHECK(refusal_of(row.command) == row.refusal);
}

TEST_CASE("plans and choices that cannot be read are refused with the field and why") {
  struct Row {
    std::string command, refusal;
  };
  const std::string kOpen =
      R"({"type":"ballot.open","item":"i","question":"q","rule":"r","secrecy":"named",)"
      R"("counts":"live",)";
  const auto row = GENERATE_COPY(values<Row>({
      {R"({"type":"ballot.cast","ballot":"b","choice":"o11"})",
       malformed("choice", "unknown_value")},
      {R"({"type":"ballot.cast","ballot":"b","choice":"o0"})",
       malformed("choice", "unknown_value")},
      {kOpen + R"("scope":{"kind":"zone"},"options":"甲"})", malformed("options", "wrong_kind")},
      {kOpen + R"("scope":{"kind":"zone"},"options":null})", malformed("options", "wrong_kind")},
      {kOpen + R"("scope":{"kind":"zone"},"options":["甲",2]})",
       malformed("options", "wrong_kind")},
      {kOpen + R"("scope":{"kind":"zone"},"options":[)" + many("\"甲\"", 101) + "]}",
       malformed("options", "too_many")},
  }));
  INFO(row.command);
  CHECK(refusal_of(row.command) == row.refusal);
}

TEST_CASE("every choice of a single choice is read by its name") {
  for (const auto* name : {"o1", "o2", "o10", "none", "abstain"}) {
    INFO(name);
    const auto command = std::get<Command>(codec::parse_command(
        R"({"type":"ballot.cast","ballot":"b","choice":")" + std::string(name) + "\"}"));
    CHECK(std::get<CastBallot>(command).paper.bytes == name);
  }
}

TEST_CASE("what a stranger sends does not come back at length") {
  const std::string name(5'000, 'x');
  CHECK(refusal_of(R"({"type":"meeting.open",")" + name + R"(":1})").size() < 200);
  CHECK(refusal_of(R"({"type":")" + name + R"("})").size() < 200);
}

TEST_CASE("a meeting is followed and left") {
  const auto join = std::get<codec::JoinFrame>(
      codec::parse_client_frame(R"({"op":"join","meeting":"m","since":12,"as":"hall","after":9})"));
  CHECK(join.stream == MeetingId("m"));
  CHECK(join.since == 12);
  CHECK(join.as_hall);
  const auto plain =
      std::get<codec::JoinFrame>(codec::parse_client_frame(R"( {"op":"join","meeting":"m"} )"));
  CHECK_FALSE(plain.since);
  CHECK_FALSE(plain.as_hall);
  const auto leave =
      std::get<codec::LeaveFrame>(codec::parse_client_frame(R"({"op":"leave","meeting":"m"})"));
  CHECK(leave.stream == MeetingId("m"));
}

TEST_CASE("whoever asks for the time alone is understood, with anything else not") {
  CHECK(std::holds_alternative<codec::ClockFrame>(codec::parse_client_frame(R"({"op":"clock"})")));
  CHECK(std::holds_alternative<codec::BadFrame>(
      codec::parse_client_frame(R"({"op":"clock","meeting":"m"})")));
}

TEST_CASE("an issue is followed, left and given commands as a meeting is") {
  const auto join = std::get<codec::JoinFrame>(
      codec::parse_client_frame(R"({"op":"join","issue":"i","since":2,"kind":"staff"})"));
  CHECK(join.stream == IssueId("i"));
  CHECK(join.since == 2);
  const auto leave =
      std::get<codec::LeaveFrame>(codec::parse_client_frame(R"({"op":"leave","issue":"i"})"));
  CHECK(leave.stream == IssueId("i"));
  const auto given = std::get<codec::DoFrame>(codec::parse_client_frame(
      R"({"op":"do","id":"c","issue":"i","command":{"type":"issue.withdraw","reason":"重复"}})"));
  CHECK(given.stream == IssueId("i"));
  CHECK(std::get<WithdrawIssue>(given.command).reason == "重复");
  // One stream a frame.
  CHECK(bad_frame(R"({"op":"join","issue":"i","meeting":"m"})") == "frame.malformed");
  CHECK(codec::error_frame("issue.unknown", IssueId("i")) ==
        R"({"op":"error","code":"issue.unknown","issue":"i"})");
}

TEST_CASE("a command keeps its exact bytes") {
  const std::string command = "{ \"type\" : \"meeting.open\" }";
  const auto text =
      "{\"op\":\"do\",\"id\":\"c1\", \"command\" :\n" + command + " , \"meeting\":\"m\"}";
  const auto frame = std::get<codec::DoFrame>(codec::parse_client_frame(text));
  CHECK(frame.command_text == command);
  CHECK(frame.id == CommandId("c1"));
  CHECK(frame.stream == MeetingId("m"));
  CHECK(std::holds_alternative<OpenMeeting>(frame.command));
}

TEST_CASE("a command that cannot be read is answered by its id") {
  struct Row {
    std::string frame, field, why;
  };
  const auto row = GENERATE(values<Row>({
      {R"({"op":"do","id":"c","command":{"type":"meeting.open"}})", "meeting", "bad_id"},
      {R"({"op":"do","id":"c","meeting":"m"})", "command", "missing"},
      {R"({"op":"do","id":"c","meeting":"m","command":[]})", "", "wrong_kind"},
      {R"({"op":"do","id":"c","meeting":"m","command":{}})", "type", "missing"},
      {R"({"op":"do","id":"c","meeting":"m","command":{"type":"a","type":"b"}})", "type",
       "repeated"},
      {R"({"op":"do","id":"c","meeting":"m","command":{"type":[[[1]]]}})", "", "too_deep"},
  }));
  INFO(row.frame);
  const auto frame = codec::parse_client_frame(row.frame);
  REQUIRE(std::holds_alternative<codec::BadCommand>(frame));
  const auto& bad = std::get<codec::BadCommand>(frame);
  CHECK(bad.id == CommandId("c"));
  CHECK(bad.refusal == Refusal{Code::command_malformed, {{"field", row.field}, {"why", row.why}}});
}

TEST_CASE("what is no frame of the protocol is an error") {
  const std::string text = GENERATE(
      as<std::string>(), "", "hello", "[]", "{}", R"({"op":7})", R"({"op":"join"})",
      R"({"op":"join","meeting":"a b"})", R"({"op":"join","meeting":"m","since":-1})",
      R"({"op":"join","meeting":"m","since":1.0})", R"({"op":"join","meeting":"m","after":-1})",
      R"({"op":"join","meeting":"m","as":"king"})", R"({"op":"join","meeting":"m","x":1})",
      R"({"op":"join","meeting":"m","meeting":"n"})", R"({"op":"leave","meeting":"m","since":1})",
      R"({"op":"leave"})", R"({"op":"do","meeting":"m","command":{"type":"meeting.open"}})",
      R"({"op":"do","id":"a b","meeting":"m","command":{"type":"meeting.open"}})",
      R"({"op":"do","id":"c","id":"d","meeting":"m","command":{"type":"meeting.open"}})",
      R"({"op":"do","id":"c","meeting":"m","command":{"type":"meeting.open"},"x":1})",
      R"({"op":"join","meeting":"m","command":{"a":1,"a":2}})");
  INFO(text);
  CHECK(bad_frame(text) == "frame.malformed");
}

TEST_CASE("frames that are too long, too deep or no UTF-8 are errors") {
  CHECK(bad_frame(nested(30'000)) == "frame.malformed");
  CHECK(bad_frame(R"({"op":"join","meeting":"m","x":)" + nested(9) + "}") == "frame.malformed");
  CHECK(bad_frame(std::string(64 * 1024 + 1, ' ')) == "frame.malformed");
  CHECK(bad_frame("{\"op\":\"\xc3\x28\"}") == "frame.malformed");
  CHECK(bad_frame(R"({"op":"dance"})") == "frame.unknown_op");
}

TEST_CASE("answers are written as the protocol says") {
  const CommandId id("c1");
  CHECK(codec::done_frame(id, 170, 4211, R"({"ballot":"b"})", "abc") ==
        R"({"op":"done","id":"c1","seq":170,"place":4211,"result":{"ballot":"b"},)"
        R"("receipt":{"version":170,"hash":"abc"}})");
  CHECK(
      codec::refused_frame(
          id, {Code::ballot_closed, {{"ballot", "b"}, {"closed_at", std::int64_t{5}}}}) ==
      R"({"op":"refused","id":"c1","code":"ballot.closed","fields":{"ballot":"b","closed_at":5}})");
  CHECK(codec::refused_frame(id, {Code::server_busy, {}}) ==
        R"({"op":"refused","id":"c1","code":"server.busy","fields":{}})");
  CHECK(codec::unknown_frame(id) == R"({"op":"unknown","id":"c1"})");
  CHECK(codec::error_frame("meeting.unknown", MeetingId("m")) ==
        R"({"op":"error","code":"meeting.unknown","meeting":"m"})");
  CHECK(codec::error_frame("frame.malformed", {}) == R"({"op":"error","code":"frame.malformed"})");
  CHECK(codec::clock_frame(Time{7}) == R"({"op":"clock","now":7})");
}

TEST_CASE("a refusal that quotes half a character is still UTF-8") {
  const auto frame = codec::refused_frame(
      CommandId("c"), {Code::command_unknown_type, {{"type", std::string("\xe5\x90")}}});
  CHECK(frame.find('\xe5') == std::string::npos);
}
