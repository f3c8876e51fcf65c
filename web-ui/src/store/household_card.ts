// What stands on the card for people without a phone: the next meeting of their grid, and what has become
// of its issues.
import type { IssueRow, MeetingBelow } from './api';

export const kIssuesOnCard = 5;

/** Of the grid itself, not of one below: whatever is open now or announced for later, the soonest first;
    what is only planned is nobody's yet. */
export function nextMeeting(meetings: MeetingBelow[], nowMicros: number): MeetingBelow | undefined {
  const running = ['open', 'in_session', 'recess'];
  return meetings
    .filter(
      ({ phase, scheduled_at, grid }) =>
        !grid && (running.includes(phase) || (phase === 'announced' && scheduled_at > nowMicros)),
    )
    .sort((a, b) => a.scheduled_at - b.scheduled_at)[0];
}

/** Those of the grid itself, the newest first: what is further up is on other cards. */
export function issuesOnCard(issues: IssueRow[], grid: string): IssueRow[] {
  return issues
    .filter((issue) => issue.grid.id === grid)
    .sort((a, b) => b.reported_at - a.reported_at)
    .slice(0, kIssuesOnCard);
}

/** The meeting that has taken an issue up, the newest where there were several; none that was called off. */
export const takenUpBy = ({ meetings }: IssueRow) =>
  meetings
    .filter(({ phase }) => phase !== 'cancelled')
    .sort((a, b) => b.scheduled_at - a.scheduled_at)[0];

/** Whether it is over there. */
export const wasTakenUp = ({ phase }: Pick<MeetingBelow, 'phase'>): boolean => phase === 'closed';
