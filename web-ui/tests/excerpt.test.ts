import { describe, expect, it } from 'vitest';
import { excerpt } from '../src/store/excerpt';

const text =
  '康城社区电动自行车多，楼下没有足够的集中充电场地。法规不许在楼道、门厅和电梯里充电，居民盼望有个说法。';

describe('a found text', () => {
  it('begins shortly before what was looked for', () => {
    expect(excerpt(text, '电梯')).toBe('…。法规不许在楼道、门厅和电梯里充电，居民盼望有个说法。');
    expect(excerpt('a'.repeat(40) + 'LIFT for all', 'lift')).toBe(`…${'a'.repeat(12)}LIFT for all`);
  });

  it('begins before the first of several words that stand in it', () => {
    expect(excerpt(text, '充电 电梯')).toBe(excerpt(text, '充电'));
    expect(excerpt(text, '没有的词 电梯')).toBe(excerpt(text, '电梯'));
  });

  it('is left whole where the words stand near its beginning, or in another form', () => {
    expect(excerpt(text, '康城')).toBe(text);
    expect(excerpt(text, 'dianti')).toBe(text);
    expect(excerpt('', '电梯')).toBe('');
  });

  it('cuts no letter of two halves', () => {
    const rare = '𠮷'.repeat(30) + '电梯';
    expect(excerpt(rare, '电梯')).toBe(`…${'𠮷'.repeat(6)}电梯`);
  });
});
