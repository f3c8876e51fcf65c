#include "domain/describe/commands.hpp"

#include <algorithm>
#include <map>

#include "base/ensure.hpp"
#include "domain/decide_parts.hpp"
#include "domain/describe/make.hpp"
#include "domain/describe/other_commands.hpp"
#include "domain/describe/parts.hpp"
#include "domain/limits.hpp"

namespace roundtable::domain::describe {
namespace {

/// More than the rules allow, so that they can say how many they do.
constexpr std::size_t kPlansReadMax = 100;

using Phases = std::vector<Phase>;
using CommandRows = std::vector<CommandRow>;

const Phases kNotOver = domain::kNotOver;
const Phases kWritten = {Phase::convened,   Phase::announced, Phase::open,
                         Phase::in_session, Phase::recess,    Phase::closed};
const Phases kDoorsOpen = {Phase::open, Phase::in_session, Phase::recess};
const Phases kSitting = {Phase::in_session};
const Phases kBegun = {Phase::in_session, Phase::recess};
const Phases kRulesSay = {};

template <class C>
CommandRow command(std::string_view name, Who who, const Phases& phases,
                   std::vector<Member> members = {}) {
  CommandRow out;
  out.name = name;
  out.who = who;
  out.phases = phases;
  out.members = std::move(members);
  out.make = [] { return Command(C{}); };
  out.index = Command(C{}).index();
  return out;
}
CommandRow comes(Comes how, CommandRow described) {
  described.comes = how;
  return described;
}
/// Of a reactor alone (src/reactors).
CommandRow from_reactor(std::string_view name, CommandRow described) {
  described.comes = Comes::from_reactor;
  described.reactor = name;
  return described;
}
CommandRow allowed_by(bool (*allows)(const Command&, const Giver&), CommandRow described) {
  described.allows = allows;
  return described;
}

template <auto... kPath>
Member asked_reason() {
  return text<kPath...>("reason", kReasonBytesMax);
}
Member paper(std::string_view name) {
  Member out;
  out.name = name;
  out.kind = Kind::paper;
  out.bound = kPaperBytesMax;
  out.get = [](const void* whole) {
    return Plain(static_cast<const CastBallot*>(whole)->paper.bytes);
  };
  out.set = [](void* whole, Plain&& value) {
    auto known = paper_from(std::get<std::string>(value));
    if (known) static_cast<CastBallot*>(whole)->paper = *std::move(known);
    return known.has_value();
  };
  return out;
}
template <auto... kPath>
Member scope() {
  auto out = object<kPath...>("scope", scope_asked);
  out.check = scope_wrong;
  return out;
}

const std::vector<Member>& item_text_asked() {
  static const std::vector<Member> kMembers = {
      text<&ItemText::title>("title", kTitleBytesMax),
      choice<item_kind_from, &ItemText::kind>("kind"),
      optional(number<&ItemText::minutes>("minutes", "min", 0, kItemMinutesMax)),
      optional(id<&ItemText::presenter>("presenter")), optional(id<&ItemText::issue>("issue"))};
  return kMembers;
}

/// The text comes as one; its lines are the paragraphs.
Member whole_text() {
  auto out = text<&ProposalText::title>("text");
  out.get = [](const void* whole) {
    std::string joined;
    for (const auto& paragraph : static_cast<const ProposalText*>(whole)->paragraphs) {
      if (!joined.empty()) joined += "\n";
      joined += paragraph;
    }
    return Plain(std::move(joined));
  };
  out.set = [](void* whole, Plain&& value) {
    static_cast<ProposalText*>(whole)->paragraphs = paragraphs_of(std::get<std::string>(value));
    return true;
  };
  out.bound = kProposalBytesMax;
  return out;
}

const std::vector<Member>& proposal_text_asked() {
  static const std::vector<Member> kMembers = {
      text<&ProposalText::title>("title", kTitleBytesMax),
      whole_text(),
      text<&ProposalText::who>("who", kPartyBytesMax),
      text<&ProposalText::where>("where", kPartyBytesMax),
      optional(day<&ProposalText::by>("by")),
      optional(number<&ProposalText::cost>("cost", "cents", 0, kCostCentsMax))};
  return kMembers;
}

const std::vector<Member>& section_text_asked() {
  static const std::vector<Member> kMembers = {
      id<&SectionText::section>("section"), number<&SectionText::base>("base", ""),
      sealed_in_log(may_be_empty(text<&SectionText::text>("text", kSectionBytesMax)))};
  return kMembers;
}

/// Of a ballot or of the minutes, never of both.
Member ballot_or_minutes() {
  auto out = member<&PublishRecord::ballot>(Kind::id_or_truth, "ballot");
  out.instead = "minutes";
  return out;
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
          "meeting.convene", runs, kRulesSay,
          {text<&ConveneMeeting::title>("title", kTitleBytesMax),
           text<&ConveneMeeting::place>("place", kPlaceBytesMax),
           text<&ConveneMeeting::body>("body", kIdLengthMax), id<&ConveneMeeting::grid>("grid"),
           id<&ConveneMeeting::roll>("roll"), scope<&ConveneMeeting::scope>(),
           texts<&ConveneMeeting::rules>("rules", 1, kRulesPerMeetingMax, kRulesPerMeetingMax),
           time<&ConveneMeeting::scheduled_at>("scheduled_at"),
           optional(truth<&ConveneMeeting::demonstration>("demonstration")), forum_asked(),
           optional(number<&ConveneMeeting::roll_version>("roll_version", ""))}),
      command<AnnounceMeeting>("meeting.announce", runs, {Phase::convened}),
      command<OpenMeeting>("meeting.open", runs, {Phase::announced}),
      command<StartMeeting>("meeting.start", runs, {Phase::open}),
      command<RecessMeeting>("meeting.recess", runs, kSitting),
      command<ResumeMeeting>("meeting.resume", runs, {Phase::recess}),
      command<CloseMeeting>("meeting.close", runs, kBegun),
      command<CancelMeeting>("meeting.cancel", runs,
                             {Phase::convened, Phase::announced, Phase::open},
                             {asked_reason<&CancelMeeting::reason>()}),
      command<RescheduleMeeting>("meeting.reschedule", runs, {Phase::convened, Phase::announced},
                                 {time<&RescheduleMeeting::scheduled_at>("scheduled_at"),
                                  text<&RescheduleMeeting::place>("place", kPlaceBytesMax),
                                  asked_reason<&RescheduleMeeting::reason>()}),
  };
}

CommandRows agenda_commands() {
  using enum Who;
  return {
      command<AddAgendaItem>("agenda.add", runs, kNotOver,
                             {part<&AddAgendaItem::text>(item_text_asked)}),
      command<EditAgendaItem>(
          "agenda.edit", runs, kNotOver,
          {id<&EditAgendaItem::item>("item"), part<&EditAgendaItem::text>(item_text_asked)}),
      command<MoveAgendaItem>(
          "agenda.move", runs, kNotOver,
          {id<&MoveAgendaItem::item>("item"), optional(id<&MoveAgendaItem::before>("before"))}),
      command<StartAgendaItem>("agenda.start", runs, kSitting,
                               {id<&StartAgendaItem::item>("item")}),
      command<FinishAgendaItem>("agenda.finish", runs, kSitting,
                                {id<&FinishAgendaItem::item>("item")}),
      command<DeferAgendaItem>(
          "agenda.defer", runs, kNotOver,
          {id<&DeferAgendaItem::item>("item"), asked_reason<&DeferAgendaItem::reason>()}),
      command<ResetAgendaItem>("agenda.reset", runs, kNotOver,
                               {id<&ResetAgendaItem::item>("item")}),
  };
}

CommandRows attendance_commands() {
  using enum Who;
  return {
      allowed_by(may_check_in,
                 command<CheckIn>("attendance.check_in", own_or_runs, kDoorsOpen,
                                  {own_head<&CheckIn::head>("head"),
                                   optional(choice<category_from, &CheckIn::category>("category")),
                                   choice<mode_from, &CheckIn::mode>("mode")})),
      command<UndoCheckIn>("attendance.undo", runs, kNotOver, {id<&UndoCheckIn::head>("head")}),
      command<LeaveMeeting>("attendance.leave", own_or_runs, kDoorsOpen,
                            {own_head<&LeaveMeeting::head>("head")}),
      command<ExcuseHead>(
          "attendance.excuse", runs, kNotOver,
          {id<&ExcuseHead::head>("head"), sealed_in_log(asked_reason<&ExcuseHead::reason>())}),
      command<AdmitPerson>("attendance.admit", runs, kDoorsOpen,
                           {id<&AdmitPerson::person>("person"),
                            choice<category_from, &AdmitPerson::category>("category")}),
      command<DismissPerson>("attendance.dismiss", runs, kNotOver,
                             {id<&DismissPerson::person>("person")}),
  };
}

CommandRows floor_commands() {
  using enum Who;
  return {
      command<SetFloor>("floor.set", runs, kNotOver, {part<&SetFloor::settings>(floor_settings)}),
      command<SetChair>("floor.chair", runs, kNotOver,
                        {optional(id<&SetChair::speaker>("speaker"))}),
      command<RequestFloor>("floor.request", own_or_runs, kSitting,
                            {own_head<&RequestFloor::speaker>("speaker"),
                             choice<stance_from, &RequestFloor::stance>("stance")}),
      command<WithdrawSpeech>("floor.withdraw", own_or_runs, kBegun,
                              {id<&WithdrawSpeech::speech>("speech"),
                               unsent(own_head<&WithdrawSpeech::speaker>("speaker"))}),
      command<GrantFloor>("floor.grant", runs, kSitting, {id<&GrantFloor::speech>("speech")}),
      command<FinishSpeech>("floor.finish", own_or_runs, kSitting,
                            {id<&FinishSpeech::speech>("speech"),
                             unsent(own_head<&FinishSpeech::speaker>("speaker"))}),
      command<ExtendSpeech>(
          "floor.extend", runs, kSitting,
          {id<&ExtendSpeech::speech>("speech"),
           number<&ExtendSpeech::seconds>("seconds", "s", kTurnSecondsMin, kTurnSecondsMax)}),
      command<UndoSpeech>("floor.undo", runs, kBegun, {id<&UndoSpeech::speech>("speech")}),
      command<RaiseCard>(
          "card.raise", own_or_runs, kSitting,
          {choice<card_kind_from, &RaiseCard::kind>("kind"),
           optional(id<&RaiseCard::about>("about")), own_head<&RaiseCard::speaker>("speaker")}),
      command<SettleCard>("card.settle", runs, kBegun,
                          {id<&SettleCard::card>("card"),
                           choice<card_outcome_from, &SettleCard::outcome>("outcome")}),
  };
}

CommandRows proposal_commands() {
  using enum Who;
  return {
      command<TableProposal>(
          "proposal.table", own_or_runs, kNotOver,
          {id<&TableProposal::item>("item"), own_head<&TableProposal::mover>("mover"),
           part<&TableProposal::text>(proposal_text_asked)}),
      command<EditProposal>(
          "proposal.edit", own_or_runs, kNotOver,
          {id<&EditProposal::proposal>("proposal"), number<&EditProposal::base>("base", ""),
           part<&EditProposal::text>(proposal_text_asked),
           unsent(own_head<&EditProposal::mover>("mover"))}),
      command<WithdrawProposal>("proposal.withdraw", own_or_runs, kNotOver,
                                {id<&WithdrawProposal::proposal>("proposal"),
                                 unsent(own_head<&WithdrawProposal::mover>("mover"))}),
      command<SupportProposal>(
          "proposal.support", own_or_runs, kNotOver,
          {id<&SupportProposal::proposal>("proposal"), truth<&SupportProposal::support>("support"),
           own_head<&SupportProposal::speaker>("speaker")}),
      command<DiscussProposal>("proposal.discuss", runs, kSitting,
                               {id<&DiscussProposal::proposal>("proposal")}),
      command<DeferProposal>(
          "proposal.defer", runs, kNotOver,
          {id<&DeferProposal::proposal>("proposal"), asked_reason<&DeferProposal::reason>()}),
      command<PutProposal>("proposal.put", runs, kNotOver,
                           {id<&PutProposal::proposal>("proposal")}),
  };
}

CommandRows amendment_commands() {
  using enum Who;
  return {
      command<TableAmendment>("amendment.table", own_or_runs, kRulesSay,
                              {id<&TableAmendment::proposal>("proposal"),
                               member<&TableAmendment::paragraph>(Kind::paragraph, "paragraph"),
                               text<&TableAmendment::text>("text", kParagraphBytesMax),
                               own_head<&TableAmendment::mover>("mover")}),
      command<AcceptAmendment>("amendment.accept", own_or_runs, kNotOver,
                               {id<&AcceptAmendment::amendment>("amendment"),
                                unsent(own_head<&AcceptAmendment::mover>("mover"))}),
      command<WithdrawAmendment>("amendment.withdraw", own_or_runs, kNotOver,
                                 {id<&WithdrawAmendment::amendment>("amendment"),
                                  unsent(own_head<&WithdrawAmendment::mover>("mover"))}),
      command<PutAmendment>("amendment.put", runs, kNotOver,
                            {id<&PutAmendment::amendment>("amendment")}),
  };
}

CommandRows ballot_commands() {
  using enum Who;
  return {
      command<OpenBallot>(
          "ballot.open", runs, kSitting,
          {id<&OpenBallot::item>("item"),
           text<&OpenBallot::question>("question", kQuestionBytesMax),
           optional(text<&OpenBallot::detail>("detail", kDetailBytesMax)),
           optional(texts<&OpenBallot::plans>("options", kPlansMin, kPlansMax, kPlansReadMax)),
           optional(text<&OpenBallot::method>("method", kIdLengthMax)),
           text<&OpenBallot::rule>("rule", kIdLengthMax), scope<&OpenBallot::scope>(),
           choice<secrecy_from, &OpenBallot::secrecy>("secrecy"),
           choice<counts_from, &OpenBallot::counts>("counts"),
           optional(time<&OpenBallot::deadline>("deadline")),
           optional(number<&OpenBallot::roll_version>("roll_version", ""))}),
      allowed_by(may_cast, command<CastBallot>(
                               "ballot.cast", own_or_runs, kRulesSay,
                               {id<&CastBallot::ballot>("ballot"),
                                own_head<&CastBallot::head>("head"), paper("choice"),
                                optional(choice<channel_from, &CastBallot::channel>("channel"))})),
      command<CloseBallot>("ballot.close", runs, kRulesSay, {id<&CloseBallot::ballot>("ballot")}),
      from_reactor("deadlines",
                   command<CloseBallotAtDeadline>("ballot.close_at_deadline", reactor, kRulesSay,
                                                  {id<&CloseBallotAtDeadline::ballot>("ballot")})),
      command<AnnulBallot>(
          "ballot.annul", runs, kRulesSay,
          {id<&AnnulBallot::ballot>("ballot"), asked_reason<&AnnulBallot::reason>()}),
  };
}

CommandRows minutes_commands() {
  using enum Who;
  return {
      command<EditMinutes>("minutes.edit", keeps, kWritten,
                           {part<&EditMinutes::written>(section_text_asked)}),
      command<ProposeMinutes>("minutes.propose", keeps,
                              {Phase::in_session, Phase::recess, Phase::closed}),
      command<CorrectMinutes>("minutes.correct", keeps, kWritten,
                              {part<&CorrectMinutes::written>(section_text_asked),
                               text<&CorrectMinutes::note>("note", kReasonBytesMax)}),
      command<AdoptMinutes>("minutes.adopt", runs, {Phase::closed}),
      command<SignMinutes>("minutes.sign", own, kRulesSay, {own_head<&SignMinutes::head>("head")}),
      command<RecordDecision>("decision.record", keeps, kWritten,
                              {id<&RecordDecision::item>("item"),
                               text<&RecordDecision::text>("text", kDecisionBytesMax),
                               optional(id<&RecordDecision::responsible>("responsible")),
                               optional(day<&RecordDecision::due>("due")),
                               optional(text<&RecordDecision::party>("party", kPartyBytesMax))}),
      command<WithdrawDecision>("decision.withdraw", keeps, kWritten,
                                {id<&WithdrawDecision::decision>("decision")}),
      command<PublishRecord>(
          "record.publish", keeps, kRulesSay,
          {ballot_or_minutes(), text<&PublishRecord::contact>("contact", kContactBytesMax)}),
  };
}

CommandRows file_commands() {
  using enum Who;
  return {
      // Without the commitment: a file sent again is the same command, under another salt.
      comes(Comes::over_http,
            command<AddFile>("file.add", keeps, kWritten,
                             {optional(id<&AddFile::item>("item")),
                              text<&AddFile::title>("title", kFileTitleCharactersMax * 4),
                              number<&AddFile::bytes>("bytes", "bytes", 0, kFileBytesMax),
                              text<&AddFile::sha256>("sha256")})),
      command<WithdrawFile>(
          "file.withdraw", keeps, kRulesSay,
          {id<&WithdrawFile::file>("file"), asked_reason<&WithdrawFile::reason>()}),
  };
}

CommandRows sorted_commands() {
  CommandRows all;
  for (auto* rows : {meeting_commands, agenda_commands, attendance_commands, floor_commands,
                     proposal_commands, amendment_commands, ballot_commands, minutes_commands,
                     file_commands, issue_commands, register_commands}) {
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
