// A new meeting like one there was: what is asked again is whom it is for and the day.
import { partsOf } from '../i18n/format';
import type { View } from '../protocol/frames';
import type { Draft, MeetingTemplate } from './convene';
import { inOrder } from './order';

/** Sittings of one body are told apart by what they are called. */
function templateOf(view: View, templates: MeetingTemplate[]): MeetingTemplate | null {
  const { forum, body } = view.meeting;
  const same = templates.filter((one) => (forum ? one.name.zh === forum.zh : one.body === body));
  return same[0] ?? null;
}

/** `newKey` tells rows of the agenda apart. */
export function likeMeeting(view: View, templates: MeetingTemplate[], newKey: () => number): Draft {
  const template = templateOf(view, templates);
  return {
    template,
    roll: null,
    scope: null,
    grid: '',
    title: view.meeting.title,
    date: '',
    time: partsOf(view.meeting.scheduled_at).time,
    place: view.meeting.place,
    agenda: inOrder(view.agenda).map(({ value }) => ({
      key: newKey(),
      title: value.title,
      kind: value.kind,
      minutes: value.minutes ?? null,
      ...(value.issue ? { issue: value.issue.id } : {}),
      ...(value.matter ? { matter: value.matter } : {}),
      ...(value.rule && template?.rules.some(({ id }) => id === value.rule)
        ? { rule: value.rule }
        : {}),
    })),
    // What was taken over is hers: no proposal takes its place.
    proposed: { title: '', agenda: [] },
  };
}
