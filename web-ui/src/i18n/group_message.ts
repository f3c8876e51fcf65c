// What is pasted into a WeChat group: what, when, what is still missing, and the link - in as many
// characters as one reads without opening it. The link always stays whole; of the rest what matters least
// goes first, and a long title ends at a word.
import type { MeetingSummary, RecordSummary } from '../store/api';
import { wordsOf } from './breaks';
import { endedOnce } from './ended';
import './group_texts';
import { pick, t, type TextKey } from './text';
import { dayTimeWords } from './words';

export const kMessageMax = 120;
/** Of a title at least so much is told, before when and where go. */
const kTitleMin = 12;

export interface Parts {
  /** What kind of message it is: 【开会通知】. */
  head: string;
  what: string;
  /** The more important ones first. */
  facts: string[];
  link: string;
}

/** As people count: a character outside the first plane is one. */
export const lengthOf = (text: string): number => Array.from(text).length;

/** At most `most` characters, ended at a word where there is one, with a mark that something is left out. */
export function shortened(text: string, most: number): string {
  if (lengthOf(text) <= most) return text;
  if (most < 1) return '';
  let out = '';
  for (const word of wordsOf(text)) {
    if (lengthOf(out + word) > most - 1) break;
    out += word;
  }
  // Marks and spaces have nothing to stand before.
  const ended = out.replace(/[\s，、：；（“「《,:;(]+$/, '');
  return `${
    ended ||
    Array.from(text)
      .slice(0, most - 1)
      .join('')
  }…`;
}

function put({ head, what, facts, link }: Parts): string {
  const said = [what, ...facts].filter((one) => one !== '').join(t('group.gap'));
  return `${t('group.head', { head })}${endedOnce(said)}\n${link}`;
}

export function groupMessage(parts: Parts): string {
  const facts = parts.facts.filter((fact) => fact !== '');
  for (;;) {
    const room = kMessageMax - lengthOf(put({ ...parts, what: '', facts: ['', ...facts] }));
    const gap = facts.length > 0 ? lengthOf(t('group.gap')) : 0;
    const most = room - gap;
    if (lengthOf(parts.what) <= most || (facts.length === 0 && most >= 0) || most >= kTitleMin)
      return put({ ...parts, what: shortened(parts.what, most), facts });
    // A link as long as the message has nothing but itself.
    if (facts.length === 0) return parts.link;
    facts.pop();
  }
}

const at = (meeting: Pick<MeetingSummary, 'scheduled_at' | 'place'>): string[] => [
  dayTimeWords(meeting.scheduled_at),
  meeting.place ?? '',
];

/** Of a meeting in a list, by its phase alone. */
export function listedMessage(meeting: MeetingSummary, site: string): string {
  const over = meeting.phase === 'closed' || meeting.phase === 'cancelled';
  return groupMessage({
    head: t(`group.${meeting.phase}` as TextKey),
    what: meeting.title,
    facts: over ? [dayTimeWords(meeting.scheduled_at)] : at(meeting),
    link: `${site}/m/${meeting.id}`,
  });
}

/** `outcome`: how its vote ended, in the phrase of the list; '' where there was none. */
export function recordMessage(record: RecordSummary, outcome: string, site: string): string {
  return groupMessage({
    head: t(outcome ? 'group.record' : 'group.record_minutes'),
    what: pick(record.title),
    facts: [outcome, record.number],
    link: `${site}/records/${record.id}`,
  });
}
