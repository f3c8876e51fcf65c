// Where a meeting stands, as far as its chair has something to say to the room: which sentences she reads
// aloud next. No words here; these are i18n/talk.ts.
import type { Ballot, ItemKind, Minutes, Phase, View } from '../protocol/frames';
import { currentSpeech } from './floor';
import { inOrder, nextOf } from './order';
import { presentAmendment } from './proposals';

export const kStages = [
  'convened',
  'announced',
  'check_in',
  'opening',
  'report',
  'deliberation',
  'decision',
  'speech',
  'card',
  'proposal',
  'amendment',
  'ballot',
  'result',
  'next',
  'ending',
  'recess',
  'closed',
  'minutes_proposed',
  'minutes_adopted',
  'minutes_published',
  'cancelled',
] as const;
export type Stage = (typeof kStages)[number];

const kOfMinutes: Record<Minutes['state'], Stage> = {
  draft: 'closed',
  proposed: 'minutes_proposed',
  adopted: 'minutes_adopted',
  published: 'minutes_published',
};

const kOfItem: Record<ItemKind, Stage> = {
  report: 'report',
  deliberation: 'deliberation',
  decision: 'decision',
};

const kOfPhase: Record<Phase, (view: View) => Stage> = {
  convened: () => 'convened',
  announced: () => 'announced',
  open: () => 'check_in',
  in_session: sitting,
  recess: () => 'recess',
  closed: ({ minutes }) => kOfMinutes[minutes?.state ?? 'draft'],
  cancelled: () => 'cancelled',
};

export const stageOf = (view: View): Stage => kOfPhase[view.meeting.phase](view);

/** The ballot that ended last on the item under way, until somebody has spoken since or another motion
    is taken up. */
export function freshResult(view: View): Ballot | undefined {
  const item = view.current?.item;
  if (!item || view.current?.ballot) return undefined;
  const ended = inOrder(view.ballots).filter(({ value }) => value.state !== 'open');
  const newest = ended[ended.length - 1]?.value;
  if (newest?.item !== item) return undefined;
  const at = newest.closed_at ?? newest.opened_at;
  const since = Object.values(view.floor?.speeches ?? {}).some(
    ({ granted_at }) => (granted_at ?? 0) > at,
  );
  const proposal = view.current?.proposal;
  const amends = proposal !== undefined && newest.about?.proposal === proposal;
  return since || (proposal !== undefined && !amends) ? undefined : newest;
}

/** The card that nobody has settled yet. */
export const raisedCard = (view: View) =>
  inOrder(view.cards).find(({ value }) => value.state === 'raised')?.value;

function sitting(view: View): Stage {
  const { ballot, item, proposal } = view.current ?? {};
  if (ballot) return 'ballot';
  if (raisedCard(view)) return 'card';
  if (freshResult(view)) return 'result';
  if (currentSpeech(view)) return 'speech';
  if (proposal) return presentAmendment(view, proposal) ? 'amendment' : 'proposal';
  const current = item ? view.agenda?.[item] : undefined;
  if (current) return kOfItem[current.kind];
  const begun = inOrder(view.agenda).some(({ value }) => value.started_at !== undefined);
  if (!begun) return 'opening';
  return nextOf(view.agenda) ? 'next' : 'ending';
}
