// A small history router over the addresses of screens.json.
import { readerOf, withoutTail } from './addresses';
import { kScreens, type ScreenName } from './screens';
import { startBack } from './store/back';

/** A screen, with what its address names. */
export type Route = { room: ScreenName } & { [name: string]: string | null };

const kReaders = (Object.keys(kScreens) as ScreenName[]).map(
  (room) => [room, readerOf(kScreens[room].at)] as const,
);

export function routeOf(path: string, query: URLSearchParams): Route {
  for (const [room, read] of kReaders) {
    const named = read(path, query);
    if (named) return { ...named, room };
  }
  return { room: 'lost' };
}

const here = $state({ route: { room: 'lost' } as Route, query: '' });

export const router = {
  get route(): Route {
    return here.route;
  },
  /** What the query says of where one is on the screen (step.svelte.ts). */
  asked(name: string): string | null {
    return new URLSearchParams(here.query).get(name);
  },
};

function follow(): void {
  here.query = location.search;
  here.route = routeOf(location.pathname, new URLSearchParams(location.search));
}

export function navigate(path: string, replace = false): void {
  if (replace) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
  follow();
  window.scrollTo(0, 0);
}

/** To another place on the same screen, which stays; `back`: it is the one before, and Back leads there. */
export function navigateWithin(query: URLSearchParams, state: object, back: boolean): void {
  if (back) return history.back();
  const asked = query.toString();
  history.pushState(state, '', location.pathname + (asked ? `?${asked}` : ''));
  follow();
  window.scrollTo(0, 0);
}

/** Links to our own pages stay in the page; records are the server's and load afresh. */
function clicked(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest?.('a');
  if (!link || link.target || link.hasAttribute('download')) return;
  const url = new URL(link.href, location.href);
  if (url.origin !== location.origin || url.hash) return;
  if (routeOf(url.pathname, url.searchParams).room === 'lost') return;
  event.preventDefault();
  navigate(url.pathname + url.search);
}

export function startRouter(): void {
  // So that it can be passed on as it should be.
  const path = withoutTail(location.pathname);
  if (path !== location.pathname) history.replaceState(history.state, '', path + location.search);
  window.addEventListener('popstate', follow);
  document.addEventListener('click', clicked);
  startBack();
  follow();
}
