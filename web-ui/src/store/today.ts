// What waits for whoever runs meetings, the most pressing first. What may be done the server says; this is
// only what the lists show is still open.
import { isoDay } from '../i18n/format';
import type { ManagedMeeting } from './convene';

export type Waiting = 'runs' | 'today' | 'late' | 'announce' | 'minutes' | 'objections';

export interface ToDo {
  what: Waiting;
  meeting: ManagedMeeting;
  /** Of `objections`: the last day. */
  until?: string;
}

const kDayMs = 86_400_000;
/** Who has not written minutes for so long will not be helped by a line on the Desk. */
const kMinutesDays = 60;
const kOrder: Waiting[] = ['runs', 'today', 'late', 'announce', 'minutes', 'objections'];

function whatOf(meeting: ManagedMeeting, nowMs: number): ToDo[] {
  const day = isoDay(meeting.scheduled_at);
  const today = isoDay(nowMs * 1000);
  switch (meeting.phase) {
    case 'open':
    case 'in_session':
    case 'recess':
      return [{ what: 'runs', meeting }];
    case 'convened':
    case 'announced':
      if (day === today) return [{ what: 'today', meeting }];
      if (day < today) return [{ what: 'late', meeting }];
      return meeting.phase === 'convened' ? [{ what: 'announce', meeting }] : [];
    case 'closed':
      return afterwards(meeting, nowMs, today);
    default:
      return [];
  }
}

function afterwards(meeting: ManagedMeeting, nowMs: number, today: string): ToDo[] {
  const recent = nowMs - meeting.scheduled_at / 1000 < kMinutesDays * kDayMs;
  const written = meeting.records.some(({ outcome }) => outcome === undefined);
  const open = meeting.records
    .filter(({ outcome }) => outcome !== undefined)
    .map(({ objection_until }) => objection_until ?? '')
    .filter((until) => until >= today)
    .sort();
  const until = open[open.length - 1];
  return [
    ...(recent && !written ? [{ what: 'minutes', meeting } as const] : []),
    ...(until ? [{ what: 'objections', meeting, until } as const] : []),
  ];
}

/** Of the meetings the person may run. */
export function toDo(meetings: ManagedMeeting[], nowMs: number): ToDo[] {
  return meetings
    .filter(({ runs }) => runs)
    .flatMap((meeting) => whatOf(meeting, nowMs))
    .sort(
      (a, b) =>
        kOrder.indexOf(a.what) - kOrder.indexOf(b.what) ||
        a.meeting.scheduled_at - b.meeting.scheduled_at,
    );
}
