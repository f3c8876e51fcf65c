// What a meeting leaves undone were it closed now, for the chair who is about to close it. Nothing is
// decided by it: whether it may be closed the server says.
import type { AgendaItem, View } from '../protocol/frames';
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

const kDecided: string[] = ['adopted', 'rejected'];

/** The log tells what happened by itself; what was said and agreed somebody has to write. Minutes that were
    proposed have been read by somebody who found them whole. */
function hasMinutes(view: View): boolean {
  const { state = 'draft', sections = {}, decisions = {} } = view.minutes ?? {};
  if (state !== 'draft') return true;
  const written = Object.values(sections).some(({ text }) => text.trim() !== '');
  return written || Object.values(decisions).some(({ withdrawn }) => !withdrawn);
}

/** What came of an item: a vote on the matter that was counted, a proposal that was decided, something that
    was agreed. How a motion came out stands in its proposal. */
function hasOutcome(view: View, item: string): boolean {
  const of = ({ value }: { value: { item: string } }) => value.item === item;
  return (
    inOrder(view.ballots).some(
      (one) => of(one) && one.value.state === 'closed' && !isMotion(one.value),
    ) ||
    inOrder(view.proposals).some((one) => of(one) && kDecided.includes(one.value.state)) ||
    inOrder(view.minutes?.decisions).some((one) => of(one) && !one.value.withdrawn)
  );
}

/** An item that was never taken up, or is in hand and nothing has come of it. That one ends with the meeting
    by itself (CloseMeeting in src/domain/decide_meeting.cpp): where its matter is decided there is nothing left. */
function isOpen(view: View, id: string, { state }: AgendaItem): boolean {
  return (state === 'waiting' || state === 'current') && !hasOutcome(view, id);
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
        .filter(({ id, value }) => isOpen(view, id, value))
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
