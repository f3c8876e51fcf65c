// A rule in plain words: when a vote counts, when it passes.
import type { RuleFacts } from '../protocol/frames';
import { t } from './text';
import { goal, goalOf } from './words';

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
