// Language, elder mode and type size: remembered on this device, settable by `?lang=` and `?elder=`. A
// cookie tells the server, whose first paint is then the same.
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

const kCookie = 'rt_show';
const kCookieSeconds = 365 * 24 * 60 * 60;

/** Whether the page came as this person has it: in this language, in this mode. */
export function loadPreferences(query: URLSearchParams): boolean {
  const root = document.documentElement;
  const served = `${root.lang} ${root.className}`.trim();
  const language = query.get('lang') ?? remembered('roundtable.language');
  const elder = query.get('elder') ?? remembered('roundtable.elder');
  const size = Number(remembered('roundtable.size'));
  state.language = language === 'en' ? 'en' : 'zh';
  state.elder = elder === '1';
  state.size = size === 2 || size === 3 ? size : 1;
  if (query.has('lang')) remember('roundtable.language', state.language);
  if (query.has('elder')) remember('roundtable.elder', state.elder ? '1' : '0');
  show();
  return served === `${root.lang} ${root.className}`.trim();
}

/** What another tab has just set. */
export const languageOfOtherTab = (): Language =>
  remembered('roundtable.language') === 'en' ? 'en' : 'zh';

export function takeModeOfOtherTab(): void {
  state.elder = remembered('roundtable.elder') === '1';
  const size = Number(remembered('roundtable.size'));
  state.size = size === 2 || size === 3 ? size : 1;
  show();
}

function show(): void {
  const root = document.documentElement;
  root.lang = state.language === 'zh' ? 'zh-CN' : 'en';
  root.classList.toggle('elder', state.elder);
  for (const size of kElderSizes) {
    root.classList.toggle(`size-${size}`, state.elder && state.size === size);
  }
  tellServer();
}

/** Nothing is told where everything is as it is for everybody. */
function tellServer(): void {
  const mode = state.elder ? `elder.${state.size}` : 'plain';
  const shown = `${state.language}.${mode}`;
  try {
    if (shown === 'zh.plain' && !document.cookie.includes(`${kCookie}=`)) return;
    document.cookie = `${kCookie}=${shown}; Path=/; Max-Age=${kCookieSeconds}; SameSite=Lax`;
  } catch {
    // A frame without cookies: the server goes on painting what everybody sees.
  }
}
