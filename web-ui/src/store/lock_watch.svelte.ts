// After some minutes without a touch in any of a shared computer's tabs nothing of what was open is shown
// any more, until whoever is signed in gives her password. The server holds to it by itself; this is so
// that the page does, too.
import type { Component } from 'svelte';
import { withTexts } from '../i18n/sets';
import type { Whoami } from './api';
import { getJson, postJson } from './http';
import { newId } from '../protocol/ids';
import { remember } from './shelves';

/** Another tab has locked or opened it. */
const kTurned = 'roundtable.lock';
const kTouches = ['pointerdown', 'pointermove', 'keydown', 'touchstart', 'wheel'];
const kTellEveryMs = 60_000;
const kLookAgainMs = 30_000;

/** Shown by App in the place of everything; null: everything again. */
function show(screen: Component | null): void {
  window.dispatchEvent(new CustomEvent('roundtable:lock', { detail: screen }));
}
/** `name`: who is signed in here. */
export const lock = $state({ locked: false, name: '' });
let watching = false;
let told = 0;
let tellEveryMs = kTellEveryMs;
let timer: ReturnType<typeof setTimeout> | undefined;

const screen = () => withTexts(import('../parts/LockScreen.svelte'), 'pages');

/** Where the lock cannot be shown the page is left all the same. */
async function turn(locked: boolean): Promise<void> {
  if (locked === lock.locked) return;
  lock.locked = locked;
  if (!locked) return show(null);
  try {
    show((await screen()).default);
  } catch {
    location.assign('/sign-in');
  }
}

/** Asks the server, which knows of the other tabs too. */
export async function look(): Promise<void> {
  const answer = await getJson<Whoami>('/me');
  if (!answer.ok) return lookIn(kLookAgainMs);
  const { locks_in, locked, name } = answer.value;
  if (locks_in === undefined) return leave();
  lock.name = name ?? '';
  if (!watching) watch();
  await turn(locked === true);
  if (locked) return;
  // Told of often enough, also where a setting makes it lock sooner.
  tellEveryMs = Math.min(kTellEveryMs, (locks_in * 1_000) / 4);
  lookIn(locks_in * 1_000);
}

export async function lockNow(): Promise<void> {
  await postJson('/me/lock', {});
  await turned();
}

/** Locked or opened here, which the other tabs are told of. */
export async function turned(): Promise<void> {
  remember(kTurned, newId());
  await look();
}

function watch(): void {
  watching = true;
  screen().catch(console.warn); // asked for again when it is needed
  for (const touch of kTouches) {
    window.addEventListener(touch, touched, { capture: true, passive: true });
  }
  // A computer that slept tells no timer of it.
  document.addEventListener('visibilitychange', seen);
  window.addEventListener('storage', otherTab);
}

/** Nobody is signed in here any more. */
function leave(): void {
  clearTimeout(timer);
  for (const touch of kTouches) window.removeEventListener(touch, touched, true);
  document.removeEventListener('visibilitychange', seen);
  window.removeEventListener('storage', otherTab);
  watching = false;
  void turn(false);
}

function touched(): void {
  if (lock.locked || Date.now() - told < tellEveryMs) return;
  told = Date.now();
  void tell();
}

async function tell(): Promise<void> {
  const answer = await postJson<{ locks_in?: number }>('/me/awake', {});
  if (answer.ok && answer.value.locks_in) lookIn(answer.value.locks_in * 1_000);
}

function seen(): void {
  if (document.visibilityState === 'visible') void look();
}

function otherTab({ key }: StorageEvent): void {
  if (key === kTurned) void look();
}

function lookIn(ms: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void look(), ms);
}
