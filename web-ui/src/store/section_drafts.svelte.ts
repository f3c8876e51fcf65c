// What the recorder has written and not yet stored, by meeting and section. It survives a change of
// section, a reload and a lost connection.
import { keepHere, keptHere } from './drafts.svelte';

export interface Draft {
  base: number; // the stored version it began with
  text: string;
}

const keyOf = (meeting: string, section: string) => `minutes ${meeting} ${section}`;

function isDraft(value: unknown): value is Draft {
  const draft = value as Draft | null;
  return typeof draft?.text === 'string' && Number.isInteger(draft.base);
}

export const draftOf = (meeting: string, section: string): Draft | null =>
  keptHere(keyOf(meeting, section), isDraft);

export const keepDraft = (meeting: string, section: string, draft: Draft | null): void =>
  keepHere(keyOf(meeting, section), draft);
