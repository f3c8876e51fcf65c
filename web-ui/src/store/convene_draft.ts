// The meeting somebody is convening, as far as she has come: kept in this window over a reload.
import type { Draft, MeetingTemplate, Roll } from './convene';
import { keepHere, keptHere } from './drafts.svelte';

const kKey = 'convene';

function isDraft(value: unknown): value is Draft {
  const draft = value as Draft | null;
  return Array.isArray(draft?.agenda) && Array.isArray(draft.proposed?.agenda);
}

/** Null: the meeting has been convened. */
export const keepDraft = (draft: Draft | null): void => keepHere(kKey, draft);

export const keptDraft = (): Draft | null => keptHere(kKey, isDraft);

/** What the server offers now in the place of what it offered then. */
export function renewDraft(draft: Draft, templates: MeetingTemplate[], rolls: Roll[]): void {
  draft.template = templates.find(({ id }) => id === draft.template?.id) ?? null;
  const { id, version } = draft.roll ?? {};
  const roll = rolls.find((one) => one.id === id && one.version === version);
  if (roll) draft.roll = roll;
  else draft.roll = draft.scope = null;
}
