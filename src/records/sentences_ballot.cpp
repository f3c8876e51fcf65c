// Sentences about ballots. How a verdict is put into words stands in verdict_words.
#include <array>

#include "records/sentence_parts.hpp"
#include "records/sentences.hpp"
#include "records/verdict_phrases.hpp"

namespace roundtable::records {
namespace {

using namespace domain;

/// What was voted on: a question, or a motion of the deliberation.
Text subject_words(const Ballot& ballot) {
  const auto question = quoted(ballot.question);
  if (!ballot.about.amendment.empty()) {
    const auto text = quoted(ballot.detail);
    return {"提案" + question + "的修改" + text,
            "the amendment " + text + " to the proposal " + question};
  }
  if (!ballot.about.proposal.empty()) return {"提案" + question, "the proposal " + question};
  return {question, question};
}

/// 方案一 5 户；方案二 3 户；以上都不同意 1 户。
Text plan_votes(const Ballot& ballot) {
  Text out;
  for (const auto& choice : ballot.choices) {
    const auto weight = ballot.tally.of(choice.id);
    for (auto [text, lang] : {std::pair{&out.zh, Lang::zh}, {&out.en, Lang::en}}) {
      *text += text->empty() ? (lang == Lang::zh ? "各项得票：" : " The votes: ")
                             : (lang == Lang::zh ? "；" : "; ");
      *text += plain(choice_words(choice, lang)) + (lang == Lang::zh ? " " : ": ") +
               weight_words(weight, ballot, lang);
    }
  }
  return {out.zh + "。", out.en + "."};
}

/// The votes beside those in favour, which the reason of the outcome tells; of a motion it tells
/// all.
Text other_votes(const Ballot& ballot) {
  if (!split_may_be_told(ballot) || !ballot.about.empty()) return {};
  if (ballot.among_plans()) return plan_votes(ballot);
  const auto no = ballot.tally.of(kNo);
  const auto abstain = ballot.tally.of(kAbstain);
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

std::string result_words(const Ballot& ballot, Lang lang) {
  return outcome_words(ballot.verdict().outcome, lang);
}

/// Behind a result: what it is worth.
Text effect_words(const Ballot& ballot) {
  if (ballot.standing == Standing::binding) return standing_note(ballot);
  return {"（意见征询，不具法律约束力）", " (an opinion poll, not legally binding)"};
}

std::int64_t votes_by(const Ballot& ballot, Channel channel) {
  const auto found = ballot.channels.find(channel);
  return found == ballot.channels.end() ? 0 : found->second;
}

/// Of those who took part, who did it otherwise than on a phone of their own.
Text ways_of_voting(const Ballot& ballot) {
  struct Way {
    Channel channel;
    const char* zh;
    const char* en;
  };
  constexpr std::array kWays = {
      Way{Channel::helper, "不用手机，由工作人员代录", "without a phone, entered by staff"},
      Way{Channel::paper, "投纸质票", "on paper"}, Way{Channel::proxy, "委托他人代投", "by proxy"},
      Way{Channel::hand, "举手", "by show of hands"}};
  const auto noun = head_noun(ballot);
  Text out;
  for (const auto& way : kWays) {
    const auto heads = votes_by(ballot, way.channel);
    if (heads == 0) continue;
    out.zh +=
        (out.zh.empty() ? "参与表决者中，" : "；") + heads_words(heads, noun, Lang::zh) + way.zh;
    out.en += (out.en.empty() ? " Of those who took part, " : "; ") +
              heads_words(heads, noun, Lang::en) + " voted " + way.en;
  }
  return out.zh.empty() ? out : Text{out.zh + "。", out.en + "."};
}

/// 赞成 2 户，反对 4 户： a motion is carried by more for than against, and lost by a tie.
Text motion_votes(const Ballot& ballot) {
  if (!split_may_be_told(ballot)) return {};
  const auto yes = ballot.tally.of(kYes);
  const auto no = ballot.tally.of(kNo);
  const auto in_favour = [&](Lang lang) { return weight_words(yes, ballot, lang); };
  if (yes.heads == no.heads) {
    return {"，赞成、反对各 " + in_favour(Lang::zh) + "，票数相同",
            ": a tie, " + in_favour(Lang::en) + " for and as many against"};
  }
  return {"，赞成 " + in_favour(Lang::zh) + "，反对 " + weight_words(no, ballot, Lang::zh),
          ": " + in_favour(Lang::en) + " for, " + weight_words(no, ballot, Lang::en) + " against"};
}

Text motion_vote(const Ballot& ballot, const Text& subject) {
  const auto votes = motion_votes(ballot);
  const bool by_hand = ballot.tally.participating.heads > 0 &&
                       votes_by(ballot, Channel::hand) == ballot.tally.participating.heads;
  auto result = result_words(ballot, Lang::en);
  result.front() += 'a' - 'A';
  const auto noun = head_noun(ballot);
  const auto all = ballot.roll.value->total_heads();
  const auto part = ballot.tally.participating.heads;
  return {"就" + subject.zh + (by_hand ? "举手表决" : "表决") + "，" +
              heads_words(all, noun, Lang::zh) + "中 " + heads_words(part, noun, Lang::zh) +
              "参与" + votes.zh + "，" + result_words(ballot, Lang::zh) +
              "（会上表决，不代替业主表决）。",
          capitalised(subject.en) + " was put to " + (by_hand ? "a show of hands" : "the vote") +
              ", in which " + heads_words(part, noun, Lang::en) + " of " + std::to_string(all) +
              " took part" + votes.en + "; " + result +
              " (a vote of the meeting, no substitute for one of the owners)."};
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
  const auto working = ballot.working();
  const auto others = other_votes(ballot);
  const auto standing = standing_note(ballot);
  return {"就" + subject.zh + "表决" + standing.zh + "，结果：" +
              outcome_words(working.verdict.outcome, Lang::zh) + "。" +
              plain(reason_sentence(ballot, working, Lang::zh)) + others.zh,
          "Result of the vote on " + subject.en + standing.en + ": " +
              outcome_words(working.verdict.outcome, Lang::en) + ". " +
              plain(reason_sentence(ballot, working, Lang::en)) + others.en};
}

Text vote_sentence(const Meeting& meeting, const Ballot& ballot) {
  const bool motion = !ballot.about.empty();
  const auto question = quoted(ballot.question);
  const auto subject =
      motion ? motion_words(meeting, ballot.about) : Text{question + "一题", question};
  if (ballot.state == BallotState::annulled) {
    return {"就" + subject.zh + "的表决作废，理由：" + ended(ballot.annul_reason, Lang::zh),
            "The vote on " + subject.en + " was annulled: " + ended(ballot.annul_reason, Lang::en)};
  }
  if (motion) return motion_vote(ballot, subject);
  const auto working = ballot.working();
  const auto others = other_votes(ballot);
  const auto effect = effect_words(ballot);
  const auto ways = ways_of_voting(ballot);
  return {"就" + subject.zh + "表决，结果：" + result_words(ballot, Lang::zh) + effect.zh + "。" +
              plain(reason_sentence(ballot, working, Lang::zh)) + others.zh + ways.zh,
          "Result of the vote on " + subject.en + ": " + result_words(ballot, Lang::en) +
              effect.en + ". " + plain(reason_sentence(ballot, working, Lang::en)) + others.en +
              ways.en};
}

}  // namespace roundtable::records
