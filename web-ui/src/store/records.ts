// What was published of a meeting, in the order in which people look for it.
import type { RecordSummary } from './api';

/** The minutes tell of the whole meeting; then the results as they were published. */
export function minutesFirst(records: RecordSummary[]): RecordSummary[] {
  return records
    .slice()
    .sort((a, b) => Number(!!a.outcome) - Number(!!b.outcome) || a.published_at - b.published_at);
}
