// Objections to proposed minutes: which places of a section may be wrong - a line, what somebody said,
// what was agreed, or all of it -, and what was objected to in it.
import type { Objection, View } from '../protocol/frames';
import { inOrder } from './order';
import { saidIn } from './sections';

export interface Place {
  key: string;
  kind: 'line' | 'said' | 'agreed' | 'all';
  /** As the command names it: a section, a speech, or what was agreed. */
  section: string;
  base: number;
  line?: number;
  text: string;
  /** Who said it. */
  speaker?: string;
}

/** Lines that say something, by their number in the whole text. */
export function linesOf(text: string): { line: number; text: string }[] {
  return text
    .split('\n')
    .map((words, index) => ({ line: index + 1, text: words.trim() }))
    .filter((one) => one.text !== '');
}

/** In the order in which they are read; all of the section last. */
export function placesOf(view: View, id: string): Place[] {
  const { base = 0, text = '' } = view.minutes?.sections[id] ?? {};
  return [
    ...linesOf(text).map((one): Place => ({
      key: `line ${one.line}`,
      kind: 'line',
      section: id,
      base,
      ...one,
    })),
    ...saidIn(view, id).map((one): Place => ({
      key: `said ${one.id}`,
      kind: 'said',
      section: one.id,
      base: one.section.base,
      text: one.text,
      speaker: one.speech.speaker,
    })),
    ...inOrder(view.minutes?.decisions)
      .filter(({ value }) => value.item === id && !value.withdrawn)
      .map((one): Place => ({
        key: `agreed ${one.id}`,
        kind: 'agreed',
        section: one.id,
        base: 0,
        text: one.value.text,
      })),
    { key: 'all', kind: 'all', section: id, base, text: '' },
  ];
}

/** The one that was chosen, as long as it stands as it stood then. */
export const placeChosen = (
  places: Place[],
  chosen: { place: string; base: number },
): Place | undefined =>
  places.find(({ key, base }) => key === chosen.place && base === chosen.base);

/** What a household objects to in one place takes the place of what it said of it before. */
export const standsAgainst = (all: Record<string, Objection> | undefined, place: Place): boolean =>
  Object.values(all ?? {}).some(
    (one) => !one.answered && one.section === place.section && one.line === place.line,
  );

/** Of what somebody said and of what was agreed: the item. */
const partOf = (view: View, section: string): string =>
  view.floor?.speeches?.[section]?.item ?? view.minutes?.decisions[section]?.item ?? section;

/** What was objected to in a section and what belongs to it, the oldest first. */
export function objectionsIn<T extends Objection>(
  view: View,
  all: Record<string, T> | undefined,
  id: string,
): { id: string; value: T }[] {
  return Object.entries(all ?? {})
    .filter(([, one]) => partOf(view, one.section) === id)
    .sort(([, a], [, b]) => a.at - b.at)
    .map(([key, value]) => ({ id: key, value }));
}

/** How many of a section stand unanswered, as staff is told. */
export const openIn = (view: View, id: string): number =>
  objectionsIn(view, view.minutes?.objected, id).filter(({ value }) => !value.answered).length;

/** What stands in the place that is objected to, as long as it is what was read; "" otherwise, and
    where all of a section is meant. */
export function wordsAt(view: View, one: Objection): string {
  const agreed = view.minutes?.decisions[one.section];
  if (agreed) return agreed.text;
  const section = view.minutes?.sections[one.section];
  if (section?.base !== one.base) return '';
  if (one.line !== undefined) return section.text.split('\n')[one.line - 1]?.trim() ?? '';
  return view.floor?.speeches?.[one.section] ? section.text : '';
}
