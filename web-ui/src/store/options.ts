// What may be chosen in a ballot, in the order the server gives.
import type { Ballot, Weight } from '../protocol/frames';
import { inOrder } from './order';

export interface Option {
  key: string;
  /** The words of a plan; the fixed options have their words in i18n. */
  text?: string;
}

const kThree: Option[] = [{ key: 'yes' }, { key: 'no' }, { key: 'abstain' }];
const kNothing: Weight = { heads: 0, area: 0 };

export function optionsOf(ballot: Ballot): Option[] {
  if (!ballot.options) return kThree;
  return inOrder(ballot.options).map(({ id, value }) => ({ key: id, text: value.text }));
}

export function tallyOf(ballot: Ballot, key: string): Weight {
  return ballot.tally?.[key] ?? kNothing;
}

/** A motion of deliberation: for and against alone, heads alone. */
export function isMotion(ballot: Ballot): boolean {
  return ballot.about !== undefined || ballot.rule === 'motion';
}

/** One of several plans, or none of them. */
export function isChoice(ballot: Ballot): boolean {
  return ballot.kind === 'single_choice';
}
