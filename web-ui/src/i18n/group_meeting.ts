// The message for a group about a meeting that one has before one.
import type { View } from '../protocol/frames';
import { freshResult } from '../store/talk';
import { groupMessage, listedMessage } from './group_message';
import { countingOf, countingOfAttendance } from './meeting_words';
import { outcomeWord, questionWords } from './options';
import { t } from './text';
import { heads, momentWords } from './words';

/** Also what is missing now. */
export function meetingMessage(view: View, site: string): string {
  const { meeting, attendance } = view;
  const { noun } = countingOfAttendance(attendance);
  const link = `${site}/m/${meeting.id}`;
  const open = view.ballots?.[view.current?.ballot ?? ''];
  if (open) {
    const left = open.roll.heads - open.participation.heads;
    const by = open.deadline ? t('group.until', { time: momentWords(open.deadline) }) : '';
    const missing =
      left > 0 ? t('group.left', { n: heads(left, countingOf(open).noun) }) : t('group.all_voted');
    return groupMessage({
      head: t('group.ballot'),
      what: questionWords(open, view),
      facts: [missing, by],
      link,
    });
  }
  const result = freshResult(view);
  if (result) {
    const record = result.record ? `${site}/records/${result.record}` : link;
    const facts = [outcomeWord(result)];
    return groupMessage({
      head: t('group.result'),
      what: questionWords(result, view),
      facts,
      link: record,
    });
  }
  const signed = view.minutes?.state === 'proposed' && meeting.phase === 'closed';
  if (signed) {
    const missing = t('group.signed', { n: heads(view.minutes?.signed ?? 0, noun) });
    return groupMessage({ head: t('group.minutes'), what: meeting.title, facts: [missing], link });
  }
  if (meeting.phase === 'open' && attendance) {
    const missing = Object.values(attendance.quorums ?? {}).map((one) => one.missing);
    const most = Math.max(0, ...missing);
    const facts = [
      t('group.here', { n: heads(attendance.heads_present, noun) }),
      most > 0 ? t('group.short', { n: heads(most, noun) }) : '',
      meeting.place,
    ];
    return groupMessage({ head: t('group.open'), what: meeting.title, facts, link });
  }
  return listedMessage(meeting, site);
}
