// What a meeting leaves undone were it closed now, for the chair who is about to close it. Nothing is
// decided by it: whether it may be closed the server says.
import type { View } from '../protocol/frames';
import { isMotion } from './options';
import { inOrder } from './order';

/** What cannot be done any more once it is closed, and what still can. */
export const kNowOnly = ['ballot', 'item', 'proposal', 'card'] as const;
export const kStillAfter = ['result', 'minutes'] as const;
export type Undone = (typeof kNowOnly)[number] | (typeof kStillAfter)[number];

export interface Unfinished {
  what: Undone;
  /** The title of each; '' where it has none. */
  titles: string[];
}

/** The log tells what happened by itself; what was said and agreed somebody has to write. */
function hasMinutes(view: View): boolean {
  const { sections = {}, decisions = {} } = view.minutes ?? {};
  const written = Object.values(sections).some(({ text }) => text.trim() !== '');
  return written || Object.values(decisions).some(({ withdrawn }) => !withdrawn);
}

/** In the order in which they would be done; kinds of which there is none are left out. */
export function unfinished(view: View): Unfinished[] {
  const ballots = inOrder(view.ballots);
  const of: [Undone, string[]][] = [
    [
      'ballot',
      ballots.filter(({ value }) => value.state === 'open').map(({ value }) => value.question),
    ],
    [
      'item',
      inOrder(view.agenda)
        .filter(({ value }) => value.state === 'waiting' || value.state === 'current')
        .map(({ value }) => value.title),
    ],
    [
      'proposal',
      inOrder(view.proposals)
        .filter(({ value }) => value.state === 'tabled')
        .map(({ value }) => value.title),
    ],
    [
      'card',
      inOrder(view.cards)
        .filter(({ value }) => value.state === 'raised')
        .map(() => ''),
    ],
    [
      'result',
      ballots
        .filter(({ value }) => value.state === 'closed' && !value.record && !isMotion(value))
        .map(({ value }) => value.question),
    ],
    ['minutes', hasMinutes(view) ? [] : ['']],
  ];
  return of.filter(([, titles]) => titles.length > 0).map(([what, titles]) => ({ what, titles }));
}
