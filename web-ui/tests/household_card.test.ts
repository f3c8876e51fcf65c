// The card for people without a phone: what is still to come, and what is theirs.
import { expect, test } from 'vitest';
import type { IssueRow, MeetingBelow } from '../src/store/api';
import {
  issuesOnCard,
  kIssuesOnCard,
  nextMeeting,
  takenUpBy,
  wasTakenUp,
} from '../src/store/household_card';

const meeting = (id: string, phase: string, scheduled_at: number) =>
  ({ id, title: id, phase, scheduled_at }) as MeetingBelow;
const issue = (id: string, grid: string, reported_at: number, meetings: MeetingBelow[] = []) =>
  ({
    id,
    title: id,
    grid: { id: grid, name: grid, level: 'building' },
    reported_at,
    meetings,
  }) as unknown as IssueRow;

test('the next meeting is the soonest that was announced, or the one under way', () => {
  const all = [
    meeting('later', 'announced', 300),
    meeting('over', 'closed', 50),
    meeting('planned', 'convened', 120),
    meeting('missed', 'announced', 90),
    meeting('sooner', 'announced', 200),
  ];
  expect(nextMeeting(all, 100)?.id).toBe('sooner');
  expect(nextMeeting([...all, meeting('now', 'in_session', 95)], 100)?.id).toBe('now');
  expect(nextMeeting([meeting('no', 'cancelled', 300)], 100)).toBeUndefined();
});

test('a meeting of a building is not the next one of the whole neighbourhood', () => {
  const below = { ...meeting('below', 'announced', 150), grid: { id: 'b12' } } as MeetingBelow;
  expect(nextMeeting([below, meeting('own', 'announced', 200)], 100)?.id).toBe('own');
  expect(nextMeeting([below], 100)).toBeUndefined();
});

test('issues are those of the grid itself, the newest first, as many as a card has room for', () => {
  const many = Array.from({ length: 9 }, (_, n) => issue(`i${n}`, 'b12', n));
  const shown = issuesOnCard([...many, issue('above', 'estate', 99)], 'b12');
  expect(shown).toHaveLength(kIssuesOnCard);
  expect(shown[0]?.id).toBe('i8');
  expect(shown.map(({ id }) => id)).not.toContain('above');
});

test('of several meetings the newest has an issue now', () => {
  const one = issue('i', 'b12', 1, [
    meeting('first', 'closed', 1),
    meeting('second', 'announced', 2),
  ]);
  expect(takenUpBy(one)?.id).toBe('second');
  expect(takenUpBy(issue('i', 'b12', 1))).toBeUndefined();
});

test('a meeting that was called off has taken nothing up; one that is over has', () => {
  const off = issue('i', 'b12', 1, [meeting('first', 'closed', 1), meeting('off', 'cancelled', 2)]);
  expect(takenUpBy(off)?.id).toBe('first');
  expect(takenUpBy(issue('i', 'b12', 1, [meeting('off', 'cancelled', 2)]))).toBeUndefined();
  expect(wasTakenUp(meeting('first', 'closed', 1))).toBe(true);
  expect(wasTakenUp(meeting('next', 'announced', 1))).toBe(false);
});
