// The running minutes as lines to show: in order, with a row of check-ins folded into one, and
// without those that were taken back.
import type { LogEntry } from '../protocol/frames';

export interface MinutesLine {
  key: string;
  entry: LogEntry;
  count: number;
  weighty: boolean;
}

const kWeighty = new Set([
  'ballot_opened',
  'ballot_closed',
  'ballot_reopened',
  'ballot_annulled',
  'decision_recorded',
  'record_published',
]);

/** A check-in that was taken back tells nobody anything, nor does its taking back. */
function withoutSlips(entries: [string, LogEntry][]): [string, LogEntry][] {
  const standing = new Map<unknown, string>();
  const gone = new Set<string>();
  for (const [key, entry] of entries) {
    const head = entry.fields?.head;
    if (head === undefined) continue;
    if (entry.what === 'checked_in') standing.set(head, key);
    const undone = entry.what === 'check_in_undone' ? standing.get(head) : undefined;
    if (undone === undefined) continue;
    gone.add(undone).add(key);
    standing.delete(head);
  }
  return entries.filter(([key]) => !gone.has(key));
}

export function minutesOf(log: Record<string, LogEntry> | undefined): MinutesLine[] {
  const all = Object.entries(log ?? {}).sort((a, b) => a[1].order - b[1].order);
  const entries = withoutSlips(all);
  const lines: MinutesLine[] = [];
  for (const [key, entry] of entries) {
    const last = lines[lines.length - 1];
    if (entry.what === 'checked_in' && last?.entry.what === 'checked_in') last.count += 1;
    else lines.push({ key, entry, count: 1, weighty: kWeighty.has(entry.what) });
  }
  return lines;
}
