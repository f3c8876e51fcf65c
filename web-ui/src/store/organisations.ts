// Organisations (组织) of a grid: whom an account acts for, and which roles each kind can give. The
// server decides (src/live/access.hpp); here only what it would refuse is not offered.
import type { Whoami } from './api';
import { kRoles, type Role, type RoleOnGrid } from './desk';

export const kOrganisationKinds = [
  'residents_committee',
  'owners_committee',
  'property_firm',
  'street_department',
  'party_organisation',
  'unit',
] as const;
export type OrganisationKind = (typeof kOrganisationKinds)[number];

export interface Organisation {
  id: string;
  kind: OrganisationKind;
  grid: string;
  name: string;
  /** Its last day, "2026-12-05"; without one it has no end. */
  ends_on?: string;
  ended?: true;
}

/** Of a grid and of those above it. */
export interface OrganisationPage {
  keeps: boolean;
  /** May say by which resolution the residents' committee enters votes of owners. */
  records_papers?: boolean;
  /** That resolution, where there is one. */
  owners_papers?: string;
  organisations: Organisation[];
}

/** A role as it is about to be given; `organisation` and `ends_on` are "" where there is none. */
export interface WantedRole {
  role: Role;
  grid: string;
  organisation: string;
  ends_on: string;
}

const kOwners: readonly Role[] = ['facilitator', 'recorder', 'supervisor', 'handler', 'helper'];

/** Which roles that kind of organisation can give; without one: all. */
export function rolesOf(kind: OrganisationKind | undefined): readonly Role[] {
  switch (kind) {
    case 'owners_committee':
      return kOwners;
    case 'party_organisation':
      return kRoles.filter((role) => role !== 'administrator');
    case 'property_firm':
    case 'unit':
      return ['handler'];
    default:
      return kRoles;
  }
}

/** What names a role in a request: what is not set is not sent. */
export function roleSent({ role, grid, organisation, ends_on }: WantedRole | RoleOnGrid) {
  return {
    role,
    grid: grid.trim(),
    ...(organisation ? { organisation } : {}),
    ...(ends_on ? { ends_on } : {}),
  };
}

/** The own grid's first, what has ended last; as they came otherwise. */
export function inOrder(organisations: Organisation[], grid: string): Organisation[] {
  const rank = (one: Organisation) => (one.ended ? 2 : 0) + (one.grid === grid ? 0 : 1);
  return organisations.slice().sort((a, b) => rank(a) - rank(b));
}

/** Those she works for, by name. */
export function organisationsOf(me: Whoami | null): Organisation[] {
  const all: Organisation[] = Object.values(me?.organisations ?? {});
  return all.sort((a, b) => a.name.localeCompare(b.name, 'zh', { numeric: true }));
}

/** She works for several, and has not said for which one: until then she has no role of any. */
export function mustChoose(me: Whoami | null): boolean {
  return organisationsOf(me).length > 1 && !me?.acting_for;
}

/** What records that resolution; an empty text takes it back, where it came from also below. */
export const papersSent = (text: string, below: boolean) => ({
  body: 'owners_papers',
  text: text.trim(),
  below,
});
