// What travels over the WebSocket, as docs/protocol.md tells it. Types only.
import type { Ballot, MyCast } from './ballot';
import type { Command } from './commands';
import type { Amendment, Card, Floor, Minutes, Objection, Proposal } from './deliberation';
import type { IssueView } from './issue';

export type * from './ballot';
export type * from './commands';
export type * from './deliberation';
export type * from './issue';

export type Micros = number;
export type CentiSquareMetres = number;
/** Lists travel as objects keyed by id, each value with its place in `order`. */
export type Keyed<T> = Record<string, T & { order: number }>;
export type Bilingual = { zh: string; en: string };

export type Phase =
  'convened' | 'announced' | 'open' | 'in_session' | 'recess' | 'closed' | 'cancelled';
export type ItemKind = 'report' | 'deliberation' | 'decision';
export type Measure = 'area' | 'heads';
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
  /** What the sitting is called where its body has no name of its own. */
  forum?: Bilingual;
  path: Keyed<{ name: string; level: string }>;
  scheduled_at: Micros;
  announced_at?: Micros;
  opened_at?: Micros;
  started_at?: Micros;
  closed_at?: Micros;
  cancel_reason?: string;
  /** What it was first set for, and why that changed. */
  rescheduled?: { from: Micros; place: string; reason: string; at: Micros };
  demonstration?: boolean;
  /** How long and how often a person speaks on one subject. */
  floor?: { seconds: number; turns: number; alternate: boolean };
}

export interface RuleFacts {
  order: number;
  version: number;
  sha256: string;
  title: Bilingual;
  body_name: Bilingual;
  legal_effect: Bilingual;
  matters?: Record<string, Bilingual>; // what is decided under it
  basis: Record<string, { law: Bilingual; article: string; url?: string }>;
  measures: { area?: boolean; heads?: boolean };
  quorum?: { kind: 'participation' | 'presence' | 'none'; num: number; den: number; op: string };
  majority: { num: number; den: number; op: string; of: 'participants' | 'present' | 'all' };
  change_until_close: boolean;
  /** In special circumstances notice may be short; by law the result is published so soon. */
  short_notice?: boolean;
  /** Members vote by name. */
  named_only?: boolean;
  /** Votes under it may bind, where a basis is recorded. */
  binds?: boolean;
  /** Whose request it is stands aside. */
  others_decide?: boolean;
  /** What binds under it was studied by the community's Party organisation first. */
  prior_party_review?: boolean;
  publish_within_days?: number;
  scopes: Partial<Record<ScopeKind, boolean>>;
  /** How ballots under it may be counted, the usual way first. `plans`: of several plans; `options`: what a
      paper may name besides them. */
  methods: Keyed<{ title: Bilingual; plans?: boolean; options: Keyed<object> }>;
}

export interface AgendaItem {
  order: number;
  title: string;
  kind: ItemKind;
  state: 'waiting' | 'current' | 'done' | 'deferred';
  /** Minutes allotted. */
  minutes?: number;
  /** Seconds used so far, without the stretch that runs. */
  used?: number;
  /** Of the stretch that runs. */
  started_at?: Micros;
  finished_at?: Micros;
  presenter?: string;
  issue?: { id: string; title: string };
  /** What is put to the vote, in the words it is asked in; left out where the title says it. */
  matter?: string;
  /** Under which rule it is decided. */
  rule?: string;
  /** The day on which the community's Party organisation studied it, and more of that, or why not. */
  party_review?: string;
  party_note?: string;
  /** It stood so on the agenda when the meeting was announced. */
  noticed?: boolean;
  /** Why it was deferred. */
  reason?: string;
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
  /** Of the roll, as the meeting was convened on it; left out where that was not said. */
  roll_version?: number;
  /** Heads are households, not people. */
  households?: boolean;
  area_total: CentiSquareMetres;
  heads_present: number;
  area_present: CentiSquareMetres;
  modes: Partial<Record<Mode, number>>;
  in_attendance?: number;
  excused?: number;
  observers?: number;
  /** Under each rule by which only so many may decide: who is there, and how many are missing. */
  quorums?: Record<string, { present: number; missing: number }>;
  people?: Record<string, Attendee>;
}

export interface Seat {
  order: number;
  area: CentiSquareMetres;
  units: Record<string, boolean>;
}

export interface RecordEntry {
  order: number;
  /** Left out where the minutes are the record. */
  ballot?: string;
  number: string;
  title: Bilingual;
  published_at: Micros;
  objection_from?: string;
  objection_until?: string;
}

/** A paper of the meeting, at /files/<meeting>/<id>. */
export interface MeetingFile {
  order: number;
  /** Left out where it belongs to the whole meeting. */
  item?: string;
  title: string;
  media: 'pdf' | 'png' | 'jpeg';
  bytes: number;
  sha256: string;
}

export interface LogEntry {
  order: number;
  at: Micros;
  what: string;
  item?: string;
  fields?: Record<string, unknown>;
  /** The finished sentence; `{id}` in it stands for a label. */
  zh?: string;
  en?: string;
}

export interface View {
  meeting: MeetingFacts;
  rules?: Record<string, RuleFacts>;
  agenda?: Record<string, AgendaItem>;
  floor?: Floor;
  cards?: Record<string, Card>;
  proposals?: Record<string, Proposal>;
  amendments?: Record<string, Amendment>;
  current?: { item?: string; proposal?: string; ballot?: string };
  attendance?: Attendance;
  seats?: Record<string, Seat>;
  ballots?: Record<string, Ballot>;
  records?: Record<string, RecordEntry>;
  files?: Record<string, MeetingFile>;
  log?: Record<string, LogEntry>;
  minutes?: Minutes;
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
  /** To staff, commands that wait - for the ballot under way to end, for the owners' word - with the
      code of the refusal. */
  held?: Record<string, string>;
  /** To staff, under each rule that asks for a notice: the first day on which a vote keeps to it. */
  notice?: Record<string, string>;
  /** How my household stands to the minutes: it has signed them, or had before they changed. */
  minutes?: 'signed' | 'lapsed';
  /** What my household finds wrong with them. */
  objections?: Record<string, Objection>;
  /** The proposals I support. */
  supports?: Record<string, boolean>;
  ballots?: Record<
    string,
    { eligible: boolean; heads: number; area: CentiSquareMetres; cast?: MyCast }
  >;
}

/** What stands on a paper. */
export type Fields = Record<string, unknown>;
export type Receipt = { version: number; hash: string };

/** Which stream a frame is about: one of the two. */
export interface StreamRef {
  meeting?: string;
  issue?: string;
}

export type ClientFrame =
  | ({ op: 'join'; since?: number; as?: 'hall'; kind?: string; after?: number } & StreamRef)
  | ({ op: 'leave' } & StreamRef)
  | { op: 'clock' }
  | ({ op: 'do'; id: string; command: Command; after?: number } & StreamRef);

export type ServerFrame =
  | ({ op: 'snapshot'; seq: number; view: View | IssueView; me: Me } & StreamRef)
  | ({ op: 'patch'; seq: number; patch: Record<string, unknown>; me?: Me } & StreamRef)
  | ({ op: 'live'; presence?: { online: number }; labels?: Record<string, string> } & StreamRef)
  | { op: 'done'; id: string; seq: number; place?: number; result?: Fields; receipt?: Receipt }
  | { op: 'refused'; id: string; code: string; fields?: Fields }
  | { op: 'unknown'; id: string }
  | { op: 'clock'; now: Micros }
  | ({ op: 'error'; code: string } & StreamRef);
