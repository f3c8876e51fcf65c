// One line of the running minutes in words.
import type { LogEntry, View } from '../protocol/frames';
import { isTextKey, pick, t, tCode } from './text';
import { headLabel } from './meeting_words';
import { outcomeWord } from './options';

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const word = (stem: string, value: unknown): string => {
  const key = `${stem}.${text(value)}`;
  return isTextKey(key) ? t(key) : '';
};

/** A finished sentence of the server: `{id}` in it stands for a label. */
function finished(sentence: string, view: View, labels: Record<string, string>): string {
  return sentence.replace(/\{([\w-]+)\}/g, (_, id: string) => headLabel(id, labels, view));
}

export function happening(entry: LogEntry, view: View, labels: Record<string, string>): string {
  const sentence = pick(entry.zh || entry.en ? { zh: entry.zh ?? '', en: entry.en ?? '' } : '');
  if (sentence) return finished(sentence, view, labels);
  const fields = entry.fields ?? {};
  const item = text(fields.item);
  const ballot = text(fields.ballot);
  const counted = view.ballots?.[ballot];
  return tCode('log', entry.what, 'log.other', {
    what: entry.what,
    item: text(fields.title) || view.agenda?.[item]?.title || item,
    ballot: text(fields.question) || view.ballots?.[ballot]?.question || ballot,
    head: headLabel(text(fields.head), labels, view),
    number: text(fields.number),
    outcome: counted ? outcomeWord(counted) : '',
    speaker: headLabel(text(fields.speaker), labels, view),
    stance: word('stance', fields.stance),
    card: word('card', fields.kind),
    settled: word('card', fields.outcome),
    proposal:
      text(fields.title) || view.proposals?.[text(fields.proposal)]?.title || t('log.a_proposal'),
    text: text(fields.text),
    seconds: text(fields.seconds),
    turns: text(fields.turns),
  });
}
