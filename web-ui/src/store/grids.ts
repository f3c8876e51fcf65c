// The levels of the grid tree, from the top down (docs/glossary.md). Which may stand below which is
// the server's to say; the form only offers what it would take.
const kLevels = [
  'city',
  'district',
  'subdistrict',
  'area',
  'neighbourhood',
  'microgrid',
  'building',
];

/** The levels below that one; all where there is nothing above. */
export function levelsBelow(level: string | null): string[] {
  return level === null ? kLevels : kLevels.slice(kLevels.indexOf(level) + 1);
}

/** What a form proposes first: the tree's top is usually a neighbourhood, its ends are buildings. */
export function usualBelow(level: string | null): string {
  if (level === null) return 'neighbourhood';
  if (level === 'neighbourhood' || level === 'microgrid') return 'building';
  return levelsBelow(level)[0] ?? '';
}

/** One name a line; empty lines and spaces around do not matter. */
export function namesIn(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A name that is there twice; '' where none is. */
export function repeatedIn(names: string[]): string {
  return names.find((name, index) => names.indexOf(name) !== index) ?? '';
}

/** Whether an office gave the code; one that the server made up (src/http/imports.cpp) tells nobody
    anything. */
export function ownCode(code: string): boolean {
  return !/^g[0-9a-f]{15}$/.test(code);
}
