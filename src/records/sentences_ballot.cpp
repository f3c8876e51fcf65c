// Sentences about ballots. How a verdict is put into words stands in verdict_words.
#include "records/sentence_parts.hpp"
#include "records/sentences.hpp"
#include "records/verdict_words.hpp"

namespace roundtable::records {
namespace {

using namespace domain;

/// What was voted on: a question, or a motion of the deliberation.
Text subject_words(const Ballot& ballot) {
  const auto question = quoted(ballot.question);
  if (!ballot.about.amendment.empty()) {
    const auto text = quoted(ballot.detail);
    return {"提案" + question + "的修正" + text,
            "the amendment " + text + " to the proposal " + question};
  }
  if (!ballot.about.proposal.empty()) return {"提案" + question, "the proposal " + question};
  return {question, question};
}

/// 方案一 5 户；方案二 3 户；以上都不同意 1 户。
Text plan_votes(const Ballot& ballot) {
  Text out;
  for (const auto choice : ballot.tally.choices()) {
    const auto weight = ballot.tally.of(choice);
    for (auto [text, lang] : {std::pair{&out.zh, Lang::zh}, {&out.en, Lang::en}}) {
      *text += text->empty() ? (lang == Lang::zh ? "各项得票：" : " The votes: ")
                             : (lang == Lang::zh ? "；" : "; ");
      *text += option_words(ballot, choice, lang) + (lang == Lang::zh ? " " : ": ") +
               weight_words(weight, ballot, lang);
    }
  }
  return {out.zh + "。", out.en + "."};
}

/// The votes beside those in favour, which the reason of the outcome tells; of a motion it tells
/// all.
Text other_votes(const Ballot& ballot) {
  if (!split_may_be_told(ballot) || !ballot.about.empty()) return {};
  if (!ballot.plans.empty()) return plan_votes(ballot);
  const auto no = ballot.tally.of(Choice::no);
  const auto abstain = ballot.tally.of(Choice::abstain);
  return {"反对 " + weight_words(no, ballot, Lang::zh) + "；弃权 " +
              weight_words(abstain, ballot, Lang::zh) + "。",
          " Against: " + weight_words(no, ballot, Lang::en) +
              "; abstained: " + weight_words(abstain, ballot, Lang::en) + "."};
}

/// （意见征询）. A motion steers the meeting's own deliberation and is neither poll nor binding
/// vote.
Text standing_note(const Ballot& ballot) {
  if (!ballot.about.empty()) return {};
  return {"（" + standing_words(ballot.standing, Lang::zh) + "）",
          " (" + standing_words(ballot.standing, Lang::en) + ")"};
}

}  // namespace

Text ballot_opened_sentence(const Ballot& ballot) {
  const auto& rule = *ballot.rule.value;
  const auto heads = ballot.roll.value->total_heads();
  const auto noun = head_noun(ballot);
  const auto standing = standing_note(ballot);
  const auto subject = subject_words(ballot);
  return {"就" + subject.zh + "开始表决" + standing.zh + "，按“" + rule.title.zh +
              "”计票，有表决权的共 " + heads_words(heads, noun, Lang::zh) + "。",
          "Voting began on " + subject.en + standing.en + " under the rule “" + rule.title.en +
              "”; " + heads_words(heads, noun, Lang::en) + (heads == 1 ? " is" : " are") +
              " entitled to vote."};
}

Text ballot_sentence(const Ballot& ballot) {
  const auto subject = subject_words(ballot);
  if (ballot.state == BallotState::annulled) {
    return {"就" + subject.zh + "的表决作废，理由：" + ended(ballot.annul_reason, Lang::zh),
            "The vote on " + subject.en + " was annulled: " + ended(ballot.annul_reason, Lang::en)};
  }
  const auto verdict = ballot.verdict();
  const auto kind = ballot.rule.value->quorum_kind;
  const auto others = other_votes(ballot);
  const auto standing = standing_note(ballot);
  return {"就" + subject.zh + "表决" + standing.zh + "，结果：" +
              outcome_words(verdict.outcome, kind, Lang::zh) + "。" +
              reason_sentence(ballot, verdict, Lang::zh) + others.zh,
          "Result of the vote on " + subject.en + standing.en + ": " +
              outcome_words(verdict.outcome, kind, Lang::en) + ". " +
              reason_sentence(ballot, verdict, Lang::en) + others.en};
}

}  // namespace roundtable::records
