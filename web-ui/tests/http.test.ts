import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { getJson, postJson } from '../src/store/http';

const busy = () =>
  new Response(JSON.stringify({ code: 'log.unavailable', fields: {} }), {
    status: 503,
    headers: { 'Retry-After': '1' },
  });
const fine = () => new Response(JSON.stringify({ issues: [] }), { status: 200 });
const missing = () => new Response(JSON.stringify({ code: 'grid.unknown' }), { status: 404 });

let asked: string[] = [];
function answering(...answers: (() => Response)[]): void {
  asked = [];
  vi.stubGlobal('fetch', (path: string) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)];
    asked.push(path);
    return Promise.resolve(answer!());
  });
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('what the server cannot answer yet is asked again when it says so', async () => {
  answering(busy, busy, fine);
  const answer = getJson('/grids/g/issues');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await answer).toEqual({ ok: true, value: { issues: [] } });
  expect(asked).toHaveLength(3);
});

test('it is not asked for ever: then the reason is told', async () => {
  answering(busy);
  const answer = getJson('/grids/g/issues');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await answer).toMatchObject({ ok: false, code: 'log.unavailable', status: 503 });
  expect(asked.length).toBeLessThan(30);
});

test('a date says nothing about when to ask again', async () => {
  const dated = () =>
    new Response('{}', {
      status: 503,
      headers: { 'Retry-After': 'Tue, 01 Dec 2026 12:00:00 GMT' },
    });
  answering(dated, fine);
  expect(await getJson('/grids/g')).toMatchObject({ ok: false, status: 503 });
  expect(asked).toHaveLength(1);
});

test('what is refused for another reason is not asked again', async () => {
  answering(missing, fine);
  expect(await getJson('/grids/none')).toMatchObject({ ok: false, code: 'grid.unknown' });
  expect(asked).toHaveLength(1);
});

test('what changes something is left to the person to send again', async () => {
  answering(busy, fine);
  expect(await postJson('/grids', {})).toMatchObject({ ok: false, status: 503 });
  expect(asked).toHaveLength(1);
});
