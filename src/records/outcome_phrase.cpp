#include "records/outcome_phrase.hpp"

#include "base/ensure.hpp"

namespace roundtable::records {
namespace {

using namespace domain;

/// Only a binding vote passes or does not. A poll meets what was asked of it or not; it is in no
/// case a decision.
Text reached_words(Worth worth, Outcome outcome) {
  const bool poll = worth == Worth::opinion_poll;
  switch (outcome) {
    case Outcome::passed:
      return poll ? Text{"达到要求", "requirement met"} : Text{"通过", "passed"};
    case Outcome::not_passed:
      return poll ? Text{"未达到要求", "requirement not met"} : Text{"未通过", "not passed"};
    case Outcome::no_quorum:
      return {"未达到参与要求", "too few took part"};
    case Outcome::pending:
      break;
  }
  ensure(false, "a vote that was counted");
  return {};
}

/// What the result is worth; 未形成决定 where a binding vote has decided nothing.
Text force_words(Worth worth, Outcome outcome) {
  switch (worth) {
    case Worth::opinion_poll:
      return {"不具约束力", "not binding"};
    case Worth::motion:
      return {"不代替业主表决", "no substitute for a vote of the owners"};
    case Worth::binding:
      return outcome == Outcome::passed ? Text{"具有约束力", "binding"}
                                        : Text{"未形成决定", "nothing is decided"};
  }
  return {};
}

std::string with_won(std::string pattern, const std::string& won) {
  const auto at = pattern.find(kWonPlace);
  ensure(at != pattern.npos, "a phrase says where what has won stands");
  return pattern.replace(at, kWonPlace.size(), won);
}

}  // namespace

std::string worth_words(Worth worth, Lang lang) {
  switch (worth) {
    case Worth::opinion_poll:
      return lang == Lang::zh ? "意见征询" : "opinion poll";
    case Worth::motion:
      return lang == Lang::zh ? "会上表决" : "vote of the meeting";
    case Worth::binding:
      return lang == Lang::zh ? "正式表决" : "binding vote";
  }
  return {};
}

std::string outcome_pattern(Worth worth, Outcome outcome, Lang lang) {
  const auto result = pick(reached_words(worth, outcome), lang);
  const auto force = pick(force_words(worth, outcome), lang);
  const std::string won(kWonPlace);
  if (lang == Lang::zh) return worth_words(worth, lang) + "：" + won + result + "（" + force + "）";
  return capitalised(worth_words(worth, lang)) + ": " + won + result + " (" + force + ")";
}

std::string outcome_phrase(Worth worth, Outcome outcome, Lang lang) {
  return with_won(outcome_pattern(worth, outcome, lang), "");
}

std::string outcome_phrase(const Ballot& ballot, const Verdict& verdict, Lang lang) {
  std::string won;
  for (const auto& id : verdict.won) {
    if (!won.empty()) won += lang == Lang::zh ? "、" : ", ";
    won += in_quotes(choice_words(*find_choice(ballot.choices, id), lang));
  }
  if (!won.empty() && lang == Lang::en) won += " ";
  return with_won(outcome_pattern(worth_of(ballot), verdict.outcome, lang), won);
}

}  // namespace roundtable::records
