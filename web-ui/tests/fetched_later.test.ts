// What is fetched when somebody opens it may not come: a bad line, a newer version put up meanwhile.
import { describe, expect, it } from 'vitest';

const sources = import.meta.glob<string>('../src/**/*.svelte', {
  query: '?raw',
  eager: true,
  import: 'default',
});

/** For each block that waits for something, whether it says what it shows where that does not come. */
function waits(source: string): boolean[] {
  const found: boolean[] = [];
  const open: number[] = [];
  for (const [mark] of source.matchAll(/\{#await|\{:catch|\{\/await\}/g)) {
    if (mark === '{#await') open.push(found.push(false) - 1);
    else if (mark === '{/await}') open.pop();
    else found[open[open.length - 1] ?? -1] = true;
  }
  return found;
}

describe('a part that is fetched when it is asked for', () => {
  it('is told of where it did not come', () => {
    const silent = Object.entries(sources).filter(([, source]) => waits(source).includes(false));
    expect(silent.map(([path]) => path)).toEqual([]);
    expect(Object.values(sources).flatMap(waits).length).toBeGreaterThan(30);
  });
});
