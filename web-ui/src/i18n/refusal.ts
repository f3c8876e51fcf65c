// Refusals in words.
import type { Fields } from '../protocol/frames';
import { preferences } from '../store/preferences.svelte';
import { loadTexts } from './sets';
import { isTextKey, t, tCode, type TextKey } from './text';

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** What the server refused, in the person's words; ids are never shown. The words for what a meeting
    refuses mostly came with the first touch; they are asked for where they did not. */
export function refusal(code: string, fields: Fields): string {
  if (code === 'command.malformed' && fields.why === 'control_character' && fields.character) {
    return t('refused.hidden_character', {
      character: text(fields.character),
      at: text(fields.at),
    });
  }
  if (!isTextKey('refused.' + code))
    loadTexts(['refusals'], preferences.language).catch(console.warn);
  const values: Record<string, string> = { code };
  for (const [name, value] of Object.entries(fields)) values[name] = text(value);
  translate(values, 'phase', 'phase');
  translate(values, 'state', stateStem(code));
  return tCode('refused', code, 'refused.other', values);
}

/** Whose state a refusal speaks of. */
function stateStem(code: string): string {
  const noun = code.split('.')[0] ?? '';
  const kStems: Record<string, string> = {
    card: 'card',
    proposal: 'proposal_state',
    amendment: 'amendment_state',
    minutes: 'minutes_state',
  };
  return kStems[noun] ?? 'state';
}

function translate(values: Record<string, string>, field: string, stem: string): void {
  const key = `${stem}.${values[field] ?? ''}`;
  if (isTextKey(key)) values[field] = t(key as TextKey);
}
