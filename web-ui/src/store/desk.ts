// The Desk's shapes of docs/protocol.md, and what it starts from: the grids on which I hold a role,
// each with its subtree's meetings.
import type { Micros } from '../protocol/frames';
import type { GridPage, Whoami } from './api';
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
  /** For which it is held; none: for the grid itself. */
  organisation?: string;
  organisation_name?: string;
  /** The last day of its term. */
  ends_on?: string;
  mine?: boolean;
}

export interface StaffAccount {
  id: string;
  login: string;
  name: string;
  state: 'open' | 'closed';
  kept: boolean;
  own: boolean;
  /** The term of each of its roles is over: it is let in no more. */
  ended: boolean;
  second_factor?: boolean;
  roles: RoleOnGrid[];
  sessions?: DeviceSession[];
}

export interface StaffPage {
  keeps: boolean;
  accounts: StaffAccount[];
}

export interface PlacedUnit {
  building: string;
  stair?: string;
  label: string;
}

export interface Household {
  head: string;
  label: string;
  /** Of whoever stands for it, where the roll says so. */
  name?: string;
  building?: string;
  stair?: string;
  /** Where they lie on several stairs. */
  units?: PlacedUnit[];
  invitation: 'none' | 'ready' | 'used' | 'expired';
  until?: Micros;
  sessions: DeviceSession[];
}

export interface Slip {
  head: string;
  label: string;
  name?: string;
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
  'handler',
  'helper',
  'administrator',
] as const;
export type Role = (typeof kRoles)[number];

/** A grid with all that is right below it, however many parts that comes in. */
export async function wholeGrid(grid: string): Promise<Answer<GridPage>> {
  const answer = await getJson<GridPage>(`/grids/${grid}`);
  if (!answer.ok) return answer;
  const page = answer.value;
  while (page.children.length < page.children_total) {
    const next = await getJson<GridPage>(`/grids/${grid}?children_from=${page.children.length}`);
    if (!next.ok) return next;
    // Nothing more came: the list has become shorter meanwhile.
    if (next.value.children.length === 0) break;
    page.children.push(...next.value.children);
  }
  return answer;
}

/** The grids where I hold a role; the first refusal, if one cannot be read. */
export async function myGrids(me: Whoami): Promise<Answer<GridPage[]>> {
  const pages: GridPage[] = [];
  for (const grid of Object.keys(me.roles ?? {})) {
    const answer = await wholeGrid(grid);
    if (!answer.ok) return answer;
    pages.push(answer.value);
  }
  return { ok: true, value: pages };
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
