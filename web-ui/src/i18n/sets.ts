// The texts come in sets, the folders of texts/, each language by itself: what everybody needs, what a
// meeting needs, what only staff need. A screen waits for its sets (screens.json); the other language is
// fetched when asked for. tools/check_texts.mjs holds that no screen shows a text outside its sets.
import { setLanguage, type Language } from '../store/preferences.svelte';
import { addTexts } from './text';

export type TextSet = 'public' | 'meeting' | 'staff';
type Loader = () => Promise<{ texts: Record<string, string> }>;

const kSets: Record<Language, Record<TextSet, Loader>> = {
  zh: {
    public: () => import('texts:zh/public'),
    meeting: () => import('texts:zh/meeting'),
    staff: () => import('texts:zh/staff'),
  },
  en: {
    public: () => import('texts:en/public'),
    meeting: () => import('texts:en/meeting'),
    staff: () => import('texts:en/staff'),
  },
};

const wanted = new Set<TextSet>();

export async function loadTexts(sets: TextSet[], language: Language): Promise<void> {
  for (const set of sets) wanted.add(set);
  const loaded = await Promise.all(sets.map((set) => kSets[language][set]()));
  for (const { texts } of loaded) addTexts(language, texts);
}

/** Everything that has been shown so far, in the other language; then that language is spoken. */
export async function speak(language: Language): Promise<void> {
  await loadTexts([...wanted], language);
  setLanguage(language);
}
