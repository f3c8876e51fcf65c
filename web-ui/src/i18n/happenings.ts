// One line of the running minutes in words, and refusals in words.
import type { Fields, LogEntry, View } from '../protocol/frames';
import { isTextKey, pick, t, tCode, type TextKey } from './text';
import { headLabel } from './words';

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
  const outcome = `verdict.${text(fields.outcome)}`;
  return tCode('log', entry.what, 'log.other', {
    what: entry.what,
    item: text(fields.title) || view.agenda?.[item]?.title || item,
    ballot: text(fields.question) || view.ballots?.[ballot]?.question || ballot,
    head: headLabel(text(fields.head), labels, view),
    number: text(fields.number),
    outcome: isTextKey(outcome) ? t(outcome) : '',
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

/** What the server refused, in the person's words; ids are never shown. */
export function refusal(code: string, fields: Fields): string {
  const values: Record<string, string> = { code };
  for (const [name, value] of Object.entries(fields)) values[name] = text(value);
  translate(values, 'phase', 'phase');
  translate(values, 'state', stateStem(code));
  return tCode('refused', code, 'refused.other', values);
}

/** Whose state a refusal speaks of. */
function stateStem(code: string): string {
  const noun = code.split('.')[0] ?? '';
  const kStems: Record<string, string> = {
    card: 'card',
    proposal: 'proposal_state',
    amendment: 'amendment_state',
    minutes: 'minutes_state',
  };
  return kStems[noun] ?? 'state';
}

function translate(values: Record<string, string>, field: string, stem: string): void {
  const key = `${stem}.${values[field] ?? ''}`;
  if (isTextKey(key)) values[field] = t(key as TextKey);
}
