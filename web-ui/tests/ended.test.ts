import { describe, expect, it } from 'vitest';
import { endedOnce } from '../src/i18n/ended';

describe('a sentence made of what people wrote', () => {
  it('has one mark at its end, theirs', () => {
    expect(endedOnce('要表决的是：同意加装电梯吗？。')).toBe('要表决的是：同意加装电梯吗？');
    expect(endedOnce('同意加装电梯吗？，还有 10 户没投')).toBe('同意加装电梯吗？还有 10 户没投');
    expect(endedOnce('第 1 项，装长椅。；第 2 项，停车。')).toBe(
      '第 1 项，装长椅。第 2 项，停车。',
    );
    expect(endedOnce('The vote is on this: An elevator?.')).toBe(
      'The vote is on this: An elevator?',
    );
    expect(endedOnce('The vote is on this: We build it..')).toBe(
      'The vote is on this: We build it.',
    );
  });
  it('keeps what stands in between', () => {
    for (const words of ['“同意吗？”，表决结束了。', '还有…… 10 户', 'and so on... until 3.5 m²'])
      expect(endedOnce(words)).toBe(words);
  });
});
