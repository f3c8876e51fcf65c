// Where a second phone of a household is led to, and what such phones are called.
import { describe, expect, it } from 'vitest';
import type { Whoami } from '../src/store/api';
import { ofHousehold, phonesLedTo } from '../src/store/own_phones';

const me = (more: Partial<Whoami> = {}): Whoami => ({
  kind: 'resident',
  meetings: {
    old: { title: 'a', phase: 'closed' },
    now: { title: 'b', phase: 'in_session' },
    next: { title: 'c', phase: 'announced' },
  },
  ...more,
});

describe('another phone', () => {
  it('is led to the meeting at hand, also when that is over', () => {
    expect(phonesLedTo(me(), 'next')).toBe('next');
    expect(phonesLedTo(me(), 'old')).toBe('old');
  });

  it('else to one that is not over, else to any', () => {
    expect(phonesLedTo(me())).toBe('now');
    expect(phonesLedTo(me(), 'not mine')).toBe('now');
    expect(phonesLedTo(me({ meetings: { old: { title: 'a', phase: 'closed' } } }))).toBe('old');
  });

  it('is for residents alone', () => {
    expect(phonesLedTo(me({ kind: 'staff' }), 'now')).toBeUndefined();
    expect(phonesLedTo(me({ kind: 'observer', meetings: {} }))).toBeUndefined();
  });

  it("is a household's where there are flats", () => {
    expect(ofHousehold(me({ units: { u1: '502室' } }))).toBe(true);
    expect(ofHousehold(me({ units: {} }))).toBe(false);
  });
});
