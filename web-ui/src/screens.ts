// The screens: each is a script of its own with its own sheet, fetched when its address is opened. The
// server names these scripts in the page it sends (tools/screens.mjs writes down which), so that they
// come at once with the first one and not after it.
import type { Component } from 'svelte';
import { loadTexts, type TextSet } from './i18n/sets';
import type { Route } from './router.svelte';
import { preferences } from './store/preferences.svelte';

export type ScreenName = Route['room'];

interface Screen {
  texts: TextSet[];
  load: () => Promise<{ default: Component<never> }>;
  /** It keeps what the server painted until it has more to show itself. */
  waits?: true;
}

export const kScreens: Record<ScreenName, Screen> = {
  grid: { texts: ['public'], load: () => import('./rooms/grid.svelte'), waits: true },
  room: { texts: ['public', 'meeting'], load: () => import('./rooms/room.svelte'), waits: true },
  hall: { texts: ['public', 'meeting'], load: () => import('./rooms/hall.svelte'), waits: true },
  console: { texts: ['public', 'meeting', 'staff'], load: () => import('./rooms/console.svelte') },
  desk: { texts: ['public', 'meeting', 'staff'], load: () => import('./rooms/desk.svelte') },
  join: { texts: ['public'], load: () => import('./rooms/join.svelte'), waits: true },
  sign_in: { texts: ['public'], load: () => import('./rooms/sign_in.svelte') },
  setup: { texts: ['public', 'staff'], load: () => import('./rooms/setup.svelte') },
  lost: { texts: ['public'], load: () => import('./rooms/lost.svelte') },
};

/** The screen's component, when its texts are there too. */
export async function loadScreen(name: ScreenName): Promise<Component<never>> {
  const { texts, load } = kScreens[name];
  const [module] = await Promise.all([load(), loadTexts(texts, preferences.language)]);
  return module.default;
}
