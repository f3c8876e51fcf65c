// When the result of a ballot stands before all else on the Console.
import { describe, expect, it } from 'vitest';
import type { View } from '../src/protocol/frames';
import { resultHeads } from '../src/store/results';

const ballot = (order: number, item: string, more: object = {}) => ({
  order,
  item,
  state: 'closed',
  rule: 'major',
  ...more,
});
const heads = (current: object, ...ballots: object[]) =>
  resultHeads({ current, ballots: Object.fromEntries(ballots.entries()) } as unknown as View);

describe('a result', () => {
  it('heads the panel while its item is under way and no other ballot is open', () => {
    expect(heads({ item: 'a' }, ballot(1, 'a'))).toBe(true);
    expect(heads({ item: 'b' }, ballot(1, 'a'))).toBe(false);
    expect(heads({}, ballot(1, 'a'))).toBe(false);
    expect(heads({ item: 'a', ballot: '1' }, ballot(1, 'a'))).toBe(false);
    expect(heads({ item: 'a' })).toBe(false);
  });

  it('is the newest, and not that of a motion', () => {
    expect(heads({ item: 'a' }, ballot(2, 'b'), ballot(1, 'a'))).toBe(false);
    expect(heads({ item: 'a' }, ballot(1, 'a'), ballot(2, 'a', { rule: 'motion' }))).toBe(false);
    expect(heads({ item: 'a' }, ballot(1, 'a', { state: 'annulled' }))).toBe(true);
  });
});
