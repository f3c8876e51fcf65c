// What a household's vote tells besides its paper: who entered it, and what may be offered about it. The
// server decides; what is said here for a button only follows its rules, which are named beside each.
import type { Ballot, EarlierVote, MyCast, VoteTrail } from '../protocol/frames';

export const inOrderOfTime = (trail: VoteTrail | undefined): EarlierVote[] =>
  Object.values(trail?.earlier ?? {}).sort((a, b) => a.at - b.at);

/** As `entered_by_others` in src/domain: the newest vote that somebody else entered, also where the household's own stands by now. */
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

/** As `may_release` in src/domain: the own vote of a ballot that is open, where votes may change. */
export const releasable = (ballot: Ballot, cast: MyCast): boolean =>
  ballot.state === 'open' &&
  ballot.change_until_close &&
  cast.channel === 'phone' &&
  !cast.released;

/** As `entry_problem` in src/domain/decide_vote.cpp: who has voted itself is left alone, unless it asked for this;
    what staff misheard is put right. Neither where votes do not change. */
export function mayBeEntered(ballot: Ballot, head: string): boolean {
  const vote = ballot.voted?.[head];
  if (!vote) return true;
  return ballot.change_until_close && (!!vote.released || !!vote.entered_by);
}
