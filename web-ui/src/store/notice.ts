// Where the notice of a meeting is: a page of the server's own, which it has once the meeting was
// announced.
import { preferences } from './preferences.svelte';

export function noticeOf(meeting: string): string {
  const elder = preferences.elder ? '&elder=1' : '';
  return `/meetings/${meeting}/notice?lang=${preferences.language}${elder}`;
}
