// What a text to be published seems to say of a person: telephone and identity numbers, rooms, names
// of households of the roll. A hint for the one who publishes; nothing is decided by it.
import type { View } from '../protocol/frames';
import { speakersOf } from './speakers';

export type Privacy = 'phone' | 'id' | 'room' | 'name';
export interface PrivateWord {
  kind: Privacy;
  word: string;
}

const kPatterns: [Privacy, RegExp][] = [
  ['id', /\d{17}[\dXx]/g],
  ['phone', /1[3-9]\d[ -]?\d{4}[ -]?\d{4}/g],
  ['phone', /0\d{2,3}[ -]\d{7,8}/g],
  ['room', /\d{1,4}(?:号|幢|栋|座|单元|[-#])\d{0,4}(?:号|单元|[-#])?\d{2,4}(?:室)?/g],
  ['room', /(?:\d{2,4}|[一二三四五六七八九〇零]{3,4})室/g],
  ['room', /\b(?:flat|room|unit)\s*\d{2,4}\b/gi],
];
/** A shorter label would be found in half of all texts. */
const kLabelMin = 2;

/** Each word once, in the order of the kinds; `labels`: names of households and people. */
export function privateWords(text: string, labels: string[]): PrivateWord[] {
  const found: PrivateWord[] = [];
  let rest = text;
  const take = (kind: Privacy, word: string) => {
    if (!found.some((one) => one.word === word)) found.push({ kind, word });
  };
  for (const [kind, pattern] of kPatterns) {
    rest = rest.replace(pattern, (word) => {
      take(kind, word);
      return ' ';
    });
  }
  for (const label of labels) {
    if (label.length >= kLabelMin && rest.includes(label)) take('name', label);
  }
  return found;
}

/** In all that the published minutes would hold and that people wrote. */
export function privateIn(view: View, labels: Record<string, string>): PrivateWord[] {
  const texts = [
    ...Object.values(view.minutes?.sections ?? {}).map(({ text }) => text),
    ...Object.values(view.minutes?.decisions ?? {}).map(({ text }) => text),
    ...Object.values(view.proposals ?? {}).flatMap(({ title, paragraphs }) => [
      title,
      ...Object.values(paragraphs).map(({ text }) => text),
    ]),
    ...Object.values(view.amendments ?? {}).map(({ text }) => text),
  ];
  const people = speakersOf(view).flatMap((id) => labels[id] ?? []);
  return privateWords(texts.join('\n'), people);
}
