#include "records/sentences.hpp"

#include "base/ensure.hpp"
#include "records/attachments.hpp"
#include "records/phrases.hpp"
#include "records/sentence_parts.hpp"
#include "records/verdict_phrases.hpp"

namespace roundtable::records {
namespace {

using namespace domain;

Text stance_words(Stance stance) {
  switch (stance) {
    case Stance::in_favour:
      return {"表示同意", "in favour"};
    case Stance::against:
      return {"表示反对", "against"};
    case Stance::question:
      return {"提问", "to ask a question"};
    case Stance::neither:
      return {"发言", "without taking a side"};
  }
  return {};
}

Text card_words(CardKind kind) {
  switch (kind) {
    case CardKind::point_of_order:
      return {"程序不对", "a point of order"};
    case CardKind::off_topic:
      return {"跑题", "off topic"};
    case CardKind::civility:
      return {"请文明发言", "civility"};
  }
  return {};
}

Text mode_words(Mode mode) {
  switch (mode) {
    case Mode::phone:
      return {"手机签到", "by phone"};
    case Mode::hall:
      return {"现场签到", "in the hall"};
    case Mode::proxy:
      return {"委托代理人到会", "by proxy"};
  }
  return {};
}

Text section_words(const Meeting& meeting, const SectionId& section) {
  if (section == kOpeningSection) return {"开场", "the opening"};
  if (section == kClosingSection) return {"结尾", "the closing"};
  const auto speech = meeting.speeches.find(SpeechId(section));
  if (speech != meeting.speeches.end()) {
    const auto who = label(speech->second.speaker);
    return {who + "发言", "what " + who + " said"};
  }
  const auto title = quoted(meeting.agenda.at(AgendaItemId(section)).text.title);
  return {title, title};
}

struct SentenceOf {
  const Meeting& meeting;
  using Maybe = std::optional<Text>;

  const AgendaItem& item(const AgendaItemId& id) const { return meeting.agenda.at(id); }
  std::string title(const AgendaItemId& id) const { return quoted(item(id).text.title); }
  std::string speaker(const SpeechId& id) const { return label(meeting.speeches.at(id).speaker); }

  Maybe operator()(const MeetingConvened&) const {
    return Text{"召集本次会议。", "The meeting was convened."};
  }
  Maybe operator()(const MeetingAnnounced&) const {
    return Text{"发布会议通知，公布议程。", "The meeting and its agenda were announced."};
  }
  Maybe operator()(const MeetingOpened&) const { return Text{"开始签到。", "Check-in opened."}; }
  Maybe operator()(const MeetingStarted&) const { return started_sentence(meeting); }
  Maybe operator()(const MeetingRecessed&) const {
    return Text{"会议休会。", "The meeting went into recess."};
  }
  Maybe operator()(const MeetingResumed&) const {
    return Text{"会议复会。", "The meeting resumed."};
  }
  Maybe operator()(const MeetingClosed&) const { return Text{"会议结束。", "The meeting ended."}; }
  Maybe operator()(const MeetingCancelled& e) const {
    return Text{"会议取消，原因：" + ended(e.reason, Lang::zh),
                "The meeting was cancelled: " + ended(e.reason, Lang::en)};
  }
  Maybe operator()(const MeetingRescheduled& e) const {
    return Text{"会议改到" + time_words(e.scheduled_at, Lang::zh) + "在" + e.place +
                    "举行，原因：" + ended(e.reason, Lang::zh),
                "The meeting was moved to " + time_words(e.scheduled_at, Lang::en) + ", " +
                    e.place + ": " + ended(e.reason, Lang::en)};
  }

  Maybe operator()(const RollRenewed& e) const {
    const auto before = std::to_string(e.heads_before);
    const auto after = std::to_string(e.electorate.value->total_heads());
    return Text{"会议名册更新，有表决权的由 " + before + " 改为 " + after + "，理由：" +
                    ended(e.reason, Lang::zh),
                "The meeting's roll was renewed, from " + before + " entitled to vote to " + after +
                    ": " + ended(e.reason, Lang::en)};
  }

  Maybe operator()(const AgendaItemAdded& e) const {
    return Text{"议程列入" + quoted(e.text.title) + "。",
                quoted(e.text.title) + " was put on the agenda."};
  }
  Maybe operator()(const AgendaItemEdited& e) const {
    return Text{"修改议程：" + quoted(e.text.title) + "。",
                "The agenda was edited: " + quoted(e.text.title) + "."};
  }
  Maybe operator()(const AgendaItemMoved&) const { return std::nullopt; }
  Maybe operator()(const AgendaItemStarted& e) const { return item_sentence(item(e.item)); }
  Maybe operator()(const AgendaItemFinished& e) const {
    const auto took = duration_words(item(e.item).used / kMicrosPerSecond);
    return Text{title(e.item) + "一项结束，用时 " + took.zh + "。",
                title(e.item) + " was concluded after " + took.en + "."};
  }
  Maybe operator()(const AgendaItemDeferred& e) const {
    return Text{title(e.item) + "一项暂缓，理由：" + ended(e.reason, Lang::zh),
                title(e.item) + " was deferred: " + ended(e.reason, Lang::en)};
  }
  Maybe operator()(const AgendaItemReset& e) const {
    return Text{title(e.item) + "一项恢复为待议。", title(e.item) + " waits on the agenda again."};
  }

  Maybe operator()(const CheckedIn& e) const {
    const auto mode = mode_words(e.mode);
    return Text{label(e.head) + mode.zh + "。", label(e.head) + " checked in " + mode.en + "."};
  }
  Maybe operator()(const CheckInUndone& e) const {
    return Text{"撤销" + label(e.head) + "的签到。",
                "The check-in of " + label(e.head) + " was undone."};
  }
  Maybe operator()(const HeadLeft& e) const {
    return Text{label(e.head) + "离会。", label(e.head) + " left the meeting."};
  }
  Maybe operator()(const HeadExcused& e) const {
    return Text{label(e.head) + "请假。", label(e.head) + " was excused."};
  }
  // Observers are the public: they are counted and not named.
  Maybe operator()(const PersonAdmitted& e) const {
    if (e.category == Category::observer)
      return Text{"1 人旁听会议。", "An observer was admitted."};
    return Text{label(e.person) + "列席会议。",
                label(e.person) + " was admitted to attend without a vote."};
  }
  Maybe operator()(const PersonDismissed&) const {
    return Text{"撤销一位列席或旁听人员的登记。", "The admission of a guest was undone."};
  }

  Maybe operator()(const FloorSet& e) const {
    const auto each = duration_words(e.settings.seconds);
    const auto turns = std::to_string(e.settings.turns);
    return Text{"议定发言规则：每次不超过 " + each.zh + "，每人每个议题不超过 " + turns + " 次" +
                    (e.settings.alternate ? "，正反双方轮流发言。" : "，按举手先后发言。"),
                "Rules of the floor: at most " + each.en + " a turn and " + turns +
                    (e.settings.turns == 1 ? " turn" : " turns") + " a person on each subject" +
                    (e.settings.alternate ? ", both sides in turn." : ", in order of asking.")};
  }
  Maybe operator()(const ChairSet& e) const {
    if (e.speaker.empty()) {
      return Text{"与会者中不再有人主持，各人均可表明立场。",
                  "Nobody among the speakers is in the chair; all may take a side."};
    }
    return Text{label(e.speaker) + "主持讨论，不表明立场。",
                label(e.speaker) + " took the chair and takes no side."};
  }
  Maybe operator()(const SpeakerCalled&) const { return std::nullopt; }
  Maybe operator()(const SpeakerNumbered&) const { return std::nullopt; }
  Maybe operator()(const FloorRequested&) const { return std::nullopt; }
  Maybe operator()(const SpeechWithdrawn&) const { return std::nullopt; }
  Maybe operator()(const FloorGranted& e) const {
    return Text{"请" + speaker(e.speech) + "发言。", speaker(e.speech) + " was given the floor."};
  }
  Maybe operator()(const SpeechFinished& e) const {
    return speech_sentence(meeting.speeches.at(e.speech));
  }
  Maybe operator()(const SpeechExtended& e) const {
    const auto more = duration_words(e.seconds);
    return Text{"经主持人同意，" + speaker(e.speech) + "的发言延长 " + more.zh + "。",
                speaker(e.speech) + " was given " + more.en + " more."};
  }
  Maybe operator()(const SpeechUndone& e) const {
    return Text{"误请" + speaker(e.speech) + "发言，予以更正，该次不计。",
                "The floor was given to " + speaker(e.speech) + " by mistake; it does not count."};
  }
  Maybe operator()(const CardRaised& e) const {
    const auto words = card_words(e.kind);
    return Text{label(e.raised_by) + "提出程序提醒：" + words.zh + "。",
                label(e.raised_by) + " raised a card: " + words.en + "."};
  }
  Maybe operator()(const CardSettled& e) const { return card_sentence(meeting.cards.at(e.card)); }

  const Proposal& proposal(const ProposalId& id) const { return meeting.proposals.at(id); }
  const Amendment& amendment(const AmendmentId& id) const { return meeting.amendments.at(id); }
  std::string title(const ProposalId& id) const { return quoted(proposal(id).text.title); }
  Maybe operator()(const ProposalTabled& e) const {
    return proposal_sentence(proposal(e.proposal));
  }
  Maybe operator()(const ProposalEdited& e) const {
    const auto mover = label(proposal(e.proposal).mover);
    return Text{mover + "修改提案" + title(e.proposal) + "。",
                mover + " reworded the proposal " + title(e.proposal) + "."};
  }
  Maybe operator()(const ProposalWithdrawn& e) const {
    return proposal_end_sentence(proposal(e.proposal));
  }
  Maybe operator()(const ProposalSupported&) const { return std::nullopt; }
  Maybe operator()(const ProposalDiscussed& e) const {
    return Text{"讨论提案" + title(e.proposal) + "。",
                "The proposal " + title(e.proposal) + " was taken up for discussion."};
  }
  Maybe operator()(const ProposalDeferred& e) const {
    return proposal_end_sentence(proposal(e.proposal));
  }
  Maybe operator()(const ProposalDecided& e) const {
    return proposal_end_sentence(proposal(e.proposal));
  }
  Maybe operator()(const AmendmentTabled& e) const {
    return amendment_sentence(meeting, amendment(e.amendment));
  }
  Maybe operator()(const AmendmentAccepted& e) const {
    return amendment_end_sentence(meeting, amendment(e.amendment));
  }
  Maybe operator()(const AmendmentWithdrawn& e) const {
    return amendment_end_sentence(meeting, amendment(e.amendment));
  }
  Maybe operator()(const AmendmentDecided& e) const {
    return amendment_end_sentence(meeting, amendment(e.amendment));
  }

  Maybe operator()(const BallotOpened& e) const {
    return ballot_opened_sentence(meeting.ballots.at(e.ballot));
  }
  Maybe operator()(const BallotCast&) const { return std::nullopt; }
  Maybe operator()(const SlipsMade&) const { return std::nullopt; }
  Maybe operator()(const SlipUsed&) const { return std::nullopt; }
  Maybe operator()(const VoteExplained&) const { return std::nullopt; }
  Maybe operator()(const VoteReleased&) const { return std::nullopt; }
  Maybe operator()(const VoteObjected&) const { return std::nullopt; }
  Maybe operator()(const BallotReopened& e) const {
    return ballot_reopened_sentence(meeting.ballots.at(e.ballot), e.reason);
  }
  Maybe operator()(const BallotClosed& e) const {
    return ballot_sentence(meeting.ballots.at(e.ballot));
  }
  Maybe operator()(const BallotAnnulled& e) const {
    return ballot_sentence(meeting.ballots.at(e.ballot));
  }

  Maybe operator()(const MinutesEdited&) const { return std::nullopt; }
  Maybe operator()(const MinutesProposed&) const {
    return Text{"会议纪要提交成员确认。", "The minutes were put before the members."};
  }
  Maybe operator()(const MinutesCorrected& e) const {
    const auto section = section_words(meeting, e.section);
    Text out{"会议纪要更正" + section.zh + "一节，原因：" + ended(e.note, Lang::zh),
             "The minutes were corrected at " + section.en + ": " + ended(e.note, Lang::en)};
    if (e.form_only) {
      out.zh += "只改了标点、空格或分行，已作的认可仍然有效。";
      out.en += " Only punctuation, blanks or lines; acceptances stand.";
    }
    return out;
  }
  Maybe operator()(const MinutesAdopted&) const {
    return Text{"会议纪要经确认，不再改动。", "The minutes were adopted and are locked."};
  }
  Maybe operator()(const MinutesSigned&) const { return std::nullopt; }
  Maybe operator()(const MinutesObjected&) const { return std::nullopt; }
  Maybe operator()(const DecisionRecorded& e) const {
    return decision_sentence(meeting.minutes.decisions.at(e.decision));
  }
  Maybe operator()(const DecisionWithdrawn& e) const {
    const auto& text = meeting.minutes.decisions.at(e.decision).text;
    return Text{"撤回议定事项：" + ended(text, Lang::zh),
                "A decision was withdrawn: " + ended(text, Lang::en)};
  }
  Maybe operator()(const RecordPublished& e) const {
    if (e.ballot.empty()) {
      return Text{"公布会议纪要" + e.number + "。",
                  "The minutes were published, " + e.number + "."};
    }
    const auto question = quoted(meeting.ballots.at(e.ballot).question);
    return Text{"公示" + question + "的表决结果" + e.number + "。",
                "The result of the vote on " + question + " was published, " + e.number + "."};
  }
  Maybe operator()(const FileAdded& e) const { return file_added_sentence(e); }
  Maybe operator()(const FileWithdrawn& e) const {
    return file_withdrawn_sentence(meeting.files.at(e.file));
  }
};

struct ItemOf {
  const Meeting& meeting;

  AgendaItemId now() const { return meeting.current_item.value_or(AgendaItemId{}); }
  AgendaItemId of(const SpeechId& id) const { return meeting.speeches.at(id).subject.item; }
  AgendaItemId of(const ProposalId& id) const { return meeting.proposals.at(id).item; }
  AgendaItemId of(const BallotId& id) const {
    return id.empty() ? AgendaItemId{} : meeting.ballots.at(id).item;
  }

  template <class E>
  AgendaItemId operator()(const E& e) const {
    if constexpr (requires { e.speech; }) {
      return of(e.speech);
    } else if constexpr (requires { e.ballot; }) {
      return of(e.ballot);
    } else if constexpr (requires { e.amendment; }) {
      return of(meeting.amendments.at(e.amendment).proposal);
    } else if constexpr (requires { e.proposal; }) {
      return of(e.proposal);
    } else if constexpr (requires { e.file; }) {
      return meeting.files.at(e.file).item;
    } else if constexpr (requires { e.decision; }) {
      return meeting.minutes.decisions.at(e.decision).item;
    } else {
      return now();
    }
  }
  AgendaItemId operator()(const AgendaItemStarted& e) const { return e.item; }
  AgendaItemId operator()(const AgendaItemFinished& e) const { return e.item; }
  AgendaItemId operator()(const AgendaItemDeferred& e) const { return e.item; }
  AgendaItemId operator()(const AgendaItemReset& e) const { return e.item; }
};

}  // namespace

std::optional<Text> sentence_of(const Meeting& meeting, const Event& event) {
  return std::visit(SentenceOf{meeting}, event);
}

AgendaItemId item_of(const Meeting& meeting, const Event& event) {
  return std::visit(ItemOf{meeting}, event);
}

HeadNoun meeting_noun(const Meeting& meeting) {
  const auto& roll = *meeting.electorate.value;
  for (const auto& rule : meeting.rules) {
    if (rule.value->by_area) return HeadNoun::owner;
  }
  return roll.of_households() ? HeadNoun::household : HeadNoun::person;
}

Text started_sentence(const Meeting& meeting) {
  const auto noun = meeting_noun(meeting);
  const auto all = meeting.electorate.value->total_heads();
  const auto here = meeting.present_at_start.heads;
  return {"会议开始。应到 " + heads_words(all, noun, Lang::zh) + "，实到 " +
              heads_words(here, noun, Lang::zh) + "。",
          "The meeting began; " + to_grouped(here) + " of " + heads_words(all, noun, Lang::en) +
              (here == 1 ? " was present." : " were present.")};
}

Text item_sentence(const AgendaItem& item) {
  const auto kind = item_kind_words(item.text.kind);
  const auto title = quoted(item.text.title);
  if (item.text.presenter.empty()) {
    return {"进入议题" + title + "（" + kind.zh + "）。",
            title + " was taken up (" + kind.en + ")."};
  }
  return {
      "进入议题" + title + "（" + kind.zh + "），由" + label(item.text.presenter) + "介绍。",
      title + " was taken up (" + kind.en + "), presented by " + label(item.text.presenter) + "."};
}

Text deferred_sentence(const AgendaItem& item) {
  return {"本项暂缓，理由：" + ended(item.reason, Lang::zh),
          "The item was deferred: " + ended(item.reason, Lang::en)};
}

Text speech_sentence(const Speech& speech) {
  ensure(speech.granted_at && speech.finished_at, "the minutes tell of speeches that were heard");
  const auto took = duration_words((*speech.finished_at - *speech.granted_at) / kMicrosPerSecond);
  const auto stance = stance_words(speech.stance);
  const bool sides = speech.stance == Stance::in_favour || speech.stance == Stance::against;
  return {label(speech.speaker) + (sides ? "发言，" : "") + stance.zh + "，用时 " + took.zh + "。",
          label(speech.speaker) + " spoke " + stance.en + " for " + took.en + "."};
}

Text card_sentence(const Card& card) {
  const auto words = card_words(card.kind);
  const bool upheld = card.state == CardState::upheld;
  return {label(card.raised_by) + "提出程序提醒“" + words.zh + "”，主持人裁定" +
              (upheld ? "成立。" : "不成立。"),
          label(card.raised_by) + " raised a card (" + words.en + "); the chair " +
              (upheld ? "upheld it." : "did not uphold it.")};
}

Text heard_sentence(const Speech& speech) {
  ensure(speech.granted_at && speech.finished_at, "the minutes tell of speeches that were heard");
  constexpr std::int64_t kMinute = 60 * kMicrosPerSecond;
  const auto took = *speech.finished_at - *speech.granted_at;
  const auto stance = stance_words(speech.stance);
  const bool asks = speech.stance == Stance::question;
  const bool sides = speech.stance == Stance::in_favour || speech.stance == Stance::against;
  Text out{label(speech.speaker) + (sides ? "发言，" : "") + stance.zh,
           label(speech.speaker) + (asks ? " asked a question" : " spoke " + stance.en)};
  if (took >= kMinute) {
    const auto minutes = (took + kMinute / 2) / kMinute;
    out.zh += "，用时约 " + std::to_string(minutes) + " 分钟";
    out.en += (asks ? ", taking about " : " for about ") + std::to_string(minutes) +
              (minutes == 1 ? " minute" : " minutes");
  }
  return {out.zh + "。", out.en + "."};
}

}  // namespace roundtable::records
