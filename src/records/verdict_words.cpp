#include "records/verdict_words.hpp"

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

/// Whose share a test looks at: 参与表决, 到场 or 同意.
std::string subject_words(const Test& test, QuorumKind quorum, Lang lang) {
  if (test.about == Test::About::majority) return lang == Lang::zh ? "同意" : "in favour";
  if (quorum == QuorumKind::presence) return lang == Lang::zh ? "到场" : "present";
  return lang == Lang::zh ? "参与表决" : "taking part";
}

/// 得票最多方案的 / for the foremost plan; nothing where yes is tested.
std::string of_plan_words(const Test& test, const Verdict& verdict, Lang lang) {
  if (test.about == Test::About::quorum || !plan_index(verdict.tested)) return {};
  return lang == Lang::zh ? "得票最多方案的" : " for the foremost plan";
}

std::string requirement_words(const Test& test, const Verdict& verdict, const Rule& rule,
                              Lang lang) {
  const auto measure = measure_words(test.measure, head_noun(rule), lang);
  const auto subject = subject_words(test, rule.quorum_kind, lang);
  const auto threshold = threshold_words(test.threshold, test.of, lang);
  const auto of_plan = of_plan_words(test, verdict, lang);
  if (lang == Lang::zh) return (of_plan.empty() ? subject : of_plan) + measure + threshold;
  std::string name = test.measure == Measure::heads && head_noun(rule) == HeadNoun::owner
                         ? "Owners"
                         : (test.measure == Measure::heads ? "People" : "Floor area");
  return name + (of_plan.empty() ? " " + subject : of_plan) + ": " + threshold;
}

/// （还差 2 户）. Of those who took part nothing is said: one vote more would change the whole too.
std::string missing_words(const Test& test, const Rule& rule, Lang lang) {
  if (test.of == MajorityOf::participants) return {};
  const auto missing = amount_words(test.measure, test.missing, head_noun(rule), lang);
  return lang == Lang::zh ? "（还差 " + missing + "）" : " (" + missing + " more needed)";
}

/// 户数少于全部的三分之二（还差 2 户）
std::string shortfall_words(const Test& test, const Rule& rule, Lang lang) {
  const auto share = share_words(test.threshold.num, test.threshold.den, test.of, lang);
  const auto missing = missing_words(test, rule, lang);
  const bool at_least = test.threshold.comparison == Comparison::at_least;
  if (lang == Lang::zh) {
    const auto measure =
        rule.by_area ? measure_words(test.measure, head_noun(rule), lang) : std::string();
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
std::string judged_words(const std::vector<const Test*>& tests, const Rule& rule, Lang lang) {
  if (tests.empty()) return {};
  std::string failing;
  for (const auto* test : tests) {
    if (test->holds) continue;
    if (!failing.empty()) failing += lang == Lang::zh ? "，" : " and ";
    failing += shortfall_words(*test, rule, lang);
  }
  const auto comma = lang == Lang::zh ? "，" : ", ";
  if (failing.empty()) {
    const bool several = tests.size() > 1;
    const std::string both = lang == Lang::zh ? (several ? "均" : "") : (several ? "both " : "");
    return comma + both + threshold_words(tests.front()->threshold, tests.front()->of, lang);
  }
  return comma + std::string(lang == Lang::zh && rule.by_area ? "其中" : "") + failing;
}

std::string quorum_subject(const Ballot& ballot, const Rule& rule, Lang lang) {
  const auto participating = ballot.tally.participating();
  if (rule.quorum_kind == QuorumKind::presence) {
    const auto weight = weight_words(ballot.present_at_opening, rule, lang);
    return lang == Lang::zh
               ? "到场 " + weight
               : weight + (ballot.present_at_opening.heads == 1 ? " was present" : " were present");
  }
  const auto weight = weight_words(participating, rule, lang);
  return lang == Lang::zh ? "参与表决 " + weight : weight + " took part";
}

/// Has "none of these" most votes under each comparison, alone or with a plan?
bool none_leads(const Ballot& ballot) {
  const auto none = ballot.tally.of(Choice::none);
  if (none.heads == 0) return false;
  for (std::size_t i = 0; i < ballot.plans.size(); ++i) {
    const auto plan = ballot.tally.of(plan_choice(i));
    if (plan.heads >= none.heads) return false;
    if (ballot.rule.value->by_area && plan.area >= none.area) return false;
  }
  return true;
}

/// How the plans stand: the foremost and whether it has enough, or that none leads.
std::string plans_words(const Ballot& ballot, const Verdict& verdict, Lang lang) {
  const auto& rule = *ballot.rule.value;
  const bool zh = lang == Lang::zh;
  if (none_leads(ballot)) {
    const auto weight = weight_words(ballot.tally.of(Choice::none), rule, lang);
    return zh ? "；得票最多的是“" + choice_words(Choice::none, lang) + "”，" + weight
              : "; most votes went to “" + choice_words(Choice::none, lang) + "”, " + weight;
  }
  if (!verdict.leads) {
    if (zh)
      return "；没有一个方案" + std::string(rule.by_area ? "在户数和面积上都" : "") +
             "单独得票最多";
    return std::string("; no plan alone had most votes") +
           (rule.by_area ? " by owners and by floor area both" : "");
  }
  const auto& plan = ballot.plans.at(*plan_index(verdict.tested));
  const auto weight = weight_words(ballot.tally.of(verdict.tested), rule, lang);
  auto out = zh ? "；得票最多的是“" + plan + "”，" + weight
                : "; the plan with most votes was “" + plan + "”, " + weight;
  if (verdict.outcome == Outcome::no_quorum) return out;
  return out + judged_words(tests_about(verdict, Test::About::majority), rule, lang);
}

}  // namespace

std::string option_words(const Ballot& ballot, Choice choice, Lang lang) {
  if (const auto plan = plan_index(choice)) return ballot.plans.at(*plan);
  return choice_words(choice, lang);
}

std::string arithmetic_words(const Test& test, Lang lang) {
  if (test.whole == 0) return lang == Lang::zh ? "基数为 0，不成立" : "a share of nothing";
  return product(test.threshold.den, test.measure, test.part, test.left) + " " +
         sign_that_holds(test) + " " +
         product(test.threshold.num, test.measure, test.whole, test.right);
}

std::vector<TestWords> test_words(const Verdict& verdict, const Rule& rule, Lang lang) {
  std::vector<TestWords> out;
  for (const auto& test : verdict.tests) {
    out.push_back({requirement_words(test, verdict, rule, lang),
                   plain_number(test.measure, test.part) + " / " +
                       amount_words(test.measure, test.whole, head_noun(rule), lang),
                   percent(test.part, test.whole), arithmetic_words(test, lang), test.holds});
  }
  return out;
}

std::string reason_sentence(const Ballot& ballot, const Verdict& verdict, Lang lang) {
  const auto& rule = *ballot.rule.value;
  auto out = quorum_subject(ballot, rule, lang) +
             judged_words(tests_about(verdict, Test::About::quorum), rule, lang);
  if (!split_may_be_told(ballot)) {
    return out + (lang == Lang::zh ? "。本次为不公开表决，为不暴露个人的选择，各项票数不予公布。"
                                   : ". The vote is confidential: how the votes fell is not told, "
                                     "since it would give single choices away.");
  }
  if (!ballot.plans.empty()) {
    return out + plans_words(ballot, verdict, lang) + (lang == Lang::zh ? "。" : ".");
  }
  const auto yes = ballot.tally.of(Choice::yes);
  const auto in_favour = weight_words(yes, rule, lang);
  if (lang == Lang::zh) {
    out += "；同意 " + in_favour;
  } else {
    out += "; " + in_favour + (yes.heads == 1 ? " was" : " were") + " in favour";
  }
  // Without a quorum there is nothing to judge: the numbers stand without a claim about them.
  if (verdict.outcome != Outcome::no_quorum) {
    out += judged_words(tests_about(verdict, Test::About::majority), rule, lang);
  }
  return out + (lang == Lang::zh ? "。" : ".");
}

}  // namespace roundtable::records
