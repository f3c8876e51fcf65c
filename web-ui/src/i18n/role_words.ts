// A role that somebody holds, in words: where, for whom, until when.
import type { RoleOnGrid } from '../store/desk';
import { t, tCode } from './text';
import { facts, isoDateWords } from './words';

export function roleOnGrid(one: RoleOnGrid): string {
  return t('account.role_on', {
    role: tCode('role', one.role, 'role.other'),
    grid: one.grid_name ?? one.grid,
  });
}

/** `today`: as "2026-12-05"; a term ends with its last day. */
export function roleTerms(one: RoleOnGrid, today: string): string {
  const over = one.ends_on !== undefined && one.ends_on < today;
  return facts([
    one.organisation_name ? t('account.held_for', { name: one.organisation_name }) : '',
    one.ends_on
      ? t(over ? 'account.term_over' : 'account.term', { date: isoDateWords(one.ends_on) })
      : '',
  ]);
}
