// Where the notice of a meeting is: a page of the server's own, which it has once the meeting was
// announced, and the same for a calendar.
import { preferences } from './preferences.svelte';

export function noticeOf(meeting: string): string {
  const elder = preferences.elder ? '&elder=1' : '';
  return `/meetings/${meeting}/notice?lang=${preferences.language}${elder}`;
}

/** A file that a calendar opens; fetched again after a change it takes the place of the one before. */
export function calendarOf(meeting: string): string {
  return `/meetings/${meeting}/notice?form=ics`;
}
