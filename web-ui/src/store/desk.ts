// What the Desk starts from: the grids on which I hold a role, each with its subtree's meetings.
import type { GridPage, MeetingSummary, Whoami } from './api';
import { getJson, type Answer } from './http';

/** The pages of the grids where I hold a role; the first refusal, if one cannot be read. */
export async function myGrids(me: Whoami): Promise<Answer<GridPage[]>> {
  const pages: GridPage[] = [];
  for (const grid of Object.keys(me.roles ?? {})) {
    const answer = await getJson<GridPage>(`/grids/${grid}`);
    if (!answer.ok) return answer;
    pages.push(answer.value);
  }
  return { ok: true, value: pages };
}

/** Each meeting once, though it may stand below several of my grids; the latest first. */
export function meetingsOf(grids: GridPage[]): MeetingSummary[] {
  const found = new Map<string, MeetingSummary>();
  for (const grid of grids) for (const meeting of grid.meetings) found.set(meeting.id, meeting);
  return Array.from(found.values()).sort((a, b) => b.scheduled_at - a.scheduled_at);
}
