// What travels over the WebSocket, as docs/protocol.md tells it. Types only.

export type Micros = number;
export type CentiSquareMetres = number;
/** Lists travel as objects keyed by id, each value with its place in `order`. */
export type Keyed<T> = Record<string, T & { order: number }>;
export type Bilingual = { zh: string; en: string };

export type Phase =
  'convened' | 'announced' | 'open' | 'in_session' | 'recess' | 'closed' | 'cancelled';
export type ItemKind = 'report' | 'deliberation' | 'decision';
export type Measure = 'area' | 'heads';
export type Choice = 'yes' | 'no' | 'abstain';
export type Secrecy = 'named' | 'confidential';
export type Counts = 'live' | 'hidden';
export type ScopeKind = 'zone' | 'building' | 'stair';
export type Mode = 'phone' | 'hall' | 'proxy';
export type Category = 'present' | 'in_attendance' | 'excused' | 'observer' | 'left';
export type Weight = { heads: number; area: CentiSquareMetres };

/** Who has taken part; the area is left out while a confidential ballot runs. */
export interface Participation {
  heads: number;
  area?: number;
}

export type Scope = { kind: ScopeKind; building?: string; stair?: string };

export interface MeetingFacts {
  id: string;
  title: string;
  place: string;
  phase: Phase;
  body: string;
  grid: string;
  path: Keyed<{ name: string; level: string }>;
  scheduled_at: Micros;
  announced_at?: Micros;
  opened_at?: Micros;
  started_at?: Micros;
  closed_at?: Micros;
  cancel_reason?: string;
  demonstration?: boolean;
}

export interface RuleFacts {
  order: number;
  version: number;
  sha256: string;
  title: Bilingual;
  body_name: Bilingual;
  legal_effect: Bilingual;
  basis: Record<string, { law: Bilingual; article: string; url?: string }>;
  measures: { area?: boolean; heads?: boolean };
  quorum?: { kind: 'participation' | 'presence' | 'none'; num: number; den: number; op: string };
  majority: { num: number; den: number; op: string; of: 'participants' | 'present' | 'all' };
  change_until_close: boolean;
  scopes: Partial<Record<ScopeKind, boolean>>;
}

export type Stance = 'for' | 'against' | 'question' | 'neither';

/** One wish to speak and what became of it; `place` 1 is who comes next. */
export interface Speech {
  order: number;
  speaker: string;
  stance: Stance;
  item: string;
  state: 'waiting' | 'speaking' | 'spoken' | 'withdrawn';
  requested_at: Micros;
  granted_at?: Micros;
  finished_at?: Micros;
  seconds: number;
  turn: number;
  place?: number;
  entered?: true;
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

export interface AgendaItem {
  order: number;
  title: string;
  kind: ItemKind;
  state: 'waiting' | 'current' | 'done' | 'deferred';
  used?: number;
  minutes?: number;
  reason?: string;
  started_at?: Micros;
  finished_at?: Micros;
}

export interface Attendee {
  order: number;
  category: Category;
  mode?: Mode;
  at: Micros;
  area: CentiSquareMetres;
}

export interface Attendance {
  heads_total: number;
  area_total: CentiSquareMetres;
  heads_present: number;
  area_present: CentiSquareMetres;
  modes: Partial<Record<Mode, number>>;
  in_attendance?: number;
  excused?: number;
  observers?: number;
  people?: Record<string, Attendee>;
}

export interface Seat {
  order: number;
  area: CentiSquareMetres;
  units: Record<string, boolean>;
}

/** One comparison of the verdict: part ÷ whole against num ÷ den. */
export interface Test {
  order: number;
  about: 'quorum' | 'majority';
  measure: Measure;
  num: number;
  den: number;
  op: '>=' | '>';
  of: 'all' | 'participants' | 'present';
  part: number;
  whole: number;
  left: number;
  right: number;
  holds: boolean;
  missing: number;
}

export type Outcome = 'pending' | 'passed' | 'not_passed' | 'no_quorum';

export interface Ballot {
  order: number;
  item: string;
  question: string;
  detail?: string;
  kind: string;
  rule: string;
  scope: Scope;
  secrecy: Secrecy;
  counts: Counts;
  change_until_close: boolean;
  standing: 'opinion_poll' | 'binding';
  standing_basis?: string;
  state: 'open' | 'closed' | 'annulled';
  annul_reason?: string;
  opened_at: Micros;
  deadline?: Micros;
  closed_at?: Micros;
  closed_by?: 'chair' | 'deadline';
  roll: { sha256: string } & Weight;
  present_at_opening?: Weight;
  participation: Participation;
  channels?: Record<string, number>;
  tally?: Record<Choice, Weight>;
  verdict?: { outcome: Outcome; tests: Record<string, Test> };
  share?: Record<string, string>;
  not_voted?: Record<string, boolean>;
  voted?: Record<string, { channel: string; at: Micros; entered_by?: string }>;
  record?: string;
}

export interface RecordEntry {
  order: number;
  ballot: string;
  number: string;
  title: Bilingual;
  published_at: Micros;
  objection_from?: string;
  objection_until?: string;
}

export interface LogEntry {
  order: number;
  at: Micros;
  what: string;
  fields?: Record<string, unknown>;
}

export interface View {
  meeting: MeetingFacts;
  rules?: Record<string, RuleFacts>;
  agenda?: Record<string, AgendaItem>;
  floor?: Floor;
  cards?: Record<string, Card>;
  current?: { item?: string; ballot?: string };
  attendance?: Attendance;
  seats?: Record<string, Seat>;
  ballots?: Record<string, Ballot>;
  records?: Record<string, RecordEntry>;
  log?: Record<string, LogEntry>;
}

export interface MyCast {
  choice: Choice;
  at: Micros;
  channel: string;
  changes: number;
  entered_by?: string;
  version: number;
  hash: string;
}

export interface MySeat {
  head: string;
  units: Record<string, boolean>;
  area: CentiSquareMetres;
  checked_in: boolean;
  category?: Category;
}

export interface Me {
  kind: 'resident' | 'staff' | 'observer';
  actor: string;
  name?: string;
  seat?: MySeat;
  roles?: Record<string, boolean>;
  may?: Record<string, boolean>;
  ballots?: Record<
    string,
    { eligible: boolean; heads: number; area: CentiSquareMetres; cast?: MyCast }
  >;
}

export type Command = { type: string } & Record<string, unknown>;
export type Fields = Record<string, unknown>;
export interface Receipt {
  version: number;
  hash: string;
}

export type ClientFrame =
  | { op: 'join'; meeting: string; since?: number; as?: 'hall'; kind?: string }
  | { op: 'leave'; meeting: string }
  | { op: 'do'; id: string; meeting: string; command: Command };

export type ServerFrame =
  | { op: 'snapshot'; meeting: string; seq: number; view: View; me: Me }
  | { op: 'patch'; meeting: string; seq: number; patch: Record<string, unknown>; me?: Me }
  | {
      op: 'live';
      meeting: string;
      presence?: { online: number };
      labels?: Record<string, string>;
    }
  | { op: 'done'; id: string; seq: number; result?: Fields; receipt?: Receipt }
  | { op: 'refused'; id: string; code: string; fields?: Fields }
  | { op: 'unknown'; id: string }
  | { op: 'clock'; now: Micros }
  | { op: 'error'; code: string; meeting?: string };
