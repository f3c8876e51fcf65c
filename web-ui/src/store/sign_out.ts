// Signing out: whoever comes next at this device finds nothing of what was kept here.
import { dropDrafts } from './drafts.svelte';
import { postJson } from './http';
import { forgetSession, tellWhoChanged } from './shelves';

/** Then another page is opened. */
export async function signOut(to: string): Promise<void> {
  await postJson('/sign-out', {});
  dropDrafts();
  forgetSession();
  tellWhoChanged();
  location.assign(to);
}
