import { describe, expect, it } from 'vitest';
import { mergePatch } from '../src/store/merge_patch';

// The examples of RFC 7396, appendix A, that can occur with objects on both sides.
const examples: [unknown, unknown, unknown][] = [
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
];

describe('a merge patch', () => {
  it.each(examples)('%j with %j gives %j', (target, patch, result) => {
    expect(mergePatch(target, patch)).toEqual(result);
  });

  it('leaves its input as it was and keeps what did not change', () => {
    const before = { agenda: { a: { title: '一' } }, ballots: { b: { heads: 1 } } };
    const copy = JSON.parse(JSON.stringify(before)) as typeof before;
    const after = mergePatch(before, { ballots: { b: { heads: 2 } } }) as typeof before;
    expect(before).toEqual(copy);
    expect(after.agenda).toBe(before.agenda);
    expect(after.ballots.b.heads).toBe(2);
  });

  it('deletes and creates anew under the same key', () => {
    const gone = mergePatch({ current: { ballot: 'b1' } }, { current: { ballot: null } });
    expect(gone).toEqual({ current: {} });
    expect(mergePatch(gone, { current: { ballot: 'b2' } })).toEqual({ current: { ballot: 'b2' } });
  });

  it('takes a key named __proto__ as a key', () => {
    const patch = JSON.parse('{"__proto__":{"evil":true}}') as unknown;
    const result = mergePatch({}, patch);
    expect(({} as { evil?: boolean }).evil).toBeUndefined();
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
  });
});
