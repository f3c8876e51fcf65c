// Objections to minutes: the places of a section, which of them was chosen, what stands against them.
import { expect, test } from 'vitest';
import type { Objection, View } from '../src/protocol/frames';
import {
  linesOf,
  objectionsIn,
  openIn,
  placeChosen,
  placesOf,
  standsAgainst,
  wordsAt,
} from '../src/store/objections';

const section = (text: string, base = 1) => ({ order: 1, base, text });
const view = (objected: Record<string, Objection & { head: string }> = {}) =>
  ({
    agenda: { i1: { order: 1, title: '加装电梯' } },
    floor: { speeches: { s1: { speaker: 'h1', item: 'i1', granted_at: 5 } } },
    minutes: {
      state: 'proposed',
      sections: {
        i1: section('低层住户关心采光。\n\n 大家同意。', 3),
        s1: section('担心噪声'),
      },
      decisions: {
        d1: { order: 2, item: 'i1', text: '请三家报价' },
        d2: { order: 3, item: 'i1', text: '写错的', withdrawn: true },
        d3: { order: 4, item: 'i2', text: '别处的' },
      },
      objected,
    },
  }) as unknown as View;
const objection = (more: Partial<Objection> = {}): Objection & { head: string } => ({
  head: 'h1',
  section: 'i1',
  base: 3,
  at: 7,
  text: '不对',
  ...more,
});

test('lines are numbered in the whole text, and those that say nothing are no places', () => {
  expect(linesOf('甲\n\n 乙 \n　')).toEqual([
    { line: 1, text: '甲' },
    { line: 3, text: '乙' },
  ]);
  expect(linesOf('')).toEqual([]);
});

test('the places of a section: its lines, what was said, what was agreed, and all of it', () => {
  expect(
    placesOf(view(), 'i1').map(({ kind, section, base, line }) => [kind, section, base, line]),
  ).toEqual([
    ['line', 'i1', 3, 1],
    ['line', 'i1', 3, 3],
    ['said', 's1', 1, undefined],
    ['agreed', 'd1', 0, undefined],
    ['all', 'i1', 3, undefined],
  ]);
  expect(placesOf(view(), 'opening')).toEqual([
    { key: 'all', kind: 'all', section: 'opening', base: 0, text: '' },
  ]);
});

test('what was chosen in a text that was corrected since is not chosen any more', () => {
  const places = placesOf(view(), 'i1');
  expect(placeChosen(places, { place: 'line 3', base: 3 })?.text).toBe('大家同意。');
  expect(placeChosen(places, { place: 'line 3', base: 2 })).toBeUndefined();
  expect(placeChosen(places, { place: 'line 2', base: 3 })).toBeUndefined();
  expect(placeChosen(places, { place: '', base: 0 })).toBeUndefined();
});

test('an objection stands against its own place until it is answered', () => {
  const [first, , said, , all] = placesOf(view(), 'i1');
  if (!first || !said || !all) throw new Error('places');
  expect(standsAgainst({ a: objection({ line: 1 }) }, first)).toBe(true);
  expect(standsAgainst({ a: objection({ line: 1 }) }, all)).toBe(false);
  expect(standsAgainst({ a: objection() }, all)).toBe(true);
  expect(standsAgainst({ a: objection({ section: 's1' }) }, said)).toBe(true);
  expect(standsAgainst({ a: objection({ line: 1, answered: true }) }, first)).toBe(false);
  expect(standsAgainst(undefined, first)).toBe(false);
});

test('what was said and what was agreed belong to their item, the oldest objection first', () => {
  const all = {
    a: objection({ section: 'd1', base: 0, at: 9 }),
    b: objection({ section: 's1', base: 1, at: 8, answered: true }),
    c: objection({ at: 7 }),
    d: objection({ section: 'opening', at: 1 }),
  };
  expect(objectionsIn(view(), all, 'i1').map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  expect(objectionsIn(view(), undefined, 'i1')).toEqual([]);
  expect(openIn(view(all), 'i1')).toBe(2);
});

test('the words of a place are shown as long as they are those that were read', () => {
  expect(wordsAt(view(), objection({ line: 3 }))).toBe('大家同意。');
  expect(wordsAt(view(), objection({ line: 3, base: 2 }))).toBe('');
  expect(wordsAt(view(), objection())).toBe('');
  expect(wordsAt(view(), objection({ section: 's1', base: 1 }))).toBe('担心噪声');
  expect(wordsAt(view(), objection({ section: 'd1', base: 0 }))).toBe('请三家报价');
});
