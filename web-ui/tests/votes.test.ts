// What the browser offers about a vote follows the server's rules.
import { expect, test } from 'vitest';
import type { Ballot, MyCast } from '../src/protocol/frames';
import { enteredByOthers, hasObjected, mayBeEntered, releasable } from '../src/store/votes';

const cast = (more: Partial<MyCast> = {}) =>
  ({ choice: 'yes', at: 5, changes: 0, channel: 'phone', version: 9, ...more }) as MyCast;
const ballot = (more: Partial<Ballot> = {}) =>
  ({ state: 'open', change_until_close: true, order: 1, ...more }) as Ballot;

test('only the own vote of an open ballot, whose votes may change, can be released', () => {
  expect(releasable(ballot(), cast())).toBe(true);
  expect(releasable(ballot({ state: 'closed' }), cast())).toBe(false);
  expect(releasable(ballot({ change_until_close: false }), cast())).toBe(false);
  expect(releasable(ballot(), cast({ channel: 'paper' }))).toBe(false);
  expect(releasable(ballot(), cast({ released: true }))).toBe(false);
});

test('staff enter a vote where there is none, where one was released, and in place of an entered one', () => {
  const voted = {
    own: { channel: 'phone', at: 1 },
    released: { channel: 'phone', at: 1, released: true },
    entered: { channel: 'helper', at: 1, entered_by: 's' },
  } as Ballot['voted'];
  const may = (more: Partial<Ballot> = {}) =>
    ['none', 'own', 'released', 'entered'].filter((head) =>
      mayBeEntered(ballot({ voted, ...more }), head),
    );
  expect(may()).toEqual(['none', 'released', 'entered']);
  expect(may({ change_until_close: false })).toEqual(['none']);
});

test('an objection is to the newest vote of somebody else', () => {
  const earlier = { 0: { at: 2, channel: 'paper' as const, entered_by: 's' } };
  const own = cast({ earlier } as Partial<MyCast>);
  expect(enteredByOthers(own)?.at).toBe(2);
  expect(hasObjected(own)).toBe(false);
  expect(hasObjected(cast({ earlier, objected_at: 3 } as Partial<MyCast>))).toBe(true);
  expect(hasObjected(cast({ channel: 'paper', objected_at: 4 }))).toBe(false);
});
