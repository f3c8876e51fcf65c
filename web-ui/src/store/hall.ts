// Which one thing the projector shows. It follows the view by itself; nobody turns its pages.
import type { Ballot, View } from '../protocol/frames';
import { currentSpeech } from './floor';
import { inOrder } from './order';

export type Scene =
  | 'waiting'
  | 'recess'
  | 'closed'
  | 'cancelled'
  | 'ballot'
  | 'speaker'
  | 'proposal'
  | 'item'
  | 'pause';

/** How long a result stays while a proposal is still under discussion. */
export const kResultMs = 45_000;

/** The open ballot; else the newest result, until something newer is there to see. */
export function ballotShown(view: View, nowMs: number): Ballot | undefined {
  const open = view.current?.ballot;
  if (open) return view.ballots?.[open];
  if (view.meeting.phase !== 'in_session') return undefined;
  const newest = inOrder(view.ballots)
    .map(({ value }) => value)
    .filter(({ state }) => state !== 'open')
    .sort((a, b) => (b.closed_at ?? b.opened_at) - (a.closed_at ?? a.opened_at))[0];
  if (!newest) return undefined;
  const closed = newest.closed_at ?? newest.opened_at;
  const item = view.current?.item ? view.agenda?.[view.current.item] : undefined;
  if (item && closed < (item.started_at ?? 0)) return undefined;
  if (closed < (currentSpeech(view)?.speech.granted_at ?? 0)) return undefined;
  if (view.current?.proposal && nowMs - closed / 1000 > kResultMs) return undefined;
  return newest;
}

export function sceneOf(view: View, nowMs: number): Scene {
  const { phase } = view.meeting;
  if (phase === 'recess' || phase === 'closed' || phase === 'cancelled') return phase;
  if (phase !== 'in_session') return 'waiting';
  if (view.current?.ballot) return 'ballot';
  const result = ballotShown(view, nowMs);
  if (result) return 'ballot';
  if (currentSpeech(view)) return 'speaker';
  if (view.current?.proposal) return 'proposal';
  return view.current?.item ? 'item' : 'pause';
}
