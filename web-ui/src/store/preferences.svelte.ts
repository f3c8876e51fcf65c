// Language, elder mode and type size: remembered on this device, settable by `?lang=` and `?elder=`.
import { remember, remembered } from './shelves';

export type Language = 'zh' | 'en';
export const kElderSizes = [1, 2, 3] as const;
export type ElderSize = (typeof kElderSizes)[number];

const state = $state({
  language: 'zh' as Language,
  elder: false,
  size: 1 as ElderSize,
});

export const preferences = {
  get language(): Language {
    return state.language;
  },
  get elder(): boolean {
    return state.elder;
  },
  get size(): ElderSize {
    return state.size;
  },
};

export function setLanguage(language: Language): void {
  state.language = language;
  remember('roundtable.language', language);
  show();
}

export function setElder(elder: boolean): void {
  state.elder = elder;
  remember('roundtable.elder', elder ? '1' : '0');
  show();
}

export function growType(): void {
  state.size = (state.size === 3 ? 1 : state.size + 1) as ElderSize;
  remember('roundtable.size', String(state.size));
  show();
}

export function loadPreferences(query: URLSearchParams): void {
  const language = query.get('lang') ?? remembered('roundtable.language');
  const elder = query.get('elder') ?? remembered('roundtable.elder');
  const size = Number(remembered('roundtable.size'));
  state.language = language === 'en' ? 'en' : 'zh';
  state.elder = elder === '1';
  state.size = size === 2 || size === 3 ? size : 1;
  if (query.has('lang')) remember('roundtable.language', state.language);
  if (query.has('elder')) remember('roundtable.elder', state.elder ? '1' : '0');
  show();
}

function show(): void {
  const root = document.documentElement;
  root.lang = state.language === 'zh' ? 'zh-CN' : 'en';
  root.classList.toggle('elder', state.elder);
  for (const size of kElderSizes) root.classList.toggle(`size-${size}`, state.size === size);
}
