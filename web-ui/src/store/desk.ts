// The Desk's shapes of docs/protocol.md, and what it starts from: the grids on which I hold a role,
// each with its subtree's meetings.
import type { Micros } from '../protocol/frames';
import type { GridPage, MeetingSummary, Whoami } from './api';
import { getJson, type Answer } from './http';

export interface DeviceSession {
  id: string;
  device?: string;
  since: Micros;
  until: Micros;
  used_at?: Micros;
  this?: boolean;
}

export interface RoleOnGrid {
  role: string;
  grid: string;
  grid_name?: string;
  mine?: boolean;
}

export interface StaffAccount {
  id: string;
  login: string;
  name: string;
  state: 'open' | 'closed';
  kept: boolean;
  own: boolean;
  roles: RoleOnGrid[];
  sessions?: DeviceSession[];
}

export interface StaffPage {
  keeps: boolean;
  accounts: StaffAccount[];
}

export interface Household {
  head: string;
  label: string;
  building?: string;
  stair?: string;
  invitation: 'none' | 'ready' | 'used' | 'expired';
  until?: Micros;
  sessions: DeviceSession[];
}

export interface Slip {
  head: string;
  label: string;
  token: string;
  code: string;
  until: Micros;
}

export const kRoles = [
  'facilitator',
  'recorder',
  'secretary',
  'second_secretary',
  'supervisor',
  'administrator',
] as const;

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

/** The staircases of the households, for choosing: "" is all of them. */
export function placesOf(
  households: Household[],
): { key: string; building: string; stair: string }[] {
  const found = new Map<string, { key: string; building: string; stair: string }>();
  for (const { building = '', stair = '' } of households) {
    if (building)
      found.set(`${building}/${stair}`, { key: `${building}/${stair}`, building, stair });
  }
  return Array.from(found.values()).sort((a, b) =>
    a.key.localeCompare(b.key, 'zh', { numeric: true }),
  );
}

export function sortedHouseholds(households: Household[]): Household[] {
  const words = (one: Household) => `${one.building ?? ''}/${one.stair ?? ''}/${one.label}`;
  return households
    .slice()
    .sort((a, b) => words(a).localeCompare(words(b), 'zh', { numeric: true }));
}
