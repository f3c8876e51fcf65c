// A small history router over the addresses of screens.json.
import { readerOf } from './addresses';
import { kScreens, type ScreenName } from './screens';

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

const here = $state({ route: { room: 'lost' } as Route });

export const router = {
  get route(): Route {
    return here.route;
  },
};

function follow(): void {
  here.route = routeOf(location.pathname, new URLSearchParams(location.search));
}

export function navigate(path: string, replace = false): void {
  if (replace) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
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
  window.addEventListener('popstate', follow);
  document.addEventListener('click', clicked);
  follow();
}
