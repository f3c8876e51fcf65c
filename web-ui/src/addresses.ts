// The addresses of screens.json: "/desk/{section?:meetings|grids}/{item?}", "/join/{token:256}",
// "/join?meeting". In braces stands an id, or as many of its letters as the number says, or one of the
// words; with a question mark it may be missing, and then so is what follows. What is named after the
// question mark of the address comes from the query. The server reads the same (src/http/page_address.cpp).
const kIdLettersMax = 64;

interface Address {
  path: RegExp;
  names: string[];
  asks: string[];
}

function addressOf(pattern: string): Address {
  const [, path = '', query = ''] = /^((?:\{[^}]*\}|[^?{])*)(?:\?(.*))?$/.exec(pattern) ?? [];
  const names: string[] = [];
  let ends = '';
  const parts = path
    .split('/')
    .slice(1)
    .map((part) => {
      const [, name, maybe, what = ''] = /^\{(\w+)(\??)(?::([^}]*))?\}$/.exec(part) ?? [];
      if (!name) return part === '' ? '' : `/${part}`;
      names.push(name);
      if (maybe) ends += ')?';
      const words = /^\d*$/.test(what) ? `[A-Za-z0-9_-]{1,${what || kIdLettersMax}}` : what;
      return `${maybe ? '(?:' : ''}/(${words})`;
    });
  const asks = query === '' ? [] : query.split('&');
  return { path: new RegExp(`^${parts.join('')}${ends}$`), names, asks };
}

/** Of what was pasted, what can be of an address: a full stop, a bracket, the rest of a sentence, what a
    chat program hung on, belong to none. Of a path that the browser has encoded, too. */
export function withoutTail(pasted: string): string {
  return pasted.replace(/[^A-Za-z0-9_/-][^]*$/, '');
}

type Named = Record<string, string | null>;

/** For what is at these addresses: what an address and its query name, or null where it is none of
    them. Each name is there, those that this address does not have as null. */
export function readerOf(
  patterns: string[],
): (path: string, query: URLSearchParams) => Named | null {
  const addresses = patterns.map(addressOf);
  const none = addresses
    .flatMap(({ names, asks }) => [...names, ...asks])
    .map((name) => [name, null]);
  return (path, query) => {
    const clean = withoutTail(path).replace(/\/+$/, '');
    for (const { path: fits, names, asks } of addresses) {
      const found = fits.exec(clean);
      if (!found) continue;
      const named: Named = Object.fromEntries(none) as Named;
      names.forEach((name, index) => (named[name] = found[index + 1] ?? null));
      for (const name of asks) named[name] = withoutTail(query.get(name) ?? '') || null;
      return named;
    }
    return null;
  };
}
