// The texts come in sets, the folders of texts/, each language by itself: what everybody needs, what a
// meeting needs, what only staff need, what stands aside (the ways in, one's phones, the foot of a print).
// A screen waits for its sets (screens.json, `texts`); others come with what is opened by a tap (`late`),
// or when a refusal has no words yet; the other language is fetched when asked for. tools/check_texts.mjs
// holds that no screen shows a text outside its sets.
import { preferences, setLanguage, type Language } from '../store/preferences.svelte';
import { addTexts } from './text';

export type TextSet =
  | 'public'
  | 'pages'
  | 'meeting'
  | 'opened'
  | 'aside'
  | 'hall'
  | 'refusals'
  | 'setup'
  | 'staff'
  | 'guide'
  | 'rolls';
type Loader = () => Promise<{ texts: Record<string, string> }>;

const kSets: Record<Language, Record<TextSet, Loader>> = {
  zh: {
    public: () => import('texts:zh/public'),
    pages: () => import('texts:zh/pages'),
    meeting: () => import('texts:zh/meeting'),
    opened: () => import('texts:zh/opened'),
    aside: () => import('texts:zh/aside'),
    hall: () => import('texts:zh/hall'),
    refusals: () => import('texts:zh/refusals'),
    setup: () => import('texts:zh/setup'),
    staff: () => import('texts:zh/staff'),
    guide: () => import('texts:zh/guide'),
    rolls: () => import('texts:zh/rolls'),
  },
  en: {
    public: () => import('texts:en/public'),
    pages: () => import('texts:en/pages'),
    meeting: () => import('texts:en/meeting'),
    opened: () => import('texts:en/opened'),
    aside: () => import('texts:en/aside'),
    hall: () => import('texts:en/hall'),
    refusals: () => import('texts:en/refusals'),
    setup: () => import('texts:en/setup'),
    staff: () => import('texts:en/staff'),
    guide: () => import('texts:en/guide'),
    rolls: () => import('texts:en/rolls'),
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

/** A part that comes late, with the texts it shows. */
export async function withTexts<T>(part: Promise<T>, ...sets: TextSet[]): Promise<T> {
  const [loaded] = await Promise.all([part, loadTexts(sets, preferences.language)]);
  return loaded;
}
