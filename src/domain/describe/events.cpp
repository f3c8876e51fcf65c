#include "domain/describe/events.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/ensure.hpp"
#include "domain/describe/make_event.hpp"
#include "domain/describe/parts.hpp"
#include "domain/limits.hpp"

namespace roundtable::domain::describe {
namespace {

template <auto... kPath>
Member documents() {
  auto out = object<kPath...>("sha256", both_languages);
  out.content = true;
  return out;
}

const std::vector<Member>& issue_named() {
  static const std::vector<Member> kMembers = {id<&ItemText::issue>("id"),
                                               text<&ItemText::issue_title>("title")};
  return kMembers;
}

bool names_no_matter(const void* text) {
  return static_cast<const ItemText*>(text)->matter.empty();
}
bool names_no_rule(const void* text) {
  return static_cast<const ItemText*>(text)->rule.empty();
}
bool names_no_review(const void* text) {
  return !static_cast<const ItemText*>(text)->party.on;
}
bool notes_no_review(const void* text) {
  return static_cast<const ItemText*>(text)->party.note.empty();
}

/// Entries before the agenda had times and presenters lack those members.
const std::vector<Member>& item_text_stored() {
  static const std::vector<Member> kMembers = {
      text<&ItemText::title>("title", kTitleBytesMax),
      choice<item_kind_from, &ItemText::kind>("kind"),
      optional(number<&ItemText::minutes>("minutes", "min")),
      optional(id<&ItemText::presenter>("presenter")),
      grouped("issue", issue_named,
              [](const void* whole) { return static_cast<const ItemText*>(whole)->issue.empty(); }),
      added(text<&ItemText::matter>("matter", kQuestionBytesMax), names_no_matter),
      added(id<&ItemText::rule>("rule"), names_no_rule),
      added(day<&ItemText::party, &PartyReview::on>("party_review"), names_no_review),
      added(text<&ItemText::party, &PartyReview::note>("party_note", kReasonBytesMax),
            notes_no_review)};
  return kMembers;
}

const std::vector<Member>& proposal_text_stored() {
  static const std::vector<Member> kMembers = {
      text<&ProposalText::title>("title", kTitleBytesMax),
      texts<&ProposalText::paragraphs>("paragraphs", 0, 0, 0),
      text<&ProposalText::who>("who", kPartyBytesMax),
      text<&ProposalText::where>("where", kPartyBytesMax),
      optional(day<&ProposalText::by>("by")),
      optional(number<&ProposalText::cost>("cost", "cents"))};
  return kMembers;
}

Member forum_stored() {
  auto out = optional(object<&MeetingConvened::forum>("forum", both_languages));
  out.left_out = [](const void* whole) {
    return static_cast<const MeetingConvened*>(whole)->forum.zh.empty();
  };
  return out;
}

Member paragraph_stored() {
  Member out;
  out.name = "paragraph";
  out.kind = Kind::paragraph;
  out.get = [](const void* whole) {
    return Plain(paragraph_key(static_cast<const AmendmentTabled*>(whole)->paragraph));
  };
  out.set = [](void* whole, Plain&& from) {
    const auto known = paragraph_from(std::get<std::string>(from));
    if (known) static_cast<AmendmentTabled*>(whole)->paragraph = *known;
    return known.has_value();
  };
  return out;
}

bool changes_words(const void* corrected) {
  return !static_cast<const MinutesCorrected*>(corrected)->form_only;
}

bool in_time(const void* announced) {
  return static_cast<const MeetingAnnounced*>(announced)->urgency.empty();
}
bool by_nobody(const void* announced) {
  return static_cast<const MeetingAnnounced*>(announced)->issued.issuer.empty();
}
bool without_number(const void* announced) {
  return static_cast<const MeetingAnnounced*>(announced)->issued.number.empty();
}

EventRows meeting_events() {
  return {
      event<MeetingConvened>(
          "meeting_convened", "会议已召集",
          {text<&MeetingConvened::title>("title", kTitleBytesMax),
           text<&MeetingConvened::place>("place", kPlaceBytesMax),
           text<&MeetingConvened::body>("body"), id<&MeetingConvened::grid>("grid"),
           value<&MeetingConvened::rules>(Kind::rules, "rules"),
           roll<&MeetingConvened::electorate>("electorate"),
           time<&MeetingConvened::scheduled_at>("scheduled_at"),
           truth<&MeetingConvened::demonstration>("demonstration"), forum_stored(),
           roll_at<&MeetingConvened::electorate_at>("electorate_at")}),
      event<MeetingAnnounced>(
          "meeting_announced", "会议已通知",
          {added(text<&MeetingAnnounced::urgency>("urgency"), in_time),
           added(text<&MeetingAnnounced::issued, &Issued::issuer>("issuer"), by_nobody),
           added(text<&MeetingAnnounced::issued, &Issued::number>("number"), without_number)}),
      event<MeetingOpened>("meeting_opened", "已开门签到"),
      event<MeetingStarted>("meeting_started", "已开会"),
      event<MeetingRecessed>("meeting_recessed", "已休会"),
      event<MeetingResumed>("meeting_resumed", "已复会"),
      event<MeetingClosed>("meeting_closed", "已闭会"),
      event<MeetingCancelled>("meeting_cancelled", "已取消",
                              {stored_reason<&MeetingCancelled::reason>()}),
      event<MeetingRescheduled>("meeting_rescheduled", "已改期",
                                {time<&MeetingRescheduled::scheduled_at>("scheduled_at"),
                                 text<&MeetingRescheduled::place>("place", kPlaceBytesMax),
                                 stored_reason<&MeetingRescheduled::reason>()}),
      event<RollRenewed>(
          "roll_renewed", "会议名册已更新",
          {roll<&RollRenewed::electorate>("roll"), roll_at<&RollRenewed::electorate_at>("roll_at"),
           stored_reason<&RollRenewed::reason>(),
           number<&RollRenewed::heads_before>("heads_before", "")}),
  };
}

EventRows agenda_events() {
  return {
      event<AgendaItemAdded>(
          "agenda_item_added", "议程已加",
          {id<&AgendaItemAdded::item>("item"), part<&AgendaItemAdded::text>(item_text_stored)}),
      event<AgendaItemEdited>(
          "agenda_item_edited", "议程已改",
          {id<&AgendaItemEdited::item>("item"), part<&AgendaItemEdited::text>(item_text_stored)}),
      event<AgendaItemMoved>("agenda_item_moved", "议程顺序已调整",
                             {id<&AgendaItemMoved::item>("item"),
                              may_be_empty(id<&AgendaItemMoved::before>("before"))}),
      event<AgendaItemStarted>("agenda_item_started", "议程已开始",
                               {id<&AgendaItemStarted::item>("item")}),
      event<AgendaItemFinished>("agenda_item_finished", "议程已结束",
                                {id<&AgendaItemFinished::item>("item")}),
      event<AgendaItemDeferred>(
          "agenda_item_deferred", "议程已搁置",
          {id<&AgendaItemDeferred::item>("item"), stored_reason<&AgendaItemDeferred::reason>()}),
      event<AgendaItemReset>("agenda_item_reset", "议程已退回待议",
                             {id<&AgendaItemReset::item>("item")}),
  };
}

EventRows attendance_events() {
  return {
      event<CheckedIn>("checked_in", "已签到",
                       {id<&CheckedIn::head>("head"), choice<mode_from, &CheckedIn::mode>("mode"),
                        id<&CheckedIn::entered_by>("entered_by")}),
      event<CheckInUndone>("check_in_undone", "签到已撤销", {id<&CheckInUndone::head>("head")}),
      event<HeadLeft>("head_left", "已离场", {id<&HeadLeft::head>("head")}),
      event<HeadExcused>("head_excused", "已请假",
                         {id<&HeadExcused::head>("head"),
                          sealed_text<&HeadExcused::reason, &HeadExcused::salt>("reason")}),
      event<PersonAdmitted>("person_admitted", "已准许到场",
                            {id<&PersonAdmitted::person>("person"),
                             choice<category_from, &PersonAdmitted::category>("category")}),
      event<PersonDismissed>("person_dismissed", "列席、旁听登记已撤销",
                             {id<&PersonDismissed::person>("person")}),
  };
}

EventRows floor_events() {
  return {
      event<FloorSet>("floor_set", "发言规则已定", {part<&FloorSet::settings>(floor_settings)}),
      event<ChairSet>("chair_set", "主持人已定", {may_be_empty(id<&ChairSet::speaker>("speaker"))}),
      event<SpeakerCalled>("speaker_called", "称呼已定",
                           {id<&SpeakerCalled::speaker>("speaker"),
                            sealed_text<&SpeakerCalled::name, &SpeakerCalled::salt>()}),
      event<SpeakerNumbered>("speaker_numbered", "已改为按号称呼",
                             {id<&SpeakerNumbered::speaker>("speaker")}),
      event<FloorRequested>(
          "floor_requested", "已举手",
          {id<&FloorRequested::speech>("speech"), id<&FloorRequested::speaker>("speaker"),
           choice<stance_from, &FloorRequested::stance>("stance"),
           id<&FloorRequested::subject, &FloorSubject::item>("item"),
           may_be_empty(id<&FloorRequested::subject, &FloorSubject::proposal>("proposal")),
           truth<&FloorRequested::entered>("entered")}),
      event<SpeechWithdrawn>("speech_withdrawn", "已放下手",
                             {id<&SpeechWithdrawn::speech>("speech")}),
      event<FloorGranted>(
          "floor_granted", "已请发言",
          {id<&FloorGranted::speech>("speech"), number<&FloorGranted::seconds>("seconds", "s")}),
      event<SpeechFinished>("speech_finished", "发言已结束",
                            {id<&SpeechFinished::speech>("speech")}),
      event<SpeechExtended>("speech_extended", "发言已延长",
                            {id<&SpeechExtended::speech>("speech"),
                             number<&SpeechExtended::seconds>("seconds", "s")}),
      event<SpeechUndone>("speech_undone", "发言已撤销", {id<&SpeechUndone::speech>("speech")}),
      event<CardRaised>(
          "card_raised", "程序提醒已提出",
          {id<&CardRaised::card>("card"), choice<card_kind_from, &CardRaised::kind>("kind"),
           id<&CardRaised::raised_by>("raised_by"), may_be_empty(id<&CardRaised::about>("about"))}),
      event<CardSettled>("card_settled", "已裁定",
                         {id<&CardSettled::card>("card"),
                          choice<card_outcome_from, &CardSettled::outcome>("outcome")}),
  };
}

EventRows proposal_events() {
  return {
      event<ProposalTabled>(
          "proposal_tabled", "提案已提出",
          {id<&ProposalTabled::proposal>("proposal"), id<&ProposalTabled::item>("item"),
           id<&ProposalTabled::mover>("mover"), part<&ProposalTabled::text>(proposal_text_stored)}),
      event<ProposalEdited>("proposal_edited", "提案已改",
                            {id<&ProposalEdited::proposal>("proposal"),
                             part<&ProposalEdited::text>(proposal_text_stored)}),
      event<ProposalWithdrawn>("proposal_withdrawn", "提案已撤回",
                               {id<&ProposalWithdrawn::proposal>("proposal")}),
      event<ProposalSupported>(
          "proposal_supported", "已表示支持（或收回）",
          {id<&ProposalSupported::proposal>("proposal"), id<&ProposalSupported::speaker>("speaker"),
           truth<&ProposalSupported::support>("support")}),
      event<ProposalDiscussed>("proposal_discussed", "提案开始讨论",
                               {id<&ProposalDiscussed::proposal>("proposal")}),
      event<ProposalDeferred>("proposal_deferred", "提案已搁置",
                              {id<&ProposalDeferred::proposal>("proposal"),
                               stored_reason<&ProposalDeferred::reason>()}),
      event<ProposalDecided>("proposal_decided", "提案已通过或未通过",
                             {id<&ProposalDecided::proposal>("proposal"),
                              truth<&ProposalDecided::adopted>("adopted")}),
      event<AmendmentTabled>(
          "amendment_tabled", "修改已提出",
          {id<&AmendmentTabled::amendment>("amendment"), id<&AmendmentTabled::proposal>("proposal"),
           id<&AmendmentTabled::mover>("mover"), paragraph_stored(),
           text<&AmendmentTabled::text>("text", kParagraphBytesMax)}),
      event<AmendmentAccepted>("amendment_accepted", "修改已接受",
                               {id<&AmendmentAccepted::amendment>("amendment")}),
      event<AmendmentWithdrawn>("amendment_withdrawn", "修改已撤回",
                                {id<&AmendmentWithdrawn::amendment>("amendment")}),
      event<AmendmentDecided>("amendment_decided", "修改已通过或未通过",
                              {id<&AmendmentDecided::amendment>("amendment"),
                               truth<&AmendmentDecided::adopted>("adopted")}),
  };
}

EventRows minutes_events() {
  return {
      event<MinutesEdited>("minutes_edited", "纪要已写",
                           {text<&MinutesEdited::section>("section"),
                            sealed_text<&MinutesEdited::text, &MinutesEdited::salt>()}),
      event<MinutesProposed>("minutes_proposed", "纪要已提交确认"),
      event<MinutesCorrected>(
          "minutes_corrected", "纪要已更正",
          {text<&MinutesCorrected::section>("section"),
           sealed_text<&MinutesCorrected::text, &MinutesCorrected::salt>(),
           text<&MinutesCorrected::note>("note", kReasonBytesMax),
           added(truth<&MinutesCorrected::form_only>("form_only"), changes_words)}),
      event<MinutesAdopted>("minutes_adopted", "纪要已确认"),
      event<MinutesSigned>("minutes_signed", "纪要已认可", {id<&MinutesSigned::head>("head")}),
      event<MinutesObjected>(
          "minutes_objected", "对纪要已提出异议",
          {id<&MinutesObjected::head>("head"), text<&MinutesObjected::section>("section"),
           number<&MinutesObjected::base>("base", ""),
           optional(number<&MinutesObjected::line>("line", "")),
           sealed_text<&MinutesObjected::text, &MinutesObjected::salt>()}),
      event<DecisionRecorded>(
          "decision_recorded", "已议定",
          {id<&DecisionRecorded::decision>("decision"), id<&DecisionRecorded::item>("item"),
           text<&DecisionRecorded::text>("text", kDecisionBytesMax),
           may_be_empty(id<&DecisionRecorded::responsible>("responsible")),
           optional(day<&DecisionRecorded::due>("due")),
           optional(text<&DecisionRecorded::party>("party", kPartyBytesMax))}),
      event<DecisionWithdrawn>("decision_withdrawn", "议定事项已撤回",
                               {id<&DecisionWithdrawn::decision>("decision")}),
  };
}

EventRows record_events() {
  auto model = text<&RecordPublished::model>("model");
  model.content = true;
  auto of = member<&RecordPublished::ballot>(Kind::id_or_truth, "ballot");
  of.instead = "minutes";
  return {
      event<RecordPublished>(
          "record_published", "公示已发布",
          {id<&RecordPublished::record>("record"), of, text<&RecordPublished::number>("number"),
           object<&RecordPublished::title>("title", both_languages),
           documents<&RecordPublished::sha256>(),
           text<&RecordPublished::contact>("contact", kContactBytesMax),
           day<&RecordPublished::objection_from>("objection_from"),
           day<&RecordPublished::objection_until>("objection_until"), optional(model)}),
      // The bytes are not carried by the event: who appends the entry seals them beside it.
      event<FileAdded>(
          "file_added", "材料已添加",
          {id<&FileAdded::file>("file"), optional(id<&FileAdded::item>("item")),
           text<&FileAdded::title>("title"), choice<media_from, &FileAdded::media>("media"),
           number<&FileAdded::bytes>("bytes", "bytes"), text<&FileAdded::sha256>("sha256"),
           text<&FileAdded::commitment>("sealed")}),
      event<FileWithdrawn>(
          "file_withdrawn", "材料已撤回",
          {id<&FileWithdrawn::file>("file"), stored_reason<&FileWithdrawn::reason>()}),
  };
}

EventRows sorted_events() {
  EventRows all;
  for (auto* rows : {meeting_events, agenda_events, attendance_events, floor_events,
                     proposal_events, ballot_events, minutes_events, record_events}) {
    for (auto& row : rows()) all.push_back(std::move(row));
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.index < b.index; });
  ensure(all.size() == std::variant_size_v<AnyEvent> && all.back().index + 1 == all.size(),
         "every event is described once");
  return all;
}

}  // namespace

const std::vector<Member>& roll_at_stored() {
  static const std::vector<Member> kMembers = {text<&RollAt::stream>("stream"),
                                               number<&RollAt::version>("version", ""),
                                               text<&RollAt::hash>("hash")};
  return kMembers;
}

const std::vector<EventRow>& events() {
  static const EventRows kRows = sorted_events();
  return kRows;
}

const EventRow& row_of(const Event& event) {
  return events()[event.index()];
}

const EventRow* find_event(std::string_view name) {
  static const auto kByName = [] {
    std::unordered_map<std::string_view, const EventRow*> by_name;
    for (const auto& row : events()) by_name.emplace(row.name, &row);
    return by_name;
  }();
  const auto found = kByName.find(name);
  return found == kByName.end() ? nullptr : found->second;
}

void* whole(Event& event) {
  return std::visit([](auto& one) -> void* { return &one; }, event);
}
const void* whole(const Event& event) {
  return std::visit([](const auto& one) -> const void* { return &one; }, event);
}

void seal(std::vector<Event>& events, const Sealer& sealer) {
  for (auto& event : events) {
    auto* there = whole(event);
    for (const auto& member : row_of(event).members) {
      if (member.kind != Kind::sealed) continue;
      const auto open = member.sealing(there);
      if (!open.secret || !open.value || !open.commitment.empty()) continue;
      auto [salt, commitment] = sealer(*open.value);
      member.commit(there, std::move(salt), std::move(commitment));
    }
  }
}

std::optional<std::string> commitment_in(const Event& event) {
  for (const auto& member : row_of(event).members) {
    if (member.kind == Kind::sealed) return member.sealing(whole(event)).commitment;
  }
  return std::nullopt;
}

}  // namespace roundtable::domain::describe

namespace roundtable::domain {

std::string_view type_name(const Event& event) {
  return describe::row_of(event).name;
}

}  // namespace roundtable::domain
