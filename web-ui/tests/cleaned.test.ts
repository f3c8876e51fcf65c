import { describe, expect, it } from 'vitest';
import { cleaned, cleanedAll } from '../src/store/cleaned';

describe('pasted text', () => {
  it('keeps what it says and loses what does not show', () => {
    expect(cleaned('甲\t乙\u00a0丙')).toBe('甲 乙 丙');
    expect(cleaned('一行\v二行\r\n三行\u2028四行')).toBe('一行\n二行\n三行\n四行');
    expect(cleaned('电\u200b梯\ufeff费\u00ad用\u202e')).toBe('电梯费用');
    expect(cleaned('a\u0007b\u0000c')).toBe('abc');
  });
  it('keeps an emoji of several parts whole', () => {
    expect(cleaned('👨‍👩‍👧')).toBe('👨‍👩‍👧');
  });
  it('is cleaned wherever it stands in a command', () => {
    expect(
      cleanedAll({
        type: 'ballot.open',
        options: ['方案\t一'],
        deadline: 3,
        scope: { kind: 'zone' },
      }),
    ).toEqual({ type: 'ballot.open', options: ['方案 一'], deadline: 3, scope: { kind: 'zone' } });
  });
});
