// What a speaker goes by, the same on every screen: the number in the queue, before it the name that
// she chose. It comes with the labels, for those who see names.
import { t } from './text';
import type { View } from '../protocol/frames';
import { numberOf, type Named } from '../store/floor';

type Labels = Record<string, string>;

export function nameOf(speaker: string | undefined, labels: Labels): string {
  return labels[`called:${speaker}`] ?? '';
}

export function speakerWords(view: View, labels: Labels, one: Named): string {
  const name = nameOf(one.speech.speaker, labels);
  return t(name ? 'floor.called' : 'floor.number', { name, n: numberOf(view, one) });
}
