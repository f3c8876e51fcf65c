// What a browser must be able to do before somebody comes in with an invitation, and what of it works
// without storage.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cookieTrouble } from '../src/store/cookies';
import { digitsOf } from '../src/store/digits';
import { OneUse } from '../src/store/one_use';
import { remember, remembered } from '../src/store/shelves';

afterEach(() => vi.unstubAllGlobals());

describe('the digits of a short code', () => {
  it.each([
    ['1234567890', '1234567890'],
    ['123 456-7890', '1234567890'],
    ['１２３４５６７８９０', '1234567890'],
    ['１２３　４５６－7890。', '1234567890'],
    ['短码：12', '12'],
    ['', ''],
  ])('of %s are %s', (typed, digits) => expect(digitsOf(typed)).toBe(digits));
});

describe('before an invitation is used', () => {
  /** A browser that brings a cookie along from the request on that has this number. */
  function browser(cookieEnabled: boolean, kept: number) {
    let asked = 0;
    vi.stubGlobal('navigator', { cookieEnabled });
    vi.stubGlobal('fetch', async () => {
      asked += 1;
      return new Response(JSON.stringify({ came: asked >= kept }), { status: 200 });
    });
    return () => asked;
  }

  it('nothing is said where the cookie comes back', async () => {
    const asked = browser(true, 2);
    expect(await cookieTrouble()).toBe('');
    expect(asked()).toBe(2);
  });

  it('once is enough where it is there already', async () => {
    const asked = browser(true, 1);
    expect(await cookieTrouble()).toBe('');
    expect(asked()).toBe(1);
  });

  it('cookies that are off are said without asking anybody', async () => {
    const asked = browser(false, 1);
    expect(await cookieTrouble()).toContain('Cookie');
    expect(asked()).toBe(0);
  });

  it('cookies that are dropped on the way are said', async () => {
    browser(true, Infinity);
    expect(await cookieTrouble()).toContain('没有留下本站的 Cookie');
  });

  it('a line that is gone is said as what it is', async () => {
    vi.stubGlobal('navigator', { cookieEnabled: true });
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('Failed to fetch');
    });
    expect(await cookieTrouble()).not.toBe('');
    expect(await cookieTrouble()).not.toContain('Cookie');
  });
});

describe('one use of an invitation', () => {
  const kForbidden = {
    'throws at once': () => {
      throw new Error('SecurityError');
    },
    'is not there': () => null,
    'cannot be written': () => ({
      getItem: () => null,
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
      removeItem: () => {
        throw new Error('SecurityError');
      },
    }),
  };
  let state: unknown = null;
  beforeEach(() => {
    state = null;
    vi.stubGlobal('history', {
      get state() {
        return state;
      },
      replaceState: (next: unknown) => (state = next),
    });
  });

  for (const [what, storage] of Object.entries(kForbidden)) {
    it(`has its key after a reload though the storage ${what}`, () => {
      vi.stubGlobal('window', {
        get sessionStorage() {
          return storage();
        },
        get localStorage() {
          return storage();
        },
      });
      const first = new OneUse('use');
      expect(first.triedBefore).toBe(false);
      first.keep();
      const again = new OneUse('use');
      expect(again.triedBefore).toBe(true);
      expect(again.key).toBe(first.key);
      again.forget();
      expect(new OneUse('use').triedBefore).toBe(false);
      expect(again.key).not.toBe(first.key);
      remember('roundtable.language', 'en');
      expect(remembered('roundtable.language')).toBe(null);
    });
  }
});
