import { describe, expect, it, vi } from 'vitest';

vi.stubGlobal('window', { addEventListener: () => {} });
const { routeOf } = await import('../src/router.svelte');
const at = (path: string, query = '') => routeOf(path, new URLSearchParams(query));

describe('addresses', () => {
  it.each([
    ['/', { room: 'grid', grid: null }],
    ['/g/g-12', { room: 'grid', grid: 'g-12' }],
    ['/m/m1', { room: 'room', meeting: 'm1' }],
    ['/m/m1/', { room: 'room', meeting: 'm1' }],
    ['/m/m1/console', { room: 'console', meeting: 'm1' }],
    ['/m/m1/hall', { room: 'hall', meeting: 'm1' }],
    ['/join', { room: 'join', token: null, meeting: null }],
    ['/join/a_b-c', { room: 'join', token: 'a_b-c', meeting: null }],
    ['/sign-in', { room: 'sign_in' }],
    ['/setup', { room: 'setup' }],
    ['/desk', { room: 'desk', section: null, item: null }],
    ['/desk/grids', { room: 'desk', section: 'grids', item: null }],
    ['/desk/invitations/m1', { room: 'desk', section: 'invitations', item: 'm1' }],
    ['/desk/staff', { room: 'desk', section: 'staff', item: null }],
    ['/desk/cellar', { room: 'lost' }],
    ['/desk//m1', { room: 'lost' }],
    ['/desk/grids/a/b', { room: 'lost' }],
    [`/m/${'a'.repeat(65)}`, { room: 'lost' }],
    [`/join/${'a'.repeat(65)}`, { room: 'join', token: 'a'.repeat(65), meeting: null }],
    [`/join/${'a'.repeat(257)}`, { room: 'lost' }],
    ['/records/r1', { room: 'lost' }],
    ['/m/m1/desk', { room: 'lost' }],
    ['/m/<script>', { room: 'lost' }],
  ])('%s', (path, route) => {
    expect(at(path)).toEqual(route);
  });

  it.each([
    '。',
    '）',
    '，请尽快',
    '.',
    ',',
    ')',
    ']',
    '】',
    '”',
    "'",
    '&from=timeline',
    ' 请',
    '…',
  ])('with %s hung on it lead where they do without', (tail) => {
    for (const hung of [tail, encodeURI(tail)]) {
      expect(at(`/join/a_b-c${hung}`)).toMatchObject({ room: 'join', token: 'a_b-c' });
      expect(at(`/m/m1${hung}`)).toEqual({ room: 'room', meeting: 'm1' });
      expect(at(`/m/m1/hall${hung}`)).toEqual({ room: 'hall', meeting: 'm1' });
      expect(at(`/desk/grids/g1${hung}`)).toMatchObject({ section: 'grids', item: 'g1' });
      expect(at(`/nothing${hung}`)).toEqual({ room: 'lost' });
    }
    expect(at('/join', `meeting=m1${encodeURIComponent(tail)}`)).toMatchObject({ meeting: 'm1' });
  });

  it('the way in knows the meeting whose QR code was scanned', () => {
    expect(at('/join', 'meeting=m1')).toEqual({ room: 'join', token: null, meeting: 'm1' });
  });
});
