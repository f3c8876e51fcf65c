// What a resident opens with a tap is not in the way of the Room's first look. It comes with the first
// touch of the page, whatever that is for: so it is mostly there before its own tap, also should the
// line be gone by then, and those who only look do not pay for it.
import { loadTexts, withTexts } from '../../i18n/sets';
import { preferences } from '../../store/preferences.svelte';

export const proposalDialog = () => import('../../parts/ProposalDialog.svelte');
export const amendDialog = () => import('../../parts/AmendDialog.svelte');
export const confirmDialog = () => import('../../parts/ConfirmDialog.svelte');
export const floorDialog = () => import('./FloorDialog.svelte');
export const minutesPage = () => withTexts(import('./MinutesPage.svelte'), 'minutes');
export const ruleFacts = () => import('./RuleFacts.svelte');
export const testsList = () => import('../../parts/TestsList.svelte');
/** What a command may be answered. */
const refusals = () => loadTexts(['refusals'], preferences.language);

const kLater = [
  proposalDialog,
  amendDialog,
  confirmDialog,
  floorDialog,
  minutesPage,
  ruleFacts,
  testsList,
  refusals,
];
const kTouches = ['pointerdown', 'keydown'] as const;

/** Gives what stops it. A script that did not come is asked for again by its tap, which says so. */
export function fetchWithFirstTouch(): () => void {
  function fetchAll(): void {
    stop();
    for (const load of kLater) load().catch(console.warn);
  }
  function stop(): void {
    for (const touch of kTouches) window.removeEventListener(touch, fetchAll);
  }
  for (const touch of kTouches) window.addEventListener(touch, fetchAll);
  return stop;
}
