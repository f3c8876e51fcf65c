#include "domain/describe/commands.hpp"

#include <algorithm>
#include <map>

#include "base/ensure.hpp"
#include "domain/describe/make_command.hpp"

namespace roundtable::domain::describe {
namespace {

const std::vector<Member>& item_text_asked() {
  static const std::vector<Member> kMembers = {
      text<&ItemText::title>("title", kTitleBytesMax),
      choice<item_kind_from, &ItemText::kind>("kind"),
      optional(number<&ItemText::minutes>("minutes", "min", 0, kItemMinutesMax)),
      optional(id<&ItemText::presenter>("presenter")),
      optional(id<&ItemText::issue>("issue")),
      optional(text<&ItemText::matter>("matter", kQuestionBytesMax)),
      optional(id<&ItemText::rule>("rule")),
      optional(day<&ItemText::party, &PartyReview::on>("party_review")),
      optional(text<&ItemText::party, &PartyReview::note>("party_note", kReasonBytesMax))};
  return kMembers;
}

Member forum_asked() {
  auto out = optional(object<&ConveneMeeting::forum>("forum", both_languages));
  out.left_out = [](const void* whole) {
    return static_cast<const ConveneMeeting*>(whole)->forum.zh.empty();
  };
  return out;
}

CommandRows meeting_commands() {
  using enum Who;
  return {
      command<ConveneMeeting>(
          "meeting.convene", {"召集"}, runs, kRulesSay,
          {text<&ConveneMeeting::title>("title", kTitleBytesMax),
           text<&ConveneMeeting::place>("place", kPlaceBytesMax),
           text<&ConveneMeeting::body>("body", kIdLengthMax), id<&ConveneMeeting::grid>("grid"),
           id<&ConveneMeeting::roll>("roll"), scope<&ConveneMeeting::scope>(),
           texts<&ConveneMeeting::rules>("rules", 1, kRulesPerMeetingMax, kRulesPerMeetingMax),
           time<&ConveneMeeting::scheduled_at>("scheduled_at"),
           optional(truth<&ConveneMeeting::demonstration>("demonstration")), forum_asked(),
           optional(number<&ConveneMeeting::roll_version>("roll_version", ""))}),
      command<AnnounceMeeting>(
          "meeting.announce",
          {"通知", "`urgency`: the special circumstances for which the law allows short notice"},
          runs, {Phase::convened},
          {optional(text<&AnnounceMeeting::urgency>("urgency", kReasonBytesMax))}),
      command<OpenMeeting>("meeting.open", {"开门签到", "doors open: people may check in"}, runs,
                           {Phase::announced}),
      command<StartMeeting>("meeting.start", {"宣布开会", "the sitting begins"}, runs,
                            {Phase::open}),
      command<RecessMeeting>("meeting.recess", {"休会"}, runs, kSitting),
      command<ResumeMeeting>("meeting.resume", {"复会"}, runs, {Phase::recess}),
      command<CloseMeeting>("meeting.close", {"闭会"}, runs, kBegun),
      command<CancelMeeting>("meeting.cancel", {"取消"}, runs,
                             {Phase::convened, Phase::announced, Phase::open},
                             {asked_reason<&CancelMeeting::reason>()}),
      command<RescheduleMeeting>("meeting.reschedule",
                                 {"改期",
                                  "announced, the meeting is announced anew: days of notice count "
                                  "from now, and so does what stands on the agenda"},
                                 runs, {Phase::convened, Phase::announced},
                                 {time<&RescheduleMeeting::scheduled_at>("scheduled_at"),
                                  text<&RescheduleMeeting::place>("place", kPlaceBytesMax),
                                  asked_reason<&RescheduleMeeting::reason>()}),
      command<RenewRoll>(
          "meeting.renew_roll",
          {"更新会议名册",
           "while no ballot is open: the register has changed since, which `ballot.open` refuses "
           "as `roll.changed` with the numbers before and after; from now on its heads check in "
           "and vote"},
          runs, kNotOver,
          {asked_reason<&RenewRoll::reason>(),
           optional(number<&RenewRoll::roll_version>("roll_version", ""))}),
  };
}

CommandRows agenda_commands() {
  using enum Who;
  return {
      command<AddAgendaItem>(
          "agenda.add",
          {"加一项议程",
           "`matter`: what is put to the vote, in the words it is asked in; "
           "`rule`: under which it is decided; `party_review`: the day on which "
           "the community's Party organisation studied it, and `party_note` what "
           "there is to say of that, or why it did not"},
          runs, kNotOver, {part<&AddAgendaItem::text>(item_text_asked)}),
      command<EditAgendaItem>(
          "agenda.edit",
          {"改一项议程",
           "a new title, matter or rule after the announcement has not been announced"},
          runs, kNotOver,
          {id<&EditAgendaItem::item>("item"), part<&EditAgendaItem::text>(item_text_asked)}),
      command<MoveAgendaItem>(
          "agenda.move", {"调整议程顺序", "in front of the item `before`; without it, to the end"},
          runs, kNotOver,
          {id<&MoveAgendaItem::item>("item"), optional(id<&MoveAgendaItem::before>("before"))}),
      command<StartAgendaItem>("agenda.start", {"开始一项"}, runs, kSitting,
                               {id<&StartAgendaItem::item>("item")}),
      command<FinishAgendaItem>("agenda.finish", {"结束一项"}, runs, kSitting,
                                {id<&FinishAgendaItem::item>("item")}),
      command<DeferAgendaItem>(
          "agenda.defer", {"搁置一项"}, runs, kNotOver,
          {id<&DeferAgendaItem::item>("item"), asked_reason<&DeferAgendaItem::reason>()}),
      command<ResetAgendaItem>("agenda.reset",
                               {"退回待议", "takes back a start, a finish or a deferring"}, runs,
                               kNotOver, {id<&ResetAgendaItem::item>("item")}),
  };
}

CommandRows attendance_commands() {
  using enum Who;
  return {
      allowed_by(may_check_in,
                 command<CheckIn>("attendance.check_in",
                                  {"签到",
                                   "a resident checks in the own seat and leaves `head` out; "
                                   "`category` is `present` where left out"},
                                  own_or_runs, kDoorsOpen,
                                  {own_head<&CheckIn::head>("head"),
                                   optional(choice<category_from, &CheckIn::category>("category")),
                                   choice<mode_from, &CheckIn::mode>("mode")})),
      command<UndoCheckIn>("attendance.undo", {"撤销签到"}, runs, kNotOver,
                           {id<&UndoCheckIn::head>("head")}),
      command<LeaveMeeting>("attendance.leave", {"离场"}, own_or_runs, kDoorsOpen,
                            {own_head<&LeaveMeeting::head>("head")}),
      command<ExcuseHead>(
          "attendance.excuse", {"请假"}, runs, kNotOver,
          {id<&ExcuseHead::head>("head"), sealed_in_log(asked_reason<&ExcuseHead::reason>())}),
      command<AdmitPerson>("attendance.admit",
                           {"准许列席或旁听", "as `in_attendance` or `observer`"}, runs, kDoorsOpen,
                           {id<&AdmitPerson::person>("person"),
                            choice<category_from, &AdmitPerson::category>("category")}),
      command<DismissPerson>("attendance.dismiss",
                             {"撤销列席、旁听登记", "the admission was a mistake"}, runs, kNotOver,
                             {id<&DismissPerson::person>("person")}),
  };
}

CommandRows floor_commands() {
  using enum Who;
  return {
      command<SetFloor>(
          "floor.set",
          {"定发言规则",
           "`seconds` a turn, `turns` a person on each subject, `alternate`: sides in turn"},
          runs, kNotOver, {part<&SetFloor::settings>(floor_settings)}),
      command<SetChair>("floor.chair", {"定主持人", "who chairs among the speakers"}, runs,
                        kNotOver, {optional(id<&SetChair::speaker>("speaker"))}),
      command<CallSpeaker>("floor.call",
                           {"定称呼", "what the hall calls the own household instead of by number"},
                           own, kNotOver,
                           {own_head<&CallSpeaker::speaker>("speaker"),
                            sealed_in_log(text<&CallSpeaker::name>("name", kCalledBytesMax))}),
      command<NumberSpeaker>("floor.by_number",
                             {"按号称呼", "takes the name back; staff, of anybody"}, own_or_runs,
                             kNotOver, {own_head<&NumberSpeaker::speaker>("speaker")}),
      command<RequestFloor>("floor.request", {"举手", "staff name the `speaker` they ask for"},
                            own_or_runs, kSitting,
                            {own_head<&RequestFloor::speaker>("speaker"),
                             choice<stance_from, &RequestFloor::stance>("stance")}),
      command<WithdrawSpeech>("floor.withdraw", {"放下手"}, own_or_runs, kBegun,
                              {id<&WithdrawSpeech::speech>("speech"),
                               unsent(own_head<&WithdrawSpeech::speaker>("speaker"))}),
      command<GrantFloor>("floor.grant", {"请发言"}, runs, kSitting,
                          {id<&GrantFloor::speech>("speech")}),
      command<FinishSpeech>("floor.finish", {"发言结束"}, own_or_runs, kSitting,
                            {id<&FinishSpeech::speech>("speech"),
                             unsent(own_head<&FinishSpeech::speaker>("speaker"))}),
      command<ExtendSpeech>(
          "floor.extend", {"延长发言"}, runs, kSitting,
          {id<&ExtendSpeech::speech>("speech"),
           number<&ExtendSpeech::seconds>("seconds", "s", kTurnSecondsMin, kTurnSecondsMax)}),
      command<UndoSpeech>("floor.undo", {"叫错了人，撤销", "it was the wrong person"}, runs, kBegun,
                          {id<&UndoSpeech::speech>("speech")}),
      command<RaiseCard>(
          "card.raise", {"程序提醒（程序、跑题、文明）", "`about`: a speech"}, own_or_runs,
          kSitting,
          {choice<card_kind_from, &RaiseCard::kind>("kind"),
           optional(id<&RaiseCard::about>("about")), own_head<&RaiseCard::speaker>("speaker")}),
      command<SettleCard>("card.settle", {"主持人裁定"}, runs, kBegun,
                          {id<&SettleCard::card>("card"),
                           choice<card_outcome_from, &SettleCard::outcome>("outcome")}),
  };
}

CommandRows slip_commands() {
  using enum Who;
  return {
      comes(Comes::over_http,
            command<MakeSlips>(
                "slip.make", {"做邀请", "with the slips themselves, which no log holds"}, runs,
                kRulesSay,
                {texts<&MakeSlips::heads>("heads", 1, kSlipsAtOnceMax, kSlipsAtOnceMax),
                 optional(texts<&MakeSlips::replaced>("replaced", 0, kSlipsAtOnceMax,
                                                      kSlipsAtOnceMax))})),
      comes(Comes::over_http, command<UseSlip>("slip.use", {"使用邀请", "by coming in with it"},
                                               own, kRulesSay, {own_head<&UseSlip::head>("head")})),
  };
}

CommandRows sorted_commands() {
  CommandRows all;
  for (auto* rows : {meeting_commands, agenda_commands, attendance_commands, floor_commands,
                     proposal_commands, amendment_commands, ballot_commands, minutes_commands,
                     file_commands, issue_commands, register_commands, slip_commands}) {
    for (auto& row : rows()) all.push_back(std::move(row));
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.index < b.index; });
  ensure(all.size() == std::variant_size_v<Command> && all.back().index + 1 == all.size(),
         "every command is described once");
  return all;
}

}  // namespace

const std::vector<CommandRow>& commands() {
  static const CommandRows kRows = sorted_commands();
  return kRows;
}

const CommandRow& row_of(const Command& command) {
  return commands()[command.index()];
}

const CommandRow* find_command(std::string_view name) {
  static const auto kByName = [] {
    std::map<std::string_view, const CommandRow*> by_name;
    for (const auto& row : commands()) by_name.emplace(row.name, &row);
    return by_name;
  }();
  const auto found = kByName.find(name);
  return found == kByName.end() ? nullptr : found->second;
}

void* whole(Command& command) {
  return std::visit([](auto& one) -> void* { return &one; }, command);
}
const void* whole(const Command& command) {
  return std::visit([](const auto& one) -> const void* { return &one; }, command);
}

std::optional<std::string> own_head(const Command& command) {
  for (const auto& member : row_of(command).members) {
    if (member.kind == Kind::own_head) return std::get<std::string>(member.get(whole(command)));
  }
  return std::nullopt;
}

void fill_in_own_head(Command& command, const std::string& head) {
  for (const auto& member : row_of(command).members) {
    if (member.kind != Kind::own_head) continue;
    if (member.left_out(whole(command))) member.set(whole(command), head);
  }
}

}  // namespace roundtable::domain::describe

namespace roundtable::domain {

std::string_view type_name(const Command& command) {
  return describe::row_of(command).name;
}

}  // namespace roundtable::domain
