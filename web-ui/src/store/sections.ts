// The sections of the minutes in the order of the meeting, whether or not anything is written yet.
import type { LogEntry, Proposal, Section, Speech, View } from '../protocol/frames';
import { inOrder, type Entry } from './order';

export interface SectionEntry {
  id: string;
  /** Left out for the opening and the closing. */
  title?: string;
  section: Section;
}

const kBlank: Section = { order: 0, base: 0, text: '' };

export function sectionsOf(view: View): SectionEntry[] {
  const stored = view.minutes?.sections ?? {};
  const of = (id: string) => stored[id] ?? kBlank;
  return [
    { id: 'opening', section: of('opening') },
    ...inOrder(view.agenda).map(({ id, value }) => ({ id, title: value.title, section: of(id) })),
    { id: 'closing', section: of('closing') },
  ];
}

export interface Said {
  id: string;
  speech: Speech;
  section: Section;
  text: string;
}

/** Who has had the floor on an item, in the order in which they spoke, with what was noted of it. */
export function heardIn(view: View, item: string): Said[] {
  return Object.entries(view.floor?.speeches ?? {})
    .filter(([, speech]) => speech.item === item && speech.granted_at !== undefined)
    .sort(([, a], [, b]) => (a.granted_at ?? 0) - (b.granted_at ?? 0))
    .map(([id, speech]) => {
      const section = view.minutes?.sections[id] ?? kBlank;
      return { id, speech, section, text: section.text };
    });
}

export function saidIn(view: View, item: string): Said[] {
  return heardIn(view, item).filter(({ text }) => text !== '');
}

/** What was carried by a vote under an item. */
export function carriedIn(view: View, item: string): Entry<Proposal>[] {
  return inOrder(view.proposals).filter(
    ({ value }) => value.item === item && value.state === 'adopted',
  );
}

/** The place in the log at which the meeting came to its first item; beyond its end where it has not. */
function firstBegun(lines: LogEntry[]): number {
  const begun = lines.filter(({ what }) => what === 'agenda_item_started');
  return Math.min(...begun.map(({ order }) => order));
}

/** The section that belongs to what happens now. */
export function sectionNow(view: View): string {
  if (view.current?.item) return view.current.item;
  const { phase } = view.meeting;
  if (phase === 'closed') return 'closing';
  // Between two items people still write about the one that has just ended. What only names an item - a
  // file put to it before the meeting - is not yet talk about it.
  const lines = Object.values(view.log ?? {}).sort((a, b) => b.order - a.order);
  const begun = lines.filter(({ order }) => order >= firstBegun(lines));
  return begun.find(({ item }) => item && view.agenda?.[item])?.item ?? 'opening';
}

/** What was recorded while that section's item was under way. */
export function logOf(view: View, section: string): Record<string, LogEntry> {
  const entries = Object.entries(view.log ?? {});
  // A record that names no items is shown whole: better too much than nothing.
  if (!entries.some(([, entry]) => entry.item)) return view.log ?? {};
  const first = firstBegun(Object.values(view.log ?? {}));
  const belongs = (entry: LogEntry) => {
    // Before the first item all of it is the opening, whichever item a line names.
    if (section === 'opening') return entry.order < first;
    if (entry.order < first) return false;
    if (section === 'closing') return !entry.item && entry.order > first;
    return entry.item === section;
  };
  return Object.fromEntries(entries.filter(([, entry]) => belongs(entry)));
}
