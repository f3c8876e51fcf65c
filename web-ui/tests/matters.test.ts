// Which meeting decides a matter under which rule, and where it can be held then.
import { describe, expect, it } from 'vitest';
import {
  placesFor,
  rulesFor,
  votedOn,
  type MeetingTemplate,
  type Roll,
} from '../src/store/convene';
import { agendaFor, matterOf, mattersOf } from '../src/store/matters';

const both = (zh: string) => ({ zh, en: zh });
const rule = (id: string, scopes: object, matters?: string[]) => ({
  id,
  title: both(id),
  scopes,
  ...(matters ? { matters: Object.fromEntries(matters.map((zh, n) => [n, both(zh)])) } : {}),
});
const template = (id: string, may_bind: boolean, rules: object[]) =>
  ({ id, name: both(id), may_bind, roll: 'households', rules }) as unknown as MeetingTemplate;

const group = template('owners-group', true, [
  rule('ordinary', { building: true, stair: true }, ['楼内公共照明', '门禁']),
  rule('elevator', { building: true }),
]);
const templates = [template('roundtable', false, [rule('poll', { zone: true })]), group];
const building = { kind: 'building', building: '12', heads: 24, area: 173_640 } as const;
const stair = { kind: 'stair', building: '12', stair: '1', heads: 12, area: 86_820 } as const;
const roll: Roll = {
  id: 'r',
  version: 3,
  kind: 'households',
  grids: [],
  scopes: [building, stair],
};

describe('what can be decided', () => {
  it('is what the rules of meetings that bind are for, or called where they list nothing', () => {
    const [only, ...others] = mattersOf(templates);
    expect(others).toEqual([]);
    expect(only?.template.id).toBe('owners-group');
    expect(only?.matters.map(({ text, rule }) => [text.zh, rule])).toEqual([
      ['楼内公共照明', 'ordinary'],
      ['门禁', 'ordinary'],
      ['elevator', 'elevator'],
    ]);
  });

  it('stands on the agenda with its rule, so that a vote on it may bind', () => {
    const held = {
      ...group,
      agenda: [
        { title: { zh: '说明', en: 'Report' }, kind: 'report', minutes: 10 },
        { title: { zh: '表决', en: 'Vote' }, kind: 'decision', minutes: 5 },
      ],
    } as MeetingTemplate;
    let key = 0;
    const agenda = agendaFor(
      held,
      matterOf(templates, 'owners-group/elevator/0', group),
      () => key++,
    );
    expect(agenda.map(({ title, rule }) => [title, rule])).toEqual([
      ['说明', undefined],
      ['elevator', 'elevator'],
    ]);
    expect(votedOn(agenda[1]!, rulesFor(group, building))).toEqual({ rule: 'elevator' });
  });

  it('is forgotten with another meeting', () => {
    const key = 'owners-group/elevator/0';
    expect(matterOf(templates, key, group)?.rule).toBe('elevator');
    expect(matterOf(templates, key, templates[0] ?? null)).toBeUndefined();
    expect(matterOf(templates, undefined, group)).toBeUndefined();
  });

  it('is decided where its rule may be used, and that rule is named first', () => {
    expect(placesFor(group, [roll])[0]?.scopes).toEqual([building, stair]);
    expect(placesFor(group, [roll], 'elevator')[0]?.scopes).toEqual([building]);
    expect(rulesFor(group, building, 'elevator').map(({ id }) => id)).toEqual([
      'elevator',
      'ordinary',
    ]);
    expect(rulesFor(group, building).map(({ id }) => id)).toEqual(['ordinary', 'elevator']);
  });
});
