// A small history router: a dozen addresses do not need more.
export type Route =
  | { room: 'grid'; grid: string | null }
  | { room: 'room' | 'console' | 'hall'; meeting: string }
  | { room: 'join'; token: string | null; meeting: string | null }
  | { room: 'sign_in' | 'setup' }
  | { room: 'desk'; section: DeskSection; item: string | null }
  | { room: 'lost' };

export type DeskSection = 'meetings' | 'grids' | 'invitations' | 'staff';

const kId = '([A-Za-z0-9_-]{1,64})';
const kInvitation = '([A-Za-z0-9_-]{1,256})';

export function routeOf(path: string, query: URLSearchParams): Route {
  const clean = path.length > 1 ? path.replace(/\/+$/, '') : path;
  if (clean === '/' || clean === '') return { room: 'grid', grid: null };
  if (clean === '/join') return { room: 'join', token: null, meeting: query.get('meeting') };
  if (clean === '/sign-in') return { room: 'sign_in' };
  if (clean === '/setup') return { room: 'setup' };
  const desk = new RegExp(`^/desk(?:/(meetings|grids|invitations|staff)(?:/${kId})?)?$`).exec(
    clean,
  );
  if (desk) {
    const section = (desk[1] ?? 'meetings') as DeskSection;
    return { room: 'desk', section, item: desk[2] ?? null };
  }
  const grid = new RegExp(`^/g/${kId}$`).exec(clean);
  if (grid?.[1]) return { room: 'grid', grid: grid[1] };
  const join = new RegExp(`^/join/${kInvitation}$`).exec(clean);
  if (join?.[1]) return { room: 'join', token: join[1], meeting: null };
  const meeting = new RegExp(`^/m/${kId}(?:/(console|hall))?$`).exec(clean);
  if (meeting?.[1]) {
    const room = (meeting[2] ?? 'room') as 'room' | 'console' | 'hall';
    return { room, meeting: meeting[1] };
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
