import { beforeAll, describe, expect, it, vi } from 'vitest';

const at = (text: string) => Date.parse(`${text}+08:00`) * 1000;
vi.useFakeTimers({ now: at('2026-12-05T19:40:00') / 1000 });
const { addTexts } = await import('../src/i18n/text');
const { momentWords } = await import('../src/i18n/words');

beforeAll(() =>
  addTexts('zh', {
    'time.month_day_time': '{month}月{day}日 {time}',
    'time.date_time': '{year}年{month}月{day}日 {time}',
  }),
);

describe('a moment', () => {
  it.each([
    ['2026-12-05T00:01:00', '00:01'],
    ['2026-12-05T23:59:00', '23:59'],
    ['2026-12-04T23:59:00', '12月4日 23:59'],
    ['2026-12-06T00:00:00', '12月6日 00:00'],
    ['2025-12-05T19:40:00', '2025年12月5日 19:40'],
  ])('%s is told as %s on the evening of 5 December 2026', (when, words) => {
    expect(momentWords(at(when))).toBe(words);
  });
});
