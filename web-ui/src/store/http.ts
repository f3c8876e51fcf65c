// What is fetched rather than followed: /api/v1, with problems as values.
import { newId } from '../protocol/ids';
import { newestPlace, reachedPlace } from '../protocol/place';
import { cleaned } from './cleaned';

export type Answer<T> = { ok: true; value: T } | Problem;

interface Problem {
  ok: false;
  code: string;
  status: number;
  fields: Record<string, unknown>;
  /** How long to wait before asking the same again; 0: that would not help. */
  againAfterMs: number;
}

const kWaitMs = 20_000;
const kWaitForFileMs = 120_000; // 10 MB through a slow line

/** Where the server is not yet as far as what this page knows, it says when to ask again. */
export async function getJson<T>(path: string): Promise<Answer<T>> {
  const until = Date.now() + kWaitMs;
  for (;;) {
    const answer = await request<T>(path, { method: 'GET' });
    if (answer.ok || answer.againAfterMs === 0 || Date.now() + answer.againAfterMs > until) {
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, answer.againAfterMs));
  }
}

/** Not a character of these is mended. */
const kSecret = /password|token|code/;

/** A POST names itself, so that a repeated one does nothing twice. */
export function postJson<T>(path: string, body: unknown, key = newId()): Promise<Answer<T>> {
  return request<T>(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify(body, (key, value: unknown) =>
      typeof value === 'string' && !kSecret.test(key) ? cleaned(value) : value,
    ),
  });
}

/** A file as the body; a check changes nothing and so needs no name. */
export function postFile<T>(
  path: string,
  bytes: ArrayBuffer,
  key = '',
  type = 'application/octet-stream',
): Promise<Answer<T>> {
  const headers: Record<string, string> = { 'Content-Type': type };
  if (key) headers['Idempotency-Key'] = key;
  return request<T>(path, { method: 'POST', headers, body: bytes }, kWaitForFileMs);
}

function withPlace(headers: Record<string, string> = {}): Record<string, string> {
  const place = newestPlace();
  return place > 0 ? { ...headers, After: String(place) } : headers;
}

async function request<T>(path: string, init: RequestInit, waitMs = kWaitMs): Promise<Answer<T>> {
  const stopper = new AbortController();
  const timer = setTimeout(() => stopper.abort(), waitMs);
  try {
    const response = await fetch(`/api/v1${path}`, {
      ...init,
      headers: withPlace(init.headers as Record<string, string> | undefined),
      credentials: 'same-origin',
      signal: stopper.signal,
    });
    reachedPlace(Number(response.headers.get('After') ?? 0));
    const text = await response.text();
    const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    if (response.ok) return { ok: true, value: body as T };
    const code = typeof body.code === 'string' ? body.code : 'http.failed';
    if (code === 'session.locked') window.dispatchEvent(new Event('roundtable:locked'));
    const fields = (body.fields ?? {}) as Record<string, unknown>;
    const againAfterMs = 1000 * (Number(response.headers.get('Retry-After')) || 0); // not a date
    return { ok: false, code, status: response.status, fields, againAfterMs };
  } catch {
    return { ok: false, code: 'http.unreachable', status: 0, fields: {}, againAfterMs: 0 };
  } finally {
    clearTimeout(timer);
  }
}
