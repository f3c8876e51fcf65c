import { describe, expect, it } from 'vitest';
import { fill } from '../src/i18n/fill';
import { formatArea, formatCount, formatDuration, formatTime, shortHash } from '../src/i18n/format';
import { en, zh } from './all_texts';

describe('numbers', () => {
  it('writes area from hundredths without rounding', () => {
    expect(formatArea(173_640)).toBe('1,736.40');
    expect(formatArea(5)).toBe('0.05');
    expect(formatArea(0)).toBe('0.00');
    expect(formatArea(123_456_789_01)).toBe('123,456,789.01');
  });

  it('groups thousands', () => {
    expect([999, 1000, 1234567].map(formatCount)).toEqual(['999', '1,000', '1,234,567']);
  });

  it('counts time down to the very end', () => {
    expect(formatDuration(272_900)).toBe('04:32');
    expect(formatDuration(3_872_000)).toBe('1:04:32');
  });

  it('tells the time of the place, not of the device', () => {
    expect(formatTime(Date.UTC(2026, 10, 20, 11, 31) * 1000)).toBe('19:31');
  });

  it('shortens a fingerprint so that people can compare it', () => {
    expect(shortHash('4f1c9b27aa00ffee')).toBe('4f1c 9b27 aa00');
  });
});

describe('texts', () => {
  it('stand in both languages under the same keys', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  });

  it('take values, and in English the plural that fits', () => {
    expect(fill(zh['unit.households'], { n: '1,024' })).toBe('1,024\u00a0户');
    expect(fill(en['unit.households'], { n: 1 })).toBe('1\u00a0household');
    expect(fill(en['unit.households'], { n: 0 })).toBe('0\u00a0households');
    expect(fill('{a} {b}', { a: 'x' })).toBe('x {b}');
  });

  it('set a space between Chinese and a number, and none between Chinese and Chinese', () => {
    expect(fill('还差 {n} 达到', { n: '2 户' })).toBe('还差 2 户达到');
    expect(fill('还差 {n} 达到', { n: '3 m²' })).toBe('还差 3 m² 达到');
    expect(fill('代表 {who}', { who: '一户' })).toBe('代表一户');
    expect(fill('代表 {who}', { who: '502室' })).toBe('代表 502室');
  });

  it('use full-width punctuation in Chinese', () => {
    const wrong = Object.entries(zh).filter(([, text]) => /[\u4e00-\u9fff][,;:?!]/.test(text));
    expect(wrong).toEqual([]);
  });
});
