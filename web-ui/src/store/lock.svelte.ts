// Whether this is a computer that others use too, and whether it is locked. What watches over it is
// fetched where it is one (lock_watch.ts).
import { tellOfLocks } from './http';
import { remember, remembered } from './shelves';

const kShared = 'roundtable.shared';

/** `name`: who is signed in here. */
export const lock = $state({ locked: false, name: '' });

/** Remembered by the computer, so that its next user need not say it again. */
export const isShared = (): boolean => remembered(kShared) === '1';
export const setShared = (shared: boolean): void => remember(kShared, shared ? '1' : '');

/** To be called when somebody has signed in, or has come back. */
export function watchLock(): void {
  if (isShared()) look();
}

/** To be called once, when the page begins. */
export function startLock(): void {
  tellOfLocks(look);
  watchLock();
}

function look(): void {
  import('./lock_watch').then((watch) => watch.look()).catch(console.error);
}
