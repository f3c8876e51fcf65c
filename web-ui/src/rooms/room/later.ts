// What a resident opens with a tap is not in the way of the Room's first look. It comes with the first
// touch of the page, whatever that is for: so it is mostly there before its own tap, also should the
// line be gone by then, and those who only look do not pay for it.
export const proposalDialog = () => import('../../parts/ProposalDialog.svelte');
export const amendDialog = () => import('../../parts/AmendDialog.svelte');
export const confirmDialog = () => import('../../parts/ConfirmDialog.svelte');
export const minutesPage = () => import('./MinutesPage.svelte');

const kTouches = ['pointerdown', 'keydown'] as const;

/** Gives what stops it. A script that did not come is asked for again by its tap, which says so. */
export function fetchWithFirstTouch(): () => void {
  function fetchAll(): void {
    stop();
    for (const load of [proposalDialog, amendDialog, confirmDialog, minutesPage])
      load().catch(console.warn);
  }
  function stop(): void {
    for (const touch of kTouches) window.removeEventListener(touch, fetchAll);
  }
  for (const touch of kTouches) window.addEventListener(touch, fetchAll);
  return stop;
}
