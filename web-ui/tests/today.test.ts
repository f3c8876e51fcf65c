// What the Desk says is to be done, and in which order.
import { describe, expect, it } from 'vitest';
import type { ManagedMeeting } from '../src/store/convene';
import { toDo } from '../src/store/today';

const kNow = Date.UTC(2026, 11, 5, 2); // 10:00 in Shanghai
const hour = 3_600_000;
const meeting = (id: string, phase: string, inHours: number, more: object = {}) =>
  ({
    id,
    title: id,
    phase,
    scheduled_at: (kNow + inHours * hour) * 1000,
    runs: true,
    records: [],
    ...more,
  }) as unknown as ManagedMeeting;
const record = (outcome?: string, objection_until?: string) => ({ outcome, objection_until });
const said = (...meetings: ManagedMeeting[]) =>
  toDo(meetings, kNow).map(({ what, meeting, until }) =>
    [what, meeting.id, until].filter((word) => word !== undefined).join(' '),
  );

describe('what is to be done', () => {
  it('begins with what is under way, then today, then what was forgotten', () => {
    expect(
      said(
        meeting('soon', 'convened', 200),
        meeting('evening', 'announced', 9),
        meeting('yesterday', 'announced', -15),
        meeting('now', 'recess', -1),
        meeting('told', 'announced', 200),
        meeting('off', 'cancelled', 3),
      ),
    ).toEqual(['runs now', 'today evening', 'late yesterday', 'announce soon']);
  });

  it('takes the day as the clock in China says', () => {
    expect(said(meeting('midnight', 'announced', 13.9))).toEqual(['today midnight']);
    expect(said(meeting('after', 'announced', 14))).toEqual([]);
    expect(said(meeting('before', 'convened', -10.1))).toEqual(['late before']);
  });

  it('goes on after a meeting until its minutes are out and objections are over', () => {
    const open = record('passed', '2026-12-05');
    expect(said(meeting('a', 'closed', -30, { records: [open] }))).toEqual([
      'minutes a',
      'objections a 2026-12-05',
    ]);
    const over = [record('passed', '2026-12-04'), record()];
    expect(said(meeting('b', 'closed', -30, { records: over }))).toEqual([]);
    expect(said(meeting('c', 'closed', -24 * 61))).toEqual([]);
  });

  it('is of meetings the person runs', () => {
    expect(said(meeting('others', 'open', 0, { runs: false }))).toEqual([]);
  });
});
