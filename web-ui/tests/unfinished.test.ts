// What closing a meeting would leave undone.
import { describe, expect, it } from 'vitest';
import type { View } from '../src/protocol/frames';
import { unfinished } from '../src/store/unfinished';

const view = (parts: object) => ({ meeting: {}, ...parts }) as unknown as View;
const written = { minutes: { sections: { opening: { order: 0, base: 1, text: '到会' } } } };

describe('what is unfinished', () => {
  it('is nothing where all was dealt with and the minutes are written', () => {
    const parts = {
      ...written,
      agenda: {
        a: { order: 1, title: '通报', state: 'done' },
        b: { order: 2, title: '停车', state: 'deferred' },
      },
      ballots: { v: { order: 1, question: '同意吗', state: 'closed', record: 'r1' } },
      proposals: { p: { order: 1, title: '装扶手', state: 'adopted' } },
    };
    expect(unfinished(view(parts))).toEqual([]);
  });

  it('names what waits, what was not published and minutes that say nothing, in that order', () => {
    const parts = {
      agenda: {
        b: { order: 2, title: '停车', state: 'waiting' },
        a: { order: 1, title: '电梯', state: 'current' },
      },
      ballots: {
        v: { order: 1, question: '同意吗', state: 'closed' },
        w: { order: 2, question: '方案二', state: 'open' },
        x: { order: 3, question: '作废的', state: 'annulled' },
      },
      proposals: { p: { order: 1, title: '装扶手', state: 'tabled' } },
      cards: { c: { order: 1, state: 'raised' } },
      minutes: {
        sections: { opening: { order: 0, base: 0, text: ' ' } },
        decisions: { d: { order: 1, text: '装灯', withdrawn: true } },
      },
    };
    expect(unfinished(view(parts))).toEqual([
      { what: 'ballot', titles: ['方案二'] },
      { what: 'item', titles: ['电梯', '停车'] },
      { what: 'proposal', titles: ['装扶手'] },
      { what: 'card', titles: [''] },
      { what: 'result', titles: ['同意吗'] },
      { what: 'minutes', titles: [''] },
    ]);
  });
});
