// What the Desk reads out of templates and rolls, and the request it makes of a draft.
import { describe, expect, it } from 'vitest';
import {
  extentOf,
  minutesOf,
  momentOf,
  moved,
  placesFor,
  requestOf,
  rulesFor,
  votedOn,
  type Draft,
  type DraftItem,
  type MeetingTemplate,
  type Roll,
} from '../src/store/convene';
import { noticeTerms } from '../src/store/notice_term';

const rule = (id: string, scopes: object) => ({ id, scopes, notice_days: 15 });
const template = {
  id: 'owners-group',
  roll: 'households',
  rules: [rule('ordinary', { building: true, stair: true }), rule('elevator', { building: true })],
} as unknown as MeetingTemplate;
const zone = { kind: 'zone', heads: 24, area: 173_640 } as const;
const building = { kind: 'building', building: '12', heads: 24, area: 173_640 } as const;
const stair = { kind: 'stair', building: '12', stair: '1', heads: 12, area: 86_820 } as const;
const roll: Roll = {
  id: 'r',
  version: 3,
  kind: 'households',
  grids: [],
  scopes: [zone, building, stair],
};
const item = (key: number, minutes: number | null = 10): DraftItem => ({
  key,
  title: ` item ${key} `,
  kind: 'report',
  minutes,
});

describe('convening', () => {
  it('takes date and time as the clock in China says', () => {
    expect(momentOf('2026-12-05', '19:00')).toBe(Date.UTC(2026, 11, 5, 11) * 1000);
    expect(momentOf('', '19:00')).toBeNull();
    expect(momentOf('2026-12-05', '')).toBeNull();
  });

  it('says of a decision what is put to the vote and under which rule', () => {
    const decision: DraftItem = { ...item(1), kind: 'decision', matter: ' 更换水泵 ' };
    const one = [{ id: 'ordinary' }];
    const two = [...one, { id: 'major' }];
    expect(votedOn(decision, one)).toEqual({ matter: '更换水泵', rule: 'ordinary' });
    expect(votedOn(decision, two)).toEqual({ matter: '更换水泵' });
    expect(votedOn({ ...decision, rule: 'major' }, two)).toEqual({
      matter: '更换水泵',
      rule: 'major',
    });
    // Of another kind of meeting, before somebody went back.
    expect(votedOn({ ...decision, rule: 'elevator' }, two)).toEqual({ matter: '更换水泵' });
    expect(votedOn({ ...decision, kind: 'report' }, one)).toEqual({});
  });

  describe('the notice', () => {
    const of = (id: string, notice_days: number, earliest: string) => ({
      ...rule(id, { building: true }),
      notice_days,
      earliest,
    });
    const asking = (custom: number, date: string, ...rules: unknown[]) =>
      ({ ...template, notice_days: custom, earliest: date, rules }) as MeetingTemplate;
    const ordinary = of('ordinary', 15, '2026-12-18');
    const major = of('major', 30, '2027-01-04');
    const draft = (date: string, rules: string[] = []) =>
      ({
        scope: building,
        date,
        agenda: rules.map((id, key) => ({ ...item(key), kind: 'decision', rule: id })),
      }) as unknown as Draft;

    it('is that of the rule that is meant, where the agenda names none', () => {
      const kind = asking(7, '2026-12-10', ordinary, major);
      const law = { by: 'law', days: 15, earliest: '2026-12-18' };
      expect(noticeTerms(kind, draft('2026-12-18'))).toEqual({ asked: law, broken: undefined });
      expect(noticeTerms(kind, draft('2026-12-17'))).toEqual({ asked: law, broken: law });
      expect(noticeTerms(kind, draft('')).broken).toBeUndefined();
    });

    it('is the longest of the rules the agenda votes under', () => {
      const kind = asking(7, '2026-12-10', ordinary, major);
      const { asked, broken } = noticeTerms(kind, draft('2026-12-20', ['ordinary', 'major']));
      expect(asked?.earliest).toBe('2027-01-04');
      expect(broken).toEqual(asked);
      expect(noticeTerms(kind, draft('2026-12-20', ['ordinary'])).broken).toBeUndefined();
    });

    it('is custom where no rule asks for any, and never called law', () => {
      const none = of('none', 0, '2026-12-02');
      const kind = asking(7, '2026-12-10', none);
      const custom = { by: 'custom', days: 7, earliest: '2026-12-10' };
      expect(noticeTerms(kind, draft('2026-12-09'))).toEqual({ asked: custom, broken: custom });
      expect(noticeTerms(asking(0, '2026-12-02', none), draft('2026-12-02'))).toEqual({});
      // Long enough for the rule, too short for the custom.
      const longer = asking(30, '2027-01-04', ordinary);
      expect(noticeTerms(longer, draft('2026-12-20')).broken?.by).toBe('custom');
      expect(noticeTerms(longer, draft('2026-12-10')).broken?.by).toBe('law');
    });
  });

  it('offers the scopes some rule fits, on rolls of the right kind', () => {
    expect(rulesFor(template, stair).map(({ id }) => id)).toEqual(['ordinary']);
    expect(placesFor(template, [roll])[0]?.scopes).toEqual([building, stair]);
    expect(placesFor({ ...template, roll: 'members' }, [roll])).toEqual([]);
  });

  it('offers each extent once: the zone of one building is that building', () => {
    const all = { ...template, rules: [rule('any', { zone: true, building: true, stair: true })] };
    const any = all as unknown as MeetingTemplate;
    expect(placesFor(any, [roll])[0]?.scopes).toEqual([building, stair]);
    const whole = { ...stair, heads: 24, area: 173_640 };
    const single = { ...roll, scopes: [zone, building, whole] };
    expect(placesFor(any, [single])[0]?.scopes).toEqual([building]);
    const other = { kind: 'building', building: '13', heads: 8, area: 60_000 } as const;
    const estate = { ...zone, heads: 32, area: 233_640 };
    const two = { ...roll, scopes: [estate, building, stair, other] };
    expect(placesFor(any, [two])[0]?.scopes).toEqual([estate, building, stair, other]);
  });

  it('names the zone of one building by the building, where the rules know zones alone', () => {
    const zones = { ...template, rules: [rule('assembly', { zone: true })] };
    expect(placesFor(zones as unknown as MeetingTemplate, [roll])[0]?.scopes).toEqual([zone]);
    expect(extentOf(roll, zone)).toEqual(building);
    expect(extentOf(roll, stair)).toEqual(stair);
  });

  it('moves items within the agenda and no further', () => {
    const agenda = [item(1), item(2), item(3, null)];
    expect(moved(agenda, 2, 0).map(({ key }) => key)).toEqual([3, 1, 2]);
    expect(moved(agenda, 0, -1)).toBe(agenda);
    expect(moved(agenda, 2, 3)).toBe(agenda);
    expect(minutesOf(agenda)).toBe(20);
  });

  it('asks for what the draft says, trimmed, and leaves out what is not said', () => {
    const draft: Draft = {
      template,
      roll,
      scope: building,
      grid: 'g',
      title: ' 业主小组会议 ',
      date: '2026-12-11',
      time: '19:00',
      place: ' 底楼 ',
      agenda: [item(1), item(2, null)],
      proposed: { title: '', agenda: [] },
    };
    expect(requestOf(draft)).toEqual({
      template: 'owners-group',
      grid: 'g',
      roll: 'r',
      roll_version: 3,
      scope: { kind: 'building', building: '12' },
      title: '业主小组会议',
      place: '底楼',
      scheduled_at: Date.UTC(2026, 11, 11, 11) * 1000,
      agenda: [
        { title: 'item 1', kind: 'report', minutes: 10 },
        { title: 'item 2', kind: 'report' },
      ],
    });
  });
});
