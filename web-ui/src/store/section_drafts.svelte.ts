// What the recorder has written and not yet stored, by person, meeting and section. It survives a change of
// section, a reload and a lost connection.
import { draftKey, keepHere, keptHere } from './drafts.svelte';

export interface Draft {
  base: number; // the stored version it began with
  text: string;
}

type Live = Parameters<typeof draftKey>[0];
const keyFor = (live: Live, section: string) => draftKey(live, 'minutes', section);

function isDraft(value: unknown): value is Draft {
  const draft = value as Draft | null;
  return typeof draft?.text === 'string' && Number.isInteger(draft.base);
}

export const draftOf = (live: Live, section: string): Draft | null =>
  keptHere(keyFor(live, section), isDraft);

export const keepDraft = (live: Live, section: string, draft: Draft | null): void =>
  keepHere(keyFor(live, section), draft);
