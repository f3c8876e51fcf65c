// The running minutes as lines to show: in order, with a row of check-ins folded into one.
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

export function minutesOf(log: Record<string, LogEntry> | undefined): MinutesLine[] {
  const entries = Object.entries(log ?? {}).sort((a, b) => a[1].order - b[1].order);
  const lines: MinutesLine[] = [];
  for (const [key, entry] of entries) {
    const last = lines[lines.length - 1];
    if (entry.what === 'checked_in' && last?.entry.what === 'checked_in') last.count += 1;
    else lines.push({ key, entry, count: 1, weighty: kWeighty.has(entry.what) });
  }
  return lines;
}
