// Whether others use this computer too: remembered by it, so that its next user need not say it again.
import { remember, remembered } from './shelves';

const kShared = 'roundtable.shared';

export const isShared = (): boolean => remembered(kShared) === '1';
export const setShared = (shared: boolean): void => remember(kShared, shared ? '1' : '');

const look = (): unknown =>
  import('./lock_watch.svelte').then((watch) => watch.look()).catch(console.error);

/** What watches over it is fetched where it is one. */
export const watchLock = (): unknown => isShared() && look();

/** To be called once, when the page begins. The server may know better than what is remembered. */
export function startLock(): void {
  watchLock();
  window.addEventListener('roundtable:locked', look);
}
