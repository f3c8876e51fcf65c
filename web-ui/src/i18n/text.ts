// `t` speaks the person's language. It reads a reactive setting, so that a change of language redraws
// whatever has used it.
import { preferences } from '../store/preferences.svelte';
import type { Bilingual } from '../protocol/frames';
import { en } from './en';
import { fill, type Values } from './fill';
import { zh, type TextKey } from './zh';

export type { TextKey } from './zh';

export function t(key: TextKey, values?: Values): string {
  return fill((preferences.language === 'en' ? en : zh)[key], values);
}

export function isTextKey(key: string): key is TextKey {
  return Object.prototype.hasOwnProperty.call(zh, key);
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
