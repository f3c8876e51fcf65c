// What a household's vote tells besides its paper: who entered it, and whether that may be objected to.
import type { EarlierVote, MyCast, VoteTrail } from '../protocol/frames';

export const inOrderOfTime = (trail: VoteTrail | undefined): EarlierVote[] =>
  Object.values(trail?.earlier ?? {}).sort((a, b) => a.at - b.at);

/** The newest vote that somebody else entered, also where the household's own stands by now. */
export function enteredByOthers(cast: MyCast): EarlierVote | null {
  if (cast.channel !== 'phone') return cast;
  const others = inOrderOfTime(cast).filter((one) => one.channel !== 'phone');
  return others[others.length - 1] ?? null;
}

/** Whether the objection is to that vote, not to one before it. */
export function hasObjected(cast: MyCast): boolean {
  const entered = enteredByOthers(cast);
  return !!entered && cast.objected_at !== undefined && cast.objected_at >= entered.at;
}
