// For whom a role is held: what is offered, what is sent, and how it is said.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Whoami } from '../src/store/api';
import { kRoles } from '../src/store/desk';
import {
  inOrder,
  kOrganisationKinds,
  mustChoose,
  organisationsOf,
  papersSent,
  roleSent,
  rolesOf,
  type Organisation,
} from '../src/store/organisations';
import { en, zh } from './all_texts';

vi.stubGlobal('document', {
  cookie: '',
  documentElement: { classList: { toggle: () => {} } },
});
const { roleOnGrid, roleTerms } = await import('../src/i18n/role_words');
const { setLanguage } = await import('../src/store/preferences.svelte');
afterEach(() => setLanguage('zh'));

const one = (id: string, more: Partial<Organisation> = {}): Organisation => ({
  id,
  kind: 'residents_committee',
  grid: 'g',
  name: id,
  ...more,
});
const staff = (organisations: Organisation[], acting_for?: string): Whoami => ({
  kind: 'staff',
  organisations: Object.fromEntries(organisations.map((each) => [each.id, each])),
  ...(acting_for ? { acting_for } : {}),
});

describe('which roles an organisation can give', () => {
  it('is a matter of its kind', () => {
    const all = [...kRoles];
    expect(kOrganisationKinds.map((kind) => [kind, rolesOf(kind)])).toEqual([
      ['residents_committee', all],
      ['owners_committee', ['facilitator', 'recorder', 'supervisor', 'handler', 'helper']],
      ['property_firm', ['handler']],
      ['street_department', all],
      ['party_organisation', all.filter((role) => role !== 'administrator')],
      ['unit', ['handler']],
    ]);
    expect(rolesOf(undefined)).toEqual(all);
  });

  it('has words for each role and each kind in both languages', () => {
    for (const texts of [zh, en]) {
      for (const role of kRoles) {
        expect(texts[`role.${role}`]).toBeTruthy();
        expect(texts[`role_help.${role}`]).toBeTruthy();
      }
      for (const kind of kOrganisationKinds) {
        expect(texts[`organisation_kind.${kind}`]).toBeTruthy();
      }
    }
  });
});

describe('a role in a request', () => {
  it('says nothing of an organisation or a term that it has not', () => {
    expect(roleSent({ role: 'recorder', grid: ' g ', organisation: '', ends_on: '' })).toEqual({
      role: 'recorder',
      grid: 'g',
    });
  });

  it('names the organisation it is held for, when it is taken away too', () => {
    const held = {
      role: 'handler',
      grid: 'g',
      grid_name: '银杏里',
      organisation: 'firm',
      organisation_name: '安居物业',
      ends_on: '2026-12-31',
      mine: true,
    };
    expect(roleSent(held)).toEqual({
      role: 'handler',
      grid: 'g',
      organisation: 'firm',
      ends_on: '2026-12-31',
    });
  });
});

describe('a role in words', () => {
  const held = { role: 'handler', grid: 'g', grid_name: '银杏里' };
  const term = { ...held, organisation_name: '安居物业', ends_on: '2026-12-31' };

  it('says where, for whom and until when, and on the day after that it is over', () => {
    expect(roleOnGrid(held)).toBe('银杏里 · 经办人');
    expect(roleTerms(held, '2026-12-05')).toBe('');
    expect(roleTerms(term, '2026-12-31')).toBe('代表安居物业 · 任期到 2026年12月31日');
    expect(roleTerms(term, '2027-01-01')).toBe('代表安居物业 · 任期已满（2026年12月31日）');
    setLanguage('en');
    expect(roleOnGrid(held)).toBe('Handler · 银杏里');
  });
});

describe('organisations', () => {
  it('stand with the own grid first and what has ended last', () => {
    const all = [
      one('gone', { ended: true }),
      one('above', { grid: 'top' }),
      one('own'),
      one('gone above', { grid: 'top', ended: true }),
    ];
    expect(inOrder(all, 'g').map(({ id }) => id)).toEqual(['own', 'above', 'gone', 'gone above']);
  });

  it('are asked about where somebody works for several and has not said for which', () => {
    const two = [one('b', { name: '业委会' }), one('a', { name: '居委会' })];
    expect(mustChoose(null)).toBe(false);
    expect(mustChoose({ kind: 'staff' })).toBe(false);
    expect(mustChoose(staff([one('a')], 'a'))).toBe(false);
    expect(mustChoose(staff(two))).toBe(true);
    expect(mustChoose(staff(two, 'b'))).toBe(false);
    expect(organisationsOf(staff(two)).map(({ id }) => id)).toEqual(['a', 'b']);
  });
});

describe('by which resolution the residents’ committee enters votes of owners', () => {
  it('is sent under a name that no body has, and taken back with an empty text', () => {
    expect(papersSent(' 2026年5月10日业主大会第3号决议 ', false)).toEqual({
      body: 'owners_papers',
      text: '2026年5月10日业主大会第3号决议',
      below: false,
    });
    expect(papersSent('', true)).toEqual({ body: 'owners_papers', text: '', below: true });
  });

  it('is asked for in words of both languages', () => {
    const said = Object.entries(zh).filter(([key]) => key.startsWith('papers.'));
    expect(said.length).toBeGreaterThan(10);
    for (const [key, words] of said) {
      expect(words, key).not.toContain('户');
      expect(en[key as keyof typeof en], key).not.toMatch(/[\u4e00-\u9fff]/);
    }
  });
});
