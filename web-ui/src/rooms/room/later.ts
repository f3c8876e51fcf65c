// What a resident opens with a tap is not in the way of the Room's first look. It comes with the first
// touch of the page, whatever that is for: so it is mostly there before its own tap, also should the
// line be gone by then, and those who only look do not pay for it.
import { loadTexts, withTexts } from '../../i18n/sets';
import { preferences } from '../../store/preferences.svelte';

export const proposalDialog = () =>
  withTexts(import('../../parts/ProposalDialog.svelte'), 'opened');
export const amendDialog = () => withTexts(import('../../parts/AmendDialog.svelte'), 'opened');
export const confirmDialog = () => import('../../parts/ConfirmDialog.svelte');
export const floorDialog = () => withTexts(import('./FloorDialog.svelte'), 'opened');
export const minutesPage = () => withTexts(import('./MinutesPage.svelte'), 'opened');
export const myVotes = () => import('./MyVotes.svelte');
export const ruleFacts = () => import('./RuleFacts.svelte');
export const voteTrail = () => withTexts(import('./VoteTrail.svelte'), 'opened');
export const testsList = () => withTexts(import('../../parts/TestsList.svelte'), 'opened');
/** What a command may be answered. */
const refusals = () => loadTexts(['refusals'], preferences.language);

const kLater = [
  proposalDialog,
  amendDialog,
  confirmDialog,
  floorDialog,
  minutesPage,
  myVotes,
  ruleFacts,
  testsList,
  voteTrail,
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
