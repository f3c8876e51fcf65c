// Imports as HTTP gives them (docs/protocol.md, "Imports"), and the templates to fill in.
import type { Bilingual } from '../protocol/frames';

export type ImportKind = 'grids' | 'roll';
/** Whose roll a file is: owners' with their areas, or that of the households who live there. */
export type RollOf = 'owners' | 'households';

export interface ImportCounts {
  rows: number;
  added: number;
  changed: number;
  same: number;
  removed: number;
  buildings: number;
  heads: number;
  area: number;
  roll?: string;
}

export interface ImportProblem {
  line: number;
  column: number;
  cell: string;
  /** Of a workbook; '' of text. */
  sheet: string;
  code: string;
  text: Bilingual;
}

export interface NamedUnit {
  building: string;
  stair: string;
  room: string;
}

export interface UnitPlace extends NamedUnit {
  line: number;
}

/** Who is one head, for a person to confirm (docs/imports.md, "Who is one head"). */
export interface ImportQuestion {
  id: string;
  kind: string;
  /** The file makes one head of these units. */
  one_head: boolean;
  /** A person may say that they are one. */
  joinable: boolean;
  joined: boolean;
  /** The roll that is there has them so: nothing to confirm. */
  known: boolean;
  heads: number;
  heads_there: number;
  unit_count: number;
  units: UnitPlace[];
  text: Bilingual;
}

/** In the order in which people look at them (docs/imports.md, "What a later file changes"). */
export const kChangeKinds = [
  'sold',
  'split',
  'merged',
  'moved',
  'added',
  'removed',
  'area',
  'use',
  'regrouped',
  'representative',
] as const;
export type ChangeKind = (typeof kChangeKinds)[number];

export interface SeenFlat extends NamedUnit {
  /** In 0.01 m². */
  area: number;
  area_source: string;
  kind: string;
  /** Left out where one may not see it; '' for nobody. */
  representative?: string;
}

export interface FlatChange {
  kind: ChangeKind;
  before: SeenFlat[];
  after: SeenFlat[];
}

export interface RollWeight {
  heads: number;
  area: number;
}

/** A meeting on the roll that is not over: it keeps its own until its chair takes the new one over. */
export interface ConcernedMeeting {
  id: string;
  title: string;
  phase: string;
  scheduled_at: number;
  came: number;
  went: number;
  changed: number;
  before: RollWeight;
  after: RollWeight;
  ballot?: RollWeight & { question: string };
}

export interface ImportPreview extends ImportCounts {
  encoding: string;
  /** Of a workbook: the one that was read. */
  sheet: string;
  question_count: number;
  questions: ImportQuestion[];
  /** What to confirm the open questions with; "" where there is none. */
  confirm: string;
  problem_count: number;
  problems: ImportProblem[];
  notices: ImportProblem[];
  removed_units: NamedUnit[];
  changes: { counts: Record<ChangeKind, number>; flats: FlatChange[] };
  meetings?: ConcernedMeeting[];
  meetings_untold?: number;
  sample: Record<string, string>[];
}

export interface GridRolls {
  rolls: {
    id: string;
    kind: RollOf | 'members';
    buildings: number;
    units: number;
    heads: number;
    area: number;
  }[];
}

export interface RollUnit {
  id: string;
  label: string;
  building: string;
  stair: string;
  /** In 0.01 m². */
  area: number;
  area_source: string;
  kind: string;
  /** Units of one owner have the same. */
  head: string;
  representative: string;
}

export interface RollUnits {
  id: string;
  units: RollUnit[];
  units_total: number;
}

/** As the server has it: a larger file is not even sent. */
export const kFileBytesMax = 8 * 1024 * 1024;

/** "C7" as its row and its column. */
export function cellParts(cell: string): { row: string; column: string } {
  const row = cell.replace(/^[A-Z]+/, '');
  return { row, column: cell.slice(0, cell.length - row.length) };
}

export function changesNothing(preview: ImportPreview): boolean {
  return preview.added + preview.changed + preview.removed === 0;
}

export const kColumns: Record<ImportKind, string[]> = {
  grids: ['code', 'name', 'level', 'parent', 'kind'],
  roll: ['building', 'stair', 'room', 'area', 'area_source', 'owner_key', 'representative'],
};

/** Of a roll of households. */
export const kHouseholdColumns = ['building', 'stair', 'room', 'representative'];

const kShown: Record<ImportKind, string[]> = {
  grids: kColumns.grids,
  roll: ['building', 'stair', 'room', 'area', 'area_source', 'kind', 'representative'],
};

/** Columns of the sample that say something. */
export function columnsOf(kind: ImportKind, sample: Record<string, string>[]): string[] {
  return kShown[kind].filter((name) => sample.some((row) => row[name]));
}

/** A CSV file as a link: with the mark by which spreadsheets know UTF-8, and their line ends. */
export function templateLink(header: string[], example: string[]): string {
  const text = `\ufeff${header.join(',')}\r\n#${example.join(',')}\r\n`;
  return `data:text/csv;charset=utf-8,${encodeURIComponent(text)}`;
}
