// The part of a text in which what was looked for stands: a result shows two lines of it.

/** Letters before the place, so that it is read in its sentence. */
const kBefore = 12;

/** From shortly before the first word that stands in the text as it was typed; the whole text where
 * none does (it was found by its pinyin, by a number in another form) or stands near the beginning. */
export function excerpt(text: string, query: string): string {
  const lower = text.toLowerCase();
  const places = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => lower.indexOf(word))
    .filter((place) => place >= 0);
  const from = Math.min(...places) - kBefore;
  if (!Number.isFinite(from) || from <= 0) return text;
  const letters = [...text.slice(0, from)].length;
  return `…${[...text].slice(letters).join('')}`;
}
