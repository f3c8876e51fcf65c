// What was decided last, and whether it is about the matter in hand.
import type { View } from '../protocol/frames';
import { isMotion } from './options';
import { inOrder } from './order';

/** Whether the newest ballot that has ended was on the item under way, and none is open. How an amendment
    came out shows in its proposal. */
export function resultHeads(view: View): boolean {
  if (view.current?.ballot || !view.current?.item) return false;
  const ended = inOrder(view.ballots).filter(({ value }) => value.state !== 'open');
  const newest = ended[ended.length - 1]?.value;
  return !!newest && !isMotion(newest) && newest.item === view.current.item;
}

/** Whether there is a ballot, an item, or one that could be begun: before the sitting and after it there is
    nothing of the kind to look at. */
export function matterInHand(view: View): boolean {
  const { ballot, item } = view.current ?? {};
  return !!ballot || !!item || view.meeting.phase === 'in_session';
}
