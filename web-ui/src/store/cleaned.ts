// Text as people paste it: from Word, from a chat, from a table. What can be mended without changing
// what it says is mended before it is sent; the server names what is left, with its place.

/** Tabs and spaces of any width are spaces, breaks of any kind are line breaks; what has no width goes. */
export function cleaned(text: string): string {
  return (
    text
      .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
      .replace(/[\t\u00a0\u2000-\u200a\u202f\u205f]/g, ' ')
      // Joiners (U+200C-D) hold emoji and some scripts together.
      .replace(/[\u200b\u2060\u00ad\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
      .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g, '')
  );
}

/** The same of every text within. */
export function cleanedAll<T>(value: T): T {
  if (typeof value === 'string') return cleaned(value) as T;
  if (Array.isArray(value)) return value.map(cleanedAll) as T;
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inside]) => [key, cleanedAll(inside as unknown)]),
    ) as T;
  }
  return value;
}
