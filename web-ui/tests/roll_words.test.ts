// What the roll counts - owners, households, people - is what everybody is called by.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { en, zh } from './all_texts';
import type { MySeat, View } from '../src/protocol/frames';

vi.stubGlobal('document', {
  cookie: '',
  documentElement: { classList: { toggle: () => {} } },
});
const { headLabel, ownName, scopeWords } = await import('../src/i18n/meeting_words');
const { articleWords } = await import('../src/i18n/law');
const { setLanguage } = await import('../src/store/preferences.svelte');
afterEach(() => setLanguage('zh'));

const kRolls = {
  owners: { households: true, area_total: 1000 },
  households: { households: true, area_total: 0 },
  people: { area_total: 0 },
};
const viewOf = (roll: keyof typeof kRolls) =>
  ({ attendance: { heads_total: 3, ...kRolls[roll] } }) as unknown as View;
const seat: MySeat = { head: 'h1', units: {}, area: 0, checked_in: false };

describe('one whose name is not told', () => {
  it.each([
    ['owners', '一位业主', '一位业主', 'An owner', 'An owner'],
    ['households', '一户', '一户', 'A household', 'A household'],
    ['people', '一人', '本人', 'A person', 'yourself'],
  ] as const)('on a roll of %s', (roll, other, own, otherEn, ownEn) => {
    const view = viewOf(roll);
    expect([headLabel('h2', {}, view), ownName(seat, {}, view)]).toEqual([other, own]);
    setLanguage('en');
    expect([headLabel('h2', {}, view), ownName(seat, {}, view)]).toEqual([otherEn, ownEn]);
  });

  it('is called by room or name where these are known', () => {
    expect(ownName(seat, { h1: '王志明' }, viewOf('people'))).toBe('王志明');
    expect(ownName({ ...seat, units: { u1: true } }, { u1: '502室' }, viewOf('owners'))).toBe(
      '502室',
    );
  });
});

describe('who may vote', () => {
  it('is no estate where people are counted', () => {
    expect(scopeWords({ kind: 'zone' }, 'person')).toBe('名册上的全体人员');
    expect(scopeWords({ kind: 'zone' }, 'owner')).toBe('全小区');
    expect(scopeWords({ kind: 'building', building: '12' }, 'person')).toContain('12号楼');
  });
});

describe('an article of law', () => {
  it('is whole in each language', () => {
    const kArticles = [
      '第278条',
      '第32、34条',
      '第11—13条',
      '第二条',
      '第二十三条',
      '第十条',
      '全文',
    ];
    expect(kArticles.map(articleWords)).toEqual(kArticles);
    setLanguage('en');
    expect(kArticles.map(articleWords)).toEqual([
      'Article 278',
      'Articles 32, 34',
      'Articles 11–13',
      'Article 2',
      'Article 23',
      'Article 10',
      'whole text',
    ]);
    expect(articleWords('附则')).toBe('附则');
  });
});

describe('on a roll of people', () => {
  const sources = import.meta.glob<string>(
    ['../src/rooms/console/*.{svelte,ts}', '../src/rooms/console.svelte'],
    { eager: true, query: '?raw', import: 'default' },
  );
  const texts = import.meta.glob<Record<string, unknown>>(
    '../src/i18n/texts/staff/{ballots,console,running,refusals_staff}.json',
    { eager: true, import: 'default' },
  );
  const named = Object.values(sources).flatMap((source) =>
    [...source.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map(([, key]) => key ?? ''),
  );
  const keys = new Set([...named, ...Object.values(texts).flatMap(Object.keys)]);
  const said = [...keys].filter((key) => key in zh && !key.endsWith('_household'));

  it('no text of the Console speaks of households', () => {
    expect(said.length).toBeGreaterThan(300);
    const both = said as (keyof typeof zh)[];
    expect(both.filter((key) => zh[key].includes('户') || /household/i.test(en[key]))).toEqual([]);
  });
});

describe('lists and imports, which hold rolls of owners and of households alike', () => {
  it('say 户 of neither, but where they tell the two rolls apart', () => {
    const said = Object.entries(zh).filter(
      ([key]) =>
        /^(imports|roll|invited|slip|lost|refused\.roll|convene)\./.test(key) &&
        key !== 'refused.roll.other_kind',
    );
    expect(said.length).toBeGreaterThan(150);
    expect(said.filter(([, words]) => /户(?![型口主])/.test(words))).toEqual([]);
  });
});
