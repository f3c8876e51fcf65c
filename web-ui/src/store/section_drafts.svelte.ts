// What the recorder has written and not yet stored, by meeting and section. It survives a change of
// section, a reload and a lost connection.
import { sessionShelf } from './shelves';

export interface Draft {
  base: number; // the stored version it began with
  text: string;
}

const kept = $state<Record<string, Draft>>({});
const keyOf = (meeting: string, section: string) => `roundtable.minutes.${meeting}.${section}`;

export function draftOf(meeting: string, section: string): Draft | undefined {
  return kept[keyOf(meeting, section)];
}

export function keepDraft(meeting: string, section: string, draft: Draft | null): void {
  const key = keyOf(meeting, section);
  if (draft) kept[key] = draft;
  else delete kept[key];
  try {
    if (draft) sessionShelf()?.setItem(key, JSON.stringify(draft));
    else sessionShelf()?.removeItem(key);
  } catch {
    // Then it lives as long as the page.
  }
}

/** Takes up what was written before a reload. */
export function recallDraft(meeting: string, section: string): void {
  const key = keyOf(meeting, section);
  if (kept[key]) return;
  try {
    const stored = JSON.parse(sessionShelf()?.getItem(key) ?? 'null') as Draft | null;
    if (typeof stored?.text === 'string' && Number.isInteger(stored.base)) kept[key] = stored;
  } catch {
    // Nothing usable was kept.
  }
}
