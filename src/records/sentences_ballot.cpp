// Sentences about ballots. How a verdict is put into words stands in verdict_words.
#include <array>

#include "records/outcome_phrase.hpp"
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
  if (!ballot.rule.value->abstention) {
    return {"反对 " + weight_words(no, ballot, Lang::zh) + "。",
            " Against: " + weight_words(no, ballot, Lang::en) + "."};
  }
  const auto abstain = ballot.tally.of(kAbstain);
  return {"反对 " + weight_words(no, ballot, Lang::zh) + "；弃权 " +
              weight_words(abstain, ballot, Lang::zh) + "。",
          " Against: " + weight_words(no, ballot, Lang::en) +
              "; abstained: " + weight_words(abstain, ballot, Lang::en) + "."};
}

/// （意见征询）. Of a motion its name says enough.
Text standing_note(const Ballot& ballot) {
  const auto worth = worth_of(ballot);
  if (worth == Worth::motion) return {};
  return {"（" + worth_words(worth, Lang::zh) + "）", " (" + worth_words(worth, Lang::en) + ")"};
}

/// 意见征询：达到要求（不具约束力）。
std::string result_words(const Ballot& ballot, const Verdict& verdict, Lang lang) {
  return plain(outcome_phrase(ballot, verdict, lang)) + (lang == Lang::zh ? "。" : ". ");
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
      Way{Channel::helper, "由工作人员代录", "through staff who entered it"},
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

/// 同意 2 户，反对 4 户： a motion is carried by more for than against, and lost by a tie.
Text motion_votes(const Ballot& ballot) {
  if (!split_may_be_told(ballot)) return {};
  const auto yes = ballot.tally.of(kYes);
  const auto no = ballot.tally.of(kNo);
  const auto in_favour = [&](Lang lang) { return weight_words(yes, ballot, lang); };
  if (yes.heads == no.heads) {
    return {"，同意、反对各 " + in_favour(Lang::zh) + "，票数相同",
            ": a tie, " + in_favour(Lang::en) + " for and as many against"};
  }
  return {"，同意 " + in_favour(Lang::zh) + "，反对 " + weight_words(no, ballot, Lang::zh),
          ": " + in_favour(Lang::en) + " for, " + weight_words(no, ballot, Lang::en) + " against"};
}

Text motion_vote(const Ballot& ballot, const Text& subject) {
  const auto votes = motion_votes(ballot);
  const bool by_hand = ballot.tally.participating.heads > 0 &&
                       votes_by(ballot, Channel::hand) == ballot.tally.participating.heads;
  const auto verdict = ballot.verdict();
  auto result = result_words(ballot, verdict, Lang::en);
  result.pop_back();
  const auto noun = head_noun(ballot);
  const auto all = ballot.roll.value->total_heads();
  const auto part = ballot.tally.participating.heads;
  return {"就" + subject.zh + (by_hand ? "举手表决" : "表决") + "，" +
              heads_words(all, noun, Lang::zh) + "中 " + heads_words(part, noun, Lang::zh) +
              "参与" + votes.zh + "。" + result_words(ballot, verdict, Lang::zh),
          capitalised(subject.en) + " was put to " + (by_hand ? "a show of hands" : "the vote") +
              ", in which " + heads_words(part, noun, Lang::en) + " of " + std::to_string(all) +
              " took part" + votes.en + ". " + result};
}

}  // namespace

Text ballot_opened_sentence(const Ballot& ballot) {
  const auto& rule = *ballot.rule.value;
  const auto heads = ballot.roll.value->total_heads();
  const auto noun = head_noun(ballot);
  const auto standing = standing_note(ballot);
  const auto subject = subject_words(ballot);
  return {"就" + subject.zh + "开始表决" + standing.zh + "，按“" + rule.title.zh +
              "”计票，有表决权的共 " + heads_words(heads, noun, Lang::zh) +
              plain(interest_words(ballot, Lang::zh)) + "。",
          "Voting began on " + subject.en + standing.en + " under the rule “" + rule.title.en +
              "”; " + heads_words(heads, noun, Lang::en) + (heads == 1 ? " is" : " are") +
              " entitled to vote" + plain(interest_words(ballot, Lang::en)) + "."};
}

Text ballot_reopened_sentence(const Ballot& ballot, const std::string& reason) {
  const auto subject = subject_words(ballot);
  return {
      "就" + subject.zh + "的表决截止后重新开启，理由：" + ended(reason, Lang::zh),
      "The vote on " + subject.en + " was reopened after its closing: " + ended(reason, Lang::en)};
}

Text ballot_sentence(const Ballot& ballot) {
  const auto subject = subject_words(ballot);
  if (ballot.state == BallotState::annulled) {
    return {"就" + subject.zh + "的表决作废，理由：" + ended(ballot.annul_reason, Lang::zh),
            "The vote on " + subject.en + " was annulled: " + ended(ballot.annul_reason, Lang::en)};
  }
  const auto working = ballot.working();
  const auto others = other_votes(ballot);
  return {"就" + subject.zh + "进行了表决。" + result_words(ballot, working.verdict, Lang::zh) +
              plain(reason_sentence(ballot, working, Lang::zh)) + others.zh,
          "A vote was taken on " + subject.en + ". " +
              result_words(ballot, working.verdict, Lang::en) +
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
  const auto ways = ways_of_voting(ballot);
  return {"就" + subject.zh + "进行了表决。" + result_words(ballot, working.verdict, Lang::zh) +
              plain(reason_sentence(ballot, working, Lang::zh)) + others.zh + ways.zh,
          "A vote was taken on " + subject.en + ". " +
              result_words(ballot, working.verdict, Lang::en) +
              plain(reason_sentence(ballot, working, Lang::en)) + others.en + ways.en};
}

}  // namespace roundtable::records
