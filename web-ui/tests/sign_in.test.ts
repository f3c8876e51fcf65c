// Signing in with a second factor, against a server that is made up answer by answer.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SignIn } from '../src/store/sign_in.svelte';

let sent: { body: Record<string, string>; key: string }[] = [];

function answering(...answers: [number, object][]): void {
  sent = [];
  vi.stubGlobal('navigator', { cookieEnabled: true });
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => {
    if (path.endsWith('/cookie')) return Promise.resolve(new Response('{"came":true}'));
    sent.push({
      body: JSON.parse(String(init?.body)) as Record<string, string>,
      key: new Headers(init?.headers).get('Idempotency-Key') ?? '',
    });
    const [status, body] = answers[sent.length - 1]!;
    if (status === 0) return Promise.reject(new TypeError('the line is cut'));
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  });
}

function typed(): SignIn {
  const signIn = new SignIn();
  signIn.login = ' chen ';
  signIn.password = 'a long enough password';
  return signIn;
}

beforeEach(() => vi.unstubAllGlobals());
afterEach(() => vi.unstubAllGlobals());

test('a code is asked for only where the server wants one, and the password is kept for it', async () => {
  answering([401, { code: 'sign_in.second_needed' }], [200, { kind: 'staff' }]);
  const signIn = typed();
  expect(await signIn.run()).toBeNull();
  expect(sent[0]!.body).toEqual({ login: 'chen', password: 'a long enough password' });
  expect(signIn.secondAsked).toBe(true);
  signIn.second = ' 123456 ';
  expect(await signIn.run()).toBe('in');
  expect(sent[1]!.body.second).toBe('123456');
  expect(sent[1]!.key).not.toBe(sent[0]!.key);
});

test('a wrong code empties its field and leaves the password; a wrong password both', async () => {
  answering(
    [401, { code: 'sign_in.second_needed' }],
    [401, { code: 'sign_in.second_wrong' }],
    [401, { code: 'sign_in.wrong' }],
  );
  const signIn = typed();
  await signIn.run();
  signIn.second = '000000';
  await signIn.run();
  expect([signIn.second, signIn.secondAsked]).toEqual(['', true]);
  expect(signIn.password).not.toBe('');
  await signIn.run();
  expect([signIn.password, signIn.secondAsked]).toEqual(['', false]);
  expect(signIn.wrong).not.toBe('');
});

test('what got no answer is sent again as it was, since it has used the code up', async () => {
  answering([401, { code: 'sign_in.second_needed' }], [0, {}], [200, { kind: 'staff' }]);
  const signIn = typed();
  await signIn.run();
  signIn.second = '123456';
  expect(await signIn.run()).toBeNull();
  expect(await signIn.run()).toBe('in');
  expect(sent[2]).toEqual(sent[1]);
});

test('who must set a second factor up first is told so', async () => {
  answering([200, { kind: 'staff', second_factor: 'needed' }]);
  expect(await typed().run()).toBe('needed');
});
