// The meeting somebody is convening, as far as she has come: kept in this window over a reload.
import type { Draft, MeetingTemplate, Roll } from './convene';
import { sessionShelf } from './shelves';

const kKey = 'roundtable.convene';

/** Null: the meeting has been convened. */
export function keepDraft(draft: Draft | null): void {
  try {
    if (draft) sessionShelf()?.setItem(kKey, JSON.stringify(draft));
    else sessionShelf()?.removeItem(kKey);
  } catch {
    // Then it lives as long as the page.
  }
}

export function keptDraft(): Draft | null {
  try {
    const kept = JSON.parse(sessionShelf()?.getItem(kKey) ?? 'null') as Draft | null;
    return Array.isArray(kept?.agenda) && Array.isArray(kept.proposed?.agenda) ? kept : null;
  } catch {
    return null;
  }
}

/** What the server offers now in the place of what it offered then. */
export function renewDraft(draft: Draft, templates: MeetingTemplate[], rolls: Roll[]): void {
  draft.template = templates.find(({ id }) => id === draft.template?.id) ?? null;
  const { id, version } = draft.roll ?? {};
  const roll = rolls.find((one) => one.id === id && one.version === version);
  if (roll) draft.roll = roll;
  else draft.roll = draft.scope = null;
}
