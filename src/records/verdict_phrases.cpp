#include "records/verdict_phrases.hpp"

#include "base/percent.hpp"

namespace roundtable::records {
namespace {

using namespace domain;

std::string plain_number(Measure measure, std::int64_t amount) {
  return measure == Measure::area ? to_text(Area{amount}) : to_grouped(amount);
}

std::string product(std::int64_t factor, Measure measure, std::int64_t amount,
                    std::int64_t result) {
  if (factor == 1) return plain_number(measure, result);
  return std::to_string(factor) + "×" + plain_number(measure, amount) + "=" +
         plain_number(measure, result);
}

std::string sign_that_holds(const Test& test) {
  if (test.holds) return comparison_sign(test.threshold.comparison);
  return test.threshold.comparison == Comparison::at_least ? "<" : "≤";
}

/// Whose share a test looks at: 参与表决, 到会 or 同意.
std::string subject_words(const Test& test, QuorumKind quorum, Lang lang) {
  if (test.about == Test::About::majority) return lang == Lang::zh ? "同意" : "in favour";
  if (quorum == QuorumKind::presence) return lang == Lang::zh ? "到会" : "present";
  return lang == Lang::zh ? "参与表决" : "taking part";
}

/// 得票最多方案的 / for the foremost plan; nothing where yes is tested.
std::string of_plan_words(const Test& test, const Ballot& ballot, Lang lang) {
  if (test.about == Test::About::quorum || !ballot.among_plans()) return {};
  return lang == Lang::zh ? "得票最多方案的" : " for the foremost plan";
}

std::string requirement_words(const Test& test, const Ballot& ballot, Lang lang) {
  if (!ballot.about.empty()) return lang == Lang::zh ? "同意多于反对" : "More for than against";
  const auto measure = measure_words(test.measure, head_noun(ballot), lang);
  const auto subject = subject_words(test, ballot.rule.value->quorum_kind, lang);
  const auto threshold = threshold_words(test.threshold, test.of, lang);
  const auto of_plan = of_plan_words(test, ballot, lang);
  if (lang == Lang::zh) return (of_plan.empty() ? subject : of_plan) + measure + threshold;
  return capitalised(measure) + (of_plan.empty() ? " " + subject : of_plan) + ": " + threshold;
}

/// （还差 2 户参与表决）. Of those who took part nothing is said: one vote more would change the
/// whole too.
std::string missing_words(const Test& test, const Ballot& ballot, Lang lang) {
  if (test.of == MajorityOf::participants || test.withheld) return {};
  const auto missing = amount_words(test.measure, test.missing, head_noun(ballot), lang);
  if (lang == Lang::en) return " (" + missing + " more needed)";
  const auto gap = test.measure == Measure::area ? " " : "";
  return "（还差 " + missing + gap + subject_words(test, ballot.rule.value->quorum_kind, lang) +
         "）";
}

/// 户数少于全部的三分之二（还差 2 户参与表决）
std::string shortfall_words(const Test& test, const Ballot& ballot, Lang lang) {
  const auto& rule = *ballot.rule.value;
  const auto share = share_words(test.threshold.num, test.threshold.den, test.of, lang);
  const auto missing = missing_words(test, ballot, lang);
  const bool at_least = test.threshold.comparison == Comparison::at_least;
  if (lang == Lang::zh) {
    const auto measure =
        rule.by_area ? measure_words(test.measure, head_noun(ballot), lang) : std::string();
    return measure + (at_least ? "少于" : "未超过") + share + missing;
  }
  std::string measure;
  if (rule.by_area) measure = test.measure == Measure::area ? "by floor area " : "by owners ";
  return measure + (at_least ? "less than " : "not more than ") + share + missing;
}

std::vector<const Test*> tests_about(const Verdict& verdict, Test::About about) {
  std::vector<const Test*> out;
  for (const auto& test : verdict.tests) {
    if (test.about == about) out.push_back(&test);
  }
  return out;
}

/// ，均不少于全部的三分之二 - or what is missing.
std::string judged_words(const std::vector<const Test*>& tests, const Ballot& ballot, Lang lang) {
  if (tests.empty()) return {};
  std::string failing;
  for (const auto* test : tests) {
    if (test->holds) continue;
    if (!failing.empty()) failing += lang == Lang::zh ? "，" : " and ";
    failing += shortfall_words(*test, ballot, lang);
  }
  const auto comma = lang == Lang::zh ? "，" : ", ";
  if (failing.empty()) {
    const bool several = tests.size() > 1;
    const std::string both = lang == Lang::zh ? (several ? "均" : "") : (several ? "both " : "");
    return comma + both + threshold_words(tests.front()->threshold, tests.front()->of, lang);
  }
  return comma + std::string(lang == Lang::zh && ballot.rule.value->by_area ? "其中" : "") +
         failing;
}

std::string quorum_subject(const Ballot& ballot, Lang lang) {
  const auto participating = ballot.tally.participating;
  if (ballot.rule.value->quorum_kind == QuorumKind::presence) {
    const auto weight = weight_words(ballot.present_at_opening, ballot, lang);
    return lang == Lang::zh
               ? "到会 " + weight
               : weight + (ballot.present_at_opening.heads == 1 ? " was present" : " were present");
  }
  const auto weight = weight_words(participating, ballot, lang);
  return lang == Lang::zh ? "参与表决 " + weight : weight + " took part";
}

/// How the plans stand: the foremost and whether it has enough, or that none leads.
std::string plans_words(const Ballot& ballot, const Working& working, Lang lang) {
  const auto& rule = *ballot.rule.value;
  const auto& verdict = working.verdict;
  const bool zh = lang == Lang::zh;
  // By heads alone that would be said of "none of these" too where by area it is not in front.
  const bool is_compared = !ballot.in_heads.area_withheld;
  if (is_compared && leads_alone(working.stages.back(), kNoneOfThese)) {
    const auto weight = weight_words(ballot.tally.of(kNoneOfThese), ballot, lang);
    const auto none = in_quotes(choice_words(*find_choice(ballot.choices, kNoneOfThese), lang));
    return zh ? "；得票最多的是" + none + "，" + weight
              : "; most votes went to " + none + ", " + weight;
  }
  if (!verdict.leads) {
    if (zh)
      return "；没有一个方案" + std::string(rule.by_area ? "在人数和面积上都" : "") +
             "单独得票最多";
    return std::string("; no plan alone had most votes") +
           (rule.by_area ? " by owners and by floor area both" : "");
  }
  const auto plan = in_quotes(choice_words(*find_choice(ballot.choices, verdict.tested), lang));
  const auto weight = weight_words(ballot.tally.of(verdict.tested), ballot, lang);
  auto out = zh ? "；得票最多的是" + plan + "，" + weight
                : "; the plan with most votes was " + plan + ", " + weight;
  if (verdict.outcome == Outcome::no_quorum) return out;
  return out + judged_words(tests_about(verdict, Test::About::majority), ballot, lang);
}

/// A motion is carried by more for than against; a tie is lost (docs/domain.md 5.1, rules 11-13).
std::string motion_reason(const Ballot& ballot, Lang lang) {
  const auto yes = ballot.tally.of(kYes);
  const auto no = ballot.tally.of(kNo);
  const auto in_favour = weight_words(yes, ballot, lang);
  const auto against = weight_words(no, ballot, lang);
  if (lang == Lang::zh) {
    if (yes.heads == no.heads) return "同意、反对各 " + in_favour + "，票数相同。";
    return "同意 " + in_favour + "，反对 " + against +
           (yes.heads > no.heads ? "，同意多于反对。" : "，同意不多于反对。");
  }
  const auto votes = "For: " + in_favour + "; against: " + against + "; ";
  if (yes.heads == no.heads) return votes + "a tie.";
  return votes + (yes.heads > no.heads ? "more for than against." : "not more for than against.");
}

/// Why a result that counts by area shows none.
std::string why_no_area(const Ballot& ballot, Lang lang) {
  if (!ballot.rule.value->by_area || !ballot.in_heads.area_withheld) return {};
  return lang == Lang::zh
             ? "本次为保密表决，公布各项面积会使人推算出个别业主的选择，所以只公布人数和各项要求"
               "是否达到。"
             : " The vote is confidential: floor areas would let single choices be worked out, so "
               "only the numbers of owners are told and which requirements were met.";
}

}  // namespace

std::string arithmetic_words(const Test& test, Lang lang) {
  if (test.withheld) return {};
  if (test.whole == 0) return lang == Lang::zh ? "基数为 0，不成立" : "a share of nothing";
  return product(test.threshold.den, test.measure, test.part, test.left) + " " +
         sign_that_holds(test) + " " +
         product(test.threshold.num, test.measure, test.whole, test.right);
}

std::vector<TestWords> test_words(const Verdict& verdict, const Ballot& ballot, Lang lang) {
  std::vector<TestWords> out;
  for (const auto& test : verdict.tests) {
    if (test.withheld) {
      out.push_back({requirement_words(test, ballot, lang), "", "", "", test.holds});
      continue;
    }
    out.push_back({requirement_words(test, ballot, lang),
                   plain_number(test.measure, test.part) + " / " +
                       amount_words(test.measure, test.whole, head_noun(ballot), lang),
                   percent(test.part, test.whole), arithmetic_words(test, lang), test.holds});
  }
  return out;
}

std::string reason_sentence(const Ballot& ballot, const Working& working, Lang lang) {
  const auto& verdict = working.verdict;
  if (!ballot.about.empty() && split_may_be_told(ballot)) return motion_reason(ballot, lang);
  auto out = quorum_subject(ballot, lang) +
             judged_words(tests_about(verdict, Test::About::quorum), ballot, lang);
  if (!split_may_be_told(ballot)) {
    return out + (lang == Lang::zh ? "。本次为保密表决，为不暴露个人的选择，各项票数不予公布。"
                                   : ". The vote is confidential: how the votes fell is not told, "
                                     "since it would give single choices away.");
  }
  if (ballot.among_plans()) {
    return out + plans_words(ballot, working, lang) + (lang == Lang::zh ? "。" : ".") +
           why_no_area(ballot, lang);
  }
  const auto yes = ballot.tally.of(kYes);
  const auto in_favour = weight_words(yes, ballot, lang);
  if (lang == Lang::zh) {
    out += "；同意 " + in_favour;
  } else {
    out += "; " + in_favour + (yes.heads == 1 ? " was" : " were") + " in favour";
  }
  // Without a quorum there is nothing to judge: the numbers stand without a claim about them.
  if (verdict.outcome != Outcome::no_quorum) {
    out += judged_words(tests_about(verdict, Test::About::majority), ballot, lang);
  }
  return out + (lang == Lang::zh ? "。" : ".") + why_no_area(ballot, lang);
}

}  // namespace roundtable::records
