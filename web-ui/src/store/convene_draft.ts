// The meeting somebody is convening, as far as she has come: kept in this window over a reload.
import type { Draft, MeetingTemplate, Roll } from './convene';
import { keepHere, keptHere, keyOf } from './drafts.svelte';

type Who = { actor?: string };
const keyFor = (who: Who): string => keyOf(who, 'desk', 'convene');

function isDraft(value: unknown): value is Draft {
  const draft = value as Draft | null;
  return Array.isArray(draft?.agenda) && Array.isArray(draft.proposed?.agenda);
}

/** Null: the meeting has been convened. */
export const keepDraft = (who: Who, draft: Draft | null): void => keepHere(keyFor(who), draft);

export const keptDraft = (who: Who): Draft | null => keptHere(keyFor(who), isDraft);

/** What the server offers now in the place of what it offered then. */
export function renewDraft(draft: Draft, templates: MeetingTemplate[], rolls: Roll[]): void {
  draft.template = templates.find(({ id }) => id === draft.template?.id) ?? null;
  const { id, version } = draft.roll ?? {};
  const roll = rolls.find((one) => one.id === id && one.version === version);
  if (roll) draft.roll = roll;
  else draft.roll = draft.scope = null;
}
