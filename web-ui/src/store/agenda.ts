// Reading the agenda of a view: what an item has used of its time.
import type { AgendaItem } from '../protocol/frames';

/** Whole minutes used so far, the running stretch included. */
export function minutesUsed(item: AgendaItem, nowMs: number): number {
  const running =
    item.state === 'current' && item.started_at !== undefined
      ? Math.max(0, nowMs - item.started_at / 1000) / 1000
      : 0;
  return Math.floor(((item.used ?? 0) + running) / 60);
}

/** Minutes beyond what was allotted; 0 while there is time left. */
export function minutesOver(item: AgendaItem, nowMs: number): number {
  return item.minutes === undefined ? 0 : Math.max(0, minutesUsed(item, nowMs) - item.minutes);
}
