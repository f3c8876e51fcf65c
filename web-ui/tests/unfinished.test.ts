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

  const undone = (parts: object) =>
    unfinished(view({ ...written, ...parts })).map(({ what }) => what);
  const item = (state: string) => ({ agenda: { a: { order: 1, title: '电梯', state } } });

  it.each([
    ['waiting', ['item']],
    ['current', ['item']],
    ['done', []],
    ['deferred', []],
  ])('an item that is %s and of which nothing came', (state, expected) => {
    expect(undone(item(state))).toEqual(expected);
  });

  it.each([
    ['open', {}, ['ballot', 'item']],
    ['closed', {}, ['result']],
    ['closed', { record: 'r1' }, []],
    ['closed', { rule: 'motion' }, ['item']],
    ['annulled', {}, ['item']],
  ])('the item in hand with a ballot that is %s %o', (state, more, expected) => {
    const v = { order: 1, question: '同意吗', item: 'a', rule: 'elevator', state, ...more };
    for (const at of ['current', 'waiting'])
      expect(undone({ ...item(at), ballots: { v } })).toEqual(expected);
    // What came of another item changes nothing here.
    const elsewhere = { ...v, item: 'b' };
    expect(undone({ ...item('current'), ballots: { v: elsewhere } })).toContain('item');
  });

  it.each([
    ['tabled', ['item', 'proposal']],
    ['adopted', []],
    ['rejected', []],
    ['withdrawn', ['item']],
    ['deferred', ['item']],
  ])('the item in hand with a proposal that is %s', (state, expected) => {
    const p = { order: 1, title: '装扶手', item: 'a', state };
    expect(undone({ ...item('current'), proposals: { p } })).toEqual(expected);
  });

  it.each([
    [false, []],
    [true, ['item']],
  ])('the item in hand with a decision, withdrawn: %s', (withdrawn, expected) => {
    const decisions = { d: { order: 1, item: 'a', text: '装灯', withdrawn } };
    const minutes = { ...written.minutes, decisions };
    expect(undone({ ...item('current'), minutes })).toEqual(expected);
  });

  it.each([
    ['draft', ['minutes']],
    ['proposed', []],
    ['adopted', []],
    ['published', []],
  ])('minutes without a word that are %s', (state, expected) => {
    expect(undone({ minutes: { state, sections: {}, decisions: {} } })).toEqual(expected);
  });
});
