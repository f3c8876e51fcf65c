// What may be chosen in a ballot, in the order the server gives.
import type { Ballot, Participation } from '../protocol/frames';
import { inOrder } from './order';

export interface Option {
  key: string;
  /** The words of a plan; the fixed options have their words in i18n. */
  text?: string;
}

const kNothing: Participation = { heads: 0, area: 0 };

export function optionsOf(ballot: Ballot): Option[] {
  return inOrder(ballot.options).map(({ id, value }) => ({ key: id, text: value.text }));
}

export function tallyOf(ballot: Ballot, key: string): Participation {
  return ballot.tally?.[key] ?? kNothing;
}

/** A motion of deliberation: for and against alone, heads alone. */
export function isMotion(ballot: Ballot): boolean {
  return ballot.about !== undefined || ballot.rule === 'motion';
}

/** Several plans with words of their own are on the paper, however they are counted. */
export function amongPlans(ballot: Ballot): boolean {
  return optionsOf(ballot).some(({ text }) => text !== undefined);
}

/** Whether one paper may name several plans. */
export function namesSeveral(ballot: Ballot): boolean {
  return ballot.filling === 'several';
}

/** The options that a paper names. */
export function namedBy(paper: string): string[] {
  return paper.split(',');
}

/**
 * The paper after an option was touched, where it may name several: plans come and go, in the order of
 * showing; an option that is no plan stands alone. '' where it names nothing.
 */
export function touched(ballot: Ballot, paper: string, key: string): string {
  const options = optionsOf(ballot);
  const isPlan = (one: string) => options.find((other) => other.key === one)?.text !== undefined;
  const before = paper === '' ? [] : namedBy(paper);
  if (before.includes(key)) return before.filter((one) => one !== key).join(',');
  if (!isPlan(key)) return key;
  const names = [...before.filter(isPlan), key];
  return options
    .map((one) => one.key)
    .filter((one) => names.includes(one))
    .join(',');
}
