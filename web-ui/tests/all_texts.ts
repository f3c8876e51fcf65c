// Tests speak both languages at once: every text is there before they run.
import { addTexts, type TextKey } from '../src/i18n/text';

type Both = Record<'zh' | 'en', string>;
const files = import.meta.glob<Record<string, Both>>('../src/i18n/texts/*/*.json', {
  eager: true,
  import: 'default',
});
const all = Object.values(files).flatMap((file) => Object.entries(file));
const inLanguage = (language: 'zh' | 'en') =>
  Object.fromEntries(all.map(([key, text]) => [key, text[language]])) as Record<TextKey, string>;

export const zh = inLanguage('zh');
export const en = inLanguage('en');
addTexts('zh', zh);
addTexts('en', en);
