// What a resident opens with a tap is not in the way of the Room's first look. It comes with the first
// touch of the page, whatever that is for: so it is mostly there before its own tap, also should the
// line be gone by then, and those who only look do not pay for it.
import { loadTexts, withTexts } from '../../i18n/sets';
import { preferences } from '../../store/preferences.svelte';

export const proposalDialog = () =>
  withTexts(import('../../parts/ProposalDialog.svelte'), 'opened', 'refusals');
export const amendDialog = () =>
  withTexts(import('../../parts/AmendDialog.svelte'), 'opened', 'refusals');
export const confirmDialog = () =>
  withTexts(import('../../parts/ConfirmDialog.svelte'), 'refusals');
export const floorDialog = () => withTexts(import('./FloorDialog.svelte'), 'opened', 'refusals');
export const leaveDialog = () => withTexts(import('./LeaveDialog.svelte'), 'opened', 'refusals');
export const minePanel = () => withTexts(import('./Mine.svelte'), 'aside');
export const minutesPage = () => withTexts(import('./MinutesPage.svelte'), 'opened', 'refusals');
export const minutesWait = () => withTexts(import('./MinutesWait.svelte'), 'opened');
export const myMeetings = () => import('../../parts/MyMeetings.svelte');
export const myVotes = () => withTexts(import('./MyVotes.svelte'), 'opened');
export const ruleFacts = () => withTexts(import('./RuleFacts.svelte'), 'opened');
export const voteTrail = () => withTexts(import('./VoteTrail.svelte'), 'opened', 'refusals');
export const testsList = () => withTexts(import('../../parts/TestsList.svelte'), 'opened');
/** What a command may be answered. */
const refusals = () => loadTexts(['refusals'], preferences.language);

const kLater = [
  proposalDialog,
  amendDialog,
  confirmDialog,
  floorDialog,
  leaveDialog,
  minePanel,
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
