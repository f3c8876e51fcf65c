// A rule in plain words: when a vote counts, when it passes.
import type { Ballot, RuleFacts } from '../protocol/frames';
import { amongPlans, isMotion } from '../store/options';
import { t } from './text';
import { goal, goalOf } from './meeting_words';

export function ruleWords(rule: RuleFacts): string[] {
  const words: string[] = [];
  const { quorum, majority } = rule;
  if (quorum && quorum.kind !== 'none') {
    words.push(t(`console.rule_quorum_${quorum.kind}`, { goal: goal(quorum) }));
  }
  words.push(t('console.rule_majority', { goal: goalOf(majority) }));
  words.push(t(rule.measures.area ? 'console.rule_both' : 'console.rule_heads'));
  return words;
}

/** The same for one ballot: a motion and a choice of plans have words of their own. */
export function ballotRuleWords(ballot: Ballot, rule: RuleFacts): string[] {
  if (isMotion(ballot)) return [t('motion.rule'), t('motion.rule_tie')];
  if (!amongPlans(ballot)) return ruleWords(rule);
  const others = ruleWords(rule).filter((_, index) => index === 0 && rule.quorum?.kind !== 'none');
  return [...others, t('option.so_far', { goal: goalOf(rule.majority) })];
}

/** "结果须在 3 日内公布。"; '' where the rule sets no term. */
export function publishWithin(rule: RuleFacts | undefined): string {
  return rule?.publish_within_days
    ? t('console.publish_within', { n: rule.publish_within_days })
    : '';
}
