// What a resident opens with a tap comes after the Room itself stands: its script is not in the way of
// the first look, and is there before the tap, also should the line be gone by then.
export const proposalDialog = () => import('../../parts/ProposalDialog.svelte');
export const amendDialog = () => import('../../parts/AmendDialog.svelte');
export const minutesPage = () => import('./MinutesPage.svelte');

const kSoonMs = 2_000;

/** Gives what stops it. A script that did not come is asked for again by the tap, which says so. */
export function fetchSoon(): () => void {
  const timer = setTimeout(() => {
    for (const load of [proposalDialog, amendDialog, minutesPage]) load().catch(console.warn);
  }, kSoonMs);
  return () => clearTimeout(timer);
}
