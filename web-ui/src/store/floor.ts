// Reading the floor of a view: who speaks, who waits in which order, what is mine.
import type { Speech, Spoken, Stance, View } from '../protocol/frames';

export interface Named {
  id: string;
  speech: Speech;
}

export function currentSpeech(view: View): Named | null {
  const id = view.floor?.current;
  const speech = id ? view.floor?.speeches[id] : undefined;
  return id && speech ? { id, speech } : null;
}

/** Those who wait on what is spoken to now, next one first. */
export function waitingSpeeches(view: View): Named[] {
  return Object.entries(view.floor?.speeches ?? {})
    .map(([id, speech]) => ({ id, speech }))
    .filter(({ speech }) => speech.place !== undefined)
    .sort((a, b) => (a.speech.place ?? 0) - (b.speech.place ?? 0));
}

/** The number of a speech on its subject, in the order hands went up: the same on every screen, and it
    stays whoever is let in before. */
export function numberOf(view: View, { speech }: Named): number {
  return Object.values(view.floor?.speeches ?? {}).filter(
    ({ item, proposal, order }) =>
      item === speech.item && proposal === speech.proposal && order <= speech.order,
  ).length;
}

/** How many wait on the item while one of its proposals is spoken to. */
export function parkedSpeeches(view: View): number {
  if (!view.current?.proposal) return 0;
  return Object.values(view.floor?.speeches ?? {}).filter(
    ({ state, place, away }) => state === 'waiting' && place === undefined && !away,
  ).length;
}

/** Those whose hand is up and who have gone out, in the order in which they asked. */
export function awaySpeeches(view: View): Named[] {
  const now = (speech: Speech) =>
    speech.item === view.current?.item && speech.proposal === view.current?.proposal;
  return Object.entries(view.floor?.speeches ?? {})
    .filter(([, speech]) => speech.away && now(speech))
    .map(([id, speech]) => ({ id, speech }))
    .sort((a, b) => a.speech.order - b.speech.order);
}

/** My own wish on the present subject, waiting or speaking. */
export function mySpeech(view: View, head: string | undefined): Named | null {
  if (!head) return null;
  const current = currentSpeech(view);
  if (current?.speech.speaker === head) return current;
  const hands = [...waitingSpeeches(view), ...awaySpeeches(view)];
  return hands.find(({ speech }) => speech.speaker === head) ?? null;
}

/** Seconds left of a speech; below zero when it runs over. */
export function secondsLeft(speech: Speech, nowMs: number): number {
  const since = (speech.granted_at ?? nowMs * 1000) / 1000;
  return Math.round(speech.seconds - (nowMs - since) / 1000);
}

/** "1:05", "-0:12". */
export function clock(seconds: number): string {
  const whole = Math.abs(seconds);
  const text = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
  return seconds < 0 ? `-${text}` : text;
}

/** Turns and seconds of a side on the present subject, with the speech that runs. */
export function sumOfSide(view: View, side: Stance, nowMs: number): Spoken {
  const running = currentSpeech(view)?.speech;
  const { turns, seconds } = view.floor?.totals[side] ?? { turns: 0, seconds: 0 };
  if (running?.stance !== side || running.granted_at === undefined) return { turns, seconds };
  const since = Math.max(0, Math.floor((nowMs - running.granted_at / 1000) / 1000));
  return { turns: turns + 1, seconds: seconds + since };
}

/** Finished turns and seconds by person, the longest first. */
export function sumsOfPeople(view: View): { speaker: string; sum: Spoken }[] {
  return Object.entries(view.floor?.people ?? {})
    .map(([speaker, sum]) => ({ speaker, sum }))
    .sort((a, b) => b.sum.seconds - a.sum.seconds || (a.speaker < b.speaker ? -1 : 1));
}

/** The speech that ended last: what an undo would take back. */
export function lastSpoken(view: View): Named | null {
  const spoken = Object.entries(view.floor?.speeches ?? {})
    .filter(([, speech]) => speech.state === 'spoken')
    .sort(([, a], [, b]) => (b.granted_at ?? 0) - (a.granted_at ?? 0))[0];
  return spoken ? { id: spoken[0], speech: spoken[1] } : null;
}
