// `t` speaks the person's language. It reads a reactive setting, so that a change of language redraws
// whatever has used it. The texts themselves are fetched, one language at a time (sets.ts).
import { arrived } from '../store/arrived.svelte';
import { preferences, type Language } from '../store/preferences.svelte';
import type { Bilingual } from '../protocol/frames';
import { fill, type Values } from './fill';
import type { TextKey } from './keys';

export type { TextKey } from './keys';

const texts: Record<Language, Record<string, string>> = { zh: {}, en: {} };

export function addTexts(language: Language, more: Record<string, string>): void {
  Object.assign(texts[language], more);
  arrived.texts += 1;
}

export function t(key: TextKey, values?: Values): string {
  return fill(isTextKey(key) ? (texts[preferences.language][key] ?? '') : key, values);
}

/** Whether there is such a text, among those that have been fetched. Asked for one that is not, whatever
    is being drawn is drawn again when more have come. */
export function isTextKey(key: string): key is TextKey {
  const there = Object.prototype.hasOwnProperty.call(texts[preferences.language], key);
  return there || arrived.texts < 0;
}

/** A text whose key is made of a stem and a code from the server; the fallback serves new codes. */
export function tCode(stem: string, code: string, fallback: TextKey, values?: Values): string {
  const key = `${stem}.${code}`;
  return isTextKey(key) ? t(key, values) : t(fallback, { code, ...values });
}

/** A text the server gives in both languages; older records give one. */
export function pick(text: Bilingual | string | undefined): string {
  if (text === undefined) return '';
  if (typeof text === 'string') return text;
  return text[preferences.language] || text.zh || text.en;
}
