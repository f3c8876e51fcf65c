// How long before the meeting it has to be announced, and whether the date that was chosen leaves the time.
import { rulesFor, votedOn, type Draft, type MeetingTemplate } from './convene';

/** So many days between the announcement and the meeting: a rule asks for them, and votes without them do
    not count; or it is custom. */
export interface NoticeTerm {
  by: 'law' | 'custom';
  days: number;
  /** Announced today. */
  earliest: string;
}

/** What the notice makes of the date, said where it is chosen and where all is read once more: the longest
    term that is asked for by custom and by the rules the agenda votes under - or, where it names none, by
    the one that is meant - and the one that the date does not keep. */
export function noticeTerms(
  template: MeetingTemplate,
  draft: Draft,
): { asked?: NoticeTerm; broken?: NoticeTerm } {
  const rules = draft.scope ? rulesFor(template, draft.scope, draft.rule) : [];
  const named = draft.agenda.flatMap((item) => votedOn(item, rules).rule ?? []);
  const used = named.length > 0 ? rules.filter(({ id }) => named.includes(id)) : rules.slice(0, 1);
  const termOf = (by: NoticeTerm['by'], one: { notice_days: number; earliest: string }) => ({
    by,
    days: one.notice_days,
    earliest: one.earliest,
  });
  const terms = [...used.map((rule) => termOf('law', rule)), termOf('custom', template)]
    .filter(({ days }) => days > 0)
    .sort((a, b) => (a.earliest < b.earliest ? 1 : a.earliest > b.earliest ? -1 : 0));
  const broken = terms.filter(({ earliest }) => draft.date !== '' && draft.date < earliest);
  return { asked: terms[0], broken: broken.find(({ by }) => by === 'law') ?? broken[0] };
}
