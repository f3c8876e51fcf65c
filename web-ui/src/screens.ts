// The screens, one row of screens.json and one file of rooms/ each. A row says at which addresses the
// screen is (`at`, read by addresses.ts and src/http/page_address.hpp), which sets of texts it waits for
// (`texts`) and which come with a part of it that is opened later (`late`), how many KB it may be to fetch (`kb`), whether it keeps what the server painted until it has more to
// show itself (`waits`), and whether search engines may have it (`indexed`).
// Each is a script of its own with its own sheet, fetched when its address is opened. The server names
// these in the page it sends (tools/screens.mjs writes down which), so that they come at once with the
// first script and not after it.
import type { Component } from 'svelte';
import { loadTexts, type TextSet } from './i18n/sets';
import table from './screens.json';
import { preferences } from './store/preferences.svelte';

export type ScreenName = keyof typeof table;

interface Screen {
  at: string[];
  texts: string[];
  late?: string[];
  kb: number;
  waits?: boolean;
  indexed?: boolean;
}

export const kScreens: Record<ScreenName, Screen> = table;

const kRooms = import.meta.glob<Component<never>>('./rooms/*.svelte', { import: 'default' });

/** The screen's component, when its texts are there too. */
export async function loadScreen(name: ScreenName): Promise<Component<never>> {
  const load = kRooms[`./rooms/${name}.svelte`];
  if (!load) throw new Error(`no screen ${name}`);
  const texts = loadTexts(kScreens[name].texts as TextSet[], preferences.language);
  const [component] = await Promise.all([load(), texts]);
  return component;
}
