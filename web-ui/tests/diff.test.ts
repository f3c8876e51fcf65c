import { describe, expect, it } from 'vitest';
import { difference, shortened, type Part } from '../src/store/diff';

const joined = (parts: Part[], without: Part['op']) =>
  parts
    .filter(({ op }) => op !== without)
    .map(({ text }) => text)
    .join('');

describe('the difference of a paragraph', () => {
  it('goes by the character in Chinese', () => {
    expect(difference('一楼不分摊，也不使用。', '一楼不分摊，可以使用。')).toEqual([
      { op: 'same', text: '一楼不分摊，' },
      { op: 'removed', text: '也不' },
      { op: 'added', text: '可以' },
      { op: 'same', text: '使用。' },
    ]);
  });

  it('goes by the word and the whole number in Latin script', () => {
    expect(difference('It costs 420,000 yuan', 'It costs 42,000 yuan')).toEqual([
      { op: 'same', text: 'It costs ' },
      { op: 'removed', text: '420,000' },
      { op: 'added', text: '42,000' },
      { op: 'same', text: ' yuan' },
    ]);
  });

  it('gives back either text, whatever they are', () => {
    const texts = [
      '',
      '甲',
      '门厅外移 60 厘米。',
      '门厅外移 80 厘米，不占绿化。',
      'a b a b',
      '😀甲😀',
    ];
    for (const old of texts) {
      for (const now of texts) {
        const parts = difference(old, now);
        expect(joined(parts, 'added')).toBe(old);
        expect(joined(parts, 'removed')).toBe(now);
      }
    }
  });

  it('shows the middle whole where both texts are very long', () => {
    const parts = difference(`甲${'乙'.repeat(2000)}丙`, `甲${'丁'.repeat(2000)}丙`);
    expect(parts.map(({ op }) => op)).toEqual(['same', 'removed', 'added', 'same']);
  });
});

describe('shortening a difference for the projector', () => {
  const long = '很'.repeat(200);

  it('cuts only what stays the same', () => {
    const parts = shortened(
      [
        { op: 'same', text: long },
        { op: 'removed', text: '删去的话' },
        { op: 'added', text: '加上的话' },
        { op: 'same', text: long },
      ],
      60,
    );
    expect(parts[1]?.text).toBe('删去的话');
    expect(parts[2]?.text).toBe('加上的话');
    expect(parts[0]?.text.startsWith('…')).toBe(true);
    expect(parts[3]?.text.endsWith('…')).toBe(true);
    expect(joined(parts, 'removed').length).toBeLessThanOrEqual(64);
  });

  it('leaves a short one alone', () => {
    const parts: Part[] = [{ op: 'added', text: '新的一段' }];
    expect(shortened(parts, 60)).toBe(parts);
  });
});
