// The parts of a view that belong to deliberating: floor, cards, proposals, amendments, minutes. A
// speaker is a head of the roll or a person who was admitted. Types only.
import type { Micros } from './frames';

export type Stance = 'for' | 'against' | 'question' | 'neither';

/** One wish to speak and what became of it; `place` 1 is who comes next. */
export interface Speech {
  order: number;
  speaker: string;
  stance: Stance;
  item: string;
  proposal?: string;
  state: 'waiting' | 'speaking' | 'spoken' | 'withdrawn' | 'undone';
  requested_at: Micros;
  granted_at?: Micros;
  finished_at?: Micros;
  seconds: number;
  turn: number;
  place?: number;
  entered?: true;
  /** Whoever waits has gone out: no place until she is back. */
  away?: true;
}

export interface Spoken {
  turns: number;
  seconds: number;
}

/** Sums are of the present subject and of finished speeches. */
export interface Floor {
  speeches: Record<string, Speech>;
  current?: string;
  next?: string;
  chair?: string;
  totals: Record<Stance, Spoken>;
  people: Record<string, Spoken>;
}

export interface Card {
  order: number;
  kind: 'point_of_order' | 'off_topic' | 'civility';
  raised_by: string;
  about?: string;
  at: Micros;
  state: 'raised' | 'upheld' | 'dismissed';
}

export interface Paragraph {
  order: number;
  text: string;
  /** The amendment that gave it this text. */
  amended?: string;
}

export interface Proposal {
  order: number;
  item: string;
  mover: string;
  title: string;
  paragraphs: Record<string, Paragraph>;
  who: string;
  where: string;
  by?: string;
  /** In cents. */
  cost?: number;
  supporters: number;
  /** How often it was edited; an edit names the one it began with. */
  base: number;
  state: 'tabled' | 'adopted' | 'rejected' | 'withdrawn' | 'deferred';
  tabled_at: Micros;
  decided_at?: Micros;
  ballot?: string;
  reason?: string;
}

export interface DiffPart {
  order: number;
  op: 'same' | 'removed' | 'added';
  text: string;
}

export interface Amendment {
  order: number;
  proposal: string;
  mover: string;
  paragraph: string;
  text: string;
  old: string;
  diff: Record<string, DiffPart>;
  state: 'tabled' | 'accepted' | 'adopted' | 'rejected' | 'withdrawn' | 'lapsed';
  ballot?: string;
}

export interface Section {
  order: number;
  base: number;
  text: string;
  corrected?: true;
}

export interface Decision {
  order: number;
  item: string;
  text: string;
  responsible?: string;
  /** Who is responsible and no speaker: a firm, a committee. */
  party?: string;
  due?: string;
  withdrawn?: true;
}

/** What a household that was there finds wrong with proposed minutes. */
export interface Objection {
  /** Of the opening, an item, the closing or a speech; or the id of what was agreed. */
  section: string;
  /** Of that section, when it was read. */
  base: number;
  /** From 1; left out for all of it. */
  line?: number;
  at: Micros;
  /** "" once it was erased. */
  text: string;
  /** The section was corrected since. */
  answered?: true;
}

/** The recorder's part: a narrative for the opening, each item and the closing, and what was decided. */
export interface Minutes {
  /** Another with every section written or corrected and every decision: signing names it. */
  version: number;
  state: 'draft' | 'proposed' | 'adopted' | 'published';
  sections: Record<string, Section>;
  decisions: Record<string, Decision>;
  proposed_at?: Micros;
  adopted_at?: Micros;
  /** How many of those present have found them right. */
  signed?: number;
  /** Which: told to staff alone. */
  signers?: Record<string, { at: Micros }>;
  /** Who had, before something was changed, and has not again: told to staff alone. */
  lapsed?: Record<string, true>;
  /** How many objections there are, and of how many the section was corrected since. */
  objections?: number;
  answered?: number;
  /** Whose and what they are: told to staff alone. */
  objected?: Record<string, Objection & { head: string }>;
}
